"""Which cells of a range meet a criterion of COUNTIF and SUMIFS, or hold what MATCH looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from workbook_templates.calculator.cell import Cell
from workbook_templates.calculator.operands import ORDER, NotCalculatedError, Range, is_number, key, number

_SIGNED = re.compile(r"(?s)(<>|[<>]=?|=|)(.*)")
_PLAIN = re.compile(r" *[+-]?[0-9]{1,15}(\.[0-9]{1,15})? *")


def has_wildcard(text: str) -> bool:
    """Whether a text that is sought stands for several."""
    return any(sign in text for sign in "*?~")


def matcher(text: str) -> re.Pattern[str]:
    """What texts a pattern with `*`, `?` and `~` before either stands for."""
    parts = re.findall(r"~[*?~]|.", text, re.DOTALL)
    named = {"*": ".*", "?": "."}
    return re.compile("(?s)" + "".join(named.get(part) or re.escape(part[-1]) for part in parts), re.IGNORECASE)


def places_that_meet(cell: Cell, pairs: Sequence[Any]) -> list[int]:
    """Rows, counted from 0, in which each range meets its criterion."""
    found: set[int] | None = None
    for area, criterion in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(area, Range) or area.left != area.right:
            raise NotCalculatedError("a criterion over more than one column")
        met = cell.book.meeting(area, cell.plain(criterion))
        found = met if found is None else found & met
    return sorted(found or ())


def folded(value: Any) -> Any:
    """What a cell is asked for by a plain criterion: a number is found where it was typed as text, too."""
    return float(value) if isinstance(value, str) and _PLAIN.fullmatch(value) else key(value)[1]


def test_of(criterion: Any) -> Callable[[Any], bool]:
    """What a criterion that is no plain value asks of a cell."""
    sign, wanted = _SIGNED.fullmatch(criterion).groups()  # type: ignore[union-attr]
    if sign in ("", "=") and has_wildcard(wanted):
        pattern = matcher(wanted)
        return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))
    if sign in ("<", ">", "<=", ">=") and _PLAIN.fullmatch(wanted):
        how, limit = ORDER[sign], number(wanted)
        return lambda value: is_number(value) and how(value, limit)
    raise NotCalculatedError(f"the criterion {criterion!r:.30}")


def is_plain(criterion: Any) -> bool:
    """Whether a criterion asks for one value."""
    return not isinstance(criterion, str) or (criterion[:1] not in ("<", ">", "=", "") and not has_wildcard(criterion))
