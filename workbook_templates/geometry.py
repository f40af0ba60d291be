"""Where a table's parts stand in a template sheet: rows of the head, columns, ranges, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rules.cells import column_letter
from rules.layout import Layout


@dataclass(frozen=True)
class Geometry:
    """Positions of one layout in its sheet, 1-based as Excel counts.

    ``rows`` is the number of data rows; ``code_cells`` the number of cells a code takes (1 in our template,
    5 where an office splits it by segment).
    """

    layout: Layout
    rows: int
    code_cells: int = 1

    @cached_property
    def starts(self) -> dict[str, int]:
        """First physical column of each official column."""
        starts, column = {}, 1
        for number, spec in self.layout.columns.items():
            starts[number] = column
            column += self.code_cells if spec.kind == "code" else 1
        return starts

    def span(self, number: str) -> tuple[int, int]:
        """First and last physical column of an official column."""
        width = self.code_cells if self.layout.columns[number].kind == "code" else 1
        return self.starts[number], self.starts[number] + width - 1

    @property
    def columns(self) -> int:
        """Number of physical columns."""
        return self.span(str(len(self.layout.columns)))[1]

    @property
    def grouped(self) -> bool:
        """Whether the head has a row of group headings."""
        return any(column.group for column in self.layout.columns.values())

    @property
    def head_row(self) -> int:
        """First row of the head, below the titles and a blank row."""
        return len(self.layout.title) + 2

    @property
    def number_row(self) -> int:
        """The row of official column numbers."""
        return self.head_row + (2 if self.grouped else 1)

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

    def letter(self, number: str) -> str:
        """Excel column of an official column (its first cell)."""
        return column_letter(self.starts[number])

    def address(self, number: str, row: int) -> str:
        """A1 address of an official column in a row."""
        return f"{self.letter(number)}{row}"

    def sum_range(self, number: str, *, fixed_column: bool = False) -> str:
        """The range parents add up: from the number row to the spacer, so it grows with any inserted row."""
        letter = self.letter(number)
        dollar = "$" if fixed_column else ""
        return f"{dollar}{letter}${self.number_row}:{dollar}{letter}${self.spacer_row}"
