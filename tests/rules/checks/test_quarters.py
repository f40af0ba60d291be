"""Quarters of a percentage that are parts of the year's figure add up; those that accumulate, or are states, do not."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.validation import validate

_TABLE, _ROW = "E.81-16", 14
"""A row whose target of the year is 100%."""


@pytest.mark.parametrize(
    ("quarters", "year", "blamed"),
    [
        ((25, 15, 35, 25), 100, False),  # parts that make up the target
        ((10, 20, 10, 20), 60, False),  # parts of a target not reached
        ((30, 20, 40, 30), 120, False),  # parts of a target passed: what accumulates would not fall
        ((25, 50, 75, 100), 250, True),  # accumulated
        ((12, 25, 35, 50), 122, True),  # accumulated up to half of it
        ((80, 78, 82, 81), 321, True),  # four states
    ],
)
def test_only_sums_of_figures_that_are_no_parts_are_blamed(quarters: tuple[int, ...], year: int, blamed: bool) -> None:
    edits = [Put(_TABLE, _ROW, f"{8 + at}K", f"{figure}%") for at, figure in enumerate(quarters)]
    verdict = validate(example_document((*edits, Put(_TABLE, _ROW, "12K", f"{year}%"))))
    found = [(finding.column, finding.expected) for finding in verdict.findings if finding.rule == "TUR-010"]
    assert [column for column, _ in found if column == "12K"] == ["12K"] * blamed
