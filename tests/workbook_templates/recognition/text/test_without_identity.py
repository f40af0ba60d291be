"""Lines of text in a workbook without Identitas are read like those with it, each table alone too."""

from __future__ import annotations

from functools import cache

import pytest

from rules.model.document import Document
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.helpers import grid
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.reading.workbook import read_sheets
from workbook_templates.recognition.read_grids import read_grids


@cache
def sheets() -> dict[str, Grid]:
    grids, _ = read_sheets(EXAMPLES / "lkip-2024-tempel.xlsx", DEFAULT_LIMITS)
    return {grid.name: grid for grid in grids}


def cells(document: Document) -> list[object]:
    return [(x.layout, x.sheet, x.rows, x.kinds, x.columns, x.recognition) for x in document.tables]


def test_the_whole_report() -> None:
    told = read_grids("x", list(sheets().values()))
    untold = read_grids("x", [grid for name, grid in sheets().items() if name != "Identitas"])
    assert cells(untold) == cells(told)
    assert (untold.kind, untold.year) == (told.kind, told.year) == ("lkip", 2024)
    found, expected = ({(x.rule, x.cell) for x in validate(read).findings} for read in (untold, told))
    assert found - expected == {("STR-001", "")}, "that Identitas is missing"
    assert expected <= found


@pytest.mark.parametrize("name", [name for name in sheets() if name != "Identitas"])
def test_each_table_alone(name: str) -> None:
    alone = read_grids("x", [sheets()[name]])
    assert cells(alone) == cells(read_grids("x", [sheets()["Identitas"], sheets()[name]]))
    assert (alone.kind, alone.year) in {("lkip", 2024), ("lkip", None)}


AGREEMENT = """\
PERJANJIAN KINERJA TAHUN 2026
DINAS PANGAN KOTA CONTOH
NO {goal} INDIKATOR KINERJA{unit} TARGET
{numbers}1
Meningkatnya ketahanan pangan daerah
Persentase konsumsi pangan
{first}
2
Meningkatnya akuntabilitas kinerja
Nilai akuntabilitas
{second}
PROGRAM ANGGARAN KET
1. Program Penunjang Rp 177.792.500
2. Program Pembinaan Rp 921.285.000"""


@pytest.mark.parametrize("goal", ["SASARAN STRATEGIS", "SASARAN"])
@pytest.mark.parametrize("numbers", ["", "(1) (2) (3) (4)\n"])
@pytest.mark.parametrize(
    ("unit", "first", "second", "targets"),
    [("", "92 Persen", "75 Nilai", ["92 Persen", "75 Nilai"]), (" SATUAN", "Persen 92", "Nilai 75", ["92", "75"])],
)
def test_an_agreement_with_its_units_in_or_beside_the_targets(
    goal: str, numbers: str, unit: str, first: str, second: str, targets: list[str]
) -> None:
    text = AGREEMENT.format(goal=goal, numbers=numbers, unit=unit, first=first, second=second)
    document = read_grids("x", [grid([[line] for line in text.splitlines()], "PK")])
    agreement, budget = document.tables
    assert (document.year, agreement.layout, budget.layout) == (2026, "PK", "PK-Anggaran")
    assert agreement.columns["5"] == targets
    assert agreement.columns["3"] == ["Persentase konsumsi pangan", "Nilai akuntabilitas"]
    assert "STR-016" not in {finding.rule for finding in validate(document).findings}


def test_lines_that_cannot_be_parted_are_blamed_for_that_alone() -> None:
    text = AGREEMENT.format(goal="SASARAN", numbers="", unit="", first="92 Persen", second="75 Nilai")
    joined = text.replace("1\nM", "1 M").replace("daerah\nP", "daerah P")
    document = read_grids("x", [grid([[line] for line in joined.splitlines()], "PK")])
    galat = [finding.rule for finding in validate(document).findings if finding.severity == "galat"]
    assert galat == ["STR-016"]
