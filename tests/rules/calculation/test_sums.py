"""One sum of parents and totals: the sum itself, what `compute` writes and what the JML rules demand are the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.calculation.compute import compute
from rules.calculation.sums import families
from rules.comparison.stated_sums import sums
from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import DATA, TOTAL, Document, Field, Table
from rules.schema.layout import layouts
from rules.schema.pack import load_pack
from rules.validation import validate
from rules.values.codes import parent_of

PACK = load_pack("2024")
LAYOUT, FIRST, PAGU = "T-C.33", 10, "6"
FORMULA = object()
"""Stands for a cell with a formula whose stored value is out of date."""


def document(rows: list[tuple[str | None, Any]], total: Any = None) -> Document:
    """A Renja with one table: code and pagu of each row, and a TOTAL below them."""
    names = layouts()[LAYOUT].columns
    columns: dict[str, list[Any]] = {number: [None] * (len(rows) + 1) for number in names}
    columns["1"] = [*(code for code, _ in rows), None]
    columns["2"] = [*(f"Nama {code}" if code else None for code, _ in rows), "TOTAL"]
    columns["3"] = [f"Jumlah Laporan {at}" for at in range(len(rows) + 1)]
    amounts = [*(amount for _, amount in rows), total]
    columns[PAGU] = [1 if amount is FORMULA else amount for amount in amounts]
    table = Table(LAYOUT, LAYOUT, list(range(FIRST, FIRST + len(amounts))), [DATA] * len(rows) + [TOTAL], columns,
                  {number: ascii_uppercase[at] for at, number in enumerate(names)})  # fmt: skip
    table.marks.formulas.update({(FIRST + at, PAGU): "=B1" for at, amount in enumerate(amounts) if amount is FORMULA})
    return Document("x", "renja", [table], {"tahun": Field(2024, "Identitas", "C9")})


def view_of(*documents: Document) -> View:
    return Session(list(documents), PACK, []).tables[LAYOUT]


ROWS: list[tuple[str | None, Any]] = [
    ("2", None),
    ("2.17", None),
    ("2.17.01", None),
    ("2.17.01.2.01", None),
    ("2.17.01.2.01.01", 100),
    (None, 7),  # a further indicator of the row above: no sum counts it
    ("2.17.01.2.01.02", "2.000"),
    ("2.17.01.2.02", 30_000),
    ("2.17.05", None),
    ("2.17.05.2.01.01", 5),  # its kegiatan is missing
]


def test_a_row_adds_up_its_children_and_the_total_the_programs() -> None:
    view = view_of(document(ROWS), document(ROWS[2:5]))
    due = families(view)
    added = {position: due.of(position) for position in np.flatnonzero(due.due).tolist()}
    assert added == {0: [1], 1: [2, 8], 2: [3, 7], 3: [4, 6], 10: [2, 8], 11: [12], 12: [13], 14: [11]}


def test_what_compute_fills_is_added_up_from_below() -> None:
    found = {cell.row - FIRST: cell.value for cell in compute(document(ROWS), PACK) if cell.column == PAGU}
    assert found == {0: 32_100, 1: 32_100, 2: 32_100, 3: 2_100, 10: 32_100}


def test_a_typed_parent_counts_as_it_stands_and_an_unreadable_child_puts_off() -> None:
    rows = [("2.17.01", None), ("2.17.01.2.01", 90), ("2.17.01.2.01.01", "?"), ("2.17.02", None), ("2.17.02.2.01", "?")]
    found = {
        cell.row - FIRST: (cell.value, cell.state) for cell in compute(document(rows), PACK) if cell.column == PAGU
    }
    assert found == {0: (90, "filled"), 1: (0, "typed"), 3: (None, "deferred"), 5: (None, "deferred")}


# ---- any table


CODES = [code for program in ("2.17.01", "2.17.02", "3.27.01") for kegiatan in ("2.01", "2.02")
         for code in (program[0], program[:4], program, f"{program}.{kegiatan}",
                      *(f"{program}.{kegiatan}.{sub:02}" for sub in (1, 2)))]  # fmt: skip
AMOUNTS = st.one_of(st.none(), st.just(FORMULA), st.integers(0, 10**12), st.just("1.250.000"), st.just("-"))


@dataclass
class Tree:
    """Sums told the long way round: each row looks at all others."""

    rows: list[tuple[str | None, Any]]

    def children(self, at: int) -> list[int]:
        code = self.rows[at][0]
        return [row for row, (other, _) in enumerate(self.rows) if other and parent_of(other) == code]

    def amount(self, at: int) -> int:
        typed, below = self.rows[at][1], self.children(at)
        if typed is None or typed is FORMULA:
            stored = 0 if typed is None else 1
            return sum(map(self.amount, below)) if below else stored
        return int(str(typed).replace(".", "").replace("-", "0"))

    def sums(self) -> Iterator[tuple[int, int]]:
        for row, (code, _) in enumerate(self.rows):
            if code and self.children(row):
                yield row, sum(map(self.amount, self.children(row)))
        levels = {code.count(".") for code, _ in self.rows if code}
        highest = 2 if 2 in levels else min(levels, default=-1)
        yield len(self.rows), sum(self.amount(row) for row, (code, _) in enumerate(self.rows)
                                  if code and code.count(".") == highest)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(codes=st.lists(st.sampled_from(CODES), unique=True, max_size=18), data=st.data())
def test_compute_and_the_rules_demand_the_same(codes: list[str], data: st.DataObject) -> None:
    rows: list[tuple[str | None, Any]] = [(code, data.draw(AMOUNTS)) for code in codes]
    plan = document(rows, total=data.draw(AMOUNTS))
    cells = [cell for cell in compute(plan, PACK) if cell.column == PAGU]
    due = {cell.row - FIRST: cell.value for cell in cells}
    assert due == dict(Tree(rows).sums())

    table = plan.tables[0]
    for cell in cells:
        if cell.state != "typed":
            table.columns[PAGU][cell.row - FIRST] = cell.value
    view = view_of(plan)
    demanded = sums(view, PAGU)
    assert {row: int(demanded.expected[row]) for row in np.flatnonzero(demanded.due).tolist()} == {
        row: value for row, value in due.items() if row < len(rows) or codes
    }
    # Below the lowest sum that is wrong all is right: it is blamed at least, and nothing that is right.
    wrong = demanded.due & (view.money(PAGU).whole != demanded.expected)
    found = validate(plan, PACK, only=["JML-001", "JML-002", "JML-003", "JML-004"]).findings
    blamed = {int(finding.cell.lstrip(ascii_uppercase)) - FIRST for finding in found}
    assert blamed <= set(np.flatnonzero(wrong).tolist())
    assert bool(blamed) == bool((wrong & ~demanded.deferred).any())
