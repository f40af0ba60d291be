"""The head of a table sheet: titles, headings of one to three levels, official numbers, helper headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rules.schema.layout import Layout
from workbook_templates.template.blueprint import OFFICIAL_UNIT, OwnForm, Template
from workbook_templates.template.canvas import Canvas
from workbook_templates.template.geometry import UNIT_HEADING
from workbook_templates.template.printed_head import number_text
from workbook_templates.template.titles import title_text

_MOST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading over columns side by side, from its first row of the sheet to its last."""

    top: int
    bottom: int
    columns: tuple[str, ...]
    text: str


def write_head(canvas: Canvas, layout: Layout, template: Template) -> None:
    """Write titles and head; a workbook as typed has neither extra nor helper columns."""
    place, sheet, shape, typed = canvas.place, canvas.sheet, template.shape(layout), template.as_typed
    for row, title in enumerate(template.titles(layout), 1):
        sheet.set_row(row - 1, 18)
        canvas.block(row, 1, row, place.columns, title, canvas.styles.title)
    headings = list(_headings(canvas, layout, shape))
    for row, height in _heights(canvas, layout, headings).items():
        sheet.set_row(row - 1, height)
    for heading in headings:
        canvas.over(heading.top, heading.bottom, list(heading.columns), heading.text, canvas.styles.heading)
    if shape.numbered:
        _numbers(canvas, layout, typed)
    if not typed:
        _extras(canvas, layout)


def _headings(canvas: Canvas, layout: Layout, shape: OwnForm) -> Iterator[_Heading]:
    """Headings of columns, and those over several; one without a second level takes the rows of both."""
    place, columns = canvas.place, layout.official
    for number, spec in columns.items():
        top = place.heading_row if spec.group else place.head_row
        yield _Heading(top, place.heading_row, (number,), shape.headings.get(number, spec.heading))
    for group in dict.fromkeys(spec.group for spec in columns.values() if spec.group):
        members = tuple(number for number, spec in columns.items() if spec.group == group)
        inner = dict.fromkeys(columns[number].subgroup for number in members)
        bottom = place.head_row if any(inner) else place.heading_row - 1
        yield _Heading(place.head_row, bottom, members, shape.groups.get(members[0], group))
        for name in filter(None, inner):
            below = tuple(number for number in members if columns[number].subgroup == name)
            yield _Heading(bottom + 1, place.heading_row - 1, below, name)


def _heights(canvas: Canvas, layout: Layout, headings: Sequence[_Heading]) -> dict[int, float]:
    """Height in points of each row of headings, in which none of them is cut: those over fewer rows are given room first."""
    place = canvas.place
    heights = dict.fromkeys(range(place.head_row, place.heading_row), 24.0) | {place.heading_row: 26.0}
    if place.levels == _MOST_LEVELS:
        heights[place.heading_row] = 20.0
    for heading in sorted(headings, key=lambda x: x.bottom - x.top):
        width = sum(layout.columns[number].width for number in heading.columns)
        room = max(4, int(width * (0.8 if heading.text.isupper() else 0.95)))
        needed = 12 * len(wrap(title_text(heading.text, canvas.identity), room)) + 8
        rows = range(heading.top, heading.bottom + 1)
        lacking = max(0.0, needed - sum(heights[row] for row in rows))
        heights |= {row: heights[row] + lacking / len(rows) for row in rows}
    return heights


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
