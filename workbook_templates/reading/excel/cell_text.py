"""What the characters that stand in a cell's XML mean: texts, numbers, dates, errors."""

from __future__ import annotations

import datetime as dt
import math
import re
import sys

import numpy as np

from rules.values.cells import ExcelError
from workbook_templates.reading.guarded_xml import unsure
from workbook_templates.reading.part_stream import XML_SPACE, Attributes
from workbook_templates.xml_signs import FORBIDDEN_SIGN

BLANKS = " \t\r\n"
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
INDEX = re.compile(r"[0-9]{1,9}")
_ERROR = re.compile(r"#[\w/ ]{1,30}[?!]?|Err:[0-9]{3}")
"""Those of other languages and of LibreOffice included."""
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBERED = re.compile("&#([0-9]{1,7}|x[0-9A-Fa-f]{1,6});")
_NOT_XML = re.compile("[\ufffe\uffff]")
NAMED = {"&quot;": '"', "&lt;": "<", "&gt;": ">", "&apos;": "'", "&amp;": "&"}
"""The last one is replaced last: what it stands for may look like another one."""
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,9})?)?")
_EPOCH = dt.datetime(1899, 12, 30)


def is_plain_text(xml: bytes) -> bool:
    """Whether bytes are UTF-8 that XML allows and takes as it stands; line ends of other systems are not."""
    data = np.frombuffer(xml, np.uint8)
    if data.min(initial=32) < 32:
        low = data[data < 32]
        if not ((low == 9) | (low == 10)).all():
            return False
    if xml.isascii():
        return True
    high = np.flatnonzero(data > 127)
    # Signs of several bytes, with a blank wherever others stood between them: much less than all of the text.
    signs = np.insert(data[high], np.flatnonzero(np.diff(high) > 1) + 1, 32).tobytes()
    try:
        return not _NOT_XML.search(signs.decode())
    except UnicodeDecodeError:
        return False


def unescaped(text: str) -> str | None:
    """A text of XML with the signs that its references stand for; None if one of them stands for none."""
    references = text.count("&")
    if references == text.count("&quot;"):
        # Formulas hold many of them, and mostly no others.
        return text.replace("&quot;", '"')
    named = sum(map(text.count, NAMED))
    if references != named:
        numbered = _NUMBERED.findall(text)
        if len(numbered) + named != references or not all(map(is_sign, numbered)):
            return None
        text = without_numbered(text)
    for name, sign in NAMED.items():
        text = text.replace(name, sign)
    return text


def without_numbered(text: str) -> str:
    """A text of XML with the signs that references by number stand for; an ampersand keeps its name, as it may look like the beginning of one.

    >>> without_numbered("A1&amp;&#8230;&#x26;&#0;")
    'A1&amp;…&amp;&#0;'
    """
    return _NUMBERED.sub(_sign_referred_to, text)


def _sign_referred_to(reference: re.Match[str]) -> str:
    sign = _sign_of(reference[1])
    return "&amp;" if sign == "&" else reference[0] if FORBIDDEN_SIGN.match(sign) else sign


def is_sign(number: str) -> bool:
    """Whether XML allows a sign to be referred to by a number, written as `65` or `x41`."""
    return not FORBIDDEN_SIGN.match(_sign_of(number))


def _sign_of(number: str) -> str:
    code = int(number[1:], 16) if number.startswith("x") else int(number)
    return chr(code) if code <= sys.maxunicode else "\0"


def preserves(attributes: Attributes) -> bool:
    """Whether the white space at the ends of an element's text counts."""
    return attributes.get(XML_SPACE) == "preserve"


def as_shown(text: str) -> str:
    """A text as programs show it: `_x000D_` is the sign of that number.

    Raises :class:`ForbiddenXmlError` for signs that one program decodes and another shows as they stand.
    """
    return ESCAPE.sub(_sign, text) if "_x" in text else text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if code < 0x20 or code == ord("_"):
        return chr(code)
    raise unsure(f"memuat kode huruf {match[0]}")


def number(text: str) -> float | None:
    """A number as the format spells it, None if it is none or has no place in a cell.

    >>> number(" 1.5E3 "), number("1,5"), number("NaN"), number("1e999")
    (1500.0, None, None, None)
    """
    text = text.strip(BLANKS)
    if not NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def error(text: str) -> ExcelError | None:
    """An error value, newer ones included; None if it is none."""
    text = text.strip(BLANKS)
    return ExcelError(text) if _ERROR.fullmatch(text) else None


def day_number(text: str) -> float | None:
    """The day number of a date in ISO form without zone; None if it is none.

    >>> day_number("2024-03-06"), day_number("2024-03-06T12:00:00"), day_number("2024-13-99")
    (45357.0, 45357.5, None)
    """
    match = _DAY.fullmatch(text.strip(BLANKS))
    if not match:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = dt.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return (moment - _EPOCH) / dt.timedelta(days=1) + float(match[7] or 0) / 86_400
