"""The sound workbook spelled in other ways, which all mean the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.hostile.base import BOOK, KINDS, RELS, SHEET, STRINGS, STYLES, parts_of, write


def _prefixed(xml: bytes) -> bytes:
    opened = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml)
    return opened.replace(b" xmlns=", b" xmlns:x=", 1)


def _single_quoted(xml: bytes) -> bytes:
    return re.sub(rb"<[^>]+>", lambda tag: re.sub(rb'="([^"\']*)"', rb"='\1'", tag[0]), xml)


def _spaced(xml: bytes) -> bytes:
    return re.sub(rb"<c ([^>]*?)(/?)>", lambda tag: b"<c\n" + tag[1].replace(b"=", b" = ") + b" " + tag[2] + b">", xml)


def _reversed(xml: bytes) -> bytes:
    def turned(tag: re.Match[bytes]) -> bytes:
        return b"<c " + b" ".join(reversed(tag[1].split())) + tag[2] + b">"

    return re.sub(rb"<c ([^>/]*?)(/?)>", turned, xml)


def _commented(xml: bytes) -> bytes:
    return xml.replace(b"<row ", b'<!-- <c r="XFD1048576"> --><row ')


def _strict(xml: bytes) -> bytes:
    spaces = ((b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
              (b"schemas.openxmlformats.org/officeDocument/2006/relationships",
               b"purl.oclc.org/ooxml/officeDocument/relationships"))  # fmt: skip
    for old, new in spaces:
        xml = xml.replace(old, new)
    return xml


def _with_mark(xml: bytes) -> bytes:
    return b"\xef\xbb\xbf" + xml


SPELLINGS: dict[str, tuple[tuple[str, ...], Callable[[bytes], bytes]]] = {
    "spelled_with_prefix": ((SHEET, STRINGS), _prefixed),
    "spelled_with_single_quotes": ((SHEET, STRINGS, STYLES, BOOK, RELS), _single_quoted),
    "spelled_with_spaces": ((SHEET,), _spaced),
    "spelled_in_other_order": ((SHEET,), _reversed),
    "spelled_with_comments": ((SHEET,), _commented),
    "spelled_strictly": ((SHEET, STRINGS, STYLES, BOOK, RELS, "_rels/.rels"), _strict),
    "spelled_with_byte_order_mark": ((SHEET, BOOK, RELS), _with_mark),
}
"""Kinds that say the same as the sound workbook in another way."""


def spell(name: str, parts: tuple[str, ...], change: Callable[[bytes], bytes]) -> None:
    """Register a kind: the sound workbook with parts written another way."""

    def make(folder: Path) -> Iterator[Path]:
        yield write(folder / f"{name}.xlsx", parts_of() | {part: change(parts_of()[part]) for part in parts})

    KINDS[name] = make


for _name, (_changed, _change) in SPELLINGS.items():
    spell(_name, _changed, _change)
