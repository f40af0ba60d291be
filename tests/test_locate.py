"""Tables and the identity form are found wherever they stand, and nothing around them is read as a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.document import TOTAL, Table
from rules.engine import validate
from rules.examples import sound_document
from rules.layout import layouts
from tests.helpers import (
    TABLES,
    Rows,
    body_rows,
    grid,
    head_rows,
    identity_rows,
    in_brackets,
    places,
    save,
    sound_grids,
    sound_table,
    split_code,
    table_rows,
    tables_of,
)
from workbook_templates.locate import find_identity, read_grids
from workbook_templates.reader import read_document

COLUMNS = [(layout, number) for layout in TABLES for number in layouts()[layout].columns]
FORM = layouts()["Identitas"]


def contents(table: Table) -> tuple[str, list[str], dict[str, list[Any]]]:
    """What a table says, wherever it stands."""
    return table.layout, table.kinds, table.columns


def found(rows: Rows, down: int = 0, right: int = 0) -> list[tuple[str, list[str], dict[str, list[Any]]]]:
    """Contents of the tables in a sheet of these rows."""
    return [contents(table) for table in tables_of(grid(rows, down=down, right=right))]


def sound(*names: str) -> list[tuple[str, list[str], dict[str, list[Any]]]]:
    """Contents of sound tables."""
    return [contents(sound_table(name)) for name in names]


# ---- where a table stands


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 0), (0, 1), (9, 3), (200, 30)])
@pytest.mark.parametrize("sheet", ["T-C.33", "Lembar1", "tabel 3.3 (rev)", "Identitas"])
def test_table_at_any_place_under_any_sheet_name(name: str, down: int, right: int, sheet: str) -> None:
    (table,) = tables_of(grid(table_rows(name), sheet, down=down, right=right))
    assert [contents(table)] == sound(name)
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
    assert found(rows, down, right) == found(rows) != []


@pytest.mark.parametrize("name", TABLES)
def test_table_from_a_real_file(tmp_path: Path, name: str) -> None:
    document = read_document(save(tmp_path / "x.xlsx", [grid(table_rows(name), "Lembar 9", down=6, right=2)]))
    (table,) = document.tables
    typed = {number: [value or None for value in values] for number, values in table.columns.items()}
    assert typed == sound_table(name).columns


@pytest.mark.parametrize(
    ("first", "second", "gap"),
    [("T-C.33", "Bab-IV", 0), ("T-C.33", "Bab-IV", 3), ("Bab-IV", "T-C.33", 1), ("Tujuan-Sasaran", "T-C.33", 1),
     ("T-C.33", "T-C.33", 1), ("Tujuan-Sasaran", "T-C.33", 0)],
)  # fmt: skip
def test_two_tables_on_one_sheet(first: str, second: str, gap: int) -> None:
    blank: Rows = [[] for _ in range(gap)]
    assert found([*table_rows(first), *blank, *table_rows(second)]) == sound(first, second)


def test_whole_document_is_sound_wherever_its_tables_stand() -> None:
    moved = [grid(sheet.rows, f"L{n}", down=5 * n, right=n) for n, sheet in enumerate(sound_grids())]
    assert validate(read_grids("x", moved)).findings == []


# ---- heads


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "numbers",
    [in_brackets, str, int, float, lambda n: f" ( {n} ) ", lambda n: n if n < "5" else f"{n}=(5+7+9)",
     lambda n: f"({n}) = (2)"],
    ids=["(1)", "1", "int", "float", "( 1 )", "1=(5+7+9)", "(1) = (2)"],
)  # fmt: skip
def test_number_row_in_any_spelling(name: str, numbers: Callable[[str], Any]) -> None:
    assert found(table_rows(name, numbers=numbers)) == sound(name)


@pytest.mark.parametrize("cells", [2, 3, 5, 6])
@pytest.mark.parametrize("numbers", [in_brackets, None])
def test_code_split_over_several_cells(cells: int, numbers: Callable[[str], Any] | None) -> None:
    (table,) = tables_of(grid(table_rows("T-C.33", numbers=numbers, code_cells=cells)))
    official = sound_table("T-C.33").columns
    assert table.columns == official | {"1": [split_code(code, cells) for code in official["1"]]}
    assert table.kinds[-1] == TOTAL


def broken_page(name: str, at: int, *between: list[Any]) -> Rows:
    """A table whose head is printed again before row ``at``, with lines between."""
    rows = body_rows(sound_table(name))
    return [["Judul"], [], *head_rows(name), *rows[:at], *between, *head_rows(name), *rows[at:]]


@pytest.mark.parametrize(
    ("name", "at", "between"),
    [
        ("T-C.33", 3, ()),
        ("T-C.33", 3, ([],)),
        ("T-C.33", 3, (["Judul"],)),
        ("T-C.33", 6, ([], ["Judul"], ["Tahun 2024"], ["Kota Bekasi"])),
        ("Bab-IV", 5, (["Judul"],)),
        ("Tujuan-Sasaran", 2, (["Judul"],)),
        pytest.param("T-C.33", 3, (["Judul"], []), id="title-blank-head"),
        pytest.param("T-C.33", 3, ([], ["Judul"], []), id="blank-title-blank-head"),
        pytest.param("T-C.33", 4, (), id="head-after-a-row-without-amount"),
        pytest.param("Tujuan-Sasaran", 3, (), id="head-after-rows-of-text"),
    ],
)
def test_head_repeated_at_a_page_break(name: str, at: int, between: tuple[list[Any], ...]) -> None:
    assert found(broken_page(name, at, *between)) == sound(name)


@pytest.mark.parametrize("name", TABLES)
def test_number_row_missing(name: str) -> None:
    assert found(table_rows(name, numbers=None), 4, 2) == sound(name)


@pytest.mark.parametrize("name", TABLES)
def test_number_row_missing_is_one_finding(name: str) -> None:
    document = read_grids("x", sound_grids({name: table_rows(name, numbers=None)}))
    messages = [finding.message for finding in validate(document).findings]
    assert len(messages) == 1
    assert "baris nomor kolom tidak ada" in messages[0]


def _heading_cell(name: str, number: str) -> str:
    """Where a sound sheet holds a column's heading: groups stand in row 3, headings under them in row 4."""
    return f"{name}!{chr(64 + int(number))}{4 if layouts()[name].columns[number].group else 3}"


@pytest.mark.parametrize(("name", "number"), COLUMNS)
@pytest.mark.parametrize("fault", ["renamed", "unnumbered"])
def test_one_column_spoilt_is_found_in_its_heading(name: str, number: str, fault: str) -> None:
    rows = (
        table_rows(name, headings={number: "Rekening Belanja Modal"})
        if fault == "renamed"
        else table_rows(name, numbers=lambda n: None if n == number else in_brackets(n))
    )
    assert places(read_grids("x", sound_grids({name: rows})), "STR-002") == [_heading_cell(name, number)]


@pytest.mark.parametrize(("name", "number"), COLUMNS)
def test_other_columns_are_read_when_one_is_spoilt(name: str, number: str) -> None:
    official = sound_table(name).columns
    renamed = table_rows(name, headings={number: "Rekening Belanja Modal"})
    unnumbered = table_rows(name, numbers=lambda n: None if n == number else in_brackets(n))
    both = table_rows(name, headings={number: "Anu"}, numbers=lambda n: None if n == number else in_brackets(n))
    assert found(renamed) == found(unnumbered) == sound(name)
    (table,) = tables_of(grid(both))
    others = {other: values for other, values in official.items() if abs(int(other) - int(number)) > 1}
    assert {other: table.columns[other] for other in others} == others


SIPD = "Bab-IV-SIPD"


def sipd_rows(numbers: Callable[[str], Any] | None = in_brackets) -> Rows:
    """The plan of T-C.33 in the 17 columns of the other Bab IV."""
    source = sound_table("T-C.33").columns
    pairs = {"2": "1", "3": "2", "4": "3", "8": "5", "9": "6", "10": "4", "11": "7", "15": "9", "16": "10"}
    return [
        ["Bab IV"],
        *head_rows(SIPD, numbers),
        *([source[pairs[n]][row] if n in pairs else None for n in layouts()[SIPD].columns]
          for row in range(len(source["1"]))),
    ]  # fmt: skip


@pytest.mark.parametrize("numbers", [in_brackets, int, None])
def test_layouts_are_told_apart(numbers: Callable[[str], Any] | None) -> None:
    rows = {name: table_rows(name, numbers=numbers) for name in TABLES} | {SIPD: sipd_rows(numbers)}
    for name, given_rows in rows.items():
        assert [table.layout for table in tables_of(grid(given_rows))] == [name]
    together = [row for given_rows in rows.values() for row in [*given_rows, []]]
    assert [table.layout for table in tables_of(grid(together))] == list(rows)
    (sipd,) = tables_of(grid(rows[SIPD], right=3))
    assert sipd.columns["9"] == sound_table("T-C.33").columns["6"]
    assert sipd.groups == {
        "Rencana Tahun {n}": "Rencana Tahun 2024",
        "Prakiraan Maju Tahun {n+1}": "Prakiraan Maju Tahun 2025",
    }


@pytest.mark.parametrize(
    "rows",
    [[], [[]], [["Kode", "Uraian"]], [["1", "2", "3"], ["a", "b", "c"]], [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
     [["(1)", "(2)", "(3)", "(4)", "(5)"]], [["No", "Nama", "NIP", "Jabatan", "Ket"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]],
)  # fmt: skip
def test_other_tables_are_left_alone(rows: Rows) -> None:
    assert tables_of(grid(rows)) == []


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
    assert found([*table_rows(name), *after]) == sound(name)


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
    assert found([*table_rows("Tujuan-Sasaran"), *after]) == sound("Tujuan-Sasaran")


@pytest.mark.parametrize("name", TABLES)
def test_blank_rows_inside_a_table(name: str) -> None:
    rows = table_rows(name)
    first = len(rows) - len(sound_table(name).rows)
    for at in range(first, len(rows)):
        assert found([*rows[:at], [], [None, "  "], *rows[at:]]) == sound(name)


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
    assert found(noisy) == sound(name)


# ---- identity


@pytest.mark.parametrize(("down", "right"), [(0, 0), (9, 5), (50, 7)])
@pytest.mark.parametrize("between", [(), (":",), (":", None), (None, None)])
def test_identity_at_any_place_with_other_labels_around(down: int, right: int, between: tuple[Any, ...]) -> None:
    form = [[label, *between, value] for label, value in identity_rows()]
    rows = [["SAMPUL"], ["Nama dokumen", *between, "Renja"], *form[:4], [], ["Perangkat daerah lain", "x"], *form[4:]]
    fields = find_identity(grid(rows, "Sampul", down=down, right=right), FORM)
    assert {key: field.value for key, field in fields.items()} == {
        key: field.value for key, field in sound_document().identity.items()
    }
    column = chr(66 + right + len(between))
    assert fields["pemda"].cell == f"{column}{down + 3}"
    assert {field.sheet for field in fields.values()} == {"Sampul"}


def test_identity_labels_in_other_spelling_and_empty_fields() -> None:
    rows = [[f"{label.upper()} :", value] for label, value in identity_rows()]
    rows[3][1] = None
    fields = find_identity(grid(rows), FORM)
    assert list(fields) == list(FORM.fields)
    assert (fields["bidang_urusan"].value, fields["bidang_urusan"].cell) == (None, "B4")


def test_too_few_labels_are_no_identity() -> None:
    assert find_identity(grid(identity_rows()[:2]), FORM) == {}
    assert find_identity(grid(table_rows("T-C.33")), FORM) == {}
