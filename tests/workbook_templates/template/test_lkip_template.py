"""The LKIP workbook: its tables recalculated by a real spreadsheet program equal what is stored and `compute`."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import DATA, identity_of, template_of
from rules.schema.layout import layouts
from rules.values.cells import column_number
from tests.conftest import Recalculate
from tests.support.recalculated import cell, derived, in_cell, same
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template
from workbook_templates.template.guide_texts import GUIDES
from workbook_templates.template.summary.blocks import FAILED
from workbook_templates.template.summary.lkip import EFFICIENCY_LINES, IKU_LINES, PROGRAM_LINES
from workbook_templates.template.titles import SUMMARY

SOURCE = DATA / "lkip-benar"


def example() -> Template:
    """The corrected report with all its tables filled in."""
    return template_of(SOURCE, as_typed=False, document="lkip")


TABLES = list(example().rows)


def blank(bidang: str = "1.02") -> Template:
    """A template without rows, for an office whose codes are at hand only if its bidang is 2.17."""
    return Template("lkip", identity_of(SOURCE) | {"bidang_urusan": bidang})


def bare() -> Template:
    """A template of which nothing is known but the year."""
    return Template("lkip", {"tahun": 2024})


def typed() -> Template:
    """The example as someone typed it, without a formula in any table."""
    template = example()
    template.as_typed = True
    return template


def office() -> Template:
    """A blank template that lists the office's programs."""
    return blank("2.17")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with all its tables filled in."""
    path = tmp_path_factory.mktemp("lkip") / "lkip.xlsx"
    build_template(path, example())
    return path


def columns(path: Path, layout_id: str) -> tuple[str, list[int], dict[str, list[Any]], dict[str, str]]:
    """Sheet, rows, values by column and letters of a table."""
    table = next(table for table in read_document(path).tables if table.layout == layout_id)
    return table.sheet, table.rows, table.columns, table.letters


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [example, blank, bare, office, typed])
def test_recalculated_workbook_equals_stored(make: Any, tmp_path: Path, recalculate: Recalculate) -> None:
    """Every formula on every sheet, helper cells excepted, in filled and in blank templates; none is an error."""
    path = tmp_path / "a.xlsx"
    build_template(path, make())
    sheets = recalculate(path)
    stored, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    checked, wrong = 0, []
    for sheet in formulas:
        helpers = [x for x in sheet.column_dimensions.values() if x.hidden and x.outlineLevel]
        for at in (x for row in sheet.iter_rows() for x in row if x.data_type == "f"):
            found, due = sheets[sheet.title][at.row - 1][at.column - 1], stored[sheet.title][at.coordinate].value
            if any(x.min <= at.column <= x.max for x in helpers):
                assert not str(found).startswith("#")
                continue
            checked += 1
            if not same(found, due) or str(found).startswith("#"):
                wrong.append((sheet.title, at.coordinate, at.value, due, found))
    assert wrong == []
    assert checked > 60


@pytest.mark.libreoffice
def test_recalculated_example_equals_computed(full: Path, recalculate: Recalculate) -> None:
    sheets = recalculate(full)
    due = derived(full)
    assert {x.table for _, x in due} == {
        "SDM", "Aset", "PK-Anggaran", "Capaian", "Capaian-IKU", "Indikator-Program", "Anggaran-IKU", "Pembanding",
        "Efisiensi", "Pagu", "Pagu-Realisasi", "Perbandingan",
    }  # fmt: skip
    wrong = [
        (x, found)
        for letter, x in due
        if not same(found := cell(sheets, x.sheet, letter, x.row), in_cell(x)) or x.state != "refreshed"
    ]
    assert wrong == []
    assert len(due) > 180


@pytest.mark.libreoffice
@pytest.mark.parametrize("after", [0, 2, 4])
def test_mean_takes_in_a_row_inserted_into_its_block(after: int, full: Path, recalculate: Recalculate) -> None:
    """Right below the block's first row, in its middle and at its end; a plain insertion, without any formula."""
    sheet, rows, values, letters = columns(full, "Efisiensi")
    first = next(row for row, name in zip(rows, values["3"], strict=True) if str(name).endswith("Koperasi"))
    at, shares = first + after + 1, [93.31, 90.02, 91.07, 86.88, 86.16, 10]
    sheets = recalculate(full, ["insert", sheet, at, 1], ["put", sheet, f"{letters['6']}{at}", 10])
    assert cell(sheets, sheet, letters["7"], first) == pytest.approx(sum(shares) / len(shares))
    assert cell(sheets, sheet, letters["5"], first) == pytest.approx(317)
    assert cell(sheets, sheet, letters["7"], first + 6) == pytest.approx((95.78 + 90.60) / 2)


@pytest.mark.libreoffice
def test_efficiency_says_what_its_means_say(full: Path, recalculate: Recalculate) -> None:
    """Each indicator against the mean capaian of its sasaran; equal means are not efficient."""
    sheet, rows, values, letters = columns(full, "Efisiensi")
    begins = [row for row, name in zip(rows, values["3"], strict=True) if name]
    edits = [["put", sheet, f"{letters['4']}{begins[1]}", 80], ["put", sheet, f"{letters['4']}{begins[2]}", 100]]
    edits += [["put", sheet, f"{letters['6']}{begins[0]}", 103.15]]
    sheets = recalculate(full, *edits)
    found = [(row, cell(sheets, sheet, letters["8"], row)) for row in rows]
    assert [text for _, text in found if text] == ["tidak efisien", "efisien", "tidak efisien"]
    assert [row for row, text in found if text] == begins


@pytest.mark.libreoffice
def test_groups_take_in_copied_rows(full: Path, recalculate: Recalculate) -> None:
    """A row copied anywhere reaches its group and the groups above; other groups stay as they are."""
    sheet, rows, values, letters = columns(full, "Aset")
    name, amount = values["1"], dict(zip(values["1"], values["3"], strict=True))
    land = rows[name.index("Tanah Bangunan Rumah Negara Gol II")]
    sheets = recalculate(full, ["copy", sheet, land, land], ["put", sheet, f"{letters['3']}{land}", 1000.25])
    after = {row[0]: row[column_number(letters["3"]) - 1] for row in sheets[sheet] if row[0]}
    for key in ("1. Tanah", "Aset Tetap"):
        assert after[key] == pytest.approx(amount[key] + 1000.25, abs=1e-6)
    for key in ("2. Peralatan dan Mesin", "a. Alat Angkutan", "4. Aset Tetap Lainnya"):
        assert after[key] == pytest.approx(amount[key], abs=1e-6)


@pytest.mark.libreoffice
def test_sums_of_groups_without_members(tmp_path: Path, recalculate: Recalculate) -> None:
    """A group without members keeps what is typed; a depth left out is the group's all the same."""
    rows: list[dict[str, Any]] = [{"1": "1. Tanah", "tingkat": 1, "2": 1, "3": 500}, {"1": "2. Alat", "tingkat": 1}]
    rows += [{"1": "a. Mebel", "tingkat": 2}, {"1": "Meja", "tingkat": 4, "2": 9, "3": 20}]
    path = tmp_path / "a.xlsx"
    build_template(path, Template("lkip", identity_of(SOURCE), rows={"Aset": rows}))
    sheets = recalculate(path)
    wanted = [500, 20, 20, 20]
    _, at, values, letters = columns(path, "Aset")
    assert values["3"] == wanted
    assert [cell(sheets, "Aset", letters["3"], row) for row in at] == wanted


@pytest.mark.libreoffice
def test_summary_follows_the_tables(full: Path, recalculate: Recalculate) -> None:
    reached, spent = columns(full, "Capaian"), columns(full, "Pagu-Realisasi")
    edits: list[list[Any]] = [["put", "Capaian", f"{reached[3]['6']}{reached[1][0]}", "37,9"]]
    edits += [["put", "Pagu-Realisasi", f"{spent[3]['4']}{spent[1][1]}", 0], ["put", "Temuan", "A2", "Diperiksa."]]
    edits += [["put", "Temuan", "B6", "galat"], ["put", "Temuan", "D6", "LKIP-Tujuan-Sasaran"]]
    sheets = recalculate(full, *edits)[SUMMARY]
    lines = [row[1:7] for row in sheets if row[1]]
    first = next(row for row in lines if row[0] == "IKU 1")
    assert first == ["IKU 1", "Nilai AKIP Diskopukm", "75,80", "37,9", 50, "Sangat Rendah"]
    program = next(row for row in lines if row[0] == "2")
    assert program[1:5] == ["Program Pelayanan Izin Usaha Simpan Pinjam", 76_355_000, 0, 0]
    total = next(row for row in lines if row[0] == "TOTAL")
    assert total[2:4] == [12_785_258_830, 11_002_960_494 - 71_250_000]
    last = [row for row in lines if row[0] == "IKU 3"][1]
    assert last[2:] == [pytest.approx(x) if isinstance(x, float) else x for x in [317, 93.19, 223.81, "efisien"]]
    counts = {row[8]: row[9:13] for row in sheets if row[8]}
    assert (counts["Tujuan-Sasaran"], counts["Jumlah"], counts["Lainnya"]) == ([1, 0, 0, 1], [1, 0, 0, 1], [0] * 4)
    assert counts["Hasil pemeriksaan"][0] == FAILED


def test_charts_refer_to_the_blocks(full: Path) -> None:
    """Capaian with its line at 100, serapan, and both means; over as many rows as the blocks have lines."""
    with zipfile.ZipFile(full) as package:
        charts = [package.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2, 3)]
    kinds = [re.findall(r"<c:(barChart|lineChart)>", chart) for chart in charts]
    assert kinds == [["barChart", "lineChart"], ["barChart"], ["barChart"]]
    sheet = openpyxl.load_workbook(full, data_only=True)[SUMMARY]
    columns_of = [re.findall(r"<c:val>.*?<c:f>Ringkasan!\$(\w)\$(\d+):\$\w\$(\d+)</c:f>", chart) for chart in charts]
    assert [[letter for letter, _, _ in found] for found in columns_of] == [["F", "P"], ["F"], ["D", "E"]]
    lines = [IKU_LINES, IKU_LINES, PROGRAM_LINES, EFFICIENCY_LINES, EFFICIENCY_LINES]
    for (letter, first, last), due in zip((x for found in columns_of for x in found), lines, strict=True):
        assert int(last) - int(first) + 1 == due
        assert isinstance(sheet[f"{letter}{first}"].value, int | float)
    assert {sheet[f"P{row}"].value for row in range(7, 7 + IKU_LINES)} == {100}


def test_summary_is_no_official_table(full: Path) -> None:
    document = read_document(full)
    assert SUMMARY in document.sheets
    assert [table.layout for table in document.tables] == TABLES
    assert {table.sheet for table in document.tables} == {layouts()[name].sheet_name for name in TABLES}


def test_print_and_look(full: Path) -> None:
    """One page wide with the head repeated; groups stand out, members are moved in; figures have their formats."""
    book = openpyxl.load_workbook(full)
    for name in TABLES:
        sheet = book[layouts()[name].sheet_name]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, name
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), name
        assert sheet.print_title_rows, name
        assert sheet.freeze_panes, name
        assert sheet.print_options.horizontalCentered, name
    assert book["Aset"].page_setup.orientation == "portrait"
    assert book["Capaian"].page_setup.orientation == book[SUMMARY].page_setup.orientation == "landscape"
    assert book[SUMMARY].page_setup.fitToHeight in (None, 1)
    steps = {row[0].value: row[0].alignment.indent for row in book["Aset"].iter_rows(min_row=5, max_row=10)}
    assert list(steps.values()) == [0, 0, 1, 0, 1, 2]
    assert book["Aset"]["C5"].number_format == "#,##0.00_)"
    assert book["Efisiensi"]["F5"].number_format == "0.00"


def test_guide_speaks_of_this_document(full: Path, tmp_path: Path) -> None:
    """Every sheet that the guide names stands in the workbook."""
    book = openpyxl.load_workbook(full)
    text = " ".join(str(cell.value or "") for row in book["Petunjuk"].iter_rows() for cell in row)
    assert [word for word in ("Renstra", "Tingkat", "Hasil", "Efisiensi") if word not in text] == []
    assert [word for word in ("T-C.", "Bab-IV", "E.81") if word in text] == []
    named = set(re.findall(r"\b[A-Z]\w+-[A-Z]\w+\b", " ".join(text for _, text in GUIDES["lkip"].steps)))
    assert len(named) > 5
    assert named <= set(book.sheetnames)
