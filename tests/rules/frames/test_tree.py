"""Where rows stand among codes: told within a workbook, whatever workbook stands beside it in the stack."""

from __future__ import annotations

from dataclasses import replace

from rules.engine.example_table_edits import Remove
from rules.examples.build import example_document
from rules.validation import validate, validate_many


def test_a_workbook_that_ends_without_children_is_no_parent_of_the_next_one() -> None:
    """A childless kegiatan above an orphan is likely mistyped, but not where a workbook ends between them."""
    ends_childless = example_document(Remove("T-C.33", row) for row in (22, 21))
    begins_orphaned = example_document(Remove("T-C.33", row) for row in (16, 15, 14, 13, 12))
    documents = [replace(document, source=str(at)) for at, document in enumerate((ends_childless, begins_orphaned))]
    alone = [validate(document) for document in documents]
    assert any(finding.rule == "NOM-005" for finding in alone[0].findings)
    assert any(finding.rule == "NOM-004" for finding in alone[1].findings)
    assert validate_many(documents) == alone
