"""`renja template --dari`: what was read of a pasted Renja stands in a clean template, and what was not is listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from rules.model.document import DATA
from rules.schema.layout import layouts
from rules.validation import validate
from rules.values.cells import as_text
from rules.values.money import read_money
from tests.conftest import Run
from tests.places import EXAMPLES
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
    assert plan.marks.formulas[(plan.rows[-1], "6")].startswith("=")
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


REPORT = EXAMPLES / "lkip-2024-seed.xlsx"


def _shown(value: object, kind: str) -> str:
    """A cell as text; a share without the zeros that a number does not keep."""
    text = as_text(value)
    return text.rstrip("0").removesuffix(".") if kind == "percent" and "." in text else text


def _typed(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of all tables by layout, without what a template works out and what stands beside the tables."""
    found: dict[str, list[dict[str, str]]] = {}
    for table in read_document(path).tables:
        layout = layouts()[table.layout]
        own = [n for n in layout.official if n not in {*layout.derived, *layout.averages, *layout.words}]
        summed = set(layout.totals.columns if layout.totals and layout.hierarchy in {"uraian", "kelompok"} else ())
        for at in (at for at, kind in enumerate(table.kinds) if kind == DATA):
            row = {
                n: _shown(table.columns[n][at], layout.columns[n].kind)
                for n in own
                if n in table.columns and n not in summed
            }
            found.setdefault(table.layout, []).append({n: text for n, text in row.items() if text})
    return found


def test_a_typed_report_moves_whole(renja: Callable[..., Run]) -> None:
    made = renja("template", "bersih.xlsx", "--dokumen", "lkip", "--dari", REPORT)
    assert made.status == 0
    assert _typed(Path("bersih.xlsx")) == _typed(REPORT)
    assert "Tidak dapat ditempatkan (1):" in made.out
    assert "Anggaran-IKU!E26  Anggaran-IKU kolom 5: '69.04.000' bukan angka" in made.out
    found = {(x.rule, x.table) for x in validate(read_document(Path("bersih.xlsx"))).findings}
    assert ("TUR-012", "Perhitungan-IKU") in found, "what was typed wrong is still wrong"
    assert found.isdisjoint({("TUR-004", "Capaian"), ("TUR-005", "Anggaran-IKU"), ("JML-005", "Aset")}), (
        "worked out anew"
    )


def test_a_report_pasted_as_lines_moves_whole(renja: Callable[..., Run]) -> None:
    made = renja("template", "bersih.xlsx", "--dokumen", "lkip", "--dari", EXAMPLES / "lkip-2024-tempel.xlsx")
    assert made.status == 0
    moved, typed = _typed(Path("bersih.xlsx")), _typed(REPORT)
    assert {name: len(rows) for name, rows in moved.items()} == {
        name: len(rows) for name, rows in typed.items() if name != "Daftar-Pendukung"
    }
    for name in ("SDM", "LKIP-Tujuan-Sasaran", "PK", "Capaian", "Perhitungan-IKU", "Efisiensi", "Pagu-Realisasi"):
        assert moved[name] == typed[name], name
    assert "Tabel 3.6!A117  Anggaran-IKU kolom 5: '69.04.000' bukan angka" in made.out
    assert "Tabel 3.18: hanya diduga Pagu" in made.out
    document = read_document(Path("bersih.xlsx"))
    program = next(table for table in document.tables if table.layout == "Anggaran-IKU")
    assert program.marks.formulas[(program.rows[0], "4")].startswith("="), "the program is summed"


def test_identity_of_the_call_goes_before_that_of_the_file(renja: Callable[..., Run]) -> None:
    made = renja(
        "template", "b.xlsx", "--dokumen", "lkip", "--dari", REPORT, "--opd", "Dinas Lain", "--renstra", "2024", "2026"
    )
    assert made.status == 0
    document = read_document(Path("b.xlsx"))
    assert (document.text("perangkat_daerah"), document.renstra, document.year) == ("Dinas Lain", 2024, 2024)


def test_refusals_in_one_sentence(renja: Callable[..., Run]) -> None:
    report = EXAMPLES / "lkip-2024-seed.xlsx"
    refused = renja("template", "x.xlsx", "--dari", report)
    assert (refused.status, "bukan Renja melainkan LKIP" in refused.err) == (2, True)
    same = renja("template", report, "--dokumen", "lkip", "--dari", report, "--timpa")
    assert (same.status, "file masukan" in same.err) == (2, True)
    missing = renja("template", "x.xlsx", "--perbarui", report, "--tahun", 2024)
    assert (missing.status, "hanya untuk --dokumen lkip" in missing.err) == (2, True)


@pytest.mark.parametrize("name", ["renja-2024-benar", "lkip-2024-benar"])
def test_a_printed_document_moves_whole_and_other_tables_of_it_are_listed(
    renja: Callable[..., Run], tmp_path: Path, name: str
) -> None:
    """From workbook to document and back: nothing that was typed is lost, and what is no official table is told."""
    source = EXAMPLES / f"{name}.xlsx"
    renja("cetak", source, "-o", "cetak.docx")
    document = docx.Document(str(tmp_path / "cetak.docx"))
    document.add_table(2, 3).cell(0, 0).text = "Daftar sendiri"
    document.save(str(tmp_path / "naskah.docx"))
    made = renja("template", "bersih.xlsx", "--dokumen", name.split("-")[0], "--dari", "naskah.docx")
    assert made.status == 0
    own = len(document.tables)
    assert f"Tabel {own}: tidak memuat tabel yang dikenali" in made.out
    assert "Semua isi tabel ditempatkan." in made.out
    assert _as_printed(Path("bersih.xlsx")) == _as_printed(source)


def _as_printed(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows as typed, percentages with the two decimals that are printed."""
    found = _typed(path)
    for layout, rows in found.items():
        shares = layouts()[layout].of_kind("percent")
        for row in rows:
            row |= {
                number: f"{float(row[number].replace(',', '.')):.2f}"
                for number in shares
                if _is_number(row.get(number))
            }
    return found


def _is_number(text: str | None) -> bool:
    return bool(text) and text.replace(",", "").replace(".", "").isdigit()  # type: ignore[union-attr]
