"""The Temuan sheet of an open workbook: written after a validation, read to go from finding to finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from addin.blocks import literal
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from addin.values import values_of
from rules.values.cells import as_text, column_number
from workbook_templates.copies.findings_lines import (
    NAME,
    TITLE,
    ListLine,
    foot_lines,
    free_name,
    heading_line,
    listed_lines,
    unchecked_line,
    verdict_line,
)
from workbook_templates.template.guide import FINDING_COLUMNS, FIRST_FINDING, UNCHECKED

if TYPE_CHECKING:
    from rules.model.finding import Verdict
    from workbook_templates.grid import Value

_LONGEST = 2_000
"""Longest text of a cell in characters: Excel takes more, but nobody reads it."""
_FIGURES = "[>=1000]#,##0;[<=-1000]-#,##0;General"
_BANNER = {"valid": "#D7EBD0", "incomplete": "#FDF0D0", "invalid": "#F8C9C4"}
_PLACE = re.compile(r"(.+)!([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A line of the Temuan sheet: the row it stands in, the cell it blames, and what it says of it."""

    line: int
    sheet: str
    row: int
    column: int
    severity: str
    rule: str
    message: str
    suggestion: str

    @property
    def cell(self) -> tuple[str, int, int]:
        """Sheet, row and column of the blamed cell."""
        return self.sheet, self.row, self.column


def findings_sheet(book: Any) -> Any | None:
    """Our Temuan sheet, or None."""
    return find_sheet(book, NAME, TITLE)


def _link(place: tuple[str, str], told: str) -> str:
    """A formula that shows a text and leads to a place; conditional formats read what it shows."""
    quoted = place[0].replace("'", "''")
    target, shown = (text.replace('"', '""') for text in (f"#'{quoted}'!{place[1]}", told))
    return f'=HYPERLINK("{target}","{shown}")'


def _cells(listed: ListLine) -> list[Value]:
    values = [value for value, _ in listed.line]
    line = texts(
        [f"{value[:_LONGEST]} …" if isinstance(value, str) and len(value) > _LONGEST else value for value in values]
    )
    return [_link(listed.place, str(values[0])) if listed.place else line[0], *line[1:]]


def write_findings(book: Any, verdict: Verdict) -> Any:
    """List a verdict in the Temuan sheet, added if it is not there yet; nothing else is touched. Returns the sheet."""
    width = len(FINDING_COLUMNS)
    sheet = findings_sheet(book)
    if sheet is None:
        sheet = add_sheet(book, free_name([other.name for other in book.sheets]), [wide for _, wide in FINDING_COLUMNS])
        sheet.range((1, 1), (FIRST_FINDING - 1, width)).font.bold = True
    checked = f"Diperiksa {datetime.now():%d-%m-%Y %H:%M}. Klik lokasi untuk menuju selnya, atau tab Renja > Temuan berikutnya."
    head: list[list[Value]] = [
        [literal(TITLE)],
        [literal(verdict_line(verdict))],
        [literal(checked)],
        [literal(unchecked_line(verdict))],
    ]
    lines = [*head, [value for value, _ in heading_line()], *map(_cells, listed_lines(verdict))]
    lines += [[*texts([value for value, _ in line])] for line in foot_lines(verdict)]
    write_lines(sheet, lines, width)
    sheet.range((2, 1), (2, width)).color = _BANNER.get(verdict.state, _BANNER["invalid"])
    last = max(FIRST_FINDING, len(lines))
    sheet.range((FIRST_FINDING, 7), (last, 9)).number_format = _FIGURES
    sheet.range((FIRST_FINDING, 10), (last, 11)).wrap_text = True
    sheet.range((FIRST_FINDING, 1), (last, width)).rows.autofit()
    return sheet


def listed_findings(book: Any) -> list[ListedFinding] | None:
    """The findings of the Temuan sheet that name a cell, in its order; None before any validation."""
    sheet = findings_sheet(book)
    if sheet is None:
        return None
    used = sheet.used_range
    last = max(used.row + used.shape[0] - 1, FIRST_FINDING)
    rows = values_of(sheet.range((1, 1), (last, len(FINDING_COLUMNS))))
    if as_text(rows[1][0]).startswith(UNCHECKED):
        return None
    found = []
    for line, row in enumerate(rows[FIRST_FINDING - 1 :], FIRST_FINDING):
        place = _PLACE.fullmatch(as_text(row[0]))
        if place:
            words = (as_text(row[at]) for at in (1, 2, 9, 10))
            found.append(ListedFinding(line, place[1], int(place[3]), column_number(place[2]), *words))
    return found
