"""Tables in lines of text that give each indicator a row for its target and one for its realisation, under a line of years.

The indicator stands in the head or in the titles instead of a column of its own; the words `Target` and `Realisasi` open
the rows, so that figures need no other border.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.model.bilingual import NOTHING, Text
from rules.model.document import DATA, Heading
from rules.schema.layout import MEASURES, Layout
from workbook_templates.recognition.text.doubts import NO_MEASURES, UNKNOWN_INDICATOR, miscounted
from workbook_templates.recognition.text.heads import TextHead, heading_words, words_said
from workbook_templates.recognition.text.lines import TextLine
from workbook_templates.recognition.text.names import Names, name_key, opens_indicator
from workbook_templates.recognition.text.pages import Body
from workbook_templates.recognition.text.shape import (
    FIGURE,
    AmbiguousError,
    TextRow,
    is_spoken,
    trailing_figures,
    unit_of,
)

_YEARS = re.compile(r"20\d\d(?:\s+20\d\d)+")
_RANGE = re.compile(r"\b(20\d\d)\s*[-–]\s*20\d\d\b")
_MEASURE = re.compile(rf"(?:{'|'.join(MEASURES)})\b", re.IGNORECASE)
_LONGEST_HEAD, _TITLES, _LONGEST_UNIT = 10, 6, 3
_SHARE = 0.7
_LIKE = 90.0
_YEAR_FROM_FIGURES = Text("tahun dari angka", "the year of the figure")


def has_measure_rows(layout: Layout) -> bool:
    """Whether a layout gives target and realisation rows of their own."""
    return layout.by_role("ukuran") is not None


def measure_heads(lines: Sequence[TextLine], layout: Layout, letter: str) -> Iterator[TextHead]:
    """Heads that end in a line of years with a row of targets right below."""
    for at, line in enumerate(lines[:-1]):
        if not (line.text.startswith("20") and _YEARS.fullmatch(line.text) and _MEASURE.match(lines[at + 1].text)):
            continue
        column = layout.by_role("ukuran") or ""
        wanted = heading_words(layout.columns[column].heading)
        for first in range(at - 1, max(-1, at - 1 - _LONGEST_HEAD), -1):
            if heading_words(lines[first].text)[:1] != wanted[:1]:
                continue
            said = " ".join(x.text for x in lines[first : at + 1])
            if len(words_said(wanted, said)) >= _SHARE * len(wanted):
                yield TextHead(layout, first, at, _LIKE, headings=_headings(layout, lines, first, at, letter))
                break


def _headings(layout: Layout, lines: Sequence[TextLine], first: int, last: int, letter: str) -> dict[str, Heading]:
    """The columns that a head says by words or years; the first one's words are the indicator itself."""
    years = re.findall(r"20\d\d", lines[last].text)
    begun = next(
        (m[1] for x in reversed(lines[max(0, first - _TITLES) : last]) if (m := _RANGE.search(x.text))), years[0]
    )
    cell = f"{letter}{lines[first].at + 1}"
    said = " ".join(x.text for x in lines[first:last])
    found = {}
    for number, column in layout.official.items():
        if column.period is not None:
            year = str(int(begun) + column.period)
            if year in years:
                found[number] = Heading(year, False, f"{letter}{lines[last].at + 1}")
        elif words_said(heading_words(column.heading), said) or column.role in {"indikator", "satuan"}:
            found[number] = Heading(column.heading, False, cell)
    return found


@dataclass(frozen=True, slots=True)
class _PlacedWord:
    """A word, its sheet row (0-based), and whether nothing but figures stands on its line."""

    at: int
    text: str
    bare: bool


def measure_rows(
    head: TextHead, above: Sequence[str], inside: Sequence[str], body: Body, names: Names
) -> list[TextRow]:
    """The rows of such a table; ``above`` are its titles, ``inside`` the lines of its head.

    Raises :class:`AmbiguousError` where the indicator is not known, or figures do not tell their years.
    """
    layout = head.layout
    numbers = [n for n in layout.official if n in head.headings and layout.columns[n].kind == "target"]
    told = ((line, not trailing_figures(line.text)[0]) for line in body.lines)
    words = [_PlacedWord(line.at, word, bare) for line, bare in told for word in line.text.split()]
    if not words or not numbers:
        raise AmbiguousError(NO_MEASURES, head.first)
    column = layout.by_role("indikator") or ""
    heading = heading_words(layout.columns[column].heading)
    in_rows = len(words_said(heading, " ".join(inside))) == len(heading)
    rows: list[TextRow] = []
    indicator = ""
    at = 0
    while (start := _next_measure(words, at)) is not None:
        named = " ".join(x.text for x in words[at:start])
        if named and not (in_rows and (opens_indicator(named) or names.knows("indikator", name_key(named)))):
            # Words that name no indicator stand below the table.
            break
        indicator = named or (indicator if rows else _indicator(above, inside, names, words[0].at))
        first, (row, at) = at, _row(layout, numbers, words, start)
        row.lines = sorted({*(x.at for x in words[first:start]), *row.lines})
        if named or not rows:
            row.values = {column: indicator} | row.values
        rows.append(row)
    if not rows:
        raise AmbiguousError(NO_MEASURES, words[0].at)
    return rows


def _next_measure(words: Sequence[_PlacedWord], at: int) -> int | None:
    """The next word that opens a row: a figure follows it, with a unit between at most."""
    for start in range(at, len(words) - 1):
        if _MEASURE.fullmatch(words[start].text):
            unit = _unit(words, start + 1)
            behind = start + 1 + len(unit)
            figure = words[behind].text if behind < len(words) else ""
            if FIGURE.fullmatch(figure) and not is_spoken(" ".join(unit), figure):
                return start
    return None


def _unit(words: Sequence[_PlacedWord], at: int) -> list[str]:
    """The words of the unit that stands at a place, if one does."""
    for count in range(_LONGEST_UNIT, 0, -1):
        found = [x.text for x in words[at : at + count]]
        if unit_of(" ".join(found)) == " ".join(found) != "":
            return found
    return []


def _row(layout: Layout, numbers: Sequence[str], words: Sequence[_PlacedWord], start: int) -> tuple[TextRow, int]:
    """The row that a measure opens, and where the next one begins."""
    unit = _unit(words, start + 1)
    at = start + 1 + len(unit)
    figures = []
    line = words[at - 1].at
    while at < len(words) and FIGURE.fullmatch(words[at].text) and (words[at].bare or words[at].at == line):
        figures.append(words[at].text)
        at += 1
    measure = words[start].text
    missing = len(numbers) - len(figures)
    if missing < 0 or (missing and measure.casefold() != MEASURES[1].casefold()):
        raise AmbiguousError(miscounted(len(figures), len(numbers)), words[start].at)
    values = {layout.by_role("ukuran") or "": measure}
    if unit and (column := layout.by_role("satuan")):
        values[column] = " ".join(unit)
    # Years still to come have no realisation: what is missing is missing at the end.
    values |= dict(zip(numbers, figures, strict=False))
    lines = [word.at for word in words[start:at]]
    return TextRow(DATA, values, lines, guessed=_YEAR_FROM_FIGURES if missing else NOTHING), at


def _indicator(above: Sequence[str], inside: Sequence[str], names: Names, at: int) -> str:
    """The name of the indicator in a head or its titles: a known one, or words of the head that its title ends with."""
    for lines in (inside, above):
        words = " ".join(lines).split()
        found = names.within("indikator", words)
        if found:
            return " ".join(words[found[0] : found[1]])
    said = " ".join(inside[:-1]).split()
    title = name_key(" ".join(above))
    for first in range(len(said)):
        text = " ".join(said[first:])
        if len(text.split()) > 1 and name_key(text) in title:
            return text
    raise AmbiguousError(UNKNOWN_INDICATOR, at)
