"""A sheet whose heads are sought: what its rows are, what heads of theirs print, and what stands below, each worked out once.

Heads are tried over many spans of the same rows, and a sheet is searched for several documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from typing import Any

from rules.schema.layout import Layout
from rules.values.cells import any_filled, as_text, filled_columns
from rules.values.text import is_running_number
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads import column_headings, column_numbers
from workbook_templates.recognition.heads.alignment import Alignment
from workbook_templates.recognition.heads.codes_under_number import holds_codes
from workbook_templates.recognition.heads.column_headings import Area, Leaf, leaves
from workbook_templates.recognition.heads.heading_words import words_of
from workbook_templates.recognition.heads.ticked_columns import with_ticked
from workbook_templates.recognition.heads.values_below import ROWS, Contents, Told, contents, told_by

_FEWEST_HEADINGS = 3
"""Cells of the head of a table that begins below another one."""


class SearchedSheet:
    """A sheet, the layouts sought in it, and the plan year where it is known.

    ``on_pages`` are the rows of heads on later pages of tables that were found, each with the rows of the table's own head;
    ``shared`` how many words the heads that were found share with their forms, by row; ``aligned`` the alignments of a layout
    with some rows, as they are for a year.
    """

    def __init__(self, grid: Grid) -> None:
        self.rows: list[list[Any]] = grid.rows
        self.name = grid.name
        self.candidates: Sequence[Layout] = ()
        self.year: int | None = None
        self.on_pages: dict[int, range] = {}
        self.shared: dict[int, float] = {}
        self.aligned: dict[tuple[str, range, int | None], Alignment] = {}
        self._merges = grid.facts.merges
        self._row_words: dict[int, frozenset[str]] = {}
        self._numbers: dict[int, dict[int, int] | None] = {}
        self._may_be_head: dict[int, bool] = {}
        self._printed: dict[range, list[Leaf]] = {}
        self._coded: dict[range, list[int]] = {}
        self._contents: dict[tuple[int, int, int], Contents] = {}
        self._told: dict[int, list[list[Told | None]]] = {}
        self._told_in: dict[int, list[Told | None]] = {}

    def seeking(self, candidates: Sequence[Layout], year: int | None) -> SearchedSheet:
        """The same sheet searched for some layouts, with all that is worked out already."""
        other = copy(self)
        other.candidates, other.year = candidates, year
        return other

    @cached_property
    def _areas(self) -> list[Area]:
        return [(top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in self._merges]

    def number_row(self, at: int) -> dict[int, int] | None:
        """The numbers of a row that numbers the columns; see :func:`column_numbers.number_row`."""
        if at not in self._numbers:
            self._numbers[at] = column_numbers.number_row(self.rows[at])
        return self._numbers[at]

    def may_be_head(self, at: int) -> bool:
        """Whether a row may belong to a head: it says headings, or numbers the columns."""
        if at not in self._may_be_head:
            says = column_headings.may_say_headings(self.rows[at])
            self._may_be_head[at] = says or self.number_row(at) is not None
        return self._may_be_head[at]

    def is_blank(self, at: int) -> bool:
        """Whether nothing stands in a row."""
        return not any_filled(self.rows[at])

    def printed(self, span: range) -> list[Leaf]:
        """The printed columns of a head that takes some rows, but for blank ones left of it."""
        if span not in self._printed:
            found = with_ticked(leaves(self.rows, span, self._areas, self.number_row))
            begins = next((at for at, leaf in enumerate(found) if leaf.said or leaf.number is not None), len(found))
            self._printed[span] = found[begins:]
        return self._printed[span]

    def words(self, span: range) -> frozenset[str]:
        """The words that a head prints which takes some rows."""
        return frozenset().union(*(self._words_in(at) for at in span if self.number_row(at) is None))

    def _words_in(self, at: int) -> frozenset[str]:
        if at not in self._row_words:
            self._row_words[at] = frozenset().union(*(words_of(as_text(value)) for value in self.rows[at] if value))
        return self._row_words[at]

    def below(self, span: range) -> list[Contents]:
        """What stands below each printed column of a head."""
        printed = self.printed(span)
        return [Contents() if leaf.ticked else self._below(span.stop, leaf.first, leaf.last) for leaf in printed]

    def coded(self, span: range) -> list[int]:
        """Which of them are headed like running numbers and hold codes."""
        if span not in self._coded:
            leaves = [(at, leaf) for at, leaf in enumerate(self.printed(span)) if is_running_number(leaf.own)]
            self._coded[span] = [
                at for at, leaf in leaves if holds_codes(leaf, self._below(span.stop, leaf.first, leaf.last))
            ]
        return self._coded[span]

    def _below(self, row: int, first: int, last: int) -> Contents:
        place = row, first, last
        if place not in self._contents:
            self._contents[place] = contents(self._told_from(row), first, last)
        return self._contents[place]

    def _told_from(self, row: int) -> list[list[Told | None]]:
        """What each cell tells in the rows from one on that are looked at below a head, down to the next one that stands apart."""
        if row not in self._told:
            self._told[row] = [self._told_by(at) for at in self._rows_from(row)]
        return self._told[row]

    def _rows_from(self, row: int) -> Iterator[int]:
        begun = apart = False
        for at in range(row, min(row + ROWS, len(self.rows))):
            wide = len(filled_columns(self.rows[at]))
            if apart and wide >= _FEWEST_HEADINGS and self.may_be_head(at):
                return
            apart = begun if not wide else apart and wide == 1
            begun = begun or wide > 0
            yield at

    def _told_by(self, at: int) -> list[Told | None]:
        if at not in self._told_in:
            self._told_in[at] = told_by(self.rows[at])
        return self._told_in[at]
