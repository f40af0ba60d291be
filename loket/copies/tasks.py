"""What a child does to a received workbook; light to import, heavy when called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from headless.batch.serving import at_hand
from headless.tasks.packs import pack_named
from headless.tasks.seals import sealed_copy
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from rules.calculation.compute import Derived

Changed = dict[str, Any]
"""Of a copy: ``cells`` with place, rule (if one asks for it), before, after and cells emptied; ``left`` what stays to be done,
a sentence each; ``findings`` before and after; ``refreshed`` how many formulas were calculated anew."""


def fixed(source: Path, target: Path, pack: str | None, limits: Limits) -> Changed:
    """Write a copy with the safe fixes; raises :class:`RenjaError`."""
    from rules.model.display import display_of
    from workbook_templates.copies.fix import fix_workbook

    chosen = pack_named(pack)
    at_hand(source)
    mending = fix_workbook(source, target, chosen, limits=limits)
    cells = [
        {
            "place": f"{one.finding.sheet}!{one.cells[0]}",
            "rule": one.finding.rule,
            "before": display_of(one.finding, one.finding.value),
            "after": display_of(one.finding, one.finding.fix),
            "emptied": list(one.cells[1:]),
        }
        for one in mending.fixed
    ]
    left = [f"{one.finding.sheet}!{one.finding.cell} ({one.finding.rule}): {one.reason}" for one in mending.left]
    return {"cells": cells, "left": left, "findings": [mending.before, mending.after], "refreshed": 0}


_LEFT = {
    "deferred": "ditunda, ada sel rinciannya yang tidak terbaca",
    "other": "dibiarkan, rumusnya memberi angka lain",
}


def computed(source: Path, target: Path, pack: str | None, limits: Limits) -> Changed:
    """Write a copy with everything derived in empty cells; raises :class:`RenjaError`."""
    from workbook_templates.copies.fill import fill_workbook

    chosen = pack_named(pack)
    at_hand(source)
    filling = fill_workbook(source, target, chosen, limits)
    cells = [_filled(cell.sheet, place, cell.value) for cell, place in filling.carried]
    for one in filling.derived:
        if one.derived.state == "filled" and one.derived.value is not None:
            cells.append(_filled(one.derived.sheet, one.cell, _shown(one.derived)))
    states = [one.derived.state for one in filling.derived]
    left = [
        f"{one.derived.sheet}!{one.cell}: {_LEFT[one.derived.state]}"
        for one in filling.derived
        if one.derived.state in _LEFT
    ]
    return {"cells": cells, "left": left, "findings": [], "refreshed": states.count("refreshed")}


def _filled(sheet: str, cell: str, value: str) -> dict[str, Any]:
    return {"place": f"{sheet}!{cell}", "rule": "", "before": "", "after": value, "emptied": []}


def _shown(cell: Derived) -> str:
    """A derived value as planners read it; money is held in the unit of its column."""
    from rules.model.display import display, money_decimals

    decimals = money_decimals(cell.table, cell.column)
    value = cell.value / 10**decimals if decimals and isinstance(cell.value, int) else cell.value
    return display(value, decimals)


def sealed(source: Path, target: Path, key: Path | None, password: str, pack: str | None, limits: Limits) -> str:
    """Write a sealed copy, signed where there is a key, which a password may lock; returns the seal's code. Raises :class:`RenjaError`."""
    seal, _ = sealed_copy(source, target, key, password, pack, limits)
    return seal.code
