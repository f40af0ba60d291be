"""The hidden reference sheet: the office's own codes, from which cells offer codes and fill in what belongs to them."""

from __future__ import annotations

from typing import Any

from rules.nomenclature import own
from rules.schema.layout import Layout
from rules.values.codes import level_of, sort_key
from workbook_templates.template.blueprint import (
    OFFICIAL_UNIT,
    Row,
    Template,
    offers_codes,
    office_bidang,
    office_reference,
)
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.style import Styles

SHEET = "Acuan"
_RANGE, _CODES = "acuan", "daftar_kode"
_HEADINGS = ("kode", "nama", "indikator", "satuan")
_BY_ROLE = {"uraian": 2, "indikator": 3, OFFICIAL_UNIT: 4}


def office_codes(template: Template) -> list[tuple[str, str, str, str]]:
    """Code, name, indicator and unit of everything the office may plan, in the order of the codes."""
    reference = office_reference(template)
    if reference is None:
        return []
    found: dict[str, tuple[str, str, str, str]] = {}
    for bidang in office_bidang(template):
        for listed, name in reference.names.items():
            code = own(listed, bidang) if listed.startswith("X.XX.") else listed
            if code in (bidang, bidang[0]) or code.startswith(f"{bidang}."):
                is_sub = level_of(code) == 4
                told = (reference.indicator(listed) or "", reference.unit(listed) or "") if is_sub else ("", "")
                found[code] = (code, name, *told)
    return sorted(found.values(), key=lambda line: sort_key(line[0]))


def write_acuan(book: Any, styles: Styles, template: Template) -> None:
    """Write the sheet and name its ranges, where any table offers codes."""
    lines = office_codes(template)
    if not lines or not any(offers_codes(template, layout) for layout in template.chosen()):
        return
    sheet = book.add_worksheet(SHEET)
    for column, (heading, width) in enumerate(zip(_HEADINGS, (20, 60, 60, 18), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.strong)
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text)
    last = len(lines) + 1
    book.define_name(_RANGE, f"={SHEET}!$A$2:$D${last}")
    book.define_name(_CODES, f"={SHEET}!$A$2:$A${last}")
    sheet.hide()


def code_list() -> dict[str, Any]:
    """The rule of a code cell: a list to choose from, other codes allowed."""
    return {"validate": "list", "source": f"={_CODES}", "show_error": False}


def looked_up(layout: Layout, place: Geometry, role: str, row: int) -> str:
    """Native formula: name, indicator or official unit that belongs to the code of a row; empty for an unknown code."""
    code = f"TRIM(${place.address(layout.by_role('kode') or '', row)})"
    return f'=IF({code}="","",IFERROR(VLOOKUP({code},{_RANGE},{_BY_ROLE[role]},FALSE)&"",""))'


def fills_in(template: Template, layout: Layout, number: str) -> bool:
    """Whether a column's cells are filled in from the code: name and indicator of rows nobody has typed yet."""
    spec = layout.columns[number]
    return spec.role in ("uraian", "indikator") and not spec.extra and offers_codes(template, layout)


def stored_unit(template: Template, layout: Layout, row: Row) -> str:
    """The stored value of the official unit's look-up."""
    reference, code = office_reference(template), str(row.get(layout.by_role("kode") or "") or "")
    return (reference.unit(code) or "") if reference and code.count(".") == 5 else ""


def stored_text(template: Template, layout: Layout, number: str, row: Row) -> str:
    """The stored value of a look-up of name or indicator."""
    if layout.columns[number].role == "uraian":
        return str(row.get(number) or "")
    reference, code = office_reference(template), str(row.get(layout.by_role("kode") or "") or "")
    return (reference.indicator(code) or "") if reference and code.count(".") == 5 else ""
