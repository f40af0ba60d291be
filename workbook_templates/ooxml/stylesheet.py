"""The formats of a workbook: new ones added behind those it has, whose numbers stay."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from workbook_templates.ooxml.cell_format import CellFormat
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import added, children, insert_after, made, next_number, whole

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_LINE = {"style": "thin"}


class StyleSheet:
    """The styles part of a package; :meth:`save` puts what was added back into it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = package.styles()
        self._root = package.tree(self._part)
        self._made: dict[Any, int] = {}

    def _list(self, name: str) -> Any:
        for known in children(self._root, name):
            return known
        return insert_after(self._root, made(self._root, name), _ORDER[: _ORDER.index(name)])

    def _add(self, name: str, element: Any) -> int:
        """Append to a list of the part; returns the new one's number."""
        holder = self._list(name)
        holder.append(element)
        count = len([child for child in holder if isinstance(child.tag, str)])
        holder.set("count", str(count))
        return count - 1

    def _cell_format(self, number: int) -> Any:
        known = [child for child in self._list("cellXfs") if isinstance(child.tag, str)]
        if 0 <= number < len(known):
            return deepcopy(known[number])
        return made(self._root, "xf", {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0"})

    def _fill(self, colour: str) -> int:
        key = ("fill", colour)
        if key not in self._made:
            fill = made(self._root, "fill")
            pattern = added(fill, "patternFill", {"patternType": "solid"})
            added(pattern, "fgColor", {"rgb": _argb(colour)})
            added(pattern, "bgColor", {"indexed": "64"})
            self._made[key] = self._add("fills", fill)
        return self._made[key]

    def filled(self, number: int, colour: str) -> int:
        """The number of a format that is like another but for its fill."""
        key = ("filled", number, colour)
        if key not in self._made:
            like = self._cell_format(number)
            like.set("fillId", str(self._fill(colour)))
            like.set("applyFill", "1")
            self._made[key] = self._add("cellXfs", like)
        return self._made[key]

    def look(self, look: CellFormat) -> int:
        """The number of a format of our own."""
        if look not in self._made:
            format_ = made(self._root, "xf", self._numbers(look))
            added(format_, "alignment", {"vertical": "top"} | ({"wrapText": "1"} if look.wrap else {}))
            self._made[look] = self._add("cellXfs", format_)
        return self._made[look]

    def _numbers(self, look: CellFormat) -> Mapping[str, str]:
        font = made(self._root, "font")
        marks = {"b": look.bold, "i": look.italic, "u": look.underline}
        for name in (name for name, wanted in marks.items() if wanted):
            added(font, name)
        added(font, "sz", {"val": str(look.size)})
        added(font, "color", {"rgb": _argb(look.colour)})
        added(font, "name", {"val": "Arial"})
        numbers = {
            "numFmtId": str(self._number_format(look.number)), "fontId": str(self._add("fonts", font)),
            "fillId": str(self._fill(look.fill)) if look.fill else "0", "borderId": "0", "xfId": "0",
            "applyFont": "1", "applyAlignment": "1",
        }  # fmt: skip
        if look.number:
            numbers["applyNumberFormat"] = "1"
        if look.fill:
            numbers["applyFill"] = "1"
        if look.border:
            numbers |= {"borderId": str(self._border()), "applyBorder": "1"}
        return numbers | ({"quotePrefix": "1"} if look.literal else {})

    def _border(self) -> int:
        if "border" not in self._made:
            border = made(self._root, "border")
            for side in ("left", "right", "top", "bottom"):
                added(added(border, side, _LINE), "color", {"rgb": _argb("#BFC8D2")})
            added(border, "diagonal")
            self._made["border"] = self._add("borders", border)
        return self._made["border"]

    def _number_format(self, code: str) -> int:
        if not code:
            return 0
        key = ("number", code)
        if key not in self._made:
            formats = self._list("numFmts")
            number = next_number((whole(known.get("numFmtId")) for known in children(formats, "numFmt")), 164)
            self._add("numFmts", made(self._root, "numFmt", {"numFmtId": str(number), "formatCode": code}))
            self._made[key] = number
        return self._made[key]

    def save(self) -> None:
        """Put the part back into the package."""
        self._package.put_tree(self._part, self._root)


def _argb(colour: str) -> str:
    return f"FF{colour.removeprefix('#').upper()}"
