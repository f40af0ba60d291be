"""Charts of the HTML report as plain geometry; the template draws them as SVG and tells them as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from rules.model.finding import SEVERITIES, Figures
from rules.model.verdict_words import counted
from rules.values.money import format_rupiah

WIDTH, LABEL, VALUE, ROW = 720, 250, 110, 30
_TEXT, _CAPITALS = 34, 27
"""Characters of a line of a label that fit left of the bars; of capitals fewer."""
_FIRST, _BETWEEN = 17, 12
"""Where the one line of a label stands in its row, and how far two are apart."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: offset and width in the drawing's units, and the class that colours it."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its segments, and what it says in words and in table cells."""

    full: str
    segments: list[Segment]
    said: str
    cells: list[str]

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The label in a line or two, each with where it stands; a longer one is cut, but told whole by the table."""
        room = _CAPITALS if self.full.isupper() else _TEXT
        lines = wrap(self.full, room, max_lines=2, placeholder=" …")
        first = _FIRST - (len(lines) - 1) * _BETWEEN / 2
        return [(first + at * _BETWEEN, line) for at, line in enumerate(lines)]

    @property
    def end(self) -> float:
        """Where the figure stands behind the bar."""
        return max(segment.x + segment.width for segment in self.segments) + 6

    @property
    def figure(self) -> str:
        """The figure behind the bar: the last cell of the table."""
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars with a title; ``heads`` are the headings of the same figures as a table."""

    title: str
    unit: str
    heads: list[str]
    bars: list[Bar]
    legend: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return ROW * len(self.bars) + 6

    @property
    def summary(self) -> str:
        """All figures in one sentence, for those who do not see the drawing."""
        return "; ".join(f"{bar.full}: {bar.said}" for bar in self.bars)


def _scale(value: float, most: float) -> float:
    return round((WIDTH - LABEL - VALUE) * value / most, 1) if most > 0 else 0.0


def percent(part: int, whole: int) -> str:
    """A share in per cent with two decimals, the Indonesian way."""
    return f"{100 * part / whole:.2f}".replace(".", ",") if whole else "-"


def plan_chart(figures: Figures, year: int | None, words: Mapping[str, str]) -> Chart | None:
    """Pagu of each program; None where the document has none."""
    if not figures.plan:
        return None
    most = max(figure.pagu or 0 for figure in figures.plan)
    bars = []
    for figure in figures.plan:
        name, said = " ".join(filter(None, (figure.key, figure.name))), format_rupiah(figure.pagu or 0)
        segment = Segment(LABEL, _scale(max(figure.pagu or 0, 0), most), "plan")
        bars.append(Bar(name, [segment], said, [name, said]))
    title = words["plan"].format(year=year or "?")
    return Chart(title, words["plan_unit"].format(table=figures.plan_table), [words["program"], words["pagu"]], bars)


def spending_chart(figures: Figures, words: Mapping[str, str]) -> Chart | None:
    """Realisasi of each program in per cent of its budget; None where the document has none."""
    if not figures.spending:
        return None
    shares = [(x, 100 * (x.realisasi or 0) / x.pagu) for x in figures.spending if x.pagu]
    most = max([100.0, *(share for _, share in shares)])
    bars = []
    for figure, share in shares:
        given, spent = figure.pagu or 0, figure.realisasi or 0
        said = percent(spent, given)
        kind = "over" if share > 100 else "spent"
        full = LABEL, _scale(100, most)
        segments = [Segment(*full, "track"), Segment(LABEL, _scale(max(share, 0), most), kind)]
        cells = [figure.name, format_rupiah(given), format_rupiah(spent), said]
        bars.append(Bar(figure.name, segments, f"{said}%", cells))
    heads = [words["program"], words["budget"], words["spent"], words["share"]]
    return Chart(words["spending"].format(year=figures.spending_year or "?"), words["spending_unit"], heads, bars)


def table_chart(counts: Sequence[tuple[str, Sequence[int]]], words: Mapping[str, str], lang: str) -> Chart | None:
    """Findings of each table, stacked by severity; None where there are none."""
    if not counts:
        return None
    most, bars = max(sum(numbers) for _, numbers in counts), []
    for name, numbers in counts:
        segments, x = [], float(LABEL)
        for severity, number in zip(SEVERITIES, numbers, strict=True):
            width = _scale(number, most)
            segments.append(Segment(round(x, 1), width, severity))
            x += width
        told = [counted(number, severity, lang) for severity, number in zip(SEVERITIES, numbers, strict=True) if number]
        bars.append(Bar(name, segments, ", ".join(told), [name, *map(str, numbers), str(sum(numbers))]))
    heads = [words["table"], *(words[severity] for severity in SEVERITIES), words["total"]]
    return Chart(words["by_table"], "", heads, bars, list(SEVERITIES))
