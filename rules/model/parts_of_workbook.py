"""The documents that one workbook holds: of both kinds, and each at several stages."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model.document import Document


def parts_of(document: Document) -> Iterator[Document]:
    """All documents of the workbook that a document was read from, this one first."""
    yield document
    for other in (document.beside, document.before):
        if other is not None:
            yield from parts_of(other)
