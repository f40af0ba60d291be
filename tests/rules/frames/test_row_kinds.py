"""What tells the row of the grand total."""

from __future__ import annotations

import pytest

from rules.examples.sound_renja import sound_document
from rules.frames.row_kinds import kind_of
from rules.model.document import DATA, TOTAL
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
