"""Figures that stand once for several rows: blocks, their means, and the words for a figure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rules.calculation.blocks import averages, block_of, figures, words
from rules.calculation.compute import compute
from rules.engine.session import Session
from rules.examples.sound_renja import sound_document
from rules.frames.view import View
from rules.model.document import DATA, MEAN, Document, Field, Table
from rules.schema.layout import layouts
from rules.schema.pack import load_pack

PACK = load_pack("2024")


def document(rows: list[dict[str, Any]], layout: str = "Efisiensi") -> Document:
    """A report with one table of these rows, by official column."""
    names = layouts()[layout].columns
    columns = {number: [row.get(number) for row in rows] for number in names}
    table = Table(layout, layout, list(range(5, 5 + len(rows))), [DATA] * len(rows), columns,
                  {number: f"C{at}" for at, number in enumerate(names)})  # fmt: skip
    return Document("x", "lkip", [table], {"tahun": Field(2024, "Identitas", "C9")}, [layout])


def view(rows: list[dict[str, Any]], layout: str = "Efisiensi") -> View:
    """The same as a view."""
    return Session([document(rows, layout)], PACK, []).tables[layout]


ROWS: list[dict[str, Any]] = [
    {"2": "Sasaran 1", "3": "AKIP", "4": 103.15, "6": 83.53},
    {"2": "Sasaran 2", "3": "Koperasi", "4": 105, "6": 93.31},
    {"6": 90.02},
    {"6": "-"},
    {"3": "UMKM", "4": "101", "6": "90,60"},
    {"6": 95.78},
]


def test_blocks_begin_where_their_column_is_filled() -> None:
    assert list(block_of(view(ROWS), "2")) == [0, 1, 1, 1, 1, 1]
    assert list(block_of(view(ROWS), "3")) == [0, 1, 1, 1, 4, 4]
    assert list(block_of(view([{"6": 1}, {"3": "x"}]), "3")) == [-1, 1]


def test_means_leave_out_what_is_nil() -> None:
    assert list(averages(view(ROWS), "5")) == pytest.approx([103.15, 103, 103, 103, 103, 103])
    assert list(averages(view(ROWS), "7")) == pytest.approx([83.53, 91.665, 91.665, 91.665, 93.19, 93.19])
    assert np.isnan(averages(view([{"2": "x", "3": "y"}]), "5")).all()


def test_a_typed_mean_counts_for_its_block() -> None:
    rows = [dict(row) for row in ROWS]
    rows[1]["5"] = 80
    assert list(figures(view(rows), "5"))[1:] == [80] * 5
    assert list(words(view(rows), "8")) == ["efisien", "tidak efisien", None, None, "tidak efisien", None]


def test_words_stand_where_a_figure_begins() -> None:
    assert list(words(view(ROWS), "8")) == ["efisien", "efisien", None, None, "efisien", None]
    assert list(words(view([{"2": "x", "3": "y", "4": 100}]), "8")) == [None], "nothing was spent"
    equal = [{"2": "x", "3": "y", "4": 90, "6": 90}]
    assert list(words(view(equal), "8")) == ["tidak efisien"], "more than the share spent, not as much"


@pytest.mark.parametrize(
    ("target", "done", "word"),
    [("100", "91", "Sangat Tinggi"), ("100", "90,99", "Tinggi"), ("100", "75,5", "Sedang"), ("100", "20", "Sangat Rendah"),
     ("-", "5", None), (None, None, None)],
)  # fmt: skip
def test_category_of_an_achievement(target: Any, done: Any, word: str | None) -> None:
    rows = [{"3": "Jumlah Laporan", "4": "Laporan", "5": target, "6": done}]
    assert list(words(view(rows, "Capaian"), "8")) == [word]


def test_compute_fills_means_and_words_and_leaves_what_is_typed() -> None:
    rows = [dict(row) for row in ROWS]
    rows[0] |= {"5": 100, "8": "efisien sekali"}
    cells = {(cell.row, cell.column): cell for cell in compute(document(rows), PACK)}
    assert (cells[(5, "5")].state, cells[(5, "8")].state) == ("typed", "typed")
    assert (cells[(6, "5")].value, cells[(6, "5")].state) == (pytest.approx(103), "filled")
    assert (cells[(9, "8")].value, cells[(9, "7")].value) == ("efisien", pytest.approx(93.19))
    assert cells[(6, "7")].value == pytest.approx(91.665)
    assert (7, "5") not in cells


def test_compute_fills_the_means_below_a_table() -> None:
    document = sound_document()
    table = next(x for x in document.tables if x.layout == "E.81-16")
    at = table.kinds.index(MEAN)
    due = {number: table.columns[number][at] for number in layouts()["E.81-16"].footer.mean}  # type: ignore[union-attr]
    assert all(isinstance(figure, int | float) for figure in due.values())
    for number in due:
        table.columns[number][at] = None
    cells = [x for x in compute(document) if (x.table, x.row) == ("E.81-16", table.rows[at])]
    assert {x.column: x.value for x in cells if x.state == "filled"} == pytest.approx(due, abs=0.006)
