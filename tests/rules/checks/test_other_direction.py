"""Achievements reckoned for the other direction of an indicator, where nothing says whether more of it or less is better."""

from __future__ import annotations

import pytest

from rules.validation import validate
from tests.support.office_forms import sheet
from workbook_templates.recognition.read_grids import read_grids

HEAD = ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI", "CAPAIAN KINERJA (%)"]


@pytest.mark.parametrize(
    ("realised", "achieved", "wrong"),
    [(-1.5, 72.46, False), (-1.5, 127.54, False), (-1.5, 110, True), (-3, 144.93, False), (-3, 55.07, False)],
)
def test_only_what_follows_in_neither_direction_is_wrong(realised: float, achieved: float, wrong: bool) -> None:
    rows = [
        ["CAPAIAN KINERJA TAHUN 2025"], ["DINAS PANGAN KABUPATEN RAWA INDAH"], [], HEAD,
        [1, "Meningkatnya ekonomi", "Pertumbuhan ekonomi", "%", -2.07, realised, achieved],
        [2, "Meningkatnya pangan", "Skor pola pangan harapan", "Skor", 80, 60, 85],
    ]  # fmt: skip
    found = [x.cell for x in validate(read_grids("x.xlsx", [sheet(rows)])).findings if x.rule == "TUR-004"]
    assert found == (["G5"] if wrong else []) + ["G6"]


def told(*rows: list[object], head: list[str] = HEAD) -> list[tuple[str, str, object]]:
    lines = [["CAPAIAN KINERJA TAHUN 2025"], ["DINAS KESEHATAN KABUPATEN RAWA INDAH"], [], head, *rows]
    found = validate(read_grids("x.xlsx", [sheet(lines)])).findings
    return [(x.cell, x.severity, x.cause) for x in found if x.rule == "TUR-004"]


def test_an_achievement_that_is_right_if_less_is_better_is_a_note() -> None:
    assert told(
        [1, "Menurunnya stunting", "Prevalensi stunting", "%", 14, 15.4, 90],
        [2, "Menurunnya kematian ibu", "Angka kematian ibu", "Kasus", 110, 99, 110],
        [3, "Meningkatnya layanan", "Persentase layanan", "%", 80, 60, 75],
        [4, "Meningkatnya mutu", "Nilai mutu", "Nilai", 80, 60, 76],
    ) == [("G5", "catatan", "arah"), ("G6", "catatan", "arah"), ("G8", "galat", "")]


def test_where_the_kind_is_said_the_other_direction_is_wrong() -> None:
    head = [*HEAD, "Jenis Indikator"]
    row = [1, "Menurunnya stunting", "Prevalensi stunting", "%", 14, 15.4]
    assert told([*row, 90, "negatif"], [*row, 110, "positif"], head=head) == []
    assert told([*row, 110, "negatif"], [*row, 90, "positif"], head=head) == [("G5", "galat", ""), ("G6", "galat", "")]


def test_a_target_not_to_be_passed_is_put_off_where_no_formula_gives_its_achievement() -> None:
    """Within a limit more is no better: `100` is as good a reading as the formula's `125`."""
    rows = [[1, "Cepatnya layanan", "Waktu layanan", "Hari", limit, 6, stated] for limit, stated in
            (("≤ 8", 125), ("maks. 8 Hari", 100), ("≤ 8", 75), ("8", 100), ("≥ 8", 100))]  # fmt: skip
    assert told(*rows) == [("G8", "galat", ""), ("G9", "galat", "")]


def test_nought_is_off_by_no_factor() -> None:
    rows = [["CAPAIAN KINERJA TAHUN 2025"], ["DINAS PANGAN KABUPATEN RAWA INDAH"], [], HEAD,
            [1, "Meningkatnya ekonomi", "Pertumbuhan ekonomi", "%", 2.5, -8.58, 0]]  # fmt: skip
    found = [x.message for x in validate(read_grids("x.xlsx", [sheet(rows)])).findings if x.rule == "TUR-004"]
    assert [("kali" in x, "-343,2" in x) for x in found] == [(False, True)]
