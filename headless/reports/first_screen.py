"""The first screen of a workbook: verdict, causes and what a click mends in at most forty lines of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from rules.model.bilingual import Text
from rules.model.cause import Cause
from rules.model.cause_words import cells_told, click_told, example_told
from rules.model.finding import Verdict
from rules.model.verdict_words import graveness
from rules.record import record

LINES = 40
"""Lines of the first screen, whatever the workbook."""
_COUNT = 6
"""Columns for the number of cells and the mark of a click."""
_CELLS = 24
"""Columns for the cells of a cause that is told in one line."""

_MORE = Text("… dan {n} sebab lain", "… and {n} more")
_EXAMPLE = Text("Contoh", "Example")
_ADVICE = Text("Saran", "Advice")
_CLICK = Text("Sekali klik", "One click")


@record
class ReportLine:
    """A line of a report, and the severity or role that styles it."""

    text: str = ""
    style: str = ""


def wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """A text in lines of at most so many columns, all but the first indented."""
    lines = textwrap.wrap(text, width, subsequent_indent=" " * indent, break_on_hyphens=False)
    return lines or [""]


def cause_lines(verdict: Verdict, width: int, room: int, lang: str) -> list[ReportLine]:
    """The causes of a workbook in at most ``room`` lines: the most important ones in full, if there is room, the rest in one."""
    heads = len({cause.severity for cause in verdict.causes})
    shown = list(verdict.causes)
    if len(shown) + heads > room:
        shown = shown[: max(1, room - heads - 1)]
    spare = room - heads - len(shown) - (len(shown) < len(verdict.causes))
    in_full: dict[str, list[ReportLine]] = {}
    for cause in shown:
        full = list(_in_full(verdict, cause, width, lang))
        if len(full) - 1 > spare:
            break
        in_full[cause.id] = full
        spare -= len(full) - 1
    lines: list[ReportLine] = []
    for severity, causes in groupby(shown, lambda cause: cause.severity):
        lines.append(ReportLine(graveness(severity, lang).upper(), severity))
        for cause in causes:
            lines += in_full.get(cause.id) or [_in_short(cause, width)]
    left = len(verdict.causes) - len(shown)
    return [*lines, *([ReportLine(_MORE.get(lang).format(n=left), "dim")] if left else [])]


def all_causes(verdict: Verdict, width: int, lang: str) -> Iterator[ReportLine]:
    """Every cause in full with all its cells."""
    for cause in verdict.causes:
        yield from _in_full(verdict, cause, width, lang, whole=True)


def _number(cause: Cause) -> str:
    return f"{cause.count:>4}{'*' if cause.fixable else ' '} "


def _in_short(cause: Cause, width: int) -> ReportLine:
    room = max(20, width - _COUNT - _CELLS - 2)
    sentence = cause.sentence if len(cause.sentence) <= room else f"{cause.sentence[: room - 1].rstrip()}…"
    cells = _first_cells(cause.cells, width - _COUNT - 2 - max(len(sentence), room))
    return ReportLine(f"{_number(cause)}{sentence:<{room}}  {cells}".rstrip())


def _first_cells(cells: str, room: int) -> str:
    """As many ranges as there is room for."""
    if len(cells) <= room:
        return cells
    kept = cells[: room - 1]
    at = max(kept.rfind(", "), kept.rfind("; "))
    return f"{kept[:at]}…" if at > 0 else f"{kept}…"


def _in_full(verdict: Verdict, cause: Cause, width: int, lang: str, *, whole: bool = False) -> Iterator[ReportLine]:
    """Its sentence with the rules it comes from, its cells, an example, its remedy; on one or two lines each."""
    pad, room = " " * _COUNT, width - _COUNT
    first, *more = wrapped(f"{cause.sentence} ({', '.join(cause.rules)})", room)
    yield ReportLine(f"{_number(cause)}{first}", "bold")
    yield from (ReportLine(f"{pad}{line}", "bold") for line in more)
    cells = cause.cells if whole else _first_cells(cause.cells, room - len(cells_told(cause, lang)) - 3)
    said = [f"{cells_told(cause, lang)}: {cells}" if cells else cells_told(cause, lang)]
    said.append(f"{_EXAMPLE.get(lang)} {example_told(verdict, cause, lang)}")
    said.append(f"{_ADVICE.get(lang)}: {cause.remedy}")
    if cause.fixable:
        said[-1] += f" {_CLICK.get(lang)}: {click_told(cause)}."
    for text in said:
        yield from (ReportLine(f"{pad}{line}", "dim" if text is said[-1] else "") for line in wrapped(text, room, 2))


def fitted(lines: Sequence[str], width: int, most: int) -> list[str]:
    """Lines wrapped to a width, no more than so many; the last one tells that there are more."""
    found = [line for text in lines for line in wrapped(text, width, 2)]
    if len(found) <= most:
        return found
    last = found[most - 1]
    if len(last) > width - 2:
        last = last[: width - 1].rpartition(" ")[0]
    return [*found[: most - 1], f"{last.rstrip()} …"]
