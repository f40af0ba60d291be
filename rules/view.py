"""A view: the same table of one or many workbooks as one long frame, with its cells read by kind.

The frame's index is 0…n-1; `doc` numbers the workbook, `sheet` and `row` say where a row stands, and the
other columns are official column numbers with values as typed. What is derived from the cells (codes,
amounts, targets) is computed once, when a rule first asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rules import standing
from rules.beside import with_units
from rules.cells import ExcelError, as_text, is_blank
from rules.document import DATA, TOTAL, Table, year_label
from rules.judgement import Judgement, Mask, Stack
from rules.layout import Layout
from rules.money import MoneyStatus, read_money
from rules.outline import Entry
from rules.stacking import stack
from rules.targets import read_target

_NO_FAULTS = pd.DataFrame()


def _object_series(values: Sequence[Any]) -> pd.Series:
    return pd.Series(values, dtype=object)


def _mask(values: Iterable[bool], size: int) -> Mask:
    return np.fromiter(values, dtype=bool, count=size)


class View:
    """One table of the stacked workbooks, or one of their structure frames."""

    def __init__(self, session: Stack, layout: Layout | None, frame: pd.DataFrame, name: str) -> None:
        self.session = session
        self.frame = frame
        self.name = name
        self._layout = layout
        self._cache: dict[str, Any] = {}

    @classmethod
    def of_tables(cls, session: Stack, layout: Layout, tables: Iterable[tuple[int, Table]]) -> View:
        """Stack the tables of one layout; ``tables`` pairs workbook numbers with their tables."""
        frame, kept = stack(layout, tables)
        view = cls(session, layout, frame, layout.id)
        view.tables = kept
        return view

    tables: list[Table]

    @property
    def layout(self) -> Layout:
        """The layout of the table; structure frames have none."""
        assert self._layout is not None
        return self._layout

    def cached(self, key: str, make: Callable[[], Any]) -> Any:
        """A derived value, made once per view."""
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    # ---- cells as typed

    def has(self, column: str) -> Mask:
        """Whether the row's own table has the column at all."""

        def make() -> Mask:
            present = np.array([column in table.letters for table in self.tables], dtype=bool)
            return present[self.frame["table"].to_numpy()] if len(present) else np.zeros(0, dtype=bool)

        return self.cached(f"has:{column}", make)  # type: ignore[no-any-return]

    def _marked(self, column: str, what: str) -> Mask:
        """Cells of a column that their table lists under an attribute (`formulas`, `uncalculated`, `merged`)."""

        def make() -> dict[str, Mask]:
            masks: dict[str, Mask] = {}
            start = 0
            for table in self.tables:
                listed, size = getattr(table, what), len(table.rows)
                at = {row: start + number for number, row in enumerate(table.rows)} if listed else {}
                for row, name in listed:
                    if row in at:
                        masks.setdefault(name, np.zeros(len(self.frame), dtype=bool))[at[row]] = True
                start += size
            return masks

        found: Mask | None = self.cached(what, make).get(column)
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

    def text(self, column: str) -> pd.Series:
        """Cells as a person reads them (str; empty for blank)."""
        if column not in self.frame:
            return _object_series([""] * len(self.frame))
        return self.cached(  # type: ignore[no-any-return]
            f"text:{column}", lambda: _object_series([as_text(value) for value in self.frame[column]])
        )

    def blank(self, column: str) -> Mask:
        """Cells with nothing in them; a formula without stored value is not blank."""

        def make() -> Mask:
            if column not in self.frame:
                return np.ones(len(self.frame), dtype=bool)
            empty = _mask(map(is_blank, self.frame[column].to_numpy()), len(self.frame))
            return empty & ~self.uncalculated(column)

        return self.cached(f"blank:{column}", make)  # type: ignore[no-any-return]

    def errors(self, column: str) -> Mask:
        """Cells that hold an Excel error value."""

        def make() -> Mask:
            return _mask((isinstance(value, ExcelError) for value in self.frame[column].to_numpy()), len(self.frame))

        return self.cached(f"errors:{column}", make)  # type: ignore[no-any-return]

    # ---- rows

    @property
    def total(self) -> Mask:
        """Rows of the grand total."""
        return self.cached("total", lambda: self.frame["kind"].to_numpy() == TOTAL)  # type: ignore[no-any-return]

    @property
    def data(self) -> Mask:
        """Rows of the table itself: neither the grand total nor what stands below it."""
        return self.cached("data", lambda: self.frame["kind"].to_numpy() == DATA)  # type: ignore[no-any-return]

    @property
    def codes(self) -> dict[str, pd.Series]:
        """Where rows stand, as :mod:`rules.standing` tells it."""

        def make() -> dict[str, pd.Series]:
            column, docs = self.layout.by_role("kode"), self.frame["doc"]
            if self.layout.hierarchy == "datar":
                return standing.on_one_level(self.names, self.data, docs)
            if self.layout.hierarchy == "uraian":
                written = [self.text(name or "") for name in (self.layout.by_role("no"), column)]
                entries = [Entry(*row) for row in zip(*written, self.names, strict=True)]
                return standing.by_name(entries, self.data, docs, self.session.names, self.session.sub_digits)
            if self.layout.hierarchy == "kelompok":
                summed = self.layout.totals.columns if self.layout.totals else []
                amounts = [self.money(number)["amount"] for number in summed]
                stated = self.text(self.layout.by_role("tingkat") or "")
                return standing.in_groups(self.names, stated, amounts, self.data, docs)
            if column is None:
                return standing.nowhere(len(self.frame))
            digits = [self.session.sub_digits(doc) for doc in range(len(self.session.documents))]
            values = self.frame[column].where(self.data, None)
            return standing.by_code(list(values), [digits[doc] for doc in docs])

        return self.cached("codes", make)  # type: ignore[no-any-return]

    @property
    def names(self) -> pd.Series:
        """The row's name: of several name columns, the first one filled."""

        def make() -> pd.Series:
            names = pd.Series("", index=self.frame.index, dtype=object)
            for number, column in self.layout.columns.items():
                if column.role == "uraian":
                    names = names.where(names != "", self.text(number))
            return names

        return self.cached("names", make)  # type: ignore[no-any-return]

    @property
    def row_kind(self) -> pd.Series:
        """What a row is.

        `kode` a row with a code or name of its own, `lanjutan` a further indicator of the row above, `isi` a
        row of a table without hierarchy, `total`, `kaki` (below the data) or `lain`.
        """

        def make() -> pd.Series:
            kind = pd.Series("lain", index=self.frame.index, dtype=object)
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

        return self.cached("row_kind", make)  # type: ignore[no-any-return]

    def _any_filled(self, *roles: str) -> Mask:
        filled = np.zeros(len(self.frame), dtype=bool)
        for number, column in self.layout.columns.items():
            if column.role in roles:
                filled |= ~self.blank(number)
        return filled

    def _repeated_code(self) -> pd.Series:
        """Continuation lines that repeat the code of the row above but carry no money of their own."""
        codes = self.codes["kode"]
        same = codes.notna() & (codes == codes.shift()) & (self.frame["doc"] == self.frame["doc"].shift())
        if not same.any():
            return same
        return same & ~self._any_filled("pagu")

    @property
    def coded(self) -> Mask:
        """Rows that carry a readable code of their own (continuation lines aside)."""
        return self.cached(  # type: ignore[no-any-return]
            "coded", lambda: ((self.row_kind == "kode") & self.codes["kode"].notna()).to_numpy()
        )

    @property
    def indicator_below(self) -> Mask:
        """Programs of a table without codes whose indicators stand in rows of their own below the name."""
        if self.layout.hierarchy != "uraian":
            return np.zeros(len(self.frame), dtype=bool)
        below = (self.codes["level"] == 2) & (self.row_kind.shift(-1) == "lanjutan")
        return below.to_numpy()

    @property
    def keys(self) -> pd.Series:
        """What names a row: its code, the code above for a continuation line, else its number."""

        def make() -> pd.Series:
            label = self.layout.totals.label if self.layout.totals else "TOTAL"
            key = self.codes["resmi"].where(self.codes["resmi"].notna())
            if self.layout.hierarchy == "kode" and self.layout.by_role("kode"):
                raw = self.text(self.layout.by_role("kode") or "")
            else:
                number = self.layout.by_role("no")
                raw = self.text(number) if number else pd.Series("", index=key.index)
                if self.layout.hierarchy != "kode":
                    raw = raw.where(raw != "", self.names)
            key = key.where(key.notna(), raw.where(raw != ""))
            key = key.groupby(self.frame["doc"]).ffill() if len(key) else key
            return key.where(~self.total, label).fillna("")

        return self.cached("keys", make)  # type: ignore[no-any-return]

    # ---- amounts and targets

    def money(self, column: str) -> dict[str, pd.Series]:
        """A money column as read: `amount` (Int64, smallest unit, NA if none) and `status`."""

        def make() -> dict[str, pd.Series]:
            decimals = self.layout.columns[column].decimals
            read = [read_money(value, decimals) for value in self._above_footer(column)]
            status = _object_series([money.status.value for money in read])
            status[self.uncalculated(column)] = "rumus"
            return {"amount": pd.Series([money.amount for money in read], dtype="Int64"), "status": status}

        return self.cached(f"money:{column}", make)  # type: ignore[no-any-return]

    def _above_footer(self, column: str) -> list[Any]:
        """Cells of a column, blank in the rows below data and total: those hold means and words."""
        if not self.layout.footer:
            return list(self.frame[column])
        return list(self.frame[column].where(self.data | self.total, None))

    def target(self, column: str) -> dict[str, pd.Series]:
        """A target column as read: `kind`, `value` (Decimal or None), `upper` (of a range), `unit` and `ambiguous`."""

        def make() -> dict[str, pd.Series]:
            read, unit = [read_target(x) for x in self._above_footer(column)], self.layout.by_role("satuan") or ""
            kind = _object_series([target.kind.value for target in read])
            kind[self.uncalculated(column)] = "rumus"
            return {
                "kind": kind,
                "value": _object_series([target.value for target in read]),
                "upper": _object_series([target.upper for target in read]),
                "unit": _object_series(with_units(read, self.text(unit), self.covered(unit))),
                "ambiguous": pd.Series([target.ambiguous for target in read], dtype=bool),
            }

        return self.cached(f"target:{column}", make)  # type: ignore[no-any-return]

    def known_amount(self, column: str) -> Mask:
        """Cells whose amount can be reckoned with (a number, a number typed as text, or nil)."""

        def make() -> Mask:
            known = {MoneyStatus.NUMBER.value, MoneyStatus.TEXT.value, MoneyStatus.NIL.value}
            return _mask((status in known for status in self.money(column)["status"]), len(self.frame))

        return self.cached(f"known:{column}", make)  # type: ignore[no-any-return]

    # ---- places

    def doc_of(self, position: int) -> int:
        """Number of the workbook a row belongs to."""
        return int(self.frame["doc"].to_numpy()[position])

    def heading(self, column: str, position: int) -> str:
        """The official heading of a column, with the year labels of the row's workbook."""
        spec, year = self.layout.columns[column], self.session.documents[self.doc_of(position)].year
        over = f"{spec.group} " if len(spec.heading) <= 2 and spec.group else ""
        return year_label(over + spec.heading, year)

    def place(self, position: int) -> tuple[str, int]:
        """Sheet and Excel row of a row."""
        return str(self.frame["sheet"].iat[position]), int(self.frame["row"].to_numpy()[position])

    def table_of(self, position: int) -> Table:
        """The table a row belongs to."""
        return self.tables[int(self.frame["table"].to_numpy()[position])]

    # ---- judging

    def blamed(self, column: str, *rules: str) -> Mask:
        """Cells that any of the given rules blames: what rests on them is put off, not judged."""
        mask = np.zeros(len(self.frame), dtype=bool)
        for rule in rules:
            judgement = self.session.judge(rule, self, column)
            if judgement is not None and len(judgement.faults):
                mask[judgement.faults.index.to_numpy()] = True
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
        """A judgement from masks; ``details`` are scalars, lists over the bad rows, or series over the view."""
        seen, where = np.asarray(checked, dtype=bool), np.asarray(bad, dtype=bool)
        put_off = None if deferred is None else np.asarray(deferred, dtype=bool)
        if not where.any():
            return Judgement(seen, _NO_FAULTS, put_off, skipped or {})
        index = self.frame.index[where]
        columns = {name: value.loc[index] if isinstance(value, pd.Series) else value for name, value in details.items()}
        faults = pd.DataFrame(columns, index=index, dtype=object)
        return Judgement(seen, faults, put_off, skipped or {})

    def nothing(self, reason: str) -> Judgement:
        """A judgement that left every workbook of the view unjudged, for one reason."""
        none = np.zeros(len(self.frame), dtype=bool)
        docs = {int(doc): reason for doc in self.frame["doc"].unique()}
        return self.judge(none, none, skipped=docs)
