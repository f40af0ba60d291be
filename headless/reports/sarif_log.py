"""The SARIF 2.1.0 report, for code-scanning and quality dashboards (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from headless.batch.inputs import Skipped
from headless.reports.formats import Occasion
from headless.reports.json_escaping import json_text
from rules import __version__
from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.model.verdict_words import RULE_STATES, unchecked_lines
from rules.registry import all_rules
from rules.values.cells import column_number

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = dict(zip(SEVERITIES, ("error", "warning", "note"), strict=True))
"""SARIF levels of our severities."""


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
    """The report as `renja validate` writes it."""
    yield render(verdicts, occasion.lang, occasion.skipped) + "\n"


def render(verdicts: Sequence[Verdict], lang: str = "id", skipped: Sequence[Skipped] = ()) -> str:
    """One SARIF run over all workbooks; a file that could not be read or was not judged is a notification of the run."""
    numbers = {rule_id: number for number, rule_id in enumerate(all_rules())}
    run = {
        "tool": {"driver": _driver(lang)},
        "language": lang,
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": {"uri": uri(verdict.file)}} for verdict in verdicts],
        "invocations": [_invocation(verdicts, skipped, lang)],
        "results": [
            _result(finding, verdict, artifact, numbers)
            for artifact, verdict in enumerate(verdicts)
            for finding in verdict.findings
        ],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def uri(file: str) -> str:
    """A file as a URI reference: relative paths stay relative, with forward slashes."""
    path = Path(file)
    told = quote(path.as_posix(), safe="/:", errors="replace")
    if not path.is_absolute():
        return told.replace(":", "%3A")
    return f"file://{told}" if told.startswith("/") else f"file:///{told}"


def _driver(lang: str) -> dict[str, Any]:
    rules = [
        {
            "id": rule.id,
            "name": rule.name,
            "shortDescription": {"text": rule.title.get(lang)},
            "fullDescription": {"text": rule.explanation},
            "help": {"text": f"{rule.explanation}\n\n{rule.basis}"},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
        }
        for rule in all_rules().values()
    ]
    return {"name": "renja", "version": __version__, "rules": rules}


def _result(finding: Finding, verdict: Verdict, artifact: int, numbers: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(verdict.file), "index": artifact}}
    letters = finding.cell.rstrip("0123456789")
    if letters and letters != finding.cell:
        row, column = int(finding.cell[len(letters) :]), column_number(letters)
        place["region"] = {"startLine": row, "startColumn": column}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.sheet:
        full = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
        location["logicalLocations"] = [
            {"name": finding.cell or finding.sheet, "fullyQualifiedName": full, "kind": "cell" if letters else "sheet"}
        ]
    known = {"ruleIndex": numbers[finding.rule]} if finding.rule in numbers else {}
    body = finding.as_json()
    kept = ("table", "sheet", "cell", "column", "key", "value", "expected", "difference", "suggestion", "fix")
    return {
        "ruleId": finding.rule,
        **known,
        "level": LEVELS[finding.severity],
        "message": {"text": " ".join(filter(None, (finding.message, finding.suggestion)))},
        "locations": [location],
        "partialFingerprints": {"temuan/v1": _fingerprint(finding)},
        "properties": {name: body[name] for name in kept},
    }


def _fingerprint(finding: Finding) -> str:
    """The same for the same fault of the same row, wherever rows above were inserted or removed."""
    told = "\0".join((finding.rule, finding.table, finding.column, finding.key, str(finding.value)))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def _invocation(verdicts: Sequence[Verdict], left_out: Sequence[Skipped], lang: str) -> dict[str, Any]:
    """What did not work (files, rules) and what was not judged (rules and files that were skipped)."""
    failed: list[dict[str, Any]] = []
    skipped: list[dict[str, Any]] = []
    for artifact, verdict in enumerate(verdicts):
        place = [{"physicalLocation": {"artifactLocation": {"uri": uri(verdict.file), "index": artifact}}}]
        if verdict.status == "unreadable":
            failed.append({"level": "error", "message": {"text": verdict.reason}, "locations": place})
        skipped += [
            {"level": "warning", "message": {"text": line}, "locations": place}
            for line in unchecked_lines(verdict, lang)
        ]
        for outcome in verdict.rules:
            told = {"associatedRule": {"id": outcome.rule}, "locations": place}
            text = {"text": f"{outcome.rule} {RULE_STATES[outcome.status].get(lang)}: {outcome.reason}"}
            if outcome.status == "crashed":
                failed.append({"level": "error", "message": text, **told})
            elif outcome.status == "skipped" or outcome.reason:
                skipped.append({"level": "note", "message": text, **told})
    for one in left_out:
        place = [{"physicalLocation": {"artifactLocation": {"uri": uri(str(one.path))}}}]
        skipped.append({"level": "note", "message": {"text": one.reason.get(lang)}, "locations": place})
    return {
        "executionSuccessful": not failed,
        "toolExecutionNotifications": failed,
        "toolConfigurationNotifications": skipped,
    }
