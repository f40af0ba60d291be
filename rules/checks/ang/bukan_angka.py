"""ANG-001: an amount or target that cannot be read."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind
from rules.values.lookalikes import digits_meant
from rules.values.made_dates import is_moment, typed_before
from rules.values.money import in_rupiah, read_money
from rules.values.number import is_shortened

_AMOUNT = Text("bukan jumlah uang yang dapat dibaca", "is no amount that can be read")
_COUNT = Text("bukan jumlah yang dapat dibaca", "is no count that can be read")
_TARGET = Text("bukan target yang dapat dibaca", "is no target that can be read")


def check(view: View, column: str) -> Judgement:
    """Blame money cells that hold no amount and target cells that hold neither number nor predicate."""
    spec = view.layout.columns[column]
    is_money, is_count = spec.kind == "money", spec.role == "jumlah"
    status = view.money(column).status if is_money else view.target(column).kind
    filled = view.has(column) & ~status.among("kosong", "galat", "rumus")
    if not is_money:
        filled &= view.data
    what = _COUNT if is_count else _AMOUNT if is_money else _TARGET
    bad = filled & status.among("rusak")
    meant = [digits_meant(text) for text in view.text(column)[bad]]
    values = view.cells(column)[bad].tolist()
    moments = [is_moment(value) for value in values]
    return view.judge(
        filled,
        bad,
        value=view.cells(column),
        expected=[_amount(text, spec.decimals) if is_money else text or None for text in meant],
        what=[
            _letters(text) if text else _made_date(value) if dated else _written(value) or what
            for value, text, dated in zip(values, meant, moments, strict=True)
        ],
        cause=["huruf" if text else "tanggal" if dated else "" for text, dated in zip(meant, moments, strict=True)],
    )


def _amount(text: str, decimals: int) -> int | float | None:
    amount = read_money(text, decimals).amount if text else None
    return None if amount is None else in_rupiah(amount, decimals)


def _made_date(value: object) -> Text:
    before = typed_before(value)
    of_which = Text(f", mungkin dari {before}", f", perhaps of {before}") if before else NOTHING
    return Text(
        f"adalah tanggal atau jam; Excel membuatnya dari yang diketik{of_which.id}",
        f"is a date or a time, which Excel made of what was typed{of_which.en}",
    )


def _written(value: object) -> Text:
    """What is said of a text that a program would read as a number; empty for other values."""
    if not isinstance(value, str):
        return NOTHING
    if is_shortened(value):
        return Text(
            "adalah tampilan singkat dari angka yang digit selebihnya hilang",
            "is how a number is shown whose other digits are lost",
        )
    if value.strip().startswith("="):
        return Text(
            "adalah rumus yang tersimpan sebagai teks, sehingga tidak dihitung",
            "is a formula stored as text, so it is not calculated",
        )
    return NOTHING


def _letters(meant: str) -> Text:
    return Text(
        f'memuat huruf di tempat angka; maksudnya mungkin "{meant}"',
        f'has letters in place of digits; perhaps "{meant}" is meant',
    )


RULE = Rule(
    id="ANG-001",
    name="bukan-angka",
    severity="galat",
    basis="Permendagri 86/2017: pagu dalam rupiah, target dalam angka dan satuan",
    title=Text("Angka tidak dapat dibaca", "Unreadable amount"),
    message=Text('"{value}" {what}.', '"{value}" {what}.'),
    suggestion=Text(
        "Ketik ulang: pagu sebagai angka saja (69040000), target sebagai angka dan satuan; tanda - bila nihil.",
        "Type it again: money as a plain number (69040000), targets as number and unit; - for nothing.",
    ),
    explanation="Titik yang salah letak (69.04.000) atau teks di sel uang membuat angkanya tidak pasti. Jumlah yang "
    "memakai sel ini ditunda, tidak dilaporkan sebagai kesalahan tersendiri.",
    check=check,
    columns=of_kind("money", "target", "percent"),
    spoils=("figure",),
    causes=(
        CauseKind(),
        CauseKind(
            "huruf",
            Text("Huruf diketik di tempat angka", "Letters typed in place of digits"),
            Text(
                "Ketik ulang dengan angka 0 dan 1, bukan huruf O, I atau l.",
                "Type it again with the digits 0 and 1, not the letters O, I or l.",
            ),
        ),
        CauseKind(
            "tanggal",
            Text("Excel membuat tanggal atau jam dari angka", "Excel made dates or times of figures"),
            Text(
                "Ubah format selnya menjadi Teks (pagu: Angka), lalu ketik ulang isinya.",
                "Format the cell as Text (money: as Number), then type it again.",
            ),
        ),
    ),
    bad=Example((Put("T-C.33", 17, "6", "69.04.000"),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "6", 30_000_000.0),)),
)
