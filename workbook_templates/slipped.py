"""Rows that slipped sideways when a table was pasted: read where alone every cell fits its column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from rules.cells import as_text, is_blank
from rules.document import DATA, TOTAL
from rules.layout import ColumnSpec
from rules.money import MoneyStatus, read_money
from rules.vocabulary import fold
from workbook_templates.heads import Head, filled_columns
from workbook_templates.lines import Line, Values, is_label_of_total, may_be_total, row_values

AMOUNT = re.compile(r"(?:rp\.?\s*)?\d{1,3}(?:\.\d{3}){2,}(?:,\d+|,-)?|rp\.?\s*\d[\d.,]*", re.IGNORECASE)
_PERCENT = re.compile(r"\d[\d.,]*\s*%")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_FARTHEST = 4
_LONGEST_TARGET, _LONGEST_NUMBER = 60, 8
_LIKE_TOTAL = 85.0
_AROUND = " .,;:"
"""What may stand around a label without being part of it."""


def _fits(value: Any, spec: ColumnSpec) -> bool:
    """Whether a cell may stand in a column, by its look alone."""
    text = as_text(value)
    if not text or spec.extra:
        return True
    if spec.kind == "money":
        readable = isinstance(value, int | float) or read_money(text).status is not MoneyStatus.UNREADABLE
        return readable or not re.search(r"[^\W\d_]{3,}|%", text)
    if spec.kind == "code":
        return not _WORDS.search(text)
    if spec.role == "no":
        return len(text) <= _LONGEST_NUMBER
    if spec.kind in {"target", "percent"}:
        return (
            not AMOUNT.fullmatch(text)
            and (bool(re.search(r"\d", text)) or len(text) <= 20)
            and len(text) <= _LONGEST_TARGET
        )
    return not (isinstance(value, int | float) or AMOUNT.fullmatch(text) or _PERCENT.fullmatch(text))


def _all_fit(row: list[Any], head: Head, values: Values) -> bool:
    """Whether every cell of a row stands within the table, in a column it fits."""
    places = filled_columns(row)
    if places and (places[0] < head.first or places[-1] > head.last):
        return False
    columns = head.layout.columns
    return all(value is None or value == "" or _fits(value, columns[number]) for number, value in values.items())


def _at_home(head: Head, values: Values) -> int:
    """Cells whose look speaks for the column they stand in: amounts, codes, percentages."""
    count = 0
    for number, value in values.items():
        kind, text = head.layout.columns[number].kind, as_text(value)
        count += kind == "money" and (isinstance(value, int | float) or bool(AMOUNT.fullmatch(text)))
        count += kind == "code" and bool(re.search(r"\d", text)) and not _WORDS.search(text)
        count += kind in {"target", "percent"} and bool(_PERCENT.fullmatch(text))
    return count


def aligned(line: Line, row: list[Any]) -> Line:
    """The line read so many columns further left or right, where only there every cell fits."""
    if (
        line.kind != DATA
        or not line.head.whole
        or len(filled_columns(row)) < 3
        or _all_fit(row, line.head, line.values)
    ):
        return line
    for by in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs)[1:]:
        head = line.head.moved(by)
        values = row_values(row, head)
        if _all_fit(row, head, values) and _at_home(head, values) > _at_home(line.head, line.values):
            return replace(line, head=head, values=values, moved=by)
    return line


def _labels(values: Iterable[Any], label: str) -> set[str]:
    """Those of some texts, folded, that are the label of a grand total or nearly so."""
    from rapidfuzz import fuzz

    longest = len(label) * (200 - _LIKE_TOTAL) / _LIKE_TOTAL
    found = set()
    for value in values:
        if isinstance(value, int | float):
            continue
        shown = as_text(value)
        if len(shown.strip(_AROUND)) > longest and not may_be_total([shown]):
            continue
        text = fold(shown)
        if is_label_of_total(text, label) or fuzz.ratio(text, label) >= _LIKE_TOTAL:
            found.add(text)
    return found


def as_total(line: Line, row: list[Any]) -> Line:
    """The line as one of the grand total, if nothing but its label and its amounts stand in it, in whatever columns."""
    totals = line.head.layout.totals
    if not totals or not line.head.layout.has_total or line.kind not in {DATA, TOTAL}:
        return line
    if line.kind == TOTAL and not any(is_blank(line.values.get(number)) for number in totals.columns):
        return line
    places = filled_columns(row)
    found = _labels((row[place] for place in places), fold(totals.label))
    if not found:
        return line
    amounts = [
        place for place in places if isinstance(row[place], int | float) or AMOUNT.fullmatch(as_text(row[place]))
    ]
    words = [fold(as_text(row[place])) for place in places if place not in amounts and as_text(row[place]) != "-"]
    if len(amounts) != len(totals.columns) or any(len(text) > 3 for text in words if text not in found):
        return replace(line, kind=TOTAL) if amounts and found.issuperset(words) else line
    starts = line.head.starts | dict(zip(totals.columns, amounts, strict=True))
    values: Values = dict.fromkeys(line.values)
    values |= {number: row[place] for number, place in zip(totals.columns, amounts, strict=True)}
    named = line.head.layout.by_role("uraian") or next(iter(values))
    values[named] = next(as_text(row[place]) for place in places if fold(as_text(row[place])) in found)
    return replace(line, kind=TOTAL, values=values, head=replace(line.head, starts=starts, ends={}))
