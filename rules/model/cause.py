"""Causes: what lies behind findings, told once for all cells that mending it puts right."""

from __future__ import annotations

from typing import Any, Literal

from rules.model.bilingual import Text
from rules.record import record

Mending = Literal["fix", "compute", "expected", "person"]
"""What mends the cells of a cause: a safe fix, computing, typing the value expected, or what only a person can decide."""

CLICKS: tuple[Mending, ...] = ("fix", "compute")
"""What a command (and a button in Excel) mends."""


@record
class Follows:
    """When a finding is but the effect of another one.

    ``rules`` are those whose findings may lie behind it. ``how`` tells which of them do: `sum` those in rows that the
    blamed formula adds up, `cell` those in the first cell that this finding rests on and that any of them blames.
    """

    rules: tuple[str, ...]
    how: Literal["sum", "cell"]


@record
class CauseKind:
    """One of the causes that a rule tells apart; a finding names it in its detail `cause`.

    ``title`` and ``remedy`` default to the rule's own title and suggestion; ``advice`` on a single cell, with its details, to
    the remedy of a kind that has a name, else to the rule's suggestion. Findings of several rules are one cause where
    their kinds have the same ``shared`` name. ``keeps_formulas`` is whether the remedy also suits a cell that holds a
    formula; where it does not, such cells are a cause of their own. ``follows`` is for effects; several are tried in turn.
    """

    name: str = ""
    title: Text | None = None
    remedy: Text | None = None
    mended: Mending = "person"
    keeps_formulas: bool = False
    shared: str = ""
    follows: tuple[Follows, ...] = ()
    advice: Text | None = None


@record
class Cause:
    """A cause found in a workbook.

    ``cells`` are ranges by sheet (`T-C.33!E10:E16, E19`) of what is to be mended, ``count`` their number; ``effects`` counts
    the cells that come right with them. ``findings`` are the positions of all that belong to it among those of the verdict,
    ``roots`` of those that are no effects, ``example`` that of a telling one. ``mended`` is what mends it, and
    ``money`` whether it changes an amount.
    """

    id: str
    rules: tuple[str, ...]
    severity: str
    sentence: str
    remedy: str
    mended: Mending
    count: int
    effects: int
    cells: str
    findings: tuple[int, ...]
    roots: tuple[int, ...]
    example: int
    money: bool

    @property
    def fixable(self) -> bool:
        """Whether a click mends it."""
        return self.mended in CLICKS

    def as_json(self) -> dict[str, Any]:
        """The cause in the fields and order of the JSON contract; ``click`` names the command that mends it."""
        return {
            "id": self.id, "rules": list(self.rules), "severity": self.severity, "sentence": self.sentence,
            "remedy": self.remedy, "fixable": self.fixable, "click": self.mended if self.fixable else None,
            "count": self.count, "effects": self.effects, "cells": self.cells, "findings": list(self.findings),
            "roots": list(self.roots), "example": self.example,
        }  # fmt: skip
