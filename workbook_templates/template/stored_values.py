"""What the formulas of a table sheet store: its cells as they will be read back, computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.calculation.compute import Derived, compute, row_types
from rules.model.document import DATA, TOTAL, Document, Field, Table
from rules.schema.layout import TYPES, Layout, form_of
from rules.values.codes import level_of, read_code
from workbook_templates.template.blueprint import Row, Template
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.plan_range import PlanRange


@dataclass(frozen=True)
class StoredFormulas:
    """Stored values of one table's formulas, by Excel row and official column."""

    template: Template
    layout: Layout
    place: Geometry
    rows: Sequence[Row]
    plan: PlanRange | None

    def code(self, row: Row) -> str | None:
        """The official code of a row, from its own column or looked up by its name."""
        number = self.layout.by_role("kode")
        if number is None:
            return None
        written = row.get(number)
        if not written and self.layout.columns[number].extra:
            written = self.looked_up(row)
        return read_code(written, self.template.sub_digits).official

    def looked_up(self, row: Row) -> str:
        """The code beside the table: that which the native look-up by name finds, or its own."""
        return self.own_code(row) or self._found(row)

    def own_code(self, row: Row) -> str:
        """A code given for a row beside the table that the look-up by name would not find."""
        given = str(row.get(self.layout.by_role("kode") or "") or "")
        return "" if given == self._found(row) else given

    def _found(self, row: Row) -> str:
        return self._found_codes.get(id(row), "")

    @cached_property
    def _found_codes(self) -> dict[int, str]:
        """The codes that the look-up by name finds, by identity of the row."""
        column = self.layout.by_role("uraian") or ""
        names = [str(row.get(column) or "") for row in self.rows]
        found = self.plan.codes(names) if self.plan else []
        return {id(row): code for row, code in zip(self.rows, found, strict=False)}

    def is_parent(self, row: Row) -> bool:
        """Whether a row's money is the sum of rows below it."""
        if self.layout.hierarchy == "kelompok":
            return any(row is group for group in self._groups)
        code = self.code(row)
        return code is not None and level_of(code) < 4

    @cached_property
    def _groups(self) -> list[Row]:
        """Rows right above one that stands deeper."""
        depth = self.layout.by_role("tingkat") or ""
        depths = [int(row.get(depth) or 0) for row in self.rows]
        return [row for row, own, below in zip(self.rows, depths, depths[1:], strict=False) if below > own]

    def derived(self, row: Row, number: str) -> bool:
        """Whether a cell holds a formula, whatever was given for it."""
        sums = self.layout.totals.columns if self.layout.totals else []
        worked_out = number in self.layout.derived or number in self.layout.averages or number in self.layout.words
        return worked_out or (number in sums and self.is_parent(row))

    def value(self, at: int, number: str) -> Any:
        """The stored value of a formula in an Excel row; None for the empty text."""
        spec = self.layout.columns[number]
        if spec.extra:
            row = self.rows[at - self.place.first_row]
            return (row.get("kode") or self.looked_up(row)) if spec.role == "kode" else self._types.get(at)
        cell = self._cells.get((at, number))
        value = None if cell is None else cell.value
        if spec.kind == "money" and isinstance(value, int) and spec.decimals:
            return value / 10**spec.decimals
        return value

    @cached_property
    def _cells(self) -> dict[tuple[int, str], Derived]:
        return {(cell.row, cell.column): cell for cell in compute(self.document, self.template.pack)}

    @cached_property
    def _types(self) -> dict[int, str]:
        """Types of indicators as the native guess tells them: none for a row without indicator."""
        indicator = self.layout.by_role("indikator") or ""
        found = row_types(self.document, self.template.pack)
        named = {self.place.first_row + at for at, row in enumerate(self.rows) if row.get(indicator)}
        return {row: kind for row, kind in found.items() if kind != TYPES[0] or row in named}

    @cached_property
    def document(self) -> Document:
        """The sheet as it will be read back, its formulas without values."""
        place = self.place
        rows = [place.first_row + offset for offset in range(len(self.rows))]
        columns: dict[str, list[Any]] = {
            number: [None if self.derived(row, number) else row.get(number) for row in self.rows]
            for number in self.layout.columns
        }
        if "kode" in self.layout.extras:
            columns["kode"] = [row.get("kode") or self.looked_up(row) for row in self.rows]
        kinds = [DATA] * len(rows)
        if self.layout.has_total:
            rows.append(place.total_row)
            kinds.append(TOTAL)
            for values in columns.values():
                values.append(None)
        letters = {number: place.letter(number) for number in self.layout.columns}
        table = Table(self.layout.id, self.layout.sheet_name, rows, kinds, columns, letters)
        identity = {
            key: Field(value, form_of(self.template.document).sheet_name, "")
            for key, value in self.template.identity.items()
        }
        return Document("", self.template.document, [table], identity, [self.layout.sheet_name])
