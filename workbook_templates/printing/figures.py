"""How the cells of a table are printed: amounts and percentages as Indonesians write them, everything typed as it was typed."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from rules.schema.column import ColumnSpec
from rules.values.cells import SPLIT, as_text
from rules.values.money import format_rupiah
from rules.values.number import as_shown

_SHOWN = Decimal("0.01")
"""Percentages are printed with two decimals at most (the pack's rounding of shown percentages)."""
_SURE = 1_000_000
"""From here on dots between thousands cannot be taken for a decimal point: a figure has two of them."""


def printed(value: Any, column: ColumnSpec) -> str:
    """A cell's value as it is printed.

    >>> money = ColumnSpec(heading="Pagu", role="pagu", kind="money")
    >>> printed(12611751848, money), printed(1250.5, money), printed("Rp 10.000", money)
    ('12.611.751.848', '1.250,5', 'Rp 10.000')
    >>> percent = ColumnSpec(heading="%", role="capaian", kind="percent")
    >>> printed(98.4567, percent), printed(100.0, percent), printed("2|17|01", ColumnSpec(heading="", role="kode", kind="code"))
    ('98,46', '100', '2.17.01')
    """
    if isinstance(value, str):
        return value.replace(SPLIT, ".") if column.kind == "code" else value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return as_text(value)
    exact = as_shown(value) if isinstance(value, float) else Decimal(value)
    if column.kind == "percent":
        exact = exact.quantize(_SHOWN, ROUND_HALF_UP) if exact != exact.quantize(_SHOWN, ROUND_HALF_UP) else exact
    if column.kind == "money":
        return _grouped(exact, column.decimals)
    if column.kind == "code":
        return as_text(value)
    return _grouped(exact) if abs(exact) >= _SURE else _plain(exact)


def _plain(exact: Decimal) -> str:
    """A number with a decimal comma and no needless zeros."""
    told = format(exact, "f")
    return (told.rstrip("0").rstrip(".") if "." in told else told).replace(".", ",")


def _grouped(exact: Decimal, decimals: int = 0) -> str:
    """A number with dots between thousands, and at least so many decimals."""
    whole, _, rest = _plain(abs(exact)).partition(",")
    told = format_rupiah(int(whole)) + (f",{rest.ljust(decimals, '0')}" if rest or decimals else "")
    return f"-{told}" if exact < 0 else told
