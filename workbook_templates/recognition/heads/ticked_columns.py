"""One column of a form that is printed as several, each headed with what a filled cell below it says: funds, to be ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rules.values.cells import as_text, is_blank
from rules.values.fund_names import fund
from workbook_templates.recognition.heads.column_headings import Leaf

_FUNDS = re.compile(r"\W*sumber\s+(?:dana|pendanaan|anggaran)\W*", re.IGNORECASE)
_NIL = re.compile(r"[-–0.,]*")


def with_ticked(printed: Sequence[Leaf]) -> list[Leaf]:
    """The printed columns of a head, those of several funds under one heading as one column."""
    found: list[Leaf] = []
    for over, several in groupby(printed, key=_over):
        leaves = list(several)
        if over and len(leaves) > 1:
            first = leaves[0]
            ticked = tuple(leaf.own for leaf in leaves)
            leaves = [Leaf(first.first, leaves[-1].last, first.said[:-1], first.number, first.beside, ticked)]
        found += leaves
    return found


def _over(leaf: Leaf) -> tuple[str, ...]:
    """The headings over a column of one of several funds; none over another one."""
    return leaf.said[:-1] if len(leaf.said) > 1 and _FUNDS.fullmatch(leaf.said[-2]) and leaf.first == leaf.last else ()


def ticked_in(cells: Sequence[Any], headings: Sequence[str]) -> str | None:
    """What the filled ones of some cells say by their headings; one that names no fund says nothing beside others that do."""
    said = [
        heading
        for cell, heading in zip(cells, headings, strict=False)
        if not (is_blank(cell) or _NIL.fullmatch(as_text(cell)))
    ]
    return "; ".join([x for x in said if fund(x)] or ["-"]) if said else None
