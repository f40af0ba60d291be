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
from tests.helpers import EXAMPLES, grid, save, sound_table, table_rows
from workbook_templates.errors import UnreadableError
from workbook_templates.mapping import read_mapped, write_map
from workbook_templates.reader import read_document

PASTED = EXAMPLES / "renja-2024-tempel.xlsx"


def test_a_map_reads_back_what_was_recognised(tmp_path: Path) -> None:
    document = read_document(PASTED)
    path = tmp_path / "peta.yaml"
    path.write_text(write_map(PASTED.name, document), encoding="utf-8")
    mapped = read_mapped(PASTED, path)
    for one, other in zip(document.tables, mapped.tables, strict=True):
        assert (one.layout, one.rows, one.kinds, one.columns) == (other.layout, other.rows, other.kinds, other.columns)
        assert (one.letters, one.continues, other.certainty) == (other.letters, other.continues, 100.0)


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
    with pytest.raises(UnreadableError) as refused:
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


def test_a_map_speaks_of_one_workbook(renja: Callable[..., Run], tmp_path: Path) -> None:
    source = workbook(tmp_path)
    other = save(tmp_path / "lain.xlsx", [grid(table_rows("Bab-IV"), "Bab-IV")])
    for option in ("--peta", "--buat-peta"):
        refused = renja("validate", source, other, option, "p.yaml")
        assert (refused.status, "satu buku kerja" in refused.err) == (2, True)
    same = renja("validate", source, "--buat-peta", source)
    assert (same.status, "file masukan" in same.err) == (2, True)
