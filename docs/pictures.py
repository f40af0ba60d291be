"""Draw the README's pictures with LibreOffice: a template page, and the same table with findings lit.

Needs LibreOffice and poppler's pdftoppm and pdftotext. Run: ``python docs/pictures.py``.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import openpyxl

from rules.validation import validate
from workbook_templates.reader import read_document
from workbook_templates.template.guide import FIRST_FINDING

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"


def _copy(source: Path, target: Path, *, lit: bool) -> None:
    """A copy of a workbook, with its findings listed in Temuan if ``lit``."""
    book = openpyxl.load_workbook(source)
    if lit:
        for row, finding in enumerate(validate(read_document(source)).findings, FIRST_FINDING):
            book["Temuan"].cell(row, 1, f"{finding.sheet}!{finding.cell}")
            book["Temuan"].cell(row, 2, finding.severity)
    book.save(target)


def _draw(book: Path, picture: Path) -> None:
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(office, check=True, capture_output=True)
    pdf = book.with_suffix(".pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    number = next(n for n, page in enumerate(text.split("\f"), 1) if "DAN PRAKIRAAN MAJU TAHUN" in page.upper())
    page = ["pdftoppm", "-r", "85", "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    subprocess.run([*page, str(pdf), str(picture.with_suffix(""))], check=True)


def main() -> None:
    """Draw both pictures into ``docs/img``."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source, lit in (("templat", "benar", False), ("temuan", "seed", True)):
            book = Path(folder) / f"{name}.xlsx"
            _copy(EXAMPLES / f"renja-2024-{source}.xlsx", book, lit=lit)
            _draw(book, HERE / "img" / f"{name}.png")


if __name__ == "__main__":
    main()
