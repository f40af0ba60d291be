"""A verdict as pages show it, in the words that all doors share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from headless.reports.words import WORDS
from loket.judging.stored import verdict_of
from loket.register.models import Version
from rules.model.cause import Cause
from rules.model.cause_words import causes_told, cells_told, click_told, clicks_told, example_told
from rules.model.finding import SEVERITIES, Verdict
from rules.model.unchecked import Unchecked
from rules.model.verdict_words import counts_line, graveness, unchecked_lines, verdict_title

_COMMAND = re.compile(r"\brenja [a-z]+\b|(?:^| )--[a-z]")
_AGENCY = "Sampaikan kepada badan perencanaan, yang mengaturnya di loket."


@dataclass(slots=True)
class ShownCause:
    """A cause with all that is said of it; ``at`` is its position, ``change`` what became of it since the version before,
    ``click`` the button that mends it, if one does.

    ``explanation`` is the office's word on it, ``advice`` the agency's.
    """

    at: int
    id: str
    severity: str
    sentence: str
    rules: tuple[str, ...]
    cells_told: str
    cells: str
    example: str
    remedy: str
    click: str
    new: bool = False
    change: str = ""
    explanation: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The causes of a severity."""

    severity: str
    title: str
    causes: list[ShownCause]


@dataclass(frozen=True, slots=True)
class Gone:
    """A cause that the version before had."""

    severity: str
    sentence: str
    cells: str


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """What a page says of a judged version."""

    state: str
    title: str
    said: str
    counts: str
    causes_told: str
    unchecked: list[str]
    clicks: str
    notes: list[str]
    groups: list[Group] = field(default_factory=list)
    since: int = 0
    gone: list[Gone] = field(default_factory=list)

    @property
    def causes(self) -> list[ShownCause]:
        """All causes, most important first."""
        return [cause for group in self.groups for cause in group.causes]


def shown(
    version: Version, explanations: Mapping[str, str] | None = None, advice: Mapping[str, str] | None = None
) -> ShownVerdict:
    """What is shown of a judged version, with the office's and the agency's words on causes by their ids."""
    verdict, changes = verdict_of(version), version.changes or {}
    causes = [
        _cause(verdict, at, cause, changes.get("causes", {}).get(cause.id), explanations or {}, advice or {})
        for at, cause in enumerate(verdict.causes)
    ]
    return ShownVerdict(
        state=verdict.state,
        title=verdict_title(verdict),
        said=verdict.reason or WORDS["id"][f"{verdict.state}_said"],
        counts=counts_line(verdict) if verdict.findings else "",
        causes_told=causes_told(verdict),
        unchecked=unchecked_lines(replace(verdict, unchecked=[_of_the_agency(one) for one in verdict.unchecked])),
        clicks=clicks_told(verdict.causes, in_excel=True),
        notes=verdict.notes,
        groups=list(_groups(causes)),
        since=changes.get("since", 0),
        gone=[Gone(one["severity"], one["sentence"], one["cells"]) for one in changes.get("gone", [])],
    )


def _of_the_agency(one: Unchecked) -> Unchecked:
    """What only a command on the server mends is not for an office to do."""
    return replace(one, remedy=_AGENCY) if _COMMAND.search(one.remedy) else one


def _groups(causes: list[ShownCause]) -> Iterator[Group]:
    ordered = sorted(causes, key=lambda cause: SEVERITIES.index(cause.severity))
    for severity, found in groupby(ordered, lambda cause: cause.severity):
        yield Group(severity, graveness(severity).capitalize(), list(found))


def _cause(
    verdict: Verdict,
    at: int,
    cause: Cause,
    change: dict[str, int] | None,
    explanations: Mapping[str, str],
    advice: Mapping[str, str],
) -> ShownCause:
    return ShownCause(
        at=at,
        id=cause.id,
        severity=cause.severity,
        sentence=cause.sentence,
        rules=cause.rules,
        cells_told=cells_told(cause),
        cells=cause.cells,
        example=example_told(verdict, cause),
        remedy=cause.remedy,
        click=click_told(cause, in_excel=True),
        new=bool(change and not change["still"]),
        change=_change(change),
        explanation=explanations.get(cause.id, ""),
        advice=advice.get(cause.id, ""),
    )


def _change(change: dict[str, int] | None) -> str:
    """What became of a cause, in a few words; empty for the first version."""
    if change is None:
        return ""
    if not change["still"]:
        return "Baru"
    parts = [f"{change[name]} {word}" for name, word in (("new", "bertambah"), ("gone", "hilang")) if change[name]]
    return f"Masih ada ({', '.join(parts)})" if parts else "Masih ada"


@dataclass(frozen=True, slots=True)
class ShownNarrative:
    """What a page says of a Word document; only ``reason`` where it could not be read."""

    file: str
    reason: str = ""
    figures: str = ""
    paragraphs: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)


def shown_narrative(version: Version) -> ShownNarrative | None:
    """What is shown of a version's Word document: its findings by paragraph, and how many figures agree."""
    said: dict[str, Any] | None = version.narrative
    if said is None:
        return None
    if "reason" in said:
        return ShownNarrative(version.word_filename, said["reason"])
    figures, texts = said["figures"], said.get("paragraphs", {})
    by_paragraph: dict[str, list[dict[str, Any]]] = {}
    for finding in said["findings"]:
        by_paragraph.setdefault(finding["key"], []).append(finding)
    told = (
        f"{figures['found']} angka ditemukan: {figures['agreed']} cocok dengan tabel, {figures['apart']} berbeda, "
        f"{figures['unjudged']} tidak dinilai."
    )
    quoted = [(f"{key}: “{texts[key]}”" if key in texts else key, found) for key, found in by_paragraph.items()]
    return ShownNarrative(version.word_filename, "", told, quoted)
