"""One fault, one finding: every cell of the corrected twin is damaged in turn, and only that cell is blamed.

The whole set of damaged workbooks is judged as one stack.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rules.document import Document
from rules.engine import validate, validate_many
from workbook_templates.reader import read_document


@dataclass
class Damage:
    """A damaged copy, what was done to which cell, and the rule that must name it."""

    kind: str
    rule: str
    sheet: str
    cell: str
    document: Document


def _damaged(base: Document, layout: str, row: int, column: str, value: Any) -> Document:
    document = copy.deepcopy(base)
    table = next(table for table in document.tables if table.layout == layout)
    table.columns[column][table.rows.index(row)] = value
    return document


def _cases(base: Document) -> Iterator[Damage]:
    for table in base.tables:
        if table.layout not in {"T-C.33", "Bab-IV"}:
            continue
        for row, code, name, amount in zip(
            table.rows, table.columns["1"], table.columns["2"], table.columns["6"], strict=True
        ):
            if not code:
                continue
            parent = code == "TOTAL" or code.count(".") < 5
            wanted: list[tuple[str, str, str, Any]] = []
            if amount:
                wanted.append(("unreadable amount", "ANG-001", "6", "12.34.567"))
                if parent:
                    rule = {"TOTAL": "JML-004"}.get(code, "JML-002" if code.count(".") == 2 else "JML-001")
                    wanted.append(("tenfold sum", rule, "6", amount * 10))
                else:
                    wanted.append(("negative amount", "ANG-002", "6", -amount))
            if code != "TOTAL":
                wanted += [
                    ("lost zero", "NOM-010", "1", code.replace(".0", ".")),
                    ("malformed code", "NOM-001", "1", f"X{code}"),
                    ("code as number", "NOM-011", "1", float(code[:4])),
                    ("name changed", "NOM-003", "2", f"{name} lain"),
                    ("indicator emptied", "STR-010", "3", None),
                ]
                if table.columns["5"][table.rows.index(row)] != "-":
                    wanted.append(("unit mistyped", "SAT-002", "5", "12 Lapran"))
            for kind, rule, column, value in wanted:
                document = _damaged(base, table.layout, row, column, value)
                yield Damage(kind, rule, table.sheet, f"{table.letters[column]}{row}", document)


@pytest.fixture(scope="module")
def judged(benar: Path) -> list[tuple[Damage, set[tuple[str, str, str]]]]:
    base = read_document(benar)
    usual = {(f.rule, f.sheet, f.cell) for f in validate(base).findings}
    cases = list(_cases(base))
    verdicts = validate_many([case.document for case in cases])
    return [
        (case, {(f.rule, f.sheet, f.cell) for f in verdict.findings} - usual)
        for case, verdict in zip(cases, verdicts, strict=True)
    ]


def test_every_damage_is_one_finding_in_its_cell(judged: list[tuple[Damage, set[tuple[str, str, str]]]]) -> None:
    assert len(judged) > 600
    wrong = [
        f"{case.kind} {case.sheet}!{case.cell}: {sorted(found)}"
        for case, found in judged
        if found != {(case.rule, case.sheet, case.cell)}
    ]
    assert not wrong, wrong[:10]
