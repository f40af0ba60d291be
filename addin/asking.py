"""What the planner is asked in Excel: a question with yes and no, and a file, in the dialog that Excel or the Mac has for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from addin.excel_folders import MAC

TITLE = "Renja"
_FILTER = "Buku kerja dan daftar (*.xlsx;*.xlsm;*.ods;*.csv),*.xlsx;*.xlsm;*.ods;*.csv"
_CHOOSE = ("on run told", "POSIX path of (choose file with prompt (item 1 of told))", "end run")
"""AppleScript; the words come as an argument, never as part of it."""


def agrees(book: Any, question: str) -> bool:
    """Whether the planner says yes."""
    return bool(book.app.alert(question, title=TITLE, buttons="yes_no") == "yes")


def chosen_file(book: Any, title: str) -> Path | None:
    """The file that the planner picks; None where the dialog is cancelled."""
    if sys.platform == MAC:
        script = [word for line in _CHOOSE for word in ("-e", line)]
        asked = subprocess.run(["/usr/bin/osascript", *script, title], capture_output=True, text=True, check=False)
        chosen: Any = asked.stdout.rstrip("\n") if asked.returncode == 0 else None
    else:
        chosen = book.app.api.GetOpenFilename(_FILTER, 1, title)
    return Path(chosen) if isinstance(chosen, str) and chosen else None
