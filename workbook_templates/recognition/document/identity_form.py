"""The form *Identitas* in a sheet: its fields by their labels, wherever they stand."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any, Literal

from rules.model.document import Field
from rules.schema.layout import layouts
from rules.values.cells import as_text, column_letter, is_blank
from rules.values.codes_made_numbers import before_excel
from rules.values.text import fold
from rules.values.years import read_year
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import cell_at

Kind = Literal["renja", "lkip"]
_BIDANG = re.compile(r"\d\.\d\d")
_FEWEST_LABELS = 3
"""Labels of a form that a sheet must have at least."""


@cache
def identity_forms() -> dict[Kind, dict[str, str]]:
    """The fields of the identity forms by their folded labels, for each kind of document."""
    forms = sorted((x for x in layouts().values() if x.fields), key=lambda x: x.document != "renja")
    return {form.document: {fold(spec.label): key for key, spec in form.fields.items()} for form in forms}


def find_identity(grid: Grid) -> dict[Kind, dict[str, Field]]:
    """The fields of the identity forms by their labels; those of a form that the sheet has too few of are none."""
    labels = identity_forms()
    longest = 2 * max(len(label) for told in labels.values() for label in told)
    found: dict[Kind, dict[str, Field]] = {name: {} for name in labels}
    for at, row in enumerate(grid.rows[:100]):
        for column, value in enumerate(row[:12]):
            if not value or not isinstance(value, str) or len(value) >= longest:
                continue
            text = fold(value)
            keys = {name: told[text] for name, told in labels.items() if text in told}
            if not keys:
                continue
            right = next((place for place in range(column + 1, min(column + 5, len(row))) if _holds(row[place])), None)
            place = column + 1 if right is None else right
            for name, key in keys.items():
                if key not in found[name]:
                    cell = f"{column_letter(place + 1)}{at + 1}"
                    found[name][key] = Field(_meant(name, key, cell_at(row, place)), grid.name, cell)
    return {name: fields if len(fields) >= _FEWEST_LABELS else {} for name, fields in found.items()}


def _meant(kind: Kind, key: str, value: Any) -> Any:
    """What was typed into a field: a year in other words, a code that Excel made a time of; what cannot be read stays as it is.

    A colon before it belongs to its label.
    """
    value = value.lstrip(": ") if isinstance(value, str) else value
    wanted = next(form.fields[key].kind for form in layouts().values() if form.document == kind and key in form.fields)
    if wanted == "year":
        return read_year(value) or value
    if wanted == "bidang" and isinstance(value, dt.date | dt.time | dt.timedelta):
        return next(filter(_BIDANG.fullmatch, before_excel(value)), value)
    return value


def _holds(value: Any) -> bool:
    return not is_blank(value) and as_text(value) != ":"


def fullest(forms: dict[Kind, dict[str, Field]]) -> Kind:
    """The kind of document whose form has most fields."""
    return max(forms, key=lambda name: len(forms[name]))


def is_told(forms: dict[Kind, dict[str, Field]]) -> bool:
    """Whether one of the forms has more fields than the others: labels that all of them have speak for none."""
    return len({len(fields) for fields in forms.values()}) == len(forms)
