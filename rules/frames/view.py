"""A view: the same table of one or many workbooks as one long frame, with its cells read by kind.

The frame's index is 0…n-1; `doc` numbers the workbook, `sheet` and `row` say where a row stands, and the
other columns are official column numbers with values as typed. What is derived from the cells (codes,
amounts, targets) is computed once, when a rule first asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, Numbers, as_cells, filled, from_above, only
from rules.frames import levels
from rules.frames.distinct import Distinct
from rules.frames.judgement import Faults, Judgement, Stack, told_of
from rules.frames.levels import Levels
from rules.frames.outline import Entry
from rules.frames.readings import Amounts, Targets, read_amounts, read_targets, with_units
from rules.frames.stacking import as_frame, marks, stack
from rules.model.document import DATA, TOTAL, Table, year_label
from rules.schema.layout import Layout
from rules.values.cells import ExcelError, as_text, is_blank
from rules.values.money import MoneyStatus

T = TypeVar("T")
_NO_FAULTS = Faults(np.zeros(0, dtype=np.intp), {})
_KNOWN = (MoneyStatus.NUMBER.value, MoneyStatus.TEXT.value, MoneyStatus.NIL.value)


class View:
    """One table of the stacked workbooks, or one of their structure frames."""

    def __init__(self, session: Stack, layout: Layout | None, frame: pd.DataFrame, name: str) -> None:
        self.session = session
        self.frame = frame
        self.columns = frozenset(frame)
        self.name = name
        self._layout = layout
        self.tables: list[Table] = []
        self._cache: dict[str, Any] = {}

    @classmethod
    def of_tables(cls, session: Stack, layout: Layout, tables: Iterable[tuple[int, Table]]) -> View:
        """Stack the tables of one layout; ``tables`` pairs workbook numbers with their tables."""
        columns, kept = stack(layout, tables)
        view = cls(session, layout, as_frame(columns, ("doc", "row", "table")), layout.id)
        view._cache = {f"cells:{name}": cells for name, cells in columns.items()}
        view.tables = kept
        return view

    @property
    def layout(self) -> Layout:
        """The layout of the table; structure frames have none."""
        assert self._layout is not None
        return self._layout

    def cached(self, key: str, make: Callable[[], T]) -> T:
        """A derived value, made once per view."""
        if key not in self._cache:
            self._cache[key] = make()
        found: T = self._cache[key]
        return found

    # ---- cells as typed

    def has(self, column: str) -> Mask:
        """Whether the row's own table has the column at all."""
        return self.cached(
            f"has:{column}", lambda: np.array([column in x.letters for x in self.tables])[self.table_numbers]
        )

    def _marked(self, column: str, what: str) -> Mask:
        """Cells of a column that their table lists under an attribute (`formulas`, `uncalculated`, `merged`)."""
        found: Mask | None = self.cached(what, lambda: marks(self.tables, what, len(self.frame))).get(column)
        return np.zeros(len(self.frame), dtype=bool) if found is None else found

    def uncalculated(self, column: str) -> Mask:
        """Cells whose formula has no stored value."""
        return self._marked(column, "uncalculated")

    def has_formula(self, column: str) -> Mask:
        """Cells that hold a formula."""
        return self._marked(column, "formulas")

    def covered(self, column: str) -> Mask:
        """Blank cells that belong to a merged block whose value stands in its first cell."""
        return self._marked(column, "merged")

    def cells(self, column: str) -> Cells:
        """Cells of a column as typed."""
        return self.cached(f"cells:{column}", lambda: self.frame[column].to_numpy(dtype=object))

    def text(self, column: str) -> Cells:
        """Cells as a person reads them (str; empty for blank)."""
        if column not in self.columns:
            return as_cells([""] * len(self.frame))
        return self.cached(f"text:{column}", lambda: self._distinct(column).each(as_text))

    def _distinct(self, column: str) -> Distinct:
        """The distinct values of a column."""
        return self.cached(f"distinct:{column}", lambda: Distinct(self.cells(column).tolist()))

    def blank(self, column: str) -> Mask:
        """Cells with nothing in them; a formula without stored value is not blank."""

        def make() -> Mask:
            if column not in self.columns:
                return np.ones(len(self.frame), dtype=bool)
            return self._distinct(column).test(is_blank) & ~self.uncalculated(column)

        return self.cached(f"blank:{column}", make)

    def errors(self, column: str) -> Mask:
        """Cells that hold an Excel error value."""
        cells = self._distinct(column)
        if ExcelError not in cells.types:
            return np.zeros(len(self.frame), dtype=bool)
        return cells.test(lambda value: isinstance(value, ExcelError))

    # ---- rows

    @property
    def total(self) -> Mask:
        """Rows of the grand total."""
        return self.cached("total", lambda: self.cells("kind") == TOTAL)

    @property
    def data(self) -> Mask:
        """Rows of the table itself: neither the grand total nor what stands below it."""
        return self.cached("data", lambda: self.cells("kind") == DATA)

    @property
    def levels(self) -> Levels:
        """Where each row stands in the hierarchy of its table."""

        def make() -> Levels:
            column, docs = self.layout.by_role("kode"), self.docs
            if self.layout.hierarchy == "datar":
                return levels.on_one_level(self.names, self.data, docs)
            if self.layout.hierarchy == "uraian":
                written = [self.text(name or "") for name in (self.layout.by_role("no"), column)]
                entries = [Entry(*row) for row in zip(*written, self.names, strict=True)]
                return levels.by_name(entries, self.data, docs, self.session.names, self.session.sub_digits)
            if self.layout.hierarchy == "kelompok":
                summed = self.layout.totals.columns if self.layout.totals else []
                amounts = [self.money(number).listed() for number in summed]
                stated = self.text(self.layout.by_role("tingkat") or "")
                return levels.in_groups(self.names, stated, amounts, self.data, docs)
            if column is None:
                return levels.nowhere(len(self.frame))
            digits = [self.session.sub_digits(doc) for doc in range(len(self.session.documents))]
            values = only(self.frame[column].to_numpy(dtype=object), self.data)
            return levels.by_code(list(values), [digits[doc] for doc in docs])

        return self.cached("levels", make)

    @property
    def names(self) -> Cells:
        """The row's name: of several name columns, the first one filled."""

        def make() -> Cells:
            names = as_cells([""] * len(self.frame))
            for number, column in self.layout.columns.items():
                if column.role == "uraian":
                    names = np.where(names != "", names, self.text(number))
            return names

        return self.cached("names", make)

    @property
    def row_kind(self) -> Cells:
        """What a row is.

        `kode` a row with a code or name of its own, `lanjutan` a further indicator of the row above, `isi` a
        row of a table without hierarchy, `total`, `kaki` (below the data) or `lain`.
        """

        def make() -> Cells:
            kind = as_cells(["lain"] * len(self.frame))
            code, by_code = self.layout.by_role("kode"), self.layout.hierarchy == "kode"
            if by_code and (code is None or not self.layout.by_role("uraian")):
                kind[:] = "isi"
            else:
                coded = (self.names != "") | ~self.blank((code if by_code else self.layout.by_role("no")) or "")
                further = self._any_filled("indikator", "target")
                kind[further] = "lanjutan"
                kind[coded & ~self._repeated_code()] = "kode"
            kind[~self.data] = "kaki"
            kind[self.total] = "total"
            return kind

        return self.cached("row_kind", make)

    def _any_filled(self, *roles: str) -> Mask:
        filled = np.zeros(len(self.frame), dtype=bool)
        for number, column in self.layout.columns.items():
            if column.role in roles:
                filled |= ~self.blank(number)
        return filled

    def _repeated_code(self) -> Mask:
        """Continuation lines that repeat the code of the row above but carry no money of their own."""
        codes, same = self.levels.code, np.zeros(len(self.frame), dtype=bool)
        same[1:] = filled(codes[1:]) & (codes[1:] == codes[:-1]) & (self.docs[1:] == self.docs[:-1])
        return same & ~self._any_filled("pagu") if same.any() else same

    @property
    def coded(self) -> Mask:
        """Rows that carry a readable code of their own (continuation lines aside)."""
        return self.cached("coded", lambda: (self.row_kind == "kode") & filled(self.levels.code))

    @property
    def indicator_below(self) -> Mask:
        """Programs of a table without codes whose indicators stand in rows of their own below the name."""
        further = np.append(self.row_kind[1:] == "lanjutan", False)[: len(self.frame)]
        below: Mask = (self.levels.level == 2) & further & (self.layout.hierarchy == "uraian")
        return below

    @property
    def keys(self) -> Cells:
        """What names a row: its code, the code above for a continuation line, else its number."""

        def make() -> Cells:
            label = self.layout.totals.label if self.layout.totals else "TOTAL"
            if self.layout.hierarchy == "kode" and self.layout.by_role("kode"):
                raw = self.text(self.layout.by_role("kode") or "")
            else:
                raw = self.text(self.layout.by_role("no") or "")
                if self.layout.hierarchy != "kode":
                    raw = np.where(raw != "", raw, self.names)
            official = self.levels.official
            key = np.where(filled(official), official, only(raw, raw != ""))
            return np.where(self.total, label, from_above(key, self.docs, ""))

        return self.cached("keys", make)

    # ---- amounts and targets

    def money(self, column: str) -> Amounts:
        """A money column as read."""

        def make() -> Amounts:
            decimals = self.layout.columns[column].decimals
            return read_amounts(self._above_footer(column), decimals, self.uncalculated(column))

        return self.cached(f"money:{column}", make)

    def _above_footer(self, column: str) -> Distinct:
        """Cells of a column, blank in the rows below data and total: those hold means and words."""
        cells = self._distinct(column)
        return cells.where(~(self.data | self.total), None) if self.layout.footer else cells

    def target(self, column: str) -> Targets:
        """A target column as read; a number without unit has the one that its row names in a column of its own."""

        def make() -> Targets:
            unit = self.layout.by_role("satuan")
            found = read_targets(self._above_footer(column), self.uncalculated(column))
            if unit:
                units = with_units(found.unit.cells, found.value, self.text(unit), self.covered(unit))
                found.unit = Distinct(units.tolist())
            return found

        return self.cached(f"target:{column}", make)

    def known_amount(self, column: str) -> Mask:
        """Cells whose amount can be reckoned with (a number, a number typed as text, or nil)."""

        def make() -> Mask:
            return self.money(column).status.among(*_KNOWN)

        return self.cached(f"known:{column}", make)

    # ---- places

    @property
    def docs(self) -> Numbers:
        """The number of the workbook each row belongs to, ascending."""
        return self.cached("docs", lambda: self.frame["doc"].to_numpy())

    @property
    def workbooks(self) -> list[int]:
        """The numbers of the workbooks that have rows here, ascending."""
        return self.cached("workbooks", lambda: np.unique(self.docs).tolist())

    @property
    def table_numbers(self) -> Numbers:
        """The number of the table each row belongs to, among those of the view."""
        return self.cached("table_numbers", lambda: self.frame["table"].to_numpy())

    def doc_of(self, position: int) -> int:
        """Number of the workbook a row belongs to."""
        return int(self.cells("doc")[position])

    def heading(self, column: str, position: int) -> str:
        """The official heading of a column, with the year labels of the row's workbook."""
        spec, year = self.layout.columns[column], self.session.documents[self.doc_of(position)].year
        over = f"{spec.group} " if len(spec.heading) <= 2 and spec.group else ""
        return year_label(over + spec.heading, year)

    def place(self, position: int) -> tuple[str, int]:
        """Sheet and Excel row of a row."""
        return str(self.cells("sheet")[position]), int(self.cells("row")[position])

    def table_of(self, position: int) -> Table:
        """The table a row belongs to."""
        return self.tables[int(self.cells("table")[position])]

    # ---- judging

    def blamed(self, column: str, *awaited: str) -> Mask:
        """Cells that an awaited rule (by id, or by what it spoils) blames: what rests on them is put off, not judged."""
        mask = np.zeros(len(self.frame), dtype=bool)
        for judgement in self.session.awaited(awaited, self, column):
            mask[judgement.faults.rows] = True
        return mask

    def judge(
        self,
        checked: pd.Series | Mask,
        bad: pd.Series | Mask,
        *,
        deferred: pd.Series | Mask | None = None,
        skipped: dict[int, str] | None = None,
        **details: Any,
    ) -> Judgement:
        """A judgement from masks; ``details`` are scalars, lists over the bad rows, or series and arrays over either."""
        seen, where = np.asarray(checked, dtype=bool), np.asarray(bad, dtype=bool)
        put_off = None if deferred is None else np.asarray(deferred, dtype=bool)
        if not where.any():
            return Judgement(seen, _NO_FAULTS, put_off, skipped or {})
        rows = np.flatnonzero(where)
        told = {name: told_of(value, rows, len(where)) for name, value in details.items()}
        return Judgement(seen, Faults(rows, told), put_off, skipped or {})

    def nothing(self, reason: str) -> Judgement:
        """A judgement that left every workbook of the view unjudged, for one reason."""
        return self.left_out(dict.fromkeys(self.workbooks, reason))

    def left_out(self, reasons: dict[int, str]) -> Judgement:
        """A judgement that left every workbook of the view unjudged, each for its own reason."""
        none = np.zeros(len(self.frame), dtype=bool)
        return self.judge(none, none, skipped=reasons)
