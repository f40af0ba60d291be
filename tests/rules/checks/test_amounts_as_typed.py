"""Amounts in words of size, and amounts that a format shows as dates: read as what they are, told once."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.model.finding import Finding
from rules.validation import validate
from rules.values.money import read_money

SUB = 18
"""The row of a sub kegiatan of 160 million in T-C.33."""


def _judged(value: object) -> list[Finding]:
    return validate(example_document((Put("T-C.33", SUB, "6", value),))).findings


@pytest.mark.parametrize(
    "text", ["Rp 160 juta", "160 juta", "160 jt", "Rp160juta", "160000 rb", "Rp 0,16 miliar",
             "0,16 milyar rupiah", "Rp 160,00 juta,-", "160 Juta (seratus enam puluh juta)"],
)  # fmt: skip
def test_words_of_size_are_read(text: str) -> None:
    assert [(x.rule, x.cell, x.expected, x.fix) for x in _judged(text)] == [
        ("ANG-004", "F18", 160_000_000, 160_000_000)
    ]


@pytest.mark.parametrize("text", ["1.234 juta", "160 jutaan", "juta", "160 juta 5", "160 j", "-"])
def test_what_is_not_sure_is_no_amount_in_words(text: str) -> None:
    assert read_money(text).status.value in {"rusak", "nihil"}


def test_an_amount_that_shows_as_a_date_counts_with_its_number() -> None:
    """Excel adds up the number behind the date; the plan's sums hold it."""
    document = example_document(
        tuple(
            Put(table, row, "6", value)
            for table in ("T-C.33", "Bab-IV")
            for row, value in ((SUB, dt.date(1982, 2, 18)), *((r, a - 159_970_000) for r, a in
                               ((16, 190_000_000), (14, 190_000_000), (13, 440_000_000), (12, 440_000_000), (23, 440_000_000))))
        )
    )  # fmt: skip
    told = [x for x in validate(document).findings if x.rule.startswith(("ANG", "JML"))]
    assert [(x.rule, x.sheet, x.cell, x.expected, x.fix) for x in told] == [
        ("ANG-004", "T-C.33", "F18", 30_000, None), ("ANG-004", "Bab-IV", "F18", 30_000, None),
    ]  # fmt: skip
    assert "tampil sebagai tanggal" in told[0].message


def test_a_moment_is_no_amount() -> None:
    assert read_money(dt.datetime(2024, 1, 5, 7, 30)).amount is None
    assert read_money(dt.time(7, 30)).amount is None
