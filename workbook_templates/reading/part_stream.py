"""XML parts read as streams with expat: each element by its namespace, at the one place the format gives it.

What stands elsewhere (in an element that other programs pass over, or choose) would be read by one program and not by
another: such a part is refused. Every reading stops at the first forbidden declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

from workbook_templates.reading.guarded_xml import guarded_parser, unsure

SPREADSHEET = frozenset(
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"}
)
"""The namespace of workbooks, sheets, texts and styles: transitional and strict."""
XML_SPACE = "http://www.w3.org/XML/1998/namespace space"
_PASSED = "*"
"""Stands for an element that is passed over."""

Attributes = dict[str, str]


class PartStream:
    """One pass over a part. A subclass says which elements stand where and has a method for each that it looks at.

    ``content`` gives the elements that one may hold ("" holds the first one); those in ``loose`` may hold others too, which
    are passed over with all that is in them, and among which those in ``elsewhere`` may be. Those in ``once`` may stand there
    once. `opens_name(attributes)` and `closes_name(text)` are called; texts are those of the elements in ``texts``.
    """

    spaces: ClassVar[Collection[str]] = SPREADSHEET
    content: ClassVar[Mapping[str, Collection[str]]] = {}
    loose: ClassVar[Collection[str]] = ()
    elsewhere: ClassVar[Collection[str]] = ()
    once: ClassVar[Collection[str]] = ()
    texts: ClassVar[Collection[str]] = ()
    _strict: ClassVar[Collection[str]] = ()
    _opens: ClassVar[Mapping[str, Callable[[Any, Attributes], None]]] = {}
    _closes: ClassVar[Mapping[str, Callable[[Any, str], None]]] = {}

    def __init_subclass__(cls) -> None:
        placed = {name for names in cls.content.values() for name in names}
        cls._strict = placed.difference(cls.elsewhere)
        # Found once: they are called for every element.
        cls._opens = {name: found for name in placed if (found := getattr(cls, f"opens_{name.lower()}", None))}
        cls._closes = {name: found for name in placed if (found := getattr(cls, f"closes_{name.lower()}", None))}

    def __init__(self) -> None:
        self.path = [""]
        self.space = ""
        self._names: dict[str, str] = {}
        self._seen: set[str] = set()
        self._text: list[str] = []
        self._parser = self._made()

    def _made(self) -> Any:
        parser = guarded_parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CommentHandler = self._remark
        parser.ProcessingInstructionHandler = self._remark
        return parser

    def read(self, xml: bytes) -> None:
        """Read the part. Raises ExpatError for broken XML, :class:`ForbiddenXmlError` for what may not be there."""
        try:
            self._parser.Parse(xml, True)
        finally:
            # Its handlers hold this object and are held by it.
            self._parser.StartElementHandler = self._parser.EndElementHandler = None
            self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = None
            self._parser.CharacterDataHandler = None

    def _name(self, told: str) -> str:
        """The local name of an element of the part's own namespace, else the name with its namespace."""
        space, _, local = told.rpartition(" ")
        if not self.space and space in self.spaces:
            self.space = space
        found = self._names[told] = local if space and space == self.space else f"{{{space}}}{local}"
        return found

    def _start(self, told: str, attributes: Attributes) -> None:
        name = self._names.get(told) or self._name(told)
        path = self.path
        content = self.content.get(path[-1])
        if content is not None and name in content:
            path.append(name)
            if name in self.once:
                self._only_once(name)
            if name in self.texts:
                self._text.clear()
                self._parser.CharacterDataHandler = self._text.append
            if opens := self._opens.get(name):
                opens(self, attributes)
            return
        if name in self._strict or (content is not None and path[-1] not in self.loose):
            self._misplaced(name)
        path.append(_PASSED)

    def _end(self, _: str) -> None:
        name = self.path.pop()
        if name is _PASSED:
            return
        text = ""
        if name in self.texts:
            self._parser.CharacterDataHandler = None
            text = "".join(self._text)
        if closes := self._closes.get(name):
            closes(self, text)

    def _only_once(self, name: str) -> None:
        if name in self._seen:
            raise unsure(f"memuat <{name}> lebih dari satu kali")
        self._seen.add(name)

    def _misplaced(self, name: str) -> None:
        local = name.rpartition("}")[2]
        raise unsure(f"memuat <{local[:40]}> di tempat yang tidak semestinya")

    def _remark(self, *_: str) -> None:
        if self.path[-1] in self.texts:
            raise unsure("memuat komentar di tengah isi sel")
