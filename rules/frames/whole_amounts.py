"""Fractions of amounts that must be whole, each read as the whole that sums and other tables leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import numpy as np

from rules.arrays import Cells, Mask, Numbers
from rules.frames.judgement import Stack
from rules.frames.levels import Levels
from rules.frames.readings import Amounts
from rules.frames.wholes import TableRows, wholes
from rules.schema.layout import Layout
from rules.values.money import MoneyStatus, read_money

_FINER = 6
"""Decimals more than the column's by which a fraction is seen to lie above or below the whole it is rounded to."""

_ALL = -1
"""Stands for the code of a total row, which adds up the rows of the highest level."""


class AmountRows(TableRows, Protocol):
    """What is asked of a view (:class:`rules.frames.view.View`)."""

    session: Stack
    layout: Layout

    @property
    def levels(self) -> Levels: ...

    @property
    def coded(self) -> Mask: ...

    @property
    def total(self) -> Mask: ...

    def cells(self, column: str) -> Cells: ...

    def amounts(self, column: str) -> Amounts: ...


def in_whole(view: AmountRows, column: str) -> Amounts:
    """The amounts of a column, a fraction rounded half up, or as the other whole where more agrees with that."""
    read = view.amounts(column)
    fractions = np.flatnonzero(read.status.among(MoneyStatus.FRACTION.value)).tolist()
    if not fractions:
        return read
    whole, decimals, cells = read.whole.copy(), view.layout.columns[column].decimals, view.cells(column)
    sums, stated = _sums(view), list(_stated_elsewhere(view, column))
    for row in fractions:
        own = int(whole[row])
        told = [int(amounts[row]) for amounts in stated]
        for parent, members in sums.get(row, ()):
            if not read.none[parent]:
                others = int(whole[members].sum())
                told.append(others if row == parent else int(whole[parent]) - others + own)
        other = own + _leaning(cells[row], decimals)
        whole[row] = other if told.count(other) > told.count(own) else own
    return replace(read, whole=whole)


def _leaning(value: object, decimals: int) -> int:
    """On which side of its rounded whole a fraction lies: the other whole amount is one further there."""
    finer, rounded = read_money(value, decimals + _FINER).amount or 0, read_money(value, decimals).amount or 0
    return 1 if finer > rounded * 10**_FINER else -1


def _sums(view: AmountRows) -> dict[int, list[tuple[int, list[int]]]]:
    """For each row the sums it is part of, itself or as a detail: the row of each sum, and the rows it adds up."""
    levels, docs, coded = view.levels, view.docs.tolist(), np.flatnonzero(view.coded).tolist()
    whole = wholes(view).tolist()
    below: dict[tuple[int, str | int], list[int]] = {}
    highest: dict[int, int] = {}
    for row in coded:
        below.setdefault((docs[row], levels.parent[row]), []).append(row)
        highest[docs[row]] = min(highest.get(docs[row], levels.level[row]), levels.level[row])
    for row in coded:
        if levels.level[row] == highest[docs[row]]:
            below.setdefault((whole[row], _ALL), []).append(row)
    found: dict[int, list[tuple[int, list[int]]]] = {}
    for parent in np.flatnonzero(view.coded | view.total).tolist():
        of_total = bool(view.total[parent])
        members = below.get((whole[parent], _ALL) if of_total else (docs[parent], levels.code[parent]), [])
        for row in [parent, *members] if members else ():
            found.setdefault(row, []).append((parent, members))
    return found


def _stated_elsewhere(view: AmountRows, column: str) -> Iterator[Numbers]:
    """What other tables of the workbook state for the rows of a column; -1 where they state nothing."""
    spec = view.layout.columns[column]
    own = list(zip(view.docs.tolist(), view.levels.code.tolist(), strict=True))
    for other in view.session.group(view):
        theirs = other.layout.by_role("pagu" if spec.role == "kebutuhan" else spec.role, spec.offset)
        if theirs is not None:
            money = other.amounts(theirs)
            there = zip(other.docs.tolist(), other.levels.code.tolist(), strict=True)
            told = {key: amount for key, amount, coded in zip(there, money.whole, other.coded, strict=True) if coded}
            yield np.array([told.get(key, -1) for key in own], dtype=np.int64)
