"""What the tables of a document hold, figure by figure: what each is of, for which year, and where it stands.

Everything goes by the roles of columns and the names in rows, so that any layout with such columns is covered. What a
table does not print but says (the sum of its programs, the share spent of a sum, the number of its kegiatan) is a
figure too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from rules.calculation.derive import derive
from rules.comparison.statements import years
from rules.engine.session import Session
from rules.factcheck.fact import GROUP, HEADING, HEADS, INDICATOR, LEVELS, MONEY, PERFORMANCE, ROW, SHARE, WHOLE, Fact
from rules.factcheck.sasaran_counts import sasaran_counts
from rules.frames.indicators import measures_said
from rules.frames.tree import top_level
from rules.frames.view import View
from rules.model.document import Document, Table
from rules.schema.pack import pack_for
from rules.schema.year_label import year_label
from rules.values.codes import PROGRAM


@dataclass(slots=True)
class _Scope:
    """Rows of one table reckoned together: the whole table, or the rows behind one indicator."""

    of: str
    name: str
    rows: pd.Index
    total: int | None = None


class _FactReader:
    """Reads the facts of one table; ``source`` numbers its document."""

    def __init__(self, view: View, table: Table, document: Document, source: int) -> None:
        self.view, self.table, self.document = view, table, document
        self.layout = view.layout
        self.place = (source, next(at for at, known in enumerate(document.tables) if known is table))
        number = next(at for at, known in enumerate(view.tables) if known is table)
        self.rows = view.frame.index[view.frame["table"] == number]
        own = [re.sub(r"\{[^}]*\}", " ", year_label(line, document.year)) for line in self.layout.title]
        titles = " ".join(text for text, _ in table.captions.titles), " ".join(own)
        self.titles = tuple(" ".join(title.split()) for title in titles)
        self.group_column = self._group_column()

    def facts(self) -> Iterator[Fact]:
        """Everything the table says."""
        yield from self._rows()
        for scope in self._scopes():
            yield from self._sums(scope)
            yield from self._counts(scope)
            yield from self._of_sasaran(scope)
        yield from self._children(self.rows[self.view.coded[self.rows]])
        yield from self._headcounts()

    # ---- columns

    def _columns(self, *roles: str) -> list[tuple[str, str, int | None]]:
        """Columns present in the table with these roles: number, role, calendar year."""
        found: list[tuple[str, str, int | None]] = []
        for number, column in self.layout.official.items():
            if column.role in roles and number in self.table.letters:
                found.append((number, column.role, self._year(number)))
        return found

    def _year(self, number: str) -> int | None:
        """The year of a column: by its heading where that is a year, for a derived one by what it is derived from."""
        heading = self.table.captions.headings.get(number)
        printed = re.fullmatch(r"(?:tahun\s+)?(20\d\d)", heading.text.strip(), re.IGNORECASE) if heading else None
        if printed and self.layout.columns[number].year is None:
            return int(printed[1])
        offsets = [self.layout.columns[number].year]
        if offsets == [None]:
            offsets = [self.layout.columns[base].year for base in self.layout.base(number)]
        known = {offset for offset in offsets if offset is not None}
        if self.document.year is None or len(known) > 1:
            return None
        if not known:
            return self.document.year if self.document.kind == "lkip" else None
        return self.document.year + known.pop()

    @cached_property
    def _one_year(self) -> int | None:
        """The year whose rows the table lists, forward estimates aside; None where it lists those of several."""
        held = {year for _, _, year in self._columns(*MONEY, "target", "realisasi") if year is not None}
        now = {year for year in held if self.document.year is None or year <= self.document.year}
        return now.pop() if len(now) == 1 else None

    def _group_column(self) -> str | None:
        """The column of indicators that rows stand behind: its own role, or one left of the names of programs."""
        if self.layout.by_role("iku"):
            return self.layout.by_role("iku")
        order = list(self.layout.official)
        indicator, name = self.layout.by_role("indikator"), self.layout.by_role("uraian")
        spends = any(column.role in MONEY for column in self.layout.official.values())
        if indicator and name and spends and order.index(indicator) < order.index(name):
            return indicator
        return None

    # ---- cells

    def _fact(self, of: str, name: str, measure: str, year: int | None, value: Any, unit: str, **more: Any) -> Fact:
        where = {"table": self.layout.id, "sheet": self.table.sheet, "titles": self.titles, "place": self.place}
        name = re.sub(r"^\d{1,2}[.)]\s*", "", " ".join(name.split()))
        return Fact(of, name, measure, year, Decimal(value), unit, **{"cell": "", **where, **more})

    def _cell(self, number: str, row: int) -> str:
        return f"{self.table.letters[number]}{self.view.place(row)[1]}"

    def _due(self, number: str, row: int) -> tuple[Decimal, ...]:
        """What the table's own arithmetic makes of a cell."""
        if number not in self.layout.derived:
            return ()
        value = derive(self.view, number).expected[row]
        return (Decimal(repr(float(value))),) if isinstance(value, int | float) and value == value else ()

    def _amount(self, number: str, row: int) -> int | None:
        """Money in a cell, or None where it cannot be read."""
        return int(self.view.money(number).whole[row]) if self.view.known_amount(number)[row] else None

    def _shared(self, number: str, row: int) -> bool:
        """Whether a cell is merged with the one below and so stands for several rows."""
        below = self.rows[self.rows > row][:1]
        return bool(len(below) and self.view.shared(number)[below[0]])

    def _total_row(self, number: str, scope: _Scope) -> int | None:
        """The row that holds the figure of a scope: its total, or the first one where a cell is merged over all."""
        if scope.of == WHOLE and len(scope.rows) > 1 and bool(self.view.shared(number)[scope.rows[1:]].all()):
            return int(scope.rows[0])
        return scope.total

    def _figure(self, number: str, row: int) -> tuple[Decimal, str] | None:
        """A target, realisation or percentage with its unit; what is blank but derived counts as derived."""
        target = self.view.target(number)
        if target.kind.cells[row] == "nilai" and not self.view.blank(number)[row]:
            value, unit = target.value[row], str(target.unit.cells[row])
        elif self.view.blank(number)[row] and (due := self._due(number, row)):
            value, unit = due[0], ""
        else:
            return None
        percent = self.layout.columns[number].kind == "percent" or unit.casefold() in {"%", "persen"}
        beside = self.layout.by_role("satuan")
        unit = unit or (str(self.view.text(beside)[row]) if beside in self.table.letters and beside else "")
        return value, "persen" if percent or unit.casefold() in {"%", "persen"} else unit

    # ---- rows

    def _rows(self) -> Iterator[Fact]:
        view, indicator = self.view, self.layout.by_role("indikator")
        last = ""
        for row in self.rows[view.data[self.rows]]:
            name = str(view.names[row])
            if name and view.row_kind[row] in {"kode", "isi"}:
                yield from self._money_of(name, row)
            label = str(view.text(indicator)[row]) if indicator and indicator != self.group_column else ""
            last = label or last
            if label or (last and self.layout.by_role("ukuran")):
                yield from self._performance_of(last, row)

    def _money_of(self, name: str, row: int) -> Iterator[Fact]:
        amounts: dict[tuple[str, int | None], int] = {}
        for number, role, year in self._money_columns():
            amount = None if self._shared(number, row) else self._amount(number, row)
            if amount is not None:
                amounts[role, year] = amount
                yield self._fact(ROW, name, role, year, amount, "rupiah", cell=self._cell(number, row))
        shares = {number: row for number, _, _ in self._columns(SHARE) if not self._shared(number, row)}
        yield from self._shares(ROW, name, shares, amounts)

    def _shares(
        self, of: str, name: str, rows: dict[str, int], amounts: dict[tuple[str, int | None], int]
    ) -> Iterator[Fact]:
        """The share spent: as printed in the row of its column, with what it should be; reckoned if not printed."""
        printed = {year: number for number, _, year in self._columns(SHARE) if number in rows}
        years = dict.fromkeys([*printed, *(year for role, year in amounts if role == "realisasi_dana")])
        for year in years:
            spent, given = amounts.get(("realisasi_dana", year)), amounts.get(("pagu", year))
            due = (Decimal(spent) / given * 100,) if spent is not None and given else ()
            number = printed.get(year)
            figure = self._figure(number, rows[number]) if number else None
            if number and figure:
                cell = self._cell(number, rows[number])
                yield self._fact(of, name, SHARE, year, figure[0], "persen", cell=cell, also=due)
            elif due:
                yield self._fact(of, name, SHARE, year, due[0], "persen")

    def _money_columns(self) -> list[tuple[str, str, int | None]]:
        return [found for found in self._columns(*MONEY) if self.layout.columns[found[0]].kind == "money"]

    def _performance_of(self, label: str, row: int) -> Iterator[Fact]:
        """Target, realisation and achievement in a row; some tables name the year, or which of them it is, in the row."""
        measure = measures_said(self.view)[row]
        for number, column_role, column_year in self._columns(*PERFORMANCE):
            dated = int(years(self.view, number)[row]) if self.layout.by_role("tahun") else -1
            year = dated if dated > 0 else column_year
            role = measure if measure in {"target", "realisasi"} else column_role
            figure = self._figure(number, row) if self.layout.columns[number].kind != "money" else None
            if figure:
                due = self._due(number, row)
                yield self._fact(INDICATOR, label, role, year, *figure, cell=self._cell(number, row), also=due)

    # ---- sums and counts

    def _scopes(self) -> Iterator[_Scope]:
        """The table as a whole, and what stands behind each indicator of a table grouped by them."""
        view = self.view
        total = next((row for row in self.rows if view.total[row]), None)
        data = self.rows[view.data[self.rows]]
        if not self.group_column:
            yield _Scope(WHOLE, "", data, total)
            return
        labels = pd.Series(view.text(self.group_column)[data], index=data).replace("", None).ffill()
        groups = labels.groupby(labels, sort=False).groups
        for label, rows in groups.items():
            yield _Scope(GROUP, str(label), pd.Index(rows))
        if total is not None:
            yield _Scope(WHOLE, "", data, total)

    def _sums(self, scope: _Scope) -> Iterator[Fact]:
        view = self.view
        amounts: dict[tuple[str, int | None], int] = {}
        top = scope.rows[top_level(view)[scope.rows]]
        for number, role, year in self._money_columns() if len(top) else []:
            total = self._total_row(number, scope)
            amounts_of = view.money(number).listed()
            read = [(str(view.names[row]), amounts_of[row]) for row in top]
            known = bool(view.known_amount(number)[top].all()) and not view.shared(number)[top].any()
            parts = tuple((name, amount) for name, amount in read if amount is not None)
            summed = sum(amount for _, amount in parts)
            printed = self._amount(number, total) if total is not None else None
            if printed is None and not known:
                continue
            value = printed if printed is not None else summed
            amounts[role, year] = value
            also = (Decimal(summed),) if known and summed != value else ()
            cell = self._cell(number, total) if printed is not None and total is not None else ""
            cell = cell or f"{self._cell(number, top[0])}:{self._cell(number, top[-1])}"
            yield self._fact(scope.of, scope.name, role, year, value, "rupiah", cell=cell, also=also, parts=parts)
        totals = {number: self._total_row(number, scope) for number, _, _ in self._columns(SHARE)}
        yield from self._shares(scope.of, scope.name, {n: row for n, row in totals.items() if row is not None}, amounts)

    def _counts(self, scope: _Scope) -> Iterator[Fact]:
        """How many named rows, programs, kegiatan, sub kegiatan, indicators and sasaran there are."""
        view, levels = self.view, self.view.levels.level
        filled = scope.rows[[bool(name) and name.casefold() != "nihil" for name in view.names[scope.rows]]]
        if scope.of == WHOLE and len(filled):
            yield self._fact(WHOLE, "", "baris", self._one_year, len(filled), "cacah", cell=self._span(filled))
        coded = scope.rows[view.coded[scope.rows]]
        for level, noun in LEVELS.items():
            rows = coded[levels[coded] == level]
            if len(rows):
                yield self._fact(scope.of, scope.name, noun, self._one_year, len(rows), "cacah", cell=self._span(rows))
        for noun in ("indikator", "sasaran", "tujuan"):
            column = self.layout.by_role(noun)
            texts = view.text(column if column and column in self.table.letters else "")[scope.rows]
            named = {" ".join(text.casefold().split()) for text in texts if text}
            if named:
                cell = self._span(scope.rows[texts != ""], column)
                yield self._fact(scope.of, scope.name, noun, self._one_year, len(named), "cacah", cell=cell)

    def _of_sasaran(self, scope: _Scope) -> Iterator[Fact]:
        """How many indicators each sasaran has, and how many of them reach more than they spend."""
        year = self._one_year or self.document.year
        for found in sasaran_counts(self.view, scope.rows) if scope.of == WHOLE else ():
            cell = self._span(found.rows, found.column)
            yield self._fact(
                found.of, found.name, found.measure, year, found.count, "cacah", cell=cell, also=found.also
            )

    def _children(self, coded: pd.Index) -> Iterator[Fact]:
        """How many kegiatan and sub kegiatan stand under each program and kegiatan."""
        levels = self.view.levels
        under: dict[str, list[int]] = {}
        above = dict(zip(levels.code[coded], levels.parent[coded], strict=True))
        for row in coded:
            parent = levels.parent[row]
            while parent:
                under.setdefault(parent, []).append(row)
                parent = above.get(parent)
        for row in coded[levels.level[coded] >= PROGRAM]:
            below = under.get(levels.code[row], [])
            for level, noun in LEVELS.items():
                rows = pd.Index([child for child in below if levels.level[child] == level])
                if len(rows):
                    name = str(self.view.names[row])
                    yield self._fact(ROW, name, noun, self._one_year, len(rows), "cacah", cell=self._span(rows))

    def _headcounts(self) -> Iterator[Fact]:
        """Tables that count heads: each column's total by its heading, all columns together, and each row."""
        lists_heads = self.layout.by_role("uraian") and not self.layout.by_role("nilai")
        columns = [number for number, _, _ in self._columns(HEADS)] if lists_heads else []
        data = self.rows[self.view.data[self.rows]]
        total = next((row for row in self.rows if self.view.total[row]), None)
        summed = Decimal(0)
        for number in columns:
            read = {row: figure[0] for row in data if (figure := self._figure(number, row))}
            printed = self._figure(number, total) if total is not None else None
            value, own = printed[0] if printed else sum(read.values(), Decimal(0)), sum(read.values(), Decimal(0))
            summed += value
            cell = self._cell(number, total) if printed and total is not None else self._span(data, number)
            printed_heading = self.table.captions.headings.get(number)
            heading = printed_heading.text if printed_heading else self.layout.columns[number].heading
            yield self._fact(HEADING, heading, HEADS, None, value, "orang", cell=cell, also=(own,))
        if columns:
            cells = [
                self._cell(number, total if total is not None else data[-1]) for number in (columns[0], columns[-1])
            ]
            yield self._fact(HEADING, "", HEADS, None, summed, "orang", cell=":".join(dict.fromkeys(cells)))

    def _span(self, rows: pd.Index, number: str | None = None) -> str:
        letter = self.table.letters[number or self.layout.by_role("uraian") or next(iter(self.table.letters))]
        first, last = self.view.place(rows[0])[1], self.view.place(rows[-1])[1]
        return f"{letter}{first}:{letter}{last}" if first != last else f"{letter}{first}"


def facts_of(document: Document, source: int = 0, tables: Mapping[str, View] | None = None) -> list[Fact]:
    """Every figure the tables of a document hold, in sheet order; ``source`` numbers the document.

    ``tables`` are those of a stack the document is judged in; without them it is read for itself.
    """
    if tables is None:
        tables = Session([document], pack_for(document.year), []).tables
    return [
        fact
        for view in tables.values()
        for table in document.tables
        if table.layout == view.name and table.rows
        for fact in _FactReader(view, table, document, source).facts()
    ]
