"""What became of each cause between two versions, by the prints of their findings."""

from __future__ import annotations

from collections import Counter
from typing import Any

from loket.judging.traces import Traced
from loket.register.models import Version, VersionState


def predecessor(version: Version) -> Version | None:
    """The last version before that could be read."""
    earlier = Version.objects.filter(dossier=version.dossier_id, number__lt=version.number, state=VersionState.JUDGED)
    found: Version | None = earlier.exclude(status="unreadable").order_by("-number").first()
    return found


def changes(before: Version, traced: Traced) -> dict[str, Any]:
    """What became of each cause since the version ``before``, counted in findings.

    ``since`` is that version's number; ``causes`` tells of each cause by id how many findings are new, still there and
    gone; ``gone`` are causes of which nothing is left.
    """
    waiting = Counter(_prints(before))
    old = {cause["id"]: cause for cause in (before.verdict or {}).get("causes", [])}
    found: dict[str, dict[str, int]] = {}
    for cause in traced.verdict.causes:
        still = sum(_taken(waiting, traced.prints[at]) for at in cause.findings)
        gone = len(old[cause.id]["findings"]) - still if cause.id in old else 0
        found[cause.id] = {"new": len(cause.findings) - still, "still": still, "gone": max(0, gone)}
    return {"since": before.number, "causes": found, "gone": [_gone(old[name]) for name in old if name not in found]}


def _taken(waiting: Counter[str], name: str) -> bool:
    """Whether a finding was there before; each counts once."""
    waiting[name] -= 1
    return waiting[name] >= 0


def _gone(cause: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {name: cause[name] for name in ("id", "rules", "severity", "sentence", "cells")}
    return kept | {"findings": len(cause["findings"])}


def _prints(version: Version) -> list[str]:
    prints: list[str] = (version.traces or {}).get("prints", [])
    return prints
