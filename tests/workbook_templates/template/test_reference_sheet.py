"""The hidden reference sheet: code cells offer the office's codes, and name, indicator and unit follow the code."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rules.nomenclature import KABKOTA, Entry, Store, decrees
from rules.nomenclature.entry import save_decree
from rules.schema.layout import layouts
from tests.conftest import Recalculate
from workbook_templates.copies.migrate import migrate_workbook
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.template.blueprint import OFFICIAL_UNIT, Template, place_of, starting_rows
from workbook_templates.template.build import build_template
from workbook_templates.template.reference_sheet import office_codes

IDENTITY = {"pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "2.17", "tahun": 2025,
            "tahap": "rancangan", "keputusan": "Kepmendagri 900.1.15.5-1317/2023"}  # fmt: skip
_SUB = Entry(KABKOTA, "2.17.04.2.01.0002", "Penghargaan Koperasi", "", "Jumlah Koperasi", "Unit Usaha")
LINES = [
    Entry(KABKOTA, "X.XX.01", "PROGRAM PENUNJANG"),
    Entry(KABKOTA, "X.XX.01.2.01", "Perencanaan"),
    Entry(KABKOTA, "X.XX.01.2.01.0001", "Penyusunan Dokumen", "", "Jumlah Dokumen", "Dokumen"),
    Entry(KABKOTA, "2.17", "BIDANG KOPERASI"),
    Entry(KABKOTA, "2.17.04", "PROGRAM PENILAIAN"),
    Entry(KABKOTA, "2.17.04.2.01", "Penilaian Kesehatan"),
    Entry(KABKOTA, "2.17.04.2.01.0001", "Pelaksanaan Penilaian", "", "Jumlah Penilaian", "Laporan"),
    _SUB,
    Entry(KABKOTA, "1.02.02", "PROGRAM BIDANG LAIN"),
]


@pytest.fixture
def template(store: Store) -> Template:
    """A template of an office whose decree is installed."""
    save_decree(store, "900.1.15.5-1317-2023", {"counts": {}}, LINES)
    return Template("renja", IDENTITY, without=["E.81", "T-C.29"])


def test_the_offices_own_codes_are_offered(template: Template, tmp_path: Path) -> None:
    codes = [line[0] for line in office_codes(template)]
    assert codes == [
        "2",
        "2.17",
        "2.17.01",
        "2.17.01.2.01",
        "2.17.01.2.01.0001",
        "2.17.04",
        "2.17.04.2.01",
        "2.17.04.2.01.0001",
        "2.17.04.2.01.0002",
    ]
    path = tmp_path / "templat.xlsx"
    build_template(path, template)
    book = openpyxl.load_workbook(path)
    assert book["Acuan"].sheet_state == "hidden"
    assert [cell.value for cell in book["Acuan"]["A"][1:]] == codes
    lists = [rule for rule in book["T-C.33"].data_validations.dataValidation if rule.formula1 == "daftar_kode"]
    assert [str(rule.sqref).split(":")[0][0] for rule in lists] == ["A"]


def test_stored_values_are_what_a_reader_finds(template: Template, tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    build_template(path, template)
    plan = next(table for table in read_document(path).tables if table.layout == "T-C.33")
    at = plan.columns["1"].index(_SUB.kode)
    assert (plan.columns["2"][at], plan.columns["3"][at]) == (_SUB.nama, _SUB.indikator)
    assert not plan.marks.uncalculated


def test_without_a_decree_nothing_is_offered(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    assert "Acuan" not in build_template(path, Template("renja", {**IDENTITY, "keputusan": "Permendagri 90/2019"}))


@pytest.mark.libreoffice
def test_name_indicator_and_unit_follow_the_code(template: Template, tmp_path: Path, recalculate: Recalculate) -> None:
    path = tmp_path / "templat.xlsx"
    build_template(path, template)
    layout = layouts()["T-C.33"]
    rows = starting_rows(template, layout)
    place = place_of(template, layout, len(rows))
    at = place.first_row + next(i for i, row in enumerate(rows) if row["1"] == "2.17.04.2.01.0001")
    unit = place.helper_column(OFFICIAL_UNIT) - 1
    edit = ["set", "T-C.33", f"A{at}", _SUB.kode]
    row = recalculate(path, edit)["T-C.33"][at - 1]
    assert (row[1], row[2], row[unit]) == (_SUB.nama, _SUB.indikator, _SUB.satuan)
    row = recalculate(path, ["set", "T-C.33", f"A{at}", "9.99.99"])["T-C.33"][at - 1]
    assert [row[1], row[2], row[unit]] in (["", "", ""], [None, None, None])


def test_migration_rewrites_the_reference_sheet_too(template: Template, store: Store, tmp_path: Path) -> None:
    """Else the look-ups of the copy would find nothing for the new codes."""
    moved = [x._replace(kode="2.17.04.2.01.0033", satuan="Koperasi") if x is _SUB else x for x in LINES]
    save_decree(store, "900.1-861-2026", {"counts": {}}, moved)
    path, out = tmp_path / "lama.xlsx", tmp_path / "baru.xlsx"
    build_template(path, template)
    migrate_workbook(path, out, decrees()["900.1-861-2026"], store)
    listed = next(grid.rows for grid in read_workbook(out) if grid.name == "Acuan")
    assert ["2.17.04.2.01.0033", _SUB.nama, _SUB.indikator, "Koperasi"] in [row[:4] for row in listed]
