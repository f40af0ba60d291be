"""ANG-004: a number stored as text, or shown as a date."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.money import in_rupiah

_TEXT = Text(
    "tersimpan sebagai teks, sehingga tidak ikut dijumlahkan Excel", "is stored as text, so Excel leaves it out of sums"
)
_DATE = Text("tampil sebagai tanggal karena format selnya", "shows as a date because of the format of its cell")


def check(view: View, column: str) -> Judgement:
    """Blame money typed as text that reads as an amount, which is safe to turn into a number, and money that shows as a date."""
    money = view.money(column)
    dated = money.status.among("tanggal")
    bad = (money.status.among("teks") | dated) & ~money.none & (money.whole >= 0)
    decimals, shown = view.layout.columns[column].decimals, dated[bad].tolist()
    amounts = [in_rupiah(int(amount), decimals) for amount in money.whole[bad]]
    return view.judge(
        ~money.none,
        bad,
        value=view.cells(column),
        expected=amounts,
        fix=[None if date else amount for date, amount in zip(shown, amounts, strict=True)],
        problem=[_DATE if date else _TEXT for date in shown],
        cause=["tanggal" if date else "" for date in shown],
    )


RULE = Rule(
    id="ANG-004",
    name="angka-teks",
    severity="peringatan",
    basis="Permendagri 86/2017: pagu indikatif dalam rupiah",
    title=Text("Angka tersimpan sebagai teks", "Number stored as text"),
    message=Text(
        '"{value}" {problem}; dibaca {expected}.',
        '"{value}" {problem}; read as {expected}.',
    ),
    suggestion=Text("Ketik sebagai angka: {expected}.", "Type it as a number: {expected}."),
    explanation="Angka berbentuk teks (sering hasil salinan dari Word) dilewati rumus SUM tanpa peringatan. "
    "Mengubahnya menjadi angka aman. Begitu pula angka di sel berformat tanggal: yang tercetak tanggal, yang dijumlahkan "
    "Excel angkanya; cukup format selnya yang diganti.",
    check=check,
    columns=of_kind("money"),
    causes=(
        CauseKind(
            remedy=Text("Ketik ulang sebagai angka, bukan teks.", "Type it again as a number, not as text."),
            mended="fix",
        ),
        CauseKind(
            "tanggal",
            Text("Angka tampil sebagai tanggal", "Numbers that show as dates"),
            Text("Ganti format selnya menjadi Angka (Number).", "Change the format of the cell to Number."),
            mended="person",
            keeps_formulas=True,
        ),
    ),
    bad=Example((Put("T-C.33", 17, "6", "Rp 30.000.000"),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "6", 30_000_000),)),
)
