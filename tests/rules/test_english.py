"""English findings hold no Indonesian of ours: only what the workbook itself says, and names of forms and decrees."""

from __future__ import annotations

import re

import pytest

from rules.examples.build import example_document
from rules.model.document import Document
from rules.registry import all_rules
from rules.validation import validate

_OURS = re.compile(
    r"\b(?:atau|dan|yang|dari|tidak|bukan|seharusnya|sebelum|sesudah|baris|kolom|menurut|dengan|untuk|pada|belum|ada|lain|"
    r"kosong|ini|itu|harus|isi|tanpa|rumus|tautan|makro|nihil|ribuan|jutaan)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"')


def _typed(document: Document) -> list[str]:
    """Every text of the document, longest first."""
    cells = {str(value) for table in document.tables for values in table.columns.values() for value in values if value}
    return sorted({text.strip() for text in cells if " " in text}, key=len, reverse=True)


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_english_findings_hold_no_indonesian_words_of_ours(name: str) -> None:
    document = example_document(all_rules()[name].bad.edits)
    verdict = validate(document, lang="en")
    said = [x.message for x in verdict.findings]
    said += [text for x in verdict.unchecked for text in (x.reason, x.remedy)]
    said += [x.sentence for x in verdict.causes] + verdict.notes + [x.unread for x in verdict.tables]
    typed = _typed(document)
    for text in said:
        left = _QUOTED.sub("", text)
        for own in typed:
            left = left.replace(own, "")
        assert not _OURS.search(left), text
