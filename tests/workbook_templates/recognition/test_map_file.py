"""Maps of tables: written from what was recognised, read back the same, corrected by hand, refused where they are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests.conftest import Run
from tests.places import EXAMPLES, PASTED_REPORT
from tests.support.helpers import grid, save, sound_table, table_rows
from tests.support.mapped import read_mapped
from workbook_templates.reader import read_document
from workbook_templates.recognition.errors import MapError
from workbook_templates.recognition.map_file import write_map

PASTED = EXAMPLES / "renja-2024-tempel.xlsx"


def test_a_map_reads_back_what_was_recognised(tmp_path: Path) -> None:
    document = read_document(PASTED)
    path = tmp_path / "peta.yaml"
    path.write_text(write_map(PASTED.name, document), encoding="utf-8")
    mapped = read_mapped(PASTED, path)
    for one, other in zip(document.tables, mapped.tables, strict=True):
        assert (one.layout, one.rows, one.kinds, one.columns) == (other.layout, other.rows, other.kinds, other.columns)
        assert (one.letters, one.recognition.continues, other.recognition.certainty) == (
            other.letters,
            other.recognition.continues,
            100.0,
        )


def workbook(folder: Path) -> Path:
    """T-C.33 under headings nobody would know."""
    rows = table_rows("T-C.33", numbers=None, headings={str(n): f"Isian {n}" for n in range(1, 11)})
    return save(folder / "asing.xlsx", [grid(rows, "Data"), grid(table_rows("Bab-IV"), "Bab-IV")])


def entry(**other: Any) -> dict[str, Any]:
    """An entry of a map for that table."""
    columns = {str(n): chr(64 + n) for n in range(1, 11)}
    return {"lembar": "Data", "bentuk": "T-C.33", "kepala": "5-6", "baris": "7-18", "kolom": columns} | other


def written(folder: Path, content: Any) -> Path:
    """A map file."""
    path = folder / "peta.yaml"
    path.write_text(yaml.safe_dump(content) if not isinstance(content, str) else content, encoding="utf-8")
    return path


def test_a_table_nobody_would_recognise_is_read_by_its_map(tmp_path: Path) -> None:
    source = workbook(tmp_path)
    assert {table.layout for table in read_document(source).tables} == {"Bab-IV"}
    (table,) = read_mapped(source, written(tmp_path, {"tabel": [entry()]})).tables
    sound = sound_table("T-C.33")
    typed = {number: [None if value == "" else value for value in values] for number, values in table.columns.items()}
    assert (typed, table.kinds, table.letters["6"], table.rows[0]) == (sound.columns, sound.kinds, "F", 7)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tabel: [", "tidak dapat dibaca"),
        ({}, "daftar 'tabel'"),
        ({"tabel": [1]}, "daftar 'tabel'"),
        ({"tabel": []}, "tidak menyebut satu tabel pun"),
        ({"tabel": [entry(lembar="Lain")]}, "butir 1: lembar 'Lain' tidak ada; yang ada: Data, Bab-IV"),
        ({"tabel": [entry(bentuk="T-C.99")]}, "bentuk 'T-C.99' tidak ada"),
        ({"tabel": [entry(bentuk="Identitas")]}, "bentuk 'Identitas' tidak ada"),
        ({"tabel": [entry(baris="0-9")]}, "baris '0-9' harus seperti"),
        ({"tabel": [entry(baris="7-9999")]}, "baris '7-9999'"),
        ({"tabel": [entry(kepala="x")]}, "kepala 'x'"),
        ({"tabel": [entry(kolom={})]}, "kolom kosong"),
        ({"tabel": [entry(kolom={"99": "A"})]}, "kolom 99 tidak ada dalam T-C.33"),
        ({"tabel": [entry(kolom={"1": "5"})]}, "'5' bukan kolom Excel"),
        ({"tabel": [entry(warna="biru")]}, "isian 'warna' tidak dikenal"),
        ({"tabel": [entry(), entry(bentuk="SDM", kolom={"1": "A"})]}, "mencampur tabel Renja dan LKIP"),
    ],
)  # fmt: skip
def test_a_wrong_map_is_refused_in_one_sentence(tmp_path: Path, content: Any, said: str) -> None:
    with pytest.raises(MapError) as refused:
        read_mapped(workbook(tmp_path), written(tmp_path, content))
    assert said in str(refused.value)


def test_the_commands_write_and_read_a_map(renja: Callable[..., Run], tmp_path: Path) -> None:
    source = workbook(tmp_path)
    made = renja("validate", source, "--buat-peta", "peta.yaml")
    assert made.status == 0
    assert "Bab-IV: Bab-IV, kemiripan 100 dari 100" in made.out
    again = renja("validate", source, "--buat-peta", "peta.yaml")
    assert (again.status, "sudah ada" in again.err) == (2, True)
    content = yaml.safe_load(Path("peta.yaml").read_text(encoding="utf-8"))
    content["tabel"].insert(0, entry())
    written(tmp_path, content)
    judged = renja("validate", source, "--peta", "peta.yaml", "--format", "json")
    tables = {finding["table"] for finding in json.loads(judged.out)["workbooks"][0]["findings"]}
    assert judged.status == 1
    assert "T-C.33" in tables
    assert not openpyxl.load_workbook(source)["Data"]["A1"].comment


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1', "Peta 'peta.yaml': tidak dapat dibaca (baris 2: "),
        ("tabel: []", "Peta 'peta.yaml': "),
        ("tabel: [{lembar: Tiada}]", "Peta 'peta.yaml', butir 1: lembar 'Tiada' tidak ada"),
        ("", "Peta 'peta.yaml': "),
        (None, "'peta.yaml' tidak dapat dibaca: file tidak ada"),
    ],
)
def test_the_workbook_is_not_blamed_for_its_map(
    renja: Callable[..., Run], tmp_path: Path, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / "peta.yaml").write_text(text, encoding="utf-8")
    refused = renja("validate", workbook(tmp_path), "--peta", "peta.yaml")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(said)
    assert "expected" not in refused.err


def test_where_no_table_is_known_the_map_is_an_example(renja: Callable[..., Run], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nama", "Alamat"])
    book.save(tmp_path / "daftar.xlsx")
    refused = renja("validate", tmp_path / "daftar.xlsx")
    assert (refused.status, "--buat-peta" in refused.out, "nomor kolom" in refused.out) == (2, True, False)
    path = tmp_path / "peta.yaml"
    assert renja("validate", tmp_path / "daftar.xlsx", "--buat-peta", path).status == 0
    example = path.read_text("utf-8").partition("#tabel:\n")[2].replace("#", "")
    assert yaml.safe_load(example)[0]["lembar"] == "Sheet"


def test_a_map_speaks_of_one_workbook(renja: Callable[..., Run], tmp_path: Path) -> None:
    source = workbook(tmp_path)
    other = save(tmp_path / "lain.xlsx", [grid(table_rows("Bab-IV"), "Bab-IV")])
    for option in ("--peta", "--buat-peta"):
        refused = renja("validate", source, other, option, "p.yaml")
        assert (refused.status, "satu buku kerja" in refused.err) == (2, True)
    same = renja("validate", source, "--buat-peta", source)
    assert (same.status, "file masukan" in same.err) == (2, True)


# ---- tables in lines of text

REPORT = EXAMPLES / "lkip-2024-tempel.xlsx"


@pytest.fixture(scope="module")
def report_map() -> str:
    """The map of the report that was pasted as lines."""
    return write_map(REPORT.name, read_document(REPORT))


def by_sheet(text: str, sheet: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A map, and its entry for a sheet."""
    content = yaml.safe_load(text)
    return content, next(x for x in content["tabel"] if x["lembar"] == sheet)


def test_a_confirmed_map_of_lines_reads_the_same_tables_without_doubt(tmp_path: Path, report_map: str) -> None:
    before = read_document(REPORT).tables
    mapped = {(x.sheet, x.rows[0]): x for x in read_mapped(REPORT, written(tmp_path, report_map)).tables}
    assert len(mapped) == len(before) == len(PASTED_REPORT)
    for table in before:
        same = mapped[table.sheet, table.rows[0]]
        assert (same.layout, same.rows, same.kinds, same.columns) == (
            table.layout,
            table.rows,
            table.kinds,
            table.columns,
        )
        assert (same.recognition.certainty, same.recognition.guessed) == (100.0, [])
    _, entry = by_sheet(report_map, "Tabel 2.2")
    assert list(entry["teks"]) == next(x for x in before if x.sheet == "Tabel 2.2").recognition.guessed == [13, 85, 115]


def test_words_may_be_moved_to_the_column_they_belong_to(tmp_path: Path, report_map: str) -> None:
    content, entry = by_sheet(report_map, "Tabel 2.2")
    cells = entry["teks"][85]
    word, rest = cells["5"].split(" ", 1)
    cells["4"], cells["5"] = f"{cells['4']} {word}", rest
    tables = read_mapped(REPORT, written(tmp_path, content)).tables
    table = next(x for x in tables if x.sheet == "Tabel 2.2")
    at = table.rows.index(85)
    assert (table.columns["4"][at], table.columns["5"][at]) == (cells["4"], rest)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda x: x["teks"][85].update({"4": "Kata lain"}), "teks baris 85: kata-katanya harus sama"),
        (lambda x: x["teks"].update({14: {"1": "1"}}), "baris 14 bukan awal baris tabel ini"),
        (lambda x: x["teks"][85].update({"19": "x"}), "kolom 19 tidak ada; yang ada: 1, 2"),
        (lambda x: x.update(teks=["85"]), "teks harus memuat nomor baris"),
        (lambda x: x.update(kepala="900"), "kepala '900' harus seperti"),
        (lambda x: x.update(bentuk="SDM"), "tidak terbaca sebagai SDM"),
        (lambda x: x.update(bentuk="Tabel-X"), "bentuk 'Tabel-X' tidak ada"),
    ],
)
def test_a_wrong_map_of_lines_is_refused(tmp_path: Path, report_map: str, change: Any, told: str) -> None:
    content, entry = by_sheet(report_map, "Tabel 2.2")
    change(entry)
    with pytest.raises(MapError, match=told):
        read_mapped(REPORT, written(tmp_path, content))


def test_a_confirmed_report_has_the_same_findings_but_for_the_doubt(renja: Callable[..., Run], report_map: str) -> None:
    Path("peta.yaml").write_text(report_map, encoding="utf-8")
    plain = json.loads(renja("validate", REPORT, "--format", "json").out)
    sure = json.loads(renja("validate", REPORT, "--peta", "peta.yaml", "--format", "json").out)
    found, left = ([(x["rule"], x["sheet"], x["cell"]) for x in y["workbooks"][0]["findings"]] for y in (plain, sure))
    assert left == [x for x in found if x[0] != "STR-015"]
    assert len(found) - len(left) == len(PASTED_REPORT)
