"""Build the example workbooks from the plain data under ``examples/data``.

``renja-2024-seed.xlsx`` is a real Renja typed into the template cell for cell, with all its faults: codes
split over five cells, parents and totals typed as numbers. ``renja-2024-benar.xlsx`` is its corrected twin,
which calculates by itself.

Run: ``python examples/build.py`` (writes beside this file), or with another folder as the argument.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import yaml

from rules.layout import layouts
from workbook_templates.build import build_template
from workbook_templates.template import Shape, Template

HERE = Path(__file__).parent
TABLES = {
    "T-C.29": "t-c.29.csv",
    "T-C.30": "t-c.30.csv",
    "Anggaran-Realisasi": "anggaran-realisasi.csv",
    "T-C.31": "t-c.31.csv",
    "T-C.32": "t-c.32.csv",
    "Tujuan-Sasaran": "tujuan-sasaran.csv",
    "T-C.33": "t-c.33.csv",
    "Bab-IV": "bab-iv.csv",
}


def _typed(text: str, is_money: bool) -> Any:
    """A cell as it is typed: amounts are numbers, all else text."""
    if not text:
        return None
    return int(text) if is_money and text.lstrip("-").isdigit() else text


def _rows(path: Path, layout_id: str) -> list[dict[str, Any]]:
    money = set(layouts()[layout_id].of_kind("money"))
    with path.open(encoding="utf-8", newline="") as file:
        return [{number: _typed(text, number in money) for number, text in row.items()} for row in csv.DictReader(file)]


def _shapes(path: Path) -> dict[str, Shape]:
    """Titles, headings and merged cells of the document's own tables; their columns are written as numbers."""
    found = {}
    for layout_id, content in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        named = {key: {str(n): text for n, text in content[key].items()} for key in ("headings", "groups")}
        merges = [(str(number), first, last) for number, first, last in content["merges"]]
        printed, cells = content.get("numbered", True), content.get("code_cells", 1)
        found[layout_id] = Shape(content["titles"], **named, merges=merges, numbered=printed, code_cells=cells)
    return found


def build(source: Path, target: Path, *, as_typed: bool) -> None:
    """Build one example; ``as_typed`` keeps every figure as the number someone typed, and the tables' own form."""
    identity = yaml.safe_load((source / "identitas.yaml").read_text(encoding="utf-8"))
    rows, totals = {}, {}
    for layout_id, name in TABLES.items():
        found = _rows(source / name, layout_id)
        if layouts()[layout_id].totals and found[-1]["1"] == "TOTAL":
            totals[layout_id] = found.pop()
        rows[layout_id] = found
    template = Template("renja", identity, rows=rows, without=["E.81"])
    if as_typed:
        template.as_typed, template.typed_totals = True, totals
        template.shapes = _shapes(source / "bentuk.yaml")
    build_template(target, template)


def main(folder: Path = HERE) -> None:
    """Build both examples into ``folder``."""
    build(HERE / "data" / "seed", folder / "renja-2024-seed.xlsx", as_typed=True)
    build(HERE / "data" / "benar", folder / "renja-2024-benar.xlsx", as_typed=False)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
