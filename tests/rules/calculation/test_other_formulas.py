"""Formulas in the place of sums that give something else: their result stays, and is reckoned with."""

from __future__ import annotations

from typing import Any

import pytest

from rules.calculation.compute import compute
from rules.engine.example_table_edits import Calculated
from rules.examples.build import example_document

KEGIATAN, PROGRAM = 16, 14
"""Rows of T-C.33: a kegiatan of two sub kegiatan, 190 million, and its program."""
GOOGLE = '=IFERROR(__xludf.DUMMYFUNCTION("SUM(FILTER(F17:F18,F17:F18>0))"),{})'


def became(*formulas: Calculated) -> dict[int, tuple[Any, str]]:
    return {
        x.row: (x.value, x.state) for x in compute(example_document(formulas)) if (x.table, x.column) == ("T-C.33", "6")
    }


@pytest.mark.parametrize("formula", ["=SUM(F17:F18)+1000000", "=191000000", GOOGLE.format(191000000)])
def test_what_another_formula_gives_stays_and_counts_above(formula: str) -> None:
    """A sum written there would make the copy seem right until a program reckons it anew."""
    found = became(
        Calculated("T-C.33", KEGIATAN, "6", formula, 191_000_000), Calculated("T-C.33", PROGRAM, "6", "=F16", 0)
    )
    assert found[KEGIATAN] == (190_000_000, "other")
    assert found[PROGRAM] == (191_000_000, "refreshed")


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(F17:F18)",
        "=F17+F18",
        GOOGLE.format(190000000),
        '=SUMIFS(F$8:F$40,A$8:A$40,A16&".??*")',
        "=VLOOKUP(A16,X1:Y9,2,0)",
    ],
)
def test_a_sum_however_written_is_renewed(formula: str) -> None:
    found = became(Calculated("T-C.33", KEGIATAN, "6", formula, 1), Calculated("T-C.33", PROGRAM, "6", "=F16", 2))
    assert (found[KEGIATAN], found[PROGRAM]) == ((190_000_000, "refreshed"), (190_000_000, "refreshed"))


@pytest.mark.parametrize(
    ("formula", "stored", "state"),
    [
        ("=G15/F15*100", 5, "refreshed"),
        ("=ROUND(G15/F15,4)*100", 101.22, "typed"),  # what is due, as it shows it
        ("=VLOOKUP(A15,Lain!A1:H9,8,FALSE)", 101.22, "typed"),
        ("=VLOOKUP(A15,Lain!A1:H9,8,FALSE)", 11, "other"),
        ("=G15/F15*50", 50.6, "other"),
    ],
)
def test_what_a_formula_of_the_office_gives_for_a_rate_stays(formula: str, stored: float, state: str) -> None:
    document = example_document([Calculated("T-C.29", 15, "8", formula, stored)])
    (found,) = [x for x in compute(document) if (x.table, x.row, x.column) == ("T-C.29", 15, "8")]
    assert found.state == state
