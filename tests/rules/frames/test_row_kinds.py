"""What tells the row of the grand total."""

from __future__ import annotations

from typing import Any

import pytest

from rules.examples.sound_renja import sound_document
from rules.frames.row_kinds import kind_of
from rules.model.document import DATA, MEAN, PREDICATE, TOTAL
from rules.schema.layout import layouts


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        ({}, TOTAL),
        ({"8": "Sesuai plafon anggaran sementara"}, TOTAL),
        ({"4": "-", "7": "-"}, TOTAL),
        ({"1": None, "8": "TOTAL"}, TOTAL),
        ({"2": "Program Penunjang"}, DATA),
        ({"3": "Jumlah laporan"}, DATA),
    ],
)
def test_a_remark_beside_the_total_changes_nothing(beside: dict[str, str], kind: str) -> None:
    table = next(table for table in sound_document().tables if table.layout == "T-C.33")
    last = {number: values[-1] for number, values in table.columns.items()}
    assert kind_of(last | beside, layouts()["T-C.33"]) == kind


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"2": "Rata-rata", "8": 63.5}, MEAN),
        ({"2": "Predikat Kinerja", "8": "Rendah"}, PREDICATE),
        ({"2": "Prediket", "8": "Rendah"}, PREDICATE),
        ({"3": "Rata-rata lama sekolah", "6": "8 Tahun", "7": "7 Tahun"}, DATA),
        ({"3": "Predikat SAKIP", "6": "BB", "7": "B"}, DATA),
    ],
)
def test_means_and_predicates_are_none_of_the_data_and_indicators_are(cells: dict[str, Any], kind: str) -> None:
    assert kind_of(dict.fromkeys(map(str, range(1, 12))) | cells, layouts()["T-C.29"]) == kind
