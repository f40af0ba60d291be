"""Findings and the verdict on one workbook: what the rules say, free of any way of showing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from rules.model.cause import Cause
from rules.model.packed import Packed
from rules.model.table_read import TableRead
from rules.model.unchecked import Unchecked
from rules.record import record

SEVERITIES = ("galat", "peringatan", "catatan")
STATUSES = ("valid", "invalid", "unreadable")
State = Literal["valid", "incomplete", "invalid", "unreadable", "quarantined"]
"""What is said of a workbook; the last two were not judged."""


def state_of(status: str, *, complete: bool, quarantined: bool) -> State:
    """What is said of a workbook of a status: of a valid one also whether it was wholly checked."""
    if quarantined:
        return "quarantined"
    return "incomplete" if status == "valid" and not complete else status  # type: ignore[return-value]


@record
class Finding:
    """One fault: where it stands, what was found and expected, and what to do.

    ``column`` is the official column number, ``key`` the row's code or number; ``value``, ``expected``
    and ``difference`` are None where they do not apply (money in whole rupiah). ``fix`` is the value that
    can safely be written into the cell, or None where mending needs a person. ``cause`` is the kind of cause among those the
    rule tells apart; ``calculated`` whether the cell holds a formula that the rule's usual advice would type over. ``repeats`` is what
    the same fault would be in further cells of the table, where it is told once; ``rests_on`` the cells (sheet, cell) that
    make this one come right if they are mended; ``also`` the further cells of a fault that is told in one sentence for them all.
    None of these is part of the JSON contract.
    """

    rule: str
    severity: str
    table: str
    sheet: str
    cell: str
    column: str
    key: str
    value: Any
    expected: Any
    difference: Any
    message: str
    suggestion: str
    fix: Any
    row: int = 0
    cause: str = ""
    calculated: bool = False
    repeats: tuple[Finding, ...] = ()
    rests_on: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()

    @property
    def cells(self) -> list[tuple[str, str]]:
        """All cells that it blames, as sheet and cell."""
        return [(self.sheet, self.cell), *self.also]

    def as_json(self) -> dict[str, Any]:
        """The finding in the fields and order of the JSON contract."""
        return {
            "rule": self.rule, "severity": self.severity, "table": self.table, "sheet": self.sheet,
            "cell": self.cell, "column": self.column, "key": self.key, "value": self.value,
            "expected": self.expected, "difference": self.difference, "message": self.message,
            "suggestion": self.suggestion, "fix": self.fix,
        }  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What became of one rule: `ran` on ``checked`` cells, `skipped` or `crashed` with the reason; cells ``deferred``."""

    rule: str
    status: str
    checked: int = 0
    reason: str = ""
    deferred: int = 0

    def as_json(self) -> dict[str, Any]:
        """The outcome in the fields of the JSON contract."""
        return {"rule": self.rule, "status": self.status, "checked": self.checked, "reason": self.reason}


@record
class Change:
    """What a later column of a table says other than an earlier one: no fault, but to be looked at.

    ``before`` and ``after`` are the cells' values, ``difference`` is in rupiah where they are amounts.
    """

    table: str
    sheet: str
    cell: str
    key: str
    name: str
    what: str
    before: Any
    after: Any
    difference: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The change in the fields and order of the JSON contract."""
        return {
            "table": self.table, "sheet": self.sheet, "cell": self.cell, "key": self.key, "name": self.name,
            "what": self.what, "before": self.before, "after": self.after, "difference": self.difference,
        }  # fmt: skip


@record
class ProgramFigure:
    """Money of one program in whole rupiah, None where the document does not tell; ``key`` is its code, if any."""

    key: str
    name: str
    pagu: int | None
    realisasi: int | None = None


@dataclass(slots=True)
class Figures:
    """What reports draw of a document: whose it is, pagu per program (year n), realisasi against anggaran.

    ``printed`` names what of `year`, `government` and `office` only titles and headings say.
    """

    office: str = ""
    region: str = ""
    stage: str = ""
    plan: list[ProgramFigure] = field(default_factory=list)
    plan_table: str = ""
    spending: list[ProgramFigure] = field(default_factory=list)
    spending_year: int | None = None
    printed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verdict:
    """The verdict on one workbook: `valid`, `invalid` (at least one galat) or `unreadable`.

    ``unchecked`` is what could have failed the workbook and did not run, so that it is not ``complete``; ``optional`` what
    something that may be given beside it would add. ``causes`` are what lies behind the findings, most important first.
    ``tables`` are what was read, ``notes`` what must be known of how. ``changes`` lists what T-C.31 changed in the draft it
    reviews; ``figures`` are for reports to draw: of them the JSON contract has only whose document it is; ``refused_by`` is the id of the error that says why a file is `unreadable`; ``quarantined`` files are
    so because whoever judged them died or hung, twice. ``counts`` are the findings by severity, where those are packed.
    """

    file: str
    status: str
    document: str = ""
    year: int | None = None
    pack: str = ""
    findings: Sequence[Finding] = field(default_factory=list)
    rules: Sequence[Outcome] = field(default_factory=list)
    reason: str = ""
    refused_by: str = ""
    changes: Sequence[Change] = field(default_factory=list)
    tables: Sequence[TableRead] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchecked: list[Unchecked] = field(default_factory=list)
    optional: list[Unchecked] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    quarantined: bool = False
    causes: Sequence[Cause] = field(default_factory=list)
    counts: Mapping[str, int] | None = field(default=None, compare=False)

    @property
    def complete(self) -> bool:
        """Whether all ran that could have failed the workbook."""
        return self.status != "unreadable" and not self.unchecked

    @property
    def state(self) -> State:
        """What is said of the workbook: its status, and of a valid one whether it was wholly checked."""
        return state_of(self.status, complete=self.complete, quarantined=self.quarantined)

    def count(self, severity: str) -> int:
        """Number of findings of a severity; raises ValueError for what is none."""
        if severity not in SEVERITIES:
            raise ValueError(f"severity is one of {', '.join(SEVERITIES)}, not {severity!r}")
        if self.counts is not None:
            return self.counts.get(severity, 0)
        return sum(finding.severity == severity for finding in self.findings)

    def packed(self) -> Verdict:
        """The same verdict, of which what is long is kept small until somebody reads it."""
        return replace(
            self,
            findings=Packed(self.findings),
            rules=Packed(self.rules),
            changes=Packed(self.changes),
            tables=Packed(self.tables),
            causes=Packed(self.causes),
            counts=Counter(finding.severity for finding in self.findings),
        )

    def as_json(self) -> dict[str, Any]:
        """The verdict in the fields of the JSON contract; an unreadable file also says why."""
        body: dict[str, Any] = {
            "file": self.file, "status": self.status, "document": self.document or None, "year": self.year,
            "government": self.figures.region or None, "office": self.figures.office or None,
            "stage": self.figures.stage or None, "printed": self.figures.printed,
            "pack": self.pack or None, "findings": [finding.as_json() for finding in self.findings],
            "causes": [cause.as_json() for cause in self.causes],
            "rules": [outcome.as_json() for outcome in self.rules],
            "changes": [change.as_json() for change in self.changes],
            "tables": [table.as_json() for table in self.tables], "notes": self.notes, "complete": self.complete,
            "unchecked": [one.as_json() for one in self.unchecked], "optional": [one.as_json() for one in self.optional],
        }  # fmt: skip
        body |= {"reason": self.reason} if self.status == "unreadable" else {}
        return body | ({"quarantined": True} if self.quarantined else {})
