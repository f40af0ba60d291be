"""Tables without codes whose names and amounts do not tell: the levels of their rows, by how their names are set off.

Offices print programs bold or in capitals and indent what stands below. That tells a level only where every row of a table looks like
those of its level and like no other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rules.frames.outline import Standing
from rules.model.document import Look, Table
from rules.schema.layout import Layout
from rules.values.cells import is_blank
from rules.values.codes import BIDANG, KEGIATAN, PROGRAM, SUB

_Rank = tuple[int, bool, bool]
"""How high a name looks, the highest first: how far it is indented, whether it is not bold, and not in capitals."""


def looks_of(layout: Layout, tables: Iterable[Table]) -> list[Look]:
    """How the name of each row is set off: of several columns of names, the first one that is filled."""
    columns = [number for number, spec in layout.official.items() if spec.role == "uraian"]
    found = []
    for table in tables:
        for at, row in enumerate(table.rows):
            named = next((n for n in columns if n in table.columns and not is_blank(table.columns[n][at])), "")
            found.append(table.marks.looks.get((row, named), Look()))
    return found


def by_look(standings: Sequence[Standing], names: Sequence[str], looks: Sequence[Look]) -> list[Standing]:
    """The standings of rows, those guessed told by how their names are set off where that tells them all."""
    found = list(standings)
    known = {at for at, standing in enumerate(found) if standing.level == PROGRAM and not standing.guessed}
    # Without any program, the name in capitals that was taken for the bidang above it may be one.
    open_ = {at for at, x in enumerate(found) if x.guessed or (not known and x.level == BIDANG and names[at].isupper())}
    if not any(found[at].guessed for at in open_):
        return found
    rows = [at for at, standing in enumerate(found) if standing.level >= PROGRAM or at in open_]
    ranks = {at: (looks[at].indent, not looks[at].bold, not names[at].isupper()) for at in rows}
    levels = _levels(ranks, known)
    told = {at: PROGRAM if at in known else levels.get(ranks[at], -1) for at in rows}
    if _nest(told.values()) and all(at in open_ or found[at].level == level for at, level in told.items()):
        for at in open_:
            found[at] = replace(found[at], level=told[at], guessed=False)
    return found


def _levels(ranks: dict[int, _Rank], programs: set[int]) -> dict[_Rank, int]:
    """The level of each rank: of two below known programs, or of three; nothing where there are more or fewer."""
    distinct = sorted({rank for at, rank in ranks.items() if at not in programs})
    levels = (KEGIATAN, SUB) if programs else (PROGRAM, KEGIATAN, SUB)
    return dict(zip(distinct, levels, strict=True)) if len(distinct) == len(levels) else {}


def _nest(levels: Iterable[int]) -> bool:
    """Whether every row stands below one of the level above it."""
    before = PROGRAM - 1
    for level in levels:
        if not PROGRAM <= level <= before + 1:
            return False
        before = level
    return True
