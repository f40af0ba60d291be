"""A version's verdict in the words of all reports."""

from __future__ import annotations

from typing import cast

from loket.register.models import Version, VersionState
from rules.model.finding import State
from rules.model.verdict_words import VERDICTS


def verdict_in_words(version: Version) -> str:
    """The verdict, or how far the judging has come."""
    if not version.done:
        return str(version.get_state_display())
    if version.state == VersionState.QUARANTINED:
        state = "quarantined"
    else:
        state = "incomplete" if version.status == "valid" and not version.complete else version.status
    return VERDICTS[cast("State", state)].id
