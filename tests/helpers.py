"""The sound example as sheets of cells: heads, rows and forms that tests shift, spoil and save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from rules.cells import SPLIT, ExcelError
from rules.document import Document, Table, year_label
from rules.engine import validate
from rules.examples import sound_document
from rules.layout import document_layouts, layouts
from workbook_templates.grid import Grid
from workbook_templates.locate import find_tables

EXAMPLES = Path(__file__).parent.parent / "examples"
YEAR = 2024
TABLES = ("Tujuan-Sasaran", "T-C.33", "Bab-IV")
Rows = list[list[Any]]


def sound_table(layout_id: str) -> Table:
    """A table of the sound document."""
    return next(table for table in sound_document().tables if table.layout == layout_id)


def in_brackets(number: str) -> str:
    """A column number as the official tables print it."""
    return f"({number})"


def head_rows(
    layout_id: str,
    numbers: Callable[[str], Any] | None = in_brackets,
    *,
    code_cells: int = 1,
    headings: Mapping[str, str] | None = None,
) -> Rows:
    """The head of a table: groups over headings, and the number row unless ``numbers`` is None."""
    group_row: list[Any] = []
    heading_row: list[Any] = []
    number_row: list[Any] = []
    seen: set[str] = set()
    for number, spec in layouts()[layout_id].columns.items():
        rest = [None] * (code_cells - 1 if spec.kind == "code" else 0)
        heading = (headings or {}).get(number, year_label(spec.heading, YEAR))
        group = None if spec.group in seen else year_label(spec.group, YEAR)
        seen.add(spec.group)
        group_row += [(group if spec.group else heading), *rest]
        heading_row += [heading if spec.group else None, *rest]
        number_row += [numbers(number) if numbers else None, *rest]
    grouped = any(spec.group for spec in layouts()[layout_id].columns.values())
    head = [group_row, heading_row] if grouped else [group_row]
    return [*head, number_row] if numbers else head


def body_rows(table: Table, *, code_cells: int = 1) -> Rows:
    """The rows of a table; a code is split over ``code_cells`` cells as offices do."""
    rows: Rows = []
    for values in zip(*table.columns.values(), strict=True):
        row: list[Any] = []
        for spec, value in zip(layouts()[table.layout].columns.values(), values, strict=True):
            width = code_cells if spec.kind == "code" else 1
            parts = code_parts(value, width) if width > 1 else [value]
            row += [*parts, *[None] * (width - len(parts))]
        rows.append(row)
    return rows


def code_parts(code: str | None, cells: int) -> list[Any]:
    """A code over so many cells, the last one holding what is left."""
    return code.split(".", cells - 1) if code else []


def split_code(code: str | None, cells: int) -> str | None:
    """A code typed over several cells as the reader joins it."""
    return SPLIT.join(code_parts(code, cells)) or None


def table_rows(layout_id: str, *, code_cells: int = 1, **head: Any) -> Rows:
    """A whole sound table: title, blank line, head, rows."""
    top: Rows = [[layouts()[layout_id].title[0]], []]
    return [
        *top,
        *head_rows(layout_id, code_cells=code_cells, **head),
        *body_rows(sound_table(layout_id), code_cells=code_cells),
    ]


def identity_rows() -> Rows:
    """The identity form, label and value side by side."""
    form = layouts()["Identitas"].fields
    return [[form[key].label, field.value] for key, field in sound_document().identity.items()]


def grid(rows: Rows, name: str = "Lembar1", *, down: int = 0, right: int = 0) -> Grid:
    """Rows as a sheet, moved down and right."""
    return Grid(name, [*([] for _ in range(down)), *([*[None] * right, *row] for row in rows)])


def sound_grids(instead: Mapping[str, Rows] | None = None) -> list[Grid]:
    """All sheets of the sound document, some with other rows."""
    rows = {"Identitas": identity_rows()} | {name: table_rows(name) for name in TABLES} | dict(instead or {})
    return [grid(value, name) for name, value in rows.items()]


def tables_of(sheet: Grid) -> list[Table]:
    """The official tables found in a sheet."""
    return find_tables(sheet, [layout for layout in document_layouts("renja", YEAR) if layout.columns])


def places(document: Document, rule: str) -> list[str]:
    """Where validation finds one rule's fault, as `sheet!cell`."""
    return [f"{found.sheet}!{found.cell}" for found in validate(document).findings if found.rule == rule]


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
        for (row, column), formula in sheet.formulas.items():
            made.cell(row, column, formula)
    book.save(path)
    return path
