"""The few figures of a document that reports draw."""

from __future__ import annotations

from pathlib import Path

from headless.batch.run import validate_files
from rules.examples.sound_renja import sound_document
from rules.model.finding import ProgramFigure
from rules.validation import validate, validate_many


def test_real_plans(seed: Path, benar: Path) -> None:
    """Programs with their pagu; one amount that stands for all programs is told as such."""
    faulty, right = (x.figures for x in validate_files([seed, benar], None, "id"))
    assert (right.office, right.region, right.stage) == (
        "Dinas Koperasi, Usaha Kecil dan Menengah",
        "Kota Bekasi",
        "rancangan akhir",
    )
    assert [x.key for x in right.plan] == [f"2.17.0{n}" for n in range(1, 9)]
    assert sum(x.pagu or 0 for x in right.plan) == 12_611_751_848
    assert (right.plan_table, right.spending_year, len(right.spending)) == ("T-C.33", 2022, 8)
    assert faulty.spending == [ProgramFigure("", "Semua program", 14_825_498_726, 13_862_148_919)]


def test_figures_stay_with_their_document_in_a_stack() -> None:
    one, other = sound_document(), sound_document()
    table = next(x for x in other.tables if x.layout == "T-C.33")
    for position, code in enumerate(table.columns["1"]):
        if code and str(code).count(".") == 2:
            table.columns["6"][position] = "tidak terbaca"
    other.identity.pop("perangkat_daerah")
    stacked = [x.figures for x in validate_many([one, other])]
    assert stacked == [validate(one).figures, validate(other).figures]
    assert stacked[0].plan
    assert all(isinstance(x.pagu, int) for x in stacked[0].plan)
    assert (stacked[1].office, [x.pagu for x in stacked[1].plan if x.pagu is None]) == ("", [])


def test_a_document_without_the_tables_has_none() -> None:
    document = sound_document()
    document.tables = [x for x in document.tables if x.layout in {"T-C.32", "Tujuan-Sasaran"}]
    figures = validate(document).figures
    assert (figures.plan, figures.spending, figures.plan_table, figures.spending_year) == ([], [], "", None)
