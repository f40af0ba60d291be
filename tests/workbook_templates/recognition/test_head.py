"""Heads of official tables: number rows in any spelling or none, spoilt headings, forms told apart, columns beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from rules.model.document import DATA, MEAN, NOTE, PREDICATE, TOTAL, Document
from rules.schema.column import number_of
from rules.schema.layout import Layout, layouts
from rules.validation import validate, validate_many
from rules.values.text import plain_heading
from tests.support.helpers import (
    NUMBERED,
    TABLES,
    Numbers,
    Rows,
    body_rows,
    contents_in,
    first_data,
    grid,
    head_rows,
    heading_cell,
    in_brackets,
    places_in_each,
    sound_contents,
    sound_grids,
    sound_table,
    split_code,
    table_rows,
    tables_of,
)
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.table.rows import says_a_total, says_total

COLUMNS = [(layout, number) for layout in NUMBERED for number in layouts()[layout].official]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "numbers",
    [in_brackets, str, int, float, lambda n: f" ( {n} ) ", lambda n: n if n < "5" else f"{n}=(5+7+9)",
     lambda n: f"({n}) = (2)"],
    ids=["(1)", "1", "int", "float", "( 1 )", "1=(5+7+9)", "(1) = (2)"],
)  # fmt: skip
def test_number_row_in_any_spelling(name: str, numbers: Callable[[str], Any]) -> None:
    assert contents_in(table_rows(name, numbers=numbers)) == sound_contents(name)


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
    assert contents_in(broken_page(name, at, *between)) == sound_contents(name)


@pytest.mark.parametrize("name", TABLES)
def test_number_row_missing(name: str) -> None:
    assert contents_in(table_rows(name, numbers=None), 4, 2) == sound_contents(name)


def spoilt(rows: Mapping[str, Rows]) -> list[Document]:
    """For each table the sound document with that table given in other rows."""
    return [read_grids("x", sound_grids({name.partition(" ")[0]: given_rows})) for name, given_rows in rows.items()]


def test_number_row_missing_is_one_finding() -> None:
    verdicts = validate_many(spoilt({name: table_rows(name, numbers=None) for name in NUMBERED}))
    for name, verdict in zip(NUMBERED, verdicts, strict=True):
        (finding,) = verdict.findings
        assert (finding.severity, "baris nomor kolom tidak ada" in finding.message) == ("catatan", True), name
        assert verdict.status == "valid"


def test_a_table_that_the_official_form_leaves_unnumbered_may_be_numbered() -> None:
    (document,) = spoilt({"Anggaran-Realisasi": table_rows("Anggaran-Realisasi", numbers=in_brackets)})
    assert validate(document).findings == []


def without(number: str) -> Numbers:
    """A number row in which one printed number is missing."""
    return lambda printed: None if printed == number_of(number) else in_brackets(printed)


def renamed(name: str, number: str, heading: str = "Rekening Belanja Modal") -> Rows:
    """A table with one heading changed."""
    return table_rows(name, headings={number: heading})


def unnumbered(name: str, number: str) -> Rows:
    """A table with one printed number missing."""
    return table_rows(name, numbers=without(number))


def test_renamed_columns_are_found_in_their_headings() -> None:
    spoilt_in = {f"{name} {number}": renamed(name, number) for name, number in COLUMNS}
    found_in = dict(zip(spoilt_in, places_in_each(spoilt(spoilt_in), "STR-002"), strict=True))
    assert found_in == {f"{name} {number}": [heading_cell(name, number)] for name, number in COLUMNS}


def test_unnumbered_columns_are_found_in_their_headings() -> None:
    """Columns that share a printed number (`5K`, `5Rp`) lose it together."""
    spoilt_in = {f"{name} {number}": unnumbered(name, number) for name, number in COLUMNS}
    found_in = dict(zip(spoilt_in, places_in_each(spoilt(spoilt_in), "STR-002"), strict=True))
    assert found_in == {
        f"{name} {number}": [
            heading_cell(name, other) for other in layouts()[name].official if number_of(other) == number_of(number)
        ]
        for name, number in COLUMNS
    }


def test_renamed_columns_of_a_table_without_numbers_are_missing() -> None:
    name = "Anggaran-Realisasi"
    documents = spoilt({f"{name} {number}": renamed(name, number, "Anu") for number in layouts()[name].due})
    assert places_in_each(documents, "STR-002") == [[f"{name}!"]] * len(documents)


@pytest.mark.parametrize(("name", "number"), COLUMNS)
def test_other_columns_are_read_when_one_is_spoilt(name: str, number: str) -> None:
    official = sound_table(name).columns
    both = table_rows(name, headings={number: "Anu"}, numbers=without(number))
    assert contents_in(renamed(name, number)) == contents_in(unnumbered(name, number)) == sound_contents(name)
    (table,) = tables_of(grid(both))
    others = {n: x for n, x in official.items() if abs(int(number_of(n)) - int(number_of(number))) > 1}
    assert {other: table.columns[other] for other in others} == others


# ---- layouts of one place, and what stands beside and below a table


SIPD = "Bab-IV-SIPD"
SIPD_FROM_PLAN = {"2": "1", "3": "2", "4": "3", "8": "5", "9": "6", "10": "4", "11": "7", "15": "9", "16": "10"}
LATER = {"13": "14", "14": "15", "15": "16"}
"""Columns of E.81 that stand one further right in its form with 16 columns."""


def other_form(layout_id: str, source: str, column: Callable[[str], str | None], numbers: Numbers | None) -> Rows:
    """The rows of a sound table in the other layout of its place."""
    values, size = sound_table(source).columns, len(sound_table(source).rows)
    return [
        [layouts()[layout_id].title[0]],
        *head_rows(layout_id, numbers),
        *([values[column(n) or ""][row] if column(n) else None for n in layouts()[layout_id].official]
          for row in range(size)),
    ]  # fmt: skip


def in_short_form(number: str) -> str:
    """The column of the long E.81 that a column of the short one repeats."""
    printed = number_of(number)
    return LATER.get(printed, printed) + number.removeprefix(printed)


@pytest.mark.parametrize("numbers", [in_brackets, int, None])
def test_layouts_are_told_apart(numbers: Numbers | None) -> None:
    rows = {name: table_rows(name, numbers=numbers) for name in TABLES}
    rows |= {SIPD: other_form(SIPD, "T-C.33", SIPD_FROM_PLAN.get, numbers)}
    rows |= {"E.81": other_form("E.81", "E.81-16", in_short_form, numbers)}
    for name, given_rows in rows.items():
        assert [table.layout for table in tables_of(grid(given_rows))] == [name]
    together = [row for given_rows in rows.values() for row in [*given_rows, []]]
    assert [table.layout for table in tables_of(grid(together))] == list(rows)
    (sipd,) = tables_of(grid(rows[SIPD], right=3))
    assert sipd.columns["9"] == sound_table("T-C.33").columns["6"]
    assert sipd.captions.groups == {
        "Rencana Tahun {n}": "Rencana Tahun 2024",
        "Prakiraan Maju Tahun {n+1}": "Prakiraan Maju Tahun 2025",
    }
    (quarters,) = tables_of(grid(rows["E.81"], down=2))
    assert quarters.columns["14Rp"] == sound_table("E.81-16").columns["15Rp"]
    assert quarters.kinds == sound_table("E.81-16").kinds


def test_groups_stand_over_their_first_columns() -> None:
    for name in TABLES:
        (table,) = tables_of(grid(table_rows(name), right=2))
        assert table.captions.groups == sound_table(name).captions.groups
        row = len(layouts()[name].title) + 2
        first = {spec.group: n for n, spec in reversed(layouts()[name].official.items()) if spec.group}
        assert table.captions.group_cells == {group: f"{table.letters[n]}{row}" for group, n in first.items()}


BESIDE = {
    "T-C.29": {"jenis": "positif"},
    "T-C.31": {"kode": "2.17.01"},
    "E.81-16": {"kode": "2.17.01", "jenis": "negatif"},
}


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("row", ["top", "bottom"])
def test_extra_columns_beside_the_table_are_read(name: str, gap: int, row: str) -> None:
    layout, table, rows = layouts()[name], sound_table(name), table_rows(name)
    width, top, first = len(layout.official) + gap, len(layout.title) + 1, first_data(name, rows)
    data = range(first, first + table.kinds.count(DATA))
    heads = top if row == "top" else first - 2
    for at, line in enumerate(rows[top:], top):
        line += [None] * (width - len(line))
        for number, value in BESIDE[name].items():
            line.append(layout.columns[number].heading if at == heads else value if at in data else None)
    (found_table,) = tables_of(grid(rows, right=1))
    assert {number: found_table.columns[number] for number in layout.official} == table.columns
    for number, value in BESIDE[name].items():
        assert found_table.columns[number] == [value if kind == DATA else None for kind in table.kinds]
    assert found_table.kinds == table.kinds


def test_words_beside_the_grand_total_leave_it_the_grand_total() -> None:
    """The look-up of codes dragged down beside the table tells nothing of its last row."""
    rows = table_rows("T-C.31")
    rows[len(layouts()["T-C.31"].title) + 1].append(layouts()["T-C.31"].columns["kode"].heading)
    rows[-1].append("?")
    (table,) = tables_of(grid(rows))
    assert table.kinds == sound_table("T-C.31").kinds


def test_notes_below_the_footer_of_an_evaluation() -> None:
    footer = layouts()["E.81-16"].footer
    assert footer is not None
    notes: Rows = [[f"{note}:", *[None] * 3, "Tidak ada"] for note in footer.notes]
    (table,) = tables_of(grid([*table_rows("E.81-16"), *notes, [], ["Mengetahui", None, "Kepala Dinas"]]))
    assert table.kinds == [*sound_table("E.81-16").kinds, *[NOTE] * 4]
    assert table.kinds[-7:-4] == [TOTAL, MEAN, PREDICATE]


@pytest.mark.parametrize(
    "rows",
    [[], [[]], [["Kode", "Uraian"]], [["1", "2", "3"], ["a", "b", "c"]], [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]],
     [["(1)", "(2)", "(3)", "(4)", "(5)"]], [["No", "Nama", "NIP", "Jabatan", "Ket"], ["(1)", "(2)", "(3)", "(4)", "(5)"]]],
)  # fmt: skip
def test_other_tables_are_left_alone(rows: Rows) -> None:
    assert tables_of(grid(rows)) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Target n", "target"), ("n", ""), ("Nomor Urut", "nomor urut"), ("Capaian-n", "capaian-"), ("Realisasi Thn", "realisasi tahun"),
     ("Kondisi Kinerja", "kondisi kinerja"), ("Pagu {n+1}", "pagu"), ("Rencana Tahun 2024", "rencana tahun")],
)  # fmt: skip
def test_headings_are_compared_without_years(text: str, plain: str) -> None:
    assert plain_heading(text) == plain


@pytest.mark.parametrize(
    "layout", [layout for layout in layouts().values() if layout.totals], ids=lambda layout: layout.id
)
def test_label_of_every_total_says_one(layout: Layout) -> None:
    """Rows that name no total are never read for its label."""
    assert layout.totals is not None
    assert says_a_total(layout.totals.label)


@pytest.mark.parametrize("said", ["JUMLAH", "Jumlah:", "Total Keseluruhan", "- total -"])
def test_total_is_its_label_and_no_other_text(said: str) -> None:
    is_label = said != "- total -"
    assert says_total("TOTAL", ["-", said, 5.0, " . "], ["Sesuai plafon"]) is is_label
    assert not says_total("TOTAL", [said, "Program"], [])
