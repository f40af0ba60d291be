"""The LKIP example data as documents, without a workbook in between: what the rules say of the real tables."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from rules.calculation.compute import compute
from rules.examples.sound_renja import sound_table
from rules.model.document import DATA, TOTAL, Document, Field, Heading, Table, year_label
from rules.schema.layout import Layout, document_layouts, layouts
from rules.values.cells import column_letter, is_blank
from rules.values.money import in_rupiah
from tests.places import EXAMPLES

DATA_FOLDER = EXAMPLES / "data"


def _typed(layout: Layout, number: str, text: str) -> Any:
    """A cell as it is typed: amounts and percentages are numbers where they can be, all else text."""
    if not text:
        return None
    if layout.columns[number].kind in {"money", "percent"}:
        try:
            return float(text) if "." in text else int(text)
        except ValueError:
            return text
    return text


def _table(layout: Layout, path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    given = [number for number in layout.columns if number in read[0]]
    table = sound_table(layout.id, [{n: _typed(layout, n, row[n]) for n in given} for row in read])
    label = layout.totals.label.casefold() if layout.totals else ""
    table.kinds = [TOTAL if label and str(row["1"]).casefold() == label else DATA for row in read]
    table.columns = {number: [_typed(layout, number, row[number]) for row in read] for number in given}
    table.letters = {number: column_letter(at) for at, number in enumerate(given, 1)}
    table.captions.headings = {
        number: Heading(year_label(layout.columns[number].heading, 2024, 2024), heading.numbered, heading.cell)
        for number, heading in table.captions.headings.items()
        if number in given
    }
    return table


def lkip_document(name: str) -> Document:
    """The LKIP of a folder of the example data (`lkip-seed` as it was published, `lkip-benar` corrected)."""
    folder = DATA_FOLDER / name
    identity = yaml.safe_load((folder / "identitas.yaml").read_text(encoding="utf-8"))
    found = [x for x in document_layouts("lkip", 2024) if x.columns and (folder / f"{x.id.casefold()}.csv").exists()]
    tables = [_table(layout, folder / f"{layout.id.casefold()}.csv") for layout in found]
    document = Document(
        source=f"{name}.xlsx",
        kind="lkip",
        sheets=["Identitas", *(table.sheet for table in tables)],
        identity={key: Field(value, "Identitas", f"C{5 + at}") for at, (key, value) in enumerate(identity.items())},
        tables=tables,
    )
    return _calculated(document) if name.endswith("-benar") else document


def _calculated(document: Document) -> Document:
    """The document with the figures its template calculates, as typed ones; the grand totals stay out."""
    places = {(table.layout, table.sheet): table for table in document.tables}
    for cell in compute(document):
        table = places[cell.table, cell.sheet]
        at = table.rows.index(cell.row)
        values = table.columns.setdefault(cell.column, [None] * len(table.rows))
        if is_blank(values[at]) and cell.value is not None:
            layout = layouts()[cell.table]
            summed = layout.totals is not None and cell.column in layout.totals.columns
            decimals = layout.columns[cell.column].decimals if summed else 0
            values[at] = in_rupiah(int(cell.value), decimals) if decimals else cell.value
            if cell.column not in table.letters:
                table.letters[cell.column] = column_letter(len(table.letters) + 1)
    return document
