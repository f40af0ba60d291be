"""Titles that say that a table is one of another document, however like ours its columns are."""

from __future__ import annotations

import pytest

from tests.support.office_forms import sheet
from tests.workbook_templates.recognition.test_printed_forms import is_claimed
from tests.workbook_templates.recognition.test_printed_identity import read
from workbook_templates.recognition.read_grids import read_grids


@pytest.mark.parametrize(
    ("title", "ours"),
    [
        ("RENCANA KERJA DAN PENDANAAN PERANGKAT DAERAH TAHUN 2024", True),
        ("RENJA DINAS PANGAN TAHUN 2024 BERDASARKAN RKPD", True),
        ("RENCANA KERJA PEMERINTAH DAERAH (RKPD) TAHUN 2024", False),
        ("RENCANA KERJA DAN ANGGARAN SKPD TAHUN 2024", False),
        ("PRIORITAS DAN PLAFON ANGGARAN SEMENTARA TAHUN 2024", False),
    ],
)
def test_a_plan(title: str, ours: bool) -> None:
    assert is_claimed(read(title).tables[0]) == ours


@pytest.mark.parametrize(
    ("name", "title", "ours"),
    [
        ("S", ["PERJANJIAN KINERJA TAHUN 2025 BERDASARKAN RPJMD 2025-2029"], True),
        ("S", ["RENCANA KERJA TAHUNAN TAHUN 2025"], False),
        # A sheet without a title says by its name what it holds.
        ("RKT_2025", [], False),
    ],
)
def test_an_agreement(name: str, title: list[str], ours: bool) -> None:
    rows = [title, [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
            [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"],
            [2, "Meningkatnya akuntabilitas", "Nilai SAKIP", "75 Nilai"]]  # fmt: skip
    assert is_claimed(read_grids("x.xlsx", [sheet(rows, name=name)]).tables[0]) == ours
