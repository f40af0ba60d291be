"""Tables and the identity form are found wherever they stand, and nothing around them is read as a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.examples.sound_renja import sound_document
from rules.schema.layout import layouts
from rules.validation import validate
from tests.support.helpers import (
    TABLES,
    Rows,
    contents,
    contents_in,
    grid,
    identity_rows,
    in_brackets,
    save,
    sound_contents,
    sound_grids,
    sound_table,
    table_rows,
    tables_of,
)
from workbook_templates.reader import read_document
from workbook_templates.recognition.document.identity_form import find_identity
from workbook_templates.recognition.read_grids import read_grids

FORM = layouts()["Identitas"]


# ---- where a table stands


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 0), (0, 1), (9, 3), (200, 30)])
@pytest.mark.parametrize("sheet", ["T-C.33", "Lembar1", "tabel 3.3 (rev)", "Identitas"])
def test_table_at_any_place_under_any_sheet_name(name: str, down: int, right: int, sheet: str) -> None:
    (table,) = tables_of(grid(table_rows(name), sheet, down=down, right=right))
    assert [contents(table)] == sound_contents(name)
    assert table.sheet == sheet
    first = down + len(table_rows(name)) - len(table.rows) + 1
    assert table.rows == list(range(first, first + len(table.rows)))


@given(
    name=st.sampled_from(TABLES),
    down=st.integers(0, 60),
    right=st.integers(0, 40),
    numbers=st.sampled_from([in_brackets, str, int, float]),
    code_cells=st.sampled_from([1, 5]),
)
@settings(max_examples=60, deadline=None)
def test_offset_never_changes_what_is_read(
    name: str, down: int, right: int, numbers: Callable[[str], Any], code_cells: int
) -> None:
    rows = table_rows(name, numbers=numbers, code_cells=code_cells)
    assert contents_in(rows, down, right) == contents_in(rows) != []


@pytest.mark.parametrize("gap", [1, 2])
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("name", TABLES)
def test_blank_rows_inside_a_head_are_no_end_of_it(name: str, numbered: bool, gap: int) -> None:
    rows = table_rows(name) if numbered else table_rows(name, numbers=None)
    spread = [line for row in rows for line in (row, *[[]] * gap)]
    assert contents_in(spread) == contents_in(rows) != []


@pytest.mark.parametrize("name", TABLES)
def test_table_from_a_real_file(tmp_path: Path, name: str) -> None:
    document = read_document(save(tmp_path / "x.xlsx", [grid(table_rows(name), "Lembar 9", down=6, right=2)]))
    (table,) = document.tables
    typed = {number: [None if value == "" else value for value in values] for number, values in table.columns.items()}
    assert typed == sound_table(name).columns


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [("T-C.33", "Bab-IV", 0), ("T-C.33", "Bab-IV", 3), ("Bab-IV", "T-C.33", 1), ("Tujuan-Sasaran", "T-C.33", 1),
     ("T-C.33", "T-C.33", 1), ("Tujuan-Sasaran", "T-C.33", 0)],
)  # fmt: skip
def test_two_tables_on_one_sheet(first: str, second: str, gap: int) -> None:
    blank: Rows = [[] for _ in range(gap)]
    assert contents_in([*table_rows(first), *blank, *table_rows(second)]) == sound_contents(first, second)


def test_whole_document_is_sound_wherever_its_tables_stand() -> None:
    moved = [grid(sheet.rows, f"L{n}", down=5 * n, right=n) for n, sheet in enumerate(sound_grids())]
    assert validate(read_grids("x", moved)).findings == []


# ---- where rows begin and end


@pytest.mark.parametrize(
    "label", ["TOTAL", "JUMLAH", "Total", "Jumlah Total :", "jumlah  keseluruhan", "GRAND TOTAL", "Jumlah Pagu:"]
)
@pytest.mark.parametrize("column", [0, 1, 2, 3, 4, 6, 7])
@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV"])
def test_total_row_under_any_label_in_any_text_column(name: str, column: int, label: str) -> None:
    rows = table_rows(name)
    rows[-1][0] = None
    rows[-1][column] = label
    (table,) = tables_of(grid([*rows, ["Catatan"], [None, "Bekasi", "2024", "x", None, 5]]))
    assert table.kinds == sound_table(name).kinds
    assert table.columns["6"] == sound_table(name).columns["6"]


@pytest.mark.parametrize(("column", "text"), [(2, "Jumlah"), (7, "Total")])
def test_coded_row_is_no_total(column: int, text: str) -> None:
    rows = table_rows("T-C.33")
    rows[8][column] = text
    assert tables_of(grid(rows))[0].kinds == sound_table("T-C.33").kinds


SIGNATURE: Rows = [
    [],
    [None, None, "Bekasi, 1 Juli 2024"],
    [None, None, "Kepala Dinas"],
    [],
    [],
    [None, None, "Nama"],
    [None, None, "NIP 1"],
]
AFTER: dict[str, Rows] = {
    "note": [[], ["Catatan: angka sementara"]],
    "list": [[], ["Keterangan:"], ["1", "Data sementara"], ["2", "Data tetap"]],
    "signature": SIGNATURE,
    "note and signature": [[], ["Sumber: Dinas"], *SIGNATURE],
    "outside": [[], [*[None] * 20, "catatan", "lain"]],
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_notes_and_signatures_are_not_rows(name: str, after: Rows) -> None:
    assert contents_in([*table_rows(name), *after]) == sound_contents(name)


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
def test_notes_below_a_table_without_total_are_not_rows(after: Rows) -> None:
    rows = [*table_rows("Bab-IV")[:-1], *after]
    assert tables_of(grid(rows))[0].columns["2"] == sound_table("Bab-IV").columns["2"][:-1]


@pytest.mark.parametrize(
    "after",
    [
        [[], ["Mengetahui", None, None, "Bekasi, 1 Juli 2024"], ["Sekretaris", None, None, "Kepala Dinas"]],
        [[], ["Sumber:", "Dinas"]],
    ],
    ids=["two signatures side by side", "note in two cells"],
)
def test_notes_over_two_columns_are_not_rows(after: Rows) -> None:
    assert contents_in([*table_rows("Tujuan-Sasaran"), *after]) == sound_contents("Tujuan-Sasaran")


@pytest.mark.parametrize("name", TABLES)
def test_blank_rows_inside_a_table(name: str) -> None:
    rows = table_rows(name)
    first = len(rows) - len(sound_table(name).rows)
    for at in range(first, len(rows)):
        assert contents_in([*rows[:at], [], [None, "  "], *rows[at:]]) == sound_contents(name)


def test_row_of_one_cell_after_a_blank_row_does_not_end_the_table() -> None:
    rows = table_rows("Tujuan-Sasaran")
    (table,) = tables_of(grid([*rows[:-2], [], [None, "Meningkatnya Pertumbuhan Koperasi"], *rows[-2:]]))
    assert len(table.rows) == 5


@pytest.mark.parametrize("name", TABLES)
def test_extra_columns_outside_the_table_are_left_alone(name: str) -> None:
    width, rows = len(layouts()[name].columns), table_rows(name)
    head = len(rows) - len(sound_table(name).rows)
    noisy = [
        [None, None, *row] if at < head else [f"x{at}", None, *row, *[None] * (width + 1 - len(row)), "cek"]
        for at, row in enumerate(rows)
    ]
    assert contents_in(noisy) == sound_contents(name)


# ---- identity


@pytest.mark.parametrize(("down", "right"), [(0, 0), (9, 5), (50, 7)])
@pytest.mark.parametrize("between", [(), (":",), (":", None), (None, None)])
def test_identity_at_any_place_with_other_labels_around(down: int, right: int, between: tuple[Any, ...]) -> None:
    form = [[label, *between, value] for label, value in identity_rows()]
    rows = [["SAMPUL"], ["Nama dokumen", *between, "Renja"], *form[:4], [], ["Perangkat daerah lain", "x"], *form[4:]]
    fields = find_identity(grid(rows, "Sampul", down=down, right=right))["renja"]
    assert {key: field.value for key, field in fields.items()} == {
        key: field.value for key, field in sound_document().identity.items()
    }
    column = chr(66 + right + len(between))
    assert fields["pemda"].cell == f"{column}{down + 3}"
    assert {field.sheet for field in fields.values()} == {"Sampul"}


def test_a_colon_before_what_is_filled_in_is_no_part_of_it() -> None:
    fields = find_identity(grid([[label, f": {value}"] for label, value in identity_rows()], "Sampul"))["renja"]
    assert fields["perangkat_daerah"].value == sound_document().identity["perangkat_daerah"].value


def test_identity_labels_in_other_spelling_and_empty_fields() -> None:
    rows = [[f"{label.upper()} :", value] for label, value in identity_rows()]
    rows[3][1] = None
    fields = find_identity(grid(rows))["renja"]
    assert list(fields) == list(FORM.fields)
    assert (fields["bidang_urusan"].value, fields["bidang_urusan"].cell) == (None, "B4")


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        *((text, 2024) for text in ("Tahun 2024", "TA 2024", "T.A. 2024", "Tahun Anggaran 2024", "2024.0", "2.024", "'2024", "2024 (n)", "2024*")),
        *((date, 2024) for date in (dt.date(2024, 1, 1), dt.datetime(2024, 12, 31), "1 Januari 2024")),
        (dt.date(1905, 7, 16), 2024),  # the number 2024 in a cell of dates
        *((text, text) for text in ("2024/2025", "2023-2024", "24", "2O24", "Tahun ke-2", 45292, 12024, None)),
    ],
)  # fmt: skip
def test_a_year_in_other_words_or_as_a_date_is_read(typed: object, year: object) -> None:
    rows = identity_rows()
    rows[list(sound_document().identity).index("tahun")][1] = typed
    assert find_identity(grid(rows))["renja"]["tahun"].value == year


def test_a_code_that_excel_made_a_time_of_is_read() -> None:
    rows = identity_rows()
    rows[list(sound_document().identity).index("bidang_urusan")][1] = dt.time(2, 17)
    assert find_identity(grid(rows))["renja"]["bidang_urusan"].value == "2.17"


def test_too_few_labels_are_no_identity() -> None:
    assert find_identity(grid(identity_rows()[:2]))["renja"] == {}
    assert find_identity(grid(table_rows("T-C.33")))["renja"] == {}


# ---- what broke


@pytest.mark.parametrize("lacking", ["2", "4", "6", "8"])
def test_first_page_without_rows_lacks_a_column_of_the_next(lacking: str) -> None:
    """The headings of columns that only a later page has are told from there."""
    official = layouts()["T-C.33"].official
    full = [[column.heading for column in official.values()], [f"({number})" for number in official]]
    cut = [
        [None if number == lacking else text for number, text in zip(official, cells, strict=True)] for cells in full
    ]
    (table,) = tables_of(grid([*cut, [None], *full, *table_rows("T-C.33")[-2:]], "T-C.33"))
    assert table.captions.headings.keys() == table.columns.keys()


def test_column_beside_the_table_in_which_no_row_holds_anything() -> None:
    """The column of codes beside T-C.31 is headed further right than any row reaches."""
    rows = [list(cells) for cells in table_rows("T-C.31")]
    head = next(at for at, cells in enumerate(rows) if "(1)" in cells) - 1
    code = layouts()["T-C.31"].columns["kode"].heading
    rows[head] = rows[head] + [None] * (30 - len(rows[head])) + [code]
    (table,) = tables_of(grid(rows, "T-C.31"))
    assert not any(table.columns.get("kode", []))


# ---- several tables of one form


@pytest.mark.parametrize("name", ["T-C.33", "Anggaran-Realisasi"])
@pytest.mark.parametrize("amounts", [True, False])
def test_a_table_that_its_total_closes_is_followed_by_another_of_its_form(name: str, amounts: bool) -> None:
    rows = table_rows(name)
    if not amounts:
        rows[-1] = [value if isinstance(value, str) else None for value in rows[-1]]
    tables = tables_of(grid([*rows, [], ["Tabel lain"], ["DINAS KESEHATAN"], [], *rows[2:]]))
    kinds = sound_table(name).kinds
    assert [(table.layout, table.kinds, table.recognition.continues) for table in tables] == [(name, kinds, False)] * 2


def test_the_notes_below_an_evaluation_close_it() -> None:
    notes = [[label, *[None] * 15] for label in layouts()["E.81-16"].footer.notes]  # type: ignore[union-attr]
    rows = [*table_rows("E.81-16"), *notes]
    tables = tables_of(grid([*rows, [], ["DINAS KESEHATAN"], [], *rows[2:]]))
    assert [table.layout for table in tables] == ["E.81-16"] * 2
    assert tables[0].kinds == tables[1].kinds
