"""The styles of an .ods: which sheets they hide, and which cells and texts they strike out."""

from __future__ import annotations

from collections.abc import Callable

from workbook_templates.reading.xml_stream import XmlStream

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{OASIS}style:1.0 "
CELLS, TEXTS = "table-cell", "text"
"""Families of styles: those of cells, and those of pieces of text."""
_DEEPEST = 20
"""Styles that are made of each other."""


class OdsStyles:
    """What is known so far of styles; ``begins`` reads those of a part along with the rest of it."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self._struck: dict[tuple[str, str], bool] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._open = "", ""
        self.begins: dict[str, Callable[[dict[str, str]], bool]] = {
            f"{STYLE}style": self._open_style,
            f"{STYLE}table-properties": self._table_look,
            f"{STYLE}text-properties": self._text_look,
        }

    def strikes(self, family: str, name: str) -> bool | None:
        """Whether a style strikes out; None where neither it nor one that it is made of says."""
        for _ in range(_DEEPEST):
            if not name or (family, name) in self._struck:
                break
            name = self._parents.get((family, name), "")
        return self._struck.get((family, name))

    def _open_style(self, attributes: dict[str, str]) -> bool:
        self._open = attributes.get(f"{STYLE}family", ""), attributes.get(f"{STYLE}name", "")
        self._parents[self._open] = attributes.get(f"{STYLE}parent-style-name", "")
        return True

    def _table_look(self, attributes: dict[str, str]) -> bool:
        if attributes.get(f"{OASIS}table:1.0 display") == "false":
            self.hidden.add(self._open[1])
        return False

    def _text_look(self, attributes: dict[str, str]) -> bool:
        told = [attributes.get(f"{STYLE}text-line-through-{what}") for what in ("style", "type")]
        if any(told):
            self._struck[self._open] = "none" not in told
        return False


class StylesPart(XmlStream):
    """The part that only holds styles."""

    def __init__(self, styles: OdsStyles) -> None:
        super().__init__()
        self.begins |= styles.begins
