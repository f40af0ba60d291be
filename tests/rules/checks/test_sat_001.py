"""SAT-001 where the decree names the unit of the row's code: what is typed then is certain, in every cell of the row."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Put
from rules.nomenclature import Store
from tests.rules.checks.test_nom import OLD, both, entries, found, install


@pytest.fixture(autouse=True)
def _decree(store: Store) -> None:
    install(store, OLD, entries())


@pytest.mark.parametrize(("typed", "expected"), [(5, "5 Unit Usaha"), ("5", "5 Unit Usaha"), (5.5, "5,5 Unit Usaha")])
def test_a_bare_number_gets_the_unit_of_its_code(typed: object, expected: str) -> None:
    told = found("SAT-001", *both(22, "5", typed))
    assert [(x.sheet, x.cell, x.expected, x.fix) for x in told] == [
        ("T-C.33", "E22", expected, expected), ("Bab-IV", "E22", expected, expected),
    ]  # fmt: skip
    assert told[0].suggestion.startswith(f"Tulis {expected}")


def test_all_cells_of_a_row_are_mended_at_once() -> None:
    told = found("SAT-001", *(Put("T-C.29", 22, column, 3) for column in "45679"))
    assert [(x.cell, x.fix, [(y.cell, y.fix) for y in x.repeats]) for x in told] == [
        ("D22", "3 Unit Usaha", [(f"{letter}22", "3 Unit Usaha") for letter in "EFGI"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "edits",
    [
        both(22, "2", "Nama yang lain sama sekali"),
        both(22, "1", "2.17.04.2.01.77"),
        (Put("T-C.33", 22, "9", "5 Dokumen"),),
    ],
    ids=["nama lain", "kode lain", "satuan lain"],
)
def test_where_it_is_not_certain_nothing_is_written(edits: tuple[Put, ...]) -> None:
    told = found("SAT-001", *both(22, "5", 5), *edits)
    assert [(x.cell, x.fix) for x in told if x.sheet == "T-C.33"] == [("E22", None)]


def test_a_part_of_one_is_no_certain_percentage(store: Store) -> None:
    install(store, OLD, [x._replace(satuan="%") if x.kode == "2.17.04.2.01.02" else x for x in entries()])
    assert [x.fix for x in found("SAT-001", *both(22, "5", 0.5), Put("T-C.33", 22, "9", "6%"))] == [None, None]
    assert [x.fix for x in found("SAT-001", *both(22, "5", 50), Put("T-C.33", 22, "9", "60%"))] == ["50%", "50%"]
