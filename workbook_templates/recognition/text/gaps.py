"""Rows of counts with fewer figures than columns: a blank cell leaves no trace in a line, but the sums of the columns tell it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from rules.model.bilingual import Text
from rules.model.document import DATA, TOTAL
from rules.schema.layout import Layout
from workbook_templates.recognition.text.doubts import miscounted
from workbook_templates.recognition.text.shape import AmbiguousError, Shape, TextRow

_MOST = 4_096
"""Ways to place the figures that are tried."""


def may_have_gaps(layout: Layout, shape: Shape) -> bool:
    """Whether every figure of a row is a count that the table adds up."""
    summed = layout.totals.columns if layout.totals else []
    return all(n in summed and column.role == "jumlah" and not column.decimals for n, column in shape.figures)


def place_figures(shape: Shape, rows: Sequence[TextRow]) -> None:
    """Give the figures of short rows the only columns with which every column adds up to its stated sum.

    Raises :class:`AmbiguousError` where none or several do.
    """
    short = [row for row in rows if row.short]
    if not short:
        return
    columns = [n for n, _ in shape.figures]
    total = next((row for row in rows if row.kind == TOTAL), None)
    ways = [list(combinations(columns, len(row.short))) for row in short]
    count = 1
    for each in ways:
        count *= len(each)
    found = []
    if total is not None and all(n in total.values for n in columns) and count <= _MOST:
        rest = {
            n: int(total.values[n]) - sum(int(row.values.get(n) or 0) for row in rows if row.kind == DATA)
            for n in columns
        }
        found = [way for way in product(*ways) if _sums(short, way) == {n: x for n, x in rest.items() if x}]
    if len(found) != 1:
        counted = miscounted(len(short[0].short), len(columns))
        why = Text(
            f"{counted.id}, dan jumlahnya tidak menentukan kolomnya", f"{counted.en}, and the sums do not tell which"
        )
        raise AmbiguousError(why, short[0].lines[0])
    for row, chosen in zip(short, found[0], strict=True):
        row.values |= dict(zip(chosen, row.short, strict=True))
        row.guessed = Text("kolom angka", "the column of figures")


def _sums(rows: Sequence[TextRow], way: Sequence[Sequence[str]]) -> dict[str, int]:
    """What columns add up to if the figures of rows stand in these columns; columns that come to nothing left out."""
    sums: dict[str, int] = {}
    for row, columns in zip(rows, way, strict=True):
        for number, figure in zip(columns, row.short, strict=True):
            sums[number] = sums.get(number, 0) + int(figure)
    return {n: x for n, x in sums.items() if x}
