"""Building the workbook templates: the official tables with native formulas and their stored values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.cells import SPLIT, column_letter
from rules.codes import level_of, read_code
from rules.compute import Derived, compute
from rules.document import DATA, TOTAL, Document, Field, Table, year_label
from rules.layout import ColumnSpec, Layout, document_layouts, layouts
from rules.nomenclature import decrees, find_decree, nomenclature, own
from rules.pack import pack_for
from rules.totals import excel_any, excel_parent, excel_total
from rules.vocabulary import funds, units
from workbook_templates import guide
from workbook_templates.files import written
from workbook_templates.geometry import Geometry
from workbook_templates.style import PROTECTION, SEVERITY_FILL, Styles, print_setup

_BLANK_ROWS = 40
_IDENTITY_FIRST = 5
_NAMES = {"tahun": "tahun_n", "pemda": "pemda", "perangkat_daerah": "perangkat_daerah"}
Row = Mapping[str, Any]


@dataclass(slots=True)
class Template:
    """What a template is built from.

    ``identity`` holds the fields of Identitas; ``rows`` the data rows per layout id by official column (the
    grand total row excepted); where a layout has none, the office's codes from the nomenclature at hand are
    laid out, or blank rows. ``typed_totals`` per layout id makes parents and the total constants, as someone
    types them, instead of formulas. ``code_cells`` splits the code column over that many cells.
    """

    document: str
    identity: Mapping[str, Any]
    layouts: Sequence[str] = ()
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    typed_totals: Mapping[str, Row] = field(default_factory=dict)
    code_cells: int = 1

    @property
    def year(self) -> int:
        """The plan year n."""
        return int(self.identity["tahun"])

    @property
    def sub_digits(self) -> int:
        """Digits of the sub kegiatan segment under the decree of the identity, else of the year's pack."""
        decree = find_decree(str(self.identity.get("keputusan") or ""))
        decree = decree or decrees().get(pack_for(self.year).decree or "")
        return decree.sub_digits if decree else 4

    def chosen(self) -> list[Layout]:
        """The tables of the document, one per place: the layout asked for, else the default one."""
        found = [x for x in document_layouts(self.document, self.year) if x.columns]
        asked = {layouts()[name].place: name for name in self.layouts}
        return [x for x in found if (x.id == asked[x.place] if x.place in asked else x.default)]


def _nomenclature_rows(template: Template, layout: Layout) -> list[Row]:
    """The office's own codes and names, where the reference at hand covers its bidang."""
    code, name = layout.by_role("kode"), layout.by_role("uraian")
    decree = find_decree(str(template.identity.get("keputusan") or ""))
    reference = nomenclature(decree.id) if decree else None
    document = Document("", template.document, identity={"bidang_urusan": Field(template.identity.get("bidang_urusan"), "", "")})
    if not code or not name or reference is None:
        return []
    rows: list[Row] = []
    for bidang in document.bidang:
        if not reference.covers(bidang):
            continue
        listed = {own(known, bidang): text for known, text in reference.names.items()}
        rows += [
            {code: known, name: text}
            for known, text in sorted(listed.items())
            if known.startswith(f"{bidang}.") and level_of(known) >= 2
        ]
    return rows


def build_template(path: Path, template: Template) -> list[str]:
    """Write a workbook; returns the names of its sheets. The file appears whole or not at all."""
    import xlsxwriter

    with written(path) as partial:
        book = xlsxwriter.Workbook(str(partial), {"strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"title": f"{template.document} {template.year}", "comments": "Dibuat dengan renja"})
        styles = Styles(book)
        chosen = template.chosen()
        guide.write_guide(book.add_worksheet("Petunjuk"), styles, chosen)
        _write_identity(book, styles, template)
        for layout in chosen:
            _Sheet(book, styles, template, layout).write()
        guide.write_findings(book.add_worksheet("Temuan"), styles)
        _write_lists(book, styles)
        book.get_worksheet_by_name("Identitas").activate()
        book.close()
        return [sheet.get_name() for sheet in book.worksheets()]


# ---- Identitas and lists


def _form(document: str) -> Layout:
    return next(layout for layout in layouts().values() if layout.fields and layout.document == document)


def _write_identity(book: Any, styles: Styles, template: Template) -> None:
    form = _form(template.document)
    sheet = book.add_worksheet(form.id)
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 3)
    sheet.set_column("B:B", 34)
    sheet.set_column("C:C", 60)
    sheet.set_row(1, 24)
    sheet.write("B2", f"{form.title[0]} {template.document.upper()}", styles.strong)
    sheet.write("B3", "Isi sel kuning. Tahun dan nama perangkat daerah dipakai di judul semua tabel.", styles.banner)
    for offset, (key, spec) in enumerate(form.fields.items()):
        row = _IDENTITY_FIRST - 1 + offset
        value = template.identity.get(key)
        sheet.set_row(row, 22)
        sheet.write(row, 1, spec.label, styles.label)
        style = styles.year if spec.kind == "year" else styles.field
        sheet.write(row, 2, *(("",) if value is None else (value,)), style)
        validation: dict[str, Any] = {"validate": "any"}
        if spec.choices:
            validation = {"validate": "list", "source": spec.choices, "error_title": "Pilihan",
                          "error_message": "Pilih salah satu dari daftar."}  # fmt: skip
        elif spec.kind == "decree":
            validation = {"validate": "list", "source": "=daftar_keputusan", "show_error": False}
        elif spec.kind == "year":
            validation = {"validate": "integer", "criteria": "between", "minimum": 2020, "maximum": 2045,
                          "error_title": "Tahun", "error_message": "Tulis tahun rencana, empat angka."}  # fmt: skip
        if spec.hint:
            validation |= {"input_title": spec.label[:32], "input_message": spec.hint[:255]}
        if len(validation) > 1:
            sheet.data_validation(row, 2, row, 2, validation)
        if key in _NAMES:
            book.define_name(_NAMES[key], f"={form.id}!$C${row + 1}")
    sheet.protect("", PROTECTION)
    print_setup(sheet, 3)


def _write_lists(book: Any, styles: Styles) -> None:
    sheet = book.add_worksheet("Daftar")
    lists = {
        "daftar_sumber_dana": list(funds().entries),
        "daftar_satuan": list(units().entries),
        "daftar_keputusan": [decree.name for decree in decrees().values()],
    }
    for column, (name, values) in enumerate(lists.items()):
        letter = column_letter(column + 1)
        sheet.write(0, column, name, styles.strong)
        sheet.write_column(1, column, values)
        book.define_name(name, f"=Daftar!${letter}$2:${letter}${len(values) + 1}")
    sheet.hide()


# ---- tables


def title_formula(text: str) -> str:
    """A title as a native formula over the identity; `{n+1}` and names are filled in by Excel.

    >>> title_formula("RENCANA TAHUN {n+1}")
    '="RENCANA TAHUN "&(tahun_n+1)'
    """
    import re

    parts = []
    for piece in re.split(r"(\{[^}]*\})", text):
        if not piece:
            continue
        if not piece.startswith("{"):
            parts.append(f'"{piece}"')
        elif piece[1] == "n":
            parts.append(f"(tahun_n{piece[2:-1]})" if len(piece) > 3 else "tahun_n")
        else:
            parts.append(f"UPPER({piece[1:-1]})")
    return "=" + "&".join(parts)


def title_text(text: str, identity: Mapping[str, Any]) -> str:
    """The value of :func:`title_formula` for an identity."""
    filled = year_label(text, int(identity["tahun"]))
    for key in ("perangkat_daerah", "pemda"):
        filled = filled.replace(f"{{{key}}}", str(identity.get(key) or "").upper())
    return filled


class _Sheet:
    """One table's sheet under construction."""

    def __init__(self, book: Any, styles: Styles, template: Template, layout: Layout) -> None:
        self.styles, self.template, self.layout = styles, template, layout
        given = template.rows.get(layout.id)
        self.rows: list[Row] = list(given) if given is not None else _nomenclature_rows(template, layout)
        self.rows = self.rows or [{} for _ in range(_BLANK_ROWS)]
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
        print_setup(self.sheet, place.columns, (place.head_row - 1, place.number_row - 1))
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
        columns = {
            number: [self._given(row, number) for row in self.rows] for number in self.layout.columns
        }
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

    def _data(self) -> None:
        values = {(cell.row, cell.column): cell for cell in compute(self._document())}
        for offset, row in enumerate(self.rows):
            at = self.place.first_row + offset
            for number, spec in self.layout.columns.items():
                formula = self._formula(row, number, at) if self.typed is None else ""
                if formula:
                    self._put_formula(at, number, spec, formula, values.get((at, number)), self._locked(row, number))
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
        return excel_parent(amounts, codes, cell, level_of(code), self.template.sub_digits) if level_of(code) < 4 else ""

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
        cells = {(cell.row, cell.column): cell.value for cell in compute(self._document())}
        for number in totals.columns:
            column = place.starts[number] - 1
            if self.typed is not None:
                self.sheet.write_number(place.total_row - 1, column, self.typed[number], self.styles.total_money)
                continue
            formula = excel_total(place.sum_range(number), place.sum_range(code_column, fixed_column=True))
            value = cells.get((place.total_row, number)) or 0
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
