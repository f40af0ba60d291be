"""What *Hitung* has filled in, so that it can be reckoned anew: kept on a hidden sheet of the workbook.

A cell counts as ours while it holds what was put there. The rows are kept as formulas (`=ROW('T-C.33'!A8)`), which
Excel moves along when rows are inserted or deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addin.blocks import literal
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from rules.values.cells import column_letter, column_number
from workbook_templates.grid import RECKONED_TITLE, Grid, Value
from workbook_templates.sheet_facts import Place

NAME, TITLE = "Hitungan renja", RECKONED_TITLE
_HEAD = ("Lembar", "Kolom", "Baris", "Nilai")
_FIRST = 3

Figures = Mapping[str, Mapping[Place, Value]]


def recorded(grids: Mapping[str, Grid]) -> dict[str, dict[Place, Value]]:
    """The cells that still hold what *Hitung* put there, by sheet and place, read from the workbook's grids."""
    found: dict[str, dict[Place, Value]] = {}
    for grid in grids.values():
        if grid.name.startswith(NAME) and grid.at((1, 1)) == TITLE:
            for name, letter, row, value in (line[:4] for line in grid.rows[_FIRST - 1 :] if len(line) >= 4):
                place = _place(letter, row)
                if name in grids and place and value is not None and grids[name].at(place) == value:
                    found.setdefault(name, {})[place] = value
    return found


def _place(letter: Any, row: Any) -> Place | None:
    """A place as recorded; None where its row has been deleted since."""
    if isinstance(letter, str) and isinstance(row, float | int):
        return int(row), column_number(letter)
    return None


def record(book: Any, figures: Figures) -> None:
    """Keep what was filled in; without anything to keep, no sheet is added."""
    sheet = find_sheet(book, NAME, TITLE)
    if sheet is None:
        if not any(figures.values()):
            return
        sheet = add_sheet(book, NAME, (20, 8, 8, 24))
        sheet.visible = False
    lines: list[list[Value]] = [[literal(TITLE)], texts(_HEAD)]
    for name, cells in figures.items():
        quoted = name.replace("'", "''")
        for (row, column), value in sorted(cells.items()):
            letter = column_letter(column)
            lines.append([*texts((name, letter)), f"=ROW('{quoted}'!{letter}{row})", *texts((value,))])
    write_lines(sheet, lines, len(_HEAD))
