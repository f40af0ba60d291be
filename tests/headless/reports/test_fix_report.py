"""What `renja fix` tells of a cell whose look stays the same."""

from __future__ import annotations

from pathlib import Path

from headless.reports.fix_report import lines
from rules.model.finding import Finding
from workbook_templates.copies.fix import Fixed, Mending


def test_a_text_that_became_a_number_is_told_as_that() -> None:
    finding = Finding(
        "ANG-001", "galat", "T-C.33", "T-C.33", "F10", "6", "2.17.01", "1.298.350.000", None, None, "", "", 1_298_350_000
    )  # fmt: skip
    told = list(lines(Mending([Fixed(finding, ("F10",))]), Path("x.xlsx")))
    assert told[1] == "  T-C.33!F10  ANG-001  1.298.350.000 → 1.298.350.000 (teks menjadi angka)"
