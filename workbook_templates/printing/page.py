"""A document to be printed on F4 paper (215 × 330 mm): its page, its letters, its styles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from workbook_templates.printing.wordml import CELL, Align, cell_style, element, paragraph, twips
from workbook_templates.xml_signs import xml_text

WIDTH, HEIGHT = 215, 330
"""F4 in millimetres, the paper of Indonesian offices."""
MARGIN, BINDING = 20, 25
"""Margins in millimetres: all around, and on the side that is bound."""
TEXT, TITLE, CAPTION = "", "Title", "Caption"
"""Ids of the styles of paragraphs; those of texts say none, which is *Normal*."""
HEADINGS = ("Heading1", "Heading2")
CONTENTS, LIST_OF_TABLES = ("TOC1", "TOC2"), "TableofFigures"
SIZES = (8.0, 7.5, 7.0, 6.5, 6.0)
"""Points of letters in official tables, the largest that fit first."""
ALIGNS: tuple[Align, ...] = ("left", "center", "right")
_FONT = "Arial"
_OLD_STYLES = "/stylesWithEffects"


@dataclass(frozen=True, slots=True)
class _Style:
    """How the paragraphs of a style look: points of its letters, and of the room above and below."""

    name: str
    size: float
    before: float = 0
    after: float = 0
    bold: bool = False
    align: Align = "left"
    level: int | None = None
    keep_next: bool = False
    new_page: bool = False
    listed: float | None = None
    """Millimetres from the left of a line of a list, whose page stands at the right margin behind dots."""


_STYLES = (
    _Style("Normal", 11, after=6),
    _Style(CELL, 9),
    _Style("Title", 14, after=6, bold=True, align="center"),
    _Style("Heading 1", 13, before=12, after=12, bold=True, align="center", level=0, keep_next=True, new_page=True),
    _Style("Heading 2", 11, before=12, after=6, bold=True, level=1, keep_next=True),
    _Style("toc 1", 11, before=4, after=2, listed=0),
    _Style("toc 2", 11, after=2, listed=6),
    _Style("table of figures", 11, after=4, listed=0),
    _Style("Caption", 10, before=12, after=4, bold=True, align="center", keep_next=True),
)


def start_document(title: str, office: str) -> Any:
    """An empty document (python-docx) of upright F4 pages; ``title`` and ``office`` stand among its properties."""
    document = Document()
    # A copy of the styles for Word 2010 alone, which would no longer be one.
    bonds = document.part.rels
    for name in [name for name, bond in bonds.items() if bond.reltype.endswith(_OLD_STYLES)]:
        bonds.pop(name)
    known = document.core_properties
    known.title, known.author, known.comments = xml_text(title)[:255], xml_text(office)[:255], "Dibuat dengan renja"
    known.created = known.modified = datetime.now()
    known.language = "id-ID"
    named = {CELL: CELL, "toc 1": CONTENTS[0], "toc 2": CONTENTS[1], "table of figures": LIST_OF_TABLES}
    cells = [_Style(cell_style(size, align), size, align=align) for size in SIZES for align in ALIGNS]
    for name, own in {**named, **{style.name: style.name for style in cells}}.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith(CELL))
        style.element.set(qn("w:styleId"), own)
        style.base_style = document.styles["Normal"]
    for looks in (*_STYLES, *cells):
        _set_style(document.styles[looks.name].element, looks)
    set_page(document.sections[0])
    return document


def set_page(section: Any, *, landscape: bool = False) -> None:
    """The page of a section; the binding stays on the same side of the paper when it is turned."""
    width, height = (HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, left = (BINDING, MARGIN) if landscape else (MARGIN, BINDING)
    section.top_margin, section.left_margin = Mm(top), Mm(left)
    section.bottom_margin = section.right_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(10)


def number_pages(section: Any) -> None:
    """Print the number of each page below it, in this section and those that follow."""
    asked = element("fldSimple", instr=" PAGE ")
    section.footer.paragraphs[0]._p.addprevious(paragraph(asked, style=CELL, align="center"))


def text_width(*, landscape: bool = False) -> int:
    """Millimetres between the margins."""
    return HEIGHT - 2 * MARGIN if landscape else WIDTH - MARGIN - BINDING


def _set_style(found: Any, style: _Style) -> None:
    """Replace the looks of a style."""
    for old in [*found.findall(element("pPr").tag), *found.findall(element("rPr").tag)]:
        found.remove(old)
    lines = element("pPr")
    if style.keep_next:
        lines.append(element("keepNext"))
    if style.new_page:
        lines.append(element("pageBreakBefore"))
    if style.listed is not None:
        end = element("tab", val="right", leader="dot", pos=twips(text_width()))
        lines.append(element("tabs", end))
    lines.append(
        element("spacing", before=round(20 * style.before), after=round(20 * style.after), line=240, lineRule="auto")
    )
    if style.listed is not None:
        lines.append(element("ind", left=twips(style.listed + 8), right=twips(12), hanging=twips(8)))
    if style.align != "left":
        lines.append(element("jc", val=style.align))
    if style.level is not None:
        lines.append(element("outlineLvl", val=style.level))
    letters = element("rPr", element("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT))
    letters.extend([element("b"), element("bCs")] if style.bold else [])
    letters.extend([element(name, val=round(2 * style.size)) for name in ("sz", "szCs")])
    letters.append(element("lang", val="id-ID"))
    found.extend([lines, letters])
