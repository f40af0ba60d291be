"""Units as offices write them: what is told of them, and what is not."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.validation import validate
from rules.values.vocabulary import units

PLAN, SUB, TARGET = "T-C.33", 18, "5"
"""A sub kegiatan whose official unit is a Laporan, and of which every table says 12 Laporan."""


def told(target: str) -> list[tuple[str, str | None]]:
    """What is found where a table has this target, and what is due."""
    found = validate(example_document((Put(PLAN, SUB, TARGET, target),))).findings
    return [(f"{x.rule} {x.sheet}!{x.cell}", x.expected) for x in found]


@pytest.mark.parametrize(
    "target",
    ["12 (dua belas) Laporan", "12 Laporan¹", "12 Laporan *)", "12 Laporan 1)", "12* Laporan", "'12 Laporan", "dua belas (12) Laporan"],
)  # fmt: skip
def test_words_and_footnotes_beside_a_target_are_no_part_of_its_unit(target: str) -> None:
    assert told(target) == []


@pytest.mark.parametrize("target", ["12 Laporan/Tahun", "12 Laporan per Tahun", "12 Dokumen"])
def test_another_unit_than_the_official_one_is_told_once(target: str) -> None:
    assert told(target) == [("SAT-003 T-C.33!E18", "Laporan")]


def test_another_figure_is_told_beside_another_unit() -> None:
    assert {rule.split()[0] for rule, _ in told("13 Laporan/Tahun")} == {"SAT-003", "LTS-003"}


@pytest.mark.parametrize(
    ("target", "offered"),
    [("12 Lap/Thn", "Laporan/Tahun"), ("12 Lapran/Tahun", "Laporan/Tahun"), ("12 Bundel/Tahun", None)],
)
def test_the_unit_offered_shares_the_words_of_the_one_typed(target: str, offered: str | None) -> None:
    assert told(target)[0] == ("SAT-002 T-C.33!E18", offered)


@pytest.mark.parametrize("unit", ["Persen (%)", "% (persen)", "%¹", "％", "persen *)"])
def test_a_unit_in_a_cell_of_its_own_is_read_as_in_a_target(unit: str) -> None:
    document = sound_report()
    table = next(table for table in document.tables if table.layout == "Capaian")
    table.columns["4"][1] = unit
    assert validate(document).findings == []


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("12 lap.", "12 Laporan"),
        ("12 Lap", "12 Laporan"),
        ("12 Lapran", "12 Laporan"),
        ("12 Dok", None),
        ("12 Lapran/Tahun", None),
        ("12 Dokumen Laporan", None),
    ],
)
def test_only_a_unit_that_is_certain_and_right_is_written(target: str, mended: str | None) -> None:
    """The official unit of this sub kegiatan is Laporan: another one, though surely meant, would be the next fault."""
    (fault,) = validate(example_document((Put(PLAN, SUB, TARGET, target),))).findings
    assert (fault.rule, fault.fix) == ("SAT-002", mended)
    assert mended is None or told(mended) == []


def test_two_units_side_by_side_are_not_certainly_the_one_made_of_both() -> None:
    assert [units().meant(x) for x in ("Dokumen Laporan", "Dokumen/Laporan", "Orang Bulan")] == [
        None,
        "Laporan/Dokumen",
        "Orang/Bulan",
    ]
