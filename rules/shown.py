"""Values of findings as planners read them."""

from __future__ import annotations

from typing import Any

from rules.cells import as_text
from rules.finding import Finding
from rules.layout import layouts
from rules.money import format_rupiah


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
