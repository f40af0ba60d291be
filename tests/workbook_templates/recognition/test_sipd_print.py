"""The SIPD-RI form as applications print it: a target of the program belongs to the program's indicator, not to the row's own."""

from __future__ import annotations

from typing import Any

from rules.validation import validate
from tests.support.office_forms import PLAN, sheet
from workbook_templates.recognition.read_grids import read_grids

_HEAD: list[list[Any]] = [
    ["RENJA DINAS PANGAN TAHUN ANGGARAN 2025 KABUPATEN RAWA INDAH"], [],
    ["Kode", "Urusan/ Bidang Urusan Pemerintahan Daerah dan Program/ Kegiatan", "Indikator Kinerja", None, None, "Rencana Tahun 2025",
     *[None] * 5, "Catatan Penting", "Prakiraan Maju Rencana Tahun 2026", None, None],
    [None, None, "Capaian Program", "Keluaran Sub Kegiatan", "Hasil Kegiatan", "Lokasi Output Kegiatan", "Target Capaian Kinerja", None,
     None, "Pagu Indikatif (Rp.)", "Sumber Dana", None, "Target Capaian Kinerja", None, "Kebutuhan Dana/ Pagu Indikatif (Rp.)"],
    [*[None] * 6, "Program", "Keluaran Sub Kegiatan", "Hasil Kegiatan", *[None] * 3, "Tolok Ukur", "Target", None],
]  # fmt: skip
_MERGES = [(3, 3, 3, 5), (3, 6, 3, 11), (3, 13, 3, 15), (4, 7, 4, 9), (4, 13, 4, 14)]


def _blamed(of_program: str, own: str) -> list[str | None]:
    """Cells blamed by SAT-005 where the program's target and that of the first sub kegiatan are these."""
    rows = [*_HEAD]
    for item in PLAN:
        sub = item.level == 4
        target = own if item is PLAN[2] else item.target
        rows.append([item.code, item.name, *(["Persentase pangan tersedia", item.indicator, "Jumlah dokumen"] if sub else [None] * 3),
                     *(["Rawa Indah", of_program, target, "4 Dokumen"] if sub else [None] * 4), item.money, None, None,
                     *([item.indicator, item.target] if sub else [None] * 2), item.later])  # fmt: skip
    found = validate(read_grids("contoh.xlsx", [sheet(rows, _MERGES)])).findings
    return [finding.cell for finding in found if finding.rule == "SAT-005"]


def test_each_target_is_held_against_the_indicator_that_it_belongs_to() -> None:
    assert _blamed("90 %", "4 Dokumen") == []
    assert _blamed("90 %", "4 %") == ["H8"]
    assert _blamed("9 Dokumen", "4 Dokumen") == [f"G{row}" for row, item in enumerate(PLAN, 6) if item.level == 4]
