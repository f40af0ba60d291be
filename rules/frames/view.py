"""A view: the same table of one or many workbooks as one long frame, with its cells read by kind.

Beside the columns of :class:`StackedRows` it has those of the layout, by official number, with values as typed. What is
derived from the cells (levels, amounts, targets) is computed once, when a rule first asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

import numpy as np

from rules.arrays import Cells, Mask, Numbers, among, as_cells, filled, from_above, only, per_doc
from rules.frames.distinct import Distinct
from rules.frames.judgement import Stack
from rules.frames.levels import Levels, by_code, by_name, in_groups, marked, nowhere, on_one_level
from rules.frames.memo import once
from rules.frames.outline import OutlineEntry
from rules.frames.outline_by_look import looks_of
from rules.frames.own_rows import rows_of_offices, rows_repeating_the_code, unnamed_rows
from rules.frames.readings import Amounts, Targets, read_amounts, read_targets, with_units, without_bullets
from rules.frames.row_magnitudes import meaning_in
from rules.frames.shown_units import with_shown_units
from rules.frames.stacked_rows import StackedRows
from rules.frames.stacking import marks, stack
from rules.frames.whole_amounts import in_whole
from rules.model.document import DATA, TOTAL, Table
from rules.schema.layout import Layout
from rules.schema.year_label import year_label
from rules.values.cells import ExcelError, is_blank
from rules.values.codes import PROGRAM
from rules.values.money import MoneyStatus
from rules.values.names import NO_NAME
from rules.values.targets import Target, read_target

_KNOWN = [x.value for x in MoneyStatus if x not in (MoneyStatus.EMPTY, MoneyStatus.UNREADABLE, MoneyStatus.ERROR)]


class View(StackedRows):
    """The tables of one layout, of all stacked workbooks; ``tables`` pairs workbook numbers with their tables."""

    def __init__(self, session: Stack, layout: Layout, tables: Iterable[tuple[int, Table]]) -> None:
        columns, self.tables = stack(layout, tables)
        super().__init__(session, layout.id, columns)
        self.layout = layout

    def column_of(self, role: str, year: int | None = None) -> str:
        """The official number of the first column with a role (and year offset); empty where the table has none.

        Asked for the column without number, a view has it blank, and blamed by no rule.
        """
        return self.layout.by_role(role, year) or ""

    # ---- cells as typed

    @once
    def has(self, column: str) -> Mask:
        """Whether the row's own table has the column at all."""
        found: Mask = np.array([column in table.letters for table in self.tables])[self.table_numbers]
        return found

    def uncalculated(self, column: str) -> Mask:
        """Cells whose formula has no stored value."""
        return self._marked("marks.uncalculated", column)

    def has_formula(self, column: str) -> Mask:
        """Cells that hold a formula."""
        return self._marked("marks.formulas", column)

    def shared(self, column: str) -> Mask:
        """Blank cells for which the value of another row stands, because it was merged over them."""
        return self._marked("marks.shared", column)

    def struck(self, column: str) -> Mask:
        """Cells of whose text something is struck out."""
        return self._marked("marks.struck", column)

    def buried(self, column: str) -> Mask:
        """Cells whose value nobody sees, because a merged block covers them."""
        return self._marked("hidden.buried", column)

    def _marked(self, mark: str, column: str) -> Mask:
        masks = self._masks(mark)
        return masks[column] if column in masks else np.zeros(len(self.frame), dtype=bool)

    @once
    def _masks(self, mark: str) -> dict[str, Mask]:
        """Masks by column of the cells that the tables list under a name."""
        return marks(self.tables, attrgetter(mark))

    @once
    def blank(self, column: str) -> Mask:
        """Cells with nothing in them; a formula without stored value is not blank."""
        if column not in self.columns:
            return np.ones(len(self.frame), dtype=bool)
        return self.distinct(column).test(is_blank) & ~self.uncalculated(column)

    def errors(self, column: str) -> Mask:
        """Cells that hold an Excel error value."""
        cells = self.distinct(column)
        if ExcelError not in cells.types:
            return np.zeros(len(self.frame), dtype=bool)
        return cells.test(lambda value: isinstance(value, ExcelError))

    # ---- rows

    @cached_property
    def uncalculated_rows(self) -> Mask:
        """Rows of which nothing is known: all that stands in them are formulas that were never calculated."""
        found = np.zeros(len(self.frame), dtype=bool)
        if self._masks("marks.uncalculated"):
            for column in self.layout.official:
                found |= self.uncalculated(column)
            for column in self.layout.official:
                found &= self.blank(column) | self.uncalculated(column)
        return found

    @cached_property
    def total(self) -> Mask:
        """Rows of the grand total."""
        found: Mask = self.cells("kind") == TOTAL
        return found

    @cached_property
    def data(self) -> Mask:
        """Rows of the table itself: neither the grand total nor what stands below it."""
        found: Mask = self.cells("kind") == DATA
        return found

    @cached_property
    def levels(self) -> Levels:
        """Where each row stands in the hierarchy of its table."""
        code, docs, session = self.layout.by_role("kode"), self.docs, self.session
        match self.layout.hierarchy:
            case "datar":
                numbers = self.text(self.column_of("no"))
                told = self.names, self._listed_amounts, self.unnamed, self.data, docs
                return on_one_level(numbers, *told, session.names, session.sub_digits)
            case "uraian":
                number, codes = self.text(self.column_of("no")), self._first_filled("kode")
                rows = zip(number, codes, self.names, self.unnamed.tolist(), strict=True)
                entries, looks = [OutlineEntry(*row) for row in rows], looks_of(self.layout, self.tables)
                amounts = self._listed_amounts
                return by_name(entries, amounts, looks, self.data, docs, session.names, session.sub_digits)
            case "kelompok":
                number, stated = (self.text(self.column_of(role)) for role in ("no", "tingkat"))
                return in_groups(marked(number, self.names), stated, self._listed_amounts, self.data, docs)
        if code is None:
            return nowhere(len(self.frame))
        digits = [session.sub_digits(doc) for doc in range(len(session.documents))]
        return by_code(list(only(self.cells(code), self.data)), [digits[doc] for doc in docs], docs)

    @property
    def _summed(self) -> list[str]:
        return self.layout.totals.columns if self.layout.totals else []

    @property
    def _listed_amounts(self) -> list[list[int | None]]:
        return [self.amounts(column).listed() for column in self._summed]

    @cached_property
    def unnamed(self) -> Mask:
        """Rows of a table without codes that hold amounts of their own, though neither name nor number says whose."""
        amounts = [self.amounts(column).whole for column in self._summed if self.layout.hierarchy != "kode"]
        numbered = ~self.blank(self.column_of("no"))
        measured = [~self.blank(x) for x, spec in self.layout.official.items() if spec.required == "indikator"]
        named = (self.names != "") | self.shared(self.column_of("uraian"))
        return self.data & unnamed_rows(named, numbered, amounts, measured, self.table_numbers)

    @cached_property
    def names(self) -> Cells:
        """The row's name; empty where the cell holds an error value or a dash."""
        return self._first_filled("uraian")

    def _first_filled(self, role: str) -> Cells:
        """The texts of columns with a role: of several, the first one filled in each row."""
        found = as_cells([""] * len(self.frame))
        for number, column in self.layout.columns.items():
            if column.role == role:
                nothing = among(self.text(number), *NO_NAME) | self.errors(number)
                found = np.where((found != "") | nothing, found, self.text(number))
        return found

    @cached_property
    def row_kind(self) -> Cells:
        """What a row is.

        `kode` a row with a code or name of its own, `lanjutan` a further indicator of the row above, `isi` a
        row of a table without hierarchy, `total`, `kaki` (below the data) or `lain`, also one of which nothing is known.
        """
        kind = as_cells(["lain"] * len(self.frame))
        code, by_code = self.layout.by_role("kode"), self.layout.hierarchy == "kode"
        if by_code and (code is None or not self.layout.by_role("uraian")):
            kind[:] = "isi"
        else:
            told = (code if by_code else self.layout.by_role("no")) or ""
            coded = (self.names != "") | ~(self.blank(told) | self._dashed(told)) | self.unnamed
            further = self._any_filled("indikator", "target")
            kind[further] = "lanjutan"
            kind[coded & ~self._repeated_code()] = "kode"
            if by_code:
                kind[rows_of_offices(self.levels.status, self.names, further, self.distinct(code or ""))] = "lain"
        kind[self.uncalculated_rows] = "lain"
        kind[~self.data] = "kaki"
        kind[self.total] = "total"
        return kind

    def _dashed(self, told: str) -> Mask:
        """Rows with dashes for code and name where a workbook has several: further indicators; a single one lacks both."""
        dashes = among(self.text(told), *NO_NAME) & among(self.text(self.column_of("uraian")), *NO_NAME)
        return dashes & np.asarray(per_doc(dashes, self.docs, len(self.session.documents))[self.docs] > 1)

    def _any_filled(self, *roles: str) -> Mask:
        filled = np.zeros(len(self.frame), dtype=bool)
        for number, column in self.layout.columns.items():
            if column.role in roles:
                filled |= ~self.blank(number)
        return filled

    def _repeated_code(self) -> Mask:
        """Continuation lines that repeat the code of the row above but carry no money of their own."""
        same = rows_repeating_the_code(self.levels.code, self.docs, self.names)
        return same & ~self._any_filled("pagu") if same.any() else same

    @cached_property
    def coded(self) -> Mask:
        """Rows that carry a readable code of their own (continuation lines aside)."""
        own: Mask = (self.row_kind == "kode") & filled(self.levels.code)
        return own

    @property
    def continued(self) -> Mask:
        """Rows with a line right below that continues them: a further indicator of theirs."""
        found = (self.row_kind[1:] == "lanjutan") & (self.docs[1:] == self.docs[:-1])
        return np.append(found, False)[: len(self.frame)]

    @property
    def indicator_below(self) -> Mask:
        """Programs of a table without codes whose indicators stand in rows of their own below the name."""
        below: Mask = (self.levels.level == PROGRAM) & self.continued & (self.layout.hierarchy == "uraian")
        return below

    @cached_property
    def keys(self) -> Cells:
        """What names a row: its code, the code above for a continuation line, else its number, or without a name that of Excel."""
        label = self.layout.totals.label if self.layout.totals else "TOTAL"
        if self.layout.hierarchy == "kode" and self.layout.by_role("kode"):
            raw = self.text(self.column_of("kode"))
        else:
            raw = self.text(self.column_of("no"))
            if self.layout.hierarchy != "kode":
                raw = np.where(raw != "", raw, self.names)
        official = self.levels.official
        raw = np.where(self.unnamed & (raw == ""), self.cells("row").astype(str), raw)
        key = np.where(filled(official), official, only(raw, raw != ""))
        return np.where(self.total, label, from_above(key, self.docs, ""))

    # ---- amounts and targets

    @once
    def money(self, column: str) -> Amounts:
        """A money column as read, fractions as the whole amounts meant."""
        return in_whole(self, column)

    @once
    def amounts(self, column: str) -> Amounts:
        """A money column as typed."""
        factors = np.array([table.factor(column) for table in self.tables])[self.table_numbers]
        return read_amounts(self._above_footer(column), self.layout.columns[column], self.uncalculated(column), factors)

    def _above_footer(self, column: str) -> Distinct:
        """Cells of a column, blank in the rows below data and total: those hold means and words."""
        cells = self.distinct(column)
        return cells.where(~(self.data | self.total), None) if self.layout.footer else cells

    @once
    def target(self, column: str) -> Targets:
        """A target column as read, each cell by the unit and indicator of its row.

        A number without unit has the one that its row names in a column of its own.
        """
        unit = self.layout.by_role("satuan")
        indicators = self.text(self.column_of("indikator"))
        cells = without_bullets(self._above_footer(column), indicators)
        found = read_targets(cells, self.uncalculated(column))
        found.unit = with_shown_units(found.unit, self.tables, column)
        if unit:
            units = with_units(found.unit.cells, found.value, self._first_filled("satuan"), self.shared(unit))
            found.unit = Distinct(units.tolist())
        if found.ambiguous.any():
            named = found.unit.cells
            found.settle(lambda row: meaning_in(self, column, row, named[row], indicators[row]))
        return found

    def target_at(self, column: str, row: int) -> Target:
        """One target of a column as read."""
        found = self.target(column)
        return replace(
            read_target(found.typed[row]),
            value=found.value[row],
            upper=found.upper[row],
            unit=found.unit.cells[row],
            other=found.other[row],
        )

    @once
    def known_amount(self, column: str) -> Mask:
        """Cells whose amount can be reckoned with (a number, a number typed as text, or nil)."""
        return self.money(column).status.among(*_KNOWN)

    # ---- places

    @cached_property
    def table_numbers(self) -> Numbers:
        """The number of the table each row belongs to, among those of the view."""
        return self.frame["table"].to_numpy()

    def table_of(self, position: int) -> Table:
        """The table a row belongs to."""
        return self.tables[int(self.table_numbers[position])]

    def cell(self, column: str, position: int) -> tuple[str, str]:
        """Sheet and address of a cell."""
        sheet, row = self.place(position)
        return sheet, f"{self.table_of(position).letters[column]}{row}"

    def heading(self, column: str, position: int) -> str:
        """The official heading of a column, with the year labels of the row's workbook."""
        spec, year = self.layout.columns[column], self.session.documents[self.doc_of(position)].year
        over = f"{spec.group} " if len(spec.heading) <= 2 and spec.group else ""
        return year_label(over + spec.heading, year)

    # ---- judging

    def blamed(self, column: str, *awaited: str) -> Mask:
        """Cells that an awaited rule (by id, or by what it spoils) blames: what rests on them is put off, not judged."""
        mask = np.zeros(len(self.frame), dtype=bool)
        for judgement in self.session.awaited(awaited, self, column):
            mask[judgement.faults.rows] = True
            if judgement.elsewhere is not None:
                mask |= judgement.elsewhere
        return mask
