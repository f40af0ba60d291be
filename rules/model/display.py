"""The one way values are shown to planners: in messages, reports, lists and the words of examples."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from rules.model.bilingual import Text
from rules.model.finding import Change, Finding
from rules.values.cells import SPLIT
from rules.values.money import format_rupiah

_MISSING = "NAType"
"""The type of pandas' missing value: whoever shows a verdict need not load pandas to know it."""


def display(value: Any, decimals: int | None = None) -> str:
    """A value as planners read it: amounts with dots, other numbers with a decimal comma, nothing for a missing one.

    ``decimals`` is that of a money column, whose values are in rupiah; None elsewhere.

    >>> display(1050, 0), display(10.5, 2), display(1050), display(10.5), display(Decimal("92.60")), display(None)
    ('1.050', '10,50', '1050', '10,5', '92,60', '')
    """
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    told = json_value(value)
    if told is None:
        return ""
    if isinstance(told, bool | str):
        return str(told)
    if decimals is not None and (isinstance(told, int) or decimals):
        return format_rupiah(round(told * 10**decimals), decimals)
    return str(told).replace(".", ",")


def display_due(due: Any, typed: Any, decimals: int | None) -> str:
    """What a cell should hold, beside what was typed into it: a percentage where that is one.

    >>> display_due(96.5, "86%", None), display_due(96.5, "86", None), display_due("96 %", "86%", None), display_due(None, "86%", None)
    ('96,5%', '96,5', '96 %', '')
    """
    told = display(due, decimals)
    is_percentage = isinstance(typed, str) and typed.rstrip().endswith("%") and not isinstance(due, str)
    return f"{told}%" if told and is_percentage else told


def display_of(finding: Finding, value: Any) -> str:
    """A value, difference or fix of a finding; its texts are fit to be shown already."""
    return value if isinstance(value, str) else display(value, money_decimals(finding.table, finding.column))


def display_expected(finding: Finding) -> str:
    """The expected value of a finding."""
    return display_due(finding.expected, finding.value, money_decimals(finding.table, finding.column))


def display_change(change: Change) -> tuple[str, str]:
    """What stood there before, and what stands there now."""
    decimals = 0 if change.difference is not None else None
    return display(change.before, decimals), display(change.after, decimals)


def display_details(details: dict[str, Any], decimals: int | None, lang: str) -> dict[str, str]:
    """The details of a finding as its message shows them, in `id` or `en`."""
    typed = {"expected": details.get("value")}
    return {
        name: value.get(lang) if isinstance(value, Text) else display_due(value, typed.get(name), decimals)
        for name, value in details.items()
    }


def display_figure(value: Decimal | int | None, *, signed: bool = False) -> str:
    """A figure of any column with its thousands grouped; nothing for a missing one.

    >>> display_figure(Decimal("-1234.50")), display_figure(Decimal(5), signed=True), display_figure(None)
    ('-1.234,5', '+5', '')
    """
    if value is None:
        return ""
    exact = Decimal(value)
    plain = exact.normalize() if exact % 1 else exact.quantize(Decimal(1))
    text = f"{plain:+,f}" if signed else f"{plain:,f}"
    return text.translate(str.maketrans(",.", ".,"))


def money_decimals(table: str, column: str) -> int | None:
    """Decimals of a table's money column; None for columns that hold no money."""
    from rules.schema.layout import layouts

    layout = layouts().get(table)
    spec = layout.columns.get(column) if layout else None
    return spec.decimals if spec and spec.kind == "money" else None


def json_value(value: Any) -> Any:
    """A value fit for JSON: whole floats as integers, Decimals and dates as text, missing as None."""
    if isinstance(value, str):
        return str(value).replace(SPLIT, " | ")
    if value is None or type(value).__name__ == _MISSING or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, bool | int):
        return int(value) if not isinstance(value, bool) else value
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 2**63 else value
    if isinstance(value, Decimal):
        return str(value)
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)
