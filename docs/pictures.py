"""Draw the README's pictures with LibreOffice: a template page, and the same table with findings lit.

Needs LibreOffice and pdftoppm. Run: ``python docs/pictures.py``.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import openpyxl

from rules.engine import validate
from workbook_templates.guide import FIRST_FINDING
from workbook_templates.reader import read_document

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
_OTHERS = ("Petunjuk", "Identitas", "Tujuan-Sasaran", "Bab-IV", "Temuan")


def _only_plan(source: Path, target: Path, *, lit: bool) -> None:
    """A copy that shows the T-C.33 sheet alone, with its findings listed in Temuan if ``lit``."""
    book = openpyxl.load_workbook(source)
    if lit:
        for row, finding in enumerate(validate(read_document(source)).findings, FIRST_FINDING):
            book["Temuan"].cell(row, 1, f"{finding.sheet}!{finding.cell}")
            book["Temuan"].cell(row, 2, finding.severity)
    book.active = book.sheetnames.index("T-C.33")
    for name in _OTHERS:
        book[name].sheet_state = "hidden"
    book.save(target)


def _draw(book: Path, picture: Path) -> None:
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(office, check=True, capture_output=True)
    page = ["pdftoppm", "-r", "85", "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*page, str(book.with_suffix(".pdf")), str(picture.with_suffix(""))], check=True)


def main() -> None:
    """Draw both pictures into ``docs/img``."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source, lit in (("templat", "benar", False), ("temuan", "seed", True)):
            book = Path(folder) / f"{name}.xlsx"
            _only_plan(EXAMPLES / f"renja-2024-{source}.xlsx", book, lit=lit)
            _draw(book, HERE / "img" / f"{name}.png")


if __name__ == "__main__":
    main()
