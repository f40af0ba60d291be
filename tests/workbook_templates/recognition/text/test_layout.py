"""Tables of made-up reports laid out as lines of text and read back: the same cells, or none, or said to be a guess."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from rules.model.document import Table
from rules.schema.layout import document_layouts
from rules.values.cells import as_text
from tests.support.helpers import grid
from tests.support.text_layout import (
    Typed,
    akumulasi,
    capaian,
    capaian_iku,
    efisiensi,
    iku,
    lines_of,
    look,
    office,
    pk,
    sdm,
    tindak_lanjut,
    tujuan,
)
from workbook_templates.recognition.text.lines import sheets_in_lines
from workbook_templates.recognition.text.shape import joined
from workbook_templates.recognition.text.tables import text_tables

SEEDS = range(48)
CANDIDATES = [x for x in document_layouts("lkip", 2024) if x.columns]


@cache
def _document(seed: int) -> tuple[list[Typed], list[Table | None]]:
    """The tables of one report as typed, and as read from their lines."""
    rng = random.Random(seed)
    made = office(rng)
    typed = [capaian(made), pk(made), tujuan(made, rng), efisiensi(made), iku(made, rng), tindak_lanjut(rng), sdm(rng)]
    # Every fourth report shows its names nowhere for certain.
    typed += [capaian_iku(made), *list(akumulasi(made))[: seed % 3]] if seed % 4 else []
    rng.shuffle(typed)
    sheets = [
        grid([[line] for line in lines_of(table, look(rng, table), rng)], f"Lembar {at}")
        for at, table in enumerate(typed)
    ]
    found = text_tables(sheets_in_lines(sheets), CANDIDATES)
    return typed, [next((x for x in found[sheet.name] if x.rows or x.recognition.unread), None) for sheet in sheets]


def _guessed(table: Table) -> set[int]:
    """The rows (1-based) in which the border of words, or the column of some, is said to be guessed."""
    told = re.findall(r"(?:batas|kolom) kata di ([A-Z0-9, ]+) hanya diduga", table.recognition.matched.id)
    return {int(cell[1:]) for cells in told for cell in cells.split(", ")}


def _compared(typed: Typed, table: Table) -> list[tuple[int, str, str, str]]:
    """Cells that were read other than they were typed, without those said to be guessed."""
    rows = [*typed.rows, *([typed.total] if typed.total else [])]
    if len(rows) != len(table.rows):
        return [(0, "", str(len(rows)), str(len(table.rows)))]
    guessed, wrong = _guessed(table), []
    for at, (row, place) in enumerate(zip(rows, table.rows, strict=True)):
        for number in {*row, *table.columns}:
            want, got = row.get(number, ""), as_text(table.columns.get(number, [""] * len(rows))[at])
            if joined(want.split()) != joined(got.split()) and not (place in guessed and number in typed.words):
                wrong.append((place, number, want, got))
    return wrong


def _rows() -> Iterator[tuple[str, bool, bool]]:
    """Layout, whether the border of its words is said to be guessed, and whether it is right, of every row that was read."""
    for seed in SEEDS:
        for one, other in zip(*_document(seed), strict=True):
            if other is None or len(one.rows) + bool(one.total) != len(other.rows):
                continue
            guessed = _guessed(other)
            for at, row in enumerate(one.rows):
                right = all(
                    joined(row.get(n, "").split()) == joined(as_text(other.columns[n][at]).split())
                    for n in one.words.intersection(other.columns)
                )
                yield one.layout, other.rows[at] in guessed, right


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cell_is_silently_another(seed: int) -> None:
    wrong = [
        (one.layout, *cell)
        for one, other in zip(*_document(seed), strict=True)
        if other is not None and not other.recognition.unread
        for cell in _compared(one, other)
    ]
    assert not wrong


def test_most_guesses_are_right() -> None:
    counts = Counter((guessed, right) for _, guessed, right in _rows())
    assert counts[False, False] == 0
    assert counts[True, False] < 0.05 * counts[True, True], counts


def test_many_tables_of_each_kind_are_read() -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    for seed in SEEDS:
        for one, other in zip(*_document(seed), strict=True):
            counts[one.layout, other is not None and not other.recognition.unread] += 1
    shares = {name: counts[name, True] / (counts[name, True] + counts[name, False]) for name, _ in counts}
    assert min(shares.values()) > 0.15, shares
    assert sum(shares.values()) > 0.5 * len(shares), shares


def test_another_cell_would_be_told() -> None:
    one, other = next((x, y) for x, y in zip(*_document(1), strict=True) if x.layout == "Capaian" and y and y.rows)
    assert not _compared(one, other)
    spoilt = [*one.rows[:-1], one.rows[-1] | {"3": f"{one.rows[-1]['3']} lain"}]
    assert [cell[1] for cell in _compared(replace(one, rows=spoilt), other)] == ["3"]
