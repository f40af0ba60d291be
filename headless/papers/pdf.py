"""Word documents as PDF by LibreOffice, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from headless.papers.errors import NoLibreOfficeError, NoPdfError
from workbook_templates.safe_writing import written

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
"""Where LibreOffice stands on the Mac and on Windows, which name it in no path."""
_PATIENCE = 300
"""Seconds that a document of hundreds of pages may take."""


def office_program() -> str | None:
    """LibreOffice's program on this machine; None where it has none."""
    return shutil.which("soffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def write_pdf(document: Path, out: Path) -> None:
    """Write a document as PDF; raises :class:`CallError` without LibreOffice, :class:`RenjaError` where it fails.

    It works under a profile of its own, so that one that is open on the screen does not get in the way.
    """
    program = office_program()
    if program is None:
        raise NoLibreOfficeError(document)
    with TemporaryDirectory(prefix="renja-pdf-") as folder:
        profile = (Path(folder) / "profil").as_uri()
        words = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
        try:
            ended = subprocess.run(
                [*words, "--outdir", folder, str(document)], capture_output=True, check=False, timeout=_PATIENCE
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPdfError(document, type(error).__name__) from error
        made = Path(folder) / f"{document.stem}.pdf"
        if not made.is_file():
            raise NoPdfError(document, f"status {ended.returncode}")
        with written(out) as partial:
            shutil.copyfile(made, partial)
