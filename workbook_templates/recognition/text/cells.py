"""Words of columns that stand side by side, parted into cells: the division that names and cues speak for most.

Every division of a row's lines into its columns is weighed: a cell that is a name known in this document weighs most, words
with which goals and indicators begin weigh less, and a cell that begins small or ends open speaks against. A row that a
page breaks may go on in each of its columns below. A division is taken only where it is clearly better than the next best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations_with_replacement, pairwise, product
from math import prod

from rules.model.bilingual import NOTHING, Text
from rules.model.document import DATA
from rules.schema.layout import Layout
from workbook_templates.recognition.table.joined_rows import begins_small
from workbook_templates.recognition.text.doubts import SIDE_BY_SIDE, undivided
from workbook_templates.recognition.text.free import ends_open, free_cells, widths_of
from workbook_templates.recognition.text.names import Names, letters, name_key, opens_goal, opens_indicator, role_of
from workbook_templates.recognition.text.runs import Piece, RunRow
from workbook_templates.recognition.text.shape import AmbiguousError, Shape, TextRow, joined

_KNOWN, _OPENS_INDICATOR, _OPENS_GOAL = 10.0, 4.0, 2.0
_NEW, _TORN, _DOUBLE = -4.0, -8.0, -8.0
"""What speaks against a cell: not among the known names of its kind, begins or ends amid a sentence, holds two names."""
_MARGIN = 3.0
"""By how much the best division must outweigh the next best one."""
_LEAST = 4.0
"""What a row's cells must weigh at least where no name in them is known."""
_MOST = 20_000
"""Divisions of one row that are weighed."""
BORDER, COLUMN = Text("batas kata", "the border of words"), Text("kolom kata", "the column of words")
"""What of a row may be a guess: where its cells end, or in which column one stands."""

Cell = tuple[tuple[int, int], ...]
"""The lines of a cell, as runs (first, behind the last) of the table's pieces."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A division of a row: its weight, its cells by column, and what in it is guessed."""

    weight: float
    cells: tuple[Cell, ...]
    guessed: Text = NOTHING


@dataclass(frozen=True, slots=True)
class _Way:
    """Divisions of a row and all rows below it that go on from it, with their weight."""

    weight: float
    rows: tuple[_Row, ...]


def parted_rows(layout: Layout, shape: Shape, rows: Sequence[RunRow], names: Names, *, guess: bool) -> list[TextRow]:
    """The rows of a table with their words in cells; ``guess`` allows cues alone to part them.

    Raises :class:`AmbiguousError` where no division is clearly the best.
    """
    parter = _Parter(layout, shape, rows, names, guess=guess)
    found = []
    for row, divided in zip(rows, parter.divided(), strict=True):
        values = {shape.number: row.number} if shape.number and row.number else {}
        values |= {n: parter.text(cell) for n, cell in zip(shape.words, divided.cells, strict=True) if cell}
        values |= row.values
        places = {*row.places, *(parter.pieces[x].at for cell in divided.cells for run in cell for x in range(*run))}
        ordered = {number: values[number] for number in layout.official if number in values}
        found.append(TextRow(DATA, ordered, sorted(places), guessed=divided.guessed))
    return found


class _Parter:
    """Parts the words of all rows of one table."""

    def __init__(self, layout: Layout, shape: Shape, rows: Sequence[RunRow], names: Names, *, guess: bool) -> None:
        self.shape, self.rows, self.names, self.guess = shape, rows, names, guess
        self.roles = [role_of(layout, number) for number in shape.words]
        self.named = sum(map(bool, self.roles))
        if self.roles[: self.named].count("") or self.named + 2 < len(shape.words):
            raise AmbiguousError(SIDE_BY_SIDE, rows[0].at)
        self.pieces: list[Piece] = []
        self.parts = [[self._numbered(part) for part in row.parts if part] for row in rows]
        self.free = len(shape.words) - self.named
        self._texts = [x.text for x in self.pieces]
        self._begun: list[int] = []
        self.widths: tuple[float, ...] = ()
        self._keys: dict[Cell, str] = {}
        self._weights: dict[tuple[int, Cell], float] = {}
        self._openings: dict[tuple[bool, int, bool], float] = {}

    def _numbered(self, part: Sequence[Piece]) -> tuple[int, int]:
        self.pieces += part
        return len(self.pieces) - len(part), len(self.pieces)

    def text(self, cell: Cell) -> str:
        """The words of a cell."""
        return joined(self._lines(cell))

    def divided(self) -> list[_Row]:
        """The best division of every row; what rows whose division is clear show of the columns' widths helps the others."""
        if not self.guess:
            hopeless = (at for at in range(len(self.rows)) if self.free or self._is_hopeless(at))
            if (first := next(hopeless, None)) is not None:
                raise self._doubt(first)
        if not self.free or not self.guess:
            return [row for rows in self._divided() for row in rows]
        found = list(self._divided(keep=True))
        clear = [row.cells[self.named :] for rows in found for row in rows]
        if clear and not all(found):
            self.widths = widths_of([[self._lines(cell) for cell in row] for row in clear])
        at, every = 0, list[_Row]()
        for rows in found:
            every += rows or self._best(at)
            at = len(every)
        return every

    def _divided(self, *, keep: bool = False) -> Iterator[tuple[_Row, ...]]:
        """The best division of each row, with those it goes on in; ``keep`` gives none for a row that is in doubt."""
        at = 0
        while at < len(self.rows):
            try:
                rows = self._best(at)
            except AmbiguousError:
                if not keep or self.rows[at].open:
                    raise
                rows = ()
            yield rows
            at += len(rows) or 1

    def _best(self, at: int) -> tuple[_Row, ...]:
        """The best division of a row and of those it goes on in; raises :class:`AmbiguousError` where it is not clearly so."""
        ways = self._ways(at, 0)
        if not ways:
            raise self._doubt(at)
        if len(ways) > 1 and ways[0].weight < ways[1].weight + _MARGIN:
            differs = next(n for n, (a, b) in enumerate(zip(ways[0].rows, ways[1].rows, strict=False)) if a != b)
            raise self._doubt(at + differs)
        return ways[0].rows

    def _doubt(self, at: int) -> AmbiguousError:
        return AmbiguousError(undivided(self.shape.words[: max(2, self.named)]), self.rows[at].at)

    def _is_hopeless(self, at: int) -> bool:
        """Whether a row in one run of lines says no known name at all."""
        if self.rows[at].open or len(self.parts[at]) != 1:
            return False
        texts = self._lines(tuple(self.parts[at]))
        return not any(any(True for _ in self.names.all_within(role, texts)) for role in filter(None, self.roles))

    def _lines(self, cell: Cell) -> list[str]:
        return [text for a, b in cell for text in self._texts[a:b]]

    # ---- rows that a page joins

    def _ways(self, at: int, taken: int) -> list[_Way]:
        """The two best ways to divide a row without its first lines, and what it goes on in; best first."""
        own = list(self.parts[at])
        if taken:
            own[0] = own[0][0] + taken, own[0][1]
        after = self._goes_on(at)
        if after is None:
            return [_Way(x.weight, (x,)) for x in self._divisions(at, own)]
        ways: list[_Way] = []
        first, last = self.parts[after][0]
        between = (_Row(0.0, ((),) * len(self.shape.words)),) * (after - at - 1)
        for count in range(last - first):
            below = self._ways(after, count)
            divided = (
                self._divisions(at, [*own, (first, first + count)] if count else own) if below or not count else []
            )
            ways += [_Way(x.weight + way.weight, (x, *between, *way.rows)) for x in divided for way in below]
            if not count and divided and all(self._knows(n, x) for n, x in self._filled(divided[0].cells)):
                # A row all of whose cells are known names does not go on.
                break
        return sorted(ways, key=lambda way: -way.weight)[:2]

    def _goes_on(self, at: int) -> int | None:
        """The next row with words, if a page ends between it and this row and no number opens it."""
        if not self.rows[at].open:
            return None
        after = next((n for n in range(at + 1, len(self.rows)) if self.parts[n]), None)
        return None if after is None or self.rows[after].number else after

    # ---- one row

    def _divisions(self, at: int, parts: Sequence[tuple[int, int]]) -> list[_Row]:
        """The two best divisions of a row's lines, best first."""
        if not parts:
            # Only a row of one figure, which repeats under an indicator, has no words.
            return [_Row(0.0, ((),) * len(self.shape.words))] if len(self.rows[at].values) == 1 and at else []
        if self.free:
            return self._with_free(at, parts)
        best = self._before_known(at, parts[0]) if len(parts) == 1 else []
        best = best or self._two_best([cells for cells in self._possible(at, parts) if self._may_stand(at, cells)])
        rows = [_Row(x.weight, x.cells, self._guessed(x.cells)) for x in best]
        return rows if rows and self._suffices(rows[0]) else []

    def _before_known(self, at: int, part: tuple[int, int]) -> list[_Row]:
        """The two best divisions of one run that ends with a known name, where no other can come near them."""
        (a, b), last = part, self.named - 1
        starts = [start for start in range(a, b) if self._knows(last, ((start, b),))]
        cuts = [(*cut, x) for x in starts for cut in combinations_with_replacement(range(a, x + 1), last - 1)]
        every = [_cells((a, *cut, b)) for cut in cuts]
        best = self._two_best([cells for cells in every if self._may_stand(at, cells)])
        if not best:
            return []
        texts = self._texts[a:b]
        known = [any(True for _ in self.names.all_within(role, texts)) for role in self.roles[:last]]
        most = _OPENS_INDICATOR + sum(_KNOWN if x else _OPENS_GOAL for x in known)
        return best if best[0].weight >= most + _MARGIN else []

    def _two_best(self, every: Sequence[tuple[Cell, ...]]) -> list[_Row]:
        weights = [sum([self._weight(n, cell) for n, cell in self._filled(cells)]) for cells in every]
        best = sorted(range(len(every)), key=lambda at: -weights[at])[:2]
        return [_Row(weights[at], every[at]) for at in best]

    def _filled(self, cells: Sequence[Cell]) -> list[tuple[int, Cell]]:
        """The cells of named columns that hold anything, with their columns."""
        return [(n, cell) for n, cell in enumerate(cells[: self.named]) if cell]

    def _possible(self, at: int, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[Cell, ...]]:
        """Every division of runs of lines into the columns, left to right in each run."""
        blank = bool(self.shape.number) and not self.rows[at].number
        cuts = [
            list(combinations_with_replacement(range(a, (a if blank and self.named == 2 else b) + 1), self.named - 1))
            for a, b in parts
        ]
        if len(parts) == 1:
            (a, b), *_ = parts
            yield from (_cells((a, *cut, b)) for cut in cuts[0])
            return
        if prod(map(len, cuts)) > _MOST:
            return
        for chosen in product(*cuts):
            ends = [(part[0], *cut, part[1]) for cut, part in zip(chosen, parts, strict=True)]
            cells = []
            for column in range(self.named):
                runs = tuple((end[column], end[column + 1]) for end in ends if end[column] < end[column + 1])
                if runs and runs[0][0] >= parts[0][1]:
                    # No cell begins below the end of the page that its row begins above.
                    break
                cells.append(runs)
            else:
                yield tuple(cells)

    def _may_stand(self, at: int, cells: Sequence[Cell]) -> bool:
        """Whether a row may have these cells: a number opens a goal, and only the last column is always there."""
        if not cells[-1]:
            return False
        if self.shape.number and not self.rows[at].number:
            return not cells[0]
        if not cells[0]:
            return at > 0 and (not self.shape.number or self._knows(len(cells) - 1, cells[-1]))
        return True

    def _suffices(self, row: _Row) -> bool:
        if not self.guess:
            return not row.guessed and any(self._knows(n, cell) for n, cell in self._filled(row.cells))
        return row.weight >= _LEAST

    def _knows(self, column: int, cell: Cell) -> bool:
        """Whether the words of a cell are a known name."""
        if cell not in self._keys:
            first, *others = self._lines(cell)
            self._keys[cell] = name_key(first) + "".join(map(letters, others))
        return self.names.knows(self.roles[column], self._keys[cell])

    def _weight(self, column: int, cell: Cell) -> float:
        """What speaks for the words of a cell, and against them."""
        key = column, cell
        if key not in self._weights:
            role = self.roles[column]
            new = _NEW * (role != "indikator" and self.names.any_of(role))
            self._weights[key] = _KNOWN if self._knows(column, cell) else new + self._cues(column, cell)
        return self._weights[key]

    def _cues(self, column: int, cell: Cell) -> float:
        """What speaks for a cell being a name of its column's kind, and against it, by its words alone."""
        first, end = cell[0]
        self._begun = self._begun or [0, *accumulate(map(_begins_name, self._texts))]
        names = sum([self._begun[b] - self._begun[a] for a, b in cell]) - _begins_name(self._texts[first])
        opening = self._opening(self.roles[column] == "indikator", first, end > first + 1)
        return opening + _TORN * ends_open(self._texts[cell[-1][1] - 1]) + _DOUBLE * names

    def _opening(self, indicator: bool, first: int, two: bool) -> float:
        """What the first line of a cell (or ``two`` of them) speaks for its being a name, of an indicator or of a goal."""
        key = indicator, first, two
        if key not in self._openings:
            text = joined(self._texts[first : first + 1 + two])
            goal = _OPENS_GOAL * (opens_goal(text) - opens_indicator(text))
            known = _OPENS_INDICATOR * opens_indicator(text) if indicator else goal
            self._openings[key] = _TORN * begins_small(text) + known
        return self._openings[key]

    def _guessed(self, cells: Sequence[Cell]) -> Text:
        """What of a division names do not tell: a border between unknown cells, or the column that a new name stands in.

        Beside a known name a new one is certain where it begins as its kind does, and holds no other.
        """
        filled = self._filled(cells)
        known = [self._knows(n, cell) for n, cell in filled]
        alike = [x or self._cues(n, cell) > 0 for x, (n, cell) in zip(known, filled, strict=True)]
        if not any(known) or not all(alike) or any(not a and not b for a, b in pairwise(known)):
            return BORDER
        where = self.named > 2 and not all(x or n == self.named - 1 for x, (n, _) in zip(known, filled, strict=True))
        return COLUMN if where else NOTHING

    # ---- free text behind names

    def _with_free(self, at: int, parts: Sequence[tuple[int, int]]) -> list[_Row]:
        """Divisions of a row with columns of free text behind its names, which must be known."""
        found = []
        heads = list(self._named_heads(at, parts[0])) if self.named else [(0.0, (), parts[0][0])]
        for weight, cells, end in sorted(heads, key=lambda x: -x[0])[:2]:
            rest = [(end, parts[0][1]), *parts[1:]]
            for more, free in free_cells(self.pieces, rest, self.free, self.widths):
                found.append(_Row(weight + more, (*cells, *free), BORDER))
        return sorted(found, key=lambda x: -x.weight)[:2]

    def _named_heads(self, at: int, part: tuple[int, int]) -> Iterator[tuple[float, tuple[Cell, ...], int]]:
        """Names that a run of lines begins with, the last one known: their weight, their cells, and where they end."""
        start, stop = part
        for first, end in self.names.all_within(self.roles[self.named - 1], self._lines((part,))):
            if start + end == stop or (self.named == 1 and first):
                continue
            for cut in combinations_with_replacement(range(start, start + first + 1), max(0, self.named - 2)):
                ends = (start, *cut, start + first, start + end) if self.named > 1 else (start, start + end)
                cells = _cells(ends)
                if self._may_stand(at, cells):
                    yield sum(self._weight(n, cell) for n, cell in self._filled(cells)), cells, start + end


def _cells(ends: Sequence[int]) -> tuple[Cell, ...]:
    """The cells of one run, by where they begin and end."""
    return tuple([((a, b),) if a < b else () for a, b in pairwise(ends)])


@lru_cache(maxsize=8192)
def _begins_name(line: str) -> bool:
    """Whether a line looks as if another name began with it."""
    return not begins_small(line) and (opens_indicator(line) or bool(re.match(r"(?:Me|Ter)[^\W_]{4,}nya\b", line)))
