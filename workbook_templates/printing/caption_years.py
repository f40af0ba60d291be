"""The years in the caption over a table, where all else in it is as printed: a document of last year serves this year too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from workbook_templates.printing.changes import ByteChange

_REACH, _NEAREST = 20_000, 3
"""Bytes and paragraphs above a table in which its caption stands."""
_PARAGRAPH = re.compile(rb"<(?:\w+:)?p(?:\s[^>]*)?>.*?</(?:\w+:)?p>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</(?:\w+:)?t>")
_TABLE_END = re.compile(rb"</(?:\w+:)?tbl>")
_LABEL = re.compile(r"\s*tabel\s+[\w.-]+\s*[.:]?\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class RenewedCaption:
    """A caption as it is said now, and the changes that make it so."""

    text: str
    changes: Sequence[ByteChange]


def caption_years(xml: bytes, table: int, captions: Sequence[str]) -> RenewedCaption | None:
    """The caption above the table that begins at a byte, where it is one of ``captions`` but for its years.

    A year that Word has split into pieces is left alone.
    """
    above = xml[max(0, table - _REACH) : table]
    behind = max((match.end() for match in _TABLE_END.finditer(above)), default=0)
    first = table - len(above)
    for paragraph in list(_PARAGRAPH.finditer(above, behind))[: -_NEAREST - 1 : -1]:
        pieces = list(_TEXT.finditer(xml, first + paragraph.start(), first + paragraph.end()))
        said = "".join(unescape(piece[1].decode()) for piece in pieces)
        own = _LABEL.match(said)
        wanted = next((text for text in captions if _masked(text) == _masked(said[own.end() :])), "") if own else ""
        if wanted:
            old, new = _YEAR.findall(said), _YEAR.findall(wanted)
            return RenewedCaption(wanted, _years(pieces, new)) if old[-len(new) :] != new else None
    return None


def _years(pieces: Sequence[re.Match[bytes]], wanted: Sequence[str]) -> list[ByteChange]:
    """The changes to the years of some texts; none where not every year stands in one of them."""
    found = [
        (piece.start(1) + year.start(), year[0])
        for piece in pieces
        for year in re.finditer(rb"(?<!\d)20\d\d(?!\d)", piece[1])
    ]
    if len(found) != len(wanted):
        return []
    return [ByteChange(at, at + len(old), new.encode()) for (at, old), new in zip(found, wanted, strict=True)]


def _masked(text: str) -> str:
    return " ".join(_YEAR.sub("n", text).casefold().split())
