"""Tables pasted from a document: read whole, summed, and judged as their typed twins, but for the slips of the pasting."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from rules.model.document import DATA, TOTAL, Document
from rules.model.finding import Finding
from rules.values.money import read_money
from tests.support.example_workbooks import document as example
from tests.support.example_workbooks import verdict
from tests.support.helpers import sound_grids
from workbook_templates.recognition.read_grids import read_grids

Place = tuple[str, str, str, str]


def _rows(document: Document, layout: str, kind: str) -> int:
    return sum(table.kinds.count(kind) for table in document.tables if table.layout == layout)


def _sum(document: Document, layout: str, column: str, depth: int) -> int:
    """The sum of a money column over the rows whose code has so many segments."""
    total = 0
    for table in (x for x in document.tables if x.layout == layout):
        for code, value in zip(table.columns["1"], table.columns[column], strict=True):
            if str(code or "").count("|") == depth - 1:
                total += read_money(value).amount or 0
    return total


# ---- the real case


@pytest.mark.parametrize(
    ("layout", "rows"),
    [("T-C.29", 50), ("Anggaran-Realisasi", 8), ("T-C.30", 11), ("T-C.32", 2), ("Tujuan-Sasaran", 5), ("T-C.33", 47),
     ("Bab-IV", 44)],
)  # fmt: skip
def test_every_row_of_a_pasted_table_is_read(layout: str, rows: int) -> None:
    for name in ("seed", "tempel"):
        assert _rows(example(f"renja-2024-{name}"), layout, DATA) == rows, name


def test_two_lines_pasted_into_one_cell_are_one_row() -> None:
    """The two headings over T-C.31 stand in one cell of the text."""
    assert [_rows(example(f"renja-2024-{name}"), "T-C.31", DATA) for name in ("seed", "tempel")] == [55, 54]


@pytest.mark.parametrize(
    ("layout", "column", "programs", "subs"),
    [("T-C.33", "6", 11_763_810_488, 11_763_810_488), ("T-C.33", "10", 13_521_174_608, 13_521_174_608),
     ("Bab-IV", "6", 12_611_751_848, 12_611_751_848)],
)  # fmt: skip
def test_sums_of_a_pasted_table(layout: str, column: str, programs: int, subs: int) -> None:
    document = example("renja-2024-tempel")
    assert (_sum(document, layout, column, 3), _sum(document, layout, column, 5)) == (programs, subs)


@pytest.mark.parametrize(("layout", "amounts"), [
    ("T-C.31", {"6": "Rp 11.871.716.488", "11": "Rp 11.764.096.488"}),
    ("T-C.33", {"6": "11.763.810.488", "10": "13.521.174.608"}),
    ("Bab-IV", {"6": "12.611.751.484"}),
])  # fmt: skip
def test_grand_totals_that_slipped_sideways(layout: str, amounts: dict[str, str]) -> None:
    (table,) = (x for x in example("renja-2024-tempel").tables if x.layout == layout and TOTAL in x.kinds)
    assert {number: table.columns[number][-1] for number in amounts} == amounts


LOST: dict[Place, str] = {
    ("SAT-005", "T-C.33", "5", "2.17.01.2.01"): "the indicator is scrambled in the text",
    ("SAT-005", "T-C.33", "9", "2.17.01.2.01"): "the indicator is scrambled in the text",
    ("STR-010", "T-C.31", "10", "2.17.01"): "found under I, the program's name being scrambled",
    ("STR-010", "T-C.31", "7", "2.17.01"): "found under I",
    ("STR-010", "T-C.31", "9", "2.17.01"): "found under I",
    ("STR-010", "T-C.31", "5", "2.17.05"): "found under V",
    ("TUR-002", "T-C.29", "10", "2.17.01"): "the target merged over four indicators is lost: STR-010 on D12, D14, D15",
}  # fmt: skip
SLIPS = {
    "STR-002": {"Tabel 2.4!K6", "Tabel 2.4!L5", "Tabel 4.1!A8"},
    "STR-010": {"Tabel 2.1!D12", "Tabel 2.1!D14", "Tabel 2.1!D15", "Tabel 2.4!B113", "Tabel 2.4!E93", "Tabel 2.4!G9",
                "Tabel 2.4!I10", "Tabel 2.4!J10", "Tabel 2.4!K92", "Tabel 2.4!K127"},
    "ANG-001": {"Tabel 2.1!K40", *(f"Tabel 2.4!{cell}" for cell in (
                "E9", "E59", "E67", "E79", "E100", "E113", "J59", "J79", "J100", "J113"))},
    "NOM-003": {"Tabel 2.1!B13", "Tabel 3.3!F8"},
    "NOM-012": {"Tabel 2.1!C28", "Tabel 2.1!C59"},
    "SAT-001": {"Tabel 2.1!D28"},
    "SAT-002": {"Tabel 2.1!E48", "Tabel 2.1!F48", "Tabel 2.2!F8", "Tabel 2.2!H8"},
    "SAT-004": {"Tabel 2.1!E108"},
    "LTS-003": {"Tabel 4.1!J13"},
}  # fmt: skip
"""What only the pasted text has, by rule: letters of a scrambled program name in target cells, broken units, lost merges."""


def _place(finding: Finding) -> Place:
    return finding.rule, finding.table, finding.column, finding.key


def test_faults_of_the_typed_twin_are_found_in_the_pasted_text() -> None:
    typed, pasted = (Counter(map(_place, verdict(f"renja-2024-{name}").findings)) for name in ("seed", "tempel"))
    assert set(typed - pasted) == set(LOST)
    expected = {(x.rule, x.expected) for x in verdict("renja-2024-tempel").findings}
    assert {("JML-004", 12_611_751_848), ("NOM-008", "2.17.08.2.01.01")} <= expected


def test_slips_of_the_pasting_are_found_each_in_its_cell() -> None:
    typed = Counter(map(_place, verdict("renja-2024-seed").findings))
    more: dict[str, set[str]] = {}
    for finding in verdict("renja-2024-tempel").findings:
        if typed[_place(finding)] > 0:
            typed[_place(finding)] -= 1
        else:
            more.setdefault(finding.rule, set()).add(f"{finding.sheet}!{finding.cell}")
    assert more.pop("ANG-004") > {"Tabel 3.3!K8", "Tabel 3.3!J92", "Tabel 4.1!I85", "Tabel 2.4!D140"}
    assert more.pop("STR-014") == {"Tabel 3.3!D9", "Tabel 4.1!E11"}
    assert more == SLIPS


@pytest.mark.parametrize(("column", "words"), [(1, 2), (2, 2)])
def test_under_an_official_head_too_a_name_or_indicator_may_go_on_in_the_row_below(column: int, words: int) -> None:
    grids = sound_grids()
    (page,) = (grid for grid in grids if grid.name == "T-C.33")
    rows = [list(row) for row in page.rows]
    at = next(at for at, row in enumerate(rows) if row[:1] == ["2.17.01.2.06.09"])
    told = rows[at][column].split()
    rows[at][column], below = " ".join(told[:words]), [None] * len(rows[at])
    below[column] = " ".join(["dan", *told[words:]])
    rows.insert(at + 1, below)
    found = read_grids("x.xlsx", [replace(page, rows=rows) if grid is page else grid for grid in grids])
    table = next(table for table in found.tables if table.layout == "T-C.33")
    row = table.rows.index(at + 1)
    assert table.columns[str(column + 1)][row] == " ".join([*told[:words], "dan", *told[words:]])
    assert table.placing.joined[at + 1] == [at + 2]
