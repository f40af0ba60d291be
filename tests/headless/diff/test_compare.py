"""`renja diff`: what counts as a change by business key, and the three forms of the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from headless.diff.compare import Diff, compare
from headless.diff.report import render_html, render_json, render_text
from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Drop, Insert, Put, Remove
from rules.engine.example_workbook_edits import Identify
from rules.examples.build import example_document
from rules.validation import validate_many
from tests.places import EXAMPLES, GOLDEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def diff_of(*edits: Edit, before: tuple[Edit, ...] = ()) -> Diff:
    """The difference that edits of the sound document make."""
    old, new = example_document(before), example_document((*before, *edits))
    one, other = validate_many([old, new])
    return compare(old, new, (one, other))


def figures(diff: Diff) -> list[tuple[str, str, str, Decimal | None, Decimal | None]]:
    return [(x.table, x.key, x.column, x.difference, x.percent) for x in diff.figures]


def test_same_document_has_no_difference() -> None:
    diff = diff_of()
    assert "Tidak ada perbedaan." in render_text(diff)
    assert not any(json.loads(render_json(diff))["summary"].values())


def test_a_figure_with_difference_and_percent() -> None:
    diff = diff_of(Put("T-C.33", 17, "6", 33_000_001))
    assert figures(diff) == [("T-C.33", "2.17.01.2.06.05", "6", Decimal(3_000_001), Decimal("10.00"))]
    change = diff.figures[0]
    assert (change.cell, change.old, change.new) == ("T-C.33!F17", "30000000", "33000001")
    assert "30.000.000 → 33.000.001  (selisih +3.000.001, +10%)" in render_text(diff)
    told = json.loads(render_json(diff))["figures"][0]
    assert (told["difference"], told["percent"]) == (3_000_001, 10)


def test_findings_new_gone_and_persisting() -> None:
    fault = Put("T-C.33", 14, "6", 190_000_010)
    kept = Put("T-C.33", 21, "7", "Pendapatan Asli Derah")
    diff = diff_of(fault, before=(kept,))
    assert [x.rule for x in diff.findings_persisting] == ["ANG-006"]
    assert "JML-002" in [x.rule for x in diff.findings_new]
    back = diff_of(Put("T-C.33", 14, "6", 190_000_000), before=(kept, fault))
    assert [x.rule for x in back.findings_gone] == [x.rule for x in diff.findings_new]
    assert [x.rule for x in back.findings_new] == []


def test_an_inserted_row_is_one_row() -> None:
    """Rows below move, findings below move with them: neither is a change."""
    fault = Put("T-C.33", 21, "7", "Pendapatan Asli Derah")
    row = {"1": "2.17.01.2.06.06", "2": "Penyediaan Bahan Bacaan", "3": "Jumlah Dokumen", "5": "3 Dokumen", "6": 0}
    diff = diff_of(Insert("T-C.33", 17, row), before=(fault,))
    assert [(x.table, x.key) for x in diff.rows_new] == [("T-C.33", "2.17.01.2.06.06")]
    assert (diff.rows_gone, diff.figures, diff.texts) == ([], [], [])
    assert "ANG-006" in [x.rule for x in diff.findings_persisting]
    gone = diff_of(Remove("T-C.33", 20))
    assert [(x.table, x.key) for x in gone.rows_gone] == [("T-C.33", "2.17.04.2.01")]


@pytest.mark.parametrize(
    "edit",
    [
        Put("T-C.30", 12, "1", "7"),
        Put("T-C.31", 12, "1", "IV"),
        Put("T-C.33", 17, "1", "2.17.01.2.06.5"),
        Put("T-C.33", 17, "6", 30_000_000.0),
        Put("T-C.33", 17, "6", "30.000.000"),
        Put("T-C.33", 17, "2", "PENYEDIAAN  BARANG CETAKAN DAN PENGGANDAAN"),
        Put("T-C.33", 17, "5", "3  paket"),
    ],
)
def test_no_change_of_substance(edit: Edit) -> None:
    """Numbers, spelling of a code, type of a number, case and spaces are no changes."""
    diff = diff_of(edit)
    assert (diff.figures, diff.texts, diff.rows_new, diff.rows_gone) == ([], [], [], [])


def test_texts_units_and_indicators() -> None:
    diff = diff_of(
        Put("T-C.33", 17, "4", "Kota Depok"),
        Put("T-C.33", 17, "5", "3 Dokumen"),
        Put("T-C.33", 18, "3", "Jumlah Rapat"),
        Identify("kepala", "Plt. Kepala Dinas"),
    )
    assert [(x.table, x.column, x.old, x.new) for x in diff.texts] == [
        ("Identitas", "", "Kepala Dinas", "Plt. Kepala Dinas"),
        ("T-C.33", "4", "Kota Bekasi", "Kota Depok"),
        ("T-C.33", "3", "Jumlah Laporan Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD", "Jumlah Rapat"),
    ]
    assert figures(diff) == [("T-C.33", "2.17.01.2.06.05", "5", None, None)], "another unit has no difference"
    assert (diff.rows_new, diff.rows_gone) == ([], [])


def test_from_nil_there_is_no_percent() -> None:
    diff = diff_of(Put("T-C.33", 17, "6", 5), before=(Put("T-C.33", 17, "6", 0),))
    assert figures(diff) == [("T-C.33", "2.17.01.2.06.05", "6", Decimal(5), None)]


def test_a_small_change_of_a_large_sum_is_not_told_as_none() -> None:
    diff = diff_of(Put("T-C.33", 17, "6", 1_000_000_900_000), before=(Put("T-C.33", 17, "6", 1_000_000_000_000),))
    told = next(line for line in render_text(diff).splitlines() if "+900.000" in line)
    assert "(selisih +900.000, kurang dari 0,01%)" in told
    assert "kurang dari 0,01" in render_html(diff)


def test_a_table_that_is_gone_is_not_all_its_rows() -> None:
    diff = diff_of(Drop("T-C.30"))
    assert (diff.tables_gone, diff.rows_gone) == (["T-C.30"], [])


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("perangkat_daerah", "Dinas Kesehatan", "perangkat daerahnya berbeda ('"),
        ("pemda", "Kabupaten Bandung", "pemerintah daerahnya berbeda ('"),
        ("tahun", 2025, "tahunnya berbeda (2024 dan 2025)"),
    ],
)
def test_two_documents_that_are_no_versions_of_one_are_told(key: str, value: object, said: str) -> None:
    diff = diff_of(Identify(key, value))
    for told in (
        render_text(diff),
        render_html(diff).replace("&#39;", "'"),
        json.loads(render_json(diff))["warnings"][0],
    ):
        assert said in told
        assert "Periksa apakah keduanya dua versi satu dokumen" in told


def test_a_name_said_more_fully_is_the_same_office() -> None:
    office = str(example_document(()).text("perangkat_daerah"))
    assert diff_of(Identify("perangkat_daerah", f"{office.upper()} Kota Bekasi")).doubts == []


def test_people_read_kesalahan(browser: Browser) -> None:
    """In every form for people, and on a phone each table is folded and each row a card."""
    diff = diff_of(Put("T-C.33", 14, "6", 190_000_010), Put("T-C.33", 17, "4", "Kota Lain" * 40))
    assert "BELUM LULUS, " in render_text(diff)
    for told in (render_text(diff), render_html(diff)):
        assert "kesalahan" in told
        assert "galat" not in told
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content(render_html(diff))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelectorAll('details').length") > 1
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
    page.locator("summary").first.click()
    assert page.locator("td").first.evaluate("cell => getComputedStyle(cell).display") == "block"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_content(render_html(diff))
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    page.close()


def test_html_escapes_what_it_shows() -> None:
    page = render_html(diff_of(Put("T-C.33", 17, "4", "<script>alert(1)</script>")))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


Call = Callable[..., tuple[int, str, str]]


def test_command_line(renja: Call, seed: Path, benar: Path, tmp_path: Path) -> None:
    """Old with galat, new without: every one of them is gone, and the status is that of the new one."""
    galat = sum(row[1] == "galat" for row in json.loads((GOLDEN / "renja-2024-seed.json").read_text()))
    status, out, _ = renja("diff", seed, benar, "--format", "json")
    told = json.loads(out)
    gone = [x for x in told["findings"]["gone"] if x["severity"] == "galat"]
    assert (status, len(gone), told["old"]["galat"], told["new"]["galat"]) == (0, galat, galat, 0)
    total = next(x for x in told["figures"] if (x["table"], x["key"], x["column"]) == ("Bab-IV", "TOTAL", "6"))
    assert (total["old"], total["new"], total["difference"]) == ("12611751484", "12611751848", 364)
    assert renja("diff", benar, seed)[0] == 1
    assert renja("diff", seed, benar, "--format", "html", "-o", "beda.html")[0] == 0
    assert Path("beda.html").read_text().startswith("<!doctype html>")
    before = benar.read_bytes()
    assert renja("diff", seed, benar, "-o", benar)[0] == 2
    assert benar.read_bytes() == before
    status, _, err = renja("diff", seed, "tidak-ada.xlsx")
    assert (status, "tidak ada" in err) == (2, True)


def test_dropped_results_are_not_changes(renja: Call, benar: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(benar)
    book.save(tmp_path / "b.xlsx")
    told = json.loads(renja("diff", benar, "b.xlsx", "--format", "json")[1])
    assert (told["figures"], told["texts"], told["rows"]) == ([], [], {"new": [], "gone": []})
    assert told["summary"]["uncalculated"] > 100


def test_two_kinds_of_documents_are_no_versions(renja: Call, benar: Path) -> None:
    status, _, err = renja("diff", benar, EXAMPLES / "lkip-2024-benar.xlsx")
    assert (status, "bukan dua versi satu dokumen" in err) == (2, True)
