"""The JSON report: the contract other tools rely on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rules.model.finding import SEVERITIES, Verdict

VERSION = 1


def summary(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Workbooks by status and findings by severity."""
    counts = {"workbooks": len(verdicts)}
    counts |= {status: sum(v.status == status for v in verdicts) for status in ("valid", "invalid", "unreadable")}
    return counts | {severity: sum(v.count(severity) for v in verdicts) for severity in SEVERITIES}


def render(verdicts: Sequence[Verdict]) -> str:
    """One JSON object: version, workbooks with findings and rules, summary."""
    body = {"version": VERSION, "workbooks": [v.as_json() for v in verdicts], "summary": summary(verdicts)}
    return json.dumps(body, ensure_ascii=False, indent=2)
