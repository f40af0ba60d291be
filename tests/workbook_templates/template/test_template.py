"""Templates as Excel opens them: heads, formats, locks, lists, print set-up, formulas with their stored values."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rules.schema.column import number_of
from rules.schema.layout import Layout, document_layouts, layouts
from tests.places import EXAMPLES
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template, place_of
from workbook_templates.template.build import build_template
from workbook_templates.template.derived_formulas import derived_formula

IDENTITY = {
    "pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Inspektorat", "bidang_urusan": "6.01",
    "tahun": 2024, "tahap": "rancangan", "keputusan": "Kepmendagri 050-5889/2021",
}  # fmt: skip
TABLES = [layout.id for layout in document_layouts("renja", IDENTITY["tahun"]) if layout.columns and layout.default]
SHEETS = ["Petunjuk", "Identitas", "Ringkasan", *TABLES, "Temuan", "Daftar", "Acuan"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template of an office whose codes are at hand."""
    path = tmp_path_factory.mktemp("templat") / "t.xlsx"
    assert build_template(path, Template("renja", IDENTITY)) == SHEETS
    return path


@pytest.fixture(scope="module")
def book(made: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(made)


def test_sheets_and_no_macros(made: Path, book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book["Daftar"].sheet_state == "hidden"
    assert not [name for name in zipfile.ZipFile(made).namelist() if "vba" in name.lower()]


@pytest.mark.parametrize("name", [name for name in TABLES if layouts()[name].numbered])
def test_head_is_the_official_one(name: str, book: openpyxl.Workbook) -> None:
    """Official numbers in order, those of derived columns with their arithmetic; headings above, repeated in print."""
    document, layout = book[name], layouts()[name]
    number_row = next(row[0].row for row in document.iter_rows(max_row=12) if row[0].value == "(1)")
    printed = [cell.value for cell in document[number_row][: len(layout.official)]]
    numbers = [str(value).strip("()").split("=")[0] for value in printed if value]
    assert numbers == list(dict.fromkeys(number_of(number) for number in layout.official))
    derived = {number_of(number) for number in layout.derived}
    assert {number for number, text in zip(numbers, filter(None, printed), strict=True) if "=" in text} == derived
    words = {cell.value for row in document.iter_rows(max_row=number_row - 1) for cell in row}
    assert {column.heading for column in layout.official.values() if "{" not in column.heading} <= words
    levels = 1 + max(bool(column.group) + bool(column.subgroup) for column in layout.official.values())
    assert document.print_title_rows == f"${number_row - levels}:${number_row}"
    assert document.freeze_panes.endswith(str(number_row + 1))
    assert (document.page_setup.orientation, document.page_setup.fitToHeight) == ("landscape", 0)


def test_budget_table_has_no_numbers(book: openpyxl.Workbook) -> None:
    assert [book["Anggaran-Realisasi"].cell(4, column).value for column in (1, 5)] == ["No", "%"]
    assert book["Anggaran-Realisasi"]["A5"].value is None


def test_three_levels_and_pairs_of_the_evaluation(book: openpyxl.Workbook) -> None:
    sheet = book["E.81"]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"K4:R4", "K5:L5", "E4:F5", "K7:L7", "A4:A6"} <= merged
    assert [sheet.cell(6, column).value for column in (5, 6, 11, 12)] == ["K", "Rp", "K", "Rp"]


def test_merged_heads_of_the_plan(book: openpyxl.Workbook) -> None:
    merged = {str(area) for area in book["T-C.33"].merged_cells.ranges}
    assert {"D5:G5", "I5:J5", "A5:A6", "H5:H6"} <= merged


def test_formats_locks_and_formulas(made: Path, book: openpyxl.Workbook) -> None:
    sheet, values = book["T-C.33"], openpyxl.load_workbook(made, data_only=True)["T-C.33"]
    assert sheet.protection.sheet
    assert not sheet.protection.insertRows, "False means that inserting rows is allowed"
    rows = {sheet.cell(row, 1).value: row for row in range(8, sheet.max_row + 1)}
    program, leaf = rows["6.01.02"], rows["6.01.02.2.01.01"]
    assert sheet.cell(program, 6).value.startswith("=SUMIFS(")
    assert values.cell(program, 6).value == 0
    assert (sheet.cell(program, 6).protection.locked, sheet.cell(leaf, 6).protection.locked) == (True, False)
    assert sheet.cell(leaf, 6).number_format == "#,##0_)"
    assert sheet.cell(leaf, 1).number_format == "@"
    assert sheet.cell(rows["TOTAL"], 6).value.startswith("=SUMIFS(")
    assert all(cell.alignment.wrap_text for cell in (sheet.cell(leaf, 2), sheet.cell(leaf, 3)))


def test_lists_and_hints(book: openpyxl.Workbook) -> None:
    plan = {rule.formula1: rule for rule in book["T-C.33"].data_validations.dataValidation}
    formulas = {str(formula).lstrip("=") for formula in plan}
    assert "daftar_sumber_dana" in formulas
    assert any(re.fullmatch(r'IF\(\$[A-Z]+8="",daftar_satuan,\$[A-Z]+8\)', formula) for formula in formulas), (
        "its own unit"
    )
    assert all(len(rule.prompt) > 10 for rule in plan.values() if rule.prompt)
    stages = [rule.formula1 for rule in book["Identitas"].data_validations.dataValidation if rule.type == "list"]
    assert '"rancangan awal,rancangan,rancangan akhir,perubahan"' in stages
    assert {"tahun_n", "pemda", "daftar_satuan", "daftar_keputusan"} <= set(book.defined_names)


def test_findings_light_their_cells(book: openpyxl.Workbook) -> None:
    formulas = [rule.formula[0] for area in book["T-C.33"].conditional_formatting for rule in area.rules]
    lit = [formula for formula in formulas if "Temuan!" in formula]
    assert len(lit) == 3
    assert all('"T-C.33!"&ADDRESS(ROW(),COLUMN(),4)' in formula for formula in lit)
    assert book["Temuan"]["A5"].value == "Lokasi"


def test_titles_follow_the_identity(made: Path, book: openpyxl.Workbook) -> None:
    assert book["T-C.33"]["A2"].value == '="DAN PRAKIRAAN MAJU TAHUN "&(tahun_n+1)'
    assert openpyxl.load_workbook(made, data_only=True)["T-C.33"]["A2"].value == "DAN PRAKIRAAN MAJU TAHUN 2025"


def test_rows_are_the_office_codes(made: Path) -> None:
    plan = next(table for table in read_document(made).tables if table.layout == "T-C.33")
    assert plan.columns["1"][0] == "6.01.01"
    assert "6.01.03.2.02.04" in plan.columns["1"]
    assert plan.columns["1"][-1] == "TOTAL"


def test_sipd_layout_and_blank_template(tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    names = build_template(path, Template("renja", {"tahun": 2026}, layouts=("Bab-IV-SIPD",)))
    assert "Bab-IV-SIPD" in names
    assert "Bab-IV" not in names
    sheet = openpyxl.load_workbook(path)["Bab-IV-SIPD"]
    assert sheet.page_setup.paperSize == 8
    assert sheet["I20"].value.startswith("=IF(LEN($B20)=7,SUMIFS(")
    assert '&".??*")' in sheet["I20"].value, "sub kegiatan of two digits or four"


def test_example_workbooks_hold_no_person() -> None:
    """Identitas names an office's post, never a person."""
    for name in ("seed", "benar"):
        document = read_document(EXAMPLES / f"renja-2024-{name}.xlsx")
        assert document.text("kepala").startswith("Kepala Dinas")


def test_fill_restores_stripped_values_and_leaves_the_rest(tmp_path: Path, benar: Path) -> None:
    stripped, filled = tmp_path / "tanpa-nilai.xlsx", tmp_path / "terisi.xlsx"
    openpyxl.load_workbook(benar).save(stripped)
    filling = fill_workbook(stripped, filled)
    cells = filling.derived
    assert {cell.derived.state for cell in cells} == {"refreshed"}
    assert filling.carried == []
    original, mended = openpyxl.load_workbook(benar, data_only=True), openpyxl.load_workbook(filled, data_only=True)
    formulas = openpyxl.load_workbook(filled)
    for cell in cells:
        sheet = cell.derived.sheet
        assert (mended[sheet][cell.cell].value or None) == (original[sheet][cell.cell].value or None), cell
        assert formulas[sheet][cell.cell].value.startswith("=")
    with zipfile.ZipFile(stripped) as before, zipfile.ZipFile(filled) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    with_formulas = [any(cell.data_type == "f" for row in sheet for cell in row) for sheet in formulas]
    sheets = {f"xl/worksheets/sheet{number}.xml" for number, has in enumerate(with_formulas, 1) if has}
    assert changed <= sheets | {"xl/workbook.xml"}
    for name in ("T-C.33", "Bab-IV"):
        assert len(formulas[name].data_validations.dataValidation) == len(
            openpyxl.load_workbook(benar)[name].data_validations.dataValidation
        )


def test_typed_parents_stay_and_empty_ones_are_filled(tmp_path: Path, benar: Path) -> None:
    book = openpyxl.load_workbook(benar)
    sheet = book["T-C.33"]
    rows = {sheet.cell(row, 1).value: row for row in range(8, sheet.max_row + 1)}
    sheet.cell(rows["2.17.04"], 6, 1)
    sheet.cell(rows["2.17.05"], 6).value = None
    book.save(tmp_path / "a.xlsx")
    cells = {
        cell.cell: cell.derived
        for cell in fill_workbook(tmp_path / "a.xlsx", tmp_path / "b.xlsx").derived
        if cell.derived.table == "T-C.33"
    }
    assert cells[f"F{rows['2.17.04']}"].state == "typed"
    assert (cells[f"F{rows['2.17.05']}"].state, cells[f"F{rows['2.17.05']}"].value) == ("filled", 275_000_000)
    values = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["T-C.33"]
    assert values.cell(rows["2.17.04"], 6).value == 1
    assert values.cell(rows["2.17.05"], 6).value == 275_000_000


def test_figures_are_derived_from_targets_without_types_of_indicators() -> None:
    """A table may reckon with figures in units and have no column that says the type of the indicator."""
    columns = {number: {"heading": number, "role": "jumlah", "kind": "target"} for number in "1234"}
    content = {"id": "Uji", "document": "renja", "order": 900, "source": "uji", "title": ["UJI"], "columns": columns}
    layout = Layout.model_validate(content | {"derived": {"4": "2 + 3"}})
    template = Template("renja", {"tahun": 2026})
    place = place_of(template, layout, 1)
    formula = derived_formula(layout, place, template.pack, "4", place.first_row)
    read = {place.helper_address(f"nilai {number}", place.first_row) for number in ("2", "3")}
    assert all(address in formula for address in read)


@pytest.mark.parametrize("layout", [layout for layout in layouts().values() if layout.derived], ids=lambda x: x.id)
def test_what_derived_formulas_ask_for_is_beside_the_table(layout: Layout) -> None:
    template = Template(layout.document, {"tahun": 2026})
    place = place_of(template, layout, 1)
    for column in layout.derived:
        assert derived_formula(layout, place, template.pack, column, place.first_row).startswith("=")


@pytest.mark.parametrize("document", ["renja", "lkip"])
def test_numbers_of_tables_stand_above_their_titles_where_asked(document: str, tmp_path: Path) -> None:
    identity = {"tahun": 2026, "bidang_urusan": "1.02", "jenis_pemda": "kota"}
    plain, numbered = tmp_path / "polos.xlsx", tmp_path / "bernomor.xlsx"
    build_template(plain, Template(document, identity))
    template = Template(document, identity, captions=True)
    build_template(numbered, template)
    book = openpyxl.load_workbook(numbered)
    captions = {layout.id: book[layout.sheet_name]["A1"].value for layout in template.chosen()}
    assert captions.items() >= {"renja": {"T-C.29": "Tabel 2.1", "T-C.33": "Tabel 3.3"}, "lkip": {"IKU": "Tabel 2.2"}}[document].items()  # fmt: skip
    assert len(set(captions.values())) == len(captions)
    tables = [{table.layout for table in read_document(path).tables} for path in (plain, numbered)]
    assert tables[0] == tables[1]
