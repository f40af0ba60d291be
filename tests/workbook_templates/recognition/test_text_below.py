"""Words right below the last row of a table, without a blank row between, are no rows of it."""

from __future__ import annotations

from typing import Any

import pytest

from rules.schema.layout import layouts
from rules.validation import validate
from tests.support.helpers import grid, table_rows, tables_of
from tests.support.printed_forms import printed, without_numbers
from tests.workbook_templates.recognition.test_office_forms import FORMS
from tests.workbook_templates.recognition.test_printed_forms import SOUND, official, read
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.table.text_below import is_text_below

BELOW: dict[str, list[list[Any]]] = {
    "catatan": [["Catatan: target dapat berubah sesuai kebijakan."]],
    "keterangan": [["Keterangan:"], ["*) angka sementara"], ["**) belum termasuk DAK"]],
    "sumber": [["Sumber: Bidang Ketahanan Pangan, diolah"]],
    "tanda tangan": [
        [None, None, "Rawa Indah, 2 Januari 2025"],
        [None, None, "Kepala Dinas Pangan"],
        [None, None, "BUDI SANTOSO"],
        [None, None, "NIP. 19650101 199003 1 001"],
    ],
    "dua tanda tangan": [[None, "Pihak Kedua,", "Pihak Pertama,"], [None, "BUPATI RAWA INDAH", "Kepala Dinas Pangan"]],
    "daftar": [["•", "Anggaran dapat berubah"], ["•", "Target diukur tiap triwulan"]],
    "daftar bergaris": [["-", "Anggaran dapat berubah sewaktu-waktu"]],
}


@pytest.mark.parametrize("what", BELOW)
@pytest.mark.parametrize("name", [name for name in SOUND if layouts()[name].hierarchy != "kelompok"])
def test_words_below_a_table_are_none_of_its_rows(name: str, what: str) -> None:
    for way in (printed, without_numbers):
        form = way(SOUND[name])
        form.body = [*form.body, *BELOW[what]]
        (table,) = [table for table in read(form.grid()).tables if not table.recognition.continues]
        assert official(table) == official(SOUND[name])


@pytest.mark.parametrize("what", BELOW)
def test_words_below_an_evaluation_leave_its_levels_alone(what: str) -> None:
    case = FORMS["nomor biasa"]
    case.sheets[0].rows.extend(rows := [list(row) for row in BELOW[what]])
    found = {(x.rule, x.cell) for x in validate(read_grids("x.xlsx", case.sheets)).findings if x.severity == "galat"}
    del case.sheets[0].rows[-len(rows) :]
    assert found == {case.fault[:2]}


@pytest.mark.parametrize(
    "values",
    [
        {"1": 3, "2": "Meningkatnya kepuasan masyarakat"},
        {"1": None, "3": "Persentase temuan yang ditindaklanjuti"},
        {"1": "-", "3": "Nilai AKIP", "5": "BB"},
        {"2": "Kepala keluarga yang terlayani", "3": "Jumlah kepala keluarga", "5": 12},
    ],
)
def test_rows_that_lack_cells_are_rows(values: dict[str, Any]) -> None:
    assert not is_text_below(values, layouts()["PK"])


def test_the_source_of_a_table_is_no_title_of_the_next_one() -> None:
    rows = [["Sumber: Dinas Koperasi, 2026"], [], ["TABEL LAIN"], [], *table_rows("T-C.32")[2:]]
    (table,) = tables_of(grid([*table_rows("Tujuan-Sasaran"), *rows]))[1:]
    assert [text for text, _ in table.captions.titles] == ["TABEL LAIN"]
