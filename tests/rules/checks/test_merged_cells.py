"""STR-008: merged cells over rows that each need their own, whatever file or open workbook they are read from."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest

from addin.book import read_with_grids
from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Merge, Put
from rules.examples.build import example_document
from rules.model.document import Document
from rules.validation import validate
from rules.values.cells import as_text
from tests.support.excel_engine import opened
from tests.support.helpers import Rows, first_data, grid, identity_rows, places, save, table_rows
from workbook_templates.reader import read_document

PLAN = "T-C.33"
FUND = 7
"""The column of the source of funds: the rows of sub kegiatan each need their own."""


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ((Merge(PLAN, "4", 17, 18), Merge(PLAN, "4", 21, 22)), ["T-C.33!D17", "T-C.33!D21"]),  # two places of work
        ((Merge(PLAN, "4", 19, 22),), ["T-C.33!D19"]),  # over kegiatan and sub kegiatan, told once
        ((Merge(PLAN, "5", 21, 22),), ["T-C.33!E21"]),
        ((Merge("PK", "5", 12, 13),), ["PK!E12"]),  # one target for two indicators
        ((Merge(PLAN, "1", 14, 15), Merge(PLAN, "2", 14, 15), Merge(PLAN, "6", 14, 15)), []),  # a further indicator
        ((Merge("PK", "1", 12, 13), Merge("PK", "2", 12, 13)), []),  # indicators of one sasaran
        ((Merge("Tujuan-Sasaran", "2", 12, 13),), []),
        ((Merge("Akumulasi-Renstra", "3", 12, 13),), []),  # one unit for target and realisation
        ((Put(PLAN, 21, "8", "Lanjutan"), Merge(PLAN, "8", 21, 22)), []),
    ],
)
def test_merges_over_rows_of_their_own_are_told_once(edits: tuple[Edit, ...], found: list[str]) -> None:
    assert places(example_document(edits), "STR-008") == found


def test_one_amount_for_all_programs_is_what_the_template_asks_for() -> None:
    rows = Merge("Anggaran-Realisasi", "3", 12, 13), Merge("Anggaran-Realisasi", "4", 12, 13)
    assert places(example_document(rows), "STR-008") == []


def test_what_is_told() -> None:
    finding = next(f for f in validate(example_document((Merge(PLAN, "7", 21, 22),))).findings if f.rule == "STR-008")
    assert finding.message == (
        'Sel G21:G22 digabung untuk 2 baris yang masing-masing perlu isinya sendiri: "Pendapatan Asli Daerah (PAD)".'
    )
    assert (finding.severity, finding.fix) == ("peringatan", None)


# ---- from files and from Excel


def _plan() -> tuple[Rows, int, int]:
    """A plan whose last two sub kegiatan share one source of funds, and the Excel rows of these."""
    rows = table_rows(PLAN)
    first = first_data(PLAN, rows) + 9
    rows[first + 1][FUND - 1] = None
    return rows, first + 1, first + 2


def _as_xlsx(path: Path, rows: Rows, first: int, last: int) -> Path:
    save(path, [grid(identity_rows(), "Identitas"), grid(rows, PLAN)])
    book = openpyxl.load_workbook(path)
    book[PLAN].merge_cells(start_row=first, end_row=last, start_column=FUND, end_column=FUND)
    book.save(path)
    return path


def _as_docx(path: Path, rows: Rows, first: int, last: int) -> Path:
    document = docx.Document()
    for cells in (identity_rows(), rows):
        document.add_paragraph("Tabel")
        table = document.add_table(len(cells), max(map(len, cells)))
        for at, row in enumerate(cells):
            for place, value in enumerate(row):
                table.cell(at, place).text = as_text(value)
    table.cell(first - 1, FUND - 1).merge(table.cell(last - 1, FUND - 1))
    document.save(str(path))
    return path


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)


def _as_ods(path: Path, rows: Rows, first: int, last: int) -> Path:
    def cell(at: int, place: int, value: object, of_plan: bool) -> str:
        merged = of_plan and place == FUND
        spans = f' table:number-rows-spanned="{last - first + 1}"' if merged and at == first else ""
        kind = "covered-table-cell" if merged and first < at <= last else "table-cell"
        if isinstance(value, int | float):
            held = f' office:value-type="float" office:value="{value}"'
        else:
            held = ' office:value-type="string"' if value else ""
        return f"<table:{kind}{held}{spans}><text:p>{escape(as_text(value))}</text:p></table:{kind}>"

    sheets = ""
    for name, cells in (("Identitas", identity_rows()), (PLAN, rows)):
        lines = (
            "".join(cell(at, place, value, name == PLAN) for place, value in enumerate(row, 1))
            for at, row in enumerate(cells, 1)
        )
        body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
        sheets += f'<table:table table:name="{name}">{body}</table:table>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(sheets))
    return path


def _in_excel(path: Path, rows: Rows, first: int, last: int) -> Document:
    return read_with_grids(opened(_as_xlsx(path.with_suffix(".xlsx"), rows, first, last)))[0]


@pytest.mark.parametrize(
    ("name", "make"), [("a.xlsx", _as_xlsx), ("a.ods", _as_ods), ("a.docx", _as_docx), ("excel", _in_excel)]
)
def test_every_reader_tells_of_it(tmp_path: Path, name: str, make: Callable[..., Path | Document]) -> None:
    rows, first, last = _plan()
    made = make(tmp_path / name, rows, first, last)
    document = read_document(made) if isinstance(made, Path) else made
    assert [place.split("!")[1] for place in places(document, "STR-008")] == [f"G{first}"]


MONEY = ("LTS-002", "LTS-004", "LTS-007", "JML-001", "JML-002")


@pytest.mark.parametrize("table", [PLAN, "Bab-IV"])
def test_an_amount_for_two_sub_kegiatan_is_held_against_none_of_them(table: str) -> None:
    first, last = (21, 22) if table == PLAN else (20, 21)
    document = example_document((Merge(table, "6", first, last), Put(table, first, "6", 250_000_000)))
    found = [(x.rule, x.cell) for x in validate(document).findings]
    assert found == [("STR-008", f"F{first}")]


def test_a_sum_of_merged_amounts_is_still_judged() -> None:
    document = example_document((Merge(PLAN, "6", 21, 22), Put(PLAN, 21, "6", 240_000_000)))
    assert [(x.rule, x.cell, x.expected) for x in validate(document).findings if x.rule in MONEY] == [
        ("JML-001", "F20", 240_000_000)
    ]


def test_an_amount_for_a_kegiatan_and_its_detail_puts_off_the_sum() -> None:
    verdict = validate(example_document((Merge(PLAN, "6", 16, 17),)))
    assert [(x.rule, x.cell) for x in verdict.findings] == [("STR-008", "F16")]
    assert (verdict.state, [x.deferred for x in verdict.rules if x.rule == "JML-001"]) == ("invalid", [1])


def test_one_amount_for_several_rows_fails_the_plan() -> None:
    """What the rows below cost counts nowhere, as if their cells were left empty; one source for two rows hides no money."""
    document = example_document((Merge(PLAN, "6", 21, 22), Put(PLAN, 22, "6", None)))
    assert [x.severity for x in validate(document).findings if x.rule == "STR-008"] == ["galat"]
    source = validate(example_document((Merge(PLAN, "7", 21, 22),)))
    assert [x.severity for x in source.findings if x.rule == "STR-008"] == ["peringatan"]
