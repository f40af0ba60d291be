"""The styles of an .ods: which sheets, rows and columns they hide, and which cells and texts they strike out or set off."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from rules.model.document import Look
from workbook_templates.reading.xml_stream import XmlStream

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_Said = TypeVar("_Said", bool, int, str)
STYLE = f"{OASIS}style:1.0 "
_FO = f"{OASIS}xsl-fo-compatible:1.0 "
_LENGTH = re.compile(r"([0-9.]{1,10})(cm|mm|in|pt)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0}
_STEP = 10.0
"""Points of one step of indentation."""
_WHITE = "#ffffff"
CELLS, TEXTS = "table-cell", "text"
"""Families of styles: those of cells, and those of pieces of text."""
_DEEPEST = 20
"""Styles that are made of each other."""


class OdsStyles:
    """What is known so far of styles; ``begins`` reads those of a part along with the rest of it."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._struck: dict[tuple[str, str], bool] = {}
        self._bold: dict[tuple[str, str], bool] = {}
        self._raised: dict[tuple[str, str], bool] = {}
        self._colours: dict[tuple[str, str], str] = {}
        self._grounds: dict[tuple[str, str], str] = {}
        self._indents: dict[tuple[str, str], int] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._open = "", ""
        self.begins: dict[str, Callable[[dict[str, str]], bool]] = {
            f"{STYLE}style": self._open_style,
            f"{STYLE}table-properties": self._table_look,
            f"{STYLE}table-row-properties": self._row_size,
            f"{STYLE}table-column-properties": self._column_size,
            f"{STYLE}table-cell-properties": self._cell_look,
            f"{STYLE}text-properties": self._text_look,
            f"{STYLE}paragraph-properties": self._paragraph_look,
        }

    def strikes(self, family: str, name: str) -> bool | None:
        """Whether a style strikes out; None where neither it nor one that it is made of says."""
        return self._told(self._struck, family, name)

    def raises(self, name: str) -> bool | None:
        """Whether a style of pieces of text sets them higher; None where nothing is said."""
        return self._told(self._raised, TEXTS, name)

    def is_white(self, name: str) -> bool:
        """Whether a style of cells writes white on white."""
        ground = self._told(self._grounds, CELLS, name) or "transparent"
        return self._told(self._colours, CELLS, name) == _WHITE and ground in {"transparent", _WHITE}

    def look(self, name: str) -> Look:
        """How a style of cells sets their texts off."""
        return Look(self._told(self._indents, CELLS, name) or 0, self._told(self._bold, CELLS, name) or False)

    def _told(self, told: Mapping[tuple[str, str], _Said], family: str, name: str) -> _Said | None:
        """What a style says, or the nearest one that it is made of."""
        for _ in range(_DEEPEST):
            if not name or (family, name) in told:
                break
            name = self._parents.get((family, name), "")
        return told.get((family, name))

    def _open_style(self, attributes: dict[str, str]) -> bool:
        self._open = attributes.get(f"{STYLE}family", ""), attributes.get(f"{STYLE}name", "")
        self._parents[self._open] = attributes.get(f"{STYLE}parent-style-name", "")
        return True

    def _table_look(self, attributes: dict[str, str]) -> bool:
        if attributes.get(f"{OASIS}table:1.0 display") == "false":
            self.hidden.add(self._open[1])
        return False

    def _row_size(self, attributes: dict[str, str]) -> bool:
        return self._size(attributes.get(f"{STYLE}row-height", ""))

    def _column_size(self, attributes: dict[str, str]) -> bool:
        return self._size(attributes.get(f"{STYLE}column-width", ""))

    def _size(self, length: str) -> bool:
        """Note a style of rows or columns that are too small for anything to be seen."""
        match = _LENGTH.fullmatch(length)
        if match and float(match[1]) * _POINTS[match[2]] < 1:
            self.hidden.add(self._open[1])
        return False

    def _text_look(self, attributes: dict[str, str]) -> bool:
        told = [attributes.get(f"{STYLE}text-line-through-{what}") for what in ("style", "type")]
        if any(told):
            self._struck[self._open] = "none" not in told
        if position := attributes.get(f"{STYLE}text-position"):
            self._raised[self._open] = not position.startswith(("0%", "sub", "-"))
        if colour := attributes.get(f"{_FO}color"):
            self._colours[self._open] = colour.lower()
        if weight := attributes.get(f"{_FO}font-weight"):
            self._bold[self._open] = weight in {"bold", "600", "700", "800", "900"}
        return False

    def _cell_look(self, attributes: dict[str, str]) -> bool:
        if ground := attributes.get(f"{_FO}background-color"):
            self._grounds[self._open] = ground.lower()
        return True

    def _paragraph_look(self, attributes: dict[str, str]) -> bool:
        if match := _LENGTH.fullmatch(attributes.get(f"{_FO}margin-left", "")):
            self._indents[self._open] = round(float(match[1]) * _POINTS[match[2]] / _STEP)
        return False


class StylesPart(XmlStream):
    """The part that only holds styles."""

    def __init__(self, styles: OdsStyles) -> None:
        super().__init__()
        self.begins |= styles.begins
