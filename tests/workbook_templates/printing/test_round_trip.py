"""What is printed says what the workbook says: read back, it has the same rows and the same findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rules.model.finding import Finding, Verdict
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.example_workbooks import verdict
from workbook_templates.printing.document import write_printout
from workbook_templates.reader import read_document

NAMES = ("renja-2024-benar", "renja-2024-seed", "lkip-2024-benar", "lkip-2024-seed")
OF_THE_FORM = ("STR-002", "STR-013")
"""Rules on headings and titles: the document prints the official ones."""


def told(judged: Verdict) -> Counter[tuple[str, ...]]:
    """Findings by rule, table, column, row and values; those on the form of the workbook apart."""
    return Counter(_key(finding) for finding in judged.findings if finding.rule not in OF_THE_FORM)


def _key(finding: Finding) -> tuple[str, ...]:
    # A code over several cells is printed in one, its parts joined with dots.
    value = str(finding.value).replace(" | ", ".")
    return finding.rule, finding.table, finding.column, finding.key, value, str(finding.expected)


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
