"""The workbooks meant by the files and folders of a call."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm")
SHEETS = (*SUFFIXES, ".ods", ".xls", ".xlsb")
"""What is taken for a received workbook in a folder; those that cannot be read are told so, not passed over."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks meant by files and folders, folders in depth; Excel's `~$` lock files aside.

    What cannot be looked at stays in the list, so that reading it says why: a file or folder as it is, a folder
    that cannot be listed as `folder/*`, and a name with the NUL that no file can have with the sign for it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if _asks(path.is_dir):
            found |= dict.fromkeys(_inside(path))
        else:
            found[Path(str(path).replace("\0", "\N{SYMBOL FOR NULL}"))] = None
    return list(found)


def passed_over(paths: Sequence[Path]) -> list[Path]:
    """Files in the folders of a call that are not taken for workbooks; hidden ones and Excel's lock files aside."""
    found = (Path(parent, name) for path in paths for parent, _, names in os.walk(path) for name in names)
    return sorted(x for x in found if x.suffix.lower() not in SHEETS and not x.name.startswith((".", "~$")))


def _asks(question: Callable[[], bool], otherwise: bool = False) -> bool:
    """The answer to a question about a path, or ``otherwise`` where the system refuses to say."""
    try:
        return question()
    except (OSError, ValueError):
        return otherwise


def _inside(folder: Path) -> list[Path]:
    """The workbooks in a folder and below, in order."""
    closed: list[OSError] = []
    files = [Path(parent, name) for parent, _, names in os.walk(folder, onerror=closed.append) for name in names]
    books = [p for p in files if p.suffix.lower() in SHEETS and not p.name.startswith("~$")]
    found = [p for p in books if _asks(p.is_file, otherwise=True)]
    return sorted([*found, *(Path(error.filename, "*") for error in closed)])
