"""What is printed says what the workbook says: read back, it has the same rows and the same findings."""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headless.narrative import RULES, check_narrative
from rules.model.document import DATA, Document
from rules.model.finding import Finding, Verdict
from rules.narrative.paragraphs import TABLE
from rules.validation import validate, validate_many
from tests.places import EXAMPLES
from tests.support.example_workbooks import verdict
from tests.support.faults import Fault, faults
from tests.support.large_plans import build_large
from workbook_templates.printing.document import write_printout
from workbook_templates.reader import read_document
from workbook_templates.reading.word.docx import read_narrative

NAMES = ("renja-2024-benar", "renja-2024-seed", "lkip-2024-benar", "lkip-2024-seed")
OF_THE_FORM = ("STR-002", "STR-013")
"""Rules on headings and titles: the document prints the official ones."""


def told(judged: Verdict) -> Counter[tuple[str, ...]]:
    """Findings by rule, table, column, row and values; those on the form of the workbook apart."""
    return Counter(_key(finding) for finding in judged.findings if finding.rule not in OF_THE_FORM)


def _key(finding: Finding) -> tuple[str, ...]:
    # A row without a name is told by its number, which is another one in print.
    row = "" if finding.key == str(finding.row) else finding.key
    return finding.rule, finding.table, finding.column, row, _shown(finding.value), _shown(finding.expected)


def _shown(value: object) -> str:
    """A value as it is printed: numbers with two decimals at most, the parts of a code joined with dots."""
    text = str(value).replace(" | ", ".")
    if re.fullmatch(r"-?[\d.]+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return f"{float(text):.2f}"
    except ValueError:
        return text


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_say_in_print_what_they_say_in_their_cells(name: str, tmp_path: Path) -> None:
    book, out = read_document(EXAMPLES / f"{name}.xlsx"), tmp_path / "cetak.docx"
    write_printout(book, out)
    again = read_document(out)
    assert [(x.layout, x.kinds) for x in again.tables] == [(x.layout, x.kinds) for x in book.tables]
    assert {key: again.text(key) for key in book.identity} == {key: book.text(key) for key in book.identity}
    before, after = told(verdict(name)), told(validate(again))
    gone = {key: count for key, count in (before - after).items() if key[0] != "NOM-010"}
    assert (gone, after - before) == ({}, Counter())


@pytest.mark.parametrize("name", NAMES)
def test_its_sentences_agree_with_the_workbook(name: str, tmp_path: Path) -> None:
    book, out = EXAMPLES / f"{name}.xlsx", tmp_path / "cetak.docx"
    write_printout(read_document(book), out)
    checked = check_narrative(out, [book])
    assert checked.verdict.findings == []
    assert checked.count("cocok") > 50


_SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
ROWS = 50
"""Rows of each of the eight tables: four hundred in all."""
OF_FORMULAS = frozenset({"an error", "a stale formula", "a formula never calculated", "an amount within a formula"})
AS_TEXT = "ANG-004"
"""The rule on amounts typed as text, which in a document all are."""
NO_LONGER = frozenset({"a code as a number", "no figure", "a word"})
"""Faults that are another one in print: a code that was a number is one of two segments; a word in the row of the total
makes it a row like any other, there as in a workbook that is read again."""


@pytest.fixture(scope="module", params=["renja", "lkip"])
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, list[Fault]]:
    """A workbook of several hundred rows, every figure a constant, and all the faults that can be planted in it."""
    if request.param == "renja":
        document = read_document(build_large(tmp_path_factory.mktemp("besar") / "renja.xlsx", rows=ROWS))
    else:
        document = read_document(EXAMPLES / "lkip-2024-benar.xlsx")
    for table in document.tables:
        table.marks.formulas.clear()
        table.marks.uncalculated.clear()
    planted = [fault for fault in faults(document) if fault.kind not in OF_FORMULAS | NO_LONGER]
    return document, planted


@settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=_SLOW)
@given(data=st.data())
def test_hundreds_of_rows_with_any_faults_say_the_same_in_print(
    large: tuple[Document, list[Fault]], tmp_path: Path, data: st.DataObject
) -> None:
    sound, known = large
    places = data.draw(st.lists(st.integers(0, len(known) - 1), min_size=1, max_size=25))
    chosen = {known[at].cell: known[at] for at in places}.values()
    book, out = copy.deepcopy(sound), tmp_path / "cetak.docx"
    for fault in chosen:
        fault.plant(book)
    write_printout(book, out)
    before, after = validate_many([book, read_document(out)])
    ours, again = told(before), told(after)
    assert {key: n for key, n in (ours - again).items() if key[0] != AS_TEXT} == {}
    assert again - ours == Counter()
    assert check_narrative_of(out, book) == []


def check_narrative_of(out: Path, book: Document) -> list[Finding]:
    """What is found in the text of a document that speaks of a workbook at hand."""
    book.references = replace(book.references, narrative=read_narrative(out))
    return [x for x in validate(book, only=RULES).findings if x.table in {TABLE, ""}]


def test_the_largest_workbook_is_read_back_within_the_limits(tmp_path: Path) -> None:
    """Eight tables of four hundred rows: their document has no more parts than a received one may have."""
    book = read_document(build_large(tmp_path / "renja.xlsx", rows=400))
    write_printout(book, tmp_path / "renja.docx")
    again = read_document(tmp_path / "renja.docx")
    filled = [(x.layout, len(x.rows)) for x in book.tables if DATA in x.kinds]
    assert [(x.layout, len(x.rows)) for x in again.tables] == filled
    assert len(filled) == 8
