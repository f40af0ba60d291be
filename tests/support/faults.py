"""Faults planted into one cell of a sound document, of every kind that people type, for tests of what hides what."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from rules.model.document import DATA, Document, Table
from rules.schema.layout import layouts
from rules.values.cells import ExcelError
from rules.values.targets import read_target

Key = TypeVar("Key")
Cell = tuple[str, int, str]
"""A cell of a document: table, Excel row, official column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A value of some kind typed over a cell; ``formula`` if the cell is to hold one, ``value`` being what it stores."""

    kind: str
    cell: Cell
    value: Any
    formula: str = ""

    @property
    def key(self) -> tuple[str, Cell]:
        """What tells it from all others of a document."""
        return self.kind, self.cell

    def plant(self, document: Document) -> None:
        """Type it into the document."""
        layout, row, column = self.cell
        table = next(table for table in document.tables if table.layout == layout)
        table.columns[column][table.rows.index(row)] = self.value
        table.marks.formulas.pop((row, column), None)
        table.marks.uncalculated.discard((row, column))
        if self.formula:
            table.marks.formulas[row, column] = self.formula
            if self.value is None:
                table.marks.uncalculated.add((row, column))


def _with_unit(value: Any, unit: str) -> str | None:
    """A target in another unit; None where it has no number."""
    number = read_target(value).value
    return None if number is None else f"{number:f}{unit}".replace(".", ",")


def _changed(value: Any, by: float) -> Any:
    """A target with another number in the same unit."""
    target = read_target(value)
    if target.value is None:
        return None
    number = f"{float(target.value) * by:g}".replace(".", ",")
    return f"{number}{'' if target.unit in ('', '%') else ' '}{target.unit}"


def _swapped(value: int) -> int | None:
    """An amount with its first two digits swapped."""
    digits = str(abs(int(value)))
    return int(digits[1] + digits[0] + digits[2:]) if len(digits) > 2 and digits[0] != digits[1] else None


Typed = Callable[[Any], Any]
ANYWHERE: Mapping[str, Typed] = {
    "emptied": lambda value: None if value is None else "",
    "a dash": lambda _: "-",
    "an error": lambda _: ExcelError("#REF!"),
    "a word": lambda _: "segera",
}
AMOUNTS: Mapping[str, Typed] = {
    "tenfold": lambda value: value * 10,
    "one more": lambda value: value + 1,
    "digits swapped": _swapped,
    "a fraction of a rupiah": lambda value: value + 0.5,
    "typed as text": lambda value: f"{value:,.0f}".replace(",", "."),
    "dots misplaced": lambda _: "12.34.567",
    "below nought": lambda value: -value,
    "nought": lambda _: 0,
    "digits lost": lambda value: f"{value:.2E}".replace(".", ","),
}
TARGETS: Mapping[str, Typed] = {
    "another number": lambda value: _changed(value, 7),
    "a tenth": lambda value: _changed(value, 0.1),
    "another unit": lambda value: _with_unit(value, " Orang"),
    "no unit": lambda value: _with_unit(value, ""),
    "a unit mistyped": lambda value: _with_unit(value, " Lapran"),
    "a unit nobody knows": lambda value: _with_unit(value, " Zwq"),
    "in percent": lambda value: _with_unit(value, "%"),
    "above all bounds": lambda _: "900%",
    "an ambiguous point": lambda _: "1.050 Unit",
    "a range": lambda _: "5-6 %",
    "number below nought": lambda value: _changed(value, -1),
}
FIGURES: Mapping[str, Typed] = {
    "rate tenfold": lambda value: value * 10,
    "rate cut off": lambda value: int(value * 10) / 10 - 0.1,
    "rate as text": lambda value: f"{value}".replace(".", ","),
}
CODES: Mapping[str, Typed] = {
    "lost zeros": lambda code: code.replace(".0", "."),
    "a code as a number": lambda code: float(".".join(code.split(".")[:2])),
    "malformed": lambda code: f"X{code}",
    "no code at all": lambda _: "lihat lampiran",
    "letters for digits": lambda code: code.replace("0", "O"),
    "in brackets": lambda code: f"({code})",
    "with a name behind": lambda code: f"{code} Program lain",
    "a day of a code": lambda _: dt.date(2004, 2, 17),
    "of another bidang": lambda code: f"1.02{code[4:]}",
    "unknown": lambda code: f"{code[:-2]}77",
    "of the province": lambda code: code.replace(".2.", ".1."),
    "doubled": lambda code: code[:-1] + ("2" if code.endswith("1") else "1"),
}
WORDS: Mapping[str, Typed] = {
    "a further word": lambda text: f"{text} lain",
    "letters mixed up": lambda text: text[::-1],
    "unit of percent in words": lambda text: f"Persentase {text}",
}


def _kinds(column_kind: str, value: Any) -> Mapping[str, Typed]:
    if isinstance(value, int | float) and column_kind == "money":
        return AMOUNTS
    if isinstance(value, int | float):
        return {**FIGURES, "no figure": lambda _: "-"}
    if column_kind == "target":
        return TARGETS
    if column_kind == "code":
        return CODES
    return WORDS


def faults(document: Document) -> Iterator[Fault]:
    """Every fault of every kind that can be planted into the cells of a document, one at a time."""
    for table in document.tables:
        official = layouts()[table.layout].official
        for at, (row, kind) in enumerate(zip(table.rows, table.kinds, strict=True)):
            for column in official:
                value = table.columns[column][at] if column in table.columns else None
                if value is not None and not (kind != DATA and column == "1"):
                    yield from _of_cell((table.layout, row, column), official[column].kind, value)


def _of_cell(cell: Cell, column_kind: str, value: Any) -> Iterator[Fault]:
    for kind, typed in {**ANYWHERE, **_kinds(column_kind, value)}.items():
        wrong = typed(value)
        if wrong is not None and wrong != value:
            yield Fault(kind, cell, None if wrong == "" else wrong)
    if isinstance(value, int | float):
        yield Fault("a formula never calculated", cell, None, "=1+1")
        yield Fault("a stale formula", cell, value, f"={value}+1000")
        yield Fault("an amount within a formula", cell, value, f"={value - 5000}+5000")


def scaled(document: Document, factor: int) -> Document:
    """The same plan with so many times the money, in its tables and in what it is held against."""
    document = copy.deepcopy(document)
    for table in document.tables:
        _scale(table, factor)
    given = document.references
    document.references = replace(
        given,
        ceilings=given.ceilings and replace(given.ceilings, amounts=_times(given.ceilings.amounts, factor)),
        foreseen=given.foreseen and replace(given.foreseen, amounts=_times(given.foreseen.amounts, factor)),
        planned=given.planned and replace(given.planned, pagu=_times(given.planned.pagu, factor)),
        reported=given.reported and replace(given.reported, money=_times(given.reported.money, factor)),
        narrative=None,
    )
    return document


def _times(amounts: Mapping[Key, int], factor: int) -> dict[Key, int]:
    return {key: amount * factor for key, amount in amounts.items()}


def _scale(table: Table, factor: int) -> None:
    counted = {n for n, spec in layouts()[table.layout].official.items() if spec.kind == "money" and not spec.decimals}
    for number in counted & table.columns.keys():
        values = table.columns[number]
        table.columns[number] = [x * factor if isinstance(x, int | float) and x > 1000 else x for x in values]
