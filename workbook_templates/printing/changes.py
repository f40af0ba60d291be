"""Changes to the bytes of a part: spans that are replaced, every other byte staying as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ByteChange:
    """New bytes for a span; none take it out."""

    begin: int
    end: int
    content: bytes


def applied(xml: bytes, changes: Sequence[ByteChange]) -> bytes:
    """The bytes with their spans changed; of two that overlap the outer one counts.

    >>> applied(b"<a/><b/>", [ByteChange(0, 4, b"<c/>"), ByteChange(1, 2, b"x")])
    b'<c/><b/>'
    """
    made, end = bytearray(), 0
    for change in sorted(changes, key=lambda change: (change.begin, -change.end)):
        if change.begin >= end:
            made += xml[end : change.begin] + change.content
            end = change.end
    return bytes(made + xml[end:])
