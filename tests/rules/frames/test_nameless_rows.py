"""A row of a table without codes counts though its name is lacking: one finding, the empty name, and its amounts stay in every sum."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest

from headless.batch.run import STACK
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import DATA, Document, Table
from rules.schema.layout import layouts
from rules.validation import validate, validate_many

BASES = {"renja": sound_document(), "lkip": sound_report()}


def _priced(table: Table) -> Iterator[tuple[int, str]]:
    """Rows of the table with amounts that are summed, each with a column of its name."""
    layout = layouts()[table.layout]
    for at, kind in enumerate(table.kinds):
        if kind == DATA and layout.totals and any(table.columns[number][at] for number in layout.totals.columns):
            yield from (
                (at, x) for x, spec in layout.official.items() if spec.role == "uraian" and table.columns[x][at]
            )


NAMES = [
    (base, table.layout, at, number)
    for base, document in BASES.items()
    for table in document.tables
    if layouts()[table.layout].hierarchy in {"uraian", "datar", "kelompok"}
    for at, number in _priced(table)
]


def _without_name(base: str, layout: str, at: int, number: str) -> tuple[Document, str]:
    document = copy.deepcopy(BASES[base])
    table = next(table for table in document.tables if table.layout == layout)
    table.columns[number][at] = None
    return document, f"{table.sheet}!{table.letters[number]}{table.rows[at]}"


def test_the_empty_name_is_the_one_finding() -> None:
    assert {layouts()[layout].hierarchy for _, layout, _, _ in NAMES} == {"uraian", "datar", "kelompok"}
    cases = [_without_name(*one) for one in NAMES]
    for start in range(0, len(cases), STACK):
        part = cases[start : start + STACK]
        for (_, cell), verdict in zip(part, validate_many([document for document, _ in part]), strict=True):
            assert [(x.rule, f"{x.sheet}!{x.cell}") for x in verdict.findings] == [("STR-010", cell)]


@pytest.mark.parametrize(("layout", "whole"), [("Pagu", -1), ("Aset", 0)])
def test_a_wrong_sum_is_found_or_put_off(layout: str, whole: int) -> None:
    """Where neither name nor amounts tell how deep a row stands, the sums around it are put off aloud."""
    _, _, at, number = next(one for one in NAMES if one[1] == layout and one[2] > 0)
    document, _ = _without_name("lkip", layout, at, number)
    table = next(table for table in document.tables if table.layout == layout)
    table.columns["4" if layout == "Pagu" else "3"][whole] *= 10
    verdict = validate(document)
    told = any(x.rule.startswith("JML") for x in verdict.findings)
    put_off = any(x.rule == "JML-005" and x.deferred for x in verdict.rules)
    assert (told, put_off) == ((True, False) if layout == "Pagu" else (False, True))
    assert not verdict.complete or told


def test_a_row_under_a_merged_name_is_none_of_its_own() -> None:
    """Its amounts belong to the name that stands for both rows."""
    document = copy.deepcopy(BASES["lkip"])
    table = next(table for table in document.tables if table.layout == "Pagu")
    table.columns["2"][1] = None
    table.marks.shared.add((table.rows[1], "2"))
    assert not [x for x in validate(document).findings if x.rule == "STR-010"]


def test_it_goes_by_the_number_of_its_row() -> None:
    """Not by the name of the row above."""
    document, cell = _without_name("lkip", "Anggaran-IKU", 2, "3")
    (told,) = validate(document).findings
    assert f"pada baris {cell[-2:]} kosong" in told.message


def test_it_stands_for_no_code_whose_name_is_not_at_hand() -> None:
    document = sound_report()
    table = next(table for table in document.tables if table.layout == "Anggaran-IKU")
    table.columns["3"][0], table.columns["5"][0] = None, 171_000_000.5
    verdict = validate(document)
    assert [x.key for x in verdict.findings if x.rule == "STR-010"] == ["12"]
    assert next(x.deferred for x in verdict.rules if x.rule == "JML-002") > 0
