"""`renja template --dari`: what was read of a pasted Renja stands in a clean template, and what was not is listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rules.document import DATA
from rules.money import read_money
from tests.conftest import Run
from tests.helpers import EXAMPLES
from workbook_templates.reader import read_document

PASTED = EXAMPLES / "renja-2024-tempel.xlsx"


def test_a_pasted_renja_moves_into_a_clean_template(renja: Callable[..., Run]) -> None:
    made = renja("template", "bersih.xlsx", "--dari", PASTED)
    assert made.status == 0
    document = read_document(Path("bersih.xlsx"))
    plan = next(table for table in document.tables if table.layout == "Bab-IV")
    rows = dict(zip(plan.columns["1"], plan.columns["6"], strict=True))
    assert plan.kinds.count(DATA) == 44
    assert (rows["2.17.01.2.01.06"], rows["2.17.08.2.01.01"]) == (10_000_000, 1_500_187_000)
    assert plan.kinds[-1] == "total"
    assert read_money(plan.columns["6"][-1]).amount == 12_611_751_848, "the total is calculated, not carried"
    assert plan.formulas[(plan.rows[-1], "6")].startswith("=")
    assert (document.year, document.text("pemda")) == (2024, "Kota Bekasi")
    for place in ("Tabel 2.1!A10", "Tabel 2.1!A11"):
        assert place not in made.out, "urusan and bidang are codes"
    assert "Semua isi tabel ditempatkan." in made.out or "Tidak dapat ditempatkan" in made.out


def test_what_cannot_be_placed_is_listed_by_cell(renja: Callable[..., Run], tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(PASTED)
    book["Tabel 4.1"]["J18"], book["Tabel 4.1"]["A20"] = "banyak sekali", "kode 7 lama"
    book.create_sheet("Catatan").append(["Lihat lampiran"])
    source = tmp_path / "asal.xlsx"
    book.save(source)
    made = renja("template", "bersih.xlsx", "--dari", source)
    assert "Tabel 4.1!J18  Bab-IV kolom 6: 'banyak sekali' bukan angka" in made.out
    assert "Tabel 4.1!A20  Bab-IV kolom 1: kode 'kode 7 lama" in made.out
    assert "Catatan: tidak memuat tabel yang dikenali" in made.out


def test_refusals_in_one_sentence(renja: Callable[..., Run]) -> None:
    report = EXAMPLES / "lkip-2024-seed.xlsx"
    refused = renja("template", "x.xlsx", "--dari", report)
    assert (refused.status, "bukan Renja melainkan LKIP" in refused.err) == (2, True)
    missing = renja("template", "x.xlsx", "--perbarui", report, "--tahun", 2024)
    assert (missing.status, "hanya untuk --dokumen lkip" in missing.err) == (2, True)
