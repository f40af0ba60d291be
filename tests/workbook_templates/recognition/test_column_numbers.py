"""Rows that number the columns of a table, however they are printed; rows of figures are none."""

from __future__ import annotations

from typing import Any

import pytest

from workbook_templates.recognition.heads.column_numbers import number_row


@pytest.mark.parametrize(
    "cells",
    [
        [1, 2, 3, 4, *(n for n in range(5, 16) for _ in range(2)), 16],
        [1, 2, 3, 4, *(n for n in range(5, 15) for _ in range(3)), 15],
        [1, 2, 3, 4, *(f"{n}{side}" for n in range(5, 15) for side in "ab"), 15],
        [1, 2, 3, 4, *(f"{n} ({leaf})" for n in range(5, 15) for leaf in ("K", "Rp")), 15],
        [1, 2, 3, 4, *(n + part / 10 for n in range(5, 15) for part in (1, 2)), 15],
        ["1", "2", "3", *(f"({n}.{part})" for n in range(4, 8) for part in (1, 2, 3))],
    ],
)
def test_numbers_may_be_parted_among_the_columns_below_a_heading(cells: list[Any]) -> None:
    numbers = number_row(cells)
    assert numbers is not None
    assert len(numbers) == len(cells)


@pytest.mark.parametrize(
    "cells", [[1, 2.1, 2.3, 4.2, 5.1, 6.3, 9.1], [1, 1.1, 1.2, 2.1, 2.2], [1, "Program", 5.1, 5.2, 6.1]]
)
def test_figures_with_a_decimal_number_no_columns(cells: list[Any]) -> None:
    assert number_row(cells) is None
