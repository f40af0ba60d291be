"""The Temuan sheet of an open workbook: written after a validation, read to go from finding to finding."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from addin.blocks import literal
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from addin.shown_finding import take_away
from addin.values import values_of
from rules.model.verdict_words import SEVERITY_WORDS, VERDICTS
from rules.values.cells import as_text, column_number
from workbook_templates.copies.findings_lines import (
    NAME,
    TITLE,
    ListLine,
    foot_lines,
    free_name,
    heading_line,
    listed_lines,
    severity_format,
    unchecked_line,
    verdict_line,
)
from workbook_templates.template.guide import FINDING_COLUMNS, FIRST_FINDING, UNCHECKED

if TYPE_CHECKING:
    from rules.model.finding import Verdict
    from workbook_templates.grid import Value

log = logging.getLogger(__name__)
_LONGEST = 2_000
"""Longest text of a cell in characters: Excel takes more, but nobody reads it."""
_LAST_LISTED = 5_000
"""Down to this row the list can be filtered, however long it gets."""
_NO_PLACE = "(tidak ada)"
_FIGURES = "[>=1000]#,##0;[<=-1000]-#,##0;General"
_BANNER = {
    VERDICTS["valid"].id: "#D7EBD0",
    VERDICTS["incomplete"].id: "#FDF0D0",
    VERDICTS["invalid"].id: "#F8C9C4",
}
"""Colours behind the verdict, by its words."""
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
    else:
        take_away(book, sheet)
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
    dress(sheet, lines)
    _offer_filter(sheet.range((FIRST_FINDING - 1, 1), (_LAST_LISTED, width)))
    return sheet


def dress(sheet: Any, lines: Sequence[Sequence[Value]]) -> None:
    """Give the lines of the list their formats, as far as these follow what they say."""
    width = len(FINDING_COLUMNS)
    said = str(lines[1][0]).removeprefix("'") if lines[1] else ""
    sheet.range((2, 1), (2, width)).color = _BANNER.get(said.partition(":")[0])
    last = max(FIRST_FINDING, len(lines))
    sheet.range((FIRST_FINDING, 7), (last, 9)).number_format = _FIGURES
    sheet.range((FIRST_FINDING, 10), (last, 11)).wrap_text = True
    for severity, first, end in _stretches(lines):
        sheet.range((first, 2), (end, 2)).number_format = severity_format(severity)
    sheet.range((FIRST_FINDING, 1), (last, width)).rows.autofit()


def _stretches(lines: Sequence[Sequence[Value]]) -> Iterator[tuple[str, int, int]]:
    """Runs of lines of one severity: which, and their first and last row."""
    told = ((str(line[1]).removeprefix("'") if len(line) > 1 else "", row) for row, line in enumerate(lines, 1))
    for severity, run in groupby(told, key=lambda line: line[0]):
        if severity in SEVERITY_WORDS:
            rows = [row for _, row in run]
            yield severity, rows[0], rows[-1]


def _offer_filter(table: Any) -> None:
    """Arrows at the headings, everything shown; a sheet that has its own (that of a template) keeps them."""
    try:
        # The arrows come with a first condition; one that every line meets is put and lifted again.
        table.autofilter.apply_comparison(1, "not_equal_to", _NO_PLACE)
        table.autofilter.clear(1)
    except Exception as error:
        log.info("no filter of ours: %s", error)


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
