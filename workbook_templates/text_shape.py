"""What a row of lines of text is made of: a number, words, a unit, and figures of the columns' own shapes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from rules.document import year_label
from rules.layout import ColumnSpec, Layout

_FIGURE = r"(?:Rp\.?\s*)?\d(?:[\d.,]*\d)?(?:,-)?(?:\s?%)?|-"
_TAIL = re.compile(rf"(?:^|\s)((?:(?:{_FIGURE})\s*)+)$", re.IGNORECASE)
FIGURE = re.compile(_FIGURE, re.IGNORECASE)
AMOUNT = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:(?:[.,]\d{3})+|(?:\.\d{2,3}){2,})(?:,\d\d|,-)?", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,6}")
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s?%?|-")
_YEAR = re.compile(r"20\d\d")


class AmbiguousError(Exception):
    """Lines of a table cannot be told apart into cells; holds what to say and the sheet row (0-based)."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.at = at


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row is made of: number (or none), words of these columns, unit (or none), figures."""

    number: str | None
    words: tuple[str, ...]
    unit: str | None
    figures: tuple[tuple[str, ColumnSpec], ...]
    counted: bool


def shape_of(layout: Layout, stated: Collection[str], at: int) -> Shape:
    """The shape of a table's rows; raises :class:`AmbiguousError` where words of columns stand side by side."""
    due = {number: column for number, column in layout.official.items() if number in stated or not column.optional}
    number = next((n for n, column in due.items() if column.role in {"no", "nomor_iku"}), None)
    unit = next((n for n, column in due.items() if column.role == "satuan"), None)
    figures = [n for n, x in due.items() if x.kind in {"money", "target", "percent"} or x.role == "tahun"]
    order = list(due)
    words = [
        n
        for n, column in due.items()
        if n not in {number, unit, *figures}
        and not (column.optional and figures and order.index(n) > order.index(figures[-1]))
    ]
    if len(words) > 1 and {due[n].role for n in words} != {"iku", "uraian"}:
        listed = " dan ".join(f"{n} ({year_label(due[n].heading, None)})" for n in words[:2])
        raise AmbiguousError(f"kata-kata kolom {listed} berdampingan tanpa batas", at)
    if not figures or any(order.index(n) > order.index(figures[0]) for n in words):
        raise AmbiguousError("tidak ada angka yang menutup barisnya", at)
    counted = due[number].role == "no" if number else False
    return Shape(number, tuple(words), unit, tuple((n, due[n]) for n in figures), counted)


def fits(text: str, column: ColumnSpec) -> bool:
    """Whether a figure may stand in a column, by its look alone."""
    if column.role == "tahun":
        return bool(_YEAR.fullmatch(text))
    if column.kind == "money" and column.role == "jumlah":
        return bool(_COUNT.fullmatch(text))
    if column.kind == "money":
        return bool(AMOUNT.fullmatch(text)) or text == "-"
    return bool(_SHARE.fullmatch(text))


def trailing_figures(text: str) -> tuple[str, list[str]]:
    """The words of a line and the figures that end it."""
    match = _TAIL.search(text)
    return (text[: match.start()].strip(), FIGURE.findall(match[1])) if match else (text.strip(), [])
