"""The canonical forms of version 1: seals that were made in it are still checked in it, so that it must not change.

It does not tell a number from the same number as text, `{1;2}` from `{1,2}`, nor `A1 B2` from `A1B2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from rules.model.seal_record import Part, Row
from rules.values.loose_form import digits, loose_form

_RESULT = Context(prec=11)


def result_form(value: Any) -> str:
    """A formula's result; the last digits, which differ between programs, are cut."""
    return loose_form(value, _RESULT)


_PARTS = re.compile(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!?)')
_PREFIX = re.compile(r"_XLFN\.|_XLWS\.|_XLUDF\.|_XLPM\.")
_NEEDLESS_QUOTES = re.compile(r"'([A-Z_][A-Z0-9_.]*)'!")
_TRUTH = re.compile(r"(?<![A-Z0-9_.])(TRUE|FALSE)\(\)")
_NUMBER = re.compile(r"(?<![A-Z0-9_.$])([0-9]+\.[0-9]*|\.[0-9]+)(?![A-Z0-9_.])")


def formula_form(text: str) -> str:
    """A formula in the form that survives programs: no spaces, capitals, no prefixes of newer functions.

    >>> formula_form('=_xlfn.IFNA( sum(A1:A3) , "a b") * 2.0')
    'IFNA(SUM(A1:A3),"a b")*2'
    """
    parts = _PARTS.split(text.strip().removeprefix("="))
    for at in range(0, len(parts), 2):
        parts[at] = _PREFIX.sub("", "".join(parts[at].split()).upper().replace(";", ","))
        parts[at] = _NUMBER.sub(lambda match: digits(Decimal(match[1])), _TRUTH.sub(r"\1", parts[at]))
    for at in range(1, len(parts), 2):
        if parts[at].startswith("'"):
            parts[at] = _NEEDLESS_QUOTES.sub(r"\1!", parts[at].upper())
    return "".join(parts)


def content(parts: Iterable[Part]) -> str:
    """The canonical content as one text; rows that hold nothing typed are no part of it."""
    lines: list[str] = []
    for part in parts:
        lines.append(f"#{part.name}")
        lines += [_row(row) for row in part.rows if row.typed]
    return "\n".join(lines)


def _row(row: Row) -> str:
    cells = [(column, f"v{value}") for column, value in row.typed.items()]
    cells += [(column, f"f{text}") for column, text in row.formulas.items()]
    return "\x1f".join([row.kind, *(f"{column}\x1e{cell}" for column, cell in sorted(cells))])
