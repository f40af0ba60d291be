"""One official table as a sheet: heads, rows, native formulas with their values, hints and rules."""

from __future__ import annotations

from functools import cached_property
from textwrap import wrap
from typing import Any

from rules.cells import SPLIT, column_letter
from rules.codes import level_of, read_code
from rules.compute import Derived, compute
from rules.document import DATA, TOTAL, Document, Field, Table
from rules.layout import ColumnSpec, Layout
from rules.totals import excel_any, excel_parent, excel_total
from workbook_templates import guide
from workbook_templates.geometry import Geometry
from workbook_templates.style import PROTECTION, SEVERITY_FILL, Styles, print_setup
from workbook_templates.template import BLANK_ROWS, Row, Template, nomenclature_rows
from workbook_templates.titles import title_formula, title_text


class TableSheet:
    """One table's sheet under construction."""

    def __init__(self, book: Any, styles: Styles, template: Template, layout: Layout) -> None:
        self.styles, self.template, self.layout = styles, template, layout
        given = template.rows.get(layout.id)
        self.rows: list[Row] = list(given) if given is not None else nomenclature_rows(template, layout)
        self.rows = self.rows or [{} for _ in range(BLANK_ROWS)]
        self.typed = template.typed_totals.get(layout.id)
        self.place = Geometry(layout, len(self.rows), template.code_cells)
        self.sheet = book.add_worksheet(layout.id)

    def write(self) -> None:
        """Write the whole sheet."""
        self._columns()
        self._head()
        self._data()
        if self.layout.totals:
            self._close()
        self._rules()
        self._validations()
        place = self.place
        frozen = self.layout.by_role("uraian") or self.layout.by_role("sasaran")
        self.sheet.freeze_panes(place.number_row, place.span(frozen)[1] if frozen else 0)
        self.sheet.protect("", PROTECTION)
        print_setup(self.sheet, len(self.layout.columns), (place.head_row - 1, place.number_row - 1))
        last = place.total_row if self.layout.totals else place.spacer_row - 1
        self.sheet.print_area(0, 0, last - 1, place.columns - 1)
        self.sheet.set_zoom(90)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letter(place.columns)}{last + 500}"})

    # -- head

    def _columns(self) -> None:
        for number, spec in self.layout.columns.items():
            first, last = self.place.span(number)
            width = spec.width if first == last else max(4.5, spec.width / (last - first + 1))
            self.sheet.set_column(first - 1, last - 1, width)

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        """Write a heading over a block (1-based); one with year labels becomes a formula with its value."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", style)
        if "{" in text:
            value = title_text(text, self.template.identity)
            self.sheet.write_formula(top - 1, left - 1, title_formula(text), style, value)
        else:
            self.sheet.write_string(top - 1, left - 1, text, style)

    def _head(self) -> None:
        place, columns = self.place, self.layout.columns
        for row, title in enumerate(self.layout.title, 1):
            self.sheet.set_row(row - 1, 18)
            self._merge(row, 1, row, place.columns, title, self.styles.title)
        top, bottom = place.head_row, place.number_row - 1
        if place.grouped:
            self.sheet.set_row(top - 1, 24)
        self.sheet.set_row(bottom - 1, 46)
        for number, spec in columns.items():
            first, last = place.span(number)
            self._merge(bottom if spec.group else top, first, bottom, last, spec.heading, self.styles.heading)
            self._merge(place.number_row, first, place.number_row, last, f"({number})", self.styles.number)
        for group in dict.fromkeys(spec.group for spec in columns.values() if spec.group):
            members = [number for number, spec in columns.items() if spec.group == group]
            left, right = place.span(members[0])[0], place.span(members[-1])[1]
            self._merge(top, left, top, right, group, self.styles.heading)

    # -- data

    def _document(self) -> Document:
        """The sheet as it will be read back, for the stored values of its formulas."""
        place = self.place
        rows = [place.first_row + offset for offset in range(len(self.rows))]
        columns = {number: [self._given(row, number) for row in self.rows] for number in self.layout.columns}
        kinds = [DATA] * len(rows)
        if self.layout.totals:
            rows.append(place.total_row)
            kinds.append(TOTAL)
            for values in columns.values():
                values.append(None)
        letters = {number: place.letter(number) for number in self.layout.columns}
        table = Table(self.layout.id, self.layout.id, rows, kinds, columns, letters)
        identity = {key: Field(value, "Identitas", "") for key, value in self.template.identity.items()}
        return Document("", self.template.document, [table], identity, [self.layout.id])

    @cached_property
    def _derived(self) -> dict[tuple[int, str], Derived]:
        """Every derived cell of the sheet by row and official column."""
        return {(cell.row, cell.column): cell for cell in compute(self._document())}

    def _given(self, row: Row, number: str) -> Any:
        value = row.get(number)
        derived = number in self.layout.derived or (
            self.layout.totals and number in self.layout.totals.columns and self._is_parent(row)
        )
        return value if self.typed is not None or not derived else None

    def _code(self, row: Row) -> str | None:
        number = self.layout.by_role("kode")
        return read_code(row.get(number), self.template.sub_digits).official if number else None

    def _is_parent(self, row: Row) -> bool:
        code = self._code(row)
        return code is not None and level_of(code) < 4

    def _height(self, row: Row) -> float | None:
        """Height in points that shows a row's wrapped text; None leaves a one-line row to the program."""
        lines = 1
        for number, spec in self.layout.columns.items():
            value = row.get(number)
            if isinstance(value, str) and spec.kind != "code":
                room = max(4, int(spec.width * 1.2))
                lines = max(lines, sum(max(1, len(wrap(part, room))) for part in value.split("\n")))
        return 12.0 * lines + 2 if lines > 1 else None

    def _data(self) -> None:
        for offset, row in enumerate(self.rows):
            at = self.place.first_row + offset
            height = self._height(row)
            if height:
                self.sheet.set_row(at - 1, height)
            for number, spec in self.layout.columns.items():
                formula = self._formula(row, number, at) if self.typed is None else ""
                if formula:
                    self._put_formula(
                        at, number, spec, formula, self._derived.get((at, number)), self._locked(row, number)
                    )
                else:
                    self._put_value(at, number, spec, row.get(number))

    def _locked(self, row: Row, number: str) -> bool:
        return number in self.layout.derived or self._is_parent(row)

    def _formula(self, row: Row, number: str, at: int) -> str:
        if number in self.layout.derived:
            return self.layout.derived[number].excel(lambda column: self.place.address(column, at))
        code_column = self.layout.by_role("kode")
        if not self.layout.totals or number not in self.layout.totals.columns or not code_column:
            return ""
        amounts = self.place.sum_range(number)
        codes = self.place.sum_range(code_column, fixed_column=True)
        cell = f"${self.place.address(code_column, at)}"
        code = self._code(row)
        if code is None:
            blank = not any(row.values())
            return excel_any(amounts, codes, cell, self.template.sub_digits) if blank else ""
        return (
            excel_parent(amounts, codes, cell, level_of(code), self.template.sub_digits) if level_of(code) < 4 else ""
        )

    def _put_formula(
        self, at: int, number: str, spec: ColumnSpec, formula: str, cell: Derived | None, locked: bool
    ) -> None:
        style = self.styles.derived_number
        if spec.kind == "money":
            style = self.styles.derived_money if locked else self.styles.money
        value: Any = "" if cell is None or cell.value is None else cell.value
        if spec.kind == "money" and value != "":
            value = value / 10**spec.decimals if spec.decimals else value
        self.sheet.write_formula(at - 1, self.place.starts[number] - 1, formula, style, value)

    def _put_value(self, at: int, number: str, spec: ColumnSpec, value: Any) -> None:
        style = {"code": self.styles.code, "money": self.styles.money, "target": self.styles.target}.get(
            spec.kind, self.styles.centred if spec.role == "no" else self.styles.text
        )
        first, last = self.place.span(number)
        parts = str(value or "").split(SPLIT) if last > first else [value]
        for offset in range(last - first + 1):
            part = parts[offset] if offset < len(parts) else None
            if part is None or part == "":
                self.sheet.write_blank(at - 1, first - 1 + offset, None, style)
            elif isinstance(part, str):
                self.sheet.write_string(at - 1, first - 1 + offset, part, style)
            else:
                self.sheet.write_number(at - 1, first - 1 + offset, part, style)

    def _close(self) -> None:
        """The thin closing row and the grand total."""
        place, totals = self.place, self.layout.totals
        assert totals is not None
        self.sheet.set_row(place.spacer_row - 1, 5)
        for column in range(place.columns):
            self.sheet.write_blank(place.spacer_row - 1, column, None, self.styles.spacer)
        code_column = self.layout.by_role("kode") or "1"
        label_end = place.starts[totals.columns[0]] - 1
        self._merge(place.total_row, 1, place.total_row, label_end, totals.label, self.styles.total_label)
        for column in range(label_end, place.columns):
            self.sheet.write_blank(place.total_row - 1, column, None, self.styles.total_label)
        for number in totals.columns:
            column = place.starts[number] - 1
            if self.typed is not None:
                self.sheet.write_number(place.total_row - 1, column, self.typed[number], self.styles.total_money)
                continue
            formula = excel_total(place.sum_range(number), place.sum_range(code_column, fixed_column=True))
            cell = self._derived.get((place.total_row, number))
            value = (cell.value if cell else None) or 0
            self.sheet.write_formula(place.total_row - 1, column, formula, self.styles.total_money, value)

    # -- rules of the sheet

    def _rules(self) -> None:
        place = self.place
        last = place.total_row if self.layout.totals else place.spacer_row - 1
        area = (place.head_row - 1, 0, last - 1, place.columns - 1)
        for severity in SEVERITY_FILL:
            key = f'"{self.layout.id}!"&ADDRESS(ROW(),COLUMN(),4)'
            formula = f'=COUNTIFS(Temuan!$A${guide.FIRST_FINDING}:$A$5000,{key},Temuan!$B${guide.FIRST_FINDING}:$B$5000,"{severity}")>0'
            rule = {"type": "formula", "criteria": formula, "format": self.styles.severity_rule(severity),
                    "stop_if_true": True}  # fmt: skip
            self.sheet.conditional_format(*area, rule)
        code = self.layout.by_role("kode")
        if code and place.code_cells == 1:
            first = place.first_row
            for length, style in ((7, self.styles.program_rule), (12, self.styles.kegiatan_rule)):
                rule = {"type": "formula", "criteria": f"=LEN(${place.letter(code)}{first})={length}", "format": style}
                self.sheet.conditional_format(first - 1, 0, place.spacer_row - 2, place.columns - 1, rule)

    def _validations(self) -> None:
        place = self.place
        for number, spec in self.layout.columns.items():
            first, last = place.span(number)
            validation: dict[str, Any] = {"validate": "any"}
            if spec.choices:
                validation = {"validate": "list", "source": f"=daftar_{spec.choices}", "show_error": False}
            elif spec.kind == "target":
                validation = {"validate": "list", "source": "=daftar_satuan", "show_error": False}
            elif spec.kind == "money":
                cell = place.address(number, place.first_row)
                validation = {
                    "validate": "custom", "value": f'=OR({cell}="-",AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})))',
                    "error_title": "Rupiah penuh", "error_message": "Tulis angka rupiah tanpa titik dan tanpa pecahan, "
                    "atau tanda - bila nihil.",
                }  # fmt: skip
            if spec.hint:
                validation |= {"input_title": spec.heading[:32], "input_message": spec.hint[:255]}
            if len(validation) > 1:
                self.sheet.data_validation(place.first_row - 1, first - 1, place.spacer_row - 1, last - 1, validation)
