"""The sound example as sheets of cells: heads, rows and forms that tests shift, spoil and save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Table
from rules.schema.column import number_of
from rules.schema.layout import Layout, document_layouts, layouts
from rules.schema.year_label import year_label
from rules.validation import validate, validate_many
from rules.values.cells import SPLIT, ExcelError, column_letter
from workbook_templates.grid import Grid
from workbook_templates.recognition.find_tables import find_tables
from workbook_templates.sheet_facts import CELLS_ONLY
from workbook_templates.template.titles import title_text

YEAR = 2024
IDENTITY = {
    "pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "2.17",
    "tahun": YEAR, "tahap": "rancangan", "keputusan": "Kepmendagri 050-5889/2021",
}  # fmt: skip
"""An office whose codes are at hand."""
TABLES = tuple(table.layout for table in sound_document().tables)
NUMBERED = tuple(name for name in TABLES if layouts()[name].numbered)
Rows = list[list[Any]]
Numbers = Callable[[str], Any]


def sound_table(layout_id: str) -> Table:
    """A table of the sound document."""
    return next(table for table in sound_document().tables if table.layout == layout_id)


def in_brackets(number: str) -> str:
    """A column number as the official tables print it."""
    return f"({number})"


def as_printed(layout_id: str) -> Numbers | None:
    """How the official form of a table numbers its columns; None where it does not."""
    return in_brackets if layouts()[layout_id].numbered else None


def title_lines(layout_id: str) -> list[str]:
    """The title of a sound table with its year and office."""
    identity = {key: field.value for key, field in sound_document().identity.items()}
    return [title_text(line, identity) for line in layouts()[layout_id].title]


def _upper(layout: Layout, number: str, above: str | None, heading: str, levels: int) -> list[Any]:
    """What stands over one column, from the top: group (over its first column only), subgroup, heading."""
    spec = layout.columns[number]
    if not spec.group:
        return [heading, *[None] * (levels - 1)]
    before = layout.columns[above] if above else None
    group = None if before and before.group == spec.group else year_label(spec.group, YEAR)
    again = before and (before.group, before.subgroup) == (spec.group, spec.subgroup)
    middle = [None if again or not spec.subgroup else spec.subgroup] if levels == 3 else []
    return [group, *middle, heading]


def levels_of(layout: Layout) -> int:
    """Rows of headings: one, and one more for each level of groups."""
    columns = layout.official.values()
    return 1 + any(spec.group for spec in columns) + any(spec.subgroup for spec in columns)


def head_rows(
    layout_id: str,
    numbers: Numbers | None = in_brackets,
    *,
    code_cells: int = 1,
    headings: Mapping[str, str] | None = None,
) -> Rows:
    """The head of a table: groups over headings, and the number row unless ``numbers`` is None."""
    layout, above = layouts()[layout_id], None
    levels = levels_of(layout)
    head: Rows = [[] for _ in range(levels + 1)]
    for number, spec in layout.official.items():
        heading = (headings or {}).get(number, year_label(spec.heading, YEAR))
        second = above is not None and number_of(above) == number_of(number)
        printed = numbers(number_of(number)) if numbers and not second else None
        width = code_cells if spec.kind == "code" else 1
        for row, value in zip(head, [*_upper(layout, number, above, heading, levels), printed], strict=True):
            row += [value, *[None] * (width - 1)]
        above = number
    return head if numbers else head[:-1]


def heading_cell(layout_id: str, number: str) -> str:
    """Where a sound sheet holds a column's heading, as `sheet!cell`."""
    layout = layouts()[layout_id]
    row = len(layout.title) + 2 + (levels_of(layout) - 1 if layout.columns[number].group else 0)
    return f"{layout_id}!{column_letter(list(layout.official).index(number) + 1)}{row}"


def body_rows(table: Table, *, code_cells: int = 1) -> Rows:
    """The rows of a table; a code is split over ``code_cells`` cells as offices do."""
    specs = layouts()[table.layout].official.values()
    rows: Rows = []
    for at in range(len(table.rows)):
        row: list[Any] = []
        for spec, values in zip(specs, table.columns.values(), strict=True):
            width = code_cells if spec.kind == "code" else 1
            parts = code_parts(values[at], width) if width > 1 else [values[at]]
            row += [*parts, *[None] * (width - len(parts))]
        rows.append(row)
    return rows


def code_parts(code: str | None, cells: int) -> list[Any]:
    """A code over so many cells, the last one holding what is left."""
    return code.split(".", cells - 1) if code else []


def split_code(code: str | None, cells: int) -> str | None:
    """A code typed over several cells as the reader joins it."""
    return SPLIT.join(code_parts(code, cells)) or None


def top_rows(layout_id: str) -> Rows:
    """What stands above a head: the lines of the title and a blank one."""
    return [*([line] for line in title_lines(layout_id)), []]


def table_rows(layout_id: str, *, code_cells: int = 1, **head: Any) -> Rows:
    """A whole sound table: title, blank line, head, rows."""
    return [
        *top_rows(layout_id),
        *head_rows(layout_id, **{"numbers": as_printed(layout_id), "code_cells": code_cells} | head),
        *body_rows(sound_table(layout_id), code_cells=code_cells),
    ]


def first_data(layout_id: str, rows: Rows) -> int:
    """Index of the first data row in the rows of a sound table."""
    return len(rows) - len(sound_table(layout_id).rows)


def identity_rows() -> Rows:
    """The identity form, label and value side by side."""
    form = layouts()["Identitas"].fields
    return [[form[key].label, field.value] for key, field in sound_document().identity.items()]


def grid(rows: Rows, name: str = "Lembar1", *, down: int = 0, right: int = 0) -> Grid:
    """Rows as a sheet, moved down and right."""
    return Grid(name, [*([] for _ in range(down)), *([*[None] * right, *row] for row in rows)], CELLS_ONLY)


def sound_grids(instead: Mapping[str, Rows] | None = None) -> list[Grid]:
    """All sheets of the sound document, each named after its table, some with other rows."""
    rows = {"Identitas": identity_rows()} | {name: table_rows(name) for name in TABLES} | dict(instead or {})
    return [grid(value, name) for name, value in rows.items()]


def tables_of(sheet: Grid, document: str = "renja") -> list[Table]:
    """The official tables of a document found in a sheet."""
    return find_tables(sheet, [layout for layout in document_layouts(document, YEAR) if layout.columns])


def contents(table: Table) -> tuple[str, list[str], dict[str, list[Any]]]:
    """What a table says, wherever it stands."""
    return table.layout, table.kinds, table.columns


def contents_in(rows: Rows, down: int = 0, right: int = 0) -> list[tuple[str, list[str], dict[str, list[Any]]]]:
    """Contents of the tables in a sheet of these rows."""
    return [contents(table) for table in tables_of(grid(rows, down=down, right=right))]


def sound_contents(*names: str) -> list[tuple[str, list[str], dict[str, list[Any]]]]:
    """Contents of sound tables."""
    return [contents(sound_table(name)) for name in names]


def places(document: Document, rule: str) -> list[str]:
    """Where validation finds one rule's fault, as `sheet!cell`."""
    return [f"{found.sheet}!{found.cell}" for found in validate(document).findings if found.rule == rule]


def places_in_each(documents: Sequence[Document], rule: str) -> list[list[str]]:
    """The same for many documents, judged as one stack."""
    return [
        [f"{found.sheet}!{found.cell}" for found in verdict.findings if found.rule == rule]
        for verdict in validate_many(documents)
    ]


def save(path: Path, sheets: Sequence[Grid]) -> Path:
    """Grids as a workbook saved by openpyxl, which stores no formula values."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        for row, values in enumerate(sheet.rows, 1):
            for column, value in enumerate(values, 1):
                cell = made.cell(row, column, value)
                if isinstance(value, ExcelError):
                    cell.value, cell.data_type = str(value), "e"
        for (row, column), formula in sheet.facts.formulas.items():
            made.cell(row, column, formula)
    book.save(path)
    return path
