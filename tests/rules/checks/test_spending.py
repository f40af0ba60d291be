"""Spending above the budget (DOK-004) in the quarters of a year: alone, together, and beside a budget that another table contradicts."""

from __future__ import annotations

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.validation import validate

TABLE, ROW, ALLOWED = "E.81-16", 20, 50_000_000


def told(**amounts: int) -> list[tuple[str, str]]:
    """What is said of the money of a sub kegiatan whose columns hold other amounts."""
    edits = [Put(TABLE, ROW, number.removeprefix("c"), amount) for number, amount in amounts.items()]
    found = [x for x in validate(example_document(edits)).findings if x.table == TABLE and x.row == ROW]
    return [(x.rule, x.column) for x in found if x.rule in ("DOK-004", "LTS-002")]


def test_a_quarter_above_the_budget() -> None:
    assert told(c9Rp=ALLOWED + 1, c12Rp=ALLOWED + 5_000_001, c13Rp=110) == [("DOK-004", "9Rp")]


def test_quarters_that_are_above_it_together() -> None:
    assert told(c9Rp=ALLOWED - 5_000_000, c12Rp=ALLOWED) == []
    assert told(c9Rp=ALLOWED - 1, c12Rp=ALLOWED + 4_999_999, c13Rp=110) == [("DOK-004", "12Rp")]


def test_a_budget_told_otherwise_hides_nothing_that_is_above_both() -> None:
    assert told(c7Rp=ALLOWED + 1, c9Rp=2 * ALLOWED, c12Rp=2 * ALLOWED + 5_000_000, c13Rp=210) == [
        ("LTS-002", "7Rp"),
        ("DOK-004", "9Rp"),
    ]
    assert told(c7Rp=4_000_000) == [("LTS-002", "7Rp")]
