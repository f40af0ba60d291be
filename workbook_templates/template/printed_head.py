"""What our templates print over each column of a table: headings of one to three levels, and its official number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rules.schema.column import ColumnSpec, number_of
from rules.schema.layout import Layout
from workbook_templates.template.geometry import Geometry


class HeadCell(NamedTuple):
    """A cell of a head: its text with year labels not filled in, and what it is printed over.

    Columns with the same ``over`` share the cell, which then stands over the first of them; None is the column alone.
    """

    text: str
    over: tuple[str, ...] | None = None


def number_text(layout: Layout, number: str, *, typed: bool = False) -> str:
    """The printed number, with the arithmetic of a derived column as the regulation prints it; as typed, without."""
    plain = number_of(number)
    if number not in layout.derived or typed:
        return f"({plain})"
    arithmetic = layout.derived[number].common.text.replace(" ", "").replace("*100", "")
    return f"{plain}=({arithmetic})"


def printed_cells(
    layout: Layout, columns: Mapping[str, ColumnSpec] | None = None
) -> Iterator[tuple[str, tuple[HeadCell, ...]]]:
    """Each official column, or each of the given ones, with the cells over it from the top; a column of variants has no number."""
    levels = Geometry(layout, 0, 0).levels
    for number, spec in (layout.official if columns is None else columns).items():
        cells = [HeadCell("")] * levels
        cells[-1 if spec.group else 0] = HeadCell(spec.heading)
        if spec.group:
            cells[0] = HeadCell(spec.group, (spec.group,))
        if spec.subgroup:
            cells[1] = HeadCell(spec.subgroup, (spec.group, spec.subgroup))
        if layout.numbered and spec.variant:
            cells.append(HeadCell(""))
        elif layout.numbered:
            cells.append(HeadCell(number_text(layout, number), ("", number_of(number))))
        yield number, tuple(cells)
