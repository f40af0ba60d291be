"""ANG-004: a number stored as text."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.money import in_rupiah


def check(view: View, column: str) -> Judgement:
    """Blame money typed as text that reads as an amount; turning it into a number is safe."""
    money = view.money(column)
    bad = money.status.among("teks") & ~money.none & (money.whole >= 0)
    decimals = view.layout.columns[column].decimals
    amounts = [in_rupiah(int(amount), decimals) for amount in money.whole[bad]]
    return view.judge(~money.none, bad, value=view.cells(column), expected=amounts, fix=amounts)


RULE = Rule(
    id="ANG-004",
    name="angka-teks",
    severity="peringatan",
    basis="Permendagri 86/2017: pagu indikatif dalam rupiah",
    title=Text("Angka tersimpan sebagai teks", "Number stored as text"),
    message=Text(
        '"{value}" tersimpan sebagai teks, sehingga tidak ikut dijumlahkan Excel; dibaca {expected}.',
        '"{value}" is stored as text, so Excel leaves it out of sums; read as {expected}.',
    ),
    suggestion=Text("Ketik sebagai angka: {expected}.", "Type it as a number: {expected}."),
    explanation="Angka berbentuk teks (sering hasil salinan dari Word) dilewati rumus SUM tanpa peringatan. "
    "Mengubahnya menjadi angka aman.",
    check=check,
    columns=of_kind("money"),
    causes=(
        CauseKind(
            remedy=Text("Ketik ulang sebagai angka, bukan teks.", "Type it again as a number, not as text."),
            mended="fix",
        ),
    ),
    bad=Example((Put("T-C.33", 17, "6", "Rp 30.000.000"),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "6", 30_000_000),)),
)
