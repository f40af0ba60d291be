"""LTS-002: the money of one sub kegiatan differs between tables."""

from __future__ import annotations

from rules.arrays import at_rows
from rules.comparison.amounts import judge_amounts
from rules.comparison.disagreement_causes import MISTYPED, OTHER_SCALE, PLAN_CAUSES, cause_between, told_of_amounts
from rules.comparison.other_scale import in_other_scale
from rules.comparison.programs import GROUP, compared_money, money_columns, program_rows
from rules.comparison.rows import (
    against_first,
    amounts_over_there,
    astray,
    over_there,
    partners,
    place,
    renamed_rows,
    without_partner,
)
from rules.comparison.slips import meant, settles, slips_of_plan, told_by_slip, undecided, unsettled
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.merged_blocks import in_common
from rules.frames.tree import unreadable
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.codes import SUB

_WHAT = {
    "pagu": Text("Pagu", "Money"),
    "pagu_awal": Text("Pagu sebelum perubahan", "Money before the amendment"),
    "realisasi_dana": Text("Realisasi", "Spending"),
}


def _columns(layout: Layout) -> list[str]:
    if layout.group == GROUP:
        return money_columns(layout)
    if not (layout.group or layout.follows):
        return []
    return [number for number, column in layout.columns.items() if column.role == "pagu" and column.year is not None]


def check(view: View, column: str) -> Judgement:
    """Blame the later table where its money for a year is not the earlier table's; of programs, the odd cell."""
    if view.layout.group == GROUP:
        return _of_programs(view, column)
    said = against_first(view, lambda other: _against(view, column, other))
    return said.along_with(_mistyped(view, column)) if slips_of_plan(view, column) else said


def _mistyped(view: View, column: str) -> Judgement:
    """Blame the first table itself for amounts that its own sums and the other tables contradict."""
    slips = slips_of_plan(view, column)
    rows, size = sorted(slips), len(view.frame)
    held, found = [slips[row] for row in rows], view.money(column).whole[rows].tolist()
    # Of those that only other tables contradict, a sum that is wrong or unknown itself does not say how much it matters.
    open_sums = at_rows(rows, size) & unsettled(view, column) & ~settles(view, column)
    return view.judge(
        at_rows(rows, size),
        at_rows(rows, size),
        deferred=open_sums,
        value=found,
        expected=[told.amount for told in held],
        difference=[amount - told.amount for amount, told in zip(found, held, strict=True)],
        what=_WHAT["pagu"],
        whose=[view.keys[row] for row in rows],
        place=[place(told.view, told.column, told.row) for told in held],
        cause=MISTYPED.name,
        severity=None,
    )


def _against(view: View, column: str, other: View) -> Judgement:
    theirs = other.layout.by_role("pagu", view.layout.columns[column].year)
    if theirs is None:
        return view.left_out({})
    match = partners(view, other)
    blamed = over_there(other.blamed(theirs, "figure") | in_common(other, theirs), match)
    due = amounts_over_there(other, theirs, match)
    right, slips = told_by_slip(view, column, other, theirs, match), ~meant(view, column).none
    leaves = view.coded & (view.levels.level == SUB)
    scaled = in_other_scale(view, column, due, leaves & (match >= 0))
    said = judge_amounts(
        view,
        column,
        due,
        leaves & (match >= 0) & ~right,
        blamed=blamed,
        told=lambda rows: {
            "place": [place(other, theirs, match[row]) for row in rows],
            "what": _WHAT["pagu"],
            "whose": view.keys,
            **told_of_amounts(rows, scaled, slips, cause_between(view)),
        },
    )
    blind = leaves & astray(view, other)
    blind |= view.data & ~view.coded & unreadable(view, view.column_of("kode"))
    # Below another parent there, nothing shows which of both amounts is mistyped.
    blind |= renamed_rows(view, other) & at_rows(said.faults.rows, len(view.frame))
    return said.putting_off(blind | undecided(view, column, other, theirs, match, said))


def _of_programs(view: View, column: str) -> Judgement:
    seen, odd = compared_money(view.session)
    checked = {row for name, number, row in seen if (name, number) == (view.name, column)}
    mine = {row: cell for (name, number, row), cell in odd.items() if (name, number) == (view.name, column)}
    rows, size = sorted(mine), len(view.frame)
    others, found = [mine[row] for row in rows], view.money(column).whole[rows].tolist()
    open_sums = at_rows(rows, size) & unsettled(view, column) & meant(view, column).none
    return view.judge(
        at_rows(checked, size),
        at_rows(rows, size),
        deferred=(program_rows(view) & view.blamed(column, "figure")) | open_sums,
        skipped=without_partner(view),
        value=found,
        expected=[cell.amount for cell in others],
        difference=[amount - cell.amount for amount, cell in zip(found, others, strict=True)],
        what=_WHAT[view.layout.columns[column].role],
        whose=[f'"{view.names[row]}"' for row in rows],
        place=[place(cell.view, cell.column, cell.row) for cell in others],
    )


RULE = Rule(
    id="LTS-002",
    name="pagu-antar-tabel",
    severity="peringatan",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: tabel-tabel dalam satu dokumen memuat pagu yang sama",
    title=Text("Pagu berbeda antar tabel", "Money differs between tables"),
    message=Text(
        "{what} {whose} di sini {value}, di {place} {expected}; selisih {difference}.",
        "{what} of {whose} is {value} here, {expected} in {place}; difference {difference}.",
    ),
    suggestion=Text(
        "Samakan angkanya; bila tahapnya memang berbeda, jelaskan di kolom keterangan.",
        "Make them agree; if the stages really differ, explain in the notes.",
    ),
    explanation="Satu sub kegiatan dalam satu dokumen hanya punya satu pagu. Perbedaan di tingkat kegiatan dan program "
    "mengikuti dari sini dan tidak dilaporkan lagi. Dalam LKIP dibandingkan uang tiap program dalam PK, Pagu, "
    "Pagu-Realisasi, dan Perbandingan: yang dilaporkan adalah sel yang berbeda dari angka terbanyak. Bila jumlahnya sendiri atau dua tabel lain "
    "menunjukkan bahwa tabel pertama yang salah ketik, sel itulah yang dilaporkan, satu kali. Bila hampir semua jumlahnya seperseribu atau sepersejuta "
    "dari tabel lain, satu di antaranya berskala tanpa menyebutnya: kesalahan. Selama jumlah di atasnya belum benar, belum "
    "dapat diputuskan apakah angka yang berbeda itu salah ketik.",
    check=check,
    columns=_columns,
    waits=("figure", "code", "NOM-006", "NOM-008", "NOM-014"),
    causes=(
        CauseKind("", Text("Pagu program berbeda antar tabel", "Money of programs differs between tables"),
            Text("Samakan angkanya di semua tabel; bila tahapnya memang berbeda, jelaskan di kolom keterangan.", "Make the figure the same in all tables; if the stages really differ, explain in the notes."), keeps_formulas=True),
        *PLAN_CAUSES,
        MISTYPED,
        OTHER_SCALE,
    ),
    bad=Example(
        tuple(Put("Bab-IV", row, "6", value)
              for row, value in ((22, 60_000_000), (20, 260_000_000), (19, 260_000_000), (13, 450_000_000),
                                 (12, 450_000_000), (23, 450_000_000))),
        finds="Bab-IV!F22",
    ),
    good=Example((Put("Bab-IV", 22, "6", 50_000_000.0),)),
)  # fmt: skip
