"""Tables that a workbook holds before a change and after it, or of two years: each is judged by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.model.finding import Verdict
from rules.validation import validate
from tests.support.office_evaluations import evaluations
from tests.support.office_forms import PLAN, SUM, Item, Row, sheet, with_fault
from workbook_templates.copies.fill import fill_document
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids

_HEAD: Row = [
    "Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Target Capaian Kinerja", "Pagu Indikatif",
    "Sumber Dana", "Keterangan",
]  # fmt: skip


def _cells(x: Item) -> list[Any]:
    return [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None]


def _plan(name: str, title: str = "RENCANA KERJA TAHUN 2025", *, wrong: bool = False) -> Grid:
    rows = with_fault(_cells) if wrong else [_cells(x) for x in PLAN]
    return sheet([[title], [], _HEAD, *rows], name=name)


def _judged(*sheets: Grid) -> Verdict:
    return validate(read_grids("x.xlsx", list(sheets)))


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("Murni", "Perubahan"), ("RENCANA KERJA TAHUN 2025",) * 2),
        (("Renja", "P-Renja"), ("RENCANA KERJA TAHUN 2025",) * 2),
        (("A", "B"), ("RENCANA KERJA TAHUN 2025", "PERUBAHAN RENCANA KERJA TAHUN 2025")),
        (("Ranwal", "Rankhir"), ("RENCANA KERJA TAHUN 2025",) * 2),
        (("Satu", "Dua"), ("RENCANA KERJA TAHUN 2024", "RENCANA KERJA TAHUN 2025")),
    ],
)
@pytest.mark.parametrize("wrong", [0, 1])
def test_each_edition_is_judged_by_itself(names: tuple[str, str], titles: tuple[str, str], wrong: int) -> None:
    sheets = [_plan(name, title, wrong=at == wrong) for at, (name, title) in enumerate(zip(names, titles, strict=True))]
    verdict = _judged(*sheets)
    found = [
        (x.rule, x.sheet, x.expected)
        for x in verdict.findings
        if x.severity == "galat" and not x.rule.startswith("NOM-0")
    ]
    assert found == [("JML-001", names[wrong], SUM)]
    assert "NOM-006" not in {x.rule for x in verdict.findings}
    assert verdict.year == 2025
    assert [table.sheet for table in verdict.tables] == [*names[::-1]]
    (said,) = (note for note in verdict.notes if "tahap" in note)
    assert (
        said
        == f"Bab-IV ada dalam beberapa tahap: '{names[0]}' lebih dahulu dari '{names[1]}'; masing-masing diperiksa sendiri."
    )


def test_plans_of_two_offices_with_the_same_rows_are_judged_apart() -> None:
    alfa, beta = "RENCANA KERJA KECAMATAN ALFA TAHUN 2025", "RENCANA KERJA KECAMATAN BETA TAHUN 2025"
    verdict = _judged(_plan("A", alfa), _plan("B", beta, wrong=True))
    assert [(x.rule, x.sheet, x.expected) for x in verdict.findings if x.rule.startswith(("JML", "NOM-006"))] == [
        ("JML-001", "B", SUM)
    ]
    assert "Bab-IV ada dari beberapa perangkat daerah: KECAMATAN ALFA, KECAMATAN BETA" in verdict.notes[0]


def test_an_evaluation_of_another_year_is_judged_by_its_own() -> None:
    (evaluation,) = dict(evaluations())["nomor biasa"].sheets
    verdict = _judged(_plan("Renja", "RENCANA KERJA TAHUN 2026"), replace(evaluation, name="E.81"))
    assert "STR-013" not in {x.rule for x in verdict.findings}
    assert [x.sheet for x in verdict.findings if x.rule.startswith(("JML", "TUR"))] == ["E.81"]
    said = "E.81 ('E.81') menyebut tahun 2025, tabel lain tahun 2026; masing-masing diperiksa sendiri."
    assert (verdict.year, verdict.notes[0]) == (2026, said)


def test_a_table_that_stands_twice_is_told_once() -> None:
    found = [x for x in _judged(_plan("A"), _plan("B")).findings if x.rule == "NOM-006"]
    assert [(x.sheet, x.cell) for x in found] == [("B", "A4")]


def test_a_page_of_its_own_goes_on_though_it_repeats_its_program() -> None:
    first, second = _plan("1"), _plan("2")
    second.rows[3:] = [second.rows[3], *second.rows[8:]]
    first.rows[8:] = []
    document = read_grids("x.xlsx", [first, second])
    assert (document.before, [table.recognition.continues for table in document.tables]) == (None, [False, True])


def test_what_is_computed_is_written_into_every_edition() -> None:
    rows: list[list[Row]] = [
        [["REALISASI ANGGARAN TAHUN 2025"], [], ["NO", "PROGRAM", "PAGU (Rp)", "REALISASI (Rp)", "%"],
         [1, "Program A", 200_000_000, 180_000_000, None], [2, "Program B", 100_000_000, 50_000_000, None]]
        for _ in range(2)
    ]  # fmt: skip
    sheets = [sheet(each, name=name) for each, name in zip(rows, ("Murni", "Perubahan"), strict=True)]
    _, written = fill_document(read_grids("x.xlsx", sheets))
    assert {name: len(cells) for name, cells in written.items()} == {"Murni": 2, "Perubahan": 2}
