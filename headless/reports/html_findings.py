"""The findings of all workbooks of a page: counted by rule and by table, and listed as far as a browser can bear."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rules.model.display import display_expected, display_of
from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.registry import all_rules

LONG = 1_500
"""From this many findings on the list is data that the script opens, and no longer part of the page's text."""
MOST = 100_000
"""Findings that the list holds at most, the gravest first."""

Counts = list[tuple[str, list[int]]]
"""Names with the number of findings of each severity."""


def place_of(finding: Finding) -> str:
    """The table that a finding is counted with; its sheet where it is of none."""
    return finding.table or finding.sheet or "-"


def counts(findings: Iterable[Finding], name: Callable[[Finding], str]) -> Counts:
    """Findings by a name and severity, in order of first appearance."""
    found: dict[str, list[int]] = {}
    for finding in findings:
        _count(found, name(finding), finding)
    return list(found.items())


def _count(found: dict[str, list[int]], name: str, finding: Finding) -> None:
    found.setdefault(name, [0] * len(SEVERITIES))[SEVERITIES.index(finding.severity)] += 1


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, by severity, and in how many workbooks."""

    id: str
    title: str
    counts: list[tuple[str, int]]
    books: int

    @property
    def count(self) -> int:
        """Its findings of any severity."""
        return sum(count for _, count in self.counts)


class FindingRow:
    """One finding as the list shows it."""

    __slots__ = ("book", "finding")

    def __init__(self, finding: Finding, book: int) -> None:
        self.finding, self.book = finding, book

    @property
    def cells(self) -> list[str]:
        """Texts of the list's columns, with those that only filters and the message cell use behind."""
        x = self.finding
        where = f"{x.sheet}!{x.cell}" if x.cell and x.sheet != x.table else x.cell or x.sheet
        figures = display_of(x, x.value), display_expected(x), display_of(x, x.difference)
        return [x.severity, x.rule, place_of(x), where, x.key, *figures, x.message, x.suggestion, display_of(x, x.fix)]


@dataclass(slots=True)
class PageFindings:
    """The findings of a page, read once: ``rows`` are those listed, ``totals`` the number of all by severity."""

    totals: list[tuple[str, int]]
    rows: list[FindingRow] = field(default_factory=list)
    _tables: dict[str, list[int]] = field(default_factory=dict)
    _rules: dict[str, list[int]] = field(default_factory=dict)
    _books: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """All of them, listed or not."""
        return sum(number for _, number in self.totals)

    @property
    def tables(self) -> Counts:
        """All of them by table and severity."""
        return list(self._tables.items())

    def rules(self, lang: str) -> list[RuleCount]:
        """Rules with findings: the gravest and most frequent first."""
        rules = all_rules()
        listed = [
            RuleCount(
                rule,
                rules[rule].title.get(lang) if rule in rules else "",
                [(severity, number) for severity, number in zip(SEVERITIES, numbers, strict=True) if number],
                self._books[rule],
            )
            for rule, numbers in self._rules.items()
        ]
        return sorted(listed, key=lambda x: (SEVERITIES.index(x.counts[0][0]), -x.count, x.id))

    def packed(self) -> str:
        """The list as compressed data: every text once, rows as numbers of texts behind the workbook's number."""
        texts: dict[str, int] = {}
        lines = [[row.book, *(texts.setdefault(text, len(texts)) for text in row.cells)] for row in self.rows]
        body = json.dumps({"texts": list(texts), "rows": lines}, ensure_ascii=False, separators=(",", ":"))
        return base64.b64encode(gzip.compress(body.encode("utf-8", "replace"), 6, mtime=0)).decode()

    def add(self, verdict: Verdict, book: int, room: dict[str, int]) -> None:
        """Count the findings of one workbook, and list those of severities that ``room`` is left for."""
        ruled = set[str]()
        for finding in verdict.findings:
            _count(self._tables, place_of(finding), finding)
            _count(self._rules, finding.rule, finding)
            ruled.add(finding.rule)
            if room[finding.severity] > 0:
                room[finding.severity] -= 1
                self.rows.append(FindingRow(finding, book))
        self._books.update(ruled)


def page_findings(verdicts: Sequence[Verdict], most: int) -> PageFindings:
    """The findings of some workbooks, of which ``most`` are listed: all of a severity before any of the next."""
    totals = [(severity, sum(verdict.count(severity) for verdict in verdicts)) for severity in SEVERITIES]
    room = dict[str, int]()
    for severity, number in totals:
        room[severity] = min(number, most - sum(room.values()))
    found = PageFindings(totals)
    for book, verdict in enumerate(verdicts):
        found.add(verdict, book, room)
    return found
