"""Rows of a table that was pasted as lines of text: words, then the figures that end a row.

A row is told by the shape of its figures: so many of them one after the other, each fit for its column, on one line or on
lines of their own. Where words of two columns stand side by side, or figures are too few or too many, nothing tells
where one cell ends: then the table is not read, and why is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from rules.document import DATA, TOTAL
from rules.layout import Layout
from rules.vocabulary import fold, units
from workbook_templates.lines import is_label_of_total
from workbook_templates.pasted import known_name
from workbook_templates.text_heads import TextLine, is_source
from workbook_templates.text_shape import AMOUNT, FIGURE, AmbiguousError, Shape, fits, shape_of, trailing_figures

_CLOSED = re.compile(r"(?:\d{4}|diolah\)?\.?|\))$", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,3})[.)]?(?:\s+(.*))?")


_GAIN = 10.0
"""By how much two names must resemble official ones better to be parted elsewhere than at the page break."""


@dataclass(slots=True)
class TextRow:
    """A row: its kind, cells by official column, and the sheet rows (0-based) of its lines.

    ``said`` are its words line by line; ``joined`` says that its name goes on below a page break.
    """

    kind: str
    values: dict[str, str]
    lines: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    joined: bool = False


def text_rows(
    layout: Layout, stated: Collection[str], lines: Sequence[TextLine], title: str, first: int
) -> list[TextRow]:
    """The rows in the lines below a head that states these columns (``first``: its sheet row).

    Raises :class:`AmbiguousError`.
    """
    shape = shape_of(layout, stated, first)
    kept, breaks = _without_sources(lines)
    rows = list(_Reader(layout, shape, kept, fold(title)).rows())
    if not shape.counted:
        _join_names(rows, breaks, shape.words[-1])
    if not rows:
        raise AmbiguousError("tidak ada baris yang angkanya lengkap", first)
    return rows


def _without_sources(lines: Sequence[TextLine]) -> tuple[list[TextLine], set[int]]:
    """The lines but for those that name a source, and the sheet rows of the lines right below one.

    A source that goes on below its line ends the table.
    """
    kept: list[TextLine] = []
    breaks: set[int] = set()
    broken = False
    for line in lines:
        if not is_source(line.text):
            kept.append(line)
            breaks |= {line.at} if broken else set()
            broken = False
        elif _CLOSED.search(line.text.strip()):
            broken = bool(kept)
        else:
            break
    return kept, breaks


def _join_names(rows: Sequence[TextRow], breaks: set[int], column: str) -> None:
    """Give the row above a page break what goes on of its name below, where both then resemble official names more."""
    for above, row in pairwise(rows):
        if row.lines[0] not in breaks or column not in above.values:
            continue
        upper, words = above.values[column], row.said
        gains = [
            (known_name(" ".join([upper, *words[:n]])) + known_name(" ".join(words[n:])), -n) for n in range(len(words))
        ]
        best, fewest = max(gains)
        if best >= gains[0][0] + _GAIN:
            n = -fewest
            above.values[column] = " ".join([upper, *words[:n]])
            row.values[column] = " ".join(words[n:])
            above.lines += row.lines[:n]
            row.lines, above.joined = row.lines[n:], True


class _Reader:
    """Reads the rows of one table, line by line."""

    def __init__(self, layout: Layout, shape: Shape, lines: Sequence[TextLine], title: str) -> None:
        self.layout, self.shape, self.lines, self.title = layout, shape, lines, title
        self.at = 0

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

    def _total_label(self) -> str:
        """The label that opens the line at hand, if it is one of the grand total."""
        totals = self.layout.totals
        words, figures = trailing_figures(self.lines[self.at].text)
        return words if totals and figures and is_label_of_total(fold(words), totals.label) else ""

    def _total(self, label: str) -> TextRow:
        line, columns = self.lines[self.at], self.shape.figures
        _, figures = trailing_figures(line.text)
        if len(figures) != len(columns):
            summed = [(n, x) for n, x in columns if self.layout.totals and n in self.layout.totals.columns]
            if len(figures) != len(summed):
                raise AmbiguousError(f"baris {label} memuat {len(figures)} angka", line.at)
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
            words += filter(None, [rest])
            self.at += 1
            if self.at >= len(self.lines):
                if self.shape.counted or any(FIGURE.fullmatch(x) for x in words):
                    raise AmbiguousError("angka baris ini kurang dari jumlah kolomnya", self.lines[start].at)
                self.lines = self.lines[:start]
                return None
            rest = self.lines[self.at].text
            self._still_in(number)
        said, figures = tail
        words += filter(None, [said])
        if self.shape.counted:
            words += self._continued(number + 1)
        values |= self._named(words, self.lines[start].at, number)
        if self.shape.unit:
            values[self.shape.unit] = figures[0]
        shown = figures[1:] if self.shape.unit else figures
        values |= {n: x for (n, _), x in zip(self.shape.figures, shown, strict=True) if x}
        return TextRow(DATA, values, [line.at for line in self.lines[start : self.at]], words)

    def _begun(self, number: int) -> tuple[dict[str, str], str]:
        """The cell of the row's number, if it has one, and what follows it on the line at hand."""
        line = self.lines[self.at]
        opened = self._opened(line.text, number) if self.shape.number else None
        if opened is None and self.shape.counted:
            raise AmbiguousError(f"nomor {number} tidak ditemukan", line.at)
        if opened is None or self.shape.number is None:
            return {}, line.text
        return {self.shape.number: f"{number}." if line.text.startswith(f"{number}.") else str(number)}, opened

    def _still_in(self, number: int) -> None:
        """Refuse a row that the next one, or the grand total, begins in before its figures are there."""
        line = self.lines[self.at]
        following = self._opened(line.text, number + 1) if self.shape.counted else None
        if self._total_label() or (following and trailing_figures(following)[0]):
            raise AmbiguousError("angka baris sebelumnya kurang dari jumlah kolomnya", line.at)

    def _opened(self, text: str, number: int) -> str | None:
        """What follows the row's number at the beginning of a line; None where another stands there."""
        match = _NUMBERED.fullmatch(text.strip())
        return (match[2] or "") if match and int(match[1]) == number else None

    def _tail(self, said: str, found: list[str], begun: bool) -> tuple[str, list[str]] | None:
        """Words before a row's figures, and its unit and figures; None where the line at hand does not begin them."""
        wanted = len(self.shape.figures)
        unit = self._unit(said) if self.shape.unit else ""
        if self.shape.unit and not unit:
            if len(found) >= wanted or (found and not said):
                raise AmbiguousError("satuan sebelum angkanya tidak dikenal", self.lines[self.at].at)
            return None
        if not found and not self.shape.unit:
            return None
        rows = list(takewhile(lambda x: not x[0], (trailing_figures(line.text) for line in self.lines[self.at + 1 :])))
        more = [figures for _, figures in rows]
        if not found and not more:
            return None
        taken, used = list(found), 0
        while len(taken) < wanted and used < len(more):
            taken += more[used]
            used += 1
        surplus = taken[: len(taken) - wanted] if len(taken) > wanted and not self.shape.unit else []
        if surplus and ((not said and not begun) or len(surplus) >= len(found)):
            raise AmbiguousError(f"{len(taken)} angka untuk {wanted} kolom", self.lines[self.at].at)
        taken, spoken = taken[len(surplus) :], " ".join([said, *surplus])
        if self._mends(used, more):
            taken, used = self._mended(found, more)
        if len(taken) == wanted - 1 and taken and "Rp" in taken[0] and self.shape.figures[0][1].role == "jumlah":
            taken = ["", *taken]
        suits = len(taken) == wanted and all(
            not x or fits(x, column) for x, (_, column) in zip(taken, self.shape.figures, strict=True)
        )
        if not suits or any(fits(x, self.shape.figures[-2][1]) and "." in x for x in surplus):
            self._refuse(said, found)
            return None
        self.at += used + 1
        return (spoken.removesuffix(unit).strip(), [unit, *taken]) if unit else (spoken, taken)

    def _refuse(self, said: str, found: list[str]) -> None:
        """Figures that belong to words are passed over; amounts, or figures on a line of their own, are not."""
        counts = bool(found) and fits(found[0], self.shape.figures[0][1])
        if counts or any(AMOUNT.fullmatch(x) for x in found) or (found and not said) or self.shape.unit:
            raise AmbiguousError(f"{len(found)} angka untuk {len(self.shape.figures)} kolom", self.lines[self.at].at)

    def _unit(self, said: str) -> str:
        """The unit that ends the words of a line."""
        last = said.split()[-1:] or [""]
        return last[0] if last[0] == "%" or units().official(last[0]) else ""

    # ---- figures broken over lines

    def _mends(self, used: int, more: list[list[str]]) -> bool:
        """Whether a line with figures is left over: one of those before was broken in two."""
        return bool(self.shape.unit) and used < len(more) and not self._next_number(self.at + 1 + used)

    def _next_number(self, at: int) -> bool:
        return (
            bool(_NUMBERED.fullmatch(self.lines[at].text))
            and self.lines[at].text.strip().isdigit()
            and self._words_follow(at)
        )

    def _words_follow(self, at: int) -> bool:
        return at + 1 < len(self.lines) and bool(trailing_figures(self.lines[at + 1].text)[0])

    def _mended(self, found: list[str], more: list[list[str]]) -> tuple[list[str], int]:
        """All figures down to the next words, the one broken over two lines joined."""
        every = [x for figures in [found, *more] for x in figures]
        ends = {sum(map(len, [found, *more][: n + 1])) for n in range(len(more))}
        wanted = len(self.shape.figures)
        joints = [
            n
            for n in ends
            if 0 < n < len(every)
            and re.fullmatch(r"\d+[.,]\d+", every[n - 1])
            and re.fullmatch(r"\d{1,2}%?", every[n])
            and len(every[n]) < len(every[n - 1])
        ]
        if len(every) != wanted + 1 or len(joints) != 1:
            raise AmbiguousError(f"{len(every)} angka untuk {wanted} kolom", self.lines[self.at].at)
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
                raise AmbiguousError("angka berlebih", self.lines[self.at].at)
            found.append(text)
            self.at += 1
        return found

    def _named(self, words: list[str], at: int, number: int) -> dict[str, str]:
        """The words of a row by column: those of the indicator stand in the table's title, and only in its first row."""
        if len(self.shape.words) == 1:
            return {self.shape.words[0]: " ".join(words)}
        first, second = self.shape.words
        if number > 1:
            return {second: " ".join(words)}
        said = [n for n in range(1, len(words)) if fold(" ".join(words[:n])) in self.title]
        if not said:
            raise AmbiguousError("batas indikator dan program tidak dapat dipastikan", at)
        return {first: " ".join(words[: said[-1]]), second: " ".join(words[said[-1] :])}
