"""Golden verdicts: the findings every example workbook is known for, a line each, and what a new verdict changes in them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from rules.model.finding import Verdict
from tests.places import GOLDEN
from tests.support.example_workbooks import verdict

Row = list[Any]
"""A finding as [rule, severity, sheet, cell, value, expected, difference, cause]."""


def flattened(judged: Verdict) -> list[Row]:
    """Findings as a golden verdict keeps them: no prose, so that a better sentence changes none."""
    cause = {at: cause.id for cause in judged.causes for at in cause.findings}
    return [
        [f.rule, f.severity, f.sheet, f.cell, f.value, f.expected, f.difference, cause[at]]
        for at, f in enumerate(judged.findings)
    ]


def now(name: str) -> list[Row]:
    """What validation finds in an example workbook now."""
    return flattened(verdict(name))


def kept(name: str) -> list[Row]:
    """What it is known for; nothing if it is new."""
    path = GOLDEN / f"{name}.json"
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return rows


def keep(name: str, rows: list[Row]) -> None:
    """Write a golden verdict, a finding a line."""
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (GOLDEN / f"{name}.json").write_text(f"[\n{body}\n]\n", encoding="utf-8")


def changes(before: list[Row], after: list[Row]) -> Iterator[str]:
    """What a new verdict changes: counts by rule, then every finding that is gone (-) or new (+)."""
    old, new = Counter(map(json.dumps, before)), Counter(map(json.dumps, after))
    gone, come = [[json.loads(row) for row in (one - other).elements()] for one, other in ((old, new), (new, old))]
    counts = Counter(row[0] for row in gone), Counter(row[0] for row in come)
    if before != after and old == new:
        yield "only their order"
    for rule in sorted({*counts[0], *counts[1]}):
        yield f"{rule}: {counts[0][rule]} gone, {counts[1][rule]} new"
    for sign, row in sorted([*(("-", row) for row in gone), *(("+", row) for row in come)], key=_by_place):
        rule, severity, sheet, cell, value, expected, difference, *cause = row
        yield f"  {sign} {rule} {severity} {sheet}!{cell}: {value!r}, expected {expected!r}, difference {difference!r}, of {''.join(cause)}"


def _by_place(change: tuple[str, Row]) -> tuple[str, ...]:
    sign, (rule, _, sheet, cell, *_) = change
    return rule, sheet, cell, sign
