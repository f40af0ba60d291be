"""Files that are no Excel workbooks: .csv, .ods and the tables of a .docx as sheets of cells; others refused with a way out."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from rules.model.document import Document
from rules.schema.layout import layouts
from rules.values.money import MoneyStatus, in_rupiah, read_money
from workbook_templates.errors import UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reading.archive import Limits, check_archive, check_file, read_part
from workbook_templates.reading.docx import DocxTable, docx_tables
from workbook_templates.reading.errors import BrokenCsvError, BrokenOdsError, NotCsvError, OtherFormatError
from workbook_templates.reading.limit_errors import LargeOdsSheetError
from workbook_templates.sheet_facts import CELLS_ONLY, Area, Place, SheetFacts

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
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PERCENTAGE = "percentage"
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)|Err:\d{3}")
_MOST_CELLS, _MOST_ROWS, _MOST_COLUMNS = 2_000_000, 1_048_576, 1_024
_REFERENCE = re.compile(r"\[([^\]]*)\]")


def other_sheets(path: Path, limits: Limits) -> list[Grid] | None:
    """The sheets of a file of another format, None for an Excel workbook; raises :class:`UnreadableError`."""
    suffix = path.suffix.lower()
    if suffix in _REFUSED:
        raise OtherFormatError(path, *_REFUSED[suffix])
    if suffix == ".csv":
        check_file(path, limits, "daftar CSV")
        return [Grid(path.stem, list(_csv(path)), CELLS_ONLY)]
    if suffix == ".ods":
        check_file(path, limits, "buku kerja .ods")
        return list(_ods(path, limits))
    if suffix == ".docx":
        return [_of_word(number, table) for number, table in enumerate(docx_tables(path, limits), 1)]
    return None


def _of_word(number: int, table: DocxTable) -> Grid:
    """A table of a document as a sheet: its cells are text, and Word hides no rows or columns."""
    facts = SheetFacts(
        errors={},
        percents=frozenset(),
        formulas={},
        uncalculated=frozenset(),
        merges=table.merges,
        hidden=False,
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
        follows=table.follows,
    )
    return Grid(f"Tabel {number}", table.rows, facts)


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
    unseen = {style.get(f"{_STYLE}name") for style in root.iter(f"{_STYLE}style") if _hides_sheets(style)}
    for table in root.iter(f"{_TABLE}table"):
        yield _OdsSheet(path, table).grid(hidden=table.get(f"{_TABLE}style-name") in unseen)


def _hides_sheets(style: Any) -> bool:
    return any(x.get(f"{_TABLE}display") == "false" for x in style.iter(f"{_STYLE}table-properties"))


class _OdsSheet:
    """One sheet as its XML tells it, from the top; what is repeated is told once."""

    def __init__(self, path: Path, table: Any) -> None:
        self.path, self.table = path, table
        self.name: str = table.get(f"{_TABLE}name", "")
        self.rows: list[list[Any]] = []
        self.blank = self.cells = 0
        self.errors: dict[Place, str] = {}
        self.percents: set[Place] = set()
        self.formulas: dict[Place, str] = {}
        self.uncalculated: set[Place] = set()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()

    def grid(self, *, hidden: bool) -> Grid:
        """The sheet as a grid; raises :class:`UnreadableError` where it unfolds to too many cells."""
        for line in self.table.iter(f"{_TABLE}table-row"):
            self._add(line)
        facts = SheetFacts(
            errors=self.errors,
            percents=self.percents,
            formulas=self.formulas,
            uncalculated=self.uncalculated,
            merges=self.merges,
            hidden=hidden,
            hidden_rows=self.hidden_rows,
            hidden_columns=self._hidden_columns(),
            follows=False,
        )
        return Grid(self.name, self.rows, facts)

    def _add(self, line: Any) -> None:
        """Add a row with its repetitions."""
        row: list[Any] = []
        told: list[tuple[str, range]] = []
        first, again = len(self.rows) + self.blank + 1, _times(line, "number-rows-repeated", _MOST_ROWS)
        for cell in line:
            if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                continue
            value = _ods_value(cell)
            times = _times(cell, "number-columns-repeated", _MOST_COLUMNS)
            self._note(cell, (first, len(row) + 1))
            told.append((_shown_as(cell, value), range(len(row) + 1, len(row) + 1 + times)))
            row += [value] * (times if value is not None else min(times, _MOST_COLUMNS - len(row)))
        while row and row[-1] is None:
            row.pop()
        self.cells += len(row) * again
        if self.cells > _MOST_CELLS or (row and first - 1 + again > _MOST_ROWS):
            raise LargeOdsSheetError(self.path, self.name)
        if not row:
            self.blank += again
            return
        self.rows += [[] for _ in range(self.blank)] + [list(row) for _ in range(again)]
        self.blank = 0
        rows = range(first, first + again)
        if line.get(f"{_TABLE}visibility", "visible") != "visible":
            self.hidden_rows.update(rows)
        for shown, columns in told:
            if shown == _PERCENTAGE:
                self.percents.update(product(rows, columns))
            elif shown:
                self.errors.update(dict.fromkeys(product(rows, columns), shown))

    def _note(self, cell: Any, place: Place) -> None:
        """Note the formula of a cell, and the block that is merged from it on."""
        formula = cell.get(f"{_TABLE}formula")
        if formula:
            self.formulas[place] = _excel_formula(formula)
            if cell.get(f"{_OFFICE}value-type") is None:
                self.uncalculated.add(place)
        down, right = (_times(cell, f"number-{way}-spanned", _MOST_ROWS) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            self.merges.append((*place, place[0] + down - 1, place[1] + right - 1))

    def _hidden_columns(self) -> set[int]:
        found, first = set[int](), 1
        for column in self.table.iter(f"{_TABLE}table-column"):
            stop = min(first + _times(column, "number-columns-repeated", _MOST_COLUMNS), _MOST_COLUMNS + 1)
            if column.get(f"{_TABLE}visibility", "visible") != "visible":
                found.update(range(first, stop))
            first = stop
        return found


def _times(element: Any, name: str, most: int) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return min(int(text), most) if text.isdigit() and len(text) < 9 else 1


def _ods_value(cell: Any) -> Any:
    if cell.get(f"{_OFFICE}value-type") in {"float", "currency", _PERCENTAGE} and not _ERROR.fullmatch(_shown(cell)):
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return _shown(cell) or None


def _shown(cell: Any) -> str:
    """The text a cell shows."""
    return "\n".join("".join(part.itertext()) for part in cell if part.tag.endswith("}p"))


def _shown_as(cell: Any, value: Any) -> str:
    """The error value that a cell shows, or that its number is shown as a percentage; empty for any other cell."""
    if isinstance(value, str) and _ERROR.fullmatch(value):
        return value if value.startswith("#") else "#VALUE!"
    return _PERCENTAGE if value is not None and cell.get(f"{_OFFICE}value-type") == _PERCENTAGE else ""


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
