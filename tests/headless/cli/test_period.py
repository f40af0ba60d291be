"""The period of the Renstra that a new report is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.mark.parametrize(
    ("year", "first", "last", "said"),
    [(2025, 2029, 2025, "terbalik"), (2024, 2025, 2029, "tidak memuat tahun 2024")],
)
def test_a_period_that_cannot_be_is_refused(
    renja: Callable[..., Run], tmp_path: Path, year: int, first: int, last: int, said: str
) -> None:
    run = renja("template", "x.xlsx", "--dokumen", "lkip", "--tahun", year, "--renstra", first, last)
    assert (run.status, run.err.count(f"--renstra {first} {last} {said};")) == (2, 1)
    assert not (tmp_path / "x.xlsx").exists()
