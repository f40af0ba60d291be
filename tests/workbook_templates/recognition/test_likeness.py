"""Recognition of tables no template made: misspelt and glued heads, pages with columns elsewhere, continued cells, doubt stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from rules.examples.sound_lkip import sound_report
from rules.model.bilingual import Text
from rules.model.document import TOTAL
from rules.schema.layout import Layout, layouts
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.helpers import (
    TABLES,
    Rows,
    body_rows,
    contents,
    contents_in,
    grid,
    head_rows,
    sound_contents,
    sound_grids,
    sound_table,
    table_rows,
    tables_of,
)
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY


def pasted_lines() -> Rows:
    """Every pasted table of the real Renja, one below the other."""
    rows: Rows = []
    for path in sorted((EXAMPLES / "data" / "tempel" / "renja").glob("*.tsv")):
        rows += [[cell.strip() or None for cell in line.split("\t")] for line in path.read_text("utf-8").splitlines()]
        rows.append([])
    return rows


def test_all_tables_on_one_sheet() -> None:
    counts: Counter[str] = Counter()
    for table in read_grids("x", [Grid("Semua", pasted_lines(), CELLS_ONLY)]).tables:
        counts[table.layout] += len(table.rows)
    assert counts == {"T-C.29": 50, "Anggaran-Realisasi": 8, "T-C.30": 11, "T-C.31": 55, "T-C.32": 2,
                      "Tujuan-Sasaran": 5, "T-C.33": 48, "Bab-IV": 45}  # fmt: skip


def misspelt(text: str) -> str:
    """A heading with a letter lost in each long word."""
    return " ".join(word[:2] + word[3:] if len(word) > 6 else word for word in text.split())


@pytest.mark.parametrize(
    "change", [misspelt, lambda text: text.replace(" ", ""), str.upper], ids=["letters lost", "glued", "upper"]
)
@pytest.mark.parametrize("name", TABLES)
def test_spoilt_headings_under_their_numbers(name: str, change) -> None:  # type: ignore[no-untyped-def]
    headings = {number: change(spec.heading) for number, spec in layouts()[name].official.items()}
    assert contents_in(table_rows(name, headings=headings)) == sound_contents(name)


@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV", "Tujuan-Sasaran", "T-C.32"])
def test_a_misspelt_head_without_numbers_is_guessed_and_said_to_be(name: str) -> None:
    headings = {number: misspelt(misspelt(spec.heading)) for number, spec in layouts()[name].official.items()}
    (table,) = tables_of(grid(table_rows(name, numbers=None, headings=headings)))
    assert [contents(table)] == sound_contents(name)
    assert table.recognition.certainty < 100
    assert "judul kolom" in table.recognition.matched.id


def test_a_guess_is_a_finding_where_the_table_stands() -> None:
    document = read_grids("x", sound_grids())
    table = next(x for x in document.tables if x.layout == "T-C.33")
    table.recognition.certainty, table.recognition.matched = (
        60.0,
        Text("0 dari 10 nomor kolom", "0 of 10 column numbers"),
    )
    (finding,) = validate(document).findings
    assert (finding.rule, finding.table, finding.cell, finding.value) == (
        "STR-015",
        "T-C.33",
        table.captions.headings["1"].cell,
        60,
    )
    assert "0 dari 10 nomor kolom" in finding.message


# ---- pages


def two_pages(name: str, at: int, further: int, *, numbered: bool) -> Rows:
    """A table whose second page stands further right, its head with or without numbers."""
    rows, head = body_rows(sound_table(name)), head_rows(name)
    second = [*(head if numbered else head[:-1]), *rows[at:]]
    return [["Judul"], [], *head, *rows[:at], [], *([*[None] * further, *row] for row in second)]


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("further", [0, 1, 3])
@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV"])
def test_a_page_whose_columns_stand_elsewhere(name: str, further: int, numbered: bool) -> None:
    tables = tables_of(grid(two_pages(name, 6, further, numbered=numbered)))
    read = {number: [x for table in tables for x in table.columns[number]] for number in sound_table(name).columns}
    assert read == sound_table(name).columns
    assert [table.recognition.continues for table in tables] == [False, True][: len(tables)]
    assert len(tables) == (2 if further else 1)
    if further:
        official = list(layouts()[name].official)
        assert tables[1].letters == {number: chr(65 + at + further) for at, number in enumerate(official)}


# ---- rows that slipped, cells continued


def spoilt_twice(name: str) -> Rows:
    """A table on two pages, so that its rows are looked at one by one."""
    rows = body_rows(sound_table(name))
    return [*head_rows(name), *rows[:3], *head_rows(name), *rows[3:]]


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_a_row_that_slipped_sideways_is_read_and_told(by: int) -> None:
    rows = [[None, None, *row] for row in spoilt_twice("T-C.33")]
    at = next(n for n, row in enumerate(rows) if row[2] == "2.17.01.2.06.05")
    rows[at] = rows[at][-by:] if by < 0 else [*[None] * by, *rows[at]]
    tables = tables_of(grid(rows))
    read = {number: [x for table in tables for x in table.columns[number]] for number in sound_table("T-C.33").columns}
    assert read == sound_table("T-C.33").columns
    assert {row: moved for table in tables for row, moved in table.placing.shifted.items()} == {at + 1: by}


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Penyediaan Barang Cetakan dan", "Penggandaan"),
        ("Penyediaan Barang", "cetakan dan Penggandaan"),
        ("Penyediaan Barang Cetakan", "dan Penggandaan"),
    ],
)
@pytest.mark.parametrize("code_below", [False, True])
def test_a_name_continued_in_a_row_of_its_own(upper: str, lower: str, code_below: bool) -> None:
    rows = spoilt_twice("T-C.33")
    at = next(n for n, row in enumerate(rows) if row[0] == "2.17.01.2.06.05")
    full = [*rows[at][:1], lower if code_below else upper, *rows[at][2:]]
    part = [None, upper if code_below else lower]
    rows[at : at + 1] = [part, full] if code_below else [full, part]
    (table,) = tables_of(grid(rows))
    row = at + 1 + code_below
    assert table.columns["2"][table.rows.index(row)] == f"{upper} {lower}"
    assert table.placing.joined == {row: [at + 1 if code_below else at + 2]}
    assert len(table.rows) == len(sound_table("T-C.33").rows)


def test_a_row_without_code_but_with_money_is_a_row() -> None:
    rows = spoilt_twice("T-C.33")
    at = next(n for n, row in enumerate(rows) if row[0] == "2.17.01.2.06.05")
    rows[at][0] = None
    (table,) = tables_of(grid(rows))
    assert len(table.rows) == len(sound_table("T-C.33").rows)
    assert table.placing.joined == {}


@pytest.mark.parametrize(
    "layout", [x for x in layouts().values() if x.due.keys() < x.official.keys()], ids=lambda x: x.id
)
def test_a_head_is_whole_with_the_columns_that_are_due(layout: Layout) -> None:
    def head(numbers: Iterable[str]) -> Head:
        return Head(
            layout, 0, 0, {number: at for at, number in enumerate(numbers)}, frozenset(), 0, len(layout.columns)
        )

    assert head(layout.official).whole
    assert head(layout.due).whole
    assert not any(head(other for other in layout.official if other != number).whole for number in layout.due)


def test_a_name_continued_in_a_form_that_lacks_what_it_may_lack() -> None:
    """Rows of such a form are mended as those of the whole one."""
    table = next(table for table in sound_report().tables if table.layout == "Capaian")
    official, due = layouts()["Capaian"].official, list(layouts()["Capaian"].due)
    whole = [*head_rows("Capaian", numbers=None), *body_rows(table)]
    head, first, second = [
        [cell for cell, spec in zip(row, official.values(), strict=True) if spec.due] for row in whole
    ]
    upper, lower = "Persentase Peningkatan", "volume usaha"
    second[due.index("3")] = upper
    continued = [lower if number == "3" else None for number in due]
    (read,) = tables_of(grid([head, first, head, second, continued]), "lkip")
    assert read.columns["3"] == [first[due.index("3")], f"{upper} {lower}"]
    assert read.placing.joined == {4: [5]}


def test_a_total_whose_amounts_slipped() -> None:
    rows = spoilt_twice("T-C.33")
    total = rows[-1]
    amounts = [total[5], total[9]]
    rows[-1] = [None, None, "TOTAL", None, amounts[0], None, None, amounts[1]]
    tables = tables_of(grid(rows))
    assert tables[-1].kinds == [TOTAL]
    assert [tables[-1].columns[number] for number in ("6", "10")] == [[amounts[0]], [amounts[1]]]
    assert [tables[-1].letters[number] for number in ("6", "10")] == ["E", "H"]
