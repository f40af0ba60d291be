"""What a verdict says of the tables that were read."""

from __future__ import annotations

from rules.examples.sound_renja import sound_document
from rules.model.document import Stray
from rules.schema.pack import pack_for
from rules.validation import validate


def test_every_table_is_listed_once_with_its_rows_and_columns() -> None:
    document = sound_document()
    told = validate(document).tables
    assert [table.table for table in told] == [table.layout for table in document.tables]
    assert [table.rows for table in told] == [len(table.rows) for table in document.tables]
    assert not any(table.guessed for table in told)
    assert told[0].columns == document.tables[0].letters
    assert {"table", "sheet", "cells", "rows", "certainty", "guessed", "columns"} <= told[0].as_json().keys()


def test_a_table_below_the_limit_is_guessed_and_not_blamed_for_its_headings() -> None:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "T-C.33")
    table.recognition.certainty = pack_for(2024).thresholds["keyakinan_tabel"] - 1
    del table.captions.headings["8"]
    verdict = validate(document)
    assert [found.table for found in verdict.tables if found.guessed] == ["T-C.33"]
    assert {"STR-015"} == {finding.rule for finding in verdict.findings if finding.table == "T-C.33"}


def test_a_further_column_is_named_once() -> None:
    document = sound_document()
    document.tables[0].around.strays.append(Stray("L7", 0, below=False, heading="Keterangan"))
    verdict = validate(document)
    assert [(x.rule, "Keterangan" in x.message) for x in verdict.findings] == [("STR-009", True)]
    assert verdict.tables[0].further == {"L": "Keterangan"}
