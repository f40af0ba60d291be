"""Two versions of a workbook compared."""

from __future__ import annotations

from pathlib import Path

from headless.batch.serving import at_hand
from headless.errors import OtherKindOfVersionError
from headless.exit_status import exit_status
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from workbook_templates.reading.limits import Limits


def compared(old: Path, new: Path, format: str, pack: str | None, limits: Limits) -> Answer:
    """The report of what differs, `text`, `json` or `html`; status 1 where the new version has a galat."""
    from headless.diff import report
    from headless.diff.compare import compare
    from rules.validation import validate_many
    from workbook_templates.reader import read_document

    chosen, documents = pack_named(pack), []
    for path in (old, new):
        at_hand(path)
        documents.append(read_document(path, limits))
    at_hand(old, new)
    kinds = [document.kind for document in documents]
    if kinds[0] != kinds[1]:
        raise OtherKindOfVersionError(old, new, *(kind.upper() for kind in kinds))
    before, after = validate_many(documents, chosen)
    render = {"text": report.render_text, "json": report.render_json, "html": report.render_html}[format]
    return Answer(report=render(compare(documents[0], documents[1], (before, after))), status=exit_status([after]))
