"""Rows that slipped sideways when a table was pasted: read where alone every cell fits its column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rules.frames.row_kinds import is_label_of_total, says_a_total
from rules.model.document import DATA, TOTAL
from rules.schema.layout import layouts
from rules.values.cells import as_text, is_blank
from rules.values.money import MoneyStatus, read_money
from rules.values.text import fold
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.table.rows import Line, Values, row_values

AMOUNT = re.compile(r"(?:rp\.?\s*)?\d{1,3}(?:\.\d{3}){2,}(?:,\d+|,-)?|rp\.?\s*\d[\d.,]*", re.IGNORECASE)
_PERCENT = re.compile(r"\d[\d.,]*\s*%")
_FIGURE = re.compile(f"{AMOUNT.pattern}|{_PERCENT.pattern}", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_NOT_MONEY = re.compile(f"{_WORDS.pattern}|%")
_DIGIT = re.compile(r"\d")
_FARTHEST = 4
_LONGEST_TARGET, _LONGEST_WORD, _LONGEST_NUMBER = 60, 20, 8
"""Letters of the longest target with a figure, of the longest without one, and of the longest row number."""
_FEWEST = 3
"""Filled cells without which nothing tells that a row slipped."""
_LIKE_TOTAL = 85.0
_LONG = re.compile(r"\w{4}")
_SHORT = 3
"""Letters of the longest text that may stand beside the label of a grand total."""
_AROUND = " .,;:"
"""What may stand around a label without being part of it."""


# ---- what may stand in a column, by its look alone


def _may_be_money(text: str) -> bool:
    return not _NOT_MONEY.search(text) or read_money(text).status is not MoneyStatus.UNREADABLE


def _may_be_code(text: str) -> bool:
    return not _WORDS.search(text)


def _may_be_number(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBER or len(as_text(text)) <= _LONGEST_NUMBER


def _may_be_target(text: str) -> bool:
    if AMOUNT.fullmatch(text.strip()):
        return False
    if len(text) <= _LONGEST_WORD:
        return True
    return len(as_text(text)) <= (_LONGEST_TARGET if _DIGIT.search(text) else _LONGEST_WORD)


def _may_be_words(text: str) -> bool:
    return (text[0].isalpha() and text[0] not in "Rr") or not _FIGURE.fullmatch(text.strip())


_TESTS: dict[str, Callable[[str], bool]] = {
    "money": _may_be_money,
    "code": _may_be_code,
    "no": _may_be_number,
    "target": _may_be_target,
    "percent": _may_be_target,
    "text": _may_be_words,
}


@lru_cache(maxsize=64)
def _sorts(layout_id: str) -> dict[str, str]:
    """What the official columns of a layout hold: the kind of each, or `no` for row numbers."""
    columns = layouts()[layout_id].official.items()
    return {
        number: "no" if spec.role == "no" and spec.kind not in {"money", "code"} else spec.kind
        for number, spec in columns
    }


def _fits(value: Any, sort: str) -> bool:
    """Whether a filled cell may stand in a column of a sort."""
    if isinstance(value, str):
        return _TESTS[sort](value) or value.isspace()
    if isinstance(value, int | float) and sort in {"money", "text"}:
        return sort == "money"
    return _TESTS[sort](as_text(value))


def _all_fit(filled: Sequence[int], head: Head, values: Values) -> bool:
    """Whether every cell of a row stands within the table, in a column it fits; ``filled`` are the columns of its cells."""
    if filled and (filled[0] < head.first or filled[-1] > head.last):
        return False
    sorts = _sorts(head.layout.id)
    for number, value in values.items():
        if value is not None and value != "" and number in sorts and not _fits(value, sorts[number]):
            return False
    return True


def _at_home(head: Head, values: Values) -> int:
    """Cells whose look speaks for the column they stand in: amounts, codes, percentages."""
    count = 0
    for number, value in values.items():
        kind, text = head.layout.columns[number].kind, as_text(value)
        count += kind == "money" and (isinstance(value, int | float) or bool(AMOUNT.fullmatch(text)))
        count += kind == "code" and bool(re.search(r"\d", text)) and not _WORDS.search(text)
        count += kind in {"target", "percent"} and bool(_PERCENT.fullmatch(text))
    return count


def aligned(line: Line, row: list[Any], filled: Sequence[int]) -> Line:
    """The line read so many columns further left or right, where only there every cell fits."""
    if line.kind != DATA or not line.head.whole or len(filled) < _FEWEST or _all_fit(filled, line.head, line.values):
        return line
    for by in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs)[1:]:
        if filled[0] < line.head.first + by or filled[-1] > line.head.last + by:
            continue
        head = line.head.moved(by)
        values = row_values(row, head)
        if _all_fit(filled, head, values) and _at_home(head, values) > _at_home(line.head, line.values):
            return replace(line, head=head, values=values, moved=by)
    return line


# ---- the row of the grand total


def _is_label(shown: str, label: str) -> bool:
    """Whether a text is the label of a grand total or nearly so; none of another length can be."""
    longest, shortest = len(label) * (200 - _LIKE_TOTAL) / _LIKE_TOTAL, len(label) * _LIKE_TOTAL / (200 - _LIKE_TOTAL)
    letters = len(shown.strip(_AROUND))
    if (letters < shortest or letters > longest) and not says_a_total(shown):
        return False
    from rapidfuzz import fuzz

    text = fold(shown)
    return is_label_of_total(text, label) or fuzz.ratio(text, label) >= _LIKE_TOTAL


def _in_place(line: Line, columns: Sequence[str]) -> bool:
    """Whether each amount of a total is there, in a cell that no other column takes too."""
    taken = Counter(line.head.starts.values())
    return all(not is_blank(line.values.get(number)) and taken[line.head.starts[number]] == 1 for number in columns)


def as_total(line: Line, row: list[Any], filled: Sequence[int]) -> Line:
    """The line as one of the grand total, if nothing but its label and its amounts stand in it, in whatever columns."""
    totals = line.head.layout.totals
    if not totals or not line.head.layout.has_total or line.kind not in {DATA, TOTAL}:
        return line
    summed = [number for number in totals.columns if number in line.head.starts]
    if line.kind == TOTAL and _in_place(line, summed):
        return line
    amounts: list[int] = []
    labels: list[str] = []
    beside = False
    label = fold(totals.label)
    for place in filled:
        value = row[place]
        shown = as_text(value)
        if AMOUNT.fullmatch(shown) if value.__class__ is str else isinstance(value, int | float):
            amounts.append(place)
        elif shown == "-":
            continue
        elif len(shown) <= _SHORT:
            beside = True
        elif _is_label(shown, label):
            labels.append(shown)
        elif _LONG.search(shown) or len(fold(shown)) > _SHORT:
            return line
        else:
            beside = True
    if not labels:
        return line
    if len(amounts) != len(summed):
        return replace(line, kind=TOTAL) if amounts and not beside else line
    starts = line.head.starts | dict(zip(summed, amounts, strict=True))
    values: Values = dict.fromkeys(line.values)
    values |= {number: row[place] for number, place in zip(summed, amounts, strict=True)}
    values[line.head.layout.by_role("uraian") or next(iter(values))] = labels[0]
    return replace(line, kind=TOTAL, values=values, head=replace(line.head, starts=starts, ends={}))
