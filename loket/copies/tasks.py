"""What a child does to a received workbook; light to import, heavy when called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from headless.batch.serving import at_hand
from headless.tasks.packs import pack_named
from headless.tasks.seals import sealed_copy
from workbook_templates.reading.limits import Limits

Changed = dict[str, Any]
"""Of a copy: ``cells`` with place, rule, before and after; ``left`` what stays to be done, a sentence each."""


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
    return {"cells": cells, "left": left, "before": mending.before, "after": mending.after}


def sealed(source: Path, target: Path, key: Path | None, pack: str | None, limits: Limits) -> str:
    """Write a sealed copy, signed where there is a key; returns the seal's code. Raises :class:`RenjaError`."""
    seal, _ = sealed_copy(source, target, key, "", pack, limits)
    return seal.code
