"""A report started from its Renja: what is carried, how it is marked, and what a refresh leaves alone."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import DATA, template_of
from headless.cli import app
from headless.new_workbook.lkip_from_renja import start_from_plan
from rules.carryover.plan_for_report import Said, figure_of, unit_of
from rules.carryover.report_from_plan import start_report
from rules.schema.layout import layouts
from rules.validation import validate
from rules.values.cells import as_text, column_number
from tests.conftest import Run
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template
from workbook_templates.template.carried_sheet import NAME, find_carried, read_records

SOURCE = DATA / "benar"
TOTAL = 12_611_751_848
BUDGETS = {"PK-Anggaran": "3", "Pagu": "3", "Pagu-Realisasi": "3", "Perbandingan": "3"}
Change = Callable[[dict[str, Any], dict[str, list[dict[str, Any]]]], object]


def _renja(path: Path, change: Change | None = None, layout: tuple[str, ...] = ()) -> Path:
    """The sound Renja, or a version of it with changed identity and rows."""
    template = template_of(SOURCE, as_typed=False)
    identity, rows = dict(template.identity), dict(template.rows)
    if change:
        change(identity, rows)
    build_template(path, Template("renja", identity, layouts=layout, rows=rows, without=["E.81"]))
    return path


@pytest.fixture
def call(renja: Callable[..., Run]) -> Callable[..., tuple[int, str]]:
    """Calls `renja template --dokumen lkip`; exit status and everything that was said."""

    def run(*words: object) -> tuple[int, str]:
        ended = renja("template", *words, "--dokumen", "lkip")
        return ended.status, ended.out + ended.err

    return run


@pytest.fixture(scope="module")
def report(benar: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report started from the sound Renja; no call writes to it."""
    path = tmp_path_factory.mktemp("laporan") / "lkip.xlsx"
    start_from_plan(path, benar, read_document(benar), {}, (2024, 2026), ())
    return path


def _cells(path: Path, layout_id: str, column: str) -> list[Any]:
    table = next(table for table in read_document(path).tables if table.layout == layout_id)
    return [value or None for value, kind in zip(table.columns[column], table.kinds, strict=True) if kind == "isi"]


def _all_cells(path: Path) -> dict[tuple[str, int, int], tuple[Any, str]]:
    """Every cell that is not blank with its formula."""
    return {
        (grid.name, row, column): (value, grid.facts.formulas.get((row, column), ""))
        for grid in read_workbook(path)
        for row, values in enumerate(grid.rows, 1)
        for column, value in enumerate(values, 1)
        if as_text(value) or (row, column) in grid.facts.formulas
    }


def _place(path: Path, layout_id: str, key: str, column: str) -> tuple[str, int, int]:
    grid = find_carried(read_workbook(path))
    assert grid is not None
    cell = next(x.cell for x in read_records(grid) if (x.table, x.key, x.column) == (layout_id, key, column))
    assert cell is not None
    return cell


def _carried(path: Path, layout_id: str, column: str) -> list[Any]:
    """What the cells of a column hold that Bawaan points at, in the order of their rows."""
    grid = find_carried(read_workbook(path))
    assert grid is not None
    cells = _all_cells(path)
    places = sorted(x.cell for x in read_records(grid) if (x.table, x.column) == (layout_id, column) and x.cell)
    return [cells.get(place, (None, ""))[0] for place in places]


def _typed(path: Path, target: Path, cells: dict[tuple[str, int, int], Any]) -> Path:
    """The report after someone typed."""
    sheets: dict[str, dict[tuple[int, int], Any]] = {}
    for (sheet, row, column), value in cells.items():
        sheets.setdefault(sheet, {})[(row, column)] = value
    write_cells(path, target, sheets)
    return target


# ---- starting


@pytest.mark.parametrize("layout", [(), ("Bab-IV-SIPD",)])
def test_money_is_that_of_the_renja(layout: tuple[str, ...], tmp_path: Path, call: Any) -> None:
    def as_sipd(_: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
        places = {"1": "2", "2": "3", "3": "4", "4": "10", "5": "8", "6": "9", "7": "11"}
        rows["Bab-IV-SIPD"] = [{places[x]: v for x, v in row.items() if x in places} for row in rows.pop("Bab-IV")]

    renja = _renja(tmp_path / "renja.xlsx", as_sipd if layout else None, layout)
    path = tmp_path / "lkip.xlsx"
    status, said = call(path, "--dari", renja, "--renstra", 2024, 2026)
    assert status == 0
    for name, column in BUDGETS.items():
        assert sum(_cells(path, name, column)) == TOTAL
    plan = next(table for table in read_document(path).tables if table.layout == "Anggaran-IKU")
    assert plan.columns["4"][plan.kinds.index("total")] == TOTAL
    leaves = [
        money for code, money in zip(plan.columns["kode"], plan.columns["4"], strict=True) if len(code or "") == 15
    ]
    assert (len(leaves), sum(leaves)) == (24, TOTAL)
    assert said.count("pagu 12.611.751.848") == 5
    assert set(_cells(path, "Pagu-Realisasi", "4")) == {None}


def test_only_what_is_still_to_be_filled_is_missing(report: Path) -> None:
    verdict = validate(read_document(report))
    assert {finding.rule for finding in verdict.findings} == {"STR-001", "STR-010"}
    blamed = {(finding.table, finding.column) for finding in verdict.findings if finding.rule == "STR-010"}
    roles = {layouts()[table].columns[column].role for table, column in blamed}
    assert roles == {"realisasi", "realisasi_dana", "pagu", "jumlah", "nilai"}
    assert {x for x in blamed if layouts()[x[0]].columns[x[1]].role == "pagu"} == {("Pagu", "4"), ("Perbandingan", "6")}


def test_goals_indicators_and_units(report: Path) -> None:
    assert _cells(report, "PK", "1") == ["1", "2", None]
    names = ["Nilai AKIP", "Persentase Peningkatan Volume Usaha Koperasi", "Persentase Peningkatan Volume Usaha UMKM"]
    for table, column in (("IKU", "3"), ("PK", "3"), ("Capaian", "3"), ("Capaian-IKU", "2"), ("Efisiensi", "3")):
        assert _cells(report, table, column) == names
    assert (_cells(report, "PK", "4"), _cells(report, "PK", "5")) == ([None, "%", "%"], ["75,80", "1", "1"])
    assert len(_cells(report, "LKIP-Tujuan-Sasaran", "3")) == 5
    assert _cells(report, "LKIP-Tujuan-Sasaran", "4") == ["75,80", "75,80", "0,12%", "1%", "1%"]
    assert _cells(report, "LKIP-Tujuan-Sasaran", "5") == _cells(report, "LKIP-Tujuan-Sasaran", "4")
    assert _cells(report, "Akumulasi-Renstra", "4") == ["75,80", None, "1", None, "1", None]
    programs = _cells(report, "Indikator-Program", "3")
    assert (len(programs), programs[0]) == (10, "Optimalisasi Pelayanan Administrasi Perkantoran")
    assert _cells(report, "Indikator-Program", "5")[:4] == ["100", "100", "100", "2"]
    identity = read_document(report).identity
    assert (identity["perangkat_daerah"].value, identity["tahun"].value) == (
        "Dinas Koperasi, Usaha Kecil dan Menengah", 2024,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("target", "unit", "figure"),
    [
        ("1%", "%", "1"), ("0,2 %", "%", "0,2"), ("702 Orang/Bulan", "Orang/Bulan", "702"), ("75,80", "", "75,80"),
        ("1.050 Unit Usaha", "Unit Usaha", "1.050"), ("BB", "", "BB"), ("-", "", "-"), ("1 - 2 Unit", "", "1 - 2 Unit"),
        ("64 Orang/Bulan 384 Orang/Bulan", "", "64 Orang/Bulan 384 Orang/Bulan"), ("Rp 5.000.000", "Rupiah", "5.000.000"),
    ],
)  # fmt: skip
def test_units_are_split_from_targets(target: str, unit: str, figure: str) -> None:
    said = Said(target, "X!A1")
    assert unit_of(said) == unit
    assert figure_of(said, unit).value == figure


def test_other_years_and_last_budget(tmp_path: Path) -> None:
    """T-C.30 speaks of other years under the same name; a result that was not known yet is none."""

    def change(_: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
        koperasi, umkm = rows["T-C.30"][15:17]
        koperasi |= {"6": "2%", "10": "1,5%"}
        umkm |= {"6": "3%", "10": "-"}

    document = read_document(_renja(tmp_path / "r.xlsx", change))
    budget = next(table for table in document.tables if table.layout == "Anggaran-Realisasi")
    assert {row.carried["6"] for row in start_report(document, None).rows["Perbandingan"]} == {Said()}
    for column in ("3", "4"):
        heading = budget.captions.headings[column]
        budget.captions.headings[column] = replace(heading, text=heading.text.replace("2022", "2023"))
    start = start_report(document, 2023)
    two_years = start.rows["Capaian-IKU"]
    assert [row.carried["4"].value for row in two_years] == ["-", "2", "3"]
    assert [row.carried["5"].value for row in two_years] == ["-", "1,5", None]
    periods = start.rows["Akumulasi-Renstra"]
    assert [periods[2].carried[str(x)].value for x in range(4, 8)] == ["2", "1", "1", None]
    assert [periods[3].carried[str(x)].value for x in range(4, 8)] == ["1,5", None, None, None]
    spent = [row.carried["7"].value for row in start.rows["Perbandingan"]]
    assert (spent[0], len(list(filter(None, spent)))) == (11_405_953_563, 8)
    budget.marks.shared.add((budget.rows[1], "3"))
    assert start_report(document, 2023).rows["Perbandingan"][0].carried["6"] == Said()


def test_without_renstra_no_year_is_guessed(call: Any, benar: Path, tmp_path: Path) -> None:
    status, said = call(tmp_path / "l.xlsx", "--dari", benar)
    assert status == 0
    assert "--renstra AWAL AKHIR" in said
    assert _carried(tmp_path / "l.xlsx", "LKIP-Tujuan-Sasaran", "4") == [None] * 5
    assert _cells(tmp_path / "l.xlsx", "PK", "5") == ["75,80", "1", "1"]


def test_every_carried_cell_is_recorded_and_points_at_its_source(report: Path, benar: Path) -> None:
    grids, sources = read_workbook(report), {grid.name: grid for grid in read_workbook(benar)}
    carried = find_carried(grids)
    assert carried is not None
    by_name = {grid.name: grid for grid in grids}
    records = [record for record in read_records(carried) if as_text(record.value)]
    assert {record.table for record in records} > {*BUDGETS}
    for record in records:
        assert record.cell is not None
        sheet, row, column = record.cell
        assert as_text(by_name[sheet].rows[row - 1][column - 1]) == as_text(record.value)
        source, _, cell = record.source.partition("!")
        letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        there = as_text(sources[source].rows[int(digits) - 1][column_number(letters) - 1])
        assert as_text(record.value) in there or record.column == "4"
    marks = openpyxl.load_workbook(report)["PK-Anggaran"].conditional_formatting
    assert any(f"{NAME}!" in rule.formula[0] for found in marks for rule in found.rules)


# ---- refreshing


def _changed(identity: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
    """The changed Renja: a program with more money, another target, an indicator reworded, a new sub kegiatan."""
    identity["tahap"] = "perubahan"
    plan = rows["Bab-IV"]
    at = next(x for x, row in enumerate(plan) if row["1"] == "2.17.08.2.01.01")
    plan[at]["6"] += 1_000_000
    extra = {"1": "2.17.08.2.01.02", "2": "Produksi dan Pengolahan", "3": "Jumlah Unit", "5": "5 Unit", "6": 250}
    plan.append({**plan[at], **extra})
    goals = rows["Tujuan-Sasaran"]
    goals[3] |= {"4": "Persentase Peningkatan Volume Usaha Koperasi Aktif", "5": "2%"}
    goals[4]["5"] = "3%"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later version of the Renja."""
    return _renja(tmp_path_factory.mktemp("renja") / "renja-perubahan.xlsx", _changed)


def _lines(said: str) -> Iterator[str]:
    return (line.strip() for line in said.splitlines())


def test_refresh_keeps_what_was_typed(call: Any, report: Path, changed: Path, tmp_path: Path) -> None:
    reached = _place(report, "Capaian", "Persentase Peningkatan Volume Usaha UMKM", "5")
    result = (reached[0], reached[1], reached[2] + 1)
    typed = _typed(report, tmp_path / "terisi.xlsx", {reached: "9", result: "1,04"})
    before, out = _hash(typed), tmp_path / "baru.xlsx"
    status, said = call(out, "--dari", changed, "--perbarui", typed)
    assert (status, _hash(typed)) == (0, before)
    old, new = _all_cells(typed), _all_cells(out)
    assert (new[reached][0], new[result][0]) == ("9", "1,04")
    assert 'Capaian!E7 berisi "9"; Renja: "3"' in said
    assert new[_place(out, "PK", "Persentase Peningkatan Volume Usaha UMKM", "5")][0] == "3"
    # The budget before the change stays, the one after it is filled, the sums of the report follow.
    first, second = (_place(out, "PK-Anggaran", "2.17.08", column) for column in "34")
    assert (new[first][0], new[second][0]) == (1_500_187_000, 1_501_187_250)
    assert new[_place(out, "Pagu-Realisasi", "2.17.08", "3")][0] == 1_501_187_250
    plan = next(table for table in read_document(out).tables if table.layout == "Anggaran-IKU")
    assert plan.columns["4"][plan.kinds.index("total")] == TOTAL + 1_000_000
    reworded = _place(report, "PK", "Persentase Peningkatan Volume Usaha Koperasi", "3")
    assert new[reworded][0] == "Persentase Peningkatan Volume Usaha Koperasi Aktif"
    assert "2.17.08.2.01.02 Produksi dan Pengolahan: Anggaran-IKU" in list(_lines(said))
    # No formula is lost or gained; no cell outside the records and the sums over them changes.
    assert {k: f for k, (_, f) in old.items() if f} == {k: f for k, (_, f) in new.items() if f}
    grid = find_carried(read_workbook(out))
    assert grid is not None
    cells = {record.cell for record in read_records(grid)}
    row = next(record.row for record in read_records(grid) if record.cell == reached)
    assert [new[(NAME, row, column)][0] for column in (5, 6, 7)] == ["1", "9", "diketik"]
    touched = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    assert all(place in cells or place[0] == NAME or new[place][1] for place in touched)
    assert not [x for x in validate(read_document(out)).findings if x.rule in {"STR-003", "STR-012", "JML-004"}]


def test_refresh_writes_amounts_as_the_report_prints_them(
    call: Any, report: Path, changed: Path, tmp_path: Path
) -> None:
    """A table in thousands of rupiah: what was not changed is known as such, what is renewed is written in thousands."""
    book = openpyxl.load_workbook(report)
    sheet, table = book["PK-Anggaran"], next(x for x in read_document(report).tables if x.layout == "PK-Anggaran")
    for column in "34":
        sheet[table.captions.headings[column].cell].value += " (dalam ribuan rupiah)"
        for row in table.rows:
            cell = sheet[f"{table.letters[column]}{row}"]
            if isinstance(cell.value, int):
                cell.value = cell.value // 1000
    book.save(tmp_path / "ribuan.xlsx")
    status, _ = call(tmp_path / "baru.xlsx", "--dari", changed, "--perbarui", tmp_path / "ribuan.xlsx")
    assert status == 0
    new = _all_cells(tmp_path / "baru.xlsx")
    first, second = (_place(tmp_path / "baru.xlsx", "PK-Anggaran", "2.17.08", column) for column in "34")
    assert (new[first][0], new[second][0]) == (1_500_187, 1_501_187.25)


def test_a_second_refresh_finds_nothing_to_do(call: Any, report: Path, changed: Path, tmp_path: Path) -> None:
    call(tmp_path / "satu.xlsx", "--dari", changed, "--perbarui", report)
    status, said = call(tmp_path / "dua.xlsx", "--dari", changed, "--perbarui", tmp_path / "satu.xlsx")
    assert status == 0
    assert "diperbarui:" not in said
    assert "kosong diisi" not in said
    assert _all_cells(tmp_path / "satu.xlsx") == _all_cells(tmp_path / "dua.xlsx")


def test_cells_are_found_after_rows_moved(call: Any, report: Path, changed: Path, tmp_path: Path) -> None:
    """Excel moves the formulas of Bawaan with the cells; here a sheet is moved the way Excel would."""
    book = openpyxl.load_workbook(report)
    sheet, carried = book["PK"], book[NAME]
    place = _place(report, "PK", "Persentase Peningkatan Volume Usaha UMKM", "5")
    letter = sheet.cell(place[1], place[2]).column_letter
    sheet.cell(place[1] + 3, place[2]).value = sheet.cell(place[1], place[2]).value
    sheet.cell(place[1], place[2]).value = "ketikan"
    for row in carried.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = cell.value.replace(f"'PK'!{letter}{place[1]}", f"'PK'!{letter}{place[1] + 3}")
    moved = tmp_path / "geser.xlsx"
    book.save(moved)
    assert call(tmp_path / "baru.xlsx", "--dari", changed, "--perbarui", moved)[0] == 0
    cells = _all_cells(tmp_path / "baru.xlsx")
    assert cells[("PK", place[1] + 3, place[2])][0] == "3"
    assert cells[("PK", place[1], place[2])][0] == "ketikan"


def test_deleted_rows_vanished_rows_and_own_formulas(call: Any, report: Path, tmp_path: Path) -> None:
    """A row the planner deleted, one the Renja lost, and a carried cell made a formula are told and left."""
    book = openpyxl.load_workbook(report)
    gone, formula = (_place(report, "Pagu-Realisasi", code, "3") for code in ("2.17.02", "2.17.08"))
    for row in book[NAME].iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, str) and f"'Pagu-Realisasi'!C{gone[1]}" in cell.value:
                cell.value = cell.value.replace(f"'Pagu-Realisasi'!C{gone[1]}", "#REF!")
    book["Pagu-Realisasi"].cell(formula[1], formula[2]).value = "=Pagu!C13"
    book.save(tmp_path / "lama.xlsx")

    def change(identity: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
        _changed(identity, rows)
        rows["Bab-IV"] = [row for row in rows["Bab-IV"] if not str(row["1"]).startswith("2.17.03")]

    renja = _renja(tmp_path / "r.xlsx", change)
    status, said = call(tmp_path / "baru.xlsx", "--dari", renja, "--perbarui", tmp_path / "lama.xlsx")
    assert status == 0
    assert "2.17.02: Pagu-Realisasi" in list(_lines(said))
    lost = next(line for line in _lines(said) if line.startswith("2.17.03:"))
    assert re.findall(r"([\w-]+) baris \d+", lost) == [
        "PK-Anggaran", "Anggaran-IKU", "Pagu", "Pagu-Realisasi", "Perbandingan",
    ]  # fmt: skip
    assert f"Pagu-Realisasi!C{formula[1]} berisi" in said
    assert _all_cells(tmp_path / "baru.xlsx")[formula][1] == "=Pagu!C13"


def test_a_row_the_planner_added_for_a_new_program_is_filled(call: Any, report: Path, tmp_path: Path) -> None:
    def change(_: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
        code, name = "2.17.09", "Program Baru"
        rows["Bab-IV"] += [{"1": code, "2": name, "3": "Persentase", "5": "1%"}]
        rows["Bab-IV"] += [{"1": f"{code}.2.01", "2": "Kegiatan"}, {"1": f"{code}.2.01.01", "2": "Sub", "6": 700}]

    renja = _renja(tmp_path / "r.xlsx", change)
    status, said = call(tmp_path / "satu.xlsx", "--dari", renja, "--perbarui", report)
    assert status == 0
    homeless = "2.17.09 Program Baru: "
    assert f"{homeless}PK-Anggaran, Anggaran-IKU, Pagu, Pagu-Realisasi, Perbandingan" in list(_lines(said))
    last = _place(report, "PK-Anggaran", "2.17.08", "3")
    added = ("PK-Anggaran", last[1] + 1, 2)
    typed = _typed(report, tmp_path / "tambah.xlsx", {added: "Program Baru"})
    _, said = call(tmp_path / "dua.xlsx", "--dari", renja, "--perbarui", typed)
    assert f"{homeless}Anggaran-IKU, Pagu, Pagu-Realisasi, Perbandingan" in list(_lines(said))
    assert _all_cells(tmp_path / "dua.xlsx")[("PK-Anggaran", last[1] + 1, 3)][0] == 700


def test_renstra_typed_later_places_the_targets(call: Any, benar: Path, tmp_path: Path) -> None:
    first = tmp_path / "satu.xlsx"
    call(first, "--dari", benar)
    typed = _typed(first, tmp_path / "isi.xlsx", {("Identitas", 10, 3): 2023, ("Identitas", 11, 3): 2026})
    assert call(tmp_path / "dua.xlsx", "--dari", benar, "--perbarui", typed)[0] == 0
    assert _carried(tmp_path / "dua.xlsx", "LKIP-Tujuan-Sasaran", "5") == ["75,80", "75,80", "0,12%", "1%", "1%"]
    again = _typed(tmp_path / "dua.xlsx", tmp_path / "ubah.xlsx", {("Identitas", 10, 3): 2024})
    assert call(tmp_path / "tiga.xlsx", "--dari", benar, "--perbarui", again)[0] == 0
    assert _carried(tmp_path / "tiga.xlsx", "LKIP-Tujuan-Sasaran", "4") == ["75,80", "75,80", "0,12%", "1%", "1%"]
    assert _carried(tmp_path / "tiga.xlsx", "LKIP-Tujuan-Sasaran", "6") == [None] * 5


# ---- refusals


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_bad_calls_end_in_one_sentence(call: Any, report: Path, benar: Path, tmp_path: Path) -> None:
    other = _renja(tmp_path / "2025.xlsx", lambda identity, _: identity.update(tahun=2025))
    office = _renja(tmp_path / "lain.xlsx", lambda identity, _: identity.update(perangkat_daerah="Inspektorat Daerah"))
    nameless = _renja(tmp_path / "kosong.xlsx")
    write_cells(nameless, tmp_path / "tanpa-tahun.xlsx", {"Identitas": {(9, 3): None}})
    blank = tmp_path / "polos.xlsx"
    call(blank, "--tahun", 2024, "--opd", "Dinas Koperasi, Usaha Kecil dan Menengah")
    (tmp_path / "catatan.xlsx").write_bytes(b"PK")
    out = tmp_path / "x.xlsx"
    cases: list[tuple[tuple[object, ...], str]] = [
        ((out,), "--tahun"),
        ((out, "--dari", benar, "--tahun", 2025), "berbeda dari tahun Renja"),
        ((out, "--dari", report, "--perbarui", blank), "bukan Renja melainkan LKIP"),
        ((out, "--dari", tmp_path / "tiada.xlsx"), "tidak ada"),
        ((out, "--dari", tmp_path / "catatan.xlsx"), "catatan.xlsx"),
        ((out, "--dari", tmp_path / "tanpa-tahun.xlsx"), "Tahun rencana tidak ada"),
        ((out, "--perbarui", report), "--dari RENJA.xlsx"),
        ((out, "--dari", benar, "--perbarui", blank), "lembar Bawaan"),
        ((out, "--dari", other, "--perbarui", report), "laporan tahun 2024"),
        ((out, "--dari", office, "--perbarui", report), "Inspektorat Daerah"),
        ((out, "--dari", benar, "--perbarui", report, "--opd", "X"), "--opd"),
        ((report, "--dari", benar, "--perbarui", report, "--timpa"), "file masukan"),
        ((other, "--dari", other, "--timpa"), "file masukan"),
        ((report, "--dari", benar), "sudah ada"),
    ]
    before = [_hash(path) for path in (report, benar, other)]
    for words, expected in cases:
        status, said = call(*words)
        assert (status, len(said.strip().splitlines())) == (2, 1), said
        assert expected in said
        assert not out.exists()
    assert [_hash(path) for path in (report, benar, other)] == before


def test_a_renja_does_not_start_from_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = str(SOURCE.parent.parent / "lkip-2024-benar.xlsx")
    monkeypatch.setattr(sys, "argv", ["renja", "template", str(tmp_path / "x.xlsx"), "--dari", report])
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert ended.value.code == 2
