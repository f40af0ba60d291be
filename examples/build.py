"""Build the example workbooks from the plain data under ``examples/data``.

``renja-2024-seed.xlsx`` and ``lkip-2024-seed.xlsx`` are a real Renja and a real LKIP of one office typed into the
templates cell for cell, with all their faults: codes split over five cells, parents and totals typed as numbers.
``…-benar.xlsx`` are their corrected twins, which calculate by themselves. ``renja-2024-tempel.xlsx`` holds the same tables
pasted from the text of the published document, a cell for each tab: heads again on every page, rows that slipped
sideways, words broken over cells and lines, and every slip of the scan. ``lkip-2024-tempel.xlsx`` holds those of the report, whose text
has no tabs: every line stands in one cell.

Run: ``python examples/build.py`` (writes beside this file), or with another folder as the argument.
"""

from __future__ import annotations

import csv
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from rules.schema.layout import Layout, document_layouts, layouts
from workbook_templates.template.blueprint import OwnForm, Template
from workbook_templates.template.build import build_template

HERE = Path(__file__).parent
DATA = HERE / "data"
_MADE = "2024-01-01T00:00:00Z"
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settle(path: Path) -> None:
    """Write a workbook anew without the moment it was made, so that the same data make the same bytes."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["docProps/core.xml"] = _SAVED.sub(rb"\g<1>" + _MADE.encode(), parts["docProps/core.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o600 << 16
            book.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _typed(text: str, is_number: bool) -> Any:
    """A cell as it is typed: amounts are numbers, all else text."""
    if not text:
        return None
    if is_number and text.lstrip("-").isdigit():
        return int(text)
    if is_number and text.lstrip("-").replace(".", "", 1).isdigit():
        return float(text)
    return text


def identity_of(source: Path) -> dict[str, Any]:
    """The identity of a folder of data."""
    filled: dict[str, Any] = yaml.safe_load((source / "identitas.yaml").read_text(encoding="utf-8"))
    return filled


def rows_of(source: Path, layout: Layout, *, as_typed: bool) -> list[dict[str, Any]]:
    """The rows of a table; in the twin the shares that are typed are numbers, in the real document text."""
    numeric = set(layout.of_kind("money")) | (set() if as_typed else set(layout.of_kind("percent")))
    with _csv(source, layout).open(encoding="utf-8", newline="") as file:
        return [
            {number: _typed(text, number in numeric) for number, text in row.items()} for row in csv.DictReader(file)
        ]


def _csv(source: Path, layout: Layout) -> Path:
    return source / f"{layout.id.lower()}.csv"


def _shapes(path: Path) -> dict[str, OwnForm]:
    """Titles, headings and merged cells of the document's own tables; their columns are written as numbers."""
    found = {}
    for layout_id, content in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        named = {key: {str(n): text for n, text in (content.get(key) or {}).items()} for key in ("headings", "groups")}
        merges = [(str(number), first, last) for number, first, last in content.get("merges") or []]
        printed, cells = content.get("numbered", True), content.get("code_cells", 1)
        found[layout_id] = OwnForm(content["titles"], **named, merges=merges, numbered=printed, code_cells=cells)
    return found


def template_of(source: Path, *, as_typed: bool, document: str = "renja") -> Template:
    """The template of an example; ``as_typed`` keeps every figure as the number someone typed, and the tables' own form."""
    rows: dict[str, list[dict[str, Any]]] = {}
    totals, left_out, without = {}, {}, []
    for layout in document_layouts(document):
        if not layout.columns or not _csv(source, layout).exists():
            without.append(layout.id)
            continue
        found = rows_of(source, layout, as_typed=as_typed)
        if layout.totals and str(found[-1]["1"]).upper() in {"TOTAL", "JUMLAH"}:
            totals[layout.id] = found.pop()
        stated = set(found[0]) | (set() if as_typed else set(layout.words))
        left_out[layout.id] = [x for x, column in layout.columns.items() if column.optional and x not in stated]
        rows[layout.id] = found
    template = Template(document, identity_of(source), rows=rows, without=without, without_columns=left_out)
    if as_typed:
        template.as_typed, template.typed_totals = True, totals
        template.shapes = _shapes(source / "bentuk.yaml")
    return template


def build(source: Path, target: Path, *, as_typed: bool, document: str = "renja") -> None:
    """Build one example."""
    build_template(target, template_of(source, as_typed=as_typed, document=document))
    settle(target)


def paste(source: Path, filled: dict[str, Any], target: Path, form_id: str = "Identitas") -> None:
    """A workbook with one sheet for each pasted table, a cell for each tab, and the identity form filled in."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    form = book.create_sheet("Identitas")
    for key, spec in layouts()[form_id].fields.items():
        form.append([spec.label, filled.get(key)])
    for path in sorted(source.glob("*.tsv")):
        sheet = book.create_sheet(path.stem.partition("-")[2].replace("-", " ").capitalize())
        for line in path.read_text(encoding="utf-8").splitlines():
            sheet.append([cell.strip() or None for cell in line.split("\t")])
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            # Words that begin with `=` are no formula.
            cell.data_type = "s"
    book.save(target)
    settle(target)


def main(folder: Path = HERE) -> None:
    """Build all examples into ``folder``."""
    for document, prefix in (("renja", ""), ("lkip", "lkip-")):
        for name, as_typed in (("seed", True), ("benar", False)):
            source = DATA / f"{prefix}{name}"
            build(source, folder / f"{document}-2024-{name}.xlsx", as_typed=as_typed, document=document)
    paste(DATA / "tempel" / "renja", identity_of(DATA / "seed"), folder / "renja-2024-tempel.xlsx")
    report = folder / "lkip-2024-tempel.xlsx"
    paste(DATA / "tempel-lkip", identity_of(DATA / "lkip-seed"), report, "LKIP-Identitas")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
