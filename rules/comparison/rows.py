"""Rows of one table matched with those of another: by code, and leftovers by their name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from rules.arrays import Cells, Mask, Numbers, among, any_in_doc, as_cells, filled, from_above, only, within
from rules.engine.rule import of_role
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.readings import Wholes
from rules.frames.tree import CODE_OF_ANOTHER_ROW, unreadable
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip
from rules.schema.layout import Layout
from rules.values.codes import SUB
from rules.values.names import similarity

NO_PARTNER = Skip(Gap.NOTHING, Text("tabel pembanding tidak ada", "there is no table to compare with"))


def against_first(view: View, judge: Callable[[View], Judgement]) -> Judgement:
    """What ``judge`` says of a table held against the first of its group, or of the group it follows.

    Which table that is each workbook says for itself: of what is said against a table, only rows of workbooks count in
    which that one comes first.
    """
    said = view.left_out(without_partner(view))
    for other, rows in _firsts(view):
        said = said.along_with(judge(other).within(rows))
    return said


def _firsts(view: View) -> Iterator[tuple[View, Mask]]:
    """The tables that come first in some workbook, and the rows of those workbooks; none for the first one itself."""
    order, left = list(view.session.tables), np.ones(len(view.frame), dtype=bool)
    for other in view.session.group(view):
        if view.layout.follows or order.index(other.name) < order.index(view.name):
            there = in_workbooks_of(view, other)
            yield other, left & there
            left &= ~there


def tables_beside(view: View) -> Iterator[View]:
    """The other tables of a view's plan, and those that follow it, in sheet order."""
    for other in view.session.tables.values():
        if other is not view and view.layout.group in (other.layout.group, other.layout.follows):
            yield other


def later_than(view: View) -> Iterator[View]:
    """The tables of its group that come after a view."""
    order = list(view.session.tables)
    return (x for x in view.session.group(view) if view.layout.group and order.index(x.name) > order.index(view.name))


def leading(view: View, other: View) -> Mask:
    """Rows of workbooks that hold another table too, and in which this one comes first of its group."""
    order = list(view.session.tables)
    first = in_workbooks_of(view, other)
    for before in view.session.group(view):
        if order.index(before.name) < order.index(view.name):
            first &= ~in_workbooks_of(view, before)
    return first


def grouped(role: str) -> Callable[[Layout], list[str]]:
    """Columns of a role in tables that must list the same rows as others."""
    return lambda layout: of_role(role)(layout) if layout.group else []


def without_partner(view: View) -> dict[int, Skip]:
    """Workbooks that hold this table but none it could be compared with."""
    partners: set[int] = set()
    for other in view.session.group(view):
        partners.update(other.workbooks)
    return {doc: NO_PARTNER for doc in view.workbooks if doc not in partners}


def lacking(view: View, table: str) -> dict[int, Skip]:
    """Workbooks of a view that lack another table, each with that as the reason."""
    other = view.session.tables.get(table)
    there = set(other.workbooks) if other is not None else set()
    absent = Skip(Gap.NOTHING, Text(f"tabel {table} tidak ada", f"there is no table {table}"))
    return {doc: absent for doc in view.workbooks if doc not in there}


def in_workbooks_of(view: View, other: View, rows: Mask | None = None) -> Mask:
    """Rows of a view in workbooks that have rows in another table, too, or some that are marked there.

    A grand total alone is no row: such a table is still to be filled in.
    """
    found: Mask = np.isin(view.docs, other.docs[other.data if rows is None else rows])
    return found


@once
def line_keys(view: View) -> Cells:
    """A key for every row: workbook, code above, and how many lines below it the row stands."""
    kind = view.row_kind
    named, usable = kind == "kode", among(kind, "kode", "lanjutan")
    codes = only(view.levels.official, view.coded)
    above = from_above(only(codes, kind != "lanjutan"), view.docs, None)
    swapped = view.blamed(view.column_of("kode"), "NOM-014")
    block = np.cumsum(named)
    begins = np.append(True, (block[1:] != block[:-1]) | (view.docs[1:] != view.docs[:-1]))[: len(block)]
    counted: Numbers = np.cumsum(usable)
    before: Numbers = counted - usable
    lines = counted - 1 - before[np.maximum.accumulate(np.where(begins, np.arange(len(block)), 0))]
    blind = any_in_doc(named & (~filled(codes) | swapped), block)
    keyed = usable & filled(above) & ~blind
    keys = zip(keyed, view.docs, above, lines, strict=True)
    return as_cells([f"{doc} {code} {line}" if known else "" for known, doc, code, line in keys])


def _renamed(view: View, other: View) -> dict[str, str]:
    """Line keys of sub kegiatan that stand under another code in the other table, by the likeness of names."""
    limit = view.session.pack.thresholds["kemiripan_nama"]
    own, theirs = line_keys(view), line_keys(other)
    own_set, their_set = set(own), set(theirs)
    name, other_name = view.layout.by_role("uraian"), other.layout.by_role("uraian")
    if not name or not other_name:
        return {}
    left = view.coded & (view.levels.level == SUB) & ~within(own, their_set) & (own != "")
    right = other.coded & (other.levels.level == SUB) & ~within(theirs, own_set) & (theirs != "")
    found: dict[str, str] = {}
    for row in np.flatnonzero(left):
        candidates = [
            (similarity(view.text(name)[row], other.text(other_name)[match]), theirs[match])
            for match in np.flatnonzero(right & (other.docs == view.docs[row]))
            if theirs[match] not in found.values()
        ]
        if candidates and max(candidates)[0] >= limit:
            found[own[row]] = max(candidates)[1]
    return found


@once
def partners(view: View, other: View) -> Numbers:
    """For each row of ``view`` the position of its row in ``other``, -1 if it has none."""
    positions = {key: row for row, key in reversed(list(enumerate(line_keys(other)))) if key}
    renamed = _renamed(view, other)
    found = [positions.get(renamed.get(key, key), -1) for key in line_keys(view)]
    return np.array(found, dtype=np.int64)


def over_there(cells: Mask, match: Numbers) -> Mask:
    """For each row what holds of the row matched with it in another table; False where there is none."""
    found: Mask = np.append(cells, False)[match]
    return found


def amounts_over_there(other: View, column: str, match: Numbers) -> Wholes:
    """For each row the amount of the row matched with it in another table; none where there is no such row."""
    return other.money(column).at(match)


def renamed_rows(view: View, other: View) -> Mask:
    """Rows whose sub kegiatan stands in ``other`` under another code."""
    match = partners(view, other)
    theirs = np.append(other.levels.official, as_cells([None]))[match]
    renamed: Mask = (match >= 0) & view.coded & (theirs != view.levels.official)
    return renamed


def unreadable_codes(view: View) -> Mask:
    """Rows of workbooks in which some code of the table is unreadable or wrong, so that rows may go unmatched."""
    column = view.column_of("kode")
    return any_in_doc(unreadable(view, column) | view.blamed(column, *CODE_OF_ANOTHER_ROW), view.docs)


def astray(view: View, other: View) -> Mask:
    """Rows that no row in another table of their workbook is matched with, where a code or name of theirs, or one there, is at fault."""
    code, lost = view.column_of("kode"), _without_row(other, view) & (other.names == "")
    wrong = unreadable(view, code) | view.blamed(code, *CODE_OF_ANOTHER_ROW) | (view.coded & (view.names == ""))
    wrong |= in_workbooks_of(view, other, unreadable_codes(other)) | in_workbooks_of(view, other, lost)
    found: Mask = in_workbooks_of(view, other) & (partners(view, other) < 0) & wrong
    return found


def _without_row(view: View, other: View) -> Mask:
    """Sub kegiatan that no row in another table is matched with."""
    found: Mask = view.coded & (view.levels.level == SUB) & (partners(view, other) < 0)
    return found


def place(view: View, column: str, position: int) -> str:
    """Table and cell of a row, as a message names it; the sheet too where it is not named after the table."""
    sheet, cell = view.cell(column, position)
    return f"{view.name} {cell}" if sheet == view.name else f"{view.name} ({sheet}!{cell})"
