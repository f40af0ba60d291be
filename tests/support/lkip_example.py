"""The sound LKIP example as template rows: its plain data, amounts as numbers."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import yaml

from rules.schema.layout import ColumnSpec, layouts
from tests.places import EXAMPLES
from workbook_templates.template.blueprint import Template

DATA = EXAMPLES / "data" / "lkip-benar"


def _typed(text: str, spec: ColumnSpec) -> Any:
    """A cell as it is typed: amounts and shares are numbers, all else text."""
    if not text:
        return None
    figure = spec.role.startswith("masukan") and text.isdecimal()
    if not figure and (spec.kind not in ("money", "percent") or text == "-"):
        return text
    return float(text) if "." in text else int(text)


@cache
def identity() -> dict[str, Any]:
    """The identity of the example."""
    found: dict[str, Any] = yaml.safe_load((DATA / "identitas.yaml").read_text(encoding="utf-8"))
    return found


def rows(layout_id: str) -> list[dict[str, Any]]:
    """The data rows of a table by official column."""
    columns = layouts()[layout_id].columns
    with (DATA / f"{layout_id.lower()}.csv").open(encoding="utf-8", newline="") as file:
        return [{number: _typed(text, columns[number]) for number, text in row.items()} for row in csv.DictReader(file)]


def example() -> Template:
    """The template of the example, all its tables filled in."""
    names = [layout.id for layout in layouts().values() if layout.document == "lkip" and layout.columns]
    return Template("lkip", identity(), rows={name: rows(name) for name in names})
