"""The head of a table sheet: titles, headings of one to three levels, official numbers, helper headings."""

from __future__ import annotations

from textwrap import wrap

from rules.schema.layout import Layout
from workbook_templates.template.blueprint import OFFICIAL_UNIT, OwnForm, Template
from workbook_templates.template.canvas import Canvas
from workbook_templates.template.geometry import UNIT_HEADING
from workbook_templates.template.printed_head import number_text


def write_head(canvas: Canvas, layout: Layout, template: Template) -> None:
    """Write titles and head; a workbook as typed has neither extra nor helper columns."""
    place, sheet, shape, typed = canvas.place, canvas.sheet, template.shape(layout), template.as_typed
    for row, title in enumerate(template.titles(layout), 1):
        sheet.set_row(row - 1, 18)
        canvas.block(row, 1, row, place.columns, title, canvas.styles.title)
    for row in range(place.head_row, place.heading_row):
        sheet.set_row(row - 1, 42 if place.levels > 2 and row == place.head_row else 24)
    sheet.set_row(place.heading_row - 1, _heading_height(layout, shape) if place.levels < 3 else 20)
    for number, spec in layout.official.items():
        top = place.heading_row if spec.group else place.head_row
        canvas.over(top, place.heading_row, [number], shape.headings.get(number, spec.heading), canvas.styles.heading)
    _groups(canvas, layout, shape)
    if shape.numbered:
        _numbers(canvas, layout, typed)
    if not typed:
        _extras(canvas, layout)


def _heading_height(layout: Layout, shape: OwnForm) -> float:
    """Height in points of the last row of headings; one without group above also has the rows over it."""
    above = 24 if any(spec.group for spec in layout.official.values()) else 0
    height = 26.0
    for number, spec in layout.official.items():
        text = shape.headings.get(number, spec.heading)
        room = max(4, int(spec.width * (0.85 if text.isupper() else 1.05)))
        height = max(height, 12 * len(wrap(text, room)) + 8 - (0 if spec.group else above))
    return height


def _groups(canvas: Canvas, layout: Layout, shape: OwnForm) -> None:
    """Headings over several columns; one without a second level takes the rows of both."""
    place, columns = canvas.place, layout.official
    for group in dict.fromkeys(spec.group for spec in columns.values() if spec.group):
        members = [number for number, spec in columns.items() if spec.group == group]
        inner = dict.fromkeys(columns[number].subgroup for number in members)
        bottom = place.head_row if any(inner) else place.heading_row - 1
        text = shape.groups.get(members[0], group)
        canvas.over(place.head_row, bottom, members, text, canvas.styles.heading)
        for name in filter(None, inner):
            below = [number for number in members if columns[number].subgroup == name]
            canvas.over(bottom + 1, place.heading_row - 1, below, name, canvas.styles.heading)


def _numbers(canvas: Canvas, layout: Layout, typed: bool) -> None:
    row = canvas.place.number_row
    for number in layout.official:
        alike = canvas.place.numbered_alike(number)
        if number == alike[0]:
            canvas.over(row, row, alike, number_text(layout, number, typed=typed), canvas.styles.number)


def _extras(canvas: Canvas, layout: Layout) -> None:
    place, sheet, style = canvas.place, canvas.sheet, canvas.styles.helper_heading
    for number, spec in layout.extras.items():
        canvas.over(place.head_row, place.number_row, [number], spec.heading, style)
    for name in place.helpers:
        column = place.helper_column(name) - 1
        if name == OFFICIAL_UNIT:
            sheet.set_column(column, column, 14)
            sheet.write_string(place.heading_row - 1, column, UNIT_HEADING, style)
            continue
        sheet.set_column(column, column, 8, None, {"level": 1, "hidden": True})
        sheet.write_string(place.head_row - 1, column, name, style)
