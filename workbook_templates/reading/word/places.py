"""Where tables, content controls and sections stand among the bytes of a Word document, for whoever replaces some of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbook_templates.reading.limits import Limits
from workbook_templates.reading.word.body import SPACES, WordBody
from workbook_templates.reading.xml_stream import XmlStream, whole

Span = tuple[int, int]
"""First byte, and the first one behind."""


@dataclass(slots=True)
class Control:
    """A content control: its tag, and the span of what is inside of it; ``prompts`` where it only asks for an entry."""

    tag: str = ""
    content: Span = (0, 0)
    prompts: bool = False


class PlacedBody(WordBody):
    """The body of a document with the places of what it holds: ``spans`` of its tables, in their order, and ``controls``.

    Ends are told by the first byte of the end tag; :func:`behind` gives the byte behind it.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__(path, limits)
        self.spans: list[Span] = []
        self.controls: list[Control] = []
        self._open_tables: list[int] = []
        self._open_controls: list[Control] = []
        for space in SPACES:
            self.begins[f"{space} sdtContent"] = self._open_content
            self.ends[f"{space} sdtContent"] = self._close_content

    def _open_table(self, attributes: dict[str, str]) -> bool:
        at = self.parser.CurrentByteIndex
        known = len(self.tables)
        read = super()._open_table(attributes)
        if len(self.tables) > known:
            self._open_tables.append(len(self.spans))
            self.spans.append((at, at))
        return read

    def _close_table(self) -> None:
        super()._close_table()
        number = self._open_tables.pop()
        self.spans[number] = self.spans[number][0], self.parser.CurrentByteIndex

    def _open_control(self, attributes: dict[str, str]) -> bool:
        self._open_controls.append(Control())
        return super()._open_control(attributes)

    def _tag(self, attributes: dict[str, str]) -> bool:
        if self._open_controls:
            self._open_controls[-1].tag = next(iter(attributes.values()), "")
        return super()._tag(attributes)

    def _open_content(self, _: dict[str, str]) -> bool:
        if self._open_controls:
            self._open_controls[-1].content = self.parser.CurrentByteIndex, 0
        return True

    def _close_content(self) -> None:
        if self._open_controls:
            begin, _ = self._open_controls[-1].content
            self._open_controls[-1].content = begin, self.parser.CurrentByteIndex

    def _close_control(self) -> None:
        made = self._open_controls.pop()
        made.prompts = self._prompts[-1]
        self.controls.append(made)
        super()._close_control()


@dataclass(slots=True)
class PageOfSection:
    """A section: the byte at which its properties stand, which end it, and the twips between its margins."""

    end: int
    width: int = 0


class Sections(XmlStream):
    """The sections of a document, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageOfSection] = []
        for space in SPACES:
            self.begins |= {
                f"{space} sectPr": self._section, f"{space} pgSz": self._page, f"{space} pgMar": self._margins,
                f"{space} sectPrChange": lambda _: False,
            }  # fmt: skip

    def _section(self, _: dict[str, str]) -> bool:
        self.found.append(PageOfSection(self.parser.CurrentByteIndex))
        return True

    def _page(self, attributes: dict[str, str]) -> bool:
        return self._add(attributes, ("w",), 1)

    def _margins(self, attributes: dict[str, str]) -> bool:
        return self._add(attributes, ("left", "start", "right", "end", "gutter"), -1)

    def _add(self, attributes: dict[str, str], names: tuple[str, ...], sign: int) -> bool:
        if self.found:
            told = [value for name, value in attributes.items() if name.rpartition(" ")[2] in names]
            self.found[-1].width += sign * sum(whole(value, 0) for value in told)
        return True


def behind(xml: bytes, tag: int) -> int:
    """The byte behind a tag that begins at a byte."""
    return xml.index(b">", tag) + 1
