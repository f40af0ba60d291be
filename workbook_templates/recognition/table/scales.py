"""Amounts in rupiah, whatever scale a table prints them in: found in its titles and headings, applied once to its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from statistics import median
from typing import Any

from rules.model.bilingual import NOTHING, Text
from rules.model.document import Captions, Document, MoneyScale, Table
from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text, column_letter, is_blank
from rules.values.money import MoneyStatus, read_money, says_size
from rules.values.names import normalise
from rules.values.number import as_shown
from rules.values.scale import is_note_of_scale, read_scale
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head

_LONGEST_NOTE = 60
"""Signs of a text above a table that may name its scale; longer ones are titles that speak of something."""
_ABOVE = 4
"""Rows above a head in which its scale may stand."""
_BELOW = 3
"""Rows below a table in which a note may name its scale."""
_LIKE = 20.0
"""Amounts of one row in two tables are of one size within so many times."""
_MOST = 10**13
"""Rupiah beyond which no row of an office's plan goes."""
_LARGE = 10**9
CONFIRMED = Text("sesuai", "borne out")


def scales_of(grid: Grid, head: Head, later: Head, captions: Captions, last: int) -> dict[str, MoneyScale]:
    """The scales of a table's columns of money: each its own heading's, or that of its group, or of what stands above or below.

    ``later`` is the head of a further page, for columns that only it has; ``last`` the last row of the table (1-based).
    """
    above = next(chain(_notes(grid, head, captions.titles), _notes_below(grid, head, last), _of_sheet(grid)), None)
    found: dict[str, MoneyScale] = {}
    for number, spec in head.layout.columns.items():
        heading = captions.headings.get(number)
        if spec.kind != "money" or heading is None:
            continue
        group = captions.groups.get(spec.group, "")
        own = [
            (heading.text, heading.cell),
            *_head_cells(grid, head if number in head.starts else later, number),
            (group, captions.group_cells.get(spec.group, "")),
        ]
        told = (MoneyScale(power, text, cell) for text, cell in own if (power := read_scale(text)))
        if scale := next(told, above):
            found[number] = scale
    return found


def _head_cells(grid: Grid, head: Head, number: str) -> Iterator[tuple[str, str]]:
    """The cells of a column's head, lowest first."""
    first, last = head.span(number)
    for row in range(head.bottom, head.top - 1, -1):
        for column in range(first, last + 1):
            if text := as_text(grid.at((row + 1, column + 1))):
                yield text, f"{column_letter(column + 1)}{row + 1}"


def _notes(grid: Grid, head: Head, titles: Sequence[tuple[str, str]]) -> Iterator[MoneyScale]:
    """Scales named right above a head, nearest first: in a cell of its own, or among its titles, which may be no cells."""
    for row in range(head.top, max(head.top - _ABOVE, 0), -1):
        for column, value in enumerate(grid.rows[row - 1][: head.last + 2], 1):
            text = as_text(value) if isinstance(value, str) else ""
            if power := _noted(text):
                yield MoneyScale(power, text, f"{column_letter(column)}{row}")
    for text, cell in reversed(titles):
        if power := _noted(text):
            yield MoneyScale(power, text, cell)


def _notes_below(grid: Grid, head: Head, last: int) -> Iterator[MoneyScale]:
    """Notes right below a table that name the scale of all its amounts and nothing else."""
    for row in range(last + 1, min(last + _BELOW, len(grid.rows)) + 1):
        for column, value in enumerate(grid.rows[row - 1][: head.last + 2], 1):
            if isinstance(value, str) and is_note_of_scale(value):
                yield MoneyScale(read_scale(value), value, f"{column_letter(column)}{row}")


def _of_sheet(grid: Grid) -> Iterator[MoneyScale]:
    """The scale that the name of a sheet tells (`T-C.33 (Rp juta)`)."""
    if power := read_scale(grid.name):
        yield MoneyScale(power, grid.name, "")


def _noted(text: str) -> int:
    """The power of ten of the scale that a note names, or a longer title at its end."""
    note = text if len(text) <= _LONGEST_NOTE else text[text.rfind("(") :] if text.endswith(")") else ""
    return read_scale(note)


def to_rupiah(document: Document) -> None:
    """Turn the amounts of all columns with a scale into rupiah, unless what they amount to contradicts it."""
    for before, table in zip([None, *document.tables], document.tables, strict=False):
        if before and table.recognition.continues and before.layout == table.layout:
            table.captions.scales = dict(before.captions.scales)
    for table in document.tables:
        _leave_shown(table)
    scaled = [table for table in document.tables if table.captions.scales]
    known = [_amounts(table, number) for table in document.tables for number in _unscaled(table)] if scaled else []
    for table in scaled:
        for power in {scale.power for scale in table.captions.scales.values()}:
            _settle(table, power, known)


def _leave_shown(table: Table) -> None:
    """Drop the scales that only number formats show: their cells hold whole rupiah."""
    formats = table.marks.formats
    for number, scale in list(table.captions.scales.items()):
        values = table.columns.get(number, [])
        cells = [
            (row, number) for row, value in zip(table.rows, values, strict=False) if isinstance(value, int | float)
        ]
        if cells and all(cell in formats and formats[cell].power == scale.power for cell in cells):
            del table.captions.scales[number]
            table.marks.formats = {cell: told for cell, told in formats.items() if cell[1] != number}
            formats = table.marks.formats


def _settle(table: Table, power: int, known: Sequence[Mapping[str, int]]) -> None:
    """Turn a table's columns of one scale into rupiah, or note what contradicts it: of all of them alike."""
    scales = {x: scale for x, scale in table.captions.scales.items() if scale.power == power and x in table.columns}
    said = [_evidence(_amounts(table, number), known, 10**power) for number in scales]
    against = NOTHING if CONFIRMED in said else next(filter(None, said), NOTHING)
    for number, scale in scales.items():
        if against:
            table.captions.scales[number] = replace(scale, against=against)
        else:
            _multiply(table, number, scale)


def _unscaled(table: Table) -> list[str]:
    columns = layouts()[table.layout].columns
    return [x for x in table.columns if columns[x].kind == "money" and x not in table.captions.scales]


def _amounts(table: Table, number: str) -> Mapping[str, int]:
    """The amounts of a column as printed, by the code of their row or by its name."""
    layout = layouts()[table.layout]
    keys = [_keys(layout, table, role) for role in ("kode", "uraian")]
    found: dict[str, int] = {}
    for at, value in enumerate(table.columns[number]):
        amount = read_money(value, layout.columns[number].decimals).amount
        for key in (column[at] for column in keys if column):
            if key and amount:
                found.setdefault(key, amount)
    return found


def _keys(layout: Layout, table: Table, role: str) -> list[str]:
    number = next((x for x, spec in layout.columns.items() if spec.role == role and x in table.columns), None)
    return [normalise(as_text(value)) for value in table.columns[number]] if number else []


def _evidence(amounts: Mapping[str, int], others: Sequence[Mapping[str, int]], factor: int) -> Text:
    """Why amounts cannot be of a scale; :data:`CONFIRMED` where other tables say that they are, empty if they may be."""
    alike = False
    for other in others:
        ratios = [amount / other[key] for key, amount in amounts.items() if key in other]
        size = median(ratios) if len(ratios) > 1 else 0
        if 1 / _LIKE <= size * factor <= _LIKE:
            return CONFIRMED
        alike = alike or 1 / _LIKE <= size <= _LIKE
    if alike:
        return Text(
            "jumlahnya sama besar dengan jumlah rupiah penuh di tabel lain",
            "they are as large as amounts in whole rupiah of another table",
        )
    sizes = [abs(amount) for amount in amounts.values()]
    if max(sizes, default=0) * factor > _MOST:
        most = _MOST // 10**12
        return Text(f"jumlahnya akan melewati {most} triliun rupiah", f"they would exceed {most} trillion rupiah")
    if max(sizes, default=0) >= _LARGE and sum(size % 1000 == 0 for size in sizes) * 5 >= len(sizes) * 4:
        return Text(
            "hampir semua jumlahnya berakhir dengan 000, seperti rupiah penuh",
            "nearly all of them end in 000, as whole rupiah do",
        )
    return NOTHING


def _multiply(table: Table, number: str, scale: MoneyScale) -> None:
    decimals, values = layouts()[table.layout].columns[number].decimals, table.columns[number]
    for at, value in enumerate(values):
        if says_size(value):
            # Its words say how much it is in rupiah, whatever the column says.
            amount = read_money(value, decimals).amount
            table.marks.scaled[table.rows[at], number] = value
            values[at] = str(Decimal(amount or 0).scaleb(-decimals))
        elif isinstance(value, str):
            money = read_money(value, decimals + scale.power)
            if money.status in (MoneyStatus.TEXT, MoneyStatus.FRACTION) and money.amount is not None:
                table.marks.scaled[table.rows[at], number] = value
                values[at] = str(Decimal(money.amount).scaleb(-decimals))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            values[at] = raised(value, scale.power)
        elif not is_blank(value):
            # A date that Excel made of it says no more what it was in rupiah.
            values[at] = str(value)


def raised(value: Any, power: int) -> Any:
    """A number so many powers of ten higher, exact in the digits that Excel shows."""
    exact = (as_shown(value) if isinstance(value, float) else Decimal(value)).scaleb(power)
    return int(exact) if exact == exact.to_integral_value() else float(exact)
