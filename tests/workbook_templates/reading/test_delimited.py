"""Shapes of .csv files: whatever parts, quotes and ends the rows of a table, it is read as the same table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.validation import validate
from rules.values.cells import as_text
from tests.support.helpers import Rows, contents, identity_rows, table_rows
from workbook_templates.reader import read_document
from workbook_templates.reading.delimited import read_rows
from workbook_templates.reading.errors import OpenQuoteError
from workbook_templates.reading.limits import DEFAULT_LIMITS

PLAN = "T-C.33"


def text_of(
    rows: Rows, delimiter: str = ",", *, quote: str = '"', all_quoted: bool = False, end: str = "\r\n", **more: bool
) -> str:
    """Rows as a text file of this form."""
    file, quoting = io.StringIO(), csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    escape = None if more.get("doublequote", True) else "\\"
    writer = csv.writer(
        file, delimiter=delimiter, quotechar=quote, quoting=quoting, lineterminator=end, escapechar=escape, **more
    )
    writer.writerows([cell if isinstance(cell, str) else as_text(cell) for cell in row] for row in rows)
    return file.getvalue()


def opened_with_commas(text: str) -> str:
    """What Excel saves of a text that it opened as one with commas between its cells."""
    return text_of(list(csv.reader(io.StringIO(text))))


def in_one_cell(text: str) -> str:
    """What a program saves of the lines of a text, each taken for one cell."""
    return text_of([[line] for line in text.splitlines()], all_quoted=True)


FORMS: dict[str, Callable[[Rows], str]] = {
    **{f"parted by {sign!r}": lambda rows, sign=sign: text_of(rows, sign) for sign in ";\t,|^~"},
    **{f"all quoted, parted by {sign!r}": lambda rows, sign=sign: text_of(rows, sign, all_quoted=True) for sign in ";\t,|^~"},
    "in single quotes": lambda rows: text_of(rows, quote="'", all_quoted=True),
    "in single quotes where need be": lambda rows: text_of(rows, quote="'"),
    "in single quotes, semicolons": lambda rows: text_of(rows, ";", quote="'", all_quoted=True),
    "backslashes before quotes": lambda rows: text_of(rows, all_quoted=True, doublequote=False),
    "line breaks doubled by Windows": lambda rows: text_of(rows, end="\r\r\n"),
    "a blank line after each": lambda rows: text_of([line for row in rows for line in (row, [])]),
    "ends of old Macs": lambda rows: text_of(rows, end="\r"),
    "the sign named": lambda rows: "sep=^\r\n" + text_of(rows, "^"),
    "the sign named in a row of cells": lambda rows: '"sep=;";;;\r\n' + text_of(rows, ";"),
    "ends of other programs": lambda rows: text_of(rows, ";", end="\u0085"),
    "in curly quotes": lambda rows: text_of([[cell and f"“{cell}”" for cell in row] for row in rows], ";"),
    "another sign named": lambda rows: "sep=,\r\n" + text_of(rows, ";"),
    "another sign named, commas": lambda rows: "sep=\t\r\n" + text_of(rows, ","),
    "the sign named, ends of old Macs": lambda rows: text_of([["sep=;"], *rows], ";", end="\r"),
    "semicolons opened with commas": lambda rows: opened_with_commas(text_of(rows, ";")),
    "semicolons and quotes opened with commas": lambda rows: opened_with_commas(text_of(rows, ";", all_quoted=True)),
    "a row a cell": lambda rows: in_one_cell(text_of(rows)),
    "a row a cell, semicolons": lambda rows: in_one_cell(text_of(rows, ";")),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    path, rows = tmp_path / "rencana.csv", table_rows(PLAN)
    rows[-2][7] = 'Disebut "lanjutan", menurut Jum\'at'
    path.write_text(FORMS[form](rows), encoding="utf-8", newline="")
    plain = tmp_path / "biasa.csv"
    plain.write_text(text_of(rows), encoding="utf-8", newline="")
    document = read_document(path)
    assert [contents(table) for table in document.tables] == [contents(table) for table in read_document(plain).tables]
    assert [(len(table.rows), table.columns["8"][-2]) for table in document.tables] == [(12, rows[-2][7])]
    assert validate(document).findings == []


def test_a_form_above_its_table_asks_for_no_other_tables(tmp_path: Path) -> None:
    path = tmp_path / "rencana.csv"
    path.write_text(text_of([*identity_rows(), [], *table_rows(PLAN)], ";"), encoding="utf-8")
    document = read_document(path)
    verdict = validate(document)
    assert (document.year, verdict.findings, document.alone) == (2024, [], [PLAN])
    assert verdict.status == "valid"
    document.whole = True
    assert {finding.rule for finding in validate(document).findings} == {"STR-001"}


@pytest.mark.parametrize(
    "names",
    [
        ["perangkat daerah", '"Dinas Koperasi, Usaha Kecil dan Menengah"', "Dinas Kesehatan"],
        ['"Dinas Koperasi, Usaha Kecil dan Menengah"', '"Dinas Pekerjaan Umum, Penataan Ruang"'],
    ],
)
def test_names_with_commas_are_no_rows_quoted_once_more(names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join(names), encoding="utf-8")
    assert read_rows(path, DEFAULT_LIMITS) == [[name.strip('"')] for name in names]


SWALLOWING = [
    "Kode;Program;Pagu",
    "1;2;3",
    '2.17.01;"Program Penunjang;100',
    "2.17.02;Program Pengawasan;200",
    "2.17.03;Program Pelayanan;300",
    "TOTAL;;600",
]


@pytest.mark.parametrize("before", [[], ["sep=;"]])
def test_a_quote_never_closed_is_named_with_its_line(tmp_path: Path, before: list[str]) -> None:
    path = tmp_path / "renja.csv"
    path.write_text("\r\n".join([*before, *SWALLOWING]), "utf-8")
    with pytest.raises(OpenQuoteError) as refused:
        read_rows(path, DEFAULT_LIMITS)
    assert refused.value.line == len(before) + 3


@pytest.mark.parametrize("swallowed", [50, 5_000])
def test_a_quote_that_swallows_most_of_the_rows_is_named(tmp_path: Path, swallowed: int) -> None:
    path = tmp_path / "renja.csv"
    path.write_text("\n".join([*SWALLOWING[:-1], *SWALLOWING[3:4] * swallowed]), "utf-8")
    with pytest.raises(OpenQuoteError) as refused:
        read_rows(path, DEFAULT_LIMITS)
    assert refused.value.line == 3


@pytest.mark.parametrize("note", ['"Catatan:\nbaris dua;\nbaris tiga"', '"a;b;c\nd;e;f\ng;h;i"'])
def test_a_note_of_several_lines_at_the_end_is_a_cell(tmp_path: Path, note: str) -> None:
    path = tmp_path / "renja.csv"
    closed = [line.replace('"', "") for line in SWALLOWING]
    path.write_text("\n".join([*closed[:-1], f"TOTAL;{note};600"]), "utf-8")
    assert read_rows(path, DEFAULT_LIMITS)[-1] == ["TOTAL", note[1:-1], "600"]


def test_breaks_in_most_cells_do_not_make_a_running_text_of_a_table(tmp_path: Path) -> None:
    rows = [
        ["No", "Uraian", "Target"],
        *([str(at), "Dokumen\nLaporan\nRapat", "12 Dokumen\n100 %"] for at in range(1, 21)),
    ]
    file = tmp_path / "baris.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    assert read_rows(file, DEFAULT_LIMITS) == rows
