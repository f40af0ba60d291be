"""A partly typed report brought up to date with a later version of its Renja, in a copy.

Cells that still hold what was carried get the Renja's new value; what a planner typed, emptied or deleted stays as
it is and is told. Only values are written: formulas, formats and everything else are copied as they stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.calculation.compute import compute
from rules.carryover.plan_for_report import Said
from rules.carryover.report_from_plan import REPORT, Start, start_report
from rules.model.document import Document, Table
from rules.schema.layout import Layout, form_of, layouts
from rules.schema.pack import pack_for
from rules.values.cells import as_text, column_number, is_blank
from rules.values.names import normalise, similarity
from rules.values.offices import same_office
from workbook_templates.copies.errors import NotCarriedError, OtherOfficeError, RenewalYearError
from workbook_templates.copies.fill import as_printed
from workbook_templates.grid import Grid
from workbook_templates.ooxml.patch import Value, write_cells
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.table.scales import raised
from workbook_templates.template.carried_sheet import (
    EMPTIED,
    IDENTITY,
    IDENTITY_COLUMN,
    NOW,
    SAME,
    SOURCE,
    STATE,
    TITLE_CELL,
    TYPED,
    VALUE,
    WAITING,
    Record,
    described,
    find_carried,
    read_records,
)

Place = tuple[str, int, int]
"""Sheet, row and column (1-based)."""


@dataclass(frozen=True, slots=True)
class CarriedChange:
    """A cell: what it holds, and what the Renja says now."""

    table: str
    key: str
    place: Place
    held: Any
    said: Any


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A row of the report, or of the Renja alone: one of its cells, if the report has any, and its name, if only the Renja has it."""

    table: str
    key: str
    place: Place | None = None
    name: Any = None


@dataclass(slots=True)
class Refreshed:
    """What became of a report: cells given their new value, filled for the first time, left as typed or deleted, rows
    of the Renja without a place, and carried rows that it has no longer."""

    start: Start
    same: int = 0
    renewed: list[CarriedChange] = field(default_factory=list)
    filled: list[CarriedChange] = field(default_factory=list)
    typed: list[CarriedChange] = field(default_factory=list)
    deleted: list[CarriedRow] = field(default_factory=list)
    homeless: list[CarriedRow] = field(default_factory=list)
    gone: list[CarriedRow] = field(default_factory=list)


def refresh(report: Path, renja: Document, target: Path, limits: Limits = DEFAULT_LIMITS) -> Refreshed:
    """Write ``target``, a copy of ``report`` brought up to date with ``renja``.

    Raises :class:`UnreadableError` where the report was not started from a Renja, or speaks of another year or office.
    """
    book = _Report(report, limits)
    _same_subject(report, book.document, renja)
    done = _Refresh(book, start_report(renja, book.document.renstra))
    done.run()
    write_cells(report, target, book.written, limits)
    return done.told


def _same_subject(report: Path, document: Document, renja: Document) -> None:
    name = Path(renja.source).name
    if document.year != renja.year:
        raise RenewalYearError(report, document.year or "(kosong)", name, renja.year)
    own, other = document.text("perangkat_daerah"), renja.text("perangkat_daerah")
    if own and other and not same_office(own, other, document.text("pemda") or renja.text("pemda")):
        raise OtherOfficeError(report, own, name, other)


class _Report:
    """The report as it stands, and what is to be written into its copy."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.grids = path, read_workbook(path, limits)
        carried = find_carried(self.grids)
        if carried is None:
            raise NotCarriedError(path)
        self.carried: Grid = carried
        self.document = read_grids(str(path), self.grids)
        self._by_name = {grid.name: grid for grid in self.grids}
        self.written: dict[str, dict[tuple[int, int], Value]] = {}

    def value(self, place: Place) -> Any:
        """What a cell holds, an amount in rupiah whatever the scale in which it is printed."""
        rows = self._by_name[place[0]].rows if place[0] in self._by_name else []
        row = rows[place[1] - 1] if place[1] <= len(rows) else []
        held, (table, column) = row[place[2] - 1] if place[2] <= len(row) else None, self._printed(place)
        if table is None or isinstance(held, bool) or not isinstance(held, int | float):
            return held
        return raised(held, table.captions.scales[column].power)

    def _printed(self, place: Place) -> tuple[Table | None, str]:
        """The table and the official column in whose scale a cell is printed; none where it is in no column with a scale."""
        for table in self.document.tables:
            if table.sheet == place[0] and table.captions.scales and place[1] >= min(table.rows, default=place[1] + 1):
                for column in table.captions.scales:
                    there = column in table.letters and column_number(table.letters[column]) == place[2]
                    if there and table.factor(column) > 1:
                        return table, column
        return None, ""

    def calculates(self, place: Place) -> bool:
        """Whether a cell holds a formula."""
        return place[0] in self._by_name and place[1:] in self._by_name[place[0]].facts.formulas

    def put(self, place: Place, value: Any) -> None:
        """Have a cell written, an amount as its column prints it; rules and formulas reckon with it from now on."""
        name, row, column = place
        table, official = self._printed(place)
        value = value if table is None else as_printed(table, official, value)
        self.written.setdefault(name, {})[(row, column)] = value
        rows = self._by_name[name].rows
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = value

    def calculate(self) -> None:
        """Renew the stored results of formulas that follow what was written."""
        document = read_grids(str(self.path), self.grids)
        letters = {(table.layout, table.sheet): table.letters for table in document.tables}
        for due in compute(document, pack_for(document.year)):
            if due.state != "refreshed":
                continue
            decimals = layouts()[due.table].columns[due.column].decimals
            value = due.value / 10**decimals if isinstance(due.value, int) and decimals else due.value
            place = due.sheet, due.row, column_number(letters[(due.table, due.sheet)][due.column])
            if not _close(self.value(place), value):
                self.put(place, value)


class _Refresh:
    """One run: records of Bawaan held against what the Renja says now."""

    def __init__(self, book: _Report, start: Start) -> None:
        self.book, self.told = book, Refreshed(start)
        self.records = read_records(book.carried)
        self.said = _by_key(start)
        self.keys = _renamed(self.records, self.said)
        self.columns = {(record.table, self.keys.get((record.table, record.key), record.key), record.column)
                        for record in self.records}  # fmt: skip

    def run(self) -> None:
        """Decide on every record, then on what no record speaks of."""
        gone: dict[tuple[str, str], CarriedRow] = {}
        for record in self.records:
            key = self.keys.get((record.table, record.key), record.key)
            row = self.said.get((record.table, key))
            if row is None:
                gone.setdefault((record.table, record.key), CarriedRow(record.table, record.key, record.cell))
            elif record.column in row:
                self._one(record, row[record.column])
            elif record.cell and not is_blank(record.value) and _alike(self.book.value(record.cell), record.value):
                self.told.same += 1
        self.told.gone = [row for row in gone.values() if row.place]
        for (table, key), row in self.said.items():
            missing = {at: said for at, said in row.items() if said and (table, key, at) not in self.columns}
            if missing:
                self._unrecorded(table, key, row, missing)
        if self.book.written:
            self.book.calculate()
        self.book.written.setdefault(self.book.carried.name, {})[TITLE_CELL] = described(self.told.start)

    def _one(self, record: Record, said: Said) -> None:
        """A recorded cell: renewed where it holds what was carried, else left."""
        told, place = self.told, record.cell
        if place is None:
            if said:
                told.deleted.append(CarriedRow(record.table, record.key))
            return
        held = self.book.value(place)
        change = CarriedChange(record.table, record.key, place, held, said.value)
        if self.book.calculates(place) or not _alike(held, record.value):
            if said and _alike(held, said.value) and not self.book.calculates(place):
                self._record(record, said, SAME)
            elif said or not is_blank(record.value):
                told.typed.append(change)
                self._show(record, {NOW: held, STATE: EMPTIED if is_blank(held) else TYPED})
            return
        if _alike(held, said.value) or (not said and not _moves(record)):
            told.same += bool(said)
            if said and said.source != record.source:
                self._record(record, said, SAME)
            return
        (told.renewed if not is_blank(held) else told.filled).append(change)
        self.book.put(place, said.value)
        self._record(record, said, SAME if said else WAITING)

    def _record(self, record: Record, said: Said, state: str) -> None:
        """Renew a row of Bawaan with the results its formulas will show."""
        self._show(record, {VALUE: said.value, NOW: said.value, STATE: state, SOURCE: said.source})

    def _show(self, record: Record, cells: Mapping[int, Any]) -> None:
        sheet = self.book.written.setdefault(self.book.carried.name, {})
        sheet.update({(record.row, column): value for column, value in cells.items()})

    def _unrecorded(self, table: str, key: str, row: Mapping[str, Said], missing: Mapping[str, Said]) -> None:
        """What the Renja says of cells that no record points at: in a row that the planner added, or in none."""
        place = self._row_of(table, key, row)
        if place is None:
            name = row.get(_name_column(layouts()[table]), Said())
            self.told.homeless.append(CarriedRow(table, key, name=name.value))
            return
        sheet, at, letters = place
        for column, said in missing.items():
            if column not in letters:
                continue
            cell = (sheet, at, column_number(letters[column]))
            held = self.book.value(cell)
            change = CarriedChange(table, key, cell, held, said.value)
            if is_blank(held) and not self.book.calculates(cell):
                self.told.filled.append(change)
                self.book.put(cell, said.value)
            elif not _alike(held, said.value) and not self.book.calculates(cell):
                self.told.typed.append(change)

    def _row_of(self, table: str, key: str, row: Mapping[str, Said]) -> tuple[str, int, dict[str, str]] | None:
        """Sheet, row and columns of a key: where its other records point, or where its name was typed."""
        found = next((own for own in self.book.document.tables if own.layout == table), None)
        if found is None:
            return None
        for record in self.records:
            if record.table == table and record.cell and self.keys.get((table, record.key), record.key) == key:
                return record.cell[0], record.cell[1], found.letters
        taken = {record.cell[1] for record in self.records if record.table == table and record.cell}
        at = next((at for at in _rows_named(found, row) if at not in taken), None)
        return None if at is None else (found.sheet, at, found.letters)


def _by_key(start: Start) -> dict[tuple[str, str], Mapping[str, Said]]:
    """What the Renja says now, by table and key; fields of the identity by their label."""
    fields = form_of(REPORT).fields
    form = {(IDENTITY, fields[key].label): {IDENTITY_COLUMN: said} for key, said in start.identity.items()}
    return form | {(table, row.key): row.carried for table, rows in start.rows.items() for row in rows}


def _alike(one: Any, other: Any) -> bool:
    """Whether two cells show the same; a blank one is like nothing carried."""
    return as_text(one) == as_text(other)


def _close(stored: Any, due: Any) -> bool:
    """Whether a formula's stored result is the one due, the last digits of a binary fraction aside."""
    numbers = isinstance(stored, int | float) and isinstance(due, int | float)
    return math.isclose(stored, due, rel_tol=1e-12) if numbers else _alike(stored, due)


def _moves(record: Record) -> bool:
    """Whether a column is one of the Renstra's years: what it held belongs elsewhere once those years are others."""
    layout = layouts().get(record.table)
    return layout is not None and record.column in layout.columns and layout.columns[record.column].period is not None


def _name_column(layout: Layout) -> str:
    """The column that names the rows of a table."""
    return layout.by_role("uraian") or layout.by_role("indikator") or ""


def _rows_named(table: Table, row: Mapping[str, Said]) -> Iterator[int]:
    """Rows of a table with the name the Renja has for a row of its own."""
    column = _name_column(layouts()[table.layout])
    name = row.get(column, Said())
    for at, value in zip(table.rows, table.columns.get(column, []), strict=False):
        if name and normalise(as_text(value)) == normalise(as_text(name.value)):
            yield at


def _renamed(records: Sequence[Record], said: Mapping[tuple[str, str], Any]) -> dict[tuple[str, str], str]:
    """New keys of rows whose indicator only got another wording: the likest among those not yet carried."""
    threshold = pack_for(None).thresholds["kemiripan_nama"]
    carried = dict.fromkeys((record.table, record.key) for record in records)
    free = [place for place in said if place not in carried]
    found: dict[tuple[str, str], str] = {}
    for table, key in (place for place in carried if place not in said and not _is_code(place[1])):
        near = [(similarity(key, other), other) for own, other in free if own == table]
        likeness, best = max(near, default=(0.0, ""))
        if likeness >= threshold:
            found[(table, key)] = best
            free.remove((table, best))
    return found


def _is_code(key: str) -> bool:
    """Whether a row is known by its code, which never changes its meaning."""
    return key.replace(".", "").isdigit()
