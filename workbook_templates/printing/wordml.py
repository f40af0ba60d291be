"""Paragraphs and tables of a Word document as XML elements (WordprocessingML, ECMA-376 part 1, 17).

python-docx walks a whole table for each of its cells; here a table is made in one go, row by row, and may as well be put
into a document that python-docx has not opened. Lengths are in twips (1/20 point), sizes of letters in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from workbook_templates.xml_signs import xml_text

Align = Literal["left", "center", "right", "both"]
Merge = Literal["", "restart", "continue"]

CELL = "IsiTabel"
"""The style of paragraphs in the cells of official tables."""
TWIPS_A_MILLIMETRE = 1440 / 25.4
"""What no XML may hold, not even written as an entity."""
_ALIGNED: Mapping[Align, str] = {"left": "", "center": "C", "right": "R", "both": "B"}
_MARGINS = {"top": 20, "left": 57, "bottom": 20, "right": 57}
"""Twips between the text of a cell and its border: a millimetre beside it."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell: its text, a paragraph a line, over so many ``columns`` of the grid; ``merge`` joins it with the cell above.

    ``tag`` is that of a content control around its first line, which says what is not printed; empty for none.
    """

    text: str = ""
    bold: bool = False
    align: Align = "left"
    columns: int = 1
    merge: Merge = ""
    shade: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of cells; one of the ``head`` is printed again on every page, one to ``keep`` stays on that of the row below.

    ``height`` is the least, in twips.
    """

    cells: Sequence[PrintedCell]
    head: bool = False
    height: int = 0
    keep: bool = False


def twips(millimetres: float) -> int:
    """Twips of a length.

    >>> twips(215), twips(330)
    (12189, 18709)
    """
    return round(millimetres * TWIPS_A_MILLIMETRE)


def element(name: str, /, *children: Any, **values: str | int) -> Any:
    """An element `w:name` with attributes of the same namespace and children.

    >>> element("jc", val="center").tag.endswith("}jc")
    True
    """
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def run(text: str, *, bold: bool = False, size: float = 0, italic: bool = False) -> Any:
    """A run of text; ``size`` 0 is that of the paragraph's style."""
    made = element("r")
    if bold or size or italic:
        looks = element("rPr")
        looks.extend([element(name) for name, on in (("b", bold), ("i", italic)) if on])
        if size:
            looks.append(element("sz", val=round(2 * size)))
        made.append(looks)
    for at, part in enumerate(xml_text(text).split("\t")):
        if at:
            made.append(element("tab"))
        words = element("t")
        words.text = part
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def paragraph(*runs: Any, style: str = "", align: Align = "left", keep_next: bool = False, tight: bool = False) -> Any:
    """A paragraph of runs; ``keep_next`` keeps it on the page of the one below, ``tight`` leaves no room around it."""
    looks = element("pPr")
    if style:
        looks.append(element("pStyle", val=style))
    if keep_next:
        looks.append(element("keepNext"))
    if tight:
        looks.append(element("spacing", before=0, after=0, line=240, lineRule="auto"))
    if align != "left":
        looks.append(element("jc", val=align))
    return element("p", looks, *runs) if len(looks) else element("p", *runs)


def table(
    widths: Sequence[int],
    rows: Iterable[PrintedRow],
    *,
    style: str,
    size: float = 0,
    borders: bool = True,
    direct: bool = False,
) -> Any:
    """A table of fixed column ``widths`` in twips, none of whose rows is split over two pages.

    ``style`` is that of its paragraphs; ``size`` the points of its letters, 0: those of the style. A ``direct`` one says how
    each cell looks, for a document whose styles are not ours; else cells of a size have a style of their own
    (:func:`cell_style`): a document of thousands of rows is then half as large.
    """
    made = element("tbl", _properties(sum(widths), borders=borders))
    made.append(element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    made.extend([_row(row, style, size, direct=direct) for row in rows])
    return made


def cell_style(size: float, align: Align) -> str:
    """The id of the style of cells whose letters have a size.

    >>> cell_style(7.5, "right"), cell_style(8, "left")
    ('IsiTabel75R', 'IsiTabel80')
    """
    return f"{CELL}{round(10 * size)}{_ALIGNED[align]}"


def _properties(width: int, *, borders: bool) -> Any:
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if borders else {"val": "nil"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(element(side, **line) for side in sides)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=room, type="dxa") for side, room in _MARGINS.items())),
    )


def _row(row: PrintedRow, style: str, size: float, *, direct: bool) -> Any:
    looks = element("trPr", element("cantSplit"))
    if row.height:
        looks.append(element("trHeight", val=row.height, hRule="atLeast"))
    if row.head:
        looks.append(element("tblHeader"))
    return element("tr", looks, *(_cell(cell, style, size, row, direct=direct) for cell in row.cells))


def _cell(cell: PrintedCell, style: str, size: float, row: PrintedRow, *, direct: bool) -> Any:
    # Its width is that of its columns, which the table states.
    looks = element("tcPr")
    if cell.columns > 1:
        looks.append(element("gridSpan", val=cell.columns))
    if cell.merge:
        looks.append(element("vMerge", **({"val": "restart"} if cell.merge == "restart" else {})))
    if cell.shade:
        looks.append(element("shd", val="clear", color="auto", fill=cell.shade))
    if row.head:
        looks.append(element("vAlign", val="center"))
    lines = [""] if cell.merge == "continue" else cell.text.split("\n")
    texts = []
    for at, line in enumerate(lines):
        runs = [run(line, bold=cell.bold, size=size if direct else 0)] if line else []
        if cell.tag and at == 0:
            runs = [tagged(cell.tag, *(runs or [run("")]))]
        if size and not direct:
            texts.append(paragraph(*runs, style=cell_style(size, cell.align), keep_next=row.keep))
        else:
            own = "" if direct else style
            texts.append(paragraph(*runs, style=own, align=cell.align, keep_next=row.keep, tight=direct))
    return element("tc", *([looks] if len(looks) else []), *texts)


def tagged(tag: str, *runs: Any) -> Any:
    """Runs of a paragraph in a content control with a tag (64 signs at most, as Word has it)."""
    return element("sdt", element("sdtPr", element("tag", val=xml_text(tag)[:64])), element("sdtContent", *runs))
