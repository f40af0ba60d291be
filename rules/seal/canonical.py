"""The canonical content of a document: what of its cells a seal speaks of, in one form whatever program saved them.

Typed cells count with their value, formulas with their text. A formula's *result* is no part of the content, because
programs that do not calculate drop it on saving; results are compared one by one where they are stored. Formats,
widths, headings, other sheets and the helping columns' results do not count.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Context, Decimal
from typing import Any

from rules.model.document import Document, Table
from rules.model.seal_record import Part, Row
from rules.values.cells import ExcelError, as_text, is_blank

IDENTITY = "Identitas"
_STORED, _RESULT = Context(prec=15), Context(prec=11)
"""Significant digits: Excel keeps 15 of a number; the last ones of a result depend on who calculated it."""
_EPOCH = dt.datetime(1899, 12, 30)
_SHARE = re.compile(r"-?[0-9]+(,[0-9]+)?%")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")


def _digits(value: Decimal) -> str:
    return "0" if not value else format(value.normalize(), "f")


def canonical_value(value: Any, precision: Context = _STORED) -> str:
    """A cell's value in its canonical form, empty for a blank cell.

    Numbers are plain decimals of 15 significant digits, dates are Excel's day numbers, a share shown in percent is the
    number behind it; text is told from numbers by a leading quote unless it is a whole number, and its white space is
    folded.

    >>> [canonical_value(x) for x in (1, 1.0, "1", 0.1 + 0.2, "1.10", 1.1, "50%", " a\\n b ")]
    ['1', '1', '1', '0.3', "'1.10", '1.1', '0.5', "'a b"]
    """
    if is_blank(value):
        return ""
    if isinstance(value, ExcelError):
        return f"!{value}"
    if isinstance(value, bool):
        return f"!{str(value).upper()}"
    number = _number(value)
    if number is not None and number.is_finite():
        return _digits(precision.plus(number))
    text = unicodedata.normalize("NFC", as_text(str(value).replace("_x000D_", " ")))
    if _WHOLE.fullmatch(text):
        return text
    return _digits(precision.plus(Decimal(text[:-1].replace(",", ".")) / 100)) if _SHARE.fullmatch(text) else f"'{text}"


def _number(value: Any) -> Decimal | None:
    if isinstance(value, int | float):
        return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    if isinstance(value, dt.datetime):
        value = value.replace(tzinfo=None) - _EPOCH
    elif isinstance(value, dt.date):
        value = dt.datetime.combine(value, dt.time()) - _EPOCH
    elif isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta):
        return Decimal(value.days) + Decimal(value.seconds) / 86400
    return None


def canonical_result(value: Any) -> str:
    """A formula's result in its canonical form; the last digits, which differ between programs, are cut."""
    return canonical_value(value, _RESULT)


_PARTS = re.compile(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!?)')
_PREFIX = re.compile(r"_XLFN\.|_XLWS\.|_XLUDF\.|_XLPM\.")
_NEEDLESS_QUOTES = re.compile(r"'([A-Z_][A-Z0-9_.]*)'!")
_TRUTH = re.compile(r"(?<![A-Z0-9_.])(TRUE|FALSE)\(\)")
_NUMBER = re.compile(r"(?<![A-Z0-9_.$])([0-9]+\.[0-9]*|\.[0-9]+)(?![A-Z0-9_.])")


def canonical_formula(text: str) -> str:
    """A formula in the form that survives programs: no spaces, capitals, no prefixes of newer functions.

    >>> canonical_formula('=_xlfn.IFNA( sum(A1:A3) , "a b") * 2.0')
    'IFNA(SUM(A1:A3),"a b")*2'
    """
    parts = _PARTS.split(text.strip().removeprefix("="))
    for at in range(0, len(parts), 2):
        parts[at] = _PREFIX.sub("", "".join(parts[at].split()).upper().replace(";", ","))
        parts[at] = _NUMBER.sub(lambda match: _digits(Decimal(match[1])), _TRUTH.sub(r"\1", parts[at]))
    for at in range(1, len(parts), 2):
        if parts[at].startswith("'"):
            parts[at] = _NEEDLESS_QUOTES.sub(r"\1!", parts[at].upper())
    return "".join(parts)


def _key(table: Table, typed: dict[str, str], row: int) -> str:
    first = next((typed[number] for number in list(table.letters)[:4] if number in typed), "")
    return first.removeprefix("'").replace("|", ".")[:60] or f"baris {row}"


def _rows(table: Table) -> Iterator[Row]:
    for at, (number, kind) in enumerate(zip(table.rows, table.kinds, strict=True)):
        row = Row(number, kind, "")
        for column, values in table.columns.items():
            place = (number, column)
            if place in table.marks.formulas:
                row.formulas[column] = canonical_formula(table.marks.formulas[place])
                if place not in table.marks.uncalculated:
                    row.results[column] = canonical_result(values[at])
            elif place not in table.marks.shared and (value := canonical_value(values[at])):
                row.typed[column] = value
        row.key = _key(table, row.typed, number)
        if row.typed or any(row.results.values()) or len(row.results) < len(row.formulas):
            yield row


def parts(document: Document) -> list[Part]:
    """The parts of a document in an order that does not depend on how its sheets are arranged."""
    form = Part(IDENTITY, next((field.sheet for field in document.identity.values()), IDENTITY))
    for name, told in sorted(document.identity.items()):
        if value := canonical_value(told.value):
            letters, number = re.sub("[0-9]", "", told.cell), re.sub("[A-Z]", "", told.cell)
            form.rows.append(Row(int(number or 0), name, name, {"isi": value}))
            form.letters = {"isi": letters}
    found = [form] if form.rows else []
    seen: dict[str, int] = {}
    for table in sorted(document.tables, key=lambda table: table.layout):
        seen[table.layout] = count = seen.get(table.layout, 0) + 1
        name = table.layout if count == 1 else f"{table.layout} ({count})"
        found.append(Part(name, table.sheet, list(_rows(table)), dict(table.letters)))
    return found
