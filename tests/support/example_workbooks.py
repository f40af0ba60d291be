"""The example workbooks as read and judged, once for all tests; whoever changes a document reads its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl

from rules.model.document import Document
from rules.model.finding import Verdict
from rules.validation import validate
from tests.places import EXAMPLES
from workbook_templates.reader import read_document


@cache
def document(name: str) -> Document:
    """An example workbook as it is read."""
    return read_document(EXAMPLES / f"{name}.xlsx")


@cache
def verdict(name: str) -> Verdict:
    """What validation says of it."""
    return validate(document(name))


def with_both_documents(target: Path) -> Path:
    """A workbook with the values of the plan and, in sheets of its own, those of the report."""
    book = openpyxl.load_workbook(EXAMPLES / "renja-2024-benar.xlsx", data_only=True)
    other = openpyxl.load_workbook(EXAMPLES / "lkip-2024-benar.xlsx", data_only=True)
    for source in (other["Identitas"], other["PK"], other["PK-Anggaran"], other["Pagu"], other["Pagu-Realisasi"]):
        sheet = book.create_sheet(f"{source.title} LKIP")
        for row in source.iter_rows():
            for cell in row:
                if cell.value is not None:
                    sheet.cell(cell.row, cell.column, cell.value).number_format = cell.number_format
        for area in source.merged_cells.ranges:
            sheet.merge_cells(str(area))
    book.save(target)
    return target
