"""The sheet Bawaan: which cells were carried from another document, what they held, and where it stood there.

A row per cell. A native formula points at the cell, so that the row keeps to it when rows are inserted or deleted,
and tells whether it still holds what was carried; cells that do are shown in blue. Cells that the other document
may fill later are listed last, with nothing carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rules.carryover.plan_for_report import Said
from rules.carryover.report_from_plan import REPORT, Start
from rules.schema.layout import Layout, form_of
from rules.values.cells import as_text, column_letter, column_number
from workbook_templates.grid import CARRIED_TITLE, Grid
from workbook_templates.template.blueprint import Template, place_of
from workbook_templates.template.style import PROTECTION, Styles, print_setup

NAME = "Bawaan"
SAME, TYPED, EMPTIED, WAITING, DELETED = "sama", "diketik", "dikosongkan", "belum ada", "dihapus"
"""States of a cell: as carried, typed over, emptied, not in the Renja (yet), its row deleted."""
IDENTITY, IDENTITY_FIRST = "Identitas", 5
"""Name of the identity form as a table of its own, and the row of its first field."""
LINK, TABLE, KEY, COLUMN, VALUE, NOW, STATE, SOURCE = range(1, 9)
"""Columns of the sheet, 1-based."""
IDENTITY_COLUMN = "isian"
"""What stands for the column of a field of the identity."""
TITLE_CELL = (2, 1)
"""Row and column of the line that names the Renja."""

_HEADINGS = (("Lokasi", 22), ("Tabel", 20), ("Baris", 44), ("Kolom", 8), ("Nilai yang dibawa", 40), ("Isi sekarang", 40),
             ("Keadaan", 13), ("Asal di Renja", 22))  # fmt: skip
_HEAD_ROW, _FIRST = 4, 5
_SHOWN = (2, STATE)
"""The cell that says whether carried cells are blue, for the final print."""
_LAST = 4999
_POINTED = re.compile(r"(?:'((?:[^']|'')+)'|([\w.\-]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of Bawaan: the cell it points at (sheet, row, column; None if deleted) and what was carried there."""

    row: int
    cell: tuple[str, int, int] | None
    table: str
    key: str
    column: str
    value: Any
    source: str


# ---- writing


def mark(sheet: Any, styles: Styles, name: str, area: tuple[int, int, int, int]) -> None:
    """Show the cells of an area (0-based corners) that hold what was carried in the font of carried cells."""
    rows = f"${{0}}${_FIRST}:${{0}}${_LAST}"
    links, states = (f"{NAME}!{rows.format(column_letter(column))}" for column in (LINK, STATE))
    held = f'COUNTIFS({links},"{name}!"&ADDRESS(ROW(),COLUMN(),4),{states},"{SAME}")>0'
    formula = f'=AND({NAME}!${column_letter(_SHOWN[1])}${_SHOWN[0]}<>"tidak",{held})'
    sheet.conditional_format(*area, {"type": "formula", "criteria": formula, "format": styles.carried_rule})


def write_legend(sheet: Any, cell: str, styles: Styles) -> None:
    """One line on what blue means."""
    text = f"Huruf biru: dibawa dari Renja; menjadi hitam bila Anda mengetik yang lain. Daftarnya di lembar {NAME}."
    sheet.write(cell, text, styles.carried)


def described(start: Start) -> str:
    """Which Renja the carried cells come from."""
    stage = f", {start.stage}" if start.stage else ""
    return f"Dari {start.source} (Renja {start.year}{stage}). Huruf biru di tabel: masih seperti yang dibawa."


def _listed(
    template: Template, start: Start, chosen: Sequence[Layout]
) -> Iterator[tuple[str, int, int, str, str, str, Said]]:
    """(sheet, row, column, table, key, official column, said) of every cell the Renja fills or may fill."""
    for at, key in enumerate(form_of(REPORT).fields):
        if key in start.identity and start.identity[key].value == template.identity.get(key):
            label = form_of(REPORT).fields[key].label
            yield IDENTITY, IDENTITY_FIRST + at, 3, IDENTITY, label, IDENTITY_COLUMN, start.identity[key]
    for layout in chosen:
        rows = start.rows.get(layout.id, ())
        place = place_of(template, layout, len(rows))
        for at, row in enumerate(rows, place.first_row):
            # A code beside the table follows from the name by formula, so it is not recorded.
            for column in filter(row.carried.__contains__, layout.official):
                yield layout.sheet_name, at, place.starts[column], layout.id, row.key, column, row.carried[column]


def write_carried(book: Any, styles: Styles, template: Template, start: Start, chosen: Sequence[Layout]) -> None:
    """Add the sheet to a workbook that starts from a Renja."""
    sheet = book.add_worksheet(NAME)
    sheet.write("A1", CARRIED_TITLE, styles.strong)
    sheet.write(*(at - 1 for at in TITLE_CELL), described(start), styles.banner)
    row, column = (at - 1 for at in _SHOWN)
    sheet.write(row, column - 1, "Huruf biru (ya/tidak):", styles.banner)
    sheet.write(row, column, "ya", styles.field)
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": ["ya", "tidak"]})
    for column, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        sheet.write(_HEAD_ROW - 1, column, heading, styles.heading)
    listed = list(_listed(template, start, chosen))
    listed.sort(key=lambda item: not item[-1])
    for row, item in enumerate(listed, _FIRST):
        _write_row(sheet, styles, row, *item)
    sheet.freeze_panes(_HEAD_ROW, 1)
    sheet.autofilter(_HEAD_ROW - 1, 0, max(_FIRST, _FIRST + len(listed) - 1) - 1, len(_HEADINGS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:H{_FIRST + len(listed)}"})
    sheet.protect("", PROTECTION)
    print_setup(sheet, len(_HEADINGS), (_HEAD_ROW - 1, _HEAD_ROW - 1))


def _write_row(
    sheet: Any, styles: Styles, row: int, name: str, at: int, column: int, table: str, key: str, number: str, said: Said
) -> None:
    place = f"'{name}'!{column_letter(column)}{at}"
    shown = f'"{name}!"&ADDRESS(ROW({place}),COLUMN({place}),4)'
    link = f'=IFERROR(HYPERLINK("#\'{name}\'!"&ADDRESS(ROW({place}),COLUMN({place}),4),{shown}),"{DELETED}")'
    value, now = (f"{column_letter(x)}{row}" for x in (VALUE, NOW))
    held = f'IF({now}="",IF({value}="","{WAITING}","{EMPTIED}"),IF(EXACT({value},{now}),"{SAME}","{TYPED}"))'
    money = isinstance(said.value, int) and said.value > 9999
    style, stored = (styles.money() if money else styles.line), "" if said.value is None else said.value
    sheet.write_formula(row - 1, LINK - 1, link, styles.link, f"{name}!{column_letter(column)}{at}")
    sheet.write_string(row - 1, TABLE - 1, table, styles.line)
    sheet.write_string(row - 1, KEY - 1, key, styles.line)
    sheet.write_string(row - 1, COLUMN - 1, number, styles.centred)
    if said:
        write = sheet.write_string if isinstance(said.value, str) else sheet.write_number
        write(row - 1, VALUE - 1, said.value, style)
    else:
        sheet.write_blank(row - 1, VALUE - 1, None, style)
    sheet.write_formula(row - 1, NOW - 1, f'=IFERROR(IF({place}="","",{place}),"")', style, stored)
    state = f'=IF({column_letter(LINK)}{row}="{DELETED}","{DELETED}",{held})'
    sheet.write_formula(row - 1, STATE - 1, state, styles.centred, SAME if said else WAITING)
    sheet.write_string(row - 1, SOURCE - 1, said.source, styles.line)


# ---- reading


def find_carried(grids: Sequence[Grid]) -> Grid | None:
    """The sheet among those of a workbook, told by its title."""
    return next((grid for grid in grids if grid.lists_carried), None)


def _points_at(grid: Grid, row: int) -> tuple[str, int, int] | None:
    """The cell a row points at: by its formula, or by the location it last showed where the formula was lost."""
    formula = grid.facts.formulas.get((row, NOW), "")
    if "#REF!" in formula:
        return None
    match = _POINTED.search(formula) or _POINTED.fullmatch(as_text(grid.rows[row - 1][LINK - 1]))
    if match is None:
        return None
    return (match[1] or match[2]).replace("''", "'"), int(match[4]), column_number(match[3])


def read_records(grid: Grid) -> list[Record]:
    """What the sheet says of each carried cell."""
    found = []
    for row, cells in enumerate(grid.rows[_FIRST - 1 :], _FIRST):
        padded = [*cells, *[None] * (SOURCE - len(cells))]
        table, key, column, source = (as_text(padded[at - 1]) for at in (TABLE, KEY, COLUMN, SOURCE))
        if table and column:
            value = padded[VALUE - 1]
            found.append(Record(row, _points_at(grid, row), table, key, column, value, source))
    return found
