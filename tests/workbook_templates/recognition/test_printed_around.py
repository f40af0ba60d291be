"""Year, office and government are read from titles further from the tables, where nothing nearer says them."""

from __future__ import annotations

from typing import Any

import pytest

from rules.examples.sound_renja import sound_document
from rules.validation import validate
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

TABLE: list[list[Any]] = [
    ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET"],
    [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "Skor", 92],
    [2, "Meningkatnya cadangan", "Jumlah cadangan pangan", "Ton", 40],
]
TITLES: list[list[Any]] = [["PERJANJIAN KINERJA TAHUN 2026"], ["DINAS PANGAN KABUPATEN RAWA INDAH"]]
TEXT: list[list[Any]] = [["Yang bertanda tangan di bawah ini berjanji akan mencapai target tahun 2027."]] * 7


def printed(**sheets: list[list[Any]]) -> dict[str, tuple[object, str]]:
    document = read_grids("x.xlsx", [Grid(name, rows, CELLS_ONLY) for name, rows in sheets.items()])
    return {key: (field.value, f"{field.sheet}!{field.cell}") for key, field in document.printed.items()}


SAID = {"tahun": "2026", "perangkat_daerah": "DINAS PANGAN", "pemda": "KABUPATEN RAWA INDAH"}


def test_titles_above_the_text_of_a_sheet_are_read() -> None:
    found = printed(PK=[*TITLES, *TEXT, *TABLE])
    assert found == {"tahun": ("2026", "PK!A1"), "perangkat_daerah": ("DINAS PANGAN", "PK!A2"),
                     "pemda": ("KABUPATEN RAWA INDAH", "PK!A2")}  # fmt: skip


def test_so_are_labels_of_another_maker() -> None:
    form: list[list[Any]] = [
        ["Nama SKPD", "Dinas Pangan"],
        ["Pemerintah Kabupaten", ":", "Rawa Indah"],
        ["Tahun Anggaran", 2026],
    ]
    found = {key: value for key, (value, _) in printed(Identitas=form, PK=TABLE).items()}
    assert found == {"tahun": "2026", "perangkat_daerah": "Dinas Pangan", "pemda": "Kabupaten Rawa Indah"}


def test_so_are_those_of_a_cover() -> None:
    assert {key: value for key, (value, _) in printed(Sampul=[*TITLES, *TEXT], PK=TABLE).items()} == SAID


@pytest.mark.parametrize("line", ["LAPORAN KINERJA TAHUN 2025", "Tahun 2025"])
def test_years_that_disagree_say_nothing(line: str) -> None:
    assert "tahun" not in printed(PK=[*TITLES, [line], *TEXT, *TABLE])


def test_who_signs_is_no_office() -> None:
    signed: list[list[Any]] = [["Pihak Pertama, Kepala Dinas"], ["NIP. 19700101 199003 1 001"], []]
    assert printed(PK=[*TITLES, *TEXT, *signed, *TABLE])["perangkat_daerah"][0] == "DINAS PANGAN"


def test_columns_of_two_years_are_told_by_their_years_in_whatever_order() -> None:
    rows: list[list[Any]] = [
        ["PERBANDINGAN ANGGARAN"], ["NO", "PROGRAM", "TAHUN 2024", None, None, "TAHUN 2025", None, None],
        [None, None, *["PAGU", "REALISASI", "%"] * 2], [1, "Program A", 100_000_000, 90_000_000, 90, 120_000_000, 60_000_000, 55],
        [2, "Program B", 200_000_000, 100_000_000, 50, 120_000_000, 60_000_000, 50],
    ]  # fmt: skip
    document = read_grids("x.xlsx", [Grid("R", rows, CELLS_ONLY)])
    (table,) = document.tables
    assert (document.year, {number: table.letters[number] for number in ("3", "6")}) == (2025, {"3": "F", "6": "C"})
    assert table.recognition.certainty >= 75


@pytest.mark.parametrize(
    ("line", "blamed"),
    [
        ("RENCANA KERJA TAHUN 2024", False),
        ("Tahun 2024", False),
        ("Pada tahun 2021 telah dicapai berbagai hasil berikut ini:", False),
        ("PENCAPAIAN RENSTRA S/D TAHUN 2024", True),
        ("TAHUN 2021", True),
    ],
)
def test_a_title_may_name_the_year_of_the_document_whatever_year_its_form_speaks_of(line: str, blamed: bool) -> None:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "T-C.29")
    table.captions.titles.append((line, "A4"))
    assert ("STR-013" in {finding.rule for finding in validate(document).findings}) == blamed


def test_two_years_in_one_title_say_neither() -> None:
    assert "tahun" not in printed(PK=[["PERJANJIAN KINERJA TAHUN ANGGARAN 2025/2026"], *TABLE])
