"""What is worked out once for a view."""

from __future__ import annotations

from typing import Any

from rules.frames.memo import once


class Rows:
    def __init__(self) -> None:
        self.known: dict[tuple[Any, ...], Any] = {}
        self.asked: list[str] = []

    @once
    def amounts(self, column: str) -> list[str]:
        self.asked.append(f"amounts {column}")
        return [column]


@once
def total(rows: Rows) -> None:
    rows.asked.append("total")


@once
def partners(rows: Rows, other: Rows) -> None:
    rows.asked.append("partners")


def test_a_result_is_kept_for_each_further_argument() -> None:
    rows = Rows()
    assert rows.amounts("5") is rows.amounts("5")
    assert rows.amounts("6") == ["6"]
    assert rows.asked == ["amounts 5", "amounts 6"]


def test_a_result_of_nothing_is_a_result_too() -> None:
    rows = Rows()
    total(rows)
    total(rows)
    assert rows.asked == ["total"]


def test_views_do_not_share_results() -> None:
    one, other = Rows(), Rows()
    total(one)
    total(other)
    partners(one, other)
    partners(one, one)
    assert one.asked == ["total", "partners", "partners"]
    assert other.asked == ["total"]
