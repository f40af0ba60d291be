"""A sheet as plain cells: what every reader delivers and the table finder works on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from typing import Any

from rules.values.cells import ExcelError
from rules.values.invisible import as_seen, is_plain
from workbook_templates.sheet_facts import Place, SheetFacts, below_first, buried, percent_text, without_struck

Value = float | int | str | None
Cells = Mapping[Place, Value]
"""Values by place; None empties a cell or a formula's result, leaving the formula."""

CARRIED_TITLE = "BAWAAN DARI RENJA"
"""What stands in A1 of the sheet that lists carried cells: it repeats words and names of tables, but is none."""

FINDINGS_TITLE, CHANGES_TITLE = "TEMUAN PEMERIKSAAN", "PERBAIKAN AMAN YANG DITERAPKAN"
RECKONED_TITLE, KEPT_TITLE = "DIISI OLEH HITUNG", "ISI SEBELUM TINDAKAN TERAKHIR"
_LISTS = frozenset({CARRIED_TITLE, FINDINGS_TITLE, CHANGES_TITLE, RECKONED_TITLE, KEPT_TITLE})

WORDS_SHEET = "Daftar"
"""The hidden sheet of our templates with the words that its lists offer."""
REFERENCE_SHEET, FIRST_REFERENCE = "Acuan", "kode"
"""The hidden sheet of our templates with the codes that may be chosen, and what stands in its A1."""
_INDEX = (None, "", "Unnamed: 0", "index")
"""What such programs write above the numbers of rows."""
_FEWEST_COUNTED = 5
_LITERAL = re.compile(r'"([^"]*)"')


@dataclass
class Grid:
    """One sheet. ``rows[0]`` is Excel row 1 and ``rows[r][0]`` column A; ragged rows are allowed.

    A reader gives the values as it finds them: what ``facts`` say of them is written into the rows here. Error values
    stand as :class:`rules.values.cells.ExcelError`, percentages as text (`50%`), and a formula that was never calculated
    is blank, but for the words that are typed in it. A figure that is struck out beside another one (`~~12~~ 15 Orang`) is
    left out. What nobody sees in a text (:mod:`rules.values.invisible`) is taken
    out here, on the way of all readers to all that is made of a sheet; ``unseen`` are the texts as they were,
    ``longest`` the signs of the longest text that came. ``texts`` are those in the rows, where a reader has them apart.
    """

    name: str
    rows: list[list[Any]]
    facts: SheetFacts
    unseen: dict[Place, str] = field(default_factory=dict)
    longest: int = field(init=False)
    texts: InitVar[Sequence[str] | None] = None

    def __post_init__(self, texts: Sequence[str] | None) -> None:
        facts = self.facts
        self._take_out_unseen([x for row in self.rows for x in row if type(x) is str] if texts is None else texts)
        self._take_out_index()
        for place, part in facts.struck.items():
            if kept := without_struck(self.at(place), part):
                self._put(place, kept)
        for place, error in facts.errors.items():
            self._put(place, ExcelError(error))
        for place in facts.percents:
            value = self.at(place)
            if isinstance(value, int | float) and not isinstance(value, bool):
                self._put(place, percent_text(value))
        for place in facts.uncalculated:
            # A heading over Identitas that was never calculated still says its words, if not its year.
            formula = facts.formulas.get(place, "")
            words = _LITERAL.findall(formula) if formula.startswith('="') else []
            self._put(place, "".join(words) or None)

    def _take_out_unseen(self, texts: Sequence[str]) -> None:
        self.longest = max(map(len, texts), default=0)
        if is_plain(texts):
            return
        for number, row in enumerate(self.rows, 1):
            for at, value in enumerate(row):
                if type(value) is str and (seen := as_seen(value)) != value:
                    self.unseen[number, at + 1] = value
                    row[at] = seen or None

    def _take_out_index(self) -> None:
        """Blank the first column where it only counts the rows from 0 or 1 on, as programs do that export tables (pandas).

        It counts titles, headings and blank rows, too, which no column of a table does.
        """
        rows = self.rows[1:]
        if (
            len(rows) < _FEWEST_COUNTED
            or not (rows[0] and rows[-1])
            or (self.rows[0] and self.rows[0][0] not in _INDEX)
        ):
            return
        first = str(rows[0][0]).removesuffix(".0")
        if first in {"0", "1"} and all(
            row and str(row[0]).removesuffix(".0") == str(number) for number, row in enumerate(rows, int(first))
        ):
            for row in self.rows:
                row[:1] = [None]

    def _put(self, place: Place, value: Any) -> None:
        row, column = place
        self.rows.extend([] for _ in range(row - len(self.rows)))
        cells = self.rows[row - 1]
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    @cached_property
    def below_first(self) -> dict[Place, Place]:
        """The cells below the first one of a merged block, in its first column, with that one."""
        return below_first(self.facts.merges)

    @cached_property
    def buried(self) -> set[Place]:
        """The cells that hold something though a merged block covers them."""
        return buried(self.rows, self.facts.merges)

    def at(self, place: Place) -> Any:
        """The value of a cell by its 1-based place; None outside of what was read."""
        row, column = place
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else None

    @property
    def lists_carried(self) -> bool:
        """Whether this is the sheet that lists carried cells."""
        return bool(self.at((1, 1)) == CARRIED_TITLE)

    @property
    def lists(self) -> bool:
        """Whether this is a sheet of our own that lists words to choose from, or cells of tables: it holds no table."""
        title = self.at((1, 1))
        if title in _LISTS or (self.name, title) == (REFERENCE_SHEET, FIRST_REFERENCE):
            return True
        return self.name == WORDS_SHEET and str(title).startswith("daftar_")
