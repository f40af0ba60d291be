"""Quarters that are parts of the year's figure add up; those that accumulate, or are states, do not."""

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


@pytest.mark.parametrize(
    ("quarters", "year", "blamed"),
    [
        ((3, 6, 9, 12), 12, False),  # accumulated up to the target
        ((3, 3, None, 6), 6, True),  # together the target: parts of it
        ((2, 6, 6, 11), 11, False),  # accumulated, nothing in one quarter
        ((2, 4, 3, 5), 5, True),  # what accumulates would not fall
        ((1, 2, 3, 4), 4, True),  # together less than the target: it does not tell
        ((3, 6, 9, 12), 9, True),  # accumulated, and told as something else
    ],
)
def test_counts_and_money_that_accumulate_are_those_of_the_last_quarter(
    quarters: tuple[int | None, ...], year: int, blamed: bool
) -> None:
    """The target of the year is 12, and 160 million."""
    row, million = 16, 160_000_000 // 12
    counts = [Put(_TABLE, row, f"{8 + at}K", x and f"{x} Laporan") for at, x in enumerate(quarters)]
    money = [Put(_TABLE, row, f"{8 + at}Rp", x and x * million) for at, x in enumerate(quarters)]
    edits = (*counts, *money, Put(_TABLE, row, "12K", f"{year} Laporan"), Put(_TABLE, row, "12Rp", year * million))
    found = {x.column for x in validate(example_document(edits)).findings if x.rule == "TUR-002"}
    assert found & {"12K", "12Rp"} == ({"12K", "12Rp"} if blamed else set())


@pytest.mark.parametrize(
    ("indicator", "unit", "blamed"),
    [("Tingkat Literasi", "Nilai", False), ("Ketahanan Daerah", "Indeks", False), ("Jumlah Temuan", "Poin", True)],
)
def test_what_is_given_on_a_scale_is_a_state_whatever_its_indicator_is_called(
    indicator: str, unit: str, blamed: bool
) -> None:
    figures = dict.fromkeys(("5K", "6K", "7K", "8K", "9K", "12K", "14K"), f"65 {unit}")
    edits = [Put(_TABLE, 16, x, value) for x, value in {**figures, "4": indicator, "13K": 100, "15K": 100}.items()]
    found = {x.column for x in validate(example_document(edits)).findings if x.rule == "TUR-002"}
    assert bool(found & {"12K", "14K"}) == blamed
