"""Official tables in print: heads as in the regulation, rows that stay whole, figures as Indonesians write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Table
from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from tests.places import EXAMPLES
from workbook_templates.printing.column_widths import broad, fitted
from workbook_templates.printing.document import write_printout
from workbook_templates.printing.figures import printed
from workbook_templates.printing.official_table import printed_table
from workbook_templates.reader import read_document

PLAN = "T-C.33"


@pytest.fixture(scope="module")
def plan() -> Document:
    return read_document(EXAMPLES / "renja-2024-benar.xlsx")


def table_of(document: Document, layout: str) -> Table:
    return next(table for table in document.tables if table.layout == layout)


def rows_of(element: Any) -> Iterator[list[Any]]:
    for row in element.iter(qn("w:tr")):
        yield list(row.iter(qn("w:tc")))


def text_of(cell: Any) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))


def test_the_head_is_merged_and_numbered_as_in_the_regulation(plan: Document) -> None:
    form = printed_table([table_of(plan, PLAN)], 2024, None, {}, set())
    top, low, numbers, *_ = rows_of(form.element)
    spans = {
        text_of(cell): int(found.get(qn("w:val")))
        for cell in top
        if (found := cell.find(".//" + qn("w:gridSpan"))) is not None
    }
    assert spans == {"Rencana Tahun 2024": 4, "Prakiraan Maju Rencana Tahun 2025": 2}
    merged = [cell.find(".//" + qn("w:vMerge")) for cell in (top[0], low[0])]
    assert [merge.get(qn("w:val")) for merge in merged] == ["restart", None]
    assert [text_of(cell) for cell in numbers] == [f"({number})" for number in range(1, 11)]
    assert [row.find(".//" + qn("w:tblHeader")) is not None for row in form.element.iter(qn("w:tr"))][:4] == [
        True
    ] * 3 + [False]
    assert form.landscape


def test_derived_columns_print_their_arithmetic(plan: Document) -> None:
    form = printed_table([table_of(plan, "T-C.29")], 2024, None, {}, set())
    rows = list(rows_of(form.element))
    assert text_of(rows[2][7]) == "8=(7/6)"


def test_no_row_is_split_and_every_row_fills_the_grid(plan: Document) -> None:
    for table in plan.tables:
        form = printed_table([table], 2024, None, {}, set())
        columns = len(list(form.element.iter(qn("w:gridCol"))))
        for row in form.element.iter(qn("w:tr")):
            assert row.find(".//" + qn("w:cantSplit")) is not None
            spans = (cell.find(".//" + qn("w:gridSpan")) for cell in row.iter(qn("w:tc")))
            assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


def test_the_total_is_bold_and_its_label_stands_over_what_is_blank(plan: Document) -> None:
    form = printed_table([table_of(plan, PLAN)], 2024, None, {}, set())
    *_, last = rows_of(form.element)
    sums = [
        printed(table_of(plan, PLAN).columns[number][-1], layouts()[PLAN].columns[number]) for number in ("6", "10")
    ]
    assert [text_of(cell) for cell in last if text_of(cell)] == ["TOTAL", *sums]
    assert last[0].find(".//" + qn("w:gridSpan")).get(qn("w:val")) == "5"
    assert all(run.find(qn("w:rPr") + "/" + qn("w:b")) is not None for cell in last for run in cell.iter(qn("w:r")))


def test_formulas_that_were_never_calculated_are_worked_out(tmp_path: Path) -> None:
    document = sound_document()
    table = table_of(document, PLAN)
    place = (table.rows[0], "6")
    due = table.columns["6"][0]
    table.marks.formulas[place], table.columns["6"][0] = "=1", None
    table.marks.uncalculated.add(place)
    write_printout(document, tmp_path / "x.docx")
    again = table_of(read_document(tmp_path / "x.docx"), PLAN)
    assert again.columns["6"][0] == due


def test_a_column_that_a_workbook_leaves_out_is_not_printed(plan: Document) -> None:
    table = table_of(plan, PLAN)
    kept = {number: values for number, values in table.columns.items() if number != "8"}
    form = printed_table([replace(table, columns=kept)], 2024, None, {}, set())
    assert [text_of(cell) for cell in list(rows_of(form.element))[2]] == [f"({n})" for n in (*range(1, 8), 9, 10)]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("money", 12611751848, "12.611.751.848"), ("money", -364, "-364"), ("money", 0, "0"), ("money", None, ""),
        ("money", 1250.5, "1.250,5"), ("money", "Rp 1.000", "Rp 1.000"), ("percent", 86.0599, "86,06"),
        ("percent", 0.005, "0,01"), ("percent", "50%", "50%"), ("percent", 100.0, "100"), ("target", 12.5, "12,5"),
        ("target", 0.1 + 0.2, "0,3"), ("target", 1000, "1000"), ("target", 2500000, "2.500.000"), ("text", 3.0, "3"),
        ("text", " a\nb ", "a\nb"), ("text", True, "True"), ("text", float("nan"), "nan"),
    ],
)  # fmt: skip
def test_figures_are_written_as_indonesians_do(kind: Any, value: Any, said: str) -> None:
    role: Any = {"money": "pagu", "percent": "capaian", "target": "target", "text": "catatan"}[kind]
    assert printed(value, ColumnSpec(heading="x", role=role, kind=kind)) == said


def test_amounts_with_decimals_keep_them() -> None:
    column = ColumnSpec(heading="x", role="nilai", kind="money", decimals=2)
    assert [printed(value, column) for value in (1000, 1000.5, 0.25)] == ["1.000,00", "1.000,50", "0,25"]


def test_no_figure_is_broken_where_the_page_has_room_for_all() -> None:
    longest = ["Kode", "12.611.751.848", "kata"]
    widths, size = fitted([30, 5, 30], longest, 100)
    assert sum(widths) == pytest.approx(100)
    assert all(width >= broad(word, size) for width, word in zip(widths, longest, strict=True))
    assert widths[0] > widths[1]


def test_every_layout_can_be_printed() -> None:
    """Also those no example uses: their heads have as many cells as columns, whatever their groups."""
    for layout in layouts().values():
        if layout.columns:
            table = Table(layout.id, layout.sheet_name, [9], ["isi"], {n: [None] for n in layout.columns}, {})
            form = printed_table([table], 2024, 2024, {}, set())
            assert len(list(form.element.iter(qn("w:gridCol")))) == len(layout.columns) - len(layout.extras)
            docx.Document().element.body.insert(0, form.element)
