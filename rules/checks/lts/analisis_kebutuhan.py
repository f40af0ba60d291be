"""LTS-004: the need that T-C.31 finds is not the money T-C.33 plans."""

from __future__ import annotations

from rules.arrays import Mask, filled, mask_of
from rules.comparison.amounts import judge_amounts
from rules.comparison.disagreement_causes import AFTER_ANALYSIS, MISTYPED, OTHER_SCALE, told_of_amounts
from rules.comparison.other_scale import in_other_scale
from rules.comparison.rows import amounts_over_there, astray, in_workbooks_of, lacking, over_there, partners, place
from rules.comparison.slips import meant, told_by_slip, undecided
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.merged_blocks import in_common
from rules.frames.tree import CODE_OF_ANOTHER_ROW
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.display import display
from rules.schema.layout import player
from rules.values.codes import SUB, parent_of
from rules.values.money import in_rupiah


def check(view: View, column: str) -> Judgement:
    """Blame sub kegiatan whose need is another amount than their pagu, or that are not planned at all."""
    plan = player("renja", "rencana").id
    other = view.session.tables.get(plan)
    if other is None:
        return view.left_out(lacking(view, plan))
    theirs = other.column_of("pagu", 0)
    planned = in_workbooks_of(view, other)
    match = partners(view, other)
    levels = view.levels
    rows = view.coded & planned & (levels.level == SUB) & filled(levels.official) & view.known_amount(column)
    blamed = over_there(other.blamed(theirs, "figure") | in_common(other, theirs), match)
    blamed |= ((match < 0) & _beside_unknown_codes(view, other)) | astray(view, other)
    due = amounts_over_there(other, theirs, match)
    due.none &= match >= 0
    rows &= ~told_by_slip(view, column, other, theirs, match)
    slips, scaled = ~meant(view, column).none, in_other_scale(view, column, due, rows)
    said = judge_amounts(
        view,
        column,
        due,
        rows,
        blamed=blamed,
        skipped=lacking(view, plan),
        told=lambda rows: {
            "name": view.names,
            "where": [_where(view, column, row, other, theirs, match[row]) for row in rows],
            **told_of_amounts(rows, scaled, slips, AFTER_ANALYSIS.name),
        },
    )
    return said.putting_off(undecided(view, column, other, theirs, match, said))


def _beside_unknown_codes(view: View, other: View) -> Mask:
    """Rows that the plan may hold under a code nobody can place: then it is the code that is at fault."""
    code = other.column_of("kode")
    placeless = other.blamed(code, "NOM-008") & ~filled(other.levels.official)
    unreadable = in_workbooks_of(view, other, placeless | other.blamed(code, "code", *CODE_OF_ANOTHER_ROW))
    unknown = other.blamed(code, "NOM-002", "NOM-008")
    beside = set(zip(other.docs[unknown].tolist(), other.levels.parent[unknown], strict=True))
    if not beside:
        return unreadable
    rows = zip(view.docs.tolist(), view.levels.official, strict=True)
    return unreadable | mask_of((bool(own) and (doc, parent_of(own)) in beside for doc, own in rows), len(view.docs))


def _where(view: View, column: str, row: int, other: View, theirs: str, match: int) -> Text:
    """What the plan says of a row, in the scale in which the row's table prints its amounts."""
    if match < 0:
        return Text(f"sub kegiatan ini tidak ada di {other.name}", f"this sub kegiatan is not in {other.name}")
    factor, decimals = view.table_of(row).factor(column), view.layout.columns[column].decimals
    planned, found = int(other.money(theirs).whole[match]), int(view.money(column).whole[row])
    due, difference = (display(in_rupiah(x // factor, decimals), decimals) for x in (planned, found - planned))
    at = place(other, theirs, match)
    return Text(
        f"pagu di {at} {due}; selisih {difference}",
        f"its money in {at} {due}; difference {difference}",
    )


RULE = Rule(
    id="LTS-004",
    name="analisis-kebutuhan",
    severity="peringatan",
    basis="Permendagri 86/2017: rencana (T-C.33) disusun dari hasil analisis kebutuhan (T-C.31)",
    title=Text("Hasil analisis kebutuhan ≠ pagu rencana", "The need found is not the money planned"),
    message=Text(
        "Kebutuhan dana {key} ({name}) {value}, {where}.",
        "The need of {key} ({name}) is {value}, {where}.",
    ),
    suggestion=Text(
        "Samakan kebutuhan dana dengan pagu di T-C.33, atau jelaskan perubahannya di kolom catatan penting.",
        "Make the need agree with T-C.33, or explain the change in the notes.",
    ),
    explanation="Rencana tahun n dirumuskan dari hasil analisis kebutuhan. Sub kegiatan dicocokkan menurut namanya, karena "
    "T-C.31 tidak memuat kode. Perbedaan di tingkat kegiatan dan program mengikuti dari sini.",
    check=check,
    columns=of_role("kebutuhan"),
    waits=("figure", "code", "NOM-002", "NOM-006", "NOM-008", "NOM-014"),
    causes=(AFTER_ANALYSIS, MISTYPED, OTHER_SCALE),
    bad=Example(
        tuple(
            Put("T-C.31", row, "11", value)
            for row, value in ((20, 60_000_000), (18, 260_000_000), (17, 260_000_000), (21, 450_000_000))
        ),
        finds="T-C.31!K20",
    ),
    good=Example((Put("T-C.31", 20, "12", "Sesuai rancangan awal"),)),
)
