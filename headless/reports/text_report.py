"""The text report: the first screen a planner reads, and on request every cell, sheet by sheet, with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from headless.reports.first_screen import LINES, ReportLine, all_causes, cause_lines, fitted, wrapped
from headless.reports.folder_overview import overview
from headless.reports.formats import Occasion
from rules.model.cause_words import causes_told, clicks_told
from rules.model.display import display_change, display_figure
from rules.model.finding import SEVERITIES, Change, Finding, Outcome, Verdict
from rules.model.table_read import TableRead
from rules.model.verdict_words import (
    RULE_STATES,
    counts_line,
    graveness,
    optional_line,
    pack_told,
    unchecked_lines,
    verdict_title,
    year_told,
)
from rules.values.terminal_safe import terminal_safe

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from headless.batch.inputs import Skipped

_VERDICT_STYLE = {"valid": "bold green", "incomplete": "bold yellow"}
_STYLE = {"galat": "bold red", "peringatan": "yellow", "catatan": "cyan"}
_CELL, _SEVERITY, _RULE = 7, 10, 8
_MOST_UNCHECKED, _MOST_NOTES, _MOST_READ = 6, 4, 4
_MOST_OFFICES = 100
"""Workbooks that the terminal lists where a file has them all."""
_MANY = 8
"""Causes that leave no room for the list of tables on the first screen."""

_WORDS = {
    "id": {
        "book": "Buku kerja", "todo": "Saran", "causes": "Sebab, yang terpenting lebih dahulu",
        "not_run": "Aturan yang tidak dijalankan", "waiting": "Pemeriksaan yang ditunda",
        "changes": "Perbedaan rancangan awal dan hasil analisis kebutuhan (T-C.31)", "all": "Jumlah", "read": "Terbaca", "tables": "tabel", "rows": "baris", "empty": "kosong", "guessed": "hanya diduga, kemiripan {n} dari 100", "hint": "Setiap sel, tabel, dan aturan: tambahkan --rinci. Penjelasan aturan: renja rules", "explained": "Penjelasan aturan: renja rules",
    },
    "en": {
        "book": "Workbook", "todo": "Advice", "causes": "Causes, most important first",
        "not_run": "Rules that did not run", "waiting": "Checks put off",
        "changes": "The analysis of needs against the draft (T-C.31)", "all": "Total", "read": "Read", "tables": "tables", "rows": "rows", "empty": "empty", "guessed": "only guessed, likeness {n} of 100", "hint": "Every cell, table and rule: add --rinci. Rules explained: renja rules", "explained": "Rules explained: renja rules",
    },
}  # fmt: skip


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
    """The report as `renja validate` writes it: as wide and as colourful as the terminal it goes to, if it goes to one."""
    import io

    from rich.console import Console

    console = Console(highlight=False) if occasion.console else Console(file=io.StringIO(), width=120, highlight=False)
    with console.capture() as written:
        TextReport(console, occasion.lang, full=occasion.full).show(verdicts, occasion.skipped, occasion.same)
    yield written.get()


def summary(verdicts: Sequence[Verdict], occasion: Occasion) -> str:
    """What the terminal shows of many workbooks whose reports went into files."""
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as written:
        TextReport(console, occasion.lang).overview(verdicts, occasion.skipped, occasion.same, most=_MOST_OFFICES)
    return written.get()


def in_brief(verdict: Verdict, lang: str) -> list[str]:
    """What the terminal says of the only workbook, whose report went into a file: the verdict, and what was not checked."""
    return [f"{verdict.file}: {_told(verdict, lang)}", *(f"  {line}" for line in unchecked_lines(verdict, lang))]


def _told(verdict: Verdict, lang: str) -> str:
    """The verdict with its counts, or with why the workbook could not be read."""
    if verdict.status == "unreadable":
        return f"{verdict_title(verdict, lang)}: {verdict.reason}"
    counts = ", ".join(filter(None, (counts_line(verdict, lang), causes_told(verdict, lang))))
    return f"{verdict_title(verdict, lang)}: {counts}"


class TextReport:
    """Prints verdicts to a rich console in `id` or `en`; ``full`` lists every cell."""

    def __init__(self, console: Console, lang: str = "id", *, full: bool = False) -> None:
        self.console, self.words, self.lang, self.full = console, _WORDS[lang], lang, full

    @property
    def _hint(self) -> str:
        """Where to read on; who has asked for everything is not told to."""
        return self.words["explained" if self.full else "hint"]

    def show(
        self, verdicts: Sequence[Verdict], skipped: Sequence[Skipped] = (), same: Sequence[Sequence[Path]] = ()
    ) -> None:
        """Print the verdict on one workbook, or many at a glance, and each of them too where everything is asked for."""
        if self.full or len(verdicts) == 1:
            for verdict in verdicts:
                self._workbook(verdict)
        if len(verdicts) != 1 or skipped:
            self.overview(verdicts, skipped, same)
            self._line()
            self._line(self._hint, "dim")

    def _line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        from rich.padding import Padding
        from rich.text import Text

        if not text:
            self.console.print()
            return
        self.console.print(Padding(Text(terminal_safe(text), style=style), (0, 0, 0, indent), expand=False))

    def _workbook(self, verdict: Verdict) -> None:
        self._line()
        self._line(f"{self.words['book']}: {verdict.file}", "bold")
        if verdict.status == "unreadable":
            self._line(_told(verdict, self.lang), "bold red")
            return
        self._first_screen(verdict)
        if self.full:
            self._details(verdict)

    def _first_screen(self, verdict: Verdict) -> None:
        """Verdict, causes and what a click mends, in no more lines than fit a screen; the name of the file stands above."""
        width = self.console.width
        head = [*self._verdict(verdict, width), *self._read(verdict, width)]
        clicks = clicks_told(verdict.causes, self.lang)
        foot = [ReportLine(text) for text in fitted([f"* {clicks}"] if clicks else [], width, 3)]
        foot += [ReportLine(self._hint, "dim")]
        taken = len(wrapped(f"{self.words['book']}: {verdict.file}", width)) + len(head) + len(foot) + 4
        causes = [] if self.full else cause_lines(verdict, width, LINES - taken, self.lang)
        title = [ReportLine(), ReportLine(self.words["causes"], "bold")] if causes else []
        for line in (*head, *title, *causes, ReportLine(), *foot):
            self._line(line.text, _STYLE.get(line.style, line.style))

    def _verdict(self, verdict: Verdict, width: int) -> Iterator[ReportLine]:
        year, pack = year_told(verdict, self.lang), pack_told(verdict, self.lang)
        yield ReportLine(f"{verdict.document.upper()} {year}, {pack}")
        style = _VERDICT_STYLE.get(verdict.state, "bold red")
        yield from (ReportLine(text, style) for text in wrapped(_told(verdict, self.lang), width, 2))
        yield from (
            ReportLine(text, "yellow") for text in fitted(unchecked_lines(verdict, self.lang), width, _MOST_UNCHECKED)
        )
        optional = optional_line(verdict, self.lang)
        yield from (ReportLine(text, "dim") for text in fitted([optional] if optional else [], width, 2))
        yield from (ReportLine(text) for text in fitted(verdict.notes, width, _MOST_NOTES))

    def _read(self, verdict: Verdict, width: int) -> Iterator[ReportLine]:
        """What was read as which table, in a few lines; in one where nothing about it is uncommon and causes need the room."""
        words, told = self.words, []
        if len(verdict.causes) > _MANY and not any(table.guessed or table.unread for table in verdict.tables):
            rows = f"{sum(table.rows for table in verdict.tables)} {words['rows']}"
            yield ReportLine(f"{words['read']}: {len(verdict.tables)} {words['tables']}, {rows}", "dim")
            return
        for table in verdict.tables:
            doubt = words["guessed"].format(n=table.certainty) if table.guessed and not table.unread else ""
            about = ", ".join(filter(None, (self._extent(table), doubt)))
            place = "" if table.sheet == table.table else f" {table.sheet}!{table.cells}"
            told.append(f"{table.table}{place} ({about})")
        if told:
            yield from (
                ReportLine(text, "dim") for text in fitted([f"{words['read']}: {', '.join(told)}"], width, _MOST_READ)
            )

    def _extent(self, table: TableRead) -> str:
        """How many rows a table has, that it is still empty, or why it was not read."""
        return table.unread or (f"{table.rows} {self.words['rows']}" if table.rows else self.words["empty"])

    def _details(self, verdict: Verdict) -> None:
        """All that is known: the causes in full, every table, cell, change and rule."""
        if verdict.causes:
            self._line()
            self._line(self.words["causes"], "bold underline")
        for line in all_causes(verdict, self.console.width, self.lang):
            self._line(line.text, _STYLE.get(line.style, line.style))
        self._line()
        for table in verdict.tables:
            told = self._extent(table)
            self._line(f"{self.words['read']}: {table.table}, {table.sheet}!{table.cells}, {told}", "dim")
        for sheet in dict.fromkeys(finding.sheet for finding in verdict.findings):
            self._line()
            self._line(sheet or "-", "bold underline")
            found = [finding for finding in verdict.findings if finding.sheet == sheet]
            found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
            self._findings(found)
        self._changes(verdict.changes)
        self._rules(verdict)

    def _changes(self, changes: Sequence[Change]) -> None:
        """What the analysis of needs changed against the draft, a line each."""
        if not changes:
            return
        self._line()
        self._line(f"{self.words['changes']}: {len(changes)}", "bold")
        for change in changes:
            before, after = (" ".join(text.split()) for text in display_change(change))
            apart = f" ({display_figure(change.difference, signed=True)})" if change.difference is not None else ""
            name = f"{change.key} {change.name}" if change.name and change.name != change.key else change.key
            self._line(f"{change.cell}  {name[:60]}, {change.what}: {before} → {after}{apart}", indent=2)

    def _findings(self, findings: Sequence[Finding]) -> None:
        """A table of cell, severity, rule, and what was found with the advice below it."""
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 1), pad_edge=False)
        for width in (_CELL, _SEVERITY, _RULE):
            table.add_column(width=width, no_wrap=True)
        table.add_column(overflow="fold")
        for finding in findings:
            body = Text(terminal_safe(finding.message))
            body.append(f"\n{self.words['todo']}: {terminal_safe(finding.suggestion)}", style="dim")
            place = Text(terminal_safe(finding.cell or finding.key or "-"), style="bold")
            table.add_row(
                place,
                Text(graveness(finding.severity, self.lang), style=_STYLE[finding.severity]),
                Text(finding.rule),
                body,
            )
        self.console.print(table)

    def _rules(self, verdict: Verdict) -> None:
        """The rules that did not run, or not on every cell, a line for all of one reason."""
        skipped = [outcome for outcome in verdict.rules if outcome.status != "ran"]
        waiting = [outcome for outcome in verdict.rules if outcome.status == "ran" and outcome.reason]
        for title, outcomes in ((self.words["not_run"], skipped), (self.words["waiting"], waiting)):
            if outcomes:
                self._line()
                self._line(f"{title}:", "bold")
            for reason, rules in self._by_reason(outcomes).items():
                self._line(f"{', '.join(rules)}: {reason}", "dim", indent=2)

    def _by_reason(self, outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
        """Rules by what became of them; how many cells each has put off stands behind its id."""
        found: dict[str, list[str]] = {}
        for outcome in outcomes:
            reason, rule = outcome.reason, outcome.rule
            if outcome.deferred:
                reason, rule = reason.replace(f"{outcome.deferred} ", "", 1), f"{rule} ({outcome.deferred})"
            if outcome.status == "crashed":
                reason = f"{RULE_STATES[outcome.status].get(self.lang)}, {reason}"
            found.setdefault(reason, []).append(rule)
        return found

    def overview(
        self,
        verdicts: Sequence[Verdict],
        skipped: Sequence[Skipped] = (),
        same: Sequence[Sequence[Path]] = (),
        *,
        most: int | None = None,
    ) -> None:
        """Print many workbooks at a glance, with a line for no more than ``most`` of them."""
        self._line()
        for line in overview(verdicts, skipped, self.console.width, self.lang, same=same, most=most, full=self.full):
            self._line(line.text, _STYLE.get(line.style, line.style))
