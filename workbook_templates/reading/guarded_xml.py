"""XML that no honest file contains: refused while it is parsed, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

from workbook_templates.errors import RefusedFileError
from workbook_templates.reading.errors import EntitiesError, UnknownEncodingError, UnsureContentError

_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}


class ForbiddenXmlError(Exception):
    """XML that no honest workbook contains; ``refusal`` makes of a file and its part the error to tell."""

    def __init__(self, refusal: Callable[[Path, str], RefusedFileError]) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def unsure(fault: str) -> ForbiddenXmlError:
    """What one program would show and another would not; ``fault`` completes a sentence about the part."""
    return ForbiddenXmlError(partial(UnsureContentError, fault=fault))


def _forbid(*_: Any) -> None:
    raise ForbiddenXmlError(EntitiesError)


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    """Refuse encodings that expat leaves to Python, which knows many and fails at some in ways of its own."""
    if encoding and encoding.lower() not in _ENCODINGS:
        raise ForbiddenXmlError(partial(UnknownEncodingError, encoding=encoding[:20]))


def guarded_parser() -> Any:
    """An expat parser that stops at forbidden declarations; names are `namespace local`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _forbid
    return parser


def elements(xml: bytes, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """Elements with given local names, whatever their namespace and place, with their attributes by local name."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in tags:
            found.append((local, {key.rpartition(" ")[2]: value for key, value in attributes.items()}))

    parser = guarded_parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found
