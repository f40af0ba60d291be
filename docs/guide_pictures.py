"""Draw the sheets of the planner's guide with LibreOffice, from what the add-in's actions write.

Needs LibreOffice and poppler's pdftoppm and pdftotext. Run: ``python docs/guide_pictures.py``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import openpyxl  # noqa: E402
from openpyxl.styles import Alignment  # noqa: E402
from openpyxl.worksheet.page import PageMargins  # noqa: E402
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: E402

from addin import actions, sealing  # noqa: E402
from tests.support.excel_engine import opened  # noqa: E402
from workbook_templates.template.guide import FIRST_FINDING  # noqa: E402

_SHEETS = {
    "identitas": ("Identitas", 24, "A:D", 560), "temuan": ("Temuan", 15, "A:K", 470),
    "perbaikan": ("Perbaikan", 14, "A:E", 300), "segel": ("Segel", 12, "A:B", 330),
}  # fmt: skip
"""Sheets, and how many rows, which columns and how many points of each are shown."""
_RESOLUTION = 110


def _alone(source: Path, sheet: str, rows: int, columns: str, target: Path) -> None:
    """A workbook with the beginning of one sheet as a landscape page, its formulas as what they show."""
    book, values = openpyxl.load_workbook(source), openpyxl.load_workbook(source, data_only=True)
    page = book[sheet]
    page.delete_rows(rows + 1, page.max_row)
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=HYPERLINK"):
                cell.value = cell.value.split('"')[3]
            elif isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = values[sheet][cell.coordinate].value
    if sheet == "Temuan":
        page["A1"].alignment = Alignment(wrap_text=False)
        for letter in "DEF":
            page.column_dimensions[letter].hidden = True
        for row in range(FIRST_FINDING, rows + 1):
            # Excel fits rows to their wrapped texts; here it is done by hand.
            widths = {1: 16, 3: 8, 10: 60, 11: 48}
            for cell in page[row]:
                cell.alignment = Alignment(wrap_text=cell.column in widths, vertical="top")
            wrapped = (len(str(page.cell(row, column).value or "")) / width for column, width in widths.items())
            page.row_dimensions[row].height = 14 * max(1, *(int(lines) + 1 for lines in wrapped))
    for name in book.sheetnames:
        if name != sheet:
            del book[name]
    page.print_area = f"{columns.split(':')[0]}1:{columns.split(':')[1]}{rows}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins = PageMargins(left=0.2, right=0.2, top=0.2, bottom=0.2, header=0, footer=0)
    page.print_title_rows = page.oddFooter.left.text = page.oddFooter.right.text = None
    book.save(target)


def _draw(book: Path, picture: Path, height: int) -> None:
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(office, check=True, capture_output=True)
    crop = ["-x", "0", "-y", "0", "-W", "1290", "-H", str(height), "-r", str(_RESOLUTION)]
    command = ["pdftoppm", *crop, "-f", "1", "-l", "1", "-singlefile", "-png"]
    subprocess.run([*command, str(book.with_suffix(".pdf")), str(picture.with_suffix(""))], check=True)


def main() -> None:
    """Draw all pictures into ``docs/gambar``."""
    seed = HERE.parent / "examples" / "renja-2024-seed.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        done = Path(folder) / "selesai.xlsx"
        book = opened(seed)
        actions.apply_safe_fixes(book)
        sealing.seal(book)
        book.save(str(done))
        for name, (sheet, rows, columns, height) in _SHEETS.items():
            page = Path(folder) / f"{name}.xlsx"
            _alone(done, sheet, rows, columns, page)
            _draw(page, HERE / "gambar" / f"{name}.png", height)


if __name__ == "__main__":
    main()
