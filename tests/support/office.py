"""Files as LibreOffice converts them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.conftest import missing


def converted(source: Path, kind: str, folder: Path) -> Path:
    """A file as another kind (`ods`, `xlsx`), put into a folder."""
    office = shutil.which("soffice")
    if office is None:
        missing("libreoffice", "LibreOffice is not on this machine")
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder / 'profil'}"
    command = [str(office), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{kind}"
