"""Two versions of a document held against each other by business key: findings, figures, texts and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from headless.diff.business_rows import BusinessKey, BusinessRow, OfficialCell, business_rows
from rules.model.document import Document
from rules.model.finding import Finding, Verdict
from rules.schema.layout import form_of, layouts
from rules.values.cells import as_text
from rules.values.names import missing_words, normalise, similarity
from rules.values.text import fold


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else.

    ``difference`` (in the unit, rupiah for money) and ``percent`` (of the old figure, two decimals) are None where the
    cell holds no two figures in one unit, ``percent`` also where the old figure is 0. ``cell`` is that of the new file.
    """

    table: str
    key: str
    name: str
    column: str
    heading: str
    cell: str
    old: str
    new: str
    unit: str = ""
    difference: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new or gone; ``cell`` is its place in the file that has it."""

    table: str
    key: str
    name: str
    cell: str


@dataclass(slots=True)
class Diff:
    """What differs between an old and a new version.

    ``tables_new`` and ``tables_gone`` are layouts only one of them has; ``uncalculated`` counts formulas that could not
    be compared for want of a stored result; ``doubts`` tell why the two may be no versions of one document.
    """

    old: Verdict
    new: Verdict
    findings_new: list[Finding] = field(default_factory=list)
    findings_gone: list[Finding] = field(default_factory=list)
    findings_persisting: list[Finding] = field(default_factory=list)
    figures: list[CellChange] = field(default_factory=list)
    texts: list[CellChange] = field(default_factory=list)
    rows_new: list[RowChange] = field(default_factory=list)
    rows_gone: list[RowChange] = field(default_factory=list)
    tables_new: list[str] = field(default_factory=list)
    tables_gone: list[str] = field(default_factory=list)
    uncalculated: int = 0
    doubts: list[str] = field(default_factory=list)


_ALIKE = 92
"""From this likeness on (0 to 100) two names are one, written with a slip."""
_NOTHING_ALIKE = "tidak ada satu baris pun yang sama"

Rows = Mapping[BusinessKey, BusinessRow]


def compare(old: Document, new: Document, verdicts: tuple[Verdict, Verdict]) -> Diff:
    """Hold two documents against each other; ``verdicts`` are theirs, old first."""
    diff = Diff(*verdicts)
    before, after = business_rows(old), business_rows(new)
    _compare_findings(diff, before, after)
    _compare_identity(diff, old, new)
    had, has = ({table.layout for table in document.tables} for document in (old, new))
    diff.tables_new, diff.tables_gone = ([x for x in layouts() if x in found] for found in (has - had, had - has))
    pairs = {key: before[key] for key in after if key in before}
    left_old = {key: row for key, row in before.items() if key not in pairs and key.table in has}
    left_new = {key: row for key, row in after.items() if key not in pairs and key.table in had}
    pairs |= _same_row_other_indicator(left_old, left_new)
    for key, row in after.items():
        if key in pairs:
            _compare_cells(diff, pairs[key], row)
        elif key in left_new:
            diff.rows_new.append(_row_change(row))
    diff.rows_gone = [_row_change(row) for row in left_old.values() if row not in pairs.values()]
    diff.doubts = [*_doubts(old, new), *([_NOTHING_ALIKE] if before and after and not pairs else [])]
    return diff


def _doubts(old: Document, new: Document) -> Iterator[str]:
    """What the two documents say of themselves that versions of one document have in common."""
    for key, label in (("perangkat_daerah", "perangkat daerahnya"), ("pemda", "pemerintah daerahnya")):
        before, after = ((as_text(said.value) if (said := x.said(key)) else "") for x in (old, new))
        if before and after and not _same_name(before, after):
            yield f"{label} berbeda ('{before}' dan '{after}')"
    if old.year and new.year and old.year != new.year:
        yield f"tahunnya berbeda ({old.year} dan {new.year})"


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one, slips aside, or one of them says more than the other."""
    return similarity(one, other) >= _ALIKE or not all(missing_words(one, other))


def _same_row_other_indicator(old: Rows, new: Rows) -> dict[BusinessKey, BusinessRow]:
    """Rows of one code (or name) left over on both sides, in order: their indicator was reworded."""
    waiting: dict[tuple[str, str], list[BusinessRow]] = {}
    for key, row in old.items():
        waiting.setdefault((key.table, key.row), []).append(row)
    return {key: rows.pop(0) for key in new if (rows := waiting.get((key.table, key.row)))}


def _row_change(row: BusinessRow) -> RowChange:
    first = next(iter(row.cells.values()), None)
    name = row.name or next((cell.text for cell in row.cells.values() if cell.text), "")
    return RowChange(
        row.key.table, row.code or row.key.row, name, f"{row.sheet}!{first.place if first else row.number}"
    )


# ---- cells


def _compare_cells(diff: Diff, old: BusinessRow, new: BusinessRow) -> None:
    for column, cell in new.cells.items():
        before = old.cells.get(column)
        if before is None or before.same_as == cell.same_as:
            continue
        if before.missing or cell.missing:
            diff.uncalculated += 1
            continue
        change = _cell_change(new, column, before, cell)
        if before.figure is None and cell.figure is None:
            diff.texts.append(change)
        elif before.figure != cell.figure or fold(before.unit) != fold(cell.unit):
            diff.figures.append(change)


def _cell_change(row: BusinessRow, column: str, old: OfficialCell, new: OfficialCell) -> CellChange:
    difference = percent = None
    if old.figure is not None and new.figure is not None and fold(old.unit) == fold(new.unit):
        difference = new.figure - old.figure
        percent = _share(difference, old.figure)
    unit = new.unit if new.figure is not None else old.unit
    return CellChange(
        row.key.table, row.code or row.key.row, row.name, column, new.heading, f"{row.sheet}!{new.place}", old.text,
        new.text, unit, difference, percent,
    )  # fmt: skip


def _share(difference: Decimal, whole: Decimal) -> Decimal | None:
    if not whole:
        return None
    return (difference / abs(whole) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _compare_identity(diff: Diff, old: Document, new: Document) -> None:
    for key in dict.fromkeys([*old.identity, *new.identity]):
        before, after = (document.text(key) for document in (old, new))
        if normalise(before) != normalise(after):
            place = new.identity.get(key) or old.identity[key]
            label = next((x.fields[key].label for x in layouts().values() if key in x.fields), key)
            cell = f"{place.sheet}!{place.cell}"
            diff.texts.append(
                CellChange(form_of(new.kind).sheet_name, key, label, "", label, cell, before, as_text(after))
            )


# ---- findings


def _compare_findings(diff: Diff, before: Rows, after: Rows) -> None:
    waiting: dict[tuple[Any, ...], list[Finding]] = {}
    places = [{(x.key.table, x.sheet, x.number): x.key for x in rows.values()} for rows in (before, after)]
    for finding in diff.old.findings:
        waiting.setdefault(finding_key(finding, places[0]), []).append(finding)
    for finding in diff.new.findings:
        known = waiting.get(finding_key(finding, places[1]))
        if known:
            known.pop(0)
            diff.findings_persisting.append(finding)
        else:
            diff.findings_new.append(finding)
    left = {id(finding) for findings in waiting.values() for finding in findings}
    diff.findings_gone = [finding for finding in diff.old.findings if id(finding) in left]


def finding_key(finding: Finding, places: Mapping[tuple[str, str, int], BusinessKey]) -> tuple[Any, ...]:
    """Rule, table, business row and official column: not the Excel row, which moves.

    ``places`` are the rows of the finding's own document (:func:`headless.diff.business_rows.business_keys`).
    """
    row = places.get((finding.table, finding.sheet, finding.row))
    return finding.rule, finding.table, row or finding.key, finding.column
