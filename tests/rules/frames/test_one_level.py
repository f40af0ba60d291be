"""Tables of programs that are printed with their parts: official names tell these where neither numbers nor sums do."""

from __future__ import annotations

import numpy as np
import pytest

from rules.arrays import as_cells
from rules.frames.levels import on_one_level
from rules.frames.outline import CodeNames

NAMES = {
    "2.09.03": "PROGRAM PENINGKATAN DIVERSIFIKASI PANGAN", "2.09.03.2.01": "Penyediaan Pangan Pokok",
    "2.09.03.2.01.0001": "Penyusunan Rencana Kebutuhan", "2.09.04": "PROGRAM PENANGANAN KERAWANAN PANGAN",
    "2.09.04.2.01": "Penyusunan Peta Kerentanan",
}  # fmt: skip
PROGRAM, KEGIATAN, SUB = 2, 3, 4


@pytest.mark.parametrize(
    ("names", "levels"),
    [
        ([*NAMES.values()], [PROGRAM, KEGIATAN, SUB, PROGRAM, KEGIATAN]),
        # A name that nothing tells leaves all rows where they are.
        ([*NAMES.values(), "Rapat"], [PROGRAM] * 6),
    ],
)
def test_official_names_tell_the_parts_of_programs(names: list[str], levels: list[int]) -> None:
    rows = len(names)
    numbers, amounts = as_cells([str(at + 1) for at in range(rows)]), [[at * 7 + 5 for at in range(rows)]]
    all_rows, docs, known = np.ones(rows, dtype=bool), np.zeros(rows, dtype=int), CodeNames(NAMES.items(), 90.0)
    found = on_one_level(numbers, as_cells(names), amounts, ~all_rows, all_rows, docs, lambda _: known, lambda _: 4)
    assert found.level.tolist() == levels
