"""The JSON report: the contract other tools rely on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from headless.batch.inputs import Skipped
from headless.reports.formats import Occasion
from headless.reports.json_escaping import json_pieces
from rules.model.finding import SEVERITIES, Verdict

VERSION = 1


def summary(verdicts: Sequence[Verdict], skipped: int = 0) -> dict[str, int]:
    """Workbooks by status, those `valid` that were not wholly checked, files that were not judged, findings by severity."""
    counts = {"workbooks": len(verdicts)}
    counts |= {status: sum(v.status == status for v in verdicts) for status in ("valid", "invalid", "unreadable")}
    counts["incomplete"] = sum(verdict.state == "incomplete" for verdict in verdicts)
    counts["skipped"] = skipped
    return counts | {severity: sum(v.count(severity) for v in verdicts) for severity in SEVERITIES}


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
    """The report as `renja validate` writes it, a workbook at a time."""
    yield from _pieces(verdicts, occasion.skipped, occasion.lang, occasion.same)
    yield "\n"


def render(
    verdicts: Sequence[Verdict],
    skipped: Sequence[Skipped] = (),
    lang: str = "id",
    same: Sequence[Sequence[Path]] = (),
) -> str:
    """One JSON object: version, workbooks with findings and rules, files not judged and files of one content, summary."""
    return "".join(_pieces(verdicts, skipped, lang, same))


def _pieces(
    verdicts: Sequence[Verdict], skipped: Sequence[Skipped], lang: str, same: Sequence[Sequence[Path]]
) -> Iterator[str]:
    body = {
        "version": VERSION,
        "workbooks": (verdict.as_json() for verdict in verdicts),
        "skipped": [{"file": str(one.path), "reason": one.reason.get(lang)} for one in skipped],
        "same_content": [[str(file) for file in files] for files in same],
        "summary": summary(verdicts, len(skipped)),
    }
    yield from json_pieces(body)
