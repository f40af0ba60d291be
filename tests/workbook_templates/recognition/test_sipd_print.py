"""What applications print: targets of programs beside those of the row, both sides of a change, dashes that list texts."""

from __future__ import annotations

from typing import Any

import pytest

from rules.validation import validate
from tests.support.office_forms import PLAN, SUM, WRONG, sheet
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


def _plan_listed_by_dashes(target: str) -> list[tuple[str, str | None]]:
    """What targets are blamed for where an application lists indicators and targets by dashes, the third target being this."""
    head: list[list[Any]] = [
        ["RENCANA KERJA DINAS PANGAN KABUPATEN RAWA INDAH TAHUN 2025"], [],
        ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
         "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja",
         "Kebutuhan Dana/Pagu Indikatif"], [*map(str, range(1, 11))],
    ]  # fmt: skip
    rows = [
        [x.code, x.name, f"- {x.indicator}", "Rawa Indah", target if x is PLAN[2] else f"- {x.target}", x.money, "PAD", None, x.target, x.later]
        for x in PLAN
    ]  # fmt: skip
    found = validate(read_grids("contoh.xlsx", [sheet([*head, *rows])])).findings
    return [(x.rule, x.cell) for x in found if x.rule.startswith(("ANG", "SAT")) and x.severity == "galat"]


def test_a_dash_that_lists_a_target_is_no_sign() -> None:
    assert _plan_listed_by_dashes("- 4 Dokumen") == []
    assert _plan_listed_by_dashes("-4 Dokumen") == [("ANG-002", "E7")]


@pytest.mark.parametrize("wide", [1, 2])
def test_of_both_sides_of_a_change_the_one_after_it_is_judged(wide: int) -> None:
    """Before and after stand below one heading of money, or each below words over it."""
    words = ["Sebelum", "Setelah"] if wide == 1 else ["Pagu Sebelum Perubahan (Rp)", "Pagu Setelah Perubahan (Rp)"]
    head = [[*row[:10], None, *row[10:]] for row in _HEAD[2:]]
    if wide == 1:
        head[1][9], head[2][9:11] = "Pagu Indikatif (Rp.)", words
    else:
        head[1][9:11] = words
    rows = [
        [x.code, x.name, *[None] * 7, x.money // 3, x.money + 5_000_000 * (x.code == WRONG), *[None] * 4, x.later] for x in PLAN
    ]  # fmt: skip
    merges = [(a, b + (b > 10), c, d + (d > 9)) for a, b, c, d in _MERGES] + [(4, 10, 4, 11)] * (wide == 1)
    found = validate(read_grids("contoh.xlsx", [sheet([*_HEAD[:2], *head, *rows], merges)])).findings
    assert [(x.rule, x.cell, x.expected) for x in found if x.rule.startswith("JML")] == [("JML-001", "K7", SUM)]
