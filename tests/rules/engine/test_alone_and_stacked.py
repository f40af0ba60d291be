"""A table judged alone and the same table in the engine's stack: one schema, the same faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from rules.engine.example_table_edits import Drop
from rules.engine.family import family_of
from rules.engine.loose_frame import document_with
from rules.engine.rule import Rule
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document
from rules.model.finding import Verdict
from rules.public_schema import schema_of
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.validation import validate, validate_many
from workbook_templates.reader import read_document

RULES = list(all_rules().values())
TABLES = [layout.id for layout in layouts().values() if layout.columns]
Cell = tuple[str, str, int, str]
"""Rule, official column, row and message."""


def alone(document: Document, layout: str) -> list[Cell]:
    """What the table's schema says of it, given the rest of its document."""
    frame = pd.concat([table.frame for table in document.tables if table.layout == layout])
    try:
        schema_of(layout, document=document).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        columns = (cases[name] for name in ("check", "column", "index", "message"))
        found = zip(*columns, strict=True)
        return sorted(cell for cell in found if cell[0] != "column_in_dataframe")
    return []


def stacked(verdict: Verdict, layout: str) -> list[Cell]:
    """What the verdict of a stack says of the rows of a table."""
    return sorted((x.rule, x.column, x.row, x.message) for x in verdict.findings if x.table == layout and x.row)


def readable(document: Document) -> list[str]:
    return list(dict.fromkeys(table.layout for table in document.tables if table.rows))


@pytest.fixture(scope="module")
def verdicts() -> dict[tuple[str, str], tuple[Document, Verdict]]:
    """Every example with its verdict, all judged as one stack."""
    cases = [(rule.id, kind) for rule in RULES for kind in ("bad", "good")]
    documents = [example_document(getattr(all_rules()[rule], kind).edits) for rule, kind in cases]
    judged = validate_many(documents)
    return {case: pair for case, *pair in zip(cases, documents, judged, strict=True)}  # type: ignore[misc]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_examples_are_judged_the_same(
    rule: Rule, kind: str, verdicts: dict[tuple[str, str], tuple[Document, Verdict]]
) -> None:
    """In every table of the example: one rule's fault may be another table's, or put off what that says."""
    document, verdict = verdicts[rule.id, kind]
    concerned = {finding.table for finding in verdict.findings if finding.row} | {
        edited(edit) for edit in getattr(rule, kind).edits
    }
    for layout in concerned & set(readable(document)):
        assert alone(document, layout) == stacked(verdict, layout), layout


def edited(edit: object) -> str:
    return getattr(edit, "table", "")


@pytest.mark.parametrize("kind", ["renja", "lkip"])
def test_all_tables_of_a_faulty_workbook_are_judged_the_same(kind: str, seed: Path) -> None:
    names = [f"{kind}-2024-{state}.xlsx" for state in ("benar", "seed")]
    documents = [read_document(seed.with_name(name)) for name in names]
    verdict = validate_many(documents)[-1]
    assert any(stacked(verdict, layout) for layout in readable(documents[-1]))
    for layout in readable(documents[-1]):
        assert alone(documents[-1], layout) == stacked(verdict, layout), layout


@pytest.mark.parametrize("layout", TABLES)
@given(data=st.data())
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_made_up_tables_are_judged_the_same(layout: str, data: st.DataObject) -> None:
    """Tables that the schema itself makes up: no rule crashes, and what it says does not depend on what stands beside."""
    schema = schema_of(layout, tahun=2024)
    frames = [data.draw(schema.strategy()) for _ in range(2)]
    documents = [document_with(frame, layouts()[layout], schema.setting.document) for frame in frames]
    verdicts = validate_many([replace(document, source=str(at)) for at, document in enumerate(documents)])
    for document, verdict in zip(documents, verdicts, strict=True):
        assert not [outcome for outcome in verdict.rules if outcome.status == "crashed"]
        assert alone(document, layout) == stacked(verdict, layout)


def test_an_example_of_the_coded_columns_is_sound() -> None:
    """pandera makes codes, units and fund sources up that no rule on single cells blames."""
    schema = schema_of("T-C.33", tahun=2024)
    codes, funds = (schema.columns[number].example(size=8).iloc[:, 0].dropna().tolist() for number in ("1", "7"))
    frame = schema.example(size=8)
    assert list(frame.columns) == [number for number, spec in layouts()["T-C.33"].columns.items() if not spec.variant]
    for number, values in (("1", codes), ("7", funds)):
        frame = pd.DataFrame({name: [None] * len(values) for name in schema.columns}, dtype=object)
        frame[number] = pd.Series(values, dtype=object)
        if values:
            assert not {rule for rule, column, *_ in told(layout="T-C.33", frame=frame) if column == number} & {
                "NOM-001", "NOM-002", "NOM-010", "NOM-011", "ANG-006",
            }  # fmt: skip


def told(layout: str, frame: pd.DataFrame) -> list[Cell]:
    schema = schema_of(layout, tahun=2024)
    return alone(document_with(frame, layouts()[layout], schema.setting.document), layout)


@pytest.mark.parametrize("make", [sound_document, sound_report])
@given(data=st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_damaged_document_gets_the_same_verdict_in_any_company(
    make: Callable[[], Document], data: st.DataObject
) -> None:
    """Rows left out, cells emptied or moved: what another workbook of the stack holds changes nothing."""
    documents = [replace(damaged(make(), data), source=str(at)) for at in range(2)]
    assert validate_many(documents) == [validate(document) for document in documents]


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if family_of(rule.id) in ("LTS", "DOK")], ids=lambda rule: rule.id
)
def test_workbooks_that_lack_a_table_are_judged_the_same(rule: Rule) -> None:
    """Rules across tables hold each workbook's tables against those of its own, whichever tables others of the stack have."""
    whole = rule.bad.edits
    tables = readable(example_document(whole))
    stack = [example_document(edits) for edits in (whole, *((*whole, Drop(table)) for table in tables), whole)]
    across = [other.id for other in RULES if family_of(other.id) == family_of(rule.id)]
    for verdict, document in zip(validate_many(stack, only=across), stack, strict=True):
        assert verdict == validate(document, only=across), readable(document)


def damaged(document: Document, data: st.DataObject) -> Document:
    for _ in range(data.draw(st.integers(1, 5))):
        table = data.draw(st.sampled_from([table for table in document.tables if len(table.rows) > 1]))
        number = data.draw(st.sampled_from(list(table.columns)))
        at, other = data.draw(st.tuples(*[st.integers(0, len(table.rows) - 1)] * 2))
        cells = table.columns[number]
        match data.draw(st.sampled_from(("leave out", "empty", "move"))):
            case "leave out":
                for values in (table.rows, table.kinds, *table.columns.values()):
                    del values[at]
            case "empty":
                cells[at] = None
            case "move":
                cells[at], cells[other] = cells[other], cells[at]
    return document
