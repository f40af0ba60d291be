"""What the rules read in the documents before a report: the Renja of its year, and the LKIP of the year before."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import numpy as np

from rules.arrays import among, from_above, only
from rules.carryover.plan_for_report import plans
from rules.comparison.programs import MONEY, group_of_programs, program_rows
from rules.comparison.statements import stated_figures
from rules.engine.session import Session
from rules.frames.indicators import indicator_key, indicators
from rules.frames.view import View
from rules.model.document import Document
from rules.model.references import Planned, Reported
from rules.schema.layout import Part, player
from rules.schema.pack import pack_for
from rules.values.codes import PROGRAM

_GOALS: tuple[Part, ...] = ("tujuan", "kinerja")
"""Tables of goals, the one whose targets count first."""


def _session(document: Document) -> Session:
    return Session([document], pack_for(document.year), [])


def _targets(view: View, rows: Any) -> dict[str, Any]:
    column = view.layout.by_role("target", 0)
    if column is None:
        return {}
    rows &= view.target(column).kind.among("nilai", "predikat") & (indicators(view) != "")
    values = view.cells(column).tolist()
    return {indicator_key(indicators(view)[row]): values[row] for row in np.flatnonzero(rows)[::-1]}


def planned_by(document: Document) -> Planned:
    """Money of each program in Bab IV (else T-C.33), and targets of goals and of programs' indicators, of a Renja."""
    tables, goals = _session(document).tables, [player("renja", part).id for part in _GOALS]
    pagu: dict[str, int] = {}
    targets: dict[str, Any] = {}
    for view in (tables[name] for name in (*plans()[::-1], *goals[::-1]) if name in tables):
        if view.name in goals:
            targets |= _targets(view, view.data.copy())
            continue
        above = from_above(only(view.levels.level.astype(object), view.row_kind == "kode"), view.docs, -1)
        targets |= _targets(view, (above == PROGRAM) & among(view.row_kind, "kode", "lanjutan"))
        column = view.column_of("pagu", 0)
        rows = program_rows(view) & view.known_amount(column)
        pagu |= dict(zip(view.names[rows], view.money(column).whole[rows].tolist(), strict=True))
    return Planned(pagu, targets, PurePath(document.source).name)


def reported_by(document: Document) -> Reported:
    """What an LKIP reports of its own year: figures of its indicators, and money of its programs."""
    session, source = _session(document), PurePath(document.source).name
    if document.year is None:
        return Reported(source=source)
    stated = stated_figures(session, document.year)
    figures = {key: cell.view.cells(cell.column)[cell.row] for key, cell in stated.items()}
    money: dict[tuple[str, str], int] = {}
    for view in group_of_programs(session):
        for role in MONEY:
            column = view.layout.by_role(role, 0)
            if column is None:
                continue
            rows = program_rows(view) & view.known_amount(column) & ~view.blank(column)
            for name, amount in zip(view.names[rows], view.money(column).whole[rows].tolist(), strict=True):
                # Tables further on tell the money after the amendment, and what was spent.
                money[role, name] = amount
    return Reported(figures, money, source)
