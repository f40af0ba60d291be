"""STR-013: the identity form, and what titles and headings say of year and office (rule STR-013)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import pytest

from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Table
from rules.validation import validate, validate_many
from tests.support.helpers import in_brackets, sound_grids, table_rows
from workbook_templates.recognition.read_grids import read_grids

Change = Callable[[str], str]


def later(by: int = 1) -> Change:
    """A change of every year in a text."""
    return lambda text: re.sub(r"\b20\d\d\b", lambda match: str(int(match[0]) + by), text)


def table_of(document: Document, layout: str) -> Table:
    """A table of a document."""
    return next(table for table in document.tables if table.layout == layout)


def retitled(change: Change, *layouts: str) -> Document:
    """The sound document with all titles, groups and headings of some tables (of all, if none is named) changed."""
    document = sound_document()
    for table in document.tables:
        if not layouts or table.layout in layouts:
            table.captions.titles = [(change(text), cell) for text, cell in table.captions.titles]
            table.captions.groups = {group: change(text) for group, text in table.captions.groups.items()}
            for number in table.captions.headings:
                reword(table, number, change)
    return document


def reword(table: Table, number: str, change: Change) -> None:
    """Change one heading of a table."""
    heading = table.captions.headings[number]
    table.captions.headings[number] = replace(heading, text=change(heading.text))


def blamed_in(documents: Sequence[Document]) -> list[list[str]]:
    """Places that STR-013 names in each document, judged as one stack; no other rule may find anything."""
    verdicts = validate_many(documents)
    assert {finding.rule for verdict in verdicts for finding in verdict.findings} <= {"STR-013"}
    return [[f"{finding.sheet}!{finding.cell}" for finding in verdict.findings] for verdict in verdicts]


def blamed(document: Document) -> list[str]:
    """The same for one document."""
    return blamed_in([document])[0]


# ---- years


HEADINGS = [("T-C.29", "5", "E9"), ("T-C.29", "6", "F9"), ("T-C.29", "10", "J9"), ("T-C.30", "12", "L9"),
            ("Anggaran-Realisasi", "4", "D9")]  # fmt: skip


def test_wrong_year_in_one_heading() -> None:
    documents, due = [], []
    for (layout, number, cell), by in product(HEADINGS, (-1, 1, 10)):
        document = sound_document()
        table = table_of(document, layout)
        year = re.findall(r"20\d\d", table.captions.headings[number].text)[0]
        reword(table, number, later(by))
        documents.append(document)
        due.append((f"{layout}!{cell}", f"menyebut tahun {int(year) + by}, menurut Identitas seharusnya {year}"))
    assert blamed_in(documents) == [[place] for place, _ in due]
    for verdict, (_, said) in zip(validate_many(documents), due, strict=True):
        assert said in verdict.findings[0].message


@pytest.mark.parametrize(
    ("layout", "group", "cell"),
    [
        ("T-C.33", "Rencana Tahun {n}", "D8"),
        ("T-C.33", "Prakiraan Maju Rencana Tahun {n+1}", "I8"),
        ("E.81-16", "Realisasi Capaian Kinerja Renstra s/d Renja Tahun {n-1}", "G8"),
    ],
)
def test_wrong_year_in_one_group_of_headings(layout: str, group: str, cell: str) -> None:
    document = sound_document()
    groups = table_of(document, layout).captions.groups
    groups[group] = later()(groups[group])
    assert blamed(document) == [f"{layout}!{cell}"]


def test_wrong_year_in_one_title() -> None:
    documents = []
    for layout in ("T-C.29", "T-C.31", "T-C.33", "E.81-16"):
        documents.append(sound_document())
        table = table_of(documents[-1], layout)
        table.captions.titles = [(later(-3)(text), cell) for text, cell in table.captions.titles]
    assert blamed_in(documents) == [["T-C.29!A2"], ["T-C.31!A2"], ["T-C.33!A2"], ["E.81-16!A2"]]


def test_one_title_line_of_several_is_blamed_where_it_stands() -> None:
    rows = table_rows("T-C.33")
    rows[1][0] = "DAN PRAKIRAAN MAJU TAHUN 2026"
    assert blamed(read_grids("x", sound_grids({"T-C.33": rows}))) == ["T-C.33!A2"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"\s*\b20\d\d\b", "", text),  # no year at all
        lambda text: re.sub(r"\b20\d\d\b", "n", text),
        str.upper,
        lambda text: text.replace("Tahun", "Thn."),
    ],
    ids=["none", "n", "upper case", "abbreviated"],
)
def test_headings_without_a_wrong_year_are_sound(change: Change) -> None:
    assert blamed(retitled(change)) == []


@pytest.mark.parametrize("by", [-1, 1])
def test_all_headings_off_alike_blame_the_identity_alone(by: int) -> None:
    document = retitled(later(by))
    assert blamed(document) == ["Identitas!C9"]
    (finding,) = validate(document).findings
    assert f"berisi 2024, padahal semua judul tabel menyebut tahun {2024 + by}" in finding.message


def test_a_line_that_names_some_years_of_a_title_does_not_hide_that_the_identity_is_off() -> None:
    """The second line of a title that names the plan year and the next one, as it is printed over two rows."""
    document = retitled(later())
    titles = table_of(document, "T-C.33").captions.titles
    titles.append(("DAN PRAKIRAAN MAJU TAHUN 2026", "A2"))
    assert blamed(document) == ["Identitas!C9"]


def test_all_headings_off_but_one_blame_the_headings() -> None:
    document = retitled(later())
    reword(table_of(document, "T-C.29"), "5", later(-1))
    found = blamed(document)
    assert "Identitas!C9" not in found
    assert "T-C.29!E9" not in found
    assert len(found) > 20


def test_headings_off_by_different_years_are_blamed_one_by_one() -> None:
    document = retitled(later())
    for table in document.tables[:2]:
        table.captions.titles = [(later()(text), cell) for text, cell in table.captions.titles]
    assert "Identitas!C9" not in blamed(document)


def test_a_workbook_copied_from_last_year_costs_only_itself() -> None:
    first, second = validate_many([retitled(later(-1)), sound_document()])
    assert [finding.cell for finding in first.findings] == ["C9"]
    assert second.findings == []


# ---- the office


def test_titles_name_the_office() -> None:
    sound = {
        "Dinas Koperasi, Usaha Kecil dan Menengah": True,
        "DINAS KOPERASI USAHA KECIL DAN MENENGAH": True,
        "Dinas Koperasi, Usaha Kecil, dan Menengah": True,
        "Dinas Koprasi, Usaha Kecil dan Menengah": True,  # a slip
        "Dinas Perdagangan dan Perindustrian": False,
        "Badan Perencanaan Pembangunan Daerah": False,
        "": False,
    }
    documents = [sound_document() for _ in sound]
    for document, name in zip(documents, sound, strict=True):
        title = f"REVIEW TERHADAP RANCANGAN AWAL RKPD TAHUN 2024 {name} KOTA BEKASI"
        table_of(document, "T-C.31").captions.titles = [(title, "A2")]
    found = dict(zip(sound, blamed_in(documents), strict=True))
    assert found == {name: [] if named else ["T-C.31!A2"] for name, named in sound.items()}


def test_titles_never_calculated_are_not_judged() -> None:
    """Only the words typed in their formulas are known; the year and the office are not."""
    document = sound_document()
    for name in ("T-C.31", "T-C.33"):
        table = table_of(document, name)
        table.captions.titles, table.captions.uncalculated = [("RUMUSAN RENCANA TAHUN", "A2"), ("", "A3")], {"A2", "A3"}
    verdict = validate(document)
    assert verdict.findings == []
    (outcome,) = [outcome for outcome in verdict.rules if outcome.rule == "STR-013"]
    assert "6 sel tertunda" in outcome.reason


def test_a_table_without_title_is_blamed_at_its_first_heading() -> None:
    document = sound_document()
    table_of(document, "T-C.32").captions.titles = []
    assert blamed(document) == ["T-C.32!A9"]


def test_a_table_that_the_official_form_leaves_unnumbered_needs_no_office() -> None:
    document = sound_document()
    table_of(document, "Anggaran-Realisasi").captions.titles = []
    assert blamed(document) == []


def test_another_office_in_the_identity_contradicts_every_title() -> None:
    document = sound_document()
    document.identity["perangkat_daerah"].value = "Dinas Perdagangan"
    named = [table.layout for table in document.tables if table.layout != "Anggaran-Realisasi"]
    assert blamed(document) == [f"{layout}!A2" for layout in named]


# ---- the form


FIELDS = [
    ("pemda", None, "C5"),
    ("jenis_pemda", "kotamadya", "C6"),
    ("jenis_pemda", "KOTA", None),
    ("jenis_pemda", "Pemerintah Kota", None),
    ("jenis_pemda", "Pemerintah Daerah Kota Bekasi", None),
    ("jenis_pemda", "Pemkot", None),
    ("jenis_pemda", "Dinas", "C6"),
    ("bidang_urusan", "koperasi", "C8"),
    ("tahap", "final", "C10"),
    ("keputusan", "Kepmendagri 1/2021", "C11"),
    ("kepala", None, None),  # not required
]


def cells_of(documents: Sequence[Document]) -> list[list[str]]:
    """Cells that STR-013 names in each document; other rules may find more."""
    return [[f.cell for f in verdict.findings if f.rule == "STR-013"] for verdict in validate_many(documents)]


def test_fields_of_the_form() -> None:
    documents = [sound_document() for _ in FIELDS]
    for document, (field, value, _) in zip(documents, FIELDS, strict=True):
        document.identity[field].value = value
    assert cells_of(documents) == [[cell] if cell else [] for _, _, cell in FIELDS]


def test_without_a_usable_year_no_heading_is_judged() -> None:
    documents = [retitled(later()) for _ in range(4)]
    for document, value in zip(documents, (None, "dua ribu", "24", "20245"), strict=True):
        document.identity["tahun"].value = value
    assert cells_of(documents) == [["C9"]] * 4


def test_without_a_form_only_the_form_is_missed() -> None:
    grids = [
        sheet
        for sheet in sound_grids({"T-C.31": table_rows("T-C.31", numbers=in_brackets)})
        if sheet.name != "Identitas"
    ]
    verdict = validate(read_grids("x", grids))
    assert not [finding for finding in verdict.findings if finding.rule == "STR-013"]
    assert "Identitas" in {finding.key for finding in verdict.findings if finding.rule == "STR-001"}


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2029", "2025", "renstra_akhir"),
        ("2025", "2029", "renstra_awal"),
        ("2016", "2021", "renstra_akhir"),
        ("2021", "2026", ""),
    ],
)
def test_a_period_of_the_renstra_holds_the_year_of_the_report(first: str, last: str, field: str) -> None:
    document = sound_report()
    for key, year in (("renstra_awal", first), ("renstra_akhir", last)):
        document.identity[key] = replace(document.identity[key], value=year)
    found = [x.cell for x in validate(document).findings if x.rule == "STR-013" and "Isian" in x.message]
    assert found == ([document.identity[field].cell] if field else [])


@pytest.mark.parametrize(("by", "wrong"), [(4, False), (-1, True)])
def test_a_heading_on_the_renstra_may_name_the_year_in_which_it_ends(by: int, wrong: bool) -> None:
    document = sound_document()
    captions = table_of(document, "E.81-16").captions
    captions.groups = {
        group: later(by)(text) if "Realisasi Anggaran Renstra" in group else text
        for group, text in captions.groups.items()
    }
    assert len(blamed(document)) == wrong
