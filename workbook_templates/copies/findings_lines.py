"""What stands in a Temuan sheet, line by line, however the sheet is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from rules.model.cause import Cause
from rules.model.cause_words import causes_told, cells_told, click_told, example_told
from rules.model.display import display_of, money_decimals
from rules.model.finding import Finding, Verdict
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
from workbook_templates.grid import FINDINGS_TITLE, Value
from workbook_templates.ooxml.cell_format import CellFormat
from workbook_templates.template.guide import FINDING_COLUMNS
from workbook_templates.template.style import HEAD_FILL, SEVERITY_FILL

NAME, TITLE = "Temuan", FINDINGS_TITLE
_LINE_HEIGHT = 13
_BODY = CellFormat(wrap=True, border=True, literal=True)
_HEAD = CellFormat(bold=True, wrap=True, border=True, fill=HEAD_FILL)
_MONEY, _NUMBER = (CellFormat(border=True, number=code) for code in ("#,##0;-#,##0", "General"))
_CAUSE = CellFormat(bold=True, wrap=True, border=True, literal=True)
_LINK = CellFormat(border=True, literal=True, underline=True, colour="#1F4E79")

Line = list[tuple[Value, CellFormat]]
"""Values with their formats, from the first column on."""


def free_name(taken: Collection[str]) -> str:
    """A name for a Temuan sheet that no sheet of the workbook has."""
    known = {name.casefold() for name in taken}
    names = [NAME, *(f"{NAME} renja {n}".replace(" 1", "") for n in range(1, len(known) + 2))]
    return next(name for name in names if name.casefold() not in known)


def severity_format(severity: str) -> str:
    """The number format in which a cell that holds `galat`, as formulas of templates count it, shows *kesalahan*."""
    return f';;;"{graveness(severity)}"'


def _severity(finding: Finding) -> CellFormat:
    fill = SEVERITY_FILL.get(finding.severity, "")
    return CellFormat(bold=True, border=True, fill=fill, number=severity_format(finding.severity))


def _figure(finding: Finding, value: Any) -> tuple[Value, CellFormat]:
    """A value of a finding: numbers as numbers, all else as text that no program takes for a formula."""
    decimals = money_decimals(finding.table, finding.column)
    if isinstance(value, int | float) and not isinstance(value, bool) and not decimals and abs(value) < 1e15:
        return value, _NUMBER if decimals is None else _MONEY
    return display_of(finding, value), _BODY


def finding_line(finding: Finding) -> Line:
    """A finding as a line; its first cell names the place and leads there."""
    place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet or "-"
    return [
        (place, _LINK if finding.cell else _BODY), (finding.severity, _severity(finding)), (finding.rule, _BODY),
        (finding.table, _BODY), (finding.column, _BODY), (finding.key, _BODY), _figure(finding, finding.value),
        _figure(finding, finding.expected), _figure(finding, finding.difference), (finding.message, _BODY),
        (finding.suggestion, _BODY), _figure(finding, finding.fix),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list, and the sheet and cell its first cell leads to."""

    line: Line
    place: tuple[str, str] | None


def listed_lines(verdict: Verdict) -> Iterator[ListLine]:
    """What is listed: the causes, most important first, then the findings of each under its name."""
    for cause in verdict.causes:
        example = verdict.findings[cause.example]
        yield ListLine(_cause_line(verdict, cause), _place(example))
    for cause in verdict.causes:
        for at in cause.findings:
            finding = verdict.findings[at]
            yield ListLine([*finding_line(finding), (cause.sentence, _BODY)], _place(finding))
    if not verdict.causes:
        yield from (ListLine([*finding_line(finding), ("", _BODY)], _place(finding)) for finding in verdict.findings)


def _place(finding: Finding) -> tuple[str, str] | None:
    return (finding.sheet, finding.cell) if finding.cell else None


def _cause_line(verdict: Verdict, cause: Cause) -> Line:
    """A cause as a line; what counts findings by their severity or lights up their cells passes it over."""
    told = f"{cause.sentence}. Contoh {example_told(verdict, cause)}"
    texts = ("", "", "", cause.cells, "", "", told, cause.remedy, click_told(cause, in_excel=True), cause.sentence)
    return [
        (cells_told(cause), _LINK if verdict.findings[cause.example].cell else _CAUSE),
        (
            f"sebab ({graveness(cause.severity)})",
            CellFormat(bold=True, border=True, literal=True, fill=SEVERITY_FILL[cause.severity]),
        ),
        (", ".join(cause.rules), _CAUSE),
        *((text, _CAUSE) for text in texts),
    ]


def line_height(line: Line) -> int:
    """Points for the longest wrapped text: programs do not all fit rows to their text when they open a file."""
    widths = (width for _, width in FINDING_COLUMNS)
    wrapped = [(str(value or ""), width) for (value, look), width in zip(line, widths, strict=False) if look.wrap]
    lines = max((sum(1 + int(len(x) / (width * 1.05)) for x in text.split("\n")) for text, width in wrapped), default=1)
    return min(409, 3 + _LINE_HEIGHT * lines)


def verdict_line(verdict: Verdict) -> str:
    """The verdict in one sentence: passed or not, how many findings of each severity, year and pack."""
    counts = ", ".join(filter(None, (counts_line(verdict), causes_told(verdict))))
    return f"{verdict_title(verdict)}: {counts}. {year_told(verdict).capitalize()}, {pack_told(verdict)}."


def unchecked_line(verdict: Verdict) -> str:
    """What was not checked, why, and what would check it, in one line; empty if nothing."""
    return " ".join(unchecked_lines(verdict))


def heading_line() -> Line:
    """The headings of the columns."""
    return [(heading, _HEAD) for heading, _ in FINDING_COLUMNS]


def foot_lines(verdict: Verdict) -> Iterator[Line]:
    """Rules that did not run, and why: nothing is passed over in silence."""
    if optional := optional_line(verdict):
        yield []
        yield [(optional, CellFormat(literal=True))]
    left = [outcome for outcome in verdict.rules if outcome.status != "ran" or outcome.reason]
    if left:
        yield []
        yield [("Aturan yang tidak dijalankan atau ditunda sebagian", CellFormat(bold=True, literal=True))]
    for outcome in left:
        yield [
            ("", _BODY),
            (RULE_STATES[outcome.status].id, _BODY),
            (outcome.rule, _BODY),
            (outcome.reason, CellFormat(literal=True)),
        ]
