"""What of a workbook was not checked, why, and what would check it: the ground of the third verdict.

A rule that leaves a workbook out says so by a :class:`Skip`, whose :class:`Gap` tells what that means for the verdict. A gap
that could hide a galat makes the verdict incomplete.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from enum import Enum
from typing import Any

from rules.model.bilingual import NOTHING, Text
from rules.record import record


class Gap(Enum):
    """Why a rule left something unjudged; of each whether it leaves the verdict open, and what would close it."""

    NOTHING = "nothing to judge: no such cell, table, seal or partner, or the rule is switched off"
    IN_VAIN = "something was given beside the workbook that holds nothing for it"
    OPTIONAL = "something that may be given beside the workbook was not"
    UNSTATED = "the table does not state what could be checked"
    STAND_IN = "the decree is not at hand whole, and texts were read by another"
    NOMENCLATURE = "the codes of a bidang or a government are not at hand"
    DECREE = "the decree is not known"
    IDENTITY = "Identitas does not say what the rule must know"
    GUESSED = "the table is only guessed"
    PUT_OFF = "it rests on cells that cannot be read or are at fault themselves"
    UNSUMMED = "nothing in the table could be added up"
    NIL = "all that could be added up in the table is nought"
    CRASHED = "the rule failed"

    @property
    def open(self) -> bool:
        """Whether a check that could have failed the workbook did not run."""
        return self is not Gap.NOTHING and self not in _BESIDE


_BESIDE = (Gap.IN_VAIN, Gap.UNSTATED, Gap.STAND_IN, Gap.OPTIONAL)
"""What is told beside the verdict, in this order."""


@record
class Skip:
    """Why a rule left a workbook, or a part of it, unjudged: a clause, and the command or click that would let it judge."""

    gap: Gap
    reason: Text
    remedy: Text = NOTHING


@record
class Unchecked:
    """Rules that left something unjudged for one reason, and what to do about it."""

    rules: tuple[str, ...]
    reason: str
    remedy: str

    def as_json(self) -> dict[str, Any]:
        """In the fields of the JSON contract."""
        return {"rules": list(self.rules), "reason": self.reason, "remedy": self.remedy}


def unchecked(told: Iterable[tuple[str, Skip]], grave: Set[str], lang: str) -> tuple[list[Unchecked], list[Unchecked]]:
    """What leaves the verdict open, and what something optional would add, from rules and why each left something.

    Only rules in ``grave`` can fail a workbook and leave its verdict open. What was given in vain comes
    first, and that texts were read by another decree before what else may be given. Reasons in `id` or `en`.
    """
    rules: dict[Skip, list[str]] = {}
    for rule, skip in told:
        rules.setdefault(skip, []).append(rule)
    found: dict[bool, list[Unchecked]] = {True: [], False: []}
    for skip, ids in sorted(
        rules.items(), key=lambda item: _BESIDE.index(item[0].gap) if item[0].gap in _BESIDE else 0
    ):
        if skip.gap in _BESIDE or (skip.gap.open and not grave.isdisjoint(ids)):
            one = Unchecked(tuple(dict.fromkeys(ids)), skip.reason.get(lang), skip.remedy.get(lang))
            found[skip.gap.open].append(one)
    return found[True], found[False]
