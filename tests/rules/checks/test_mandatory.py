"""STR-010: whence money comes is asked where it is spent, not of rows that add it up."""

from __future__ import annotations

import pytest

from rules.examples.sound_renja import sound_document
from rules.model.document import TOTAL
from rules.validation import validate
from rules.values.codes import SUB, level_of


@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV"])
def test_the_source_of_funds_is_asked_of_details_only(name: str) -> None:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == name)
    details = [
        row
        for row, code, kind in zip(table.rows, table.columns["1"], table.kinds, strict=True)
        if kind != TOTAL and code and level_of(str(code)) == SUB
    ]
    table.columns["7"] = [None] * len(table.rows)
    found = [(x.rule, x.table, x.cell) for x in validate(document).findings]
    assert found == [("STR-010", name, f"G{row}") for row in details]
