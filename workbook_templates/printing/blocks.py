"""The body of a document as blocks that stand on upright pages or on pages turned on their side."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.section import Section as WordSection

from workbook_templates.printing.page import set_page
from workbook_templates.printing.wordml import CELL, element, paragraph


class Blocks:
    """Fills the body of an empty document; where the pages turn, a new section begins."""

    def __init__(self, document: Any) -> None:
        self._document, self._body = document, document.element.body
        self._last = self._body.sectPr
        self._turned = self._closed = False

    def add(self, *parts: Any, landscape: bool = False) -> None:
        """Add paragraphs or tables; the pages turn where ``landscape`` is another than before."""
        if landscape != self._turned:
            if len(self._body) > 1:
                self._close()
            self._turned = landscape
        for part in parts:
            self._last.addprevious(part)

    def end(self) -> None:
        """The last section ends with the document."""
        if self._body[-2].tag == element("tbl").tag:
            self._last.addprevious(_thin())
        self._settle(self._last)

    def _close(self) -> None:
        """End a section in a paragraph that takes no room."""
        mark, looks = _thin(), deepcopy(self._last)
        mark.pPr.append(looks)
        self._settle(looks)
        self._last.addprevious(mark)
        self._closed = True

    def _settle(self, looks: Any) -> None:
        """The page of a section; the cover alone, with which the first one begins, has no number."""
        section = WordSection(looks, self._document.part)
        set_page(section, landscape=self._turned)
        section.different_first_page_header_footer = not self._closed


def _thin() -> Any:
    """A paragraph of hardly any height."""
    made = paragraph(style=CELL)
    made.pPr.append(element("spacing", before=0, after=0, line=20, lineRule="exact"))
    made.pPr.append(element("rPr", element("sz", val=2)))
    return made
