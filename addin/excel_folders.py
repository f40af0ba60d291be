"""Where Excel looks for add-ins, their configuration and scripts, on Windows and on the Mac; all in the user's own folders."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from addin.xlam import FILE, PROJECT

WINDOWS, MAC = "win32", "darwin"


@dataclass(frozen=True, slots=True)
class Places:
    """Paths of one account; ``script`` is the AppleScript that Excel for Mac runs Python by, None on Windows."""

    system: str
    addin: Path
    config: Path
    script: Path | None = None


def places(system: str = sys.platform, home: Path | None = None, env: Mapping[str, str] | None = None) -> Places | None:
    """The places of a system (`win32`, `darwin`) below a home folder; None where Excel does not run."""
    import os

    home, env = home or Path.home(), os.environ if env is None else env
    if system == WINDOWS:
        roaming = Path(env.get("APPDATA") or home / "AppData" / "Roaming")
        profile = Path(env.get("USERPROFILE") or home)
        start = roaming / "Microsoft" / "Excel" / "XLSTART"
        return Places(system, start / FILE, profile / f".{PROJECT}" / f"{PROJECT}.conf")
    if system == MAC:
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized" / "Startup.localized"
        data = library / "Containers" / "com.microsoft.Excel" / "Data"
        script = library / "Application Scripts" / "com.microsoft.Excel" / script_source().name
        return Places(system, office / "Excel" / FILE, data / f"{PROJECT}.conf", script)
    return None


def script_source() -> Path:
    """xlwings' AppleScript, as installed here."""
    from addin.xlam import xlwings_folder

    return next(iter(sorted(xlwings_folder().glob("xlwings-*.applescript"))))
