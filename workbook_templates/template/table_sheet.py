"""One official table as a sheet: heads, rows, native formulas with their values, hints and rules."""

from __future__ import annotations

from typing import Any

from rules.calculation.sums import excel_any, excel_parent
from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout
from rules.values.cells import SPLIT, column_letter
from rules.values.codes import SUB, level_of
from workbook_templates.template import reference_sheet
from workbook_templates.template.block_formulas import block_mean, group_sum, word_formula
from workbook_templates.template.blueprint import (
    OFFICIAL_UNIT,
    Row,
    Template,
    offers_codes,
    place_of,
    starting_rows,
)
from workbook_templates.template.canvas import Canvas
from workbook_templates.template.conditional_formats import light
from workbook_templates.template.derived_formulas import derived_formula, helper_formula, type_formula
from workbook_templates.template.geometry import POSITION
from workbook_templates.template.plan_range import PlanRange
from workbook_templates.template.row_height import lines_needed, points
from workbook_templates.template.stored_values import StoredFormulas
from workbook_templates.template.style import PROTECTION, Styles, print_setup
from workbook_templates.template.table_foot import write_footer, write_total
from workbook_templates.template.table_head import write_head

_CENTRED = ("no", "nomor_iku", "satuan", "tahun", "ukuran")
"""Roles of short texts that stand in the middle of their column."""

_NARROW = 120
"""Widths of columns together, in characters, up to which a table prints well on an upright page."""


class TableSheet:
    """One table's sheet under construction."""

    def __init__(self, book: Any, styles: Styles, template: Template, layout: Layout, plan: PlanRange | None) -> None:
        self.styles, self.template, self.layout, self.plan = styles, template, layout, plan
        self.typed = template.as_typed
        self.offered = offers_codes(template, layout)
        self.rows = [self._filled_in(row) for row in starting_rows(template, layout)]
        self.shape = template.shape(layout)
        self.place = place_of(template, layout, len(self.rows))
        self.sheet = book.add_worksheet(layout.sheet_name)
        self.canvas = Canvas(self.sheet, styles, self.place, template.identity)
        self.stored = StoredFormulas(template, layout, self.place, self.rows, plan)

    def _filled_in(self, row: Row) -> Row:
        """A row with the texts that its cells fill in from the code."""
        filled = [
            x for x in self.layout.columns if self.offered and reference_sheet.fills_in(self.template, self.layout, x)
        ]
        return {**row, **{x: reference_sheet.stored_text(self.template, self.layout, x, row) for x in filled}}

    def write(self) -> None:
        """Write the whole sheet."""
        self._columns()
        write_head(self.canvas, self.layout, self.template)
        self._data()
        if self.layout.has_total and (not self.typed or self.layout.id in self.template.typed_totals):
            write_total(self.canvas, self.layout, self.stored)
        if self.layout.footer and not self.typed:
            write_footer(self.canvas, self.layout.footer, self.stored)
        light(self.sheet, self.styles, self.template, self.layout, self.place)
        self._validations()
        place = self.place
        frozen = self.layout.by_role("uraian") or self.layout.by_role("sasaran")
        self.sheet.freeze_panes(place.number_row, place.span(frozen)[1] if frozen else 0)
        self.sheet.protect("", PROTECTION)
        narrow = sum(spec.width for spec in self.layout.official.values()) <= _NARROW
        print_setup(self.sheet, place.columns, (place.head_row - 1, place.number_row - 1), narrow=narrow)
        self.sheet.print_area(0, 0, place.last_row - 1, place.columns - 1)
        self.sheet.set_zoom(90)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letter(place.columns)}{place.last_row + 500}"})

    def _columns(self) -> None:
        for number, spec in self.layout.columns.items():
            first, last = self.place.span(number)
            width = spec.width if first == last else max(4.5, spec.width / (last - first + 1))
            if not (spec.extra and self.typed):
                self.sheet.set_column(first - 1, last - 1, width)
        if self.layout.extras and not self.typed:
            self.sheet.set_column(self.place.columns, self.place.columns, 2)

    # -- data

    def _height(self, row: Row) -> float | None:
        """Height in points that shows a row's wrapped text; None leaves a one-line row to the program."""
        lines = 1
        for number, spec in self.layout.columns.items():
            value = row.get(number)
            if isinstance(value, str) and spec.kind != "code":
                lines = max(lines, lines_needed(value, spec.width))
        return points(lines) if lines > 1 else None

    def _data(self) -> None:
        covered = {(number, at) for number, first, last in self.shape.merges for at in range(first + 1, last + 1)}
        for offset, row in enumerate(self.rows):
            at = self.place.first_row + offset
            height = self._height(row)
            if height:
                self.sheet.set_row(at - 1, height)
            for number, spec in self.layout.columns.items():
                if (number, offset + 1) in covered or (spec.extra and self.typed):
                    continue
                formula = "" if self.typed else self._formula(row, number, at)
                if self.offered and reference_sheet.fills_in(self.template, self.layout, number):
                    formula = reference_sheet.looked_up(self.layout, self.place, spec.role, at)
                    self.canvas.formula(at, self.place.starts[number], formula, self._style(spec, row), row[number])
                elif formula:
                    style = self._formula_style(row, number, spec)
                    self.canvas.formula(at, self.place.starts[number], formula, style, self.stored.value(at, number))
                else:
                    self._put_value(at, number, spec, row.get(number), self._style(spec, row))
            self._helpers(at)
        for number, first, last in self.shape.merges:
            self._merge_cells(number, first, last)

    def _merge_cells(self, number: str, first: int, last: int) -> None:
        """Merge a column's cells over data rows; the value of the first one stays."""
        top, column = self.place.first_row + first - 1, self.place.starts[number] - 1
        spec, value = self.layout.columns[number], self.rows[first - 1].get(number)
        style = self._style(spec, {})
        for at in range(*self.place.span(number)):
            self.sheet.merge_range(top - 1, at, top + last - first - 1, at, "", style)
        self.sheet.merge_range(top - 1, column, top + last - first - 1, column, "", style)
        self._put_value(top, number, spec, value, style)

    def _helpers(self, at: int) -> None:
        """The hidden cells of a row that read its targets; their results come with the first calculation."""
        for name in self.place.helpers:
            if name == OFFICIAL_UNIT:
                formula = reference_sheet.looked_up(self.layout, self.place, name, at)
                unit = reference_sheet.stored_unit(self.template, self.layout, self.rows[at - self.place.first_row])
                self.canvas.formula(at, self.place.helper_column(name), formula, self.styles.helper, unit)
                continue
            if name == POSITION and self.plan:
                formula = self.plan.position(self._name(at), self.place.helper_address(name, at))
            else:
                formula = helper_formula(self.layout, self.place, self.template.pack, name, at)
            self.canvas.formula(at, self.place.helper_column(name), formula, self.styles.helper, None)

    def _name(self, at: int) -> str:
        """The cell that names a row."""
        return self.place.address(self.layout.by_role("uraian") or "", at)

    def _formula(self, row: Row, number: str, at: int) -> str:
        spec = self.layout.columns[number]
        if number in self.layout.derived:
            return derived_formula(self.layout, self.place, self.template.pack, number, at)
        if number in self.layout.averages:
            return block_mean(self.place, number, at)
        if number in self.layout.words:
            figure = self.place.helper_address(f"angka {number}", at)
            return word_formula(self.template.pack.scales[self.layout.words[number].scale], figure)
        if spec.role == "jenis":
            return type_formula(self.layout, self.place, at)
        if spec.role == "kode" and spec.extra:
            if not self.plan or self.stored.own_code(row):
                return ""
            return self.plan.lookup(self._name(at), self.place.helper_address(POSITION, at))
        code_column = self.layout.by_role("kode")
        if not self.layout.totals or number not in self.layout.totals.columns:
            return ""
        if self.layout.hierarchy == "kelompok":
            return group_sum(self.place, number, at) if self.stored.is_parent(row) else ""
        if not code_column:
            return ""
        amounts = self.place.sum_range(number)
        codes = self.place.sum_range(code_column, fixed_column=True)
        cell = f"${self.place.address(code_column, at)}"
        code = self.stored.code(row)
        if code is None:
            blank = not any(row.values())
            return excel_any(amounts, codes, cell) if blank else ""
        return excel_parent(amounts, codes, cell, level_of(code)) if level_of(code) < SUB else ""

    def _formula_style(self, row: Row, number: str, spec: ColumnSpec) -> Any:
        if spec.extra:
            return self.styles.helper
        if spec.kind == "money":
            return self.styles.money(spec.decimals, derived=self.stored.derived(row, number))
        if number in self.layout.words:
            return self.styles.derived_text
        return self.styles.derived_target if spec.kind == "target" else self.styles.derived_number

    def _style(self, spec: ColumnSpec, row: Row) -> Any:
        if spec.extra and spec.role != "kode":
            return self.styles.helper
        if spec.kind == "money":
            return self.styles.money(spec.decimals)
        if spec.kind == "percent":
            return self.styles.target if self.typed else self.styles.share
        if spec.role in _CENTRED:
            return self.styles.centred
        if spec.role == "uraian" and self.layout.hierarchy == "kelompok":
            return self.styles.indented(max(0, int(row.get(self.layout.by_role("tingkat") or "") or 0) - 1))
        if spec.role in ("masukan", "masukan_rumus") and not self.typed:
            return self.styles.figure
        return {"code": self.styles.code, "target": self.styles.target}.get(spec.kind, self.styles.text)

    def _put_value(self, at: int, number: str, spec: ColumnSpec, value: Any, style: Any) -> None:
        first, last = self.place.span(number)
        parts = str(value or "").split(SPLIT) if last > first else [value]
        for offset in range(last - first + 1):
            part = parts[offset] if offset < len(parts) else None
            if spec.role == "tingkat" and isinstance(part, str) and part.isdecimal():
                part = int(part)
            if part is None or part == "":
                self.sheet.write_blank(at - 1, first - 1 + offset, None, style)
            elif isinstance(part, str):
                self.sheet.write_string(at - 1, first - 1 + offset, part, style)
            else:
                self.sheet.write_number(at - 1, first - 1 + offset, part, style)

    # -- choices

    def _units(self) -> str:
        """The units that a target cell offers: the official one of the row's code, where it has one."""
        if OFFICIAL_UNIT not in self.place.helpers:
            return "=daftar_satuan"
        official = f"${self.place.helper_address(OFFICIAL_UNIT, self.place.first_row)}"
        return f'=IF({official}="",daftar_satuan,{official})'

    def _validations(self) -> None:
        place = self.place
        for number, spec in self.layout.columns.items():
            if spec.extra and self.typed:
                continue
            first, last = place.span(number)
            validation: dict[str, Any] = {"validate": "any"}
            if spec.kind == "code" and self.offered and first == last:
                validation = reference_sheet.code_list()
            elif spec.choices:
                validation = {"validate": "list", "source": f"=daftar_{spec.choices}", "show_error": False}
            elif spec.kind == "target" and number not in self.layout.derived:
                validation = {"validate": "list", "source": self._units(), "show_error": False}
            elif spec.kind == "money" and number not in self.layout.derived:
                cell = place.address(number, place.first_row)
                validation = {
                    "validate": "custom", "value": f'=IF(ISNUMBER({cell}),AND({cell}>=0,ROUND({cell},{spec.decimals})={cell}),{cell}="-")',
                    "error_title": "Angka saja", "error_message": "Tulis angkanya saja tanpa titik ribuan"
                    + (" dan tanpa pecahan" if not spec.decimals else "") + ", atau tanda - bila nihil.",
                }  # fmt: skip
            if spec.hint:
                validation |= {"input_title": spec.heading[:32], "input_message": self.template.shown(spec.hint)}
            if len(validation) > 1:
                self.sheet.data_validation(place.first_row - 1, first - 1, place.spacer_row - 1, last - 1, validation)
