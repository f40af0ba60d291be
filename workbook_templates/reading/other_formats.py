"""Files that are no Excel workbooks: .csv, .ods and the tables of a .docx as sheets of cells; others refused with a way out."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rules.model.document import Document
from rules.schema.layout import layouts
from rules.values.cells import ExcelError
from rules.values.money import MoneyStatus, in_rupiah, read_money
from workbook_templates.errors import UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reading.archive import Limits, check_archive, check_file, read_part
from workbook_templates.reading.docx import docx_tables
from workbook_templates.reading.errors import BrokenCsvError, BrokenOdsError, NotCsvError, OtherFormatError
from workbook_templates.reading.limit_errors import LargeOdsSheetError

_SAVE_AS = "buka di Excel atau LibreOffice lalu simpan sebagai .xlsx"
_REFUSED = {
    ".xls": ("format .xls lama", _SAVE_AS),
    ".xlsb": ("format biner .xlsb", _SAVE_AS),
    ".doc": ("format .doc lama", "buka di Word lalu simpan sebagai .docx"),
    ".pdf": ("PDF tidak memuat tabel yang dapat dibaca dengan pasti", "minta .docx atau .xlsx asalnya"),
}
"""What a format is that is not read, and the way out."""
TEXT_ONLY = frozenset({".csv", ".docx"})
"""Formats that hold nothing but text."""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_CELLS, _MOST_ROWS, _MOST_COLUMNS = 2_000_000, 1_048_576, 1_024
_REFERENCE = re.compile(r"\[([^\]]*)\]")


def other_sheets(path: Path, limits: Limits) -> list[Grid] | None:
    """The sheets of a file of another format, None for an Excel workbook; raises :class:`UnreadableError`."""
    suffix = path.suffix.lower()
    if suffix in _REFUSED:
        raise OtherFormatError(path, *_REFUSED[suffix])
    if suffix == ".csv":
        check_file(path, limits, "daftar CSV")
        return [Grid(path.stem, list(_csv(path)))]
    if suffix == ".ods":
        check_file(path, limits, "buku kerja .ods")
        return list(_ods(path, limits))
    if suffix == ".docx":
        return [
            Grid(f"Tabel {number}", table.rows, covered=table.covered, follows=table.follows)
            for number, table in enumerate(docx_tables(path, limits), 1)
        ]
    return None


# ---- .csv


def _csv(path: Path) -> Iterator[list[Any]]:
    """Rows of a CSV file, every cell as text: a code is never a number."""
    content = path.read_bytes()
    if b"\0" in content:
        raise NotCsvError(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel for Windows saves as plain 'CSV'.
        text = content.decode("cp1252", "replace")
    delimiter = max(";\t,", key=text[:20_000].count)
    csv.field_size_limit(10_000_000)
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            yield [cell or None for cell in row]
    except csv.Error as error:
        raise BrokenCsvError(path, str(error)) from None


def amounts_as_numbers(document: Document) -> None:
    """Amounts as numbers in a document whose format knows only text: there a number typed as text is no fault."""
    for table in document.tables:
        for number, values in table.columns.items():
            spec = layouts()[table.layout].columns[number]
            if spec.kind != "money":
                continue
            read = [read_money(value, spec.decimals) for value in values]
            table.columns[number] = [
                in_rupiah(money.amount, spec.decimals)
                if money.status is MoneyStatus.TEXT and money.amount is not None
                else value
                for money, value in zip(read, values, strict=True)
            ]


# ---- .ods


def _ods(path: Path, limits: Limits) -> Iterator[Grid]:
    """The sheets of an OpenDocument workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(path, archive, limits)
            from lxml import etree

            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(read_part(path, archive, "content.xml"), parser)
    except UnreadableError:
        raise
    except Exception as error:
        raise BrokenOdsError(path, type(error).__name__) from None
    for table in root.iter(f"{_TABLE}table"):
        yield _ods_sheet(path, table)


def _ods_sheet(path: Path, table: Any) -> Grid:
    grid = Grid(table.get(f"{_TABLE}name", ""), [])
    cells = blank = 0
    for line in table.iter(f"{_TABLE}table-row"):
        row: list[Any] = []
        for cell in line:
            if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                continue
            value = _ods_value(cell)
            times = _times(cell, "number-columns-repeated", _MOST_COLUMNS)
            place = (len(grid.rows) + blank + 1, len(row) + 1)
            formula = cell.get(f"{_TABLE}formula")
            if formula:
                grid.formulas[place] = _excel_formula(formula)
                if cell.get(f"{_OFFICE}value-type") is None:
                    grid.uncalculated.add(place)
            _merge(grid, cell, place)
            row += [value] * (times if value is not None else min(times, _MOST_COLUMNS - len(row)))
        while row and row[-1] is None:
            row.pop()
        again = _times(line, "number-rows-repeated", _MOST_ROWS)
        cells += len(row) * again
        if cells > _MOST_CELLS or (row and len(grid.rows) + blank + again > _MOST_ROWS):
            raise LargeOdsSheetError(path, grid.name)
        if not row:
            blank += again
            continue
        grid.rows += [[] for _ in range(blank)] + [list(row) for _ in range(again)]
        blank = 0
    return grid


def _times(element: Any, name: str, most: int) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return min(int(text), most) if text.isdigit() and len(text) < 9 else 1


def _ods_value(cell: Any) -> Any:
    kind = cell.get(f"{_OFFICE}value-type")
    text = "\n".join("".join(part.itertext()) for part in cell if part.tag.endswith("}p")) or None
    if text and re.fullmatch(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)|Err:\d{3}", text):
        return ExcelError(text if text.startswith("#") else "#VALUE!")
    if kind in {"float", "currency", "percentage"}:
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        if kind == "percentage":
            return f"{number * 100:.10g}%".replace(".", ",")
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return text


def _merge(grid: Grid, cell: Any, place: tuple[int, int]) -> None:
    rows = _times(cell, "number-rows-spanned", 500)
    grid.covered |= {(place[0] + down, place[1]): place for down in range(1, rows)}


def _excel_formula(formula: str) -> str:
    """An OpenFormula text as Excel writes it.

    >>> _excel_formula("of:=SUM([.F9:.F12];[$Lain.A1])")
    '=SUM(F9:F12,Lain!A1)'
    """

    def reference(match: re.Match[str]) -> str:
        inside = match[1].replace(":.", ":")
        return inside[1:] if inside.startswith(".") else inside.lstrip("$").replace(".", "!", 1)

    body = _REFERENCE.sub(reference, formula.removeprefix("of:").removeprefix("msoxl:"))
    return body.replace(";", ",")
