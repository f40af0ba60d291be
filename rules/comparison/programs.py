"""Programs told by name: the same program in the tables of a report, however much of its name each writes.

Names are alike, or all words of the shorter one stand in the longer one and in no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from rules.arrays import Cells, Mask, Numbers, as_cells
from rules.frames.judgement import Stack
from rules.frames.memo import once
from rules.frames.view import View
from rules.frames.wholes import wholes
from rules.record import record
from rules.schema.layout import Layout
from rules.values.codes import PROGRAM
from rules.values.names import missing_words, normalise, similarity

MONEY = ("pagu_awal", "pagu", "realisasi_dana")
GROUP = "program"


def program_key(name: str) -> str:
    """A program's name without the word Program before it.

    >>> program_key("Program  Penunjang Urusan") == program_key("penunjang urusan")
    True
    """
    return normalise(name).removeprefix("program ").strip()


def program_rows(view: View) -> Mask:
    """Rows that name a program."""
    named: Mask = view.coded & (view.levels.level == PROGRAM) & (view.names != "")
    return named


def find_program(name: str, among: Mapping[str, int], limit: float) -> int:
    """The position of the program that a name stands for, -1 if none does; ``among`` maps keys to positions."""
    key = program_key(name)
    if key in among:
        return among[key]
    near = max(((similarity(key, other), at) for other, at in among.items()), default=(0.0, -1))
    if near[0] >= limit:
        return near[1]
    holding = [at for other, at in among.items() if _holds(other, key) or _holds(key, other)]
    return holding[0] if len(holding) == 1 else -1


def _holds(longer: str, shorter: str) -> bool:
    return len(shorter.split()) > 1 and missing_words(longer, shorter)[0] == []


@once
def same_programs(view: View, other: View) -> Numbers:
    """For each row of ``view`` the position of the same program in ``other``, -1 if there is none."""
    limit = view.session.pack.thresholds["kemiripan_nama"]
    known: dict[int, dict[str, int]] = {}
    for row in np.flatnonzero(program_rows(other)).tolist():
        known.setdefault(other.doc_of(row), {}).setdefault(program_key(other.names[row]), row)
    found = np.full(len(view.frame), -1)
    for row in np.flatnonzero(program_rows(view)).tolist():
        found[row] = find_program(view.names[row], known.get(view.doc_of(row), {}), limit)
    return found


def group_of_programs(session: Stack) -> list[View]:
    """The tables that list the office's programs with their money, in sheet order."""
    return [view for view in session.tables.values() if view.layout.group == GROUP]


def money_columns(layout: Layout) -> list[str]:
    """Columns of a program's money for a year."""
    return [n for n, column in layout.official.items() if column.role in MONEY and column.year is not None]


@record
class ProgramCell:
    """One cell with a program's money."""

    view: View
    column: str
    row: int
    amount: int
    span: int

    def differs(self, other: ProgramCell) -> bool:
        """Whether it holds another amount, by more than the rounding of both, where they are rounded differently."""
        slack = self.span + other.span if self.span != other.span else 0
        return abs(self.amount - other.amount) * 2 > slack


@once
def compared_money(session: Stack) -> tuple[set[tuple[str, str, int]], dict[tuple[str, str, int], ProgramCell]]:
    """Cells (table, column, row) of programs' money that were compared, and for the odd ones the cell most agree with."""
    seen: set[tuple[str, str, int]] = set()
    odd: dict[tuple[str, str, int], ProgramCell] = {}
    for cells in _same_money(group_of_programs(session)):
        if len({cell.view.name for cell in cells}) < 2:
            continue
        seen.update((x.view.name, x.column, x.row) for x in cells)
        amounts = [cell.amount for cell in cells]
        reference = max(cells, key=lambda cell: (amounts.count(cell.amount), _adds_up(cell)))
        odd |= {(x.view.name, x.column, x.row): reference for x in cells if x.differs(reference)}
    return seen, odd


def _same_money(tables: list[View]) -> Iterable[list[ProgramCell]]:
    """The cells that tell the same money of the same program: of one workbook, role and year."""
    groups: dict[tuple[int, str, str, int | None], list[ProgramCell]] = {}
    for table in tables:
        place = _identities(table, tables)
        for column in money_columns(table.layout):
            spec, money = table.layout.columns[column], table.money(column)
            usable = program_rows(table) & ~money.none & ~table.blamed(column, "figure")
            for row in table.frame.index[usable & table.has(column) & ~table.blank(column)]:
                key = (table.doc_of(row), place[row], spec.role, spec.year)
                groups.setdefault(key, []).append(
                    ProgramCell(table, column, row, int(money.whole[row]), money.span_at(row))
                )
    return groups.values()


def _adds_up(cell: ProgramCell) -> bool:
    """Whether the programs of a cell's column add up to the TOTAL that stands below them."""
    view, numbers = cell.view, wholes(cell.view)
    whole = numbers == numbers[cell.row]
    money = view.money(cell.column)
    totals = whole & view.total & ~money.none
    return bool((money.whole[totals] == money.whole[whole & program_rows(view)].sum()).any())


def _identities(table: View, tables: list[View]) -> Cells:
    """One name for the same program in all tables: its place in the first table that has it."""
    found = as_cells([""] * len(table.frame))
    for other in tables:
        if other.name == table.name:
            break
        match = same_programs(table, other)
        found = np.where((found != "") | (match < 0), found, _identities(other, tables)[match])
    return np.where(found != "", found, as_cells([f"{table.name} {row}" for row in range(len(found))]))
