"""A workbook printed as a Word document."""

from __future__ import annotations

from pathlib import Path

from headless.batch.serving import at_hand
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from workbook_templates.reading.limits import Limits


def printed(file: Path, out: Path, pack: str | None, limits: Limits) -> Answer:
    """Write a workbook as the document that is printed, and say which tables it holds. Raises :class:`RenjaError`."""
    from workbook_templates.printing.document import write_printout
    from workbook_templates.reader import read_document

    at_hand(file)
    captions = write_printout(read_document(file, limits), out, pack_named(pack))
    return Answer([f"Ditulis: {out}, {len(captions)} tabel", *(f"  {caption}" for caption in captions)])
