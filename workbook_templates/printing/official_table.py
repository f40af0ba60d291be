"""An official table as a table of Word: heads merged as in the regulation, number row, rows, totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rules.model.document import DATA, NOTE, TOTAL, Table, TablePlace
from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout, layouts
from rules.schema.year_label import year_label
from rules.values.cells import as_text
from workbook_templates.printing.column_widths import fitted, is_wide, longest_word
from workbook_templates.printing.figures import printed
from workbook_templates.printing.page import text_width
from workbook_templates.printing.wordml import CELL, Align, PrintedCell, PrintedRow, table, twips
from workbook_templates.reading.word.table import beside_tag
from workbook_templates.template.printed_head import HeadCell, printed_cells

_SHADE, _TOTAL_SHADE = "D9D9D9", "F2F2F2"
_ALIGNED: Mapping[str, Align] = {"money": "right", "percent": "right", "target": "center"}
_NUMBERS_ROLE = frozenset({"no", "nomor_iku", "tahun"})


@dataclass(frozen=True, slots=True)
class WordTable:
    """A printed table: its element `w:tbl`, and whether it needs a page on its side."""

    element: Any
    landscape: bool


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """The rows of one printed table, gathered from the pieces it was read in: places, kinds, cells by official number."""

    rows: Sequence[int]
    kinds: Sequence[str]
    cells: Mapping[str, Sequence[str]]
    shared: Set[TablePlace]
    beside: Sequence[Sequence[str]]
    """For each row the tags that say what was typed beside it, where only the workbook has columns for that."""


def printed_table(
    pieces: Sequence[Table],
    year: int | None,
    renstra: int | None,
    filled: Mapping[TablePlace, Any],
    strong: Set[int],
    room: float | None = None,
    *,
    styled: bool = True,
) -> WordTable:
    """A table that was read in one or more ``pieces`` (pages), as it is printed.

    ``filled`` are values of cells whose formulas hold none, ``strong`` the rows printed in bold beside totals; ``room`` is the
    width of the page it is put on in millimetres, which else is that of one of our own, turned where need be. ``styled`` cells have our styles, others say how they look.
    """
    layout = layouts()[pieces[0].layout]
    columns = printed_columns(layout, pieces)
    body = _body(columns, pieces, filled)
    head = _head(layout, columns, year, renstra)
    asked = [spec.width for spec in columns.values()]
    landscape = is_wide(asked, text_width())
    longest = [_longest(number, at, body, head) for at, number in enumerate(columns)]
    widths, size = fitted(asked, longest, room or text_width(landscape=landscape))
    rows = [*_merged(head), *_rows(layout, columns, body, strong)]
    return WordTable(
        table([twips(width) for width in widths], rows, style=CELL, size=size, direct=not styled), landscape
    )


def printed_columns(layout: Layout, pieces: Sequence[Table]) -> dict[str, ColumnSpec]:
    """The columns that a table has, in official order; what helps to calculate beside it is not printed."""
    there = {number for piece in pieces for number in piece.columns}
    return {number: spec for number, spec in layout.columns.items() if number in there and not spec.extra}


def _body(columns: Mapping[str, ColumnSpec], pieces: Sequence[Table], filled: Mapping[TablePlace, Any]) -> PrintedRows:
    cells: dict[str, list[str]] = {number: [] for number in columns}
    for piece in pieces:
        for number, spec in columns.items():
            values = piece.columns.get(number) or [None] * len(piece.rows)
            cells[number] += [
                printed(filled.get((row, number), value), spec) for row, value in zip(piece.rows, values, strict=True)
            ]
    return PrintedRows(
        [row for piece in pieces for row in piece.rows],
        [kind for piece in pieces for kind in piece.kinds],
        cells,
        set[TablePlace]().union(*(piece.marks.shared for piece in pieces)),
        [_tags(piece, at) for piece in pieces for at in range(len(piece.rows))],
    )


def _tags(piece: Table, at: int) -> list[str]:
    """What was typed beside a row; what a formula says there is found again from the row itself."""
    extras, formulas = layouts()[piece.layout].extras, piece.marks.formulas
    typed = {
        spec.heading: as_text(piece.columns[number][at])
        for number, spec in extras.items()
        if number in piece.columns and (piece.rows[at], number) not in formulas
    }
    return [beside_tag(heading, text) for heading, text in typed.items() if text]


# ---- heads


def _head(
    layout: Layout, columns: Mapping[str, ColumnSpec], year: int | None, renstra: int | None
) -> list[list[HeadCell]]:
    """Rows of the head, from the top, each with a cell for every column."""
    over = [cells for _, cells in printed_cells(layout, columns)]
    labelled = ([HeadCell(year_label(cell.text, year, renstra), cell.over) for cell in cells] for cells in over)
    return [list(row) for row in zip(*labelled, strict=True)]


def _merged(head: Sequence[Sequence[HeadCell]]) -> Iterator[PrintedRow]:
    """The rows of a head as printed: a cell over several columns is one, and blank cells belong to the one above."""
    for level, row in enumerate(head):
        cells, at = [], 0
        for _, side_by_side in groupby(enumerate(row), key=lambda item: item[1].over or (item[0],)):
            width = len(list(side_by_side))
            below = head[level + 1][at] if level + 1 < len(head) else None
            blank = not row[at].text and level > 0 and not _is_number_row(row)
            opens = below is not None and not below.text and bool(row[at].text) and not _is_number_row(head[level + 1])
            merge = "continue" if blank else "restart" if opens else ""
            cells.append(PrintedCell(row[at].text, bold=True, align="center", columns=width, merge=merge, shade=_SHADE))  # type: ignore[arg-type]
            at += width
        yield PrintedRow(cells, head=True)


def _is_number_row(row: Sequence[HeadCell]) -> bool:
    """Whether a row of the head is that of the official numbers: its cells are told apart by them."""
    return any(cell.over and cell.over[0] == "" for cell in row)


# ---- rows


def _rows(
    layout: Layout, columns: Mapping[str, ColumnSpec], body: PrintedRows, strong: Set[int]
) -> Iterator[PrintedRow]:
    for at, (row, kind) in enumerate(zip(body.rows, body.kinds, strict=True)):
        if kind == DATA:
            tags = [*body.beside[at], *[""] * len(columns)]
            cells = zip(columns.items(), tags, strict=False)
            # A total alone on a page says nothing.
            closes = at + 1 < len(body.kinds) and body.kinds[at + 1] == TOTAL
            row_cells = [_cell(n, spec, at, body, bold=row in strong, tag=tag) for (n, spec), tag in cells]
            yield PrintedRow(row_cells, keep=closes)
        else:
            yield PrintedRow(list(_closing(columns, at, body, bold=kind != NOTE)))


def _cell(number: str, spec: ColumnSpec, at: int, body: PrintedRows, *, bold: bool, tag: str) -> PrintedCell:
    """A cell of a data row; a blank one for which another row's value stands is merged with that above."""
    here = (body.rows[at], number)
    below = (body.rows[at + 1], number) if at + 1 < len(body.rows) else None
    merge = "continue" if here in body.shared and at else "restart" if below in body.shared else ""
    align = "center" if spec.role in _NUMBERS_ROLE else _ALIGNED.get(spec.kind, "left")
    return PrintedCell(body.cells[number][at], bold=bold, align=align, merge=merge, tag=tag)  # type: ignore[arg-type]


def _closing(columns: Mapping[str, ColumnSpec], at: int, body: PrintedRows, *, bold: bool) -> Iterator[PrintedCell]:
    """The cells of a total or a line of the footer: its label stands over the blank cells beside it."""
    waiting = list(columns.items())
    while waiting:
        number, spec = waiting.pop(0)
        text, width = body.cells[number][at], 1
        if text and spec.kind not in ("money", "percent"):
            while waiting and not body.cells[waiting[0][0]][at] and waiting[0][1].kind not in ("money", "percent"):
                waiting.pop(0)
                width += 1
        align = "center" if width > 1 and body.kinds[at] == TOTAL else _ALIGNED.get(spec.kind, "left")
        yield PrintedCell(text, bold=bold, align=align, columns=width, shade=_TOTAL_SHADE if bold else "")


def _longest(number: str, at: int, body: PrintedRows, head: Sequence[Sequence[HeadCell]]) -> str:
    """The longest word in a column, and in the headings that stand over it alone."""
    alone = (row[at].text for row in head if (row[at].over or ("",))[0] == "")
    return longest_word([*body.cells[number], *alone])
