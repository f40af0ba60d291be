"""What closes a table sheet: the thin last row, the grand total, and the footer with means and notes."""

from __future__ import annotations

from rules.calculation.sums import excel_total
from rules.schema.layout import Footer, Layout
from workbook_templates.template.block_formulas import word_formula
from workbook_templates.template.canvas import Canvas
from workbook_templates.template.derived_formulas import derived_formula
from workbook_templates.template.stored_values import StoredFormulas


def write_total(canvas: Canvas, layout: Layout, stored: StoredFormulas) -> None:
    """The closing row and the grand total: sums, and the derived columns that rest on sums."""
    place, totals, styles, template = canvas.place, layout.totals, canvas.styles, stored.template
    if totals is None:
        return
    canvas.sheet.set_row(place.spacer_row - 1, 5)
    canvas.blank(place.spacer_row, 1, place.columns, styles.spacer)
    first = place.starts[totals.columns[0]]
    canvas.block(place.total_row, 1, place.total_row, first - 1, totals.label, styles.total_label)
    canvas.blank(place.total_row, first, place.columns, styles.total_label)
    if template.as_typed:
        for number, value in template.typed_totals[layout.id].items():
            if number in totals.columns and value is not None:
                canvas.sheet.write_number(
                    place.total_row - 1,
                    place.starts[number] - 1,
                    value,
                    styles.money(layout.columns[number].decimals, total=True),
                )
        return
    for number in totals.columns:
        value = stored.value(place.total_row, number) or 0
        canvas.formula(
            place.total_row,
            place.starts[number],
            _sum(canvas, layout, number),
            styles.money(layout.columns[number].decimals, total=True),
            value,
        )
    for number in filter(layout.adds_up, layout.derived):
        formula = derived_formula(layout, place, template.pack, number, place.total_row)
        style = styles.money(total=True) if layout.columns[number].kind == "money" else styles.total_number
        canvas.formula(place.total_row, place.starts[number], formula, style, stored.value(place.total_row, number))


def _sum(canvas: Canvas, layout: Layout, number: str) -> str:
    code, cells = layout.by_role("kode"), canvas.place.sum_range(number)
    if code and layout.columns[code].kind == "code":
        return excel_total(cells, canvas.place.sum_range(code, fixed_column=True))
    return f"=SUM({cells})"


def write_footer(canvas: Canvas, footer: Footer, stored: StoredFormulas) -> None:
    """Means with their words, and notes to be written, below the grand total."""
    place, styles, scale = canvas.place, canvas.styles, stored.template.pack.scales["kinerja"]
    row, first = place.total_row + 1, place.starts[footer.mean[0]]
    for at, label in enumerate((footer.mean_label, footer.predicate_label), row):
        canvas.block(at, 1, at, first - 1, label, styles.total_label)
        canvas.blank(at, first, place.columns, styles.total_label)
    for number in footer.mean:
        cells, column, mean = place.sum_range(number), place.starts[number], _mean(stored, number)
        canvas.formula(row, column, f'=IF(COUNT({cells})=0,"",AVERAGE({cells}))', styles.total_number, mean)
        word = None if mean is None else scale.word(round(mean, 2))
        canvas.formula(row + 1, column, word_formula(scale, place.address(number, row)), styles.total_label, word)
    for at, note in enumerate(footer.notes, row + 2):
        canvas.sheet.set_row(at - 1, 30)
        canvas.block(at, 1, at, 4, note, styles.note_label)
        canvas.block(at, 5, at, place.columns, "", styles.text)


def _mean(stored: StoredFormulas, number: str) -> float | None:
    values = [stored.value(at, number) for at in range(stored.place.first_row, stored.place.spacer_row)]
    figures = [value for value in values if isinstance(value, int | float)]
    return sum(figures) / len(figures) if figures else None
