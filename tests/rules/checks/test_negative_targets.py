"""An achievement against a target below zero is right either way: nothing says which direction is meant."""

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
