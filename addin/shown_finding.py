"""The finding that is being looked at: told in the status bar and in a note at its cell, one at a time, without any box.

Where the note stands is written on the Temuan sheet, so that the next click, in whatever process, can take it away again.
A note of the planner's own is never touched.
"""

from __future__ import annotations

import logging
from typing import Any

from addin.blocks import literal
from workbook_templates.template.guide import FINDING_COLUMNS

log = logging.getLogger(__name__)
_OWN = "Renja"
"""What our notes begin with."""
_PLACE = (3, len(FINDING_COLUMNS))
"""The cell of the Temuan sheet that says where our note stands."""
_SAID = "Catatan sementara di: "
_LONGEST_NOTE, _LONGEST_LINE = 900, 240
"""Characters that a note shows without growing out of the screen, and those of the status bar."""


def show(book: Any, temuan: Any, target: Any, place: str, text: str) -> None:
    """Tell a finding at its cell (`T-C.33!F12`); a note that Excel does not let us write (a locked sheet) costs only the note."""
    take_away(book, temuan)
    book.app.status_bar = _short(" ".join(f"{_OWN}: {text}".split()), _LONGEST_LINE)
    try:
        if target.note is None:
            target.add_note(_short(f"{_OWN}: {text}", _LONGEST_NOTE))
            temuan.range(_PLACE).value = literal(f"{_SAID}{place}")
    except Exception as error:
        log.warning("no note at %s: %s", place, error)


def take_away(book: Any, temuan: Any) -> None:
    """Remove the note that was written last, and leave the status bar to Excel."""
    book.app.status_bar = False
    said = temuan.range(_PLACE).value
    if not isinstance(said, str) or not said.startswith(_SAID):
        return
    sheet, _, cell = said.removeprefix(_SAID).rpartition("!")
    try:
        note = book.sheets[sheet].range(cell).note
        if note is not None and note.text.startswith(_OWN):
            note.delete()
        temuan.range(_PLACE).value = None
    except Exception as error:
        log.warning("the note at %s stays: %s", said, error)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"
