"""A copy of a workbook with the plan's rows carried to its other tables and every derived cell filled in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from rules.calculation.compute import Derived, compute
from rules.carryover.plan_to_other_tables import Carried, Left, carry
from rules.model.document import Document, Table
from rules.model.parts_of_workbook import parts_of
from rules.schema.layout import layouts
from rules.schema.pack import Pack
from rules.values.cells import column_number
from workbook_templates.copies.errors import LinesWithoutCellsError, TornColumnsError
from workbook_templates.grid import Value
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.ooxml.results import copy_with_results
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.safe_writing import on_the_way_to
from workbook_templates.sheet_facts import Place


@dataclass(frozen=True, slots=True)
class Filled:
    """A derived cell and where it stands (A1)."""

    derived: Derived
    cell: str


@dataclass(slots=True)
class Filling:
    """What was done to a copy: cells carried from the plan (A1), rows left out, derived cells."""

    carried: list[tuple[Carried, str]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    derived: list[Filled] = field(default_factory=list)


def fill_workbook(source: Path, target: Path, pack: Pack | None = None, limits: Limits = DEFAULT_LIMITS) -> Filling:
    """Carry and compute ``source`` into ``target``; typed cells stay. Tells of every cell what became of it."""
    filling, cells = fill_document(_calculated(source, target, limits), pack)
    # A formula that offers a name or an indicator for a code would give its own one again; that beside the table finds the code.
    typed: dict[str, set[Place]] = {}
    for carried, cell in filling.carried:
        if carried.column in layouts()[carried.table].official:
            typed.setdefault(carried.sheet, set()).add((carried.row, column_number(cell.rstrip("0123456789"))))
    write_cells(source, target, cells, limits, typed)
    return filling


def _calculated(source: Path, target: Path, limits: Limits) -> Document:
    """The document with the results of its formulas, also of those that no program has calculated yet.

    A name that a formula looks up is carried like a typed one.
    """
    document = read_document(source, limits)
    if not any(table.marks.uncalculated for part in parts_of(document) for table in part.tables):
        return document
    with on_the_way_to(target) as folder:
        copy_with_results(source, folder / source.name, limits)
        return replace(read_document(folder / source.name, limits), source=document.source)


def fill_document(
    document: Document, pack: Pack | None = None, *, formulas: bool = True
) -> tuple[Filling, dict[str, dict[Place, Value]]]:
    """What carrying and computing come to in all documents of a workbook, and the cells to write by sheet and place.

    ``formulas`` tells whether the results of formulas are written too; Excel reckons its own. Raises
    :class:`UnreadableError` where a table goes on in other columns or has no cells of its own.
    """
    filling, written = Filling(), dict[str, dict[Place, Value]]()
    for part in parts_of(document):
        found, cells = _fill_part(part, pack, formulas=formulas)
        filling.carried += found.carried
        filling.left += found.left
        filling.derived += found.derived
        for sheet, places in cells.items():
            written.setdefault(sheet, {}).update(places)
    return filling, written


def _fill_part(
    document: Document, pack: Pack | None, *, formulas: bool
) -> tuple[Filling, dict[str, dict[Place, Value]]]:
    _refuse_torn(document)
    tables = {(table.layout, table.sheet): table for table in document.tables}
    letters = {place: table.letters for place, table in tables.items()}
    filling, written = Filling(), dict[str, dict[Place, Value]]()
    document, carried, filling.left = carry(document, pack)
    for cell in carried:
        letter = letters[(cell.table, cell.sheet)][cell.column]
        filling.carried.append((cell, f"{letter}{cell.row}"))
        value = as_printed(tables[(cell.table, cell.sheet)], cell.column, cell.value)
        written.setdefault(cell.sheet, {})[(cell.row, column_number(letter))] = value
    for due in compute(document, pack):
        letter = letters[(due.table, due.sheet)][due.column]
        filling.derived.append(Filled(due, f"{letter}{due.row}"))
        decimals = layouts()[due.table].columns[due.column].decimals
        value = due.value / 10**decimals if isinstance(due.value, int) and decimals else due.value
        value = as_printed(tables[(due.table, due.sheet)], due.column, value)
        if (due.state == "filled" and value is not None) or (due.state == "refreshed" and formulas):
            written.setdefault(due.sheet, {})[(due.row, column_number(letter))] = value
    return filling, written


def as_printed(table: Table, column: str, value: Value) -> Value:
    """A value of a column in the scale in which the table prints it."""
    factor = table.factor(column)
    if factor == 1 or isinstance(value, str | None):
        return value
    return value // factor if isinstance(value, int) and value % factor == 0 else value / factor


def _refuse_torn(document: Document) -> None:
    """Refuse a document in which a column of a table has no cells of its own, or other ones further down."""
    seen: set[tuple[str, str]] = set()
    for table in document.tables:
        name = Path(document.source).name
        if (table.layout, table.sheet) in seen and table.recognition.continues:
            raise TornColumnsError(name, table.layout, table.sheet)
        if table.in_lines:
            raise LinesWithoutCellsError(name, "dihitung", table.layout, table.sheet)
        seen.add((table.layout, table.sheet))
