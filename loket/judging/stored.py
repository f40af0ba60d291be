"""Verdicts as the register keeps them, made whole again for whoever shows or uses them."""

from __future__ import annotations

from typing import Any

from loket.register.models import Version
from rules.model.cause import Cause
from rules.model.finding import Finding, Outcome, Verdict
from rules.model.unchecked import Unchecked


def verdict_of(version: Version) -> Verdict:
    """The verdict on a version; what the contract leaves out of a verdict (tables, figures) is left out here too."""
    said: dict[str, Any] = version.verdict or {}
    mended = (version.traces or {}).get("mended") or []
    return Verdict(
        file=version.filename,
        status=said.get("status", "unreadable"),
        document=said.get("document") or "",
        year=said.get("year"),
        pack=said.get("pack") or "",
        findings=[Finding(**finding) for finding in said.get("findings", [])],
        causes=[_cause(cause, mended[at : at + 1]) for at, cause in enumerate(said.get("causes", []))],
        rules=[Outcome(**outcome) for outcome in said.get("rules", [])],
        reason=said.get("reason", ""),
        unchecked=[_unchecked(one) for one in said.get("unchecked", [])],
        optional=[_unchecked(one) for one in said.get("optional", [])],
        notes=said.get("notes", []),
        quarantined=said.get("quarantined", False),
    )


def _cause(said: dict[str, Any], mended: list[Any]) -> Cause:
    return Cause(
        id=said["id"],
        rules=tuple(said["rules"]),
        severity=said["severity"],
        sentence=said["sentence"],
        remedy=said["remedy"],
        mended=mended[0] if mended else said["click"] or "person",
        count=said["count"],
        effects=said["effects"],
        cells=said["cells"],
        findings=tuple(said["findings"]),
        roots=tuple(said.get("roots", said["findings"])),
        example=said["example"],
        money=False,
    )


def _unchecked(said: dict[str, Any]) -> Unchecked:
    return Unchecked(tuple(said["rules"]), said["reason"], said["remedy"])
