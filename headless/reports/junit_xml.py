"""The JUnit XML report, for build servers: a suite per workbook, a case per rule; skipped is what was not wholly checked.

It keeps to the schema of Apache Ant's JUnit task as published by Windy Road, the strictest in use. That one
knows no warnings: those are told in the suite's output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any, NamedTuple

from headless.batch.inputs import Skipped
from headless.reports.formats import Occasion
from rules.model.finding import Finding, Outcome, Verdict
from rules.model.verdict_words import RULE_STATES, counted, graveness, unchecked_lines
from rules.registry import all_rules
from workbook_templates.xml_signs import xml_text


class JUnitCase(NamedTuple):
    """A case of a suite; its kind is empty where it passed, else `galat`, `error` or `skipped`."""

    title: str
    kind: str = ""
    message: str = ""
    text: str = ""


def report(verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
    """The report as `renja validate` writes it."""
    yield render(verdicts, occasion.made, occasion.skipped, occasion.lang)


def render(verdicts: Sequence[Verdict], made: datetime, skipped: Sequence[Skipped] = (), lang: str = "id") -> str:
    """The whole report; ``made`` is when the workbooks were judged. A case fails by *galat* only."""
    from lxml import etree

    root = etree.Element("testsuites")
    for number, verdict in enumerate(verdicts):
        root.append(_judged(etree, verdict, number, made))
    for number, one in enumerate(skipped, len(verdicts)):
        root.append(_skipped(etree, one, number, made, lang))
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return xml.decode()


def _skipped(etree: Any, one: Skipped, number: int, made: datetime, lang: str) -> Any:
    """A suite without cases for a file that was not judged; its output says why."""
    return _suite(etree, str(one.path), number, made, {"berkas": one.path}, [], one.reason.get(lang))


def _judged(etree: Any, verdict: Verdict, number: int, made: datetime) -> Any:
    told = {
        "berkas": verdict.file,
        "status": verdict.status,
        "lengkap": "ya" if verdict.complete else "tidak",
        "dokumen": verdict.document,
        "tahun": verdict.year,
        "paket": verdict.pack,
    }
    output = "\n".join(_output(verdict))
    return _suite(etree, verdict.file, number, made, told, list(_cases(verdict)), output, verdict.reason)


def _suite(
    etree: Any,
    file: str,
    number: int,
    made: datetime,
    told: Mapping[str, object],
    cases: Sequence[JUnitCase],
    output: str,
    fault: str = "",
) -> Any:
    name = xml_text(PurePath(file).name)
    suite = etree.Element("testsuite", name=name or "-", package=xml_text(str(PurePath(file).parent)), id=str(number))
    properties = etree.SubElement(suite, "properties")
    for key, value in told.items():
        etree.SubElement(properties, "property", name=key, value=xml_text(str(value if value is not None else "")))
    for case in cases:
        made_case = etree.SubElement(suite, "testcase", name=xml_text(case.title), classname=name, time="0")
        if case.kind == "skipped":
            etree.SubElement(made_case, "skipped", message=xml_text(case.message))
        elif case.kind:
            tag = "error" if case.kind == "error" else "failure"
            fault_told = etree.SubElement(made_case, tag, message=xml_text(case.message), type=case.kind)
            fault_told.text = xml_text(case.text)
    kinds = Counter(case.kind for case in cases)
    suite.set("tests", str(len(cases)))
    for count, kind in (("failures", "galat"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(kinds[kind]))
    suite.set("time", "0")
    suite.set("timestamp", made.replace(microsecond=0, tzinfo=None).isoformat())
    suite.set("hostname", "localhost")
    etree.SubElement(suite, "system-out").text = xml_text(output)
    etree.SubElement(suite, "system-err").text = xml_text(fault)
    return suite


def _cases(verdict: Verdict) -> list[JUnitCase]:
    unreadable = verdict.status == "unreadable"
    cases = [JUnitCase("file terbaca", "error" if unreadable else "", verdict.reason, verdict.reason)]
    left = {rule: one.reason for one in reversed(verdict.unchecked) for rule in one.rules}
    for outcome in verdict.rules:
        found = [x for x in verdict.findings if x.rule == outcome.rule and x.severity == "galat"]
        if outcome.status == "crashed":
            cases.append(JUnitCase(_title(outcome), "error", outcome.reason, outcome.reason))
        elif found:
            text = "\n".join(map(_line, found))
            message = f"{counted(len(found), 'galat')}: {found[0].message}"
            cases.append(JUnitCase(_title(outcome), "galat", message, text))
        elif outcome.status == "skipped" or outcome.reason:
            cases.append(JUnitCase(_title(outcome), "skipped", _left(outcome)))
        elif outcome.rule in left:
            cases.append(JUnitCase(_title(outcome), "skipped", left[outcome.rule]))
        else:
            cases.append(JUnitCase(_title(outcome)))
    return cases


def _left(outcome: Outcome) -> str:
    """That a rule did not run, or not on every cell, and why."""
    return f"{RULE_STATES[outcome.status].id}: {outcome.reason}"


def _title(outcome: Outcome) -> str:
    rule = all_rules().get(outcome.rule)
    return f"{outcome.rule} {rule.name}" if rule else outcome.rule


def _line(finding: Finding) -> str:
    place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet or "-"
    return f"{place}: {finding.message} {finding.suggestion}".strip()


def _output(verdict: Verdict) -> list[str]:
    """What was not checked, findings that do not fail, rules that did not run or not on every cell."""
    softer = [f"{graveness(x.severity)} {x.rule} {_line(x)}" for x in verdict.findings if x.severity != "galat"]
    left = [f"{x.rule} {_left(x)}" for x in verdict.rules if x.status == "skipped" or x.reason]
    return [*unchecked_lines(verdict), *softer, *left]
