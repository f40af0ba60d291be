"""What the attributes and texts of a cell of an .ods mean: its value, how it is shown, and its formula as Excel writes it."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any

from workbook_templates.reading.excel.cell_text import day_number
from workbook_templates.reading.opendocument.styles import OASIS
from workbook_templates.reading.xml_stream import whole

OFFICE, TABLE, TEXT = f"{OASIS}office:1.0 ", f"{OASIS}table:1.0 ", f"{OASIS}text:1.0 "
KIND, PERCENTAGE = f"{OFFICE}value-type", "percentage"
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_TIME = re.compile(r"PT([0-9]{1,2})H([0-5]?[0-9])M([0-5]?[0-9])(?:[.,][0-9]+)?S")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)|Err:[0-9]{3}")
_PREFIX = re.compile(r"[a-z]+:(?==)")
_PIECE = re.compile(r""""(?:[^"]|"")*"|\[(?:'(?:[^']|'')*'|[^\[\]'])*\]|;""")
_PLACE = re.compile(
    r"(?:(?P<book>'(?:[^']|'')*')#)?\$?(?:(?P<quoted>'(?:[^']|'')*')|(?P<sheet>[^.:'#]*))\.(?P<cell>[^.:]*)"
)


def times(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated, or how far it reaches; once where that is no number or is not said."""
    told = attributes.get(TABLE + name)
    return whole(told) if told else 1


def value_of(attributes: dict[str, str], texts: list[str]) -> Any:
    """The value of a cell; what is no number, day, time or truth value though it says so is the text that is shown."""
    text = "\n".join(texts) or attributes.get(f"{OFFICE}string-value") or None
    if text and _ERROR.fullmatch(text):
        return text
    match attributes.get(KIND):
        case "float" | "currency" | "percentage" if _NUMBER.fullmatch(told := attributes.get(f"{OFFICE}value", "")):
            amount = float(told)
            return int(amount) if amount.is_integer() and abs(amount) < 1e15 else amount
        case "date":
            return _day(attributes.get(f"{OFFICE}date-value", ""), text)
        case "time" if match := _TIME.fullmatch(attributes.get(f"{OFFICE}time-value", "")):
            hour, minute, second = map(int, match.groups())
            return dt.time(hour, minute, second) if hour < 24 else text
        case "boolean" if attributes.get(f"{OFFICE}boolean-value") in {"true", "false"}:
            return attributes[f"{OFFICE}boolean-value"] == "true"
    return text


def _day(told: str, shown: str | None) -> Any:
    """A date as a date, one with a time of day as both."""
    if day_number(told) is None:
        return shown
    with suppress(ValueError):
        moment = dt.datetime.fromisoformat(told)
        return moment if moment.time() != dt.time() else moment.date()
    return shown


def shown_error(value: Any) -> str:
    """The error value that a cell shows; empty for any other cell."""
    if isinstance(value, str) and _ERROR.fullmatch(value):
        return value if value.startswith("#") else "#VALUE!"
    return ""


def excel_formula(formula: str) -> str:
    """An OpenFormula text as Excel writes it.

    >>> excel_formula("of:=SUM([.F9:.F12];[$Lain.A1];[$'T-C.33'.B2:.B3])")
    "=SUM(F9:F12,Lain!A1,'T-C.33'!B2:B3)"
    >>> excel_formula('of:=IF([.A1]="a;b";1;[\\'file:///D:/p.ods\\'#$Pagu.B4])')
    '=IF(A1="a;b",1,[file:///D:/p.ods]Pagu!B4)'
    """
    return _PIECE.sub(_in_excel, _PREFIX.sub("", formula))


def _in_excel(match: re.Match[str]) -> str:
    piece = match[0]
    if piece == ";":
        return ","
    return _reference(piece[1:-1]) if piece.startswith("[") else piece


def _reference(inside: str) -> str:
    """A reference without its brackets; the second corner of an area names no sheet."""
    found, at = "", 0
    while match := _PLACE.match(inside, at):
        book, sheet = match["book"], match["quoted"] or match["sheet"]
        if at == 0:
            found += (f"[{book[1:-1]}]" if book else "") + (f"{sheet}!" if sheet else "")
        found, at = found + match["cell"], match.end()
        if inside[at : at + 1] != ":":
            break
        found, at = f"{found}:", at + 1
    return found if at == len(inside) and found else inside
