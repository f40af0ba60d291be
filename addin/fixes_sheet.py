"""The sheet Perbaikan: every cell that safe fixes changed, with what stood there before, the latest run on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from addin.blocks import literal
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from rules.model.display import display_of
from workbook_templates.grid import CHANGES_TITLE

if TYPE_CHECKING:
    from workbook_templates.copies.fix import Fixed
    from workbook_templates.grid import Value

NAME, TITLE = "Perbaikan", CHANGES_TITLE
_HEAD = (("Waktu", 18), ("Lokasi", 22), ("Aturan", 10), ("Sebelum", 40), ("Sesudah", 40), ("Ikut dikosongkan", 20))
_FIRST = 3


def record_changes(book: Any, fixed: Sequence[Fixed]) -> None:
    """List the fixes above those of earlier runs; the sheet is added if it is not there yet."""
    sheet = find_sheet(book, NAME, TITLE)
    if sheet is None:
        taken = {other.name.casefold() for other in book.sheets}
        name = next(x for x in (NAME, *(f"{NAME} renja {n}" for n in range(1, 99))) if x.casefold() not in taken)
        sheet = add_sheet(book, name, [width for _, width in _HEAD])
        sheet.range((1, 1), (_FIRST - 1, len(_HEAD))).font.bold = True
    earlier = _earlier(sheet)
    now = f"{datetime.now():%d-%m-%Y %H:%M}"
    lines: list[list[Value]] = [[literal(TITLE)], texts([heading for heading, _ in _HEAD])]
    for x in fixed:
        told = (display_of(x.finding, value) for value in (x.finding.value, x.finding.fix))
        lines.append(texts([now, f"{x.finding.sheet}!{x.cells[0]}", x.finding.rule, *told, ", ".join(x.cells[1:])]))
    write_lines(sheet, [*lines, *earlier], len(_HEAD))


def _earlier(sheet: Any) -> list[list[Value]]:
    """The lines of earlier runs."""
    used = sheet.used_range
    last = used.row + used.shape[0] - 1
    if last < _FIRST:
        return []
    rows = sheet.range((_FIRST, 1), (last, len(_HEAD))).options(ndim=2).value
    return [texts(row) for row in rows if row[0] is not None]
