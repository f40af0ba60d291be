"""Files that the buttons save: under a name that no file has yet, so that nothing is ever replaced."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import NoFolderError


def free_place(folder: Path, stem: str, ending: str) -> Path:
    """A place in a folder that no file has yet: `Renja-2026.xlsx`, or else `Renja-2026 (2).xlsx`; raises :class:`NoFolderError`."""
    if not folder.is_dir():
        raise NoFolderError(folder)
    names = [stem, *(f"{stem} ({number})" for number in range(2, 1000))]
    return next(place for name in names if not (place := folder / f"{name}{ending}").exists())
