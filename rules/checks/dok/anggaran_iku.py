"""DOK-003: a program's money behind a key indicator is not that of the table per program."""

from __future__ import annotations

import numpy as np

from rules.arrays import Numbers
from rules.comparison.amounts import judge_amounts
from rules.comparison.programs import ProgramCell, compared_money, program_rows, same_programs
from rules.comparison.rows import amounts_over_there, lacking, over_there, place
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.readings import Wholes
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout, player

_WHAT = {"pagu": Text("Pagu", "Money"), "realisasi_dana": Text("Realisasi", "Spending")}


def _columns(layout: Layout) -> list[str]:
    if layout.document != "lkip" or not layout.by_role("iku"):
        return []
    return [number for number, column in layout.official.items() if column.role in _WHAT]


def _told_by(other: View, column: str, match: Numbers) -> dict[int, ProgramCell]:
    """For each row the cell that tells its program's money: the table's, or one of those that most tables agree with."""
    odd, money = compared_money(other.session)[1], other.money(column)
    return {
        row: odd.get((other.name, column, at), ProgramCell(other, column, at, int(money.whole[at]), money.span_at(at)))
        for row, at in enumerate(match.tolist())
        if at >= 0
    }


def check(view: View, column: str) -> Judgement:
    """Blame programs whose pagu or realisation, whole or added up over the indicators, is not the table's."""
    per_program = player("lkip", "realisasi_program").id
    other = view.session.tables.get(per_program)
    if other is None:
        return view.left_out(lacking(view, per_program))
    theirs = other.column_of(view.layout.columns[column].role)
    match = same_programs(view, other)
    due, own = amounts_over_there(other, theirs, match), view.money(column)
    rows = program_rows(view) & (match >= 0)
    cells = _told_by(other, theirs, match)
    for row, cell in cells.items():
        due.whole[row] = cell.amount
    # A program may serve several indicators, each with its part of the money.
    together = np.zeros(len(other.frame) + 1, dtype=np.int64)
    np.add.at(together, match[rows], own.whole[rows])
    shared = rows & ~due.none & (together[match] == due.whole)
    odd = ("figure", "sum", "STR-012")
    blamed = view.blamed(column, *odd) | over_there(other.blamed(theirs, *odd), match)
    return judge_amounts(
        view,
        column,
        Wholes(np.where(shared, own.whole, due.whole), np.where(shared, own.none, due.none), span=due.span),
        rows,
        blamed=blamed,
        skipped=lacking(view, per_program),
        told=lambda rows: {
            "what": _WHAT[view.layout.columns[column].role],
            "program": [view.names[row] for row in rows],
            "place": [place(cells[row].view, cells[row].column, cells[row].row) for row in rows],
        },
    )


RULE = Rule(
    id="DOK-003",
    name="anggaran-iku",
    severity="galat",
    basis="PermenPAN-RB 53/2014, Bab III Laporan Kinerja: realisasi anggaran menurut program dan menurut sasaran",
    title=Text("Anggaran per IKU ≠ anggaran per program", "Money per indicator is not that per program"),
    message=Text(
        '{what} "{program}" di sini {value}, di {place} {expected}; selisih {difference}.',
        '{what} of "{program}" is {value} here, {expected} in {place}; difference {difference}.',
    ),
    suggestion=Text("Samakan dengan tabel pagu dan realisasi per program.", "Make it agree with the table per program."),
    explanation="Pagu dan realisasi program yang mendukung IKU adalah angka yang sama dengan tabel pagu dan realisasi per "
    "program. Program dicocokkan menurut namanya; program yang mendukung beberapa IKU boleh dibagi, asal jumlahnya sama.",
    check=check,
    columns=_columns,
    waits=("figure", "sum", "STR-012"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        tuple(Put("Anggaran-IKU", row, "5", value) for row, value in
              ((16, 225_900_000), (17, 225_900_000), (18, 180_900_000)))
        + tuple(Put("Anggaran-IKU", row, "6", 90.36) for row in (16, 17)) + (Put("Anggaran-IKU", 18, "6", 90.45),),
        finds="Anggaran-IKU!E16",
    ),
    good=Example((Put("Anggaran-IKU", 16, "3", "PROGRAM PENILAIAN KESEHATAN KSP/ USP KOPERASI"),)),
)  # fmt: skip
