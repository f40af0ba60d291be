"""An annotated copy: the sender's own workbook with its findings marked, noted and listed.

The copy is made by patching: values, formulas, formats and charts stay as they are, byte for byte where a part
is not touched at all. It is marked as not for submission.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.model.verdict_words import graveness
from rules.values.cells import column_number
from workbook_templates.copies.findings_sheet import FindingsSheet
from workbook_templates.errors import OtherKindOfCopyError
from workbook_templates.ooxml.comments import NoteBook
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children, whole
from workbook_templates.ooxml.results import save_with_results
from workbook_templates.ooxml.sheet_cells import SheetCells, widen
from workbook_templates.ooxml.stylesheet import StyleSheet
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.sheet_facts import Area, Place
from workbook_templates.template.style import SEVERITY_FILL

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ADVICE = {"id": "Saran", "en": "Advice"}
_LONGEST = 2_000
"""Longest note in characters: Excel takes more, but nobody reads it."""

Marks = Mapping[Place, list[Finding]]


def annotate(source: Path, target: Path, verdict: Verdict, lang: str = "id", limits: Limits = DEFAULT_LIMITS) -> None:
    """Write the annotated copy of the workbook that ``verdict`` judged.

    Each blamed cell is filled in the colour of its gravest finding and gets a note; the Temuan sheet lists all.
    Raises :class:`UnreadableError` if the source is refused, :class:`OutputError` if the target is the source or of
    another kind.
    """
    if source.suffix.lower() != target.suffix.lower():
        raise OtherKindOfCopyError(source, target.suffix)
    package = Package(source, limits)
    styles, notes = StyleSheet(package), NoteBook(package)
    sheet = FindingsSheet(package, styles, verdict)
    for name, findings in _by_sheet(verdict).items():
        if name in package.sheets and package.sheets[name] != sheet.part:
            _mark(package, name, findings, styles, notes, lang)
    sheet.write()
    styles.save()
    save_with_results(package, target, limits, _judged(verdict))


def _judged(verdict: Verdict) -> dict[str, list[Area]]:
    """Where the official tables stand: what was judged there is shown as it was."""
    found: dict[str, list[Area]] = {}
    for table in verdict.tables:
        if match := _AREA.fullmatch(table.cells):
            area = int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3])
            found.setdefault(table.sheet, []).append(area)
    return found


def _by_sheet(verdict: Verdict) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in verdict.findings:
        if _CELL.fullmatch(finding.cell):
            found.setdefault(finding.sheet, []).append(finding)
    return found


def _mark(
    package: Package, name: str, findings: Sequence[Finding], styles: StyleSheet, notes: NoteBook, lang: str
) -> None:
    """Fill and note the blamed cells of one sheet."""
    part = package.sheets[name]
    root = package.tree(part)
    data = next(iter(children(root, "sheetData")), None)
    if data is None:
        return
    corner = _corners(root)
    marks: dict[Place, list[Finding]] = {}
    for finding in findings:
        letters = finding.cell.rstrip("0123456789")
        place = int(finding.cell[len(letters) :]), column_number(letters)
        marks.setdefault(corner.get(place, place), []).append(finding)
    cells = SheetCells(data, marks)
    for place, blamed in sorted(marks.items(), key=lambda item: item[0]):
        absent = place not in cells.found
        cell = cells.cell(*place)
        style = _default_style(root, cell, place) if absent else cell.get("s", "0")
        cell.set("s", str(styles.filled(whole(style), _colour(blamed))))
    widen(root, list(marks))
    notes.add(part, root, {place: (_note(blamed, lang), _colour(blamed)) for place, blamed in marks.items()})
    package.put_tree(part, root)


def _corners(root: Any) -> dict[Place, Place]:
    """The first cell of the merged block that covers a cell: only that one is shown and can be noted."""
    found: dict[Place, Place] = {}
    for block in (block for holder in children(root, "mergeCells") for block in children(holder, "mergeCell")):
        match = _AREA.fullmatch(block.get("ref", ""))
        if not match:
            continue
        left, top, right, bottom = column_number(match[1]), int(match[2]), column_number(match[3]), int(match[4])
        if (right - left + 1) * (bottom - top + 1) <= 100_000:
            places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
            found |= dict.fromkeys(places, (top, left))
    return found


def _default_style(root: Any, cell: Any, place: Place) -> str:
    """The format a cell that was not stored has: its row's, else its column's."""
    row = cell.getparent()
    if row.get("customFormat") in {"1", "true"}:
        return str(row.get("s", "0"))
    for column in (column for holder in children(root, "cols") for column in children(holder, "col")):
        if whole(column.get("min")) <= place[1] <= whole(column.get("max")):
            return str(column.get("style", "0"))
    return "0"


def _colour(findings: Sequence[Finding]) -> str:
    gravest = min((x.severity for x in findings if x.severity in SEVERITIES), key=SEVERITIES.index, default="catatan")
    return SEVERITY_FILL[gravest]


def _note(findings: Sequence[Finding], lang: str) -> str:
    """All findings of a cell, the gravest first."""
    ordered = sorted(findings, key=lambda x: SEVERITIES.index(x.severity))
    lines = [
        f"{graveness(x.severity, lang).upper()} {x.rule}: {x.message}"
        + (f"\n{_ADVICE[lang]}: {x.suggestion}" if x.suggestion else "")
        for x in ordered
    ]
    text = "\n\n".join(lines)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
