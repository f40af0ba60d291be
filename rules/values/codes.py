"""Nomenclature codes: urusan, bidang urusan, program, kegiatan and sub kegiatan.

The form is `2` → `2.17` → `2.17.01` → `2.17.01.2.01` → `2.17.01.2.01.06`; newer decrees write the last
segment with four digits (`…0006`). Program `01` of every bidang is the penunjang program, which the
decrees list once as `X.XX.01`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from rules.record import record
from rules.values.cells import SPLIT, ExcelError, as_text, is_blank
from rules.values.codes_made_numbers import before_excel, is_day_number, is_number
from rules.values.footnotes import without_footnote

LEVELS = ("urusan", "bidang", "program", "kegiatan", "sub_kegiatan")
"""Names of the levels, from the top."""

URUSAN, BIDANG, PROGRAM, KEGIATAN, SUB = range(len(LEVELS))
"""Numbers of the levels; a row that stands nowhere has -1."""

LEVEL_LABEL = {
    "urusan": "urusan",
    "bidang": "bidang urusan",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub_kegiatan": "sub kegiatan",
}
_TOKENS = (1, 2, 3, 5, 6)
_WIDTHS = (1, 2, 2, 1, 2)
_STRICT = re.compile(r"(?:\d|X)(?:\.(?:\d\d|XX)(?:\.\d\d(?:\.\d\.\d\d(?:\.(?:\d{4}|\d{2}))?)?)?)?", re.ASCII)
_OFFICE = re.compile(r"(?:\d\.\d\d\.){3}\d\d(?:\.\d{4})?", re.ASCII)
_LOOKS_LIKE = str.maketrans(
    dict.fromkeys("·•∙⋅‧․．。‐‑‒–—−", ".") | {chr(ord("０") + digit): str(digit) for digit in range(10)}
)
"""Signs that stand for the dots and digits of a code in texts from Word, PDF files and phones."""
_GLUED_LENGTHS = {1: 1, 3: 2, 5: 3, 8: 5}


class CodeStatus(StrEnum):
    """How a code cell was read."""

    EMPTY = "kosong"
    OK = "baik"
    REPAIRED = "diperbaiki"
    NUMBER = "angka"
    MALFORMED = "rusak"


@record
class Code:
    """A code as read: the official spelling (None if it cannot be told), its level from 0 (urusan) to 4."""

    official: str | None
    level: int
    status: CodeStatus
    split: bool = False

    @property
    def parent(self) -> str | None:
        """The code one level up, or None for an urusan or an unreadable code."""
        return parent_of(self.official) if self.official else None


_EMPTY = Code(None, -1, CodeStatus.EMPTY)


@lru_cache(maxsize=16384)
def level_of(code: str) -> int:
    """Level of an official code, 0 (urusan) to 4 (sub kegiatan)."""
    return _TOKENS.index(code.count(".") + 1)


@lru_cache(maxsize=16384)
def parent_of(code: str) -> str | None:
    """The code one level up; None for an urusan."""
    level = level_of(code)
    return ".".join(code.split(".")[: _TOKENS[level - 1]]) if level else None


def bidang_of(code: str) -> str | None:
    """The bidang urusan a code belongs to, or None for an urusan."""
    parts = code.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 else None


def is_code_of_office(value: object) -> bool:
    """Whether a cell holds the code by which applications know an office, which stands among the codes of its bidang.

    >>> is_code_of_office("2.16.2.20.2.21.01.0000"), is_code_of_office("2.16.01.2.01.0001")
    (True, False)
    """
    return isinstance(value, str) and _OFFICE.fullmatch(value.replace(SPLIT, ".").strip()) is not None


def sort_key(code: str) -> tuple[str, ...]:
    """Key that orders codes as the decrees do: segment by segment, parents before children."""
    return tuple(code.split("."))


def _sub_widths(sub_digits: int) -> tuple[int, ...]:
    """The widths that the segment of a sub kegiatan may have."""
    return (sub_digits,) if sub_digits else (2, 4)


def _unglue(tokens: list[str], sub_digits: int) -> list[str] | None:
    """Segments of a code written without some of its separators (`201`, `21701`), or None."""
    if len(tokens) == 1 and len(tokens[0]) > 1:
        digits = tokens[0]
        lengths = {**_GLUED_LENGTHS, **{8 + width: 6 for width in _sub_widths(sub_digits)}}
        if not digits.isdigit() or len(digits) not in lengths:
            return None
        cuts, start = [], 0
        for width in (*_WIDTHS, len(digits) - 8)[: lengths[len(digits)]]:
            cuts.append(digits[start : start + width])
            start += width
        return cuts
    if (
        len(tokens) >= 4
        and tokens[3].isdigit()
        and len(tokens[3]) in {3, *(3 + width for width in _sub_widths(sub_digits))}
    ):
        kegiatan = tokens[3]
        middle = [kegiatan[0], kegiatan[1:3]] + ([kegiatan[3:]] if len(kegiatan) > 3 else [])
        return [*tokens[:3], *middle, *tokens[4:]]
    return tokens


def _pad(tokens: list[str], sub_digits: int) -> list[str] | None:
    """Segments with their lost leading zeros put back, or None where a segment cannot be one."""
    widths = (1, 2, 2, 1, 2, sub_digits)
    if len(tokens) not in _TOKENS:
        return None
    # A number without its zeros tells no decree by its length, if all the other segments lost theirs, too.
    bare = any(len(token) < width for token, width in zip(tokens[:5], widths, strict=False))
    bare &= not any(token.startswith("0") for token in tokens)
    padded = []
    for position, (token, width) in enumerate(zip(tokens, widths, strict=False)):
        placeholder = token.upper() in {"X", "XX"} and position < 2
        if not placeholder and not token.isdigit():
            return None
        if position == 5 and not width:
            # No decree is named: the segment has the width it is written with.
            width = 4 if len(token) > 2 else 2
        if position == 4 and len(token) > width:
            # The segment of a sub kegiatan in the place of that of its kegiatan, which is missing.
            return None
        body = token.upper() if placeholder else (token.lstrip("0") or "0").zfill(width)
        shorter = width == 4 and len(token) == 2 and not bare
        other_decree = position == 5 and sub_digits and (len(token) > width or shorter)
        if len(body) != width or other_decree:
            # A segment of another decree's width is that decree's code, not a lost zero.
            return None
        if position != 0 and not placeholder and set(body) == {"0"}:
            return None
        padded.append(body)
    return padded


def _unspaced(text: str) -> str:
    """A code without the blanks between all its signs; any other text as it is.

    >>> _unspaced("2 . 1 7 . 0 1"), _unspaced("2.17 01"), _unspaced("2 . 17")
    ('2.17.01', '2.17 01', '2 . 17')
    """
    spaced = text.count(" ") > text.count(".") > 0 and re.search(r"\d\d", text) is None
    return text.replace(" ", "") if spaced else text


def _are_two(text: str) -> bool:
    """Whether a text is two codes of one bidang, one below or beside the other, rather than one in two parts.

    >>> _are_two("2.17.04 2.17.05"), _are_two("2.17.04 2.01"), _are_two("2.17.04")
    (True, False, False)
    """
    parts = text.split()
    return len(parts) > 1 and all(_STRICT.fullmatch(part) and bidang_of(part) == bidang_of(parts[0]) for part in parts)


@lru_cache(maxsize=131072)
def _read_text(text: str, sub_digits: int) -> Code:
    body = text.replace("\u00a0", " ").strip()
    if not body:
        return _EMPTY
    noted = without_footnote(body)
    body = noted if noted[-1:].isalnum() else body
    if _STRICT.fullmatch(body):
        level = level_of(body)
        if level < SUB or not sub_digits or len(body.rsplit(".", 1)[1]) == sub_digits:
            return Code(body, level, CodeStatus.OK)
    if is_day_number(body):
        return Code(None, -1, CodeStatus.NUMBER)
    split = SPLIT in body
    plain = _unspaced(body.translate(_LOOKS_LIKE))
    if not plain.isascii():
        return Code(None, -1, CodeStatus.MALFORMED, split)
    tokens = [token for token in re.split(r"[.\s,|/\-]+", plain.removeprefix("'")) if token]
    unglued = _unglue(tokens, sub_digits)
    padded = _pad(unglued, sub_digits) if unglued else None
    if padded is None or _are_two(body):
        status = CodeStatus.NUMBER if before_excel(body) else CodeStatus.MALFORMED
        return Code(None, -1, status, split)
    return Code(".".join(padded), _TOKENS.index(len(padded)), CodeStatus.REPAIRED, split)


def read_code(value: object, sub_digits: int = 2) -> Code:
    """Read one code cell under a decree whose sub kegiatan segment has ``sub_digits`` digits; 0 where no decree is named.

    >>> read_code("2.17.01.2.01.06").level
    4
    >>> read_code("2|17|2|201|1").official
    '2.17.02.2.01.01'
    >>> read_code("1.2.2.2.1.23", 4).official, read_code("1.2.02.2.1.23", 4).official
    ('1.02.02.2.01.0023', None)
    >>> read_code("2.11.11.2.0016", 4).official, read_code("2.11.11.2.16", 4).official
    (None, '2.11.11.2.16')
    >>> read_code(2.17).status.value, read_code("2.17.01.2.01.0006").status.value
    ('angka', 'rusak')
    """
    if is_blank(value):
        return _EMPTY
    if isinstance(value, ExcelError):
        return Code(None, -1, CodeStatus.MALFORMED)
    if isinstance(value, str):
        return _read_text(value, sub_digits)
    if is_number(value):
        return Code(None, -1, CodeStatus.NUMBER)
    return Code(None, -1, CodeStatus.MALFORMED, SPLIT in as_text(value))
