"""DOK-004: more was spent than the budget allows."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, any_in_doc, within
from rules.comparison.programs import program_rows, same_programs
from rules.comparison.rows import over_there
from rules.comparison.slips import due_by_sum
from rules.comparison.stated_sums import sums
from rules.engine.example_table_edits import Example, Put
from rules.engine.example_workbook_edits import Given
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.money import in_rupiah

_OF_A_YEAR = "akumulasi"
"""The role of what was spent until a quarter's end, beside the quarters of that year."""


def _columns(layout: Layout) -> list[str]:
    return [
        number
        for number, column in layout.official.items()
        if column.kind == "money"
        and (column.role == "realisasi_dana" or (column.role == _OF_A_YEAR and column.year is not None))
        and _pagu(layout, number)
    ]


def _pagu(layout: Layout, column: str) -> str | None:
    return layout.by_role("pagu", layout.columns[column].year)


def _over(view: View, column: str) -> Mask:
    """Rows that spent more than their pagu."""
    spent, allowed = view.money(column), view.money(_pagu(view.layout, column) or "")
    over: Mask = ~spent.none & ~allowed.none & (spent.whole > allowed.whole)
    return over


def _told_elsewhere(view: View, column: str) -> Mask:
    """Rows whose fault is that of a row below them, of a row the TOTAL adds up, of a quarter, or of the same program in a table before."""
    over = _over(view, column)
    told = within(code_keys(view), set(parent_keys(view)[over & view.coded])) & view.coded
    told |= view.total & any_in_doc(over & view.data, view.docs)
    if view.layout.columns[column].role == _OF_A_YEAR:
        for number in _columns(view.layout):
            told |= _over(view, number) & (number != column)
    for other in view.session.tables.values():
        if other.name == view.name:
            break
        if other.layout.document != "lkip":
            continue
        for number in _columns(other.layout):
            if other.layout.columns[number].year == view.layout.columns[column].year:
                there = _over(other, number) & program_rows(other)
                told |= over_there(there, same_programs(view, other))
    return told


def _settled_elsewhere(view: View, column: str, pagu: str) -> Mask:
    """Rows in which another table states an amount instead, spent or allowed, by which no more is spent than allowed."""
    settled = np.zeros(len(view.frame), dtype=bool)
    for number in (column, pagu):
        for said in view.session.awaited(["LTS-002"], view, number):
            for row, due in zip(said.faults.rows.tolist(), said.faults.details.get("expected", ()), strict=True):
                both = {
                    x: in_rupiah(int(view.money(x).whole[row]), view.layout.columns[x].decimals) for x in (column, pagu)
                }
                both[number] = due
                settled[row] |= both[column] <= both[pagu]
    return settled


def check(view: View, column: str) -> Judgement:
    """Blame realisations above the pagu of their year, at the lowest row and in the first table that shows it."""
    pagu = _pagu(view.layout, column) or ""
    rows = view.data | view.total
    known = rows & view.known_amount(column) & view.known_amount(pagu)
    doubtful = sums(view, column).deferred | sums(view, pagu).deferred
    for number in (column, pagu):
        doubtful |= view.blamed(number, "figure", "sum", "DOK-003", "STR-012", "TUR-009")
    doubtful |= _settled_elsewhere(view, column, pagu)
    share = view.layout.by_role("serapan", view.layout.columns[column].year) or view.layout.by_role("serapan")
    doubtful |= view.blamed(share or "", "TUR-005")
    # A pagu that the sum over it contradicts may allow for it: that finding stands for both.
    by_sum = due_by_sum(view, pagu)
    doubtful |= ~by_sum.none & (by_sum.whole >= view.money(column).whole)
    over = known & _over(view, column)
    deferred = known & (doubtful | (over & _told_elsewhere(view, column)))
    bad = over & ~deferred
    decimals = view.layout.columns[column].decimals
    spent, allowed = view.money(column).whole, view.money(pagu).whole
    return view.judge(
        known & ~deferred,
        bad,
        deferred=deferred,
        value=[in_rupiah(int(x), decimals) for x in spent[bad]],
        expected=[in_rupiah(int(x), decimals) for x in allowed[bad]],
        difference=[in_rupiah(int(x), decimals) for x in (spent - allowed)[bad]],
        name=[view.names[row] or view.keys[row] for row in np.flatnonzero(bad)],
    )


RULE = Rule(
    id="DOK-004",
    name="realisasi-lewat-pagu",
    severity="peringatan",
    basis="PP 12/2019: pengeluaran tidak dapat dilakukan bila anggarannya tidak tersedia atau tidak cukup",
    title=Text("Realisasi melebihi pagu", "Spending above the budget"),
    message=Text(
        'Realisasi "{name}" {value} melebihi pagunya {expected} sebesar {difference}.',
        'Spending of "{name}", {value}, is above its budget {expected} by {difference}.',
    ),
    suggestion=Text(
        "Periksa angkanya; bila memang demikian, jelaskan dalam naskah.", "Check the figures; if they are right, explain."
    ),
    explanation="Belanja dibatasi pagunya. Realisasi di atas pagu biasanya salah ketik atau memakai pagu sebelum perubahan. "
    "Dilaporkan satu kali: pada baris terendah dan tabel pertama yang memuatnya; dalam E.81 pada triwulannya, atau pada jumlah "
    "tahun berjalan bila triwulan-triwulannya baru bersama-sama melebihi pagu.",
    check=check,
    columns=_columns,
    waits=("figure", "sum", "DOK-003", "LTS-002", "STR-012", "TUR-005", "TUR-009"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        (
            Given(reported_money=(("realisasi_dana", "Program Penilaian Kesehatan KSP/USP Koperasi", 222_000_000),)),
            Put("Perbandingan", 13, "7", 222_000_000), Put("Perbandingan", 13, "8", 100.91),
            Put("Perbandingan", 14, "7", 393_000_000), Put("Perbandingan", 14, "8", 98.25),
        ),
        finds="Perbandingan!G13",
    ),
    good=Example(
        (
            Given(reported_money=(("realisasi_dana", "Program Penilaian Kesehatan KSP/USP Koperasi", 220_000_000),)),
            Put("Perbandingan", 13, "7", 220_000_000), Put("Perbandingan", 13, "8", 100),
            Put("Perbandingan", 14, "7", 391_000_000), Put("Perbandingan", 14, "8", 97.75),
        ),
    ),
)  # fmt: skip
