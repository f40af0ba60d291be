"""Formulas as they are spelled in the XML: what is told of them without decoding is what their texts say."""

from __future__ import annotations

import re

import pytest

from rules.comparison.sum_ranges import typed_amounts
from workbook_templates.reading.sheet_formulas import SpelledFormulas

_SPELLED = {
    "amount": b"20906000-R15",
    "references only": b"SUM(F11:F120)*100",
    "far rows": b"SUM(F1100:F1200)",
    "by a number": b"R15+12&#51;4",
    "all by numbers": b"R15+&#49;&#50;&#51;&#x34;",
    "other digits": "R15+١٢٣٤".encode(),
    "quoted": b"IF(A1=&quot;20906000&quot;,1,2)",
    "sign before": b"A1&amp;1234",
}


def spelled(*names: str) -> SpelledFormulas:
    """Formulas, one below the other."""
    texts = [_SPELLED[name] for name in names or _SPELLED]
    return SpelledFormulas(
        {(row, "6"): text for row, text in enumerate(texts)}, {re.sub(b"[0-9]", b"0", text) for text in texts}
    )


def test_amounts_typed_into_formulas_are_found_without_reading_them_all() -> None:
    asked = spelled()
    found = [place for place in asked.with_numbers(4) if typed_amounts(asked[place])]
    assert found == [place for place, text in spelled().items() if typed_amounts(text)]
    assert len(found) >= 4
    assert (1, "6") not in set(spelled().with_numbers(4))


def test_formulas_of_which_none_holds_an_amount_are_not_looked_at() -> None:
    asked = spelled("references only")
    assert list(asked.with_numbers(4)) == []
    asked[7, "6"] = "=R15+20906000"
    assert (7, "6") in set(asked.with_numbers(4))


@pytest.mark.parametrize("name", ["by a number", "all by numbers", "other digits"])
def test_digits_that_are_spelled_otherwise_are_digits(name: str) -> None:
    assert list(spelled(name).with_numbers(4)) == [(0, "6")]
