"""SAT-007: a separator that could mean thousands or decimals."""

from __future__ import annotations

from rules.comparison.derived_figures import MISLEADING
from rules.comparison.separators import matters
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text

_THOUSANDS = Text("titik memisahkan ribuan", "a dot groups thousands")
_DECIMALS = Text("koma memisahkan desimal", "a comma starts the decimals")


def check(view: View, column: str) -> Judgement:
    """Note targets such as `1.050 Ha`, and how they were read, where the other reading would change what is said of them."""
    target = view.target(column)
    checked = target.kind.among("nilai", "rentang") & ~view.total
    bad = checked & matters(view, column)
    values = list(target.value[bad])
    whole = [value.as_tuple().exponent == 0 for value in values]
    others = [ends[0].normalize() for ends in target.other[bad]]
    return view.judge(
        checked,
        bad,
        value=view.cells(column),
        read=[value.normalize() for value in values],
        convention=[_THOUSANDS if flag else _DECIMALS for flag in whole],
        other=others,
    )


RULE = Rule(
    id="SAT-007",
    name="pemisah-rancu",
    severity="catatan",
    basis="PUEBI: titik untuk ribuan, koma untuk desimal",
    title=Text("Pemisah ribuan atau desimal rancu", "Ambiguous separator"),
    message=Text(
        '"{value}" dibaca sebagai {read} ({convention}); bila yang dimaksud {other}, hasil pemeriksaannya lain.',
        '"{value}" is read as {read} ({convention}); if {other} is meant, the verdict is another.',
    ),
    suggestion=Text(
        "Tulis tanpa pemisah ribuan, atau dengan koma desimal yang jelas, agar tidak rancu.",
        "Write it without grouping, or with a plain decimal comma, to avoid doubt.",
    ),
    explanation="Tiga angka di belakang satu pemisah dapat berarti ribuan atau desimal. Dibaca menurut kebiasaan "
    "Indonesia: titik ribuan, koma desimal. Yang satuan atau indikatornya hanya memungkinkan satu bacaan (21.500 Orang, "
    "97,741 persen, indeks 0,143), juga yang di samping angka lain barisnya (72,345 di samping 72,4), tidak rancu. Dicatat hanya bila bacaan lainnya mengubah hasil: capaian yang "
    "dihitung, atau kecocokannya dengan tabel lain.",
    check=check,
    columns=of_kind("target"),
    waits=("STR-012", "SAT-001", *MISLEADING, "LTS-002", "NOM-014"),
    bad=Example((Put("T-C.29", 18, "6", "1,000 Laporan"),), finds="T-C.29!F18", also=("TUR-001 T-C.29!H18",)),
    good=Example((Put("T-C.33", 21, "9", "1.050 Unit Usaha"),)),
)
