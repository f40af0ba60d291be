"""The HTML report: one page that needs nothing else, for one workbook or a whole batch."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from headless.batch.inputs import Skipped
from headless.reports.folder_overview import names_by_reason, same_told, worst_first
from headless.reports.formats import Occasion
from headless.reports.html_charts import Chart, plan_chart, spending_chart, table_chart
from headless.reports.html_findings import LONG, MOST, Counts, counts, page_findings, place_of
from headless.reports.html_page import TEMPLATES, environment
from headless.reports.words import WORDS
from headless.told_names import told_apart
from rules.model.cause import Cause
from rules.model.cause_words import cells_told, click_told, clicks_told, example_told, most_frequent
from rules.model.display import display_change, display_figure
from rules.model.finding import SEVERITIES, Verdict
from rules.model.verdict_words import (
    RULE_STATES,
    SEVERITY_WORDS,
    SHORT,
    VERDICTS,
    counted,
    optional_line,
    pack_told,
    unchecked_lines,
    year_told,
)

_DETAILED, _DRILLED = 60, 500
"""Up to this many workbooks the page draws the charts and the review of each, and tells the causes of each."""
_REASONS, _SHARED = 4, 12


@dataclass(frozen=True, slots=True)
class CauseCard:
    """One cause as the page shows it."""

    verdict: Verdict
    cause: Cause
    lang: str

    @property
    def cells(self) -> str:
        """How many cells, and how many come right with them."""
        return cells_told(self.cause, self.lang)

    @property
    def example(self) -> str:
        """One cell with what it holds and what it should."""
        return example_told(self.verdict, self.cause, self.lang)

    @property
    def click(self) -> str:
        """The command and the button that mend it; empty where only a person can."""
        return " / ".join(filter(None, (click_told(self.cause), click_told(self.cause, in_excel=True))))


class Book:
    """One workbook as the page shows it; ``file`` is what it is called among the others."""

    def __init__(
        self, verdict: Verdict, number: int, words: Mapping[str, str], lang: str, file: str, *, detailed: bool
    ) -> None:
        self.verdict, self.number, self.file, self.detailed = verdict, number, file, detailed
        self._words, self._lang = words, lang

    @property
    def name(self) -> str:
        """Whose workbook it is, as far as it says; else its file name."""
        return self.verdict.figures.office or PurePath(self.verdict.file).stem

    @property
    def stem(self) -> str:
        """The file's name as other files can begin with it."""
        return self.file.replace("/", "-").removesuffix(PurePath(self.file).suffix)

    @property
    def about(self) -> str:
        """Region, kind of document, year, stage and rule pack in one line."""
        verdict, figures = self.verdict, self.verdict.figures
        if verdict.status == "unreadable":
            return ""
        said = [
            figures.region, f"{verdict.document.upper()} {year_told(verdict, self._lang)}", figures.stage,
            pack_told(verdict, self._lang),
        ]  # fmt: skip
        return " · ".join(filter(None, said))

    @property
    def state(self) -> str:
        """What is said of it; a quarantined file is one that could not be read."""
        return "unreadable" if self.verdict.status == "unreadable" else self.verdict.state

    @property
    def unchecked(self) -> list[str]:
        """What was not checked, why, and what would check it."""
        return unchecked_lines(self.verdict, self._lang)

    @property
    def optional(self) -> str:
        """What something that may be given beside it would add."""
        return optional_line(self.verdict, self._lang)

    @property
    def causes(self) -> list[CauseCard]:
        """What lies behind its findings, most important first."""
        return [CauseCard(self.verdict, cause, self._lang) for cause in self.verdict.causes]

    @property
    def clicks(self) -> str:
        """What one click mends in all."""
        return clicks_told(self.verdict.causes, self._lang)

    @property
    def doubted(self) -> int:
        """How many of its tables are only guessed."""
        return sum(table.guessed for table in self.verdict.tables)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Findings by severity."""
        return [(severity, self.verdict.count(severity)) for severity in SEVERITIES]

    @cached_property
    def tables(self) -> Counts:
        """Findings by table and severity."""
        return counts(self.verdict.findings, place_of)

    @property
    def why(self) -> str:
        """Why it did not pass, in one line: its most important causes."""
        if self.verdict.status == "unreadable":
            return self.verdict.reason
        grave = [f"{x.sentence} ({x.count})" for x in self.verdict.causes if x.severity == SEVERITIES[0]]
        return ", ".join(grave[:_REASONS]) + (" …" if len(grave) > _REASONS else "")

    @property
    def charts(self) -> Iterator[Chart]:
        """What can be drawn of the workbook."""
        if self.detailed:
            figures = self.verdict.figures
            drawn = (
                table_chart(self.tables, self._words, self._lang), plan_chart(figures, self.verdict.year, self._words),
                spending_chart(figures, self._words),
            )  # fmt: skip
            yield from filter(None, drawn)

    @property
    def changes(self) -> Iterator[list[str]]:
        """What T-C.31 changed in the draft: cell, row, what, before, after, difference."""
        for change in self.verdict.changes if self.detailed else ():
            yield [
                change.cell,
                f"{change.key} {change.name}".strip(),
                change.what,
                *display_change(change),
                display_figure(change.difference),
            ]

    @property
    def left(self) -> list[tuple[str, str, str]]:
        """Rules that did not run, or not everywhere: id, state, reason."""
        return [(x.rule, self._words[x.status], x.reason) for x in self.verdict.rules if x.status != "ran" or x.reason]


def _left(books: Sequence[Book]) -> list[tuple[str, str, str, int]]:
    """Rules that did not run in a batch: id, state, reason, in how many workbooks."""
    found = Counter(line for book in books for line in book.left)
    return [(*line, count) for line, count in sorted(found.items(), key=lambda item: (item[0][0], -item[1]))]


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
    """The report as `renja validate` writes it."""
    yield render(verdicts, occasion.made, occasion.lang, occasion.skipped, occasion.same)


def render(
    verdicts: Sequence[Verdict],
    made: datetime,
    lang: str = "id",
    skipped: Sequence[Skipped] = (),
    same: Sequence[Sequence[Path]] = (),
) -> str:
    """The page; ``made`` is when the workbooks were judged, ``skipped`` the files of their folders that were not, ``same`` files of one content."""
    words = WORDS[lang] | {state: said.get(lang) for state, said in VERDICTS.items()}
    words |= {name: said.get(lang) for name, said in {**SEVERITY_WORDS, **RULE_STATES}.items()}
    words |= {f"{state}_short": said.get(lang) for state, said in SHORT.items()}
    detailed = len(verdicts) <= _DETAILED
    called = told_apart(verdict.file for verdict in verdicts)
    books = [Book(x, number, words, lang, called[x.file], detailed=detailed) for number, x in enumerate(verdicts)]
    names = Counter(book.name for book in books)
    found = page_findings(verdicts, MOST)
    listed = len(found.rows)
    script, style = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.js", "report.css"))
    data: dict[str, Any] = {
        "lang": lang, "counted": counted, "words": words, "made": made, "books": books, "severities": SEVERITIES, "tables": found.tables,
        "totals": found.totals, "drilled": len(verdicts) <= _DRILLED,
        "states": [(state, sum(book.state == state for book in books)) for state in ("valid", "incomplete", "invalid", "unreadable")],
        "offices": sorted(books, key=lambda book: (*worst_first(book.verdict), book.name)),
        "shared": most_frequent(verdicts)[:_SHARED], "skipped": names_by_reason(skipped, lang), "same": list(same_told(same, called, lang)),
        "rules": found.rules(lang), "overall": table_chart(found.tables, words, lang), "left": _left(books),
        "labels": [book.name if names[book.name] == 1 else f"{book.name} · {book.file}" for book in books],
        "rows": found.rows if listed <= LONG else [], "packed": found.packed() if listed > LONG else "", "matched": found.count,
        "part": words["listed_part"].format(listed=listed, all=found.count) if listed < found.count else "",
        "style": style, "script": script, "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }  # fmt: skip
    page = environment().get_template("report.html.j2").render(data)
    # What cannot stand in UTF-8 (half of a surrogate pair in a cell) must not cost the report.
    return page.encode("utf-8", "replace").decode()
