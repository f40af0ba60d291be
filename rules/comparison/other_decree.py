"""Codes that another decree knows but the workbook's own does not, and what they are called in its own."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from rules.arrays import Cells, as_cells, filled
from rules.comparison.nomenclature import groups, per_value, reference_of, referenced
from rules.frames.memo import once
from rules.frames.view import View
from rules.nomenclature import Decree, at_hand, comparable, decrees, nomenclature
from rules.nomenclature.code_map import code_map
from rules.nomenclature.migration import CERTAIN, Migration, Proposal, likeness
from rules.record import record
from rules.values.codes import SUB, CodeStatus, read_code

_SAME_NAME = 80.0
"""Likeness (0-100) from which the name beside a code speaks for the other decree."""
_MANY = 5
"""From this many codes of one other decree on, if they are most of a table, it is the identity that is off."""


@record
class Stranger:
    """A code of another decree: as that decree writes it, its decree, and what it becomes under the own one."""

    code: str
    decree: Decree
    proposal: Proposal

    @property
    def certain(self) -> bool:
        """Whether the mapped code is beyond doubt."""
        return self.proposal.certainty == CERTAIN


def _other_width(view: View) -> Cells:
    """Codes that are only malformed because their sub kegiatan segment has the digits of another decree."""
    column = view.column_of("kode")
    empty = as_cells([None] * len(view.frame))
    malformed = (view.row_kind == "kode") & (view.levels.status == CodeStatus.MALFORMED)
    if not malformed.any() or not column:
        return empty
    digits = {doc: 6 - view.session.sub_digits(doc) for doc in {int(x) for x in view.docs[malformed]}}
    cells = view.frame[column].tolist()
    for row in np.flatnonzero(malformed).tolist():
        code = read_code(cells[row], digits[view.doc_of(row)]).official
        empty[row] = code if code and code.count(".") == 5 else None
    return empty


@once
def strangers(view: View) -> Cells:
    """For each row the :class:`Stranger` in its code cell, or None; codes unknown to any decree are none."""
    known, wide = referenced(view), _other_width(view)
    unknown = known.unknown
    rows = (unknown | filled(wide)) & (groups(view)[0] >= 0)
    if not rows.any():
        return as_cells([None] * len(view.frame))
    codes, names = np.where(filled(wide), wide, view.levels.official), view.names

    def look_up(row: int) -> Any:
        return _stranger(view, row, str(codes[row]), str(names[row]))

    return per_value(view, rows, look_up, codes, names)


def _stranger(view: View, row: int, code: str, name: str) -> Stranger | None:
    own, kind = reference_of(view, row), view.session.kinds[view.doc_of(row)]
    digits = len(code.rpartition(".")[2])
    others = [decrees()[x] for x in at_hand() if x != own.decree.id]
    # The one that writes the code so, digit for digit; of several the nearest in time.
    for decree in sorted(others, key=lambda other: (other.sub_digits != digits, abs(other.year - own.decree.year))):
        other = nomenclature(decree.id, kind)
        listed = other.by_comparable.get(comparable(code)) if other else None
        if (
            other is None
            or listed in other.borrowed
            or listed is None
            or (name and likeness(name, other.names[listed]) < _SAME_NAME)
        ):
            continue
        migration = Migration(other, own, code_map([own.decree.id, decree.id], kind))
        return Stranger(listed, decree, migration.of(code, name))
    return None


@record
class Abroad:
    """Rows of a workbook's table whose codes are mostly of one other decree: the first, their number, out of."""

    decree: Decree
    count: int
    total: int


@once
def whole_tables(view: View) -> dict[int, Abroad]:
    """By the first row concerned, the workbooks whose table follows another decree than the identity names."""
    found, levels = strangers(view), view.levels.level
    some = filled(found)
    subs = (levels == SUB) | (some & (levels < 0))
    told: dict[int, Abroad] = {}
    for doc in np.unique(view.docs[some]).tolist():
        rows = view.docs == doc
        decree_of = {row: found[row].decree for row in np.flatnonzero(rows & some).tolist()}
        decree, count = Counter(decree_of.values()).most_common(1)[0]
        total = int((rows & subs).sum())
        if count >= _MANY and count * 2 > total:
            first = next(row for row, own in decree_of.items() if own == decree)
            told[first] = Abroad(decree, count, total)
    return told
