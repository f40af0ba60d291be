"""Workbooks that hold tables of both documents: each table is one of its own document, and neither blames the other's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rules.model.document import Document
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.office_forms import PLAN as OFFICE_PLAN
from tests.support.office_forms import sheet
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.reading.workbook import read_sheets
from workbook_templates.recognition.read_grids import read_grids

PLAN, REPORT, PASTED, PASTED_REPORT = (
    EXAMPLES / f"{name}.xlsx"
    for name in ("renja-2024-benar", "lkip-2024-benar", "renja-2024-tempel", "lkip-2024-tempel")
)


@cache
def sheets(name: str) -> dict[str, Grid]:
    grids, _ = read_sheets(EXAMPLES / name, DEFAULT_LIMITS)
    return {grid.name: grid for grid in grids}


def of(path: Path, *, identity: bool = True, suffix: str = "") -> list[Grid]:
    found = sheets(path.name).values()
    return [Grid(x.name + suffix, x.rows, x.facts) for x in found if identity or x.name != "Identitas"]


def layouts_of(document: Document | None) -> list[str]:
    return [table.layout for table in document.tables if not table.recognition.continues] if document else []


def blamed(document: Document) -> set[str]:
    return {finding.rule for finding in validate(document).findings if finding.severity == "galat"}


@pytest.mark.parametrize("identities", ["both", "one", "none"])
def test_a_plan_and_a_report_in_one_workbook_are_both_judged(identities: str) -> None:
    report, plan = of(REPORT, identity=identities != "none"), of(PLAN, identity=identities == "both", suffix=" 2")
    document = read_grids("x.xlsx", [*report, *plan])
    assert layouts_of(document) == layouts_of(read_grids("x.xlsx", report))
    assert layouts_of(document.beside) == layouts_of(read_grids("x.xlsx", plan))
    # Without any Identitas both documents lack theirs.
    assert blamed(document) == (set() if identities != "none" else {"STR-001"})
    assert "keduanya" in validate(document).notes[0]


@pytest.mark.parametrize("identity", [True, False])
def test_one_table_of_the_other_document_is_judged_as_that(identity: bool) -> None:
    for whole, other, name in ((PLAN, REPORT, "PK"), (REPORT, PLAN, "T-C.29"), (REPORT, PLAN, "Anggaran-Realisasi")):
        document = read_grids("x.xlsx", [*of(whole, identity=identity), sheets(other.name)[name]])
        assert layouts_of(document.beside) == [name]
        assert blamed(document) == (set() if identity else {"STR-001"})
        assert any(name in note and "--lengkap" in note for note in validate(document).notes)


def test_tables_tell_the_document_where_none_is_of_that_of_the_identity() -> None:
    for identified, other, name in ((PLAN, REPORT, "PK"), (REPORT, PLAN, "T-C.33")):
        document = read_grids("x.xlsx", [sheets(identified.name)["Identitas"], sheets(other.name)[name]])
        assert layouts_of(document) == [name]
        # An Identitas of another document does not say that this is the whole one.
        assert document.alone
        assert "STR-013" not in blamed(document)


def test_a_pasted_table_of_the_other_document_is_surely_one_of_its() -> None:
    (pasted,) = (grid for grid in of(PASTED) if grid.name == "Tabel 2.1")
    document = read_grids("x.xlsx", [*of(REPORT), pasted])
    assert (document.kind, layouts_of(document.beside)) == ("lkip", ["T-C.29"])


def test_each_document_keeps_its_own_identity() -> None:
    document = read_grids("x.xlsx", [*of(REPORT), *of(PLAN, suffix=" 2")])
    assert document.beside is not None
    assert {field.sheet for field in document.identity.values()} == {"Identitas"}
    assert {field.sheet for field in document.beside.identity.values()} == {"Identitas 2"}


def test_a_report_in_lines_of_text_is_the_other_document_where_several_of_its_forms_say_so() -> None:
    lines = [
        grid for grid in of(PASTED_REPORT, identity=False) if grid.name in {"Tabel 1.1", "Tabel 3.18", "Tabel 3.19"}
    ]
    document = read_grids("x.xlsx", [*of(PLAN), *lines])
    assert document.kind == "renja"
    assert layouts_of(document.beside) == ["SDM", "Pagu", "Pagu-Realisasi"]
    assert read_grids("x.xlsx", [*of(PLAN), *lines[:1]]).beside is None


def test_labels_that_both_forms_ask_for_do_not_tell_the_document() -> None:
    shared = [
        ["Pemerintah daerah", "Kabupaten Rawa Indah"],
        ["Jenis pemerintah daerah", "kabupaten"],
        ["Perangkat daerah", "Dinas Pangan"],
    ]
    agreed = [
        ["PERJANJIAN KINERJA TAHUN 2025"], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "Skor", 92],
    ]  # fmt: skip
    document = read_grids("x.xlsx", [sheet(shared, name="Sampul"), sheet(agreed)])
    assert (document.kind, layouts_of(document), document.text("perangkat_daerah")) == ("lkip", ["PK"], "Dinas Pangan")


AGREED = [
    ["PERJANJIAN KINERJA"], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET"],
    [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "Skor", 92], [],
]  # fmt: skip
PLANNED = [
    ["RUMUSAN RENCANA PROGRAM DAN KEGIATAN"], [],
    ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
     "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Keterangan"],
    *([x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None] for x in OFFICE_PLAN),
]  # fmt: skip


def test_tables_of_both_documents_on_one_sheet_are_judged_as_both() -> None:
    document = read_grids("x.xlsx", [sheet([*AGREED, *PLANNED])])
    assert document.beside is not None
    found = {part.kind: layouts_of(part) for part in (document, document.beside)}
    assert found == {"renja": ["Bab-IV"], "lkip": ["PK"]}


def test_what_a_cover_says_is_said_of_both_documents() -> None:
    cover = [["RENCANA KERJA DAN PERJANJIAN KINERJA"], ["TAHUN 2025"], ["DINAS PANGAN KABUPATEN RAWA INDAH"]]
    document = read_grids("x.xlsx", [sheet(cover, name="Sampul"), sheet([*AGREED, *PLANNED])])
    assert document.beside is not None
    for part in (document, document.beside):
        said = {key: field.value for key, field in part.printed.items()}
        assert said == {"tahun": "2025", "perangkat_daerah": "DINAS PANGAN", "pemda": "KABUPATEN RAWA INDAH"}
