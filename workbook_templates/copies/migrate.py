"""A copy of a workbook with its codes, official names, indicators and units under another decree."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import Document
from rules.nomenclature import Decree, Nomenclature, Store, nomenclature
from rules.nomenclature.code_map import code_map
from rules.nomenclature.migration import CERTAIN, OPEN, PROBABLE, Migration, Proposal
from rules.schema.pack import pack_for
from rules.values.cells import SPLIT, column_number
from rules.values.codes import SUB, CodeStatus, level_of
from rules.values.names import normalise
from rules.values.text import fold
from rules.values.vocabulary import units
from workbook_templates.copies.errors import LinesWithoutCellsError, NoCodesError, NotImportedError, SameDecreeError
from workbook_templates.ooxml.add_sheet import add_sheet
from workbook_templates.ooxml.patch import Value, write_cells
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.safe_writing import refuse_inputs
from workbook_templates.template.reference_sheet import SHEET as ACUAN
from workbook_templates.template.reference_sheet import renewed

_SHEET = "Migrasi"
_HEADINGS = (
    "Lembar", "Sel", "Kode lama", "Nama di dokumen", "Kode baru", "Nama baru", "Status", "Alasan", "Diubah", "Perlu diperiksa",
)  # fmt: skip
_WIDTHS = (14, 8, 20, 44, 20, 44, 20, 36, 34, 50)


@dataclass
class Migrated:
    """What was done: decrees, what became of each row, how many cells were changed, the sheet that lists it."""

    source: str
    target: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    cells: int = 0
    sheet: str = _SHEET

    def counts(self) -> dict[str, int]:
        """Rows by certainty."""
        found = Counter(row[6] for row in self.rows)
        return {name: found[name] for name in (CERTAIN, PROBABLE, OPEN)}


Written = dict[str, dict[tuple[int, int], Value]]


@dataclass
class _Work:
    session: Session
    migration: Migration
    probable: bool
    result: Migrated
    written: Written = field(default_factory=dict)

    def applies(self, proposal: Proposal) -> bool:
        return proposal.certainty == CERTAIN or (self.probable and proposal.certainty == PROBABLE)

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        self.written.setdefault(sheet, {})[(row, column)] = value

    @property
    def target(self) -> Nomenclature:
        return self.migration.target

    def decree_named(self, document: Document, decree: Decree) -> None:
        """Write the decree into Identitas, where that names one."""
        named = document.identity.get("keputusan")
        if named:
            letters = named.cell.rstrip("0123456789")
            self.put(named.sheet, int(named.cell[len(letters) :]), column_number(letters), decree.name)

    def table(self, view: View) -> None:
        for row in view.frame.index[view.row_kind == "kode"]:
            code, name = view.levels.official[row], view.names[row]
            if not isinstance(code, str) or view.levels.inferred[row]:
                if view.levels.status[row] in {CodeStatus.MALFORMED, CodeStatus.NUMBER}:
                    self.tell(view, row, Proposal(None, OPEN, "kode tidak terbaca; perbaiki dahulu"), [], "")
                continue
            proposal = self.migration.of(code, name)
            changed: list[str] = []
            check = ""
            if self.applies(proposal) and proposal.code:
                changed, check = self.change(view, row, code, proposal.code)
            self.tell(view, row, proposal, changed, check)

    def change(self, view: View, row: int, old: str, new: str) -> tuple[list[str], str]:
        """Write what differs in one row; tells which columns, and what a person must look at."""
        changed = []
        layout, (sheet, at), table = view.layout, view.place(row), view.table_of(row)
        for number, spec in layout.official.items():
            if number not in table.letters:
                continue
            column, typed = column_number(table.letters[number]), view.text(number)[row]
            if spec.role == "kode" and typed and typed.replace(SPLIT, ".") != new:
                self.code(view, row, number, new)
                changed.append("kode")
            elif spec.role == "uraian" and typed:
                official = self.target.name(new) or typed
                if normalise(official) != normalise(typed):
                    self.put(sheet, at, column, official)
                    changed.append("nama")
            elif spec.role == "indikator" and typed and level_of(new) == SUB:
                official = self.target.indicator(new) or typed
                if normalise(official) != normalise(typed):
                    self.put(sheet, at, column, official)
                    changed.append("indikator")
        more, check = self.units(view, row, old, new)
        return list(dict.fromkeys(changed + more)), check

    def code(self, view: View, row: int, number: str, new: str) -> None:
        """A code in its cell; one split over cells stays split where it has as many segments as before."""
        (sheet, at), table = view.place(row), view.table_of(row)
        first = column_number(table.letters[number])
        behind = [column_number(letter) for other, letter in table.letters.items() if other != number]
        width = min((x for x in behind if x > first), default=first + 1) - first
        typed, parts = view.text(number)[row], [new]
        if SPLIT in typed:
            segments = new.split(".")
            kegiatan = [".".join(segments[3:5])] if len(segments) > 4 else []
            joined = [*segments[:3], *kegiatan, *segments[5:]]
            parts = segments if width >= 6 and typed.count(SPLIT) == 5 else joined
        if len(parts) > width:
            parts = [new]
        for offset in range(width):
            self.put(sheet, at, first + offset, parts[offset] if offset < len(parts) else None)

    def units(self, view: View, row: int, old: str, new: str) -> tuple[list[str], str]:
        """Units of a sub kegiatan's targets: changed where the old decree's unit stands; else only told."""
        wanted = self.target.unit(new)
        if not wanted or level_of(new) != SUB:
            return [], ""
        before = self.migration.source.unit(old) if self.migration.source else None
        changed, check = [], ""
        (sheet, at), table = view.place(row), view.table_of(row)
        for number in view.layout.of_kind("target"):
            unit, typed = view.target(number).unit.cells[row], view.text(number)[row]
            if not unit or number not in table.letters or _same_unit(unit, wanted):
                continue
            if before and _same_unit(unit, before) and unit in typed:
                self.put(sheet, at, column_number(table.letters[number]), typed.replace(unit, wanted))
                changed.append("satuan")
                check = f"satuan {unit} menjadi {wanted}: sesuaikan angkanya"
            else:
                check = f'satuan resminya {wanted}, tertulis "{unit}"'
        return changed, check

    def tell(self, view: View, row: int, proposal: Proposal, changed: list[str], check: str) -> None:
        (sheet, at), table = view.place(row), view.table_of(row)
        number = view.layout.by_role("kode") or view.column_of("uraian")
        number = number if number in table.letters and number in view.layout.official else view.column_of("uraian")
        old = view.levels.official[row]
        typed = view.text(view.column_of("kode"))[row].replace(SPLIT, " | ")
        name = self.target.name(proposal.code) if proposal.code else ""
        self.result.rows.append((
            sheet, f"{table.letters.get(number, 'A')}{at}", old if isinstance(old, str) else typed, view.names[row],
            proposal.code or "", name or "", proposal.certainty, proposal.reason, ", ".join(changed), check,
        ))  # fmt: skip


def _same_unit(one: str, other: str) -> bool:
    known = units().official
    return (known(one) or fold(one)) == (known(other) or fold(other))


def _migration(old: Decree | None, decree: Decree, kind: str, store: Store) -> Migration:
    """From one decree to another for a kind of government; the second must have been imported whole."""
    target = nomenclature(decree.id, kind, store)
    if target is None or not target.complete:
        whose = f" untuk {kind}" if kind else ""
        raise NotImportedError(decree.name, whose, decree.id)
    source = nomenclature(old.id, kind, store) if old else None
    return Migration(source, target, code_map([x.id for x in (old, decree) if x], kind, store))


def migrate_workbook(
    source: Path,
    target: Path,
    decree: Decree,
    store: Store,
    *,
    probable: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Migrated:
    """Write a copy of ``source`` under ``decree``; only certain rows are changed unless ``probable`` too.

    Raises :class:`UnreadableError` where the workbook cannot be read or the decree was not imported.
    """
    refuse_inputs([target], [source])
    grids = read_workbook(source, limits)
    document = read_grids(str(source), grids)
    if not document.tables:
        raise NoCodesError(source)
    lines = next((table for table in document.tables if table.in_lines), None)
    if lines:
        raise LinesWithoutCellsError(source.name, "diubah", lines.layout, lines.sheet)
    session = Session([document], pack_for(document.year), [])
    old = session.decree(0)
    if old is decree:
        raise SameDecreeError(source, decree.name)
    migration = _migration(old, decree, session.kinds[0], store)
    work = _Work(session, migration, probable, Migrated(old.name if old else "tanpa keputusan", decree.name))
    for view in session.tables.values():
        if view.layout.hierarchy != "datar":
            work.table(view)
    work.decree_named(document, decree)
    for grid in grids:
        if grid.name == ACUAN:
            # Native formulas follow the decree, too.
            told = {key: field.value for key, field in document.identity.items()}
            work.written[grid.name] = renewed(grid, told, work.target)
    work.result.cells = sum(len(cells) for sheet, cells in work.written.items() if sheet != ACUAN)
    rows: list[Any] = [_HEADINGS, *sorted(work.result.rows, key=lambda row: (row[6] == CERTAIN, row[6] == PROBABLE))]
    with tempfile.TemporaryDirectory() as folder:
        patched = Path(folder) / source.name
        write_cells(source, patched, work.written, limits)
        work.result.sheet = add_sheet(patched, target, _SHEET, rows, _WIDTHS)
    return work.result
