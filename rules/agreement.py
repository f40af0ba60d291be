"""Rows of one table matched with those of another: by code, and leftovers by their name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from rules.hierarchy import unreadable
from rules.judgement import Mask
from rules.layout import Layout
from rules.names import similarity
from rules.rule import of_role
from rules.view import View

SUB = 4


def reference_view(view: View) -> View | None:
    """The table this one is held against: the first of its group, or of the group it follows; None for that one."""
    if view.layout.follows:
        return next(view.session.group(view), None)
    order = list(view.session.views)
    earlier = [other for other in view.session.group(view) if order.index(other.name) < order.index(view.name)]
    return earlier[0] if earlier else None


def grouped(role: str) -> Callable[[Layout], list[str]]:
    """Columns of a role in tables that must list the same rows as others."""
    return lambda layout: of_role(role)(layout) if layout.group else []


def without_partner(view: View, reason: str = "tabel pembanding tidak ada") -> dict[int, str]:
    """Workbooks that hold this table but none it could be compared with."""
    partners: set[int] = set()
    for other in view.session.group(view):
        partners.update(int(doc) for doc in other.frame["doc"].unique())
    return {int(doc): reason for doc in view.frame["doc"].unique() if int(doc) not in partners}


def line_keys(view: View) -> pd.Series:
    """A key for every row: workbook, code above, and how many lines below it the row stands."""

    def make() -> pd.Series:
        kind = view.row_kind
        codes = view.codes["resmi"].where(view.coded)
        usable = kind.isin(["kode", "lanjutan"])
        above = codes.where(kind != "lanjutan").groupby(view.frame["doc"]).ffill()
        swapped = view.blamed(view.layout.by_role("kode") or "", "NOM-014")
        unreadable = (kind == "kode") & (codes.isna() | swapped)
        block = (kind == "kode").cumsum()
        lines = usable.groupby([view.frame["doc"], block]).cumsum() - 1
        keys = view.frame["doc"].astype(str) + " " + above.fillna("") + " " + lines.astype(str)
        blind = unreadable.groupby(block).transform("any")
        return keys.where(usable & above.notna() & ~blind, "")

    return view.cached("line_keys", make)  # type: ignore[no-any-return]


def _renamed(view: View, other: View) -> dict[str, str]:
    """Line keys of sub kegiatan that stand under another code in the other table, by the likeness of names."""
    limit = view.session.pack.thresholds["kemiripan_nama"]
    own, theirs = line_keys(view), line_keys(other)
    own_set, their_set = set(own), set(theirs)
    name, other_name = view.layout.by_role("uraian"), other.layout.by_role("uraian")
    if not name or not other_name:
        return {}
    left = view.coded & (view.codes["level"] == SUB) & ~own.isin(their_set) & (own != "")
    right = other.coded & (other.codes["level"] == SUB) & ~theirs.isin(own_set) & (theirs != "")
    found: dict[str, str] = {}
    for row in view.frame.index[left]:
        candidates = [
            (similarity(view.text(name)[row], other.text(other_name)[match]), theirs[match])
            for match in other.frame.index[right & (other.frame["doc"] == view.frame["doc"][row])]
            if theirs[match] not in found.values()
        ]
        if candidates and max(candidates)[0] >= limit:
            found[own[row]] = max(candidates)[1]
    return found


def partners(view: View, other: View) -> pd.Series:
    """For each row of ``view`` the position of its row in ``other``, -1 if it has none."""

    def make() -> pd.Series:
        positions = {key: row for row, key in line_keys(other)[::-1].items() if key}
        renamed = _renamed(view, other)
        return line_keys(view).map(lambda key: positions.get(renamed.get(key, key), -1)).astype("int64")

    return view.cached(f"partners:{other.name}", make)  # type: ignore[no-any-return]


def over_there(cells: Mask, match: pd.Series) -> Mask:
    """For each row what holds of the row matched with it in another table; False where there is none."""
    found: Mask = np.append(cells, False)[match.to_numpy()]
    return found


def renamed_rows(view: View, other: View) -> pd.Series:
    """Rows whose sub kegiatan stands in ``other`` under another code."""
    match = partners(view, other)
    codes = other.codes["resmi"].reindex(match).to_numpy()
    return (match >= 0) & view.coded & pd.Series(codes != view.codes["resmi"].to_numpy(), index=match.index)


def unreadable_codes(view: View) -> pd.Series:
    """Rows of workbooks in which some code of the table is unreadable or wrong, so that rows may go unmatched."""
    column = view.layout.by_role("kode") or ""
    wrong = pd.Series(unreadable(view, column) | view.blamed(column, "NOM-006", "NOM-014"))
    return wrong.groupby(view.frame["doc"]).transform("any")


def place(view: View, column: str, position: int) -> str:
    """Table and cell of a row, as a message names it; the sheet too where it is not named after the table."""
    table = view.table_of(position)
    cell = f"{table.letters[column]}{view.place(position)[1]}"
    return f"{view.name} {cell}" if table.sheet == view.name else f"{view.name} ({table.sheet}!{cell})"
