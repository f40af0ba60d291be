"""Which sums rest on cells that another rule blames, and what those may amount to that a row of unknown place stands below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from rules.arrays import Mask, Numbers, from_above, only, within
from rules.frames.memo import once
from rules.frames.merged_blocks import across_parents
from rules.frames.tree import code_keys, has_parent_row, parent_keys, top_level
from rules.frames.view import View
from rules.values.codes import PROGRAM, SUB, level_of, parent_of

_MOST_ADRIFT = 3
"""Rows of unknown place up to which a sum is tried with and without each."""


Differences = set[int]


@dataclass
class Doubts:
    """Parents (by key) and workbooks (for their TOTAL) whose sum rests on a blamed cell.

    ``adrift`` are rows of unknown place, each as the amounts by which a parent or total may differ for it: nought, and what it
    adds up of it, or does not; ``beside`` those without a known code, or of a parent that has no row, that stand among the details of the parent.
    """

    parents: set[str] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    adrift: dict[str, list[Differences]] = field(default_factory=dict)
    adrift_in_total: dict[int, list[Differences]] = field(default_factory=dict)
    beside: dict[str, list[int]] = field(default_factory=dict)


@once
def doubts(view: View, column: str) -> Doubts:
    """The doubts in the sums of a money column."""
    levels, docs = view.levels, view.docs
    found = Doubts()
    cells = (view.blamed(column, "figure") | across_parents(view, column)) & ~view.total
    found.parents.update(parent_keys(view)[cells])
    found.totals.update(docs[cells & top_level(view)].tolist())
    if view.layout.hierarchy != "kode":
        # A row that nothing names may be a program, too.
        found.totals.update(docs[levels.guessed & (view.names == "")].tolist())
        found.parents |= _under_guesses(view)
        if view.layout.hierarchy == "kelompok":
            # Of several highest rows without marks some may be parts of others.
            highest = Counter(docs[top_level(view) & (levels.level == 0)].tolist())
            found.totals.update(number for number, many in highest.items() if many > 1)
        return found
    code_column = view.column_of("kode")
    broken, abroad = view.blamed(code_column, "place"), view.blamed(code_column, "NOM-008", "NOM-009")
    # A code that nobody knows, of a parent that the table lacks, hardly is the one that was meant.
    broken |= view.blamed(code_column, "NOM-002") & view.coded & (levels.level > PROGRAM) & ~has_parent_row(view)
    if broken.any():
        _add_misplaced(view, column, found, broken, abroad)
    return found


def _add_misplaced(view: View, column: str, found: Doubts, broken: Mask, abroad: Mask) -> None:
    levels, docs = view.levels, view.docs
    above = from_above(only(levels.code, view.coded), docs, None)
    known = view.known_amount(column) | view.blank(column)
    rooted, parents, amounts = has_parent_row(view), parent_keys(view), view.money(column).whole
    under = Counter[str]()
    for parent, amount in zip(parents[view.coded & ~rooted], amounts[view.coded & ~rooted].tolist(), strict=True):
        under[parent or ""] += amount
    for position in np.flatnonzero(broken).tolist():
        number, code = int(docs[position]), levels.code[position]
        # Its parents by code and by position: the row may belong to either.
        before = above[position - 1] if position and docs[position - 1] == number else None
        by_code, by_place = _upwards(parent_of(code) if code else None), _upwards(before)
        if abroad[position] and by_code and by_code[0] in by_place:
            # Of another decree or government, yet below the parent that its code names.
            continue
        keys = dict.fromkeys(f"{number} {parent}" for parent in (*by_code, *by_place))
        if not known[position]:
            found.parents.update(keys)
            found.totals.add(number)
            continue
        parent, amount = parents[position], int(amounts[position])
        # Where its parent has no row, this one may be what all the rows under it come to.
        added = {0, amount, under[parent] if parent and not rooted[position] else 0}
        for key in keys:
            found.adrift.setdefault(key, []).append({0, -amount} if key == parent else added)
        in_total = {0, -amount} if levels.level[position] == PROGRAM else added
        found.adrift_in_total.setdefault(number, []).append(in_total)
        if not rooted[position] and (among_details := _among_details_of(view, position, before, rooted)):
            found.beside.setdefault(f"{number} {among_details}", []).append(position)


def _among_details_of(view: View, position: int, before: str | None, rooted: Mask) -> str | None:
    """The parent among whose details a row stands, unless what follows are details that have no other parent."""
    parent = parent_of(before) if before and level_of(before) == SUB else before
    last = int(view.docs.searchsorted(view.docs[position], side="right"))
    first = next((row for row in range(position + 1, last) if view.coded[row]), -1)
    return None if first >= 0 and not rooted[first] else parent


def _upwards(code: str | None) -> list[str]:
    """A code and its parents, up to the highest."""
    found = []
    while isinstance(code, str):
        found.append(code)
        code = parent_of(code)
    return found


def _under_guesses(view: View) -> set[str]:
    """Parents (by key) that a row of guessed level belongs to, or would if the guess were wrong."""
    above = dict(zip(code_keys(view), parent_keys(view), strict=True))
    guessed = view.levels.guessed
    unsure = set(code_keys(view)[guessed])
    found: set[str] = set()
    for start in parent_keys(view)[guessed]:
        while start in unsure:
            found.add(start)
            start = above.get(start, "")
        found |= {start, above.get(start, "")}
    return found - {""}


def doubtful(view: View, column: str) -> Mask:
    """Parents and totals whose sum rests on a cell that is already blamed."""
    found = doubts(view, column)
    keys, docs = found.parents | found.adrift.keys(), list(found.totals | found.adrift_in_total.keys())
    mask: Mask = (within(code_keys(view), keys) & view.coded) | (np.isin(view.docs, docs) & view.total)
    return mask


def over_adrift(view: View, column: str) -> Mask:
    """Parents that may add up rows of unknown place."""
    keys = doubts(view, column).adrift
    return within(code_keys(view), keys) & view.coded


def wrong_anyhow(view: View, column: str, slack: Numbers, *reckoned: Numbers) -> tuple[Mask, Numbers]:
    """Doubtful sums that are none of those they may be, and what they should hold besides for a row of unknown place in their midst.

    ``reckoned`` are what they add up, as it stands or put right. Each is tried with and without each row of unknown place;
    it may differ by ``slack``.
    """
    found = doubts(view, column)
    mask, beside = np.zeros(len(view.frame), dtype=bool), np.zeros(len(view.frame), dtype=np.int64)
    if not found.adrift_in_total:
        return mask, beside
    amounts, keys = view.money(column).whole, code_keys(view)
    for position in np.flatnonzero(doubtful(view, column) & view.known_amount(column)).tolist():
        rows, near = _adrift(view, found, position, str(keys[position]))
        if not rows or len(rows) > _MOST_ADRIFT:
            continue
        added = {sum(some) for some in product(*rows)}
        sums = (int(due[position]) + more for due in reckoned for more in added)
        mask[position] = all(abs(int(amounts[position]) - due) > slack[position] for due in sums)
        beside[position] = sum(int(amounts[row]) for row in near)
    return mask, beside


def _adrift(view: View, found: Doubts, position: int, key: str) -> tuple[list[Differences], list[int]]:
    """The rows of unknown place that a doubtful sum may add up, where nothing else is doubtful in it, and those in its midst."""
    if not view.total[position]:
        return ([], []) if key in found.parents else (found.adrift.get(key, []), found.beside.get(key, []))
    number = view.doc_of(position)
    programs = (view.levels.level == PROGRAM) & view.coded & (view.docs == number)
    sure = number not in found.totals and bool(programs.any())
    return (found.adrift_in_total.get(number, []) if sure else [], [])
