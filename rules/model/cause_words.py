"""How causes are told, the same by every door: how many cells, which, an example, and what a click mends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rules.model.bilingual import Noun, Text
from rules.model.cause import CLICKS, Cause, Mending
from rules.model.display import display_expected, display_of
from rules.model.finding import SEVERITIES, Verdict

_COMMANDS: dict[Mending, str] = {"fix": "renja fix", "compute": "renja compute"}
_BUTTONS: dict[Mending, str] = {"fix": "Perbaiki yang aman", "compute": "Hitung"}
_MENDS = Text("{command} membetulkan {cells} dari {causes}", "{command} mends {cells} of {causes}")
_ONE_CLICK = Text("Sekali klik", "One click")
_EFFECTS = Text("{told}, dan {more} akibatnya", "{told}, and {more} by them")
_CELL, _FINDING, _CAUSE = Noun("sel", "cell"), Noun("temuan", "finding"), Noun("sebab", "cause")
_INSTEAD = Text("{place}: {value}, seharusnya {expected}", "{place}: {value}, should be {expected}")
_EMPTY = Text("kosong", "empty")
_LONGEST, _QUOTATION, _BEFORE = 140, 40, 12
"""Characters of an example, of a text quoted in a longer one, and of what two texts share before they differ."""
_QUOTED = re.compile(r'"([^"]+)"')


def causes_told(verdict: Verdict, lang: str = "id") -> str:
    """How many causes a workbook's findings have; empty without any."""
    return _CAUSE.counted(len(verdict.causes), lang) if verdict.causes else ""


def cells_told(cause: Cause, lang: str = "id") -> str:
    """How many cells are to be mended, and how many come right with them."""
    told = counted_cells(cause, cause.count, lang)
    return _EFFECTS.get(lang).format(told=told, more=_CELL.counted(cause.effects, lang)) if cause.effects else told


def counted_cells(cause: Cause, number: int, lang: str) -> str:
    """So many cells with a cause; where it is in no cell, as that of a table that is missing, so many findings."""
    return (_CELL if cause.cells else _FINDING).counted(number, lang)


def example_told(verdict: Verdict, cause: Cause, lang: str = "id") -> str:
    """One cell with what it holds and what it should, or what is said of it where no value is simply to be put there."""
    finding = verdict.findings[cause.example]
    place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet or finding.key
    due = display_expected(finding) if finding.fix is None else display_of(finding, finding.fix)
    value, expected = (" ".join(text.split()) for text in (display_of(finding, finding.value), due))
    if not expected or expected == value or cause.mended == "person":
        return _short(f"{place}: {finding.message}" if place else finding.message)
    if len(place) + len(value) + len(expected) > _LONGEST:
        value, expected = _from_where_they_differ(value, expected)
    return _short(_INSTEAD.get(lang).format(place=place, value=value or _EMPTY.get(lang), expected=expected))


def _short(text: str) -> str:
    """A sentence of some length at most: its quotations are cut first, so that what is said of them stays."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        words = _QUOTED.sub(lambda found: f'"{_cut(found[1], _QUOTATION)}"', words)
    return _cut(words, _LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def _from_where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Two long texts from the word on in which they differ, with a little before it."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = one.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    lead = "… " if start else ""
    return _cut(lead + one[start:], _QUOTATION), _cut(lead + other[start:], _QUOTATION)


def click_told(cause: Cause, *, in_excel: bool = False) -> str:
    """The command that mends a cause, or the button in Excel; empty where only a person can."""
    return (_BUTTONS if in_excel else _COMMANDS).get(cause.mended, "")


def clicks_told(causes: Sequence[Cause], lang: str = "id", *, in_excel: bool = False) -> str:
    """What one click mends in all, in one sentence; empty if nothing."""
    said = []
    for click in CLICKS:
        mended = [cause for cause in causes if cause.mended == click]
        if mended:
            cells = sum(cause.count for cause in mended)
            told = {"cells": _CELL.counted(cells, lang), "causes": _CAUSE.counted(len(mended), lang)}
            said.append(_MENDS.get(lang).format(command=click_told(mended[0], in_excel=in_excel), **told))
    return f"{_ONE_CLICK.get(lang)}: {'; '.join(said)}." if said else ""


def worst_cause(verdict: Verdict) -> Cause | None:
    """The most important cause of a workbook."""
    return next(iter(verdict.causes), None)


def most_frequent(verdicts: Sequence[Verdict]) -> list[tuple[Cause, int, int]]:
    """Causes over many workbooks: one of each, in how many workbooks it is found, and in how many cells of all.

    What is an error in one workbook and a warning in another is counted apart. Those of most workbooks first; of two alike
    the graver one, then the one of more cells.
    """
    first: dict[tuple[str, str], Cause] = {}
    books, cells = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for verdict in verdicts:
        for cause in verdict.causes:
            kind = cause.id, cause.severity
            first.setdefault(kind, cause)
            books[kind] += 1
            cells[kind] += cause.count
    counted = ((cause, books[kind], cells[kind]) for kind, cause in first.items())
    return sorted(counted, key=lambda x: (-x[1], SEVERITIES.index(x[0].severity), -x[2], x[0].id))
