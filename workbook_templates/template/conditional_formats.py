"""What lights up in the sheet of a table: cells that Temuan lists, carried and unknown ones, programs, kegiatan and groups."""

from __future__ import annotations

from typing import Any

from rules.schema.layout import Layout
from rules.values.cells import column_letter
from workbook_templates.template import guide
from workbook_templates.template.blueprint import Template
from workbook_templates.template.carried_sheet import mark
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.style import SEVERITY_FILL, Styles


def light(sheet: Any, styles: Styles, template: Template, layout: Layout, place: Geometry) -> None:
    """Give a sheet its conditional formats: the first ones before all others."""
    area = (0, 0, place.last_row - 1, place.columns - 1)
    for severity in SEVERITY_FILL:
        key = f'"{layout.sheet_name}!"&ADDRESS(ROW(),COLUMN(),4)'
        formula = f'=COUNTIFS(Temuan!$A${guide.FIRST_FINDING}:$A$5000,{key},Temuan!$B${guide.FIRST_FINDING}:$B$5000,"{severity}")>0'
        rule = {"type": "formula", "criteria": formula, "format": styles.severity_rule(severity), "stop_if_true": True}
        sheet.conditional_format(*area, rule)
    if template.start:
        extras = len(layout.extras) + 1 if layout.extras else 0
        mark(sheet, styles, layout.sheet_name, (*area[:3], area[3] + extras))
    code, typed = layout.by_role("kode"), template.as_typed
    if code and layout.columns[code].extra and not typed:
        cells = (place.first_row - 1, place.starts[code] - 1, place.spacer_row - 2, place.starts[code] - 1)
        unknown = {"type": "cell", "criteria": "==", "value": '"?"', "format": styles.severity_rule("galat")}
        sheet.conditional_format(*cells, unknown)
    if layout.hierarchy == "kelompok" and not typed:
        _light_groups(sheet, styles, layout, place)
    if code and place.code_cells == 1 and not (typed and layout.columns[code].extra):
        first = place.first_row
        for length, style in ((7, styles.program_rule), (12, styles.kegiatan_rule)):
            rule = {"type": "formula", "criteria": f"=LEN(${place.letter(code)}{first})={length}", "format": style}
            sheet.conditional_format(first - 1, 0, place.spacer_row - 2, place.columns - 1, rule)


def _light_groups(sheet: Any, styles: Styles, layout: Layout, place: Geometry) -> None:
    """Groups stand out by their depth; one without it, or without its formula, is not added up: it is lit."""
    first = place.first_row
    depth, name = (f"${place.letter(layout.by_role(role) or '')}" for role in ("tingkat", "uraian"))
    filled = f"ISNUMBER({depth}{first})"
    for criteria, style in (
        (f"=AND({filled},{depth}{first}<=1)", styles.program_rule),
        (f"=AND({filled},N({depth}{first + 1})>{depth}{first})", styles.kegiatan_rule),
    ):
        rule = {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": True}
        sheet.conditional_format(first - 1, 0, place.spacer_row - 2, place.columns - 1, rule)
    group = column_letter(place.helper_column("induk"))
    unknown = {"type": "formula", "criteria": f"=AND(LEN({name}{first})>0,OR({depth}{first}=\"\",ISBLANK(${group}{first})))",
               "format": styles.severity_rule("galat")}  # fmt: skip
    column = place.starts[layout.by_role("tingkat") or ""] - 1
    sheet.conditional_format(first - 1, column, place.spacer_row - 2, column, unknown)
