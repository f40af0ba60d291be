"""Rows of a table in lines of text whose words stand in several columns: what is certain of them before names are held against them.

A row ends with its figures (and a closing word, where the table has one); a number opens it. The words between are kept
line by line, apart where a page ends or the figures stand between them: :mod:`workbook_templates.recognition.text.cells` parts them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NoReturn

from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout
from rules.schema.pack import pack_for
from workbook_templates.recognition.text.doubts import (
    NO_FULL_ROW,
    SHORT_BEFORE,
    SHORT_ROW,
    UNKNOWN_UNIT,
    WORDS_AFTER,
    WORDS_BEFORE,
    miscounted,
    row_or_indicator,
)
from workbook_templates.recognition.text.lines import TextLine
from workbook_templates.recognition.text.shape import AmbiguousError, Shape, fits, is_spoken, trailing_figures, unit_of

_NUMBER = re.compile(r"(\d{1,3})([.)]?)(?:\s+(.*))?")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The words of one line, or of what of it is left: its sheet row (0-based) and its text. Compared by identity, for speed."""

    at: int
    text: str


@dataclass(slots=True)
class RunRow:
    """A row before its words are parted.

    ``parts`` are its words, in as many runs of lines as pages or figures part them; ``open`` those lines of the next row
    (how many of its first run) that may belong to this one, because a page ends between. ``values`` are number, unit,
    figures and closing word, ``places`` the sheet rows of the lines they stand on.
    """

    at: int
    number: str = ""
    parts: list[list[Piece]] = field(default_factory=lambda: [[]])
    open: bool = False
    values: dict[str, str] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)


def run_rows(layout: Layout, shape: Shape, lines: Sequence[TextLine], breaks: Collection[int]) -> list[RunRow]:
    """The rows in the lines of a table; ``breaks`` are the sheet rows right below the end of a page.

    Raises :class:`AmbiguousError` where figures are too few or too many.
    """
    reader = _Runs(layout, shape, lines, breaks)
    rows = reader.read()
    if len(reader.units_below) > 1:
        # Units stand below all targets or none: what looked like one is a word of the next row.
        rows = _Runs(layout, shape, lines, breaks, units_below=False).read()
    if not rows:
        raise AmbiguousError(NO_FULL_ROW, lines[0].at if lines else 0)
    return rows


@lru_cache(maxsize=16)
def closing_words(scale: str) -> re.Pattern[str]:
    """A closing word of a scale at the end of a line, with a word of degree before it."""
    last = {word.split()[-1] for word in pack_for(None).scales[scale].bounds}
    degrees = {" ".join(word.split()[:-1]) for word in pack_for(None).scales[scale].bounds} - {""}
    degree = "|".join(map(re.escape, sorted({*degrees, "tidak", "kurang", "cukup", "sangat"})))
    said = "|".join(map(re.escape, sorted(last)))
    return re.compile(rf"(?:^|(?<=\s))((?:(?:{degree})\s+)?(?:{said}))$", re.IGNORECASE)


class _Runs:
    """Reads the rows of one table, line by line."""

    def __init__(
        self,
        layout: Layout,
        shape: Shape,
        lines: Sequence[TextLine],
        breaks: Collection[int],
        *,
        units_below: bool = True,
    ) -> None:
        self.layout, self.shape, self.lines, self.breaks = layout, shape, lines, breaks
        self.label = closing_words(layout.words[shape.closing].scale) if shape.closing else None
        self.rows: list[RunRow] = []
        self.at = 0
        self.count = 0
        targets = bool(shape.figures) and shape.figures[-1][1].kind == "target"
        self.may_have_units = units_below and targets and not (shape.unit or shape.closing)
        self.units_below: set[bool] = set()
        # Where the form has a column of units and this head has not, they stand beside the targets.
        self.units_beside = targets and not (shape.unit or shape.closing) and layout.by_role("satuan") is not None

    def read(self) -> list[RunRow]:
        """The rows from the top."""
        row = RunRow(self.lines[0].at) if self.lines else None
        while row is not None and self.at < len(self.lines):
            line = self.lines[self.at]
            opened = self._opened(row)
            if opened:
                row = self._next(row, line.at, opened[0])
                if opened[1]:
                    row = self._words(row, Piece(line.at, opened[1]))
                continue
            if line.at in self.breaks:
                self._page(row)
            row = self._words(row, Piece(line.at, line.text))
        self._end(row)
        return self.rows

    # ---- numbers

    def _opened(self, row: RunRow) -> tuple[str, str] | None:
        """The number that opens the next row here, as typed, and what follows it; moves on behind the line if nothing does."""
        line = self.lines[self.at]
        match = _NUMBER.fullmatch(line.text.strip()) if self.shape.number and line.text[:1].isdigit() else None
        if not match or int(match[1]) != self.count + 1:
            return None
        if self.shape.figures:
            if row.number:
                # The row above has no figures yet: a number alone may be one.
                if match[2] or match[3]:
                    raise AmbiguousError(SHORT_BEFORE, line.at)
                return None
            if self.count and self._lists(self.count):
                raise AmbiguousError(row_or_indicator(match[1]), line.at)
            if any(row.parts) and not self.rows:
                raise AmbiguousError(WORDS_BEFORE, row.at)
        self.count += 1
        if not match[3]:
            self.at += 1
        return match[1] + match[2], match[3] or ""

    def _lists(self, number: int) -> bool:
        """Whether the words of the last row begin a list of their own with a number."""
        opened = re.compile(rf"{number}[.)]\s")
        return bool(self.rows) and any(opened.match(x.text) for part in self.rows[-1].parts for x in part)

    def _next(self, row: RunRow, at: int, number: str) -> RunRow:
        """The row that a number opens; words between it and the figures above continue the row above."""
        if self.shape.figures:
            self._continue(row)
        elif row.number:
            self.rows.append(row)
        elif any(row.parts):
            raise AmbiguousError(WORDS_BEFORE, row.at)
        return RunRow(at, number, places=[at])

    # ---- words and pages

    def _spoken(self) -> RunRow:
        """The last row with words."""
        return next((row for row in reversed(self.rows) if any(row.parts)), self.rows[-1])

    def _continue(self, row: RunRow) -> None:
        """Give the words that stand below the figures of a row to that row."""
        if any(row.parts):
            above = self._spoken()
            above.parts += [part for part in row.parts if part]
            above.open = False

    def _page(self, row: RunRow) -> None:
        """The end of a page above the line at hand."""
        if row.parts[-1]:
            row.parts.append([])
        elif self.rows and not row.number:
            self._spoken().open = True

    def _words(self, row: RunRow, piece: Piece) -> RunRow:
        """Take the words of a line, and the figures that they, or the lines below, end with; the row to go on with."""
        found = self._figures(piece, row) if self.shape.figures else None
        if found is None:
            row.parts[-1].append(piece)
            self.at += 1
            return row
        said, values, more = found
        if said:
            row.parts[-1].append(Piece(piece.at, said))
        row.values, row.places = values, [*row.places, piece.at]
        self.rows += [row, *more]
        return RunRow(self.lines[self.at].at if self.at < len(self.lines) else piece.at)

    def _end(self, row: RunRow | None) -> None:
        """What is left below the last figures: the rest of a row behind the end of a page, or nothing."""
        if row is None or not (row.number or any(row.parts)):
            return
        if not self.shape.figures and row.number:
            self.rows.append(row)
        elif row.number or not self.rows:
            raise AmbiguousError(SHORT_ROW, row.at)
        elif self._spoken().open:
            self._continue(row)
        else:
            raise AmbiguousError(WORDS_AFTER, row.at)

    # ---- figures

    def _figures(self, piece: Piece, row: RunRow) -> tuple[str, dict[str, str], list[RunRow]] | None:
        """Words before a row's figures, its values, and rows that have a figure only; None where none begin here.

        Moves on behind the lines it takes.
        """
        said, taken = self._split(piece)
        above = row.parts[-1][-1:]
        if taken and not said and above and is_spoken(above[0].text, taken[0][1]):
            said, taken = taken[0][1], taken[1:]
        if self.shape.unit and not unit_of(said):
            if taken and not said and not self._has_free_text():
                raise AmbiguousError(UNKNOWN_UNIT, piece.at)
            return None
        below = self.at + 1
        if not taken and not (self.shape.unit and below < len(self.lines)):
            return None
        on_line = len(taken)
        while below < len(self.lines) and not self._is_number(below, taken):
            words, more = self._split(Piece(self.lines[below].at, self.lines[below].text))
            if not taken and more and is_spoken(said, more[0][1]):
                return None
            if words or not more:
                break
            taken += more
            below += 1
        if not taken:
            return None
        if self._has_free_text() and self._follow_again(below):
            return None
        surplus = 0 if self.label else max(0, len(taken) - len(self.shape.figures))
        if surplus and (self.shape.unit or not said or surplus >= on_line):
            self._refuse(len(taken), piece.at)
        said = " ".join([said, *(text for _, text in taken[:surplus])])
        return self._values(said, taken[surplus:], below, piece)

    def _values(
        self, said: str, taken: list[tuple[int, str]], below: int, piece: Piece
    ) -> tuple[str, dict[str, str], list[RunRow]] | None:
        columns, values, more = self.shape.figures, dict[str, str](), list[RunRow]()
        if self.label and self.shape.closing:
            ends = [n for n, (_, text) in enumerate(taken) if self.label.fullmatch(text)]
            if len(ends) != 1:
                self._refuse(len(taken), piece.at)
            values[self.shape.closing] = taken[ends[0]][1]
            more = self._further(taken[ends[0] + 1 :], taken[ends[0]][0])
            taken = taken[: ends[0]]
            columns = self._due(len(taken), columns)
        if len(taken) != len(columns):
            if said and not self.shape.unit and not self.label and len(taken) < len(columns):
                return None
            self._refuse(len(taken), piece.at)
        values |= {n: text for (n, _), (_, text) in zip(columns, taken, strict=True)}
        if not all(fits(self._without_unit(values[n]), column) for n, column in columns):
            self._refuse(len(taken), piece.at)
        self.at = below
        if self.shape.unit:
            unit = unit_of(said)
            values[self.shape.unit], said = unit, said.removesuffix(unit).strip()
        elif self.may_have_units and " " not in values[columns[-1][0]]:
            self._unit_below(values, columns[-1][0])
        return said, values, more

    def _split(self, piece: Piece) -> tuple[str, list[tuple[int, str]]]:
        """The words of a line, and the figures and the closing word that end it, each with its sheet row."""
        label = self.label.search(piece.text) if self.label else None
        text = piece.text[: label.start()].strip() if label else piece.text
        said, figures = self._with_unit(text) if self.units_beside else trailing_figures(text)
        if label and said and not figures:
            return piece.text, []
        if figures and is_spoken(said, figures[0]):
            said, figures = f"{said} {figures[0]}", figures[1:]
        found = [(piece.at, x) for x in figures] + ([(piece.at, label[1])] if label else [])
        return said, found

    def _with_unit(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The words of a line and the figures that end it, the last one with its unit: `92 Skor`."""
        unit = unit_of(text).strip("%")
        said, figures = trailing_figures(text.removesuffix(unit))
        return (said, (*figures[:-1], f"{figures[-1]} {unit}".strip())) if figures else (text, ())

    def _without_unit(self, text: str) -> str:
        return text.partition(" ")[0] if self.units_beside else text

    def _is_number(self, at: int, taken: Sequence[tuple[int, str]]) -> bool:
        """Whether a line below complete figures is the number of the next row."""
        match = _NUMBER.fullmatch(self.lines[at].text.strip())
        complete = len(taken) >= len(self.shape.figures)
        return (
            bool(match and self.shape.number and complete and int(match[1]) == self.count + 1)
            and at + 1 < len(self.lines)
            and bool(self._split(Piece(0, self.lines[at + 1].text))[0])
        )

    def _follow_again(self, at: int) -> bool:
        """Whether unit and figures follow once more without words between: then the first ones are words of free text."""
        said, taken = self._split(Piece(at, self.lines[at].text)) if at < len(self.lines) else ("", [])
        if not said or unit_of(said) != said:
            return False
        return bool(taken) or (at + 1 < len(self.lines) and self._split(Piece(at, self.lines[at + 1].text))[0] == "")

    def _has_free_text(self) -> bool:
        return any(self.layout.columns[n].role in {"catatan", "uraian"} for n in self.shape.words)

    def _unit_below(self, values: dict[str, str], column: str) -> None:
        """Take a unit on a line of its own below a target, where the table has no column of units."""
        text = self.lines[self.at].text.strip() if self.at < len(self.lines) else ""
        found = bool(text) and unit_of(text) == text
        self.units_below.add(found)
        if found:
            values[column] += f" {text}"
            self.at += 1

    def _due(self, count: int, columns: tuple[tuple[str, ColumnSpec], ...]) -> tuple[tuple[str, ColumnSpec], ...]:
        """The columns that so many figures stand in: where one is missing, it is the mean over a goal stated above."""
        if count != len(columns) - 1:
            return columns
        stated_once = [n for n, rule in self.layout.averages.items() if rule.by == self.shape.words[0]]
        return tuple(x for x in columns if x[0] not in stated_once) if self.rows else columns

    def _further(self, figures: Sequence[tuple[int, str]], above: int) -> list[RunRow]:
        """Rows that have one figure only: those of the mean over an indicator, each on a line of its own."""
        if not figures:
            return []
        repeated = [rule.of for rule in self.layout.averages.values() if rule.by == self.shape.words[-1]]
        places = [above, *(at for at, _ in figures)]
        if len(repeated) != 1 or len({*places}) < len(places):
            self._refuse(len(figures), above)
        return [RunRow(at, values={repeated[0]: text}, places=[at]) for at, text in figures]

    def _refuse(self, count: int, at: int) -> NoReturn:
        raise AmbiguousError(miscounted(count, len(self.shape.figures)), at)
