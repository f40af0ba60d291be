"""Where a table's parts stand in a template sheet: rows of the head, columns, ranges, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rules.schema.column import number_of
from rules.schema.layout import Layout
from rules.values.cells import column_letter

UNIT_HEADING = "Satuan resmi"
"""Heading of the helper column that shows a sub kegiatan's official unit."""
POSITION = "posisi"
"""Heading of the hidden column that holds which row of the plan a row without code is."""


@dataclass(frozen=True)
class Geometry:
    """Positions of one layout in its sheet, 1-based as Excel counts.

    ``rows`` is the number of data rows, ``titles`` that of title lines; ``code_cells`` the number of cells a
    code takes (1 in our template, 5 where an office splits it by segment). ``helpers`` names the hidden
    columns that stand right of the table and its extra columns.
    """

    layout: Layout
    rows: int
    titles: int
    code_cells: int = 1
    numbered: bool = True
    helpers: tuple[str, ...] = ()

    @cached_property
    def starts(self) -> dict[str, int]:
        """First physical column of each column; the extra ones stand beside the table, after a gap."""
        starts, column = {}, 1
        for number in self.layout.official:
            starts[number] = column
            column += self._width(number)
        return starts | {number: column + at for at, number in enumerate(self.layout.extras, 1)}

    def _width(self, number: str) -> int:
        spec = self.layout.columns[number]
        return self.code_cells if spec.kind == "code" and not spec.extra else 1

    def span(self, number: str) -> tuple[int, int]:
        """First and last physical column of a column."""
        return self.starts[number], self.starts[number] + self._width(number) - 1

    def spanned(self, numbers: list[str]) -> tuple[int, int]:
        """First and last physical column of several columns side by side."""
        return self.span(numbers[0])[0], self.span(numbers[-1])[1]

    def numbered_alike(self, number: str) -> list[str]:
        """The columns that share a printed number (`5K` and `5Rp`)."""
        return [other for other in self.layout.official if number_of(other) == number_of(number)]

    @property
    def columns(self) -> int:
        """Number of physical columns of the table itself."""
        return self.span(list(self.layout.official)[-1])[1]

    @property
    def levels(self) -> int:
        """Rows of headings: one, and one more for each level of group headings."""
        columns = self.layout.official.values()
        return 1 + any(column.group for column in columns) + any(column.subgroup for column in columns)

    @property
    def head_row(self) -> int:
        """First row of the head, below the titles and a blank row."""
        return self.titles + 2

    @property
    def heading_row(self) -> int:
        """Last row of headings."""
        return self.head_row + self.levels - 1

    @property
    def number_row(self) -> int:
        """The row of official column numbers; the last row of headings where they are not printed."""
        return self.heading_row + self.numbered

    @property
    def first_row(self) -> int:
        """First data row."""
        return self.number_row + 1

    @property
    def spacer_row(self) -> int:
        """The thin row that closes the data, so that rows inserted at the end stay inside every range."""
        return self.first_row + self.rows

    @property
    def total_row(self) -> int:
        """Row of the grand total (only meaningful for layouts with totals)."""
        return self.spacer_row + 1

    @property
    def last_row(self) -> int:
        """Last row of the table, with grand total and footer."""
        footer = self.layout.footer
        return (self.total_row if self.layout.has_total else self.spacer_row - 1) + (
            2 + len(footer.notes) if footer else 0
        )

    def letter(self, number: str) -> str:
        """Excel column of a column (its first cell)."""
        return column_letter(self.starts[number])

    def address(self, number: str, row: int) -> str:
        """A1 address of a column in a row."""
        return f"{self.letter(number)}{row}"

    def helper_column(self, name: str) -> int:
        """Physical column of a helper."""
        return self.columns + 1 + len(self.layout.extras) + 1 + self.helpers.index(name)

    def helper_address(self, name: str, row: int) -> str:
        """A1 address of a helper in a row."""
        return f"{column_letter(self.helper_column(name))}{row}"

    def sum_range(self, number: str, *, fixed_column: bool = False) -> str:
        """The range parents add up: from the number row to the spacer, so it grows with any inserted row."""
        letter = self.letter(number)
        dollar = "$" if fixed_column else ""
        return f"{dollar}{letter}${self.number_row}:{dollar}{letter}${self.spacer_row}"
