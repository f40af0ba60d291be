"""Fields, bookmarks and content controls of a Word document: captions with numbers, lists of them, room for a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbook_templates.printing.page import CAPTION, TEXT
from workbook_templates.printing.wordml import element, paragraph, run
from workbook_templates.xml_signs import xml_text

LABEL = "Tabel"
"""The name of the sequence that numbers the captions, and what they begin with."""
_PLACEHOLDER = "808080"


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of a list: its text, the bookmark of what it speaks of, and its depth from 1."""

    text: str
    bookmark: str
    depth: int = 1


class Bookmarks:
    """Bookmarks of one document, each with a number of its own."""

    def __init__(self, first: int = 1) -> None:
        self._next = first

    def around(self, name: str, *parts: Any) -> list[Any]:
        """Parts of a paragraph between the marks of a bookmark."""
        number, self._next = self._next, self._next + 1
        return [
            element("bookmarkStart", id=number, name=bookmark_name(name)),
            *parts,
            element("bookmarkEnd", id=number),
        ]


def bookmark_name(name: str) -> str:
    """A name that a bookmark can bear: letters, figures and low lines, at most 40.

    >>> bookmark_name("tabel T-C.33")
    'tabel_T_C_33'
    """
    return re.sub(r"\W", "_", name)[:40]


def field(instruction: str, shown: str, *, bold: bool = False, stale: bool = False) -> list[Any]:
    """The runs of a field: what it asks for, and what it shows until it is worked out; a ``stale`` one is, when opened."""
    begin = element("fldChar", fldCharType="begin")
    if stale:
        begin = element("fldChar", fldCharType="begin", dirty="true")
    asked = element("instrText")
    asked.text = f" {instruction} "
    asked.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("r", begin),
        element("r", asked),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown, bold=bold),
        element("r", element("fldChar", fldCharType="end")),
    ]


def caption(chapter: str, number: int, text: str, bookmarks: Bookmarks, name: str, *, restart: bool) -> Any:
    """The caption over a table: `Tabel 3.3 Rumusan …`, its number a field that counts on within the chapter.

    ``restart`` sets the count to ``number``; the label with its number is bookmarked as ``name``, to be referred to.
    """
    switch = f" \\r {number}" if restart else ""
    label = [run(f"{LABEL} {chapter}."), *field(f"SEQ {LABEL} \\* ARABIC{switch}", str(number))]
    return paragraph(*bookmarks.around(name, *label), run(f" {text}"), style=CAPTION, align="center")


def contents(
    instruction: str, listed: Sequence[ListedLine], styles: Sequence[str], *, settled: bool = False
) -> Iterator[Any]:
    """The paragraphs of a list (`TOC` field) with its lines as they stand now; its pages are told when it is opened.

    ``styles`` are those of the lines by depth. A ``settled`` list is none that grows, for programs that work out the pages
    of single lines but leave a list alone until they are asked (LibreOffice).
    """
    begins = field(instruction, "", stale=True)
    opening, closing = ([], []) if settled else (begins[:3], begins[4:])
    for at, one in enumerate(listed):
        page = field(f"PAGEREF {bookmark_name(one.bookmark)} \\h", "", stale=True)
        parts = [run(f"{one.text}\t"), *page]
        before, after = opening if at == 0 else [], closing if at == len(listed) - 1 else []
        yield paragraph(*before, *parts, *after, style=styles[one.depth - 1])
    if not listed:
        yield paragraph(*opening, *closing, style=TEXT)


def room(tag: str, prompt: str) -> Any:
    """Room for a text: a content control that shows what is to be written until somebody writes."""
    words = run(xml_text(prompt))
    words.insert(0, element("rPr", element("color", val=_PLACEHOLDER)))
    looks = element(
        "sdtPr", element("alias", val="Uraian"), element("tag", val=xml_text(tag)[:64]), element("showingPlcHdr")
    )
    return element("sdt", looks, element("sdtContent", paragraph(words, style=TEXT, align="both")))
