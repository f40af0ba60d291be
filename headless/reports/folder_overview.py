"""Many workbooks at a glance: a line for each office, the causes most of them share, and files that were not judged, with why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from headless.batch.inputs import Skipped
from headless.reports.first_screen import ReportLine, wrapped
from headless.told_names import told_apart
from rules.model.bilingual import Noun, Text
from rules.model.cause_words import counted_cells, most_frequent, worst_cause
from rules.model.finding import SEVERITIES, State, Verdict
from rules.model.verdict_words import SHORT, counted, unchecked_reasons

_MOST_CAUSES = 10
_MOST_FILES = 12
"""Files that were not judged for one reason, unless every cell is asked for."""
_STATE = 13
"""Columns of the verdict in a list."""
_NAME = 32
_BETWEEN, _LEAST = " · ", 8
"""What stands between an office and its file, and how much of the office must be left to tell anything."""

_ORDER: tuple[State, ...] = ("quarantined", "unreadable", "invalid", "incomplete", "valid")
"""Verdicts, the worst first."""
_STYLES = {"valid": "green", "incomplete": "yellow", "invalid": "red"}
_BOOK, _FILE = Noun("buku kerja", "workbook"), Noun("file", "file")
_HEADS = Text(
    "Putusan       Sebab  Perangkat daerah atau file        Sebab terpenting",
    "Verdict      Causes  Office or file                    Most important cause",
)
_SHARED = Text("Sebab yang paling sering", "Most frequent causes")
_UNREAD = Text("Tidak dapat dibaca", "Could not be read")
_SKIPPED = Text("Tidak diperiksa", "Not judged")
_UNREAD_OPENING = r"^'[^']*' (?:tidak dapat dibaca|cannot be read): "
_COPIES = Text("Isinya sama: {names}", "Of one content: {names}")
_MORE = Text("… dan {n} lagi", "… and {n} more")


def overview(
    verdicts: Sequence[Verdict],
    skipped: Sequence[Skipped],
    width: int,
    lang: str = "id",
    *,
    same: Sequence[Sequence[Path]] = (),
    most: int | None = None,
    full: bool = False,
) -> Iterator[ReportLine]:
    """The lines of the overview.

    ``skipped`` are the files of the folders that were not judged, ``full`` names all of them; ``same`` are files of one content.
    No more than ``most`` workbooks have a line of their own.
    """
    yield from (ReportLine(text, "bold") for text in wrapped(_totals(verdicts, lang), width, 2))
    yield ReportLine(_HEADS.get(lang)[:width], "dim")
    offices = Counter(verdict.figures.office.casefold() for verdict in verdicts)
    called = told_apart(verdict.file for verdict in verdicts)
    for verdict in sorted(verdicts, key=worst_first)[:most]:
        name = _name(verdict, called[verdict.file], alone=offices[verdict.figures.office.casefold()] == 1)
        yield ReportLine(_office(verdict, name, width, lang), _STYLES.get(verdict.state, "bold red"))
    if most is not None and len(verdicts) > most:
        yield ReportLine(_MORE.get(lang).format(n=len(verdicts) - most), "dim")
    yield from (
        ReportLine(text, "yellow") for told in same_told(same, called, lang) for text in wrapped(told, width, 2)
    )
    yield from _shared(verdicts, width, lang)
    unread = [verdict for verdict in verdicts if verdict.status == "unreadable"]
    if unread:
        yield ReportLine()
        yield ReportLine(f"{_UNREAD.get(lang)}: {len(unread)}", "bold")
        for verdict in unread:
            yield from (
                ReportLine(text) for text in wrapped(f"  {_named_reason(verdict, called[verdict.file])}", width, 4)
            )
    yield from _skipped(skipped, width, lang, full=full)


def worst_first(verdict: Verdict) -> tuple[int, int]:
    """What lists of workbooks are sorted by: those that most is wrong with on top, those alike as they came."""
    return _ORDER.index(verdict.state), -verdict.count(SEVERITIES[0])


def _totals(verdicts: Sequence[Verdict], lang: str) -> str:
    """How many workbooks there are of each verdict, and how many findings of each severity; the worst first."""
    states = Counter(verdict.state for verdict in verdicts)
    told = [f"{states[state]} {SHORT[state].get(lang)}" for state in _ORDER if states[state]]
    findings = {severity: sum(verdict.count(severity) for verdict in verdicts) for severity in SEVERITIES}
    said = [counted(number, severity, lang) for severity, number in findings.items() if number]
    return f"{_BOOK.counted(len(verdicts), lang)}: {'; '.join(filter(None, (', '.join(told), ', '.join(said))))}"


def _named_reason(verdict: Verdict, called: str) -> str:
    """Why a file could not be read, in a sentence that names it, and once."""
    return verdict.reason if f"'{called}'" in verdict.reason else f"{called}: {_plain_reason(verdict)}"


def _plain_reason(verdict: Verdict) -> str:
    """Why a file could not be read, where its name stands already."""
    return re.sub(_UNREAD_OPENING, "", verdict.reason)


def _name(verdict: Verdict, file: str, *, alone: bool) -> str:
    """Whose workbook it is, and its file where that office sent several; the file where nothing tells the office."""
    office = verdict.figures.office
    if alone or not office:
        return office or file
    room = _NAME - len(file) - len(_BETWEEN)
    if room < _LEAST:
        return file
    return f"{office if len(office) <= room else f'{office[: room - 1].rstrip()}…'}{_BETWEEN}{file}"


def same_told(same: Sequence[Sequence[Path]], called: Mapping[str, str], lang: str) -> Iterator[str]:
    """A sentence for files that are copies of each other, by what they are ``called``."""
    for files in same:
        yield _COPIES.get(lang).format(names=", ".join(called.get(str(file), file.name) for file in files))


def _skipped(skipped: Sequence[Skipped], width: int, lang: str, *, full: bool) -> Iterator[ReportLine]:
    """The files that were not judged, by reason."""
    if not skipped:
        return
    yield ReportLine()
    yield ReportLine(f"{_SKIPPED.get(lang)}: {_FILE.counted(len(skipped), lang)}", "bold")
    for reason, names in names_by_reason(skipped, lang).items():
        most = len(names) if full else _MOST_FILES
        more = [_MORE.get(lang).format(n=len(names) - most)] if len(names) > most else []
        told = f"  {reason}: {', '.join([*names[:most], *more])}"
        yield from (ReportLine(text) for text in wrapped(told, width, 4))


def names_by_reason(skipped: Sequence[Skipped], lang: str) -> dict[str, list[str]]:
    """The names of files that were not judged, by why."""
    found: dict[str, list[str]] = {}
    called = told_apart(one.path for one in skipped)
    for one in skipped:
        found.setdefault(one.reason.get(lang), []).append(called[str(one.path)])
    return found


def _office(verdict: Verdict, name: str, width: int, lang: str) -> str:
    shown = name if len(name) <= _NAME else f"{name[: _NAME - 1].rstrip()}…"
    cause = worst_cause(verdict)
    count = str(len(verdict.causes)) if verdict.status != "unreadable" else "-"
    told = f"{SHORT[verdict.state].get(lang):<{_STATE}}{count:>6}  {shown:<{_NAME}}"
    rest = (
        cause.sentence
        if cause and verdict.state != "incomplete"
        else _plain_reason(verdict) or unchecked_reasons(verdict)
    )
    room = max(10, width - len(told) - 2)
    return f"{told}  {rest if len(rest) <= room else f'{rest[: room - 1].rstrip()}…'}".rstrip()


def _shared(verdicts: Sequence[Verdict], width: int, lang: str) -> Iterator[ReportLine]:
    found = most_frequent(verdicts)
    if not found:
        return
    yield ReportLine()
    yield ReportLine(_SHARED.get(lang), "bold")
    for cause, books, cells in found[:_MOST_CAUSES]:
        told = f"{_BOOK.counted(books, lang)}, {counted_cells(cause, cells, lang)}: {cause.sentence}"
        yield from (ReportLine(text, cause.severity) for text in wrapped(f"  {told}", width, 4))
    if len(found) > _MOST_CAUSES:
        yield ReportLine(f"  {_MORE.get(lang).format(n=len(found) - _MOST_CAUSES)}", "dim")
