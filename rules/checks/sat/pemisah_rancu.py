"""SAT-007: a separator that could mean thousands or decimals."""

from __future__ import annotations

from rules.engine.edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text

_THOUSANDS = Text("titik memisahkan ribuan", "a dot groups thousands")
_DECIMALS = Text("koma memisahkan desimal", "a comma starts the decimals")


def check(view: View, column: str) -> Judgement:
    """Note targets such as `1.050` or `0,280`, and how they were read."""
    target = view.target(column)
    checked = target.kind.among("nilai", "rentang") & ~view.total
    bad = checked & target.ambiguous
    values = list(target.value[bad])
    whole = [value == value.to_integral_value() for value in values]
    return view.judge(
        checked,
        bad,
        value=view.cells(column),
        read=[value.normalize() for value in values],
        convention=[_THOUSANDS if flag else _DECIMALS for flag in whole],
    )


RULE = Rule(
    id="SAT-007",
    name="pemisah-rancu",
    severity="catatan",
    basis="PUEBI: titik untuk ribuan, koma untuk desimal",
    title=Text("Pemisah ribuan atau desimal rancu", "Ambiguous separator"),
    message=Text('"{value}" dibaca sebagai {read} ({convention}).', '"{value}" is read as {read} ({convention}).'),
    suggestion=Text(
        "Bila benar, tulis tanpa pemisah ribuan agar tidak rancu.", "If so, write it without grouping to avoid doubt."
    ),
    explanation="Tiga angka di belakang satu pemisah dapat berarti ribuan atau desimal. Dibaca menurut kebiasaan "
    "Indonesia: titik ribuan, koma desimal.",
    check=check,
    columns=of_kind("target"),
    bad=Example((Put("T-C.33", 21, "9", "1.050 Unit Usaha"),), finds="T-C.33!I21"),
    good=Example((Put("T-C.33", 21, "9", "1050 Unit Usaha"),)),
)
