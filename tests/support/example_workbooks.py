"""The example workbooks as read and judged, once for all tests; whoever changes a document reads its own."""

from __future__ import annotations

from functools import cache

from rules.model.document import Document
from rules.model.finding import Verdict
from rules.validation import validate
from tests.places import EXAMPLES
from workbook_templates.reader import read_document


@cache
def document(name: str) -> Document:
    """An example workbook as it is read."""
    return read_document(EXAMPLES / f"{name}.xlsx")


@cache
def verdict(name: str) -> Verdict:
    """What validation says of it."""
    return validate(document(name))
