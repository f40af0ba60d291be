"""The figures that rules on texts judge: those of the narrative, and amounts that cells write out in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rules.model.document import Document
from rules.narrative.figures import figures
from rules.narrative.paragraphs import TABLE, Paragraph

_MAY_SPELL = re.compile(r"\d[^()]{0,12}\(\s*[A-Za-z]{3}")
"""A number and, close behind it, brackets with words in them: few cells have that, so few are read in full."""


def figure_rows(doc: int, document: Document) -> Iterator[dict[str, Any]]:
    """A row per figure: those of the narrative by paragraph, then those of cells that have words in brackets."""
    narrative = document.references.narrative
    for paragraph in narrative.paragraphs if narrative else ():
        for figure in figures(paragraph.text):
            yield {"doc": doc, "sheet": "", "row": 0, "cell": "", "tabel": TABLE, "key": paragraph.key, "isi": figure.text,
                   "figure": figure, "paragraph": paragraph}  # fmt: skip
    for table in document.tables:
        for number, values in table.columns.items():
            bracketed = [at for at, value in enumerate(values) if isinstance(value, str) and "(" in value]
            for row, value in ((table.rows[at], values[at]) for at in bracketed if _MAY_SPELL.search(values[at])):
                cell = f"{table.letters[number]}{row}" if number in table.letters else ""
                text = " ".join(value.split())
                for figure in filter(lambda figure: figure.words, figures(text)):
                    yield {"doc": doc, "sheet": table.sheet, "row": row, "cell": cell, "tabel": table.layout, "key": number,
                           "isi": figure.text, "figure": figure, "paragraph": Paragraph(cell, text)}  # fmt: skip
