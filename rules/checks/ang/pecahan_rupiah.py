"""ANG-003: a fraction in whole-rupiah money."""

from __future__ import annotations

from rules.comparison.other_scale import of_tables_in_other_scale
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.money import in_rupiah


def check(view: View, column: str) -> Judgement:
    """Blame amounts finer than the column's unit (whole rupiah where the layout says no decimals)."""
    money = view.money(column)
    found = money.status.among("pecahan")
    # What is another scale needs no rounding: LTS-002 and LTS-004 tell that the whole table is.
    scaled = found & of_tables_in_other_scale(view) if found.any() else found
    bad = found & ~scaled
    decimals = view.layout.columns[column].decimals
    amounts = [in_rupiah(int(amount), decimals) for amount in money.whole[bad]]
    return view.judge(~money.none & ~scaled, bad, deferred=scaled, value=view.cells(column), expected=amounts)


RULE = Rule(
    id="ANG-003",
    name="pecahan-rupiah",
    severity="peringatan",
    basis="Permendagri 86/2017: pagu indikatif dalam rupiah penuh",
    title=Text("Pecahan rupiah", "Fraction of a rupiah"),
    message=Text(
        "{value} memuat pecahan rupiah; pagu ditulis dalam rupiah penuh ({expected}).",
        "{value} holds a fraction of a rupiah; amounts are whole rupiah ({expected}).",
    ),
    suggestion=Text("Bulatkan ke rupiah penuh.", "Round to whole rupiah."),
    explanation="Pecahan biasanya berasal dari rumus (persentase dari pagu lain). Ia dihitung sebagai rupiah penuh yang cocok dengan jumlah "
    "di atasnya dan dengan tabel lain, atau yang terdekat; itulah yang dianjurkan.",
    check=check,
    columns=of_kind("money"),
    causes=(CauseKind(mended="expected"),),
    bad=Example((Put("T-C.33", 17, "6", 29_999_999.5),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "6", 30_000_000),)),
)
