"""The text report: a verdict a planner can read, sheet by sheet, cell by cell, with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headless.reports.formats import Occasion
from rules.model.display import display_change, display_figure
from rules.model.finding import SEVERITIES, Change, Finding, Verdict
from rules.model.verdict_words import SHORT, counts_line, optional_line, unchecked_lines, verdict_title
from rules.values.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

_VERDICT_STYLE = {"valid": "bold green", "incomplete": "bold yellow"}
_STYLE = {"galat": "bold red", "peringatan": "yellow", "catatan": "cyan"}
_SAME = 4
"""From this many like findings in one column on, the text report shows the first and lists the other cells."""
_MOST_CHANGES = 12
_CELL, _SEVERITY, _RULE = 7, 10, 8

_WORDS = {
    "id": {
        "book": "Buku kerja", "more": "dan {n} sel lain dengan temuan sejenis: {cells}", "todo": "Saran",
        "not_run": "Aturan yang tidak dijalankan", "waiting": "Pemeriksaan yang ditunda", "year": "tahun",
        "pack": "paket aturan", "changes": "Perbedaan rancangan awal dan hasil analisis kebutuhan (T-C.31)", "all": "Jumlah", "read": "Terbaca", "rows": "baris", "guessed": "hanya diduga, kemiripan {n} dari 100", "hint": "Rincian setiap sel: tambahkan --rinci. Penjelasan aturan: renja rules",
    },
    "en": {
        "book": "Workbook", "more": "and {n} more cells with the like: {cells}", "todo": "Advice",
        "not_run": "Rules that did not run", "waiting": "Checks put off", "year": "year",
        "pack": "rule pack", "changes": "The analysis of needs against the draft (T-C.31)", "all": "Total", "read": "Read", "rows": "rows", "guessed": "only guessed, likeness {n} of 100", "hint": "Every cell: add --rinci. Rules explained: renja rules",
    },
}  # fmt: skip


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> str:
    """The report as `renja validate` writes it: as wide and as colourful as the terminal it goes to, if it goes to one."""
    import io

    from rich.console import Console

    console = Console(highlight=False) if occasion.console else Console(file=io.StringIO(), width=120, highlight=False)
    with console.capture() as written:
        TextReport(console, occasion.lang, full=occasion.full).show(verdicts)
    return written.get()


class TextReport:
    """Prints verdicts to a rich console in `id` or `en`; ``full`` lists every cell."""

    def __init__(self, console: Console, lang: str = "id", *, full: bool = False) -> None:
        self.console, self.words, self.lang, self.full = console, _WORDS[lang], lang, full

    def show(self, verdicts: Sequence[Verdict]) -> None:
        """Print all verdicts, and for several files a closing summary."""
        for verdict in verdicts:
            self._workbook(verdict)
        if len(verdicts) > 1:
            self._summary(verdicts)

    def _line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        from rich.padding import Padding
        from rich.text import Text

        if not text:
            self.console.print()
            return
        self.console.print(Padding(Text(visible(text), style=style), (0, 0, 0, indent), expand=False))

    def _workbook(self, verdict: Verdict) -> None:
        words = self.words
        self._line()
        self._line(f"{words['book']}: {verdict.file}", "bold")
        if verdict.status == "unreadable":
            self._line(f"{verdict_title(verdict, self.lang)}: {verdict.reason}", "bold red")
            return
        self._line(f"{verdict.document.upper()} {words['year']} {verdict.year or '?'}, {words['pack']} {verdict.pack}")
        style = _VERDICT_STYLE.get(verdict.state, "bold red")
        self._line(f"{verdict_title(verdict, self.lang)}: {counts_line(verdict, self.lang)}", style)
        for line in unchecked_lines(verdict, self.lang):
            self._line(line, "yellow")
        if optional := optional_line(verdict, self.lang):
            self._line(optional, "dim")
        for note in verdict.notes:
            self._line(note)
        self._read(verdict)
        sheets = dict.fromkeys(finding.sheet for finding in verdict.findings)
        for sheet in sheets:
            self._line()
            self._line(sheet or "-", "bold underline")
            found = [finding for finding in verdict.findings if finding.sheet == sheet]
            found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
            self._findings(list(self._grouped(found)))
        self._changes(verdict.changes)
        self._rules(verdict)

    def _read(self, verdict: Verdict) -> None:
        """What was read as which table, from where: a line each."""
        words = self.words
        for table in verdict.tables:
            told = table.unread or f"{table.rows} {words['rows']}"
            doubt = f" ({words['guessed'].format(n=table.certainty)})" if table.guessed and not table.unread else ""
            self._line(f"{words['read']}: {table.table}, {table.sheet}!{table.cells}, {told}{doubt}", "dim")

    def _changes(self, changes: Sequence[Change]) -> None:
        """What the analysis of needs changed against the draft, a line each."""
        if not changes:
            return
        self._line()
        self._line(f"{self.words['changes']}: {len(changes)}", "bold")
        for change in changes if self.full else changes[:_MOST_CHANGES]:
            before, after = (" ".join(text.split()) for text in display_change(change))
            apart = f" ({display_figure(change.difference, signed=True)})" if change.difference is not None else ""
            name = f"{change.key} {change.name}" if change.name and change.name != change.key else change.key
            self._line(f"{change.cell}  {name[:60]}, {change.what}: {before} → {after}{apart}", indent=2)
        if not self.full and len(changes) > _MOST_CHANGES:
            self._line("…", indent=2)

    def _grouped(self, findings: list[Finding]) -> Iterator[list[Finding]]:
        """Findings to show together: many alike in one column that say nothing more cell by cell."""
        alike: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            alike.setdefault((finding.rule, finding.column), []).append(finding)
        for finding in findings:
            group = alike[(finding.rule, finding.column)]
            telling = finding.expected is not None and finding.fix is None
            if self.full or len(group) < _SAME or telling:
                yield [finding]
            elif group[0] is finding:
                yield group

    def _findings(self, groups: list[list[Finding]]) -> None:
        """A table of cell, severity, rule, and what was found with the advice below it."""
        from rich.table import Table
        from rich.text import Text

        table = Table.grid(padding=(0, 1), pad_edge=False)
        for width in (_CELL, _SEVERITY, _RULE):
            table.add_column(width=width, no_wrap=True)
        table.add_column(overflow="fold")
        for group in groups:
            first = group[0]
            body = Text(visible(first.message))
            body.append(f"\n{self.words['todo']}: {visible(first.suggestion)}", style="dim")
            if len(group) > 1:
                cells = ", ".join(finding.cell for finding in group[1:])
                body.append("\n" + self.words["more"].format(n=len(group) - 1, cells=cells))
            place = Text(visible(first.cell or first.key or "-"), style="bold")
            table.add_row(place, Text(first.severity, style=_STYLE[first.severity]), Text(first.rule), body)
        self.console.print(table)

    def _rules(self, verdict: Verdict) -> None:
        skipped = [outcome for outcome in verdict.rules if outcome.status != "ran"]
        waiting = [outcome for outcome in verdict.rules if outcome.status == "ran" and outcome.reason]
        for title, outcomes in ((self.words["not_run"], skipped), (self.words["waiting"], waiting)):
            if outcomes:
                self._line()
                self._line(f"{title}:", "bold")
            for outcome in outcomes:
                self._line(f"{outcome.rule}  {outcome.status}: {outcome.reason}", "dim", indent=2)
        if verdict.findings and not self.full:
            self._line()
            self._line(self.words["hint"], "dim")

    def _summary(self, verdicts: Sequence[Verdict]) -> None:
        self._line()
        self._line(f"{self.words['all']}: {len(verdicts)}", "bold")
        for verdict in verdicts:
            counts = "" if verdict.status == "unreadable" else f"  {counts_line(verdict, self.lang)}"
            self._line(f"{SHORT[verdict.state].get(self.lang):<14}{Path(verdict.file).name}{counts}", indent=2)
