"""Where the rows of a stacked table stand in its hierarchy: by code, by name, in groups, or all on one level.

Each function gives series indexed like the view: `kode` and `induk` name a row and its parent within the
table (the codes as read, or where a table has none a name of our own for each row), `level` from 0 (urusan)
to 4 (sub kegiatan) or -1, `status`, `split` and `resmi`, the official code as far as it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rules.arrays import Cells, Mask, Numbers, as_cells
from rules.frames.groups import Member, depths
from rules.frames.outline import PROGRAM, Entry, Names, outline
from rules.values.codes import read_code

_DEPTHS = frozenset("0123456789")


def nowhere(rows: int) -> dict[str, Cells]:
    """A table without hierarchy."""
    blank, none = as_cells([None] * rows), np.zeros(rows, dtype=bool)
    return {
        "kode": blank,
        "level": np.full(rows, -1),
        "induk": blank,
        "status": as_cells(["kosong"] * rows),
        "split": none,
        "resmi": blank,
    }


def by_code(values: Sequence[Any], digits: Sequence[int]) -> dict[str, Cells]:
    """Codes as typed, and for each row the digits of its decree's sub kegiatan segment."""
    read = [read_code(value, width) for value, width in zip(values, digits, strict=True)]
    official = as_cells([code.official for code in read])
    return {
        "kode": official,
        "level": np.array([code.level for code in read], dtype=np.int64),
        "induk": as_cells([code.parent for code in read]),
        "status": as_cells([code.status.value for code in read]),
        "split": np.array([code.split for code in read], dtype=bool),
        "resmi": official,
    }


def on_one_level(names: Cells, data: Mask, docs: Numbers) -> dict[str, Cells]:
    """Every row with a name is a program."""
    levels = np.where(data & (names != ""), PROGRAM, -1)
    return _named_by_row(levels, as_cells([None] * len(names)), np.zeros(len(names), bool), docs)


def by_name(
    entries: Sequence[Entry],
    data: Mask,
    docs: Numbers,
    names: Callable[[int], Names],
    sub_digits: Callable[[int], int],
) -> dict[str, Cells]:
    """Rows told by number and name; a row's ``status`` is `ditebak` where its level is only a guess."""
    levels = np.full(len(entries), -1)
    official = as_cells([None] * len(entries))
    guessed = np.zeros(len(entries), bool)
    for doc in np.unique(docs):
        rows = np.flatnonzero(data & (docs == doc)).tolist()
        found = outline([entries[row] for row in rows], names(int(doc)), sub_digits(int(doc)))
        for row, standing in zip(rows, found, strict=True):
            levels[row], official[row], guessed[row] = standing.level, standing.official, standing.guessed
    return _named_by_row(levels, official, guessed, docs)


def in_groups(
    names: Cells, stated: Cells, amounts: Sequence[Sequence[int | None]], data: Mask, docs: Numbers
) -> dict[str, Cells]:
    """Rows of groups of any depth, by mark, stated depth and amounts; ``status`` `ditebak` marks a guess."""
    rows_of = zip(names, stated, *amounts, strict=True)
    members = [Member(name, int(depth) if depth in _DEPTHS else None, found) for name, depth, *found in rows_of]
    levels = np.full(len(members), -1)
    guessed = np.zeros(len(members), bool)
    for doc in np.unique(docs):
        rows = [row for row in np.flatnonzero(data & (docs == doc)).tolist() if members[row].text]
        for row, (depth, guess) in zip(rows, depths([members[row] for row in rows]), strict=True):
            levels[row], guessed[row] = depth, guess
    return _named_by_row(levels, as_cells([None] * len(members)), guessed, docs)


def _named_by_row(levels: Any, official: Cells, guessed: Any, docs: Numbers) -> dict[str, Cells]:
    own = [f"#{row}" if level >= 0 else None for row, level in enumerate(levels)]
    return {
        "kode": as_cells(own),
        "level": np.asarray(levels, dtype=np.int64),
        "induk": as_cells(_parents(levels, own, docs)),
        "status": as_cells(["ditebak" if guess else "baik" for guess in guessed]),
        "split": np.zeros(len(own), dtype=bool),
        "resmi": official,
    }


def _parents(levels: Any, own: Sequence[str | None], docs: Numbers) -> list[str | None]:
    """For each row the nearest one above with a higher level, within the workbook; None for the highest."""
    parents: list[str | None] = []
    path: dict[int, str | None] = {}
    before = None
    for level, name, doc in zip(levels, own, docs, strict=True):
        if doc != before:
            path, before = {}, doc
        if level < 0:
            parents.append(None)
            continue
        path = {higher: known for higher, known in path.items() if higher < level}
        parents.append(path[max(path)] if path else None)
        path[level] = name
    return parents
