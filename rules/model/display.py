"""Values of findings as planners read them."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import pandas as pd

from rules.model.bilingual import Text
from rules.model.finding import Finding
from rules.schema.layout import layouts
from rules.values.cells import SPLIT, as_text
from rules.values.money import format_rupiah


def money_decimals(table: str, column: str) -> int | None:
    """Decimals of a table's money column; None for columns that hold no money."""
    layout = layouts().get(table)
    spec = layout.columns.get(column) if layout else None
    return spec.decimals if spec and spec.kind == "money" else None


def shown(finding: Finding, value: Any) -> str:
    """A value, expected value or difference of a finding: amounts with dots, numbers with decimal commas."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return as_text(value)
    decimals = money_decimals(finding.table, finding.column)
    if isinstance(value, int) and decimals is not None:
        return format_rupiah(value, decimals)
    return as_text(value).replace(".", ",")


def plain(value: Any) -> Any:
    """A value fit for JSON: whole floats as integers, Decimals and dates as text, missing as None."""
    if isinstance(value, str):
        return str(value).replace(SPLIT, " | ")
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
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


def shown_detail(value: Any, decimals: int | None) -> str:
    """A value as the planner reads it; ``decimals`` is that of a money column, None elsewhere."""
    told = plain(value)
    if told is None:
        return ""
    if decimals is not None and (isinstance(told, int) or (decimals and isinstance(told, float))):
        return format_rupiah(round(told * 10**decimals), decimals)
    return str(told).replace(".", ",") if isinstance(told, float) else str(told)


def shown_details(details: dict[str, Any], decimals: int | None, lang: str) -> dict[str, str]:
    """The details of a finding as its message shows them, in `id` or `en`."""
    shown: dict[str, str] = {}
    for name, value in details.items():
        if isinstance(value, Text):
            shown[name] = value.get(lang)
        else:
            shown[name] = shown_detail(value, decimals)
    return shown
