"""The hidden reference sheet: code cells offer the office's codes, and name, indicator and unit follow the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rules.nomenclature import KABKOTA, Entry, Store, decrees, nomenclature, own
from rules.nomenclature.entry import save_decree
from rules.schema.layout import layouts
from rules.values.codes import bidang_of
from tests.conftest import Office, Recalculate
from workbook_templates.copies.migrate import migrate_workbook
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import OFFICIAL_UNIT, Template, place_of, starting_rows
from workbook_templates.template.build import build_template
from workbook_templates.template.office_codes import name_key, office_codes

IDENTITY = {"pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "2.17", "tahun": 2025,
            "tahap": "rancangan", "keputusan": "Kepmendagri 900.1.15.5-1317/2023"}  # fmt: skip
HEALTH = IDENTITY | {"bidang_urusan": "1.02", "tahun": 2026, "keputusan": "Kepmendagri 900.1.15.5-3406/2024"}
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
    codes = [line.kode for line in template.own_codes]
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
    assert _listed(book["Acuan"], "Kepmendagri 900.1.15.5-1317/2023") == codes
    lists = [rule for rule in book["T-C.33"].data_validations.dataValidation if rule.formula1 == "daftar_kode"]
    assert [str(rule.sqref).split(":")[0][0] for rule in lists] == ["A"]


def _listed(sheet: Any, decree: str) -> list[str]:
    """The codes that stand in the reference sheet for a decree."""
    first, last = next(row[9:11] for row in sheet.iter_rows(values_only=True) if row[6] == decree)
    return [code for (code,) in sheet.iter_rows(first, last, 1, 1, values_only=True) if code]


def test_stored_values_are_what_a_reader_finds(template: Template, tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    build_template(path, template)
    plan = next(table for table in read_document(path).tables if table.layout == "T-C.33")
    at = plan.columns["1"].index(_SUB.kode)
    assert (plan.columns["2"][at], plan.columns["3"][at]) == (_SUB.nama, _SUB.indikator)
    assert not plan.marks.uncalculated


def test_the_codes_of_every_decree_at_hand_travel_in_the_workbook(store: Store, tmp_path: Path) -> None:
    path, template = tmp_path / "templat.xlsx", Template("renja", HEALTH)
    build_template(path, template)
    sheet = openpyxl.load_workbook(path)["Acuan"]
    for decree in decrees().values():
        reference = nomenclature(decree.id, KABKOTA)
        codes = (
            {own(code, "1.02") for code in reference.names if bidang_of(code) in ("1.02", "X.XX")}
            if reference
            else set()
        )
        listed = _listed(sheet, decree.name)
        assert set(listed) - {"1"} == codes
        assert len(listed) == len(set(listed))
    assert not _listed(sheet, "Permendagri 90/2019")
    assert template.own_codes[1][:2] == ("1.02", "URUSAN PEMERINTAHAN BIDANG KESEHATAN")


def test_a_name_is_found_by_what_excel_can_look_up(store: Store) -> None:
    """Names of one decree differ in their keys, long ones too; no key is longer than MATCH allows."""
    for decree in decrees().values():
        reference = nomenclature(decree.id, KABKOTA)
        for bidang in {bidang_of(code) for code in reference.names} - {None, "X.XX"} if reference else ():
            lines = office_codes({"bidang_urusan": bidang}, reference)
            names = {" ".join(line.nama.split()).casefold() for line in lines}
            assert len({name_key(name) for name in names}) == len(names)
            assert max(len(name_key(name)) for name in names) <= 255


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


@pytest.mark.libreoffice
def test_the_decree_chosen_later_changes_what_is_offered_and_filled_in(
    store: Store, tmp_path: Path, office: Office, recalculate: Recalculate
) -> None:
    path, layout = tmp_path / "templat.xlsx", layouts()["T-C.33"]
    template = Template("renja", HEALTH | {"bidang_urusan": "1.03"})
    build_template(path, template)
    at = place_of(template, layout, len(starting_rows(template, layout))).first_row
    old, new = ({line.kode: line for line in template.codes[x]} for x in ("900.1.15.5-3406-2024", "sipd-ri-2027"))
    gone, added = (next(line for line in one.values() if line.kode not in other and line.indikator)
                   for one, other in ((old, new), (new, old)))  # fmt: skip
    for decree, offered, other in (
        ("Daftar SIPD-RI 2027", added, gone),
        ("Keputusan Mendagri Nomor 900.1.15.5-3406 Tahun 2024", gone, added),
        ("", gone, added),
    ):
        choice = ["set", "Identitas", "C11", decree]
        asked = {"sheet": "T-C.33", "cell": f"A{at}", "texts": [offered.kode, other.kode, "1.03.01"]}
        assert office.ask("uno_refused.py", path, edits=[choice], **asked) == [other.kode]
        row = recalculate(path, choice, ["set", "T-C.33", f"A{at}", offered.kode])["T-C.33"][at - 1]
        assert (row[1], row[2]) == (offered.nama, offered.indikator)
        row = recalculate(path, choice, ["set", "T-C.33", f"A{at}", other.kode])["T-C.33"][at - 1]
        assert (row[1], row[2]) == ("", "")


@pytest.mark.libreoffice
def test_a_name_that_excel_cannot_look_up_whole_finds_its_code(
    store: Store, tmp_path: Path, recalculate: Recalculate
) -> None:
    path, template, layout = (
        tmp_path / "templat.xlsx",
        Template("renja", {**HEALTH, "bidang_urusan": "1.01"}),
        layouts()["E.81"],
    )
    build_template(path, template)
    place = place_of(template, layout, len(starting_rows(template, layout)))
    line = next(line for line in template.own_codes if len(line.nama) > 255)
    row = recalculate(path, ["set", "E.81", place.address("3", place.first_row), f"  {line.nama} "])["E.81"][
        place.first_row - 1
    ]
    assert row[place.starts["kode"] - 1] == line.kode


def test_migration_rewrites_the_reference_sheet_too(template: Template, store: Store, tmp_path: Path) -> None:
    """Else the look-ups of the copy would find nothing for the new codes."""
    moved = [x._replace(kode="2.17.04.2.01.0033", satuan="Koperasi") if x is _SUB else x for x in LINES]
    save_decree(store, "900.1-861-2026", {"counts": {}}, moved)
    path, out = tmp_path / "lama.xlsx", tmp_path / "baru.xlsx"
    build_template(path, template)
    migrate_workbook(path, out, decrees()["900.1-861-2026"], store)
    sheet = openpyxl.load_workbook(out)["Acuan"]
    listed = _listed(sheet, "Kepmendagri 900.1-861/2026")
    assert listed == [line.kode for line in office_codes(IDENTITY, nomenclature("900.1-861-2026", KABKOTA, store))]
    assert "2.17.04.2.01.0033" in listed
    found = [row for row in sheet.iter_rows(values_only=True) if row[0] == "2.17.04.2.01.0033"]
    assert [_SUB.nama, _SUB.indikator, "Koperasi", _SUB.nama] in [list(row[1:5]) for row in found]
