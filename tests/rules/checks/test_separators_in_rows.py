"""SAT-007: a separator is settled by the other figures of its row where only one reading goes with them."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.validation import validate


def _told(target: str, reached: str, rate: float) -> list[tuple[str, str, object]]:
    """What is said of the first row of Capaian, an indicator without a scale of its own, measured in hectares."""
    puts = [("3", "Luas lahan"), ("4", "Ha"), ("5", target), ("6", reached), ("7", rate)]
    found = validate(example_document([Put("Capaian", 12, column, value) for column, value in puts]))
    return [(x.rule, x.cell, x.expected) for x in found.findings if x.rule in {"SAT-007", "TUR-004"}]


@pytest.mark.parametrize(
    ("target", "reached", "rate"),
    [
        ("72,345", "72,4", 100.08),
        ("72.345", "72,4", 100.08),
        ("72,345", "72.400,5", 100.08),
        ("1.050", "1.050,5", 100.05),
        ("72.4", "72.345", 99.92),
    ],
)
def test_a_figure_beside_another_of_its_size_has_one_reading(target: str, reached: str, rate: float) -> None:
    assert _told(target, reached, rate) == []


def test_a_figure_that_nothing_stands_beside_may_be_either() -> None:
    assert [rule for rule, _, _ in _told("1.050", "1,2", 114.29)] == []
    assert [rule for rule, _, _ in _told("1.050", "1.050", 50)] == ["TUR-004"]
    assert "SAT-007" in [rule for rule, _, _ in _told("1.050", "30", 2857.14)]


@pytest.mark.parametrize("limit", ["s.d. 15 Ha", "s/d 15 Ha", "sampai dengan 15 Ha", "hingga 15"])
def test_a_limit_is_its_number(limit: str) -> None:
    assert _told(limit, "12 Ha", 80) == []
