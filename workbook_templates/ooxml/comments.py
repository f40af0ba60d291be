"""Notes on cells: the comments part of a sheet and the old drawing that shows them, next to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from rules.values.cells import column_letter
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import added, children, insert_after, local, made, parse
from workbook_templates.sheet_facts import Place
from workbook_templates.xml_signs import xml_text

AUTHOR = "renja"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>'
    "</o:shapelayout></xml>"
)
_SHAPE_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202_renja" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202_renja" '
    "style='position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:{height}pt;z-index:1;visibility:hidden' "
    'fillcolor="{colour}" o:insetmode="auto"><v:fill color2="{colour}"/><v:shadow on="t" color="black" obscured="t"/>'
    "<v:path o:connecttype=\"none\"/><v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 4, {right}, 31, {bottom}, 9'
    "</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BLOCK = 1024
"""Shape numbers come in blocks of this size, which a drawing says it uses."""
_IDMAP = re.compile(rb'(<o:idmap\b[^>]*?\bdata=")([0-9, ]*)(")')
_LINE, _LINE_HEIGHT, _MOST_LINES = 52, 13, 30
_BEFORE_DRAWING = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
}  # fmt: skip
"""What the schema of a sheet puts before `legacyDrawing`."""

Notes = Mapping[Place, tuple[str, str]]
"""Text and colour (`#RRGGBB`) of the notes, by 1-based row and column."""


class NoteBook:
    """Adds notes to sheets of a package; one per package, since shapes are numbered over all sheets."""

    def __init__(self, package: Package) -> None:
        self._package = package
        drawings = [part for part in package if part.lower().endswith(".vml")]
        used = [
            int(n) for part in drawings for _, data, _ in _IDMAP.findall(package.read(part)) for n in _numbers(data)
        ]
        self._blocks = iter(range(max([0, *used]) + 1, 1 << 20))

    def add(self, part: str, root: Any, notes: Notes) -> None:
        """Add notes to a sheet, given its part and the root of its XML, which gets the drawing if it has none.

        A note that stands already is continued. A cell with a threaded discussion gets none: its note only repeats the
        discussion and programs refuse one that says something else.
        """
        if not notes:
            return
        fresh = self._comment(part, notes)
        if fresh:
            self._draw(part, root, {place: notes[place] for place in fresh})

    def _comment(self, part: str, notes: Notes) -> list[Place]:
        """Write the texts; returns the cells that had no note before."""
        package = self._package
        related = package.related(part, "comments")
        if related:
            target = related[0][1]
            root = package.tree(target)
        else:
            target = package.free("xl/comments{}.xml")
            space = package.tree(part).tag.rpartition("}")[0].removeprefix("{")
            root = parse(f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode(), target)
            package.declare(_COMMENTS, part=target)
            package.relate(part, "comments", target)
        authors, listed = (_first(root, name) for name in ("authors", "commentList"))
        names = [author.text or "" for author in children(authors, "author")]
        author = names.index(AUTHOR) if AUTHOR in names else len(names)
        if author == len(names):
            added(authors, "author").text = AUTHOR
        known = {comment.get("ref"): comment for comment in children(listed, "comment")}
        fresh = []
        for place, (text, _) in notes.items():
            ref = f"{column_letter(place[1])}{place[0]}"
            if ref in known:
                _continue(known[ref], text, names)
                continue
            _write(added(added(listed, "comment", {"ref": ref, "authorId": str(author)}), "text"), text)
            fresh.append(place)
        package.put_tree(target, root)
        return fresh

    def _draw(self, part: str, root: Any, notes: Notes) -> None:
        """Add a shape per note. The drawing is changed as text: as Excel writes it, it need not be well-formed XML."""
        package = self._package
        key = f"{{{package.relation_space}}}id"
        holder = next(iter(children(root, "legacyDrawing")), None)
        known = dict(package.related(part, "vmlDrawing"))
        target = known.get(holder.get(key)) if holder is not None else None
        if target is None:
            target = package.free("xl/drawings/vmlDrawing{}.vml")
            package.put(target, _EMPTY.encode())
            package.declare(_DRAWING, extension="vml")
            if holder is not None:
                root.remove(holder)  # it leads nowhere
            led = {key: package.relate(part, "vmlDrawing", target)}
            insert_after(root, made(root, "legacyDrawing", led), _BEFORE_DRAWING)
        drawing = package.read(target)
        blocks = [next(self._blocks) for _ in range(0, len(notes), _BLOCK - 1)]
        numbers = (block * _BLOCK + offset for block in blocks for offset in range(1, _BLOCK))
        shapes = [_shape(next(numbers), place, *note) for place, note in notes.items()]
        kind = "" if b"_x0000_t202_renja" in drawing else _SHAPE_TYPE
        data = ",".join(map(str, blocks)).encode()
        drawing = _IDMAP.sub(lambda x: x[1] + (x[2] + b"," if x[2].strip() else b"") + data + x[3], drawing, count=1)
        before, end, after = drawing.rpartition(b"</xml>")
        if end:
            drawing = before + (kind + "".join(shapes)).encode() + end + after
        package.put(target, drawing)


def _numbers(data: bytes) -> Iterator[bytes]:
    return (piece for piece in data.replace(b" ", b"").split(b",") if piece)


def _first(parent: Any, name: str) -> Any:
    """The child of a name, made if there is none."""
    found = children(parent, name)
    return found[0] if found else added(parent, name)


def _continue(comment: Any, text: str, names: list[str]) -> None:
    """Add to a note that stands already; one of ours, from an earlier run, is written anew."""
    holder, number = _first(comment, "text"), comment.get("authorId", "")
    if _threaded(comment, names) or xml_text(text) in "".join(holder.itertext()):
        return
    if number.isdigit() and int(number) < len(names) and names[int(number)] == AUTHOR:
        holder.clear()
        _write(holder, text)
    else:
        _write(holder, f"\n\n{text}")


def _threaded(comment: Any, names: list[str]) -> bool:
    number = comment.get("authorId", "")
    return number.isdigit() and int(number) < len(names) and names[int(number)].startswith("tc=")


def _write(holder: Any, text: str) -> None:
    """Append a run of text to a note, behind what it says already and before reading aids."""
    run = made(holder, "r")
    look = added(run, "rPr")
    added(look, "sz", {"val": "9"})
    added(look, "rFont", {"val": "Arial"})
    words = added(run, "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    words.text = xml_text(text)
    insert_after(holder, run, {name for name in map(local, holder) if name in {"t", "r"}})


def _shape(number: int, place: Place, text: str, colour: str) -> str:
    lines = min(_MOST_LINES, sum(1 + len(line) // _LINE for line in text.split("\n")) + 1)
    row, column = place[0] - 1, place[1] - 1
    return _SHAPE.format(
        number=number, colour=escape(colour), height=lines * _LINE_HEIGHT, row=row, column=column, left=column + 1,
        right=column + 5, top=max(0, row - 1), bottom=max(0, row - 1) + lines,
    )  # fmt: skip
