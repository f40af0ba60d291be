"""What workbooks are held against: ceiling files and last year's documents, up to the findings they lead to."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headless.batch import held_against
from headless.batch.apart import Apart
from headless.batch.inputs import find_files
from headless.errors import LostWorkError
from rules.examples.sound_renja import sound_document
from rules.model.document import DATA, Document, Field
from rules.validation import validate
from tests.support import batch_hooks
from tests.support.helpers import first_data, grid, identity_rows, save, sound_grids, sound_table, table_rows
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.references.comparison import Comparison

OFFICE = "Dinas Koperasi, Usaha Kecil dan Menengah"
SUB, FORESEEN = "2.17.01.2.06.05", 25_000_000
HEADINGS = ["Kode", "Plafon (Rp)", "Perangkat Daerah"]


def of_year(year: int, office: str = OFFICE, source: str = "x") -> Document:
    """The sound document as another year's or another office's."""
    sound = sound_document()
    given = {"tahun": Field(year, "Identitas", "C9"), "perangkat_daerah": Field(office, "Identitas", "C5")}
    return replace(sound, identity=sound.identity | given, source=source)


def csv_file(path: Path, rows: Iterable[Sequence[str]], separator: str = ",") -> Path:
    path.write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8")
    return path


def sheet_file(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def amounts(path: Path, office: str = OFFICE) -> dict[str, int] | None:
    """The ceilings a file gives an office by code, None where it gives none."""
    ceilings = Comparison(path).of(of_year(2024, office)).ceilings
    return dict(ceilings.amounts) if ceilings else None


# ---- ceilings


@pytest.mark.parametrize(
    ("name", "separator", "amount"),
    [("a.csv", ",", "200000000"), ("a.csv", ";", "200.000.000"), ("a.csv", ";", "Rp 200.000.000"), ("A.CSV", ",", "200000000"),
     ("a.txt", ";", "200.000.000,00")],
)  # fmt: skip
def test_ceilings_of_a_csv_file(tmp_path: Path, name: str, separator: str, amount: str) -> None:
    rows = [["kode", "plafon"], ["2.17.04", amount], [], ["", amount]]
    assert amounts(csv_file(tmp_path / name, rows, separator)) == {"2.17.04": 200_000_000, "": 200_000_000}


def test_csv_file_as_excel_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "plafon.csv"
    path.write_bytes("Kode;Pagu Indikatif\r\n2.17.04;200.000.000\r\nJUMLAH;440.000.000\r\n".encode("utf-8-sig"))
    assert amounts(path) == {"2.17.04": 200_000_000, "": 440_000_000}


def test_ceilings_of_a_workbook(tmp_path: Path) -> None:
    rows = [["DAFTAR PLAFON 2024"], [None], ["No", "Kode Program", "Pagu (Rp)"], [1, "2.17.04", 200_000_000],
            [2, "2.17.01.2.06", 190_000_000], [None, "Total", 390_000_000.0]]  # fmt: skip
    found = amounts(sheet_file(tmp_path / "plafon.xlsx", rows))
    assert found == {"2.17.04": 200_000_000, "2.17.01.2.06": 190_000_000, "": 390_000_000}


def test_each_office_has_its_own_ceilings(tmp_path: Path) -> None:
    rows = [HEADINGS, ["2.17.04", "200000000", "DINAS KOPERASI USAHA KECIL DAN MENENGAH"], ["", "90000000", "Dinas Kesehatan"],
            ["2.17.01", "190000000", ""]]  # fmt: skip
    path = csv_file(tmp_path / "plafon.csv", rows, ";")
    assert amounts(path) == {"2.17.04": 200_000_000, "2.17.01": 190_000_000}
    assert amounts(path, "Dinas Kesehatan") == {"": 90_000_000, "2.17.01": 190_000_000}


@pytest.mark.parametrize("order", [1, -1])
def test_neighbours_have_each_their_own_ceilings(tmp_path: Path, order: int) -> None:
    """Whichever comes last, and an office that is not in the list has none of a neighbour's."""
    rows = [["", "5000", "Kecamatan Bekasi Timur"], ["", "9000", "Kecamatan Bekasi Barat"]][::order]
    path = csv_file(tmp_path / "plafon.csv", [HEADINGS, *rows], ";")
    offices = ("Kecamatan Bekasi Timur", "KECAMATAN BEKASI BARAT", "Kecamatan Bekasi Utara")
    assert [amounts(path, office) for office in offices] == [{"": 5000}, {"": 9000}, None]


def test_office_without_a_ceiling_is_told_so(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "plafon.csv", [HEADINGS, ["", "90000000", "Dinas Kesehatan"]], ";")
    references = Comparison(path).of(of_year(2024))
    assert references.ceilings is None
    assert references.no_ceilings.id == "'plafon.csv' tidak memuat plafon untuk perangkat daerah ini"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["kode", "plafon"], ["2.17.04", "1000"], ["2.17.05", "banyak"]], "baris 3: plafon \"banyak\" bukan angka"),
        ([["kode", "plafon"], ["2.17.04", ""]], "baris 2: plafon \"\" bukan angka"),
        ([["kode", "plafon"], ["dua", "1000"]], "baris 2: kode \"dua\" bukan kode program"),
        ([["kode", "plafon"], ["2.17", "1000"]], "baris 2: kode \"2.17\" bukan kode program"),
        ([["kode", "anggaran"], ["2.17.04", "1000"]], "bukan daftar plafon: dicari baris judul dengan kolom 'kode' dan 'plafon'"),
        ([[]], "bukan daftar plafon"),
    ],
    ids=["amount", "no amount", "code", "bidang", "heading", "empty"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_no_list_of_ceilings(tmp_path: Path, kind: str, rows: list[list[str]], said: str) -> None:
    path = csv_file(tmp_path / "plafon.csv", rows) if kind == "csv" else sheet_file(tmp_path / "plafon.xlsx", rows)
    with pytest.raises(UnreadableError) as caught:
        Comparison(path)
    assert str(caught.value).startswith(f"'plafon.{kind}' ")
    assert said in str(caught.value)


def test_csv_file_as_excel_for_windows_saves_it(tmp_path: Path) -> None:
    (tmp_path / "plafon.csv").write_bytes("kode;plafon;catatan\n2.17.04;1000;caf\u00e9\n".encode("cp1252"))
    assert amounts(tmp_path / "plafon.csv") == {"2.17.04": 1000}


def test_what_was_given_in_vain_stands_before_what_was_not_given(renja: Any, tmp_path: Path) -> None:
    book = save(tmp_path / "renja.xlsx", sound_grids())
    ceilings = csv_file(tmp_path / "plafon.csv", [HEADINGS, ["2.17.04", "200000000", "Dinas Kesehatan"]], ";")
    told = "'plafon.csv' tidak memuat plafon untuk perangkat daerah ini"
    status, workbook = report(renja, book, "--plafon", ceilings)
    assert (status, workbook["optional"][0]["reason"]) == (0, told)
    assert f"Di luar pemeriksaan ini: {told} (LTS-008" in " ".join(
        renja("validate", book, "--plafon", ceilings).out.split()
    )
    status, workbook = report(renja, book, "--tahun-lalu", book)
    assert workbook["optional"][0]["reason"] == "tidak ada dokumen perangkat daerah ini untuk tahun 2023"


# ---- last year's documents


def saved(path: Path, year: int, office: str = OFFICE, forward: int | None = None) -> Path:
    """The sound document as another year's workbook, with one forward estimate changed."""
    form, plan = identity_rows(), table_rows("T-C.33")
    for row in form:
        row[1] = {2024: year, OFFICE: office}.get(row[1], row[1])
    for row in plan:
        if row[:1] == [SUB] and forward is not None:
            row[9] = forward
    return save(path, [grid(form, "Identitas"), grid(plan, "T-C.33")])


def test_last_year_is_chosen_by_office_and_year(tmp_path: Path) -> None:
    folder = tmp_path / "lama"
    folder.mkdir()
    saved(folder / "a.xlsx", 2022, forward=1)
    saved(folder / "b.xlsx", 2023, "Dinas Kesehatan", forward=2)
    saved(folder / "c.xlsx", 2023, OFFICE.upper(), forward=25_000_000)
    saved(folder / "d.xlsx", 2024, forward=3)
    comparison = Comparison(None, find_files([folder]))
    foreseen = comparison.of(of_year(2024)).foreseen
    assert foreseen is not None
    assert (foreseen.source, foreseen.amounts[SUB]) == ("c.xlsx", FORESEEN)
    assert foreseen.names[SUB] == "Penyediaan Barang Cetakan dan Penggandaan"
    references = comparison.of(of_year(2024, "Badan Kepegawaian"))
    assert references.foreseen is None
    assert references.no_foreseen.id == "tidak ada dokumen perangkat daerah ini untuk tahun 2023"


def test_last_year_of_a_neighbour_is_not_the_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor that of an unnamed one among several."""
    earlier = {
        "a": of_year(2023, "Kecamatan Bekasi Barat"), "b": of_year(2023, "Kecamatan Bekasi Timr"),
        "c": of_year(2023, "", "c"), "d": of_year(2023, ""), "e": of_year(2023, "Kecamatan Bekasi Timur", "e"),
    }  # fmt: skip
    monkeypatch.setattr("workbook_templates.references.comparison.read_document", lambda path, _: earlier[path.name])

    def found(names: str, office: str) -> str | None:
        foreseen = Comparison(last_year=[Path(name) for name in names]).of(of_year(2024, office)).foreseen
        return foreseen.source if foreseen else None

    assert found("a", "Kecamatan Bekasi Timur") is None
    assert found("abe", "Kecamatan Bekasi Timur") == "e"
    assert (found("c", ""), found("cd", ""), found("cd", "Dinas Kesehatan")) == ("c", None, None)


def test_a_damaged_file_of_a_folder_is_named_once_and_costs_only_itself(renja: Any, tmp_path: Path) -> None:
    received, folder = tmp_path / "masuk", tmp_path / "lama"
    received.mkdir()
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        save(received / name, sound_grids())
    saved(folder / "2023.xlsx", 2023, forward=FORESEEN)
    (folder / "rusak.xlsx").write_bytes(b"PK tidak utuh")
    for option in ("--tahun-lalu", "--renja"):
        run = renja("validate", received, option, folder, "--format", "json")
        assert [x["status"] for x in json.loads(run.out)["workbooks"]] == ["valid", "valid"]
        assert run.err.count("Tidak ikut dibandingkan: 'rusak.xlsx' tidak dapat dibaca") == 1
    assert "DOK-006" in renja("validate", received, "--tahun-lalu", folder, "--rinci").out
    named = renja("validate", received, "--tahun-lalu", folder / "rusak.xlsx")
    assert (named.status, named.out) == (2, "")


# ---- from the command line


def report(renja: Any, *words: object) -> tuple[int, dict[str, Any]]:
    run = renja("validate", *words, "--format", "json")
    (workbook,) = json.loads(run.out)["workbooks"]
    return run.status, workbook


def test_ceilings_and_last_year_lead_to_findings(renja: Any, tmp_path: Path) -> None:
    book = save(tmp_path / "renja.xlsx", sound_grids())
    ceilings = csv_file(tmp_path / "plafon.csv", [HEADINGS, ["2.17.04", "200.000.000", OFFICE]], ";")
    last = saved(tmp_path / "renja-2023.xlsx", 2023, forward=FORESEEN)
    status, workbook = report(renja, book, "--plafon", ceilings, "--tahun-lalu", last)
    found = {
        (x["rule"], x["table"], x["key"], x["value"], x["expected"], x["difference"]) for x in workbook["findings"]
    }
    assert found == {
        ("LTS-008", "T-C.33", "2.17.04", 250_000_000, 200_000_000, 50_000_000),
        ("LTS-008", "Bab-IV", "2.17.04", 250_000_000, 200_000_000, 50_000_000),
        ("DOK-006", "T-C.33", SUB, 30_000_000, FORESEEN, 5_000_000),
    }
    assert all("plafon.csv" in x["message"] for x in workbook["findings"] if x["rule"] == "LTS-008")
    assert all("renja-2023.xlsx" in x["message"] for x in workbook["findings"] if x["rule"] == "DOK-006")
    assert status == 1


def test_without_ceilings_and_last_year_the_rules_say_why(renja: Any, tmp_path: Path) -> None:
    status, workbook = report(renja, save(tmp_path / "renja.xlsx", sound_grids()))
    reasons = {rule["rule"]: rule["reason"] for rule in workbook["rules"] if rule["status"] == "skipped"}
    assert "(--plafon FILE)" in reasons["LTS-008"]
    assert "(--tahun-lalu FILE)" in reasons["DOK-006"]
    assert (status, workbook["findings"]) == (0, [])


@pytest.mark.parametrize("option", ["--plafon", "--tahun-lalu"])
@pytest.mark.parametrize("name", ["tidak-ada.xlsx", "tidak-ada.csv"])
def test_missing_file_ends_in_one_sentence(renja: Any, tmp_path: Path, option: str, name: str) -> None:
    run = renja("validate", save(tmp_path / "renja.xlsx", sound_grids()), option, tmp_path / name)
    assert (run.status, run.out) == (2, "")
    assert name in run.err
    assert run.err.count("\n") == 1


# ---- rows carried from the plan


def emptied(name: str, room: int) -> list[list[Any]]:
    """A sound table with so many blank rows in place of its own, above its TOTAL."""
    rows = table_rows(name)
    first = first_data(name, rows)
    return [*rows[:first], *([None] * len(rows[-1]) for _ in range(room)), rows[-1]]


def computed(renja: Any, folder: Path, name: str, rows: list[list[Any]]) -> tuple[str, list[list[Any]]]:
    """What `renja compute` says and makes of the sound document with one table in other rows: the rows below its head."""
    run = renja("compute", save(folder / "renja.xlsx", sound_grids({name: rows})), "-o", folder / "hasil.xlsx")
    assert run.status == 0
    sheet = openpyxl.load_workbook(folder / "hasil.xlsx")[name]
    return run.out, [list(row) for row in sheet.iter_rows(first_data(name, table_rows(name)) + 1, values_only=True)]


def test_a_row_gets_the_name_it_lacks(renja: Any, tmp_path: Path) -> None:
    rows = table_rows("Bab-IV")
    at = next(at for at, row in enumerate(rows) if row[:1] == [SUB])
    name, rows[at][1], rows[at + 1][1] = rows[at][1], None, "Diketik sendiri"
    said, found = computed(renja, tmp_path, "Bab-IV", rows)
    assert f"Bab-IV: 1 sel dibawa dari T-C.33: B{at + 1}" in said
    first = first_data("Bab-IV", rows)
    assert [found[at - first][1], found[at + 1 - first][1]] == [name, "Diketik sendiri"]


def test_a_table_without_rows_gets_all_of_the_plan(renja: Any, tmp_path: Path) -> None:
    plan, kinds = sound_table("T-C.33").columns, sound_table("T-C.33").kinds
    kept = [at for at, kind in enumerate(kinds) if kind == DATA]
    _, found = computed(renja, tmp_path, "Bab-IV", emptied("Bab-IV", len(kept) + 4))
    assert [row[:3] for row in found[: len(kept)]] == [[plan[number][at] for number in "123"] for at in kept]
    assert [row[:3] for row in found[len(kept) :]] == [[None] * 3] * 4 + [["TOTAL", None, None]]


def test_a_table_told_by_name_gets_numbers_instead_of_codes(renja: Any, tmp_path: Path) -> None:
    _, found = computed(renja, tmp_path, "T-C.31", emptied("T-C.31", 14))
    sound = sound_table("T-C.31").columns
    assert [row[:2] for row in found[:9]] == [list(pair) for pair in zip(sound["1"], sound["2"], strict=True)][:9]


def test_a_table_with_too_few_rows_is_left_and_named(renja: Any, tmp_path: Path) -> None:
    said, found = computed(renja, tmp_path, "Bab-IV", emptied("Bab-IV", 5))
    assert re.search(r"Bab-IV: [0-9]+ baris T-C\.33 tidak muat dalam 4 baris kosong; sisipkan", said)
    assert all(row[:3] == [None] * 3 for row in found[:5])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("seed", [("DOK-002", f"Indikator-Program!E{row}") for row in (9, 13, 14, 15)]),
        ("benar", []),
    ],
)
def test_the_real_report_held_against_its_plan(name: str, found: list[tuple[str, str]], seed: Path) -> None:
    """Targets of program indicators that are not those of the plan; money of programs agrees."""
    plan, report = (seed.with_name(f"{document}-2024-{name}.xlsx") for document in ("renja", "lkip"))
    document = read_document(report)
    document.references = Comparison(plans=[plan]).of(document)
    verdict = validate(document)
    assert [(f.rule, f"{f.sheet}!{f.cell}") for f in verdict.findings if f.rule in {"DOK-001", "DOK-002"}] == found
    ran = {outcome.rule for outcome in verdict.rules if outcome.status == "ran"}
    assert {"DOK-001", "DOK-002", "DOK-003", "DOK-004"} <= ran
    assert {o.rule: o.reason for o in verdict.rules}["DOK-005"] == "LKIP tahun lalu tidak diberikan (--tahun-lalu FILE)"


def test_a_file_of_the_folder_that_kills_its_reader_costs_only_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_against, "_read", batch_hooks.comparison_with_a_killer)
    last = tmp_path / "lalu"
    last.mkdir()
    for name in ("0.xlsx", "mati.xlsx", "mati-2.xlsx"):
        shutil.copy(folder / "0.xlsx", last / name)
    with Apart(here=False) as child:
        comparison = held_against.read_comparison(child, None, last, None, DEFAULT_LIMITS)
        assert {str(error).partition(":")[0] for error in comparison.unread} == {
            "'mati.xlsx' tidak selesai diperiksa",
            "'mati-2.xlsx' tidak selesai diperiksa",
        }
        with pytest.raises(LostWorkError, match=r"'mati\.xlsx'"):
            held_against.read_comparison(child, None, last / "mati.xlsx", None, DEFAULT_LIMITS)
