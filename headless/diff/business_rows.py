"""Rows by business key: what a row is called whatever its number, so that two versions of a document can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import Document
from rules.schema.column import ColumnSpec
from rules.schema.pack import Pack, pack_for
from rules.values.cells import as_text
from rules.values.loose_form import loose_form
from rules.values.names import normalise
from rules.values.number import read_number

_KEYS = ("kode", "no")
"""Roles that say where a row stands rather than what it holds: a new number is no change."""
_STANDS_FOR_NAME = ("tujuan", "sasaran")


@dataclass(frozen=True, slots=True)
class BusinessKey:
    """A row's key: its table, its code (its name where there are no codes), its indicator, and which of several alike."""

    table: str
    row: str
    indicator: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class OfficialCell:
    """One official cell: its text, and its figure where it holds one, with the unit it is in ('' for none).

    Money is in rupiah. ``missing`` marks a formula without stored result.
    """

    heading: str
    place: str
    text: str
    same_as: str
    figure: Decimal | None = None
    unit: str = ""
    missing: bool = False


@dataclass(slots=True)
class BusinessRow:
    """One row of one table with its official cells by column number."""

    key: BusinessKey
    code: str
    name: str
    sheet: str
    number: int
    cells: dict[str, OfficialCell]


def business_rows(document: Document, pack: Pack | None = None) -> dict[BusinessKey, BusinessRow]:
    """All rows of a document's official tables, in order."""
    found: dict[BusinessKey, BusinessRow] = {}
    for view in Session([document], pack or pack_for(document.year), []).tables.values():
        for row in _rows(view):
            found[row.key] = row
    return found


def business_keys(document: Document, pack: Pack | None) -> dict[tuple[str, str, int], BusinessKey]:
    """The key of each row by its table, sheet and Excel row: where a finding stands, whatever becomes of the numbers."""
    views = Session([document], pack or pack_for(document.year), []).tables.values()
    return {(view.name, *view.place(row)): key for view in views for row, key in _keys(view)}


def _keys(view: View) -> Iterator[tuple[int, BusinessKey]]:
    seen, above = Counter[tuple[str, str]](), ""
    indicator = view.layout.by_role("indikator")
    for row in view.frame.index:
        own = _own_key(view, row)
        above = own or above
        told = normalise(view.text(indicator)[row]) if indicator else ""
        yield row, BusinessKey(view.name, above, told, seen[above, told])
        seen[above, told] += 1


def _rows(view: View) -> Iterator[BusinessRow]:
    layout = view.layout
    columns = [number for number, spec in layout.official.items() if spec.role not in _KEYS]
    figures = {number: _figures(view, number, layout.columns[number]) for number in columns}
    for row, key in _keys(view):
        sheet, number = view.place(row)
        letters = view.table_of(row).letters
        cells = {
            column: _cell(view, column, row, f"{letters[column]}{number}", figures[column][row])
            for column in columns
            if column in letters
        }
        code = view.levels.official[row]
        yield BusinessRow(key, code if isinstance(code, str) else "", str(view.names[row]), sheet, number, cells)


def _own_key(view: View, row: int) -> str:
    """The row's own code or name; empty for a further line of the row above."""
    if view.total[row]:
        return view.layout.totals.label if view.layout.totals else "TOTAL"
    if view.row_kind[row] == "lanjutan":
        return ""
    code = view.levels.official[row]
    if isinstance(code, str) and view.layout.hierarchy == "kode":
        return code
    if view.names[row]:
        return normalise(str(view.names[row]))
    roles = ("kode",) if view.layout.hierarchy == "kode" else _STANDS_FOR_NAME
    words = [view.text(number)[row] for number, spec in view.layout.official.items() if spec.role in roles]
    return normalise(" / ".join(filter(None, words)))


def _cell(view: View, column: str, row: int, place: str, figure: tuple[Decimal | None, str]) -> OfficialCell:
    value = view.cells(column)[row]
    text = as_text(value).replace("|", ".") if isinstance(value, str) else as_text(value).replace(".", ",")
    spec = view.layout.columns[column]
    same = normalise(text) if spec.role in {"uraian", "indikator"} else loose_form(value)
    return OfficialCell(view.heading(column, row), place, text, same, *figure, bool(view.uncalculated(column)[row]))


def _figures(view: View, column: str, spec: ColumnSpec) -> list[tuple[Decimal | None, str]]:
    """Figure and unit of every cell of a column."""
    if spec.kind == "money":
        amounts, known = view.money(column).listed(), view.known_amount(column)
        return [
            (Decimal(amount).scaleb(-spec.decimals), "Rp") if ok and amount is not None else (None, "")
            for amount, ok in zip(amounts, known, strict=True)
        ]
    if spec.kind == "target":
        read = view.target(column)
        return [
            (value, unit) if isinstance(value, Decimal) and upper is None else (None, "")
            for value, unit, upper in zip(read.value, read.unit.cells, read.upper, strict=True)
        ]
    return [_percent(value) if spec.kind == "percent" else (None, "") for value in view.cells(column)]


def _percent(value: Any) -> tuple[Decimal | None, str]:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return Decimal(repr(value)), "%"
    number = read_number(value.removesuffix("%")) if isinstance(value, str) else None
    return (number.value, "%") if number else (None, "")
