"""The cell styles that say something of what a cell holds: percentages, dates, durations, what is struck out or set off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from rules.model.document import Look
from rules.values.cells import DateOf1904
from rules.values.number_format import NumberFormat, number_format
from workbook_templates.reading.excel.shared_strings import strikes
from workbook_templates.reading.guarded_xml import unsure
from workbook_templates.reading.part_stream import Attributes, PartStream
from workbook_templates.sheet_facts import is_percent, percent_text

_PERCENT, _DATE, _DURATION = "%", "d", "[h]"
_BUILT_IN = {
    **dict.fromkeys((9, 10), _PERCENT), **dict.fromkeys((*range(14, 23), 45, 47), _DATE), 46: _DURATION,
}  # fmt: skip
_WHOLE = re.compile(r"[0-9]{1,6}")
_NO_CODE = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:[hms]+)\])[^\]]*\]', re.IGNORECASE)
"""What in a format code stands for nothing of the number: texts, widths, fillings, colours and conditions."""
_WHITE_INDEXES = {"1", "9", "65"}
_LONG_STYLES = 100_000
_EPOCH, _FIRST = dt.datetime(1899, 12, 30), dt.datetime(1899, 12, 31)
_LAST_DAY = 2_958_466
_LEAP = 60
"""The day that Excel alone has in February 1900."""


@dataclass(frozen=True, slots=True)
class Formats:
    """Numbers of the cell styles that show percentages, dates and durations, and of those whose font strikes out; ``looks`` of
    those that are bold or indented, ``telling`` of those whose number format shows a unit, fewer digits or nothing, or that write
    white on white; ``white`` of these alone.

    ``from_1904`` is when dates begin.
    """

    percents: frozenset[int] = frozenset()
    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    looks: Mapping[int, Look] = field(default_factory=dict, hash=False)
    telling: Mapping[int, NumberFormat] = field(default_factory=dict, hash=False)
    white: Mapping[int, NumberFormat] = field(default_factory=dict, hash=False)
    from_1904: bool = False

    @property
    def all(self) -> frozenset[int]:
        """Every style that makes something else of a number."""
        return self.percents | self.dates | self.durations

    def shown(self, value: float, style: int) -> Any:
        """A number as a cell of this style means it; dates that have no place in the calendar stay numbers."""
        if style in self.percents:
            return percent_text(value)
        if style in self.durations:
            return dt.timedelta(days=value) if abs(value) < _LAST_DAY else value
        return self._moment(value) if style in self.dates else value

    def _moment(self, value: float) -> Any:
        days = value + DateOf1904.LATER * self.from_1904
        if not 0 <= days < _LAST_DAY:
            return value
        milliseconds = round((days % 1) * 86_400_000)
        moment = (_EPOCH if days >= _LEAP else _FIRST) + dt.timedelta(days=int(days), milliseconds=milliseconds)
        if days < 1 and milliseconds < 86_400_000:
            return moment.time()
        if milliseconds % 86_400_000:
            return moment
        return DateOf1904(moment.year, moment.month, moment.day) if self.from_1904 else moment.date()


def kind_of(code: str) -> str:
    """What a number format makes of a number: `%`, `d`, `[h]`, or nothing else (empty).

    >>> [kind_of(code) for code in ("0.0%", "[$-421]d mmmm yyyy", "[hh]:mm", '#,##0" hari"', "General")]
    ['%', 'd', '[h]', '', '']
    """
    if is_percent(code):
        return _PERCENT
    bare = _NO_CODE.sub("", code).lower()
    if "[" in bare:
        return _DURATION
    return _DATE if any(sign in bare for sign in "dmyhs") else ""


class _StyleStream(PartStream):
    content: ClassVar = {
        "": {"styleSheet"},
        "styleSheet": {"numFmts", "fonts", "fills", "cellXfs"},
        "numFmts": {"numFmt"},
        "fonts": {"font"},
        "font": {"strike", "b", "color"},
        "strike": (),
        "b": (),
        "color": (),
        "fills": {"fill"},
        "fill": {"patternFill", "gradientFill"},
        "patternFill": {"fgColor"},
        "gradientFill": (),
        "fgColor": (),
        "cellXfs": {"xf"},
        "xf": {"alignment"},
        "alignment": (),
    }
    loose: ClassVar = {"styleSheet", "font", "fill", "patternFill", "gradientFill", "xf"}
    elsewhere: ClassVar = {
        "numFmt", "font", "strike", "b", "color", "fill", "patternFill", "gradientFill", "fgColor", "xf", "alignment",
    }  # fmt: skip
    once: ClassVar = {"numFmts", "fonts", "fills", "cellXfs"}

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[int, str] = {}
        self.telling: dict[int, NumberFormat] = {}
        self.used: list[int] = []
        self.fonts = self.fills = 0
        self.white_fonts: set[str] = set()
        self.coloured: set[str] = set()
        self.white: set[int] = set()
        self.striking: set[str] = set()
        self.bold: set[str] = set()
        self.struck: set[int] = set()
        self.looks: dict[int, Look] = {}

    def opens_numfmt(self, attributes: Attributes) -> None:
        number = _whole(attributes.get("numFmtId", ""))
        if number in self.kinds:
            raise unsure(f"mencatat format angka {number} dua kali")
        code = attributes.get("formatCode", "")
        self.kinds[number] = kind_of(code)
        told = NumberFormat() if self.kinds[number] else number_format(code)
        self.telling |= {number: told} if any(told) else {}

    def opens_font(self, _: Attributes) -> None:
        self.fonts += 1

    def opens_strike(self, attributes: Attributes) -> None:
        if strikes(attributes):
            self.striking.add(str(self.fonts - 1))

    def opens_b(self, attributes: Attributes) -> None:
        if strikes(attributes):
            self.bold.add(str(self.fonts - 1))

    def opens_color(self, attributes: Attributes) -> None:
        if _is_white(attributes):
            self.white_fonts.add(str(self.fonts - 1))

    def opens_fill(self, _: Attributes) -> None:
        self.fills += 1

    def opens_patternfill(self, attributes: Attributes) -> None:
        if attributes.get("patternType", "none") != "none":
            self.coloured.add(str(self.fills - 1))

    def opens_gradientfill(self, _: Attributes) -> None:
        self.coloured.add(str(self.fills - 1))

    def opens_fgcolor(self, attributes: Attributes) -> None:
        if _is_white(attributes):
            self.coloured.discard(str(self.fills - 1))

    def opens_xf(self, attributes: Attributes) -> None:
        if attributes.get("fontId") in self.white_fonts and attributes.get("fillId", "0") not in self.coloured:
            self.white.add(len(self.used))
        if attributes.get("fontId") in self.striking:
            self.struck.add(len(self.used))
        if attributes.get("fontId") in self.bold:
            self.looks[len(self.used)] = Look(bold=True)
        self.used.append(_whole(attributes.get("numFmtId", "0")))

    def opens_alignment(self, attributes: Attributes) -> None:
        indent, style = attributes.get("indent", "0"), len(self.used) - 1
        if _WHOLE.fullmatch(indent) and int(indent):
            self.looks[style] = self.looks.get(style, Look())._replace(indent=int(indent))


def _is_white(attributes: Attributes) -> bool:
    """Whether a colour is white: by its value, by the old palette, or as the ground of the usual themes."""
    if attributes.get("tint", "").strip().startswith("-"):
        return False  # darker
    return (
        attributes.get("rgb", "").upper()[-6:] == "FFFFFF"
        or attributes.get("theme") == "0"
        or attributes.get("indexed") in _WHITE_INDEXES
    )


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise unsure(f"mencatat format angka bernomor '{text[:20]}'")
    return int(text)


def formats_of(styles: bytes, *, from_1904: bool) -> Formats:
    """What the styles of a workbook make of numbers. Raises ExpatError, :class:`ForbiddenXmlError`."""
    # Workbooks from one template have the same styles; long ones are not kept for want of memory.
    return (_kept if len(styles) < _LONG_STYLES else _read)(styles, from_1904)


@lru_cache(maxsize=16)
def _kept(styles: bytes, from_1904: bool) -> Formats:
    return _read(styles, from_1904)


def _read(styles: bytes, from_1904: bool) -> Formats:
    stream = _StyleStream()
    stream.read(styles)
    kinds = _BUILT_IN | stream.kinds

    def of(kind: str) -> Iterable[int]:
        return (style for style, number in enumerate(stream.used) if kinds.get(number) == kind)

    return Formats(
        frozenset(of(_PERCENT)),
        frozenset(of(_DATE)),
        frozenset(of(_DURATION)),
        struck=frozenset(stream.struck),
        looks=stream.looks,
        telling={
            style: stream.telling.get(x, NumberFormat())._replace(white=style in stream.white)
            for style, x in enumerate(stream.used)
            if x in stream.telling or style in stream.white
        },
        white=dict.fromkeys(stream.white, NumberFormat(white=True)),
        from_1904=from_1904,
    )
