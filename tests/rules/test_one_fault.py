"""One fault, one finding: cells of every kind of the corrected twin are damaged in turn, and only they are blamed.

A miswritten code makes the formulas of its row miss their details: those sums are wrong in the workbook, and told too.
A typed value takes the place of a formula, and what the other formulas store follows it, as in a workbook that was
calculated. All damaged workbooks are judged as one stack. E.81 is damaged in the sound document, as the twin has none.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from headless.batch.run import STACK
from rules.calculation.compute import compute
from rules.calculation.recalculate import UNKNOWN, recalculated
from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Table
from rules.schema.layout import layouts
from rules.validation import validate, validate_many
from tests.support.mistyped_cells import Damage, Puts, damages, quarter_damages, table_of
from workbook_templates.reader import read_document

# ---- the bases


def as_typed(table: Table) -> Table:
    """A table without formulas and without the columns that our templates put beside it."""
    official = layouts()[table.layout].official
    columns = {number: list(table.columns[number]) for number in official}
    return replace(
        table, columns=columns, marks=replace(table.marks, formulas={}), letters={n: table.letters[n] for n in official}
    )


@pytest.fixture(scope="module")
def twin(benar: Path) -> Document:
    """The corrected twin; the tables told by names hold figures as typed, as their sums rest on a look-up of codes."""
    document = read_document(benar)
    by_name = {"T-C.31", "E.81", "E.81-16"}
    return replace(document, tables=[as_typed(t) if t.layout in by_name else t for t in document.tables])


# ---- damaged workbooks


def _with_puts(base: Document, layout: str, puts: Puts) -> tuple[Document, Table]:
    table = table_of(base, layout)
    fresh = replace(
        table,
        columns={number: list(values) for number, values in table.columns.items()},
        marks=replace(
            table.marks,
            formulas={place: text for place, text in table.marks.formulas.items() if place not in puts},
        ),
    )
    for (row, column), value in puts.items():
        fresh.columns[column][fresh.rows.index(row)] = value
    return replace(base, tables=[fresh if t is table else t for t in base.tables]), fresh


def _sums_follow(table: Table) -> None:
    """What the sums of a table store after an edit, details before their parents."""
    codes = dict(zip(table.rows, table.columns["1"], strict=True))

    def depth(place: tuple[int, str]) -> tuple[int, bool]:
        code = str(codes[place[0]] or "")
        return -code.count("."), place[1] == "5"

    for row, column in sorted(table.marks.formulas, key=depth):
        result = recalculated(table, column, table.marks.formulas[(row, column)])
        if result is not UNKNOWN:
            table.columns[column][table.rows.index(row)] = result


def _rates_of(base: Document, cases: list[Damage]) -> dict[tuple[int, str], Any]:
    """What the derived columns of T-C.29 store where each of its rows has one of the edits."""
    puts = {place: value for case in cases for place, value in case.puts.items()}
    document, _ = _with_puts(base, "T-C.29", puts)
    alone = replace(document, tables=[table_of(document, "T-C.29")])
    return {(cell.row, cell.column): cell.value for cell in compute(alone) if cell.state != "typed"}


def damaged(base: Document, cases: list[Damage]) -> list[Document]:
    """A workbook for each damage, its other formulas calculated."""
    rates_after: dict[int, dict[tuple[int, str], Any]] = {}
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        if case.layout == "T-C.29":
            by_kind[case.kind, case.place[1]].append(number)
    for numbers in by_kind.values():
        found = _rates_of(base, [cases[number] for number in numbers])
        rates_after |= dict.fromkeys(numbers, found)
    documents = []
    for number, case in enumerate(cases):
        document, table = _with_puts(base, case.layout, case.puts)
        row = case.place[0]
        for (at, column), value in rates_after.get(number, {}).items():
            if at == row and (at, column) in table.marks.formulas:
                table.columns[column][table.rows.index(at)] = "" if value is None else value
        if case.layout in {"T-C.33", "Bab-IV", "Anggaran-Realisasi"}:
            _sums_follow(table)
        documents.append(document)
    return documents


Judged = list[tuple[Damage, set[tuple[str, str, str]]]]


def _judge(base: Document, cases: list[Damage]) -> Judged:
    usual = {(f.rule, f.sheet, f.cell) for f in validate(base).findings}
    documents = damaged(base, cases)
    stacks = [documents[start : start + STACK] for start in range(0, len(documents), STACK)]
    verdicts = [verdict for stack in stacks for verdict in validate_many(stack)]
    return [
        (case, {(f.rule, f.sheet, f.cell) for f in verdict.findings} - usual)
        for case, verdict in zip(cases, verdicts, strict=True)
    ]


def _missed_by_code(table: Table, case: Damage, rule: str, sheet: str, cell: str) -> bool:
    """Whether a finding tells of a sum whose formula looks for its details by a code that has lost its zeros."""
    row = case.place[0]
    looking = {f"{table.letters[column]}{at}" for at, column in table.marks.formulas if at == row}
    return case.rule == "NOM-010" and rule.startswith("JML-") and sheet == table.sheet and cell in looking


def _wrong(base: Document, judged: Judged) -> dict[str, list[str]]:
    """Damages that are not one finding in their cell, by kind."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for case, found in judged:
        table, (row, column) = table_of(base, case.layout), case.place
        cell = f"{table.letters[column]}{row}"
        told = {x for x in found if not _missed_by_code(table, case, *x)}
        if told != ({(case.rule, table.sheet, cell)} if case.rule else set()):
            wrong[f"{case.kind} ({case.layout} {column})"].append(f"{cell}: {sorted(found)}")
    return dict(wrong)


def _sampled(cases: list[Damage], most: int) -> list[Damage]:
    """At most so many damages of each kind in each column, spread over its rows; all where the environment asks."""
    groups: dict[tuple[str, str, str], list[Damage]] = defaultdict(list)
    for case in cases:
        groups[case.kind, case.layout, case.place[1]].append(case)
    if os.environ.get("RENJA_EVERY_CELL"):
        return cases
    return [case for group in groups.values() for case in group[:: max(1, -(-len(group) // most))]]


def test_damages_of_the_twin_are_one_finding_in_their_cell(twin: Document) -> None:
    cases = _sampled(list(damages(twin)), 3)
    assert len(cases) > 200
    wrong = _wrong(twin, _judge(twin, cases))
    assert not wrong, "\n".join(f"{kind}: {len(cells)}, as {cells[:3]}" for kind, cells in wrong.items())


def test_every_damage_of_the_evaluation_is_one_finding_in_its_cell() -> None:
    base = sound_document()
    wrong = _wrong(base, _judge(base, list(quarter_damages())))
    assert not wrong, "\n".join(f"{kind}: {cells}" for kind, cells in wrong.items())
