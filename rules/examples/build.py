"""The examples of rules: the sound document after the edits a rule names."""

from __future__ import annotations

from collections.abc import Iterable

from rules.engine.example_edit import Edit
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document


def example_document(edits: Iterable[Edit]) -> Document:
    """The sound Renja after the edits of an example, the sound LKIP where one of them speaks of it."""
    edits = tuple(edits)
    document = sound_report() if any(edit.of_report for edit in edits) else sound_document()
    for edit in edits:
        edit.apply(document)
    return document
