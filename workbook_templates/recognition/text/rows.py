"""Rows of a table that was pasted as lines of text: words, then the figures that end a row.

A row is told by the shape of its figures: so many of them one after the other, each fit for its column, on one line or on
lines of their own. Where words of two columns stand side by side, or figures are too few or too many, nothing tells
where one cell ends: then the table is not read, and why is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rules.frames.row_kinds import is_label_of_total
from rules.model.bilingual import Text
from rules.model.document import DATA, TOTAL
from rules.schema.layout import Layout
from rules.values.text import fold
from workbook_templates.recognition.table.joined_rows import SAME, known_name
from workbook_templates.recognition.text.doubts import (
    NO_FULL_ROW,
    OPEN_INDICATOR,
    SHORT_BEFORE,
    SHORT_ROW,
    TOO_MANY,
    UNKNOWN_UNIT,
    miscounted,
    number_not_found,
)
from workbook_templates.recognition.text.gaps import may_have_gaps, place_figures
from workbook_templates.recognition.text.lines import TextLine
from workbook_templates.recognition.text.pages import Body
from workbook_templates.recognition.text.shape import (
    AMOUNT,
    FIGURE,
    AmbiguousError,
    Shape,
    TextRow,
    fits,
    is_spoken,
    joined,
    trailing_figures,
    unit_of,
)

_NUMBERED = re.compile(r"(\d{1,3})[.)]?(?:\s+(.*))?")


_GAIN = 10.0
"""By how much two names must resemble official ones better to be parted elsewhere than at the page break."""


@lru_cache(maxsize=8192)
def _numbered(text: str) -> tuple[int, str] | None:
    """The number that opens a line, and what follows it."""
    match = _NUMBERED.fullmatch(text.strip())
    return (int(match[1]), match[2] or "") if match else None


def text_rows(layout: Layout, shape: Shape, body: Body, title: str, first: int) -> list[TextRow]:
    """The rows in the lines below a head (``first``: its sheet row); raises :class:`AmbiguousError`."""
    rows = list(_RowReader(layout, shape, body.lines, fold(title)).rows())
    if not shape.counted:
        _join_names(rows, body.breaks, shape.words[-1])
    place_figures(shape, rows)
    if not rows:
        raise AmbiguousError(NO_FULL_ROW, first)
    return rows


def _join_names(rows: Sequence[TextRow], breaks: Collection[int], column: str) -> None:
    """Give the row above a page break what goes on of its name below, where both then resemble official names more."""
    for above, row in pairwise(rows):
        if row.lines[0] not in breaks or column not in above.values or not row.said:
            continue
        upper, words = above.values[column], row.said
        if n := going_on(upper, words):
            above.values[column] = joined([upper, *words[:n]])
            row.values[column] = joined(words[n:])
            above.lines += row.lines[:n]
            row.lines, above.joined = row.lines[n:], True


def going_on(upper: str, words: Sequence[str]) -> int:
    """How many texts below a page break go on with the name above it: the fewest with which both names resemble official ones most."""
    best, found = known_name(joined([upper])) + known_name(joined(words)) + _GAIN, 0

    def beats(alike: float) -> bool:
        return alike > best if found else alike >= best

    for n in range(1, len(words)):
        if not beats(2 * SAME):
            break
        above = known_name(joined([upper, *words[:n]]))
        if beats(above + SAME) and beats(alike := above + known_name(joined(words[n:]))):
            best, found = alike, n
    return found


class _RowReader:
    """Reads the rows of one table, line by line."""

    def __init__(self, layout: Layout, shape: Shape, lines: Sequence[TextLine], title: str) -> None:
        self.layout, self.shape, self.lines, self.title = layout, shape, lines, title
        label = layout.totals.label[:1] if layout.totals else ""
        self.total_letters = f"tTjJgG{label.lower()}{label.upper()}"
        self.at, self.gaps = 0, shape.counted and may_have_gaps(layout, shape)

    def rows(self) -> Iterator[TextRow]:
        """The rows from the top; raises :class:`AmbiguousError`."""
        number = 0
        while self.at < len(self.lines):
            label = self._total_label()
            if label:
                yield self._total(label)
                return
            number += 1
            row = self._row(number)
            if row is None:
                return
            yield row

    # ---- the grand total

    def _total_label(self, at: int | None = None) -> str:
        """The label that opens a line (the one at hand), if it is one of the grand total."""
        totals, text = self.layout.totals, self.lines[self.at if at is None else at].text
        if not totals or text[:1] not in self.total_letters:
            return ""
        words, figures = trailing_figures(text)
        return words if figures and is_label_of_total(fold(words), totals.label) else ""

    def _total(self, label: str) -> TextRow:
        line, columns = self.lines[self.at], self.shape.figures
        _, figures = trailing_figures(line.text)
        if len(figures) != len(columns):
            summed = [(n, x) for n, x in columns if self.layout.totals and n in self.layout.totals.columns]
            if len(figures) != len(summed):
                raise AmbiguousError(
                    Text(f"baris {label} memuat {len(figures)} angka", f"row {label} holds {len(figures)} figures"),
                    line.at,
                )
            columns = tuple(summed)
        self.at += 1
        named = self.shape.words[-1]
        return TextRow(TOTAL, {named: label} | {n: x for (n, _), x in zip(columns, figures, strict=True)}, [line.at])

    # ---- a row

    def _row(self, number: int) -> TextRow | None:
        """The next row; None where the lines that are left hold no more figures."""
        start = self.at
        values, rest = self._begun(number)
        words: list[str] = []
        while (tail := self._tail(*trailing_figures(rest), bool(words))) is None:
            if self.gaps and self._is_short(rest, number):
                said, short = trailing_figures(rest)
                words += filter(None, [said])
                values |= self._named(words, self.lines[start].at, number)
                self.at += 1
                return TextRow(DATA, values, [x.at for x in self.lines[start : self.at]], words, short=list(short))
            if rest:
                words.append(rest)
            self.at += 1
            if self.at >= len(self.lines):
                if self.shape.counted or any(FIGURE.fullmatch(x) for x in words):
                    raise AmbiguousError(SHORT_ROW, self.lines[start].at)
                self.lines = self.lines[:start]
                return None
            rest = self.lines[self.at].text
            self._still_in(number)
        said, figures = tail
        if said:
            words.append(said)
        if self.shape.counted:
            words += self._continued(number + 1)
        values |= self._named(words, self.lines[start].at, number)
        if self.shape.unit:
            values[self.shape.unit] = figures[0]
        shown = figures[1:] if self.shape.unit else figures
        values |= {n: x for (n, _), x in zip(self.shape.figures, shown, strict=True) if x}
        return TextRow(DATA, values, [line.at for line in self.lines[start : self.at]], words)

    def _is_short(self, rest: str, number: int) -> bool:
        """Whether a line ends a row of counts with fewer of them than columns: the next row or the total stands below."""
        figures, below = trailing_figures(rest)[1], self.at + 1
        if not (figures and len(figures) < len(self.shape.figures) and below < len(self.lines)):
            return False
        following = self._opened(self.lines[below].text, number + 1)
        return bool(following and trailing_figures(following)[0]) or bool(self._total_label(below))

    def _begun(self, number: int) -> tuple[dict[str, str], str]:
        """The cell of the row's number, if it has one, and what follows it on the line at hand."""
        line = self.lines[self.at]
        opened = self._opened(line.text, number) if self.shape.number else None
        if opened is None and self.shape.counted:
            raise AmbiguousError(number_not_found(number), line.at)
        if opened is None or self.shape.number is None:
            return {}, line.text
        return {self.shape.number: f"{number}." if line.text.startswith(f"{number}.") else str(number)}, opened

    def _still_in(self, number: int) -> None:
        """Refuse a row that the next one, or the grand total, begins in before its figures are there."""
        line = self.lines[self.at]
        following = self._opened(line.text, number + 1) if self.shape.counted else None
        if self._total_label() or (following and trailing_figures(following)[0]):
            raise AmbiguousError(SHORT_BEFORE, line.at)

    def _opened(self, text: str, number: int) -> str | None:
        """What follows the row's number at the beginning of a line; None where another stands there."""
        opened = _numbered(text) if text[:1].isdigit() else None
        return opened[1] if opened and opened[0] == number else None

    def _tail(self, said: str, found: Sequence[str], begun: bool) -> tuple[str, list[str]] | None:
        """Words before a row's figures, and its unit and figures; None where the line at hand does not begin them."""
        if not found and not self.shape.unit:
            return None
        wanted = len(self.shape.figures)
        if found and is_spoken(said, found[0]):
            said, found = f"{said} {found[0]}", found[1:]
        unit = unit_of(said) if self.shape.unit else ""
        if self.shape.unit and not unit:
            if len(found) >= wanted or (found and not said):
                raise AmbiguousError(UNKNOWN_UNIT, self.lines[self.at].at)
            return None
        if not found and not self.shape.unit:
            return None
        if len(found) == wanted and not self.shape.unit and self._suit(found):
            self.at += 1
            return said, list(found)
        more = self._figures_below() if self.shape.unit or len(found) < wanted else []
        if not found and (not more or is_spoken(said, more[0][0])):
            return None
        taken, used = list(found), 0
        while len(taken) < wanted and used < len(more):
            taken += more[used]
            used += 1
        surplus = taken[: len(taken) - wanted] if len(taken) > wanted and not self.shape.unit else []
        if surplus and ((not said and not begun) or len(surplus) >= len(found)):
            raise AmbiguousError(miscounted(len(taken), wanted), self.lines[self.at].at)
        taken, spoken = taken[len(surplus) :], " ".join([said, *surplus])
        if self.shape.unit and self._mends(used, more):
            taken, used = self._mended(found, more)
        if len(taken) == wanted - 1 and taken and "Rp" in taken[0] and self.shape.figures[0][1].role == "jumlah":
            taken = ["", *taken]
        if not self._suit(taken) or (surplus and any(fits(x, self.shape.figures[-2][1]) and "." in x for x in surplus)):
            if not self.gaps:
                self._refuse(said, found)
            return None
        self.at += used + 1
        return (spoken.removesuffix(unit).strip(), [unit, *taken]) if unit else (spoken, taken)

    def _suit(self, figures: Sequence[str]) -> bool:
        """Whether figures are those of a row, each fit for its column or left out."""
        columns = self.shape.figures
        if len(figures) != len(columns):
            return False
        return all(not x or fits(x, column) for x, (_, column) in zip(figures, columns, strict=True))

    def _figures_below(self) -> list[Sequence[str]]:
        """The figures of the lines right below that hold nothing else."""
        found: list[Sequence[str]] = []
        for at in range(self.at + 1, len(self.lines)):
            said, figures = trailing_figures(self.lines[at].text)
            if said:
                break
            found.append(figures)
        return found

    def _refuse(self, said: str, found: Sequence[str]) -> None:
        """Figures that belong to words are passed over; amounts, or figures on a line of their own, are not."""
        counts = bool(found) and fits(found[0], self.shape.figures[0][1])
        if counts or any(AMOUNT.fullmatch(x) for x in found) or (found and not said) or self.shape.unit:
            raise AmbiguousError(miscounted(len(found), len(self.shape.figures)), self.lines[self.at].at)

    # ---- figures broken over lines

    def _mends(self, used: int, more: Sequence[Sequence[str]]) -> bool:
        """Whether a line with figures is left over: one of those before was broken in two."""
        return used < len(more) and not self._next_number(self.at + 1 + used)

    def _next_number(self, at: int) -> bool:
        text = self.lines[at].text
        return bool(_numbered(text)) and text.strip().isdigit() and self._words_follow(at)

    def _words_follow(self, at: int) -> bool:
        return at + 1 < len(self.lines) and bool(trailing_figures(self.lines[at + 1].text)[0])

    def _mended(self, found: Sequence[str], more: Sequence[Sequence[str]]) -> tuple[list[str], int]:
        """All figures down to the next words, the one broken over two lines joined."""
        every = [x for figures in [found, *more] for x in figures]
        ends = {sum(map(len, [found, *more][: n + 1])) for n in range(len(more))}
        wanted = len(self.shape.figures)
        joints = [
            n
            for n in ends
            if 0 < n < len(every) and re.fullmatch(r"\d+[.,]\d", every[n - 1]) and re.fullmatch(r"\d%?", every[n])
        ]
        if len(every) != wanted + 1 or len(joints) != 1:
            raise AmbiguousError(miscounted(len(every), wanted), self.lines[self.at].at)
        n = joints[0]
        return [*every[: n - 1], every[n - 1] + every[n], *every[n + 1 :]], len(more)

    # ---- words

    def _continued(self, number: int) -> list[str]:
        """Words below a row's figures, down to the next row's number or the grand total."""
        found = []
        while self.at < len(self.lines):
            text = self.lines[self.at].text
            if self._opened(text, number) is not None or self._total_label():
                break
            if trailing_figures(text)[1]:
                raise AmbiguousError(TOO_MANY, self.lines[self.at].at)
            found.append(text)
            self.at += 1
        return found

    def _named(self, words: list[str], at: int, number: int) -> dict[str, str]:
        """The words of a row by column: those of the indicator stand in the table's title, and only in its first row."""
        if len(self.shape.words) == 1:
            return {self.shape.words[0]: joined(words)}
        first, second = self.shape.words
        if number > 1:
            return {second: joined(words)}
        said = [n for n in range(1, len(words)) if fold(" ".join(words[:n])) in self.title]
        if not said:
            raise AmbiguousError(OPEN_INDICATOR, at)
        return {first: joined(words[: said[-1]]), second: joined(words[said[-1] :])}
