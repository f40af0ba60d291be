"""ANG-003: a fraction of an amount that must be whole is one fault, and its advice agrees with all that rests on the amount."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.validation import validate


@pytest.mark.parametrize("part", [0.5, 0.25, -0.3, -0.75])
@pytest.mark.parametrize(
    ("table", "row", "column", "amount"),
    [
        ("T-C.33", 17, "6", 30_000_000),
        ("T-C.33", 16, "6", 190_000_000),
        ("T-C.33", 13, "10", 443_000_000),
        ("Bab-IV", 22, "6", 50_000_000),
        ("Bab-IV", 23, "6", 440_000_000),
        ("T-C.31", 20, "11", 50_000_000),
        ("Anggaran-Realisasi", 12, "3", 180_000_000),
        ("E.81-16", 16, "6Rp", 160_000_000),
        ("E.81-16", 16, "14Rp", 176_000_000),
        ("SDM", 12, "3", 6),
        ("Aset", 12, "2", 4),
        ("PK-Anggaran", 13, "4", 250_000_000),
        ("Pagu-Realisasi", 12, "3", 190_000_000),
        ("Perbandingan", 12, "6", 180_000_000),
    ],
)
def test_a_fraction_is_told_once_with_the_whole_that_all_else_states(
    table: str, row: int, column: str, amount: int, part: float
) -> None:
    document = example_document([Put(table, row, column, amount + part)])
    assert [(x.rule, x.row, x.column, x.expected) for x in validate(document).findings] == [
        ("ANG-003", row, column, amount)
    ]


def test_a_fraction_allows_for_its_rounding_only() -> None:
    """A sum that is off by more is told, beside the fraction."""
    told = validate(example_document([Put("T-C.33", 17, "6", 30_000_002.5)])).findings
    assert {"ANG-003", "JML-001"} <= {x.rule for x in told}


def test_fractions_under_one_sum_are_rounded_to_make_it_right() -> None:
    document = sound_document()
    table = next(x for x in document.tables if x.layout == "T-C.33")
    for row, part in ((17, 0.5), (18, -0.5)):
        table.columns["6"][table.rows.index(row)] += part
    told = [(x.rule, x.row, x.expected) for x in validate(document).findings]
    assert told == [("ANG-003", 17, 30_000_000), ("ANG-003", 18, 160_000_000)]
