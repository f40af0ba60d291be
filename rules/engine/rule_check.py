"""A rule as a pandera check: one for each column it may blame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.api.base.checks import CheckResult

from rules.engine.errors import WithoutTableError
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.frames.memo import once
from rules.frames.stacked_rows import StackedRows


class Judged(NamedTuple):
    """A view under judgement, and the session it belongs to."""

    session: Session
    view: StackedRows


_JUDGED: ContextVar[Judged | None] = ContextVar("table under judgement", default=None)


@contextmanager
def judging(judged: Judged) -> Iterator[None]:
    """Checks meanwhile judge this view when they are handed its frame."""
    token = _JUDGED.set(judged)
    try:
        yield
    finally:
        _JUDGED.reset(token)


def under_judgement(frame: Any) -> Judged:
    """The view under judgement; raises LookupError where the frame is not its own."""
    judged = _JUDGED.get()
    if judged is None or judged.view.frame is not frame:
        raise LookupError("no view with this frame is under judgement")
    return judged


@once
def _all_sound(view: StackedRows) -> pd.Series:
    return pd.Series(np.ones(len(view.frame), dtype=bool), index=view.frame.index)


class RuleCheck(pa.Check):
    """What one rule says of one column.

    It knows no table, so that a schema can be kept without keeping what it judged: a rule judges its column together with
    the table, its document and what other rules say, and these are those of the view :func:`judging` names.
    """

    def __init__(self, rule: Rule, column: str, severity: str) -> None:
        super().__init__(
            rule.check,
            name=rule.id,
            error=rule.message.id,
            title=rule.title.id,
            description=rule.explanation,
            ignore_na=False,  # A blank cell may be the fault.
        )
        self.rule, self.column = rule.id, column
        self.metadata = {"severity": severity, "basis": rule.basis, "name": rule.name}

    def __call__(self, check_obj: Any, column: str | None = None) -> CheckResult:  # noqa: ARG002  (pandera's own)
        """Judge the column of a frame; ``check_output`` is False in the cells blamed, ``failure_cases`` their positions."""
        try:
            session, view = under_judgement(check_obj)
        except LookupError:
            raise WithoutTableError(self.rule, self.column) from None
        blamed = session.faults(self.rule, view, self.column).rows
        if not len(blamed):
            return CheckResult(_all_sound(view), True, check_obj, None)
        sound = np.ones(len(view.frame), dtype=bool)
        sound[blamed] = False
        return CheckResult(pd.Series(sound, index=view.frame.index, copy=False), False, check_obj, blamed)

    def __eq__(self, other: object) -> bool:
        # pandera compares the code of checks alone, which is the same for many columns.
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> RuleCheck:
        return self
