"""The sheets of an .ods, cell by cell as its XML is read: repeats are reckoned against the limits before they are made."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from rules.model.document import LINK, Foreign
from rules.values.cells import column_letter
from workbook_templates.grid import Grid
from workbook_templates.reading.errors import NoSheetsError
from workbook_templates.reading.limit_errors import FarCellError, LargeOdsSheetError, ManySheetsError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.received import check_file
from workbook_templates.reading.xml_stream import XmlStream, office_archive, read_stream, whole
from workbook_templates.sheet_facts import Area, Place, SheetFacts

_PROGRAM = "Excel atau LibreOffice"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = f"{_OASIS}office:1.0 ", f"{_OASIS}table:1.0 ", f"{_OASIS}text:1.0 "
_SOURCE, _PLACE = f"{_TABLE}table-source", "http://www.w3.org/1999/xlink href"
_ROWS, _COLUMNS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_FORMULA, _KIND = f"{_TABLE}formula", f"{_OFFICE}value-type"
_STYLE, _LOOK = f"{_OASIS}style:1.0 style", f"{_OASIS}style:1.0 table-properties"
_SHOWN, _PERCENTAGE = f"{_TABLE}visibility", "percentage"
_AROUND_ROWS = {
    f"{_TABLE}{name}"
    for name in (
        "table-header-rows",
        "table-rows",
        "table-row-group",
        "table-columns",
        "table-header-columns",
        "table-column-group",
    )
}
_SPACES = {f"{_TEXT}s": "\1", f"{_TEXT}tab": "\2", f"{_TEXT}line-break": "\3"}
"""Elements that stand for white space, as signs that no XML can hold until the other white space is put in order."""
_MEANT = {1: " ", 2: "\t", 3: "\n"}
_MOST_SPACES, _TALLEST = 100, 500
_BLANK = re.compile("[ \t\r\n]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,4})?")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!)|Err:[0-9]{3}")
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")


class _Level(IntEnum):
    """What is being read: each lies in the one before."""

    DOCUMENT = 0
    WORKBOOK = 1
    SHEET = 2
    ROW = 3
    CELL = 4
    TEXT = 5


def ods_sheets(path: Path, limits: Limits) -> tuple[list[Grid], list[Foreign]]:
    """The sheets of an OpenDocument workbook, and the workbooks it points to; raises :class:`UnreadableError`."""
    check_file(path, limits, "buku kerja .ods")
    with office_archive(path, limits, _PROGRAM) as archive:
        book = _OdsBook(path, limits)
        read_stream(path, archive, "content.xml", book, limits)
    if not book.sheets:
        raise NoSheetsError(path)
    return book.sheets, book.foreign


class _OdsSheet:
    """What is known so far of a sheet; what is repeated is told once in its XML, and noted for each place here."""

    def __init__(self, attributes: dict[str, str], unseen: set[str]) -> None:
        self.name = attributes.get(f"{_TABLE}name", "")
        self.hidden = attributes.get(f"{_TABLE}style-name", "") in unseen
        self.rows: list[list[Any]] = []
        self.errors: dict[Place, str] = {}
        self.percents: set[Place] = set()
        self.formulas: dict[Place, str] = {}
        self.uncalculated: set[Place] = set()
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def grid(self) -> Grid:
        """The sheet as a grid."""
        facts = SheetFacts(
            errors=self.errors,
            percents=self.percents,
            formulas=self.formulas,
            uncalculated=self.uncalculated,
            merges=self.merges,
            hidden=self.hidden,
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
            follows=False,
        )
        return Grid(self.name, self.rows, facts)


class _OdsBook(XmlStream):
    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__()
        self.sheets: list[Grid] = []
        self.foreign: list[Foreign] = []
        self._path, self._limits = path, limits
        self._level = _Level.DOCUMENT
        self._cells = self._area = self._columns = 0
        self._unseen: set[str] = set()
        self._style = ""
        self.begins = {
            f"{_OFFICE}spreadsheet": self._open_workbook, f"{_TABLE}table": self._open_sheet,
            f"{_TABLE}table-row": self._open_row, f"{_TABLE}table-cell": self._open_cell,
            f"{_TABLE}covered-table-cell": self._open_cell, f"{_TEXT}p": self._open_text, _SOURCE: self._link,
            f"{_TABLE}table-column": self._column_look, _STYLE: self._open_style, _LOOK: self._sheet_look,
            **{name: partial(self._space, sign) for name, sign in _SPACES.items()},
        }  # fmt: skip
        self.ends = {
            f"{_OFFICE}spreadsheet": self._close_workbook, f"{_TABLE}table": self._close_sheet,
            f"{_TABLE}table-row": self._close_row, f"{_TABLE}table-cell": self._close_cell,
            f"{_TABLE}covered-table-cell": self._close_cell, f"{_TEXT}p": self._close_text,
        }  # fmt: skip

    def other(self, name: str) -> bool:
        """Other tables and texts lie in comments, drawings and logs of changes, which are not read."""
        if self._level is _Level.TEXT:
            return name.startswith(_TEXT)
        return self._level is _Level.DOCUMENT or name in _AROUND_ROWS

    def _down(self, level: _Level) -> bool:
        """Whether a level is opened at its place, from the one around it."""
        if self._level != level - 1:
            return False
        self._level = level
        return True

    def _open_workbook(self, _: dict[str, str]) -> bool:
        return self._down(_Level.WORKBOOK)

    def _close_workbook(self) -> None:
        self._level = _Level.DOCUMENT

    # ---- what is hidden

    def _open_style(self, attributes: dict[str, str]) -> bool:
        self._style = attributes.get(f"{_OASIS}style:1.0 name", "")
        return self._level is _Level.DOCUMENT

    def _sheet_look(self, attributes: dict[str, str]) -> bool:
        if attributes.get(f"{_TABLE}display") == "false":
            self._unseen.add(self._style)
        return False

    def _column_look(self, attributes: dict[str, str]) -> bool:
        if self._level is not _Level.SHEET:
            return False
        first = self._columns + 1
        self._columns = min(self._columns + _times(attributes, "number-columns-repeated"), self._limits.columns)
        if attributes.get(_SHOWN, "visible") != "visible":
            self._sheet.hidden_columns.update(range(first, self._columns + 1))
        return True

    # ---- sheets and rows

    def _open_sheet(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.SHEET):
            return False
        if len(self.sheets) >= self._limits.sheets:
            raise ManySheetsError(self._path, len(self.sheets) + 1)
        self._sheet = _OdsSheet(attributes, self._unseen)
        self._blank = self._widest = self._columns = 0
        self._cached = ""
        return True

    def _link(self, attributes: dict[str, str]) -> bool:
        if self._level is _Level.SHEET:
            self._cached = attributes.get(_PLACE, "") or "?"
        return False

    def _close_sheet(self) -> None:
        self._level = _Level.WORKBOOK
        self._area += len(self._sheet.rows) * self._widest
        if self._cached:
            # What a link showed when it was last followed; the office program shows no such sheet.
            self.foreign.append(Foreign(LINK, "salinan tabel dari buku kerja lain", told=self._cached[:120]))
            return
        self.sheets.append(self._sheet.grid())

    def _open_row(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.ROW):
            return False
        self._row: list[Any] = []
        self._column = 0
        self._shown: list[tuple[str, int, int]] = []
        self._unseen_row = attributes.get(_SHOWN, "visible") != "visible"
        self._at = len(self._sheet.rows) + self._blank + 1
        self._again = _times(attributes, "number-rows-repeated")
        return True

    def _close_row(self) -> None:
        self._level = _Level.SHEET
        if not self._row:
            self._blank += self._again
            return
        sheet, last = self._sheet, self._at + self._again - 1
        self._widest = max(self._widest, len(self._row))
        self._count(self._blank + self._again * len(self._row))
        if last > self._limits.rows:
            raise FarCellError(self._path, self._sheet.name, f"{column_letter(1)}{last}")
        if self._area + last * self._widest > self._limits.area:
            raise LargeOdsSheetError(self._path, self._sheet.name)
        sheet.rows += [[] for _ in range(self._blank)]
        sheet.rows += [list(self._row) for _ in range(self._again)]
        self._blank = 0
        rows = range(self._at, last + 1)
        if self._unseen_row:
            sheet.hidden_rows.update(rows)
        for shown, first, stop in self._shown:
            places = product(rows, range(first, stop))
            if shown == _PERCENTAGE:
                sheet.percents.update(places)
            else:
                sheet.errors.update(dict.fromkeys(places, shown))

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self._limits.cells:
            raise LargeOdsSheetError(self._path, self._sheet.name)

    # ---- cells

    def _open_cell(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.CELL):
            return False
        self._attributes = attributes
        self._texts: list[str] = []
        return True

    def _close_cell(self) -> None:
        self._level = _Level.ROW
        attributes = self._attributes
        times = _times(attributes, "number-columns-repeated")
        first, self._column = self._column + 1, self._column + times
        formula = attributes.get(_FORMULA)
        merged = _ROWS in attributes or _COLUMNS in attributes
        if formula is None and not self._texts and _KIND not in attributes and not merged:
            return
        value = _value(attributes, self._texts)
        if value is None and formula is None and not merged:
            return
        last = self._column if value is not None else first
        if last > self._limits.columns:
            raise FarCellError(self._path, self._sheet.name, f"{column_letter(last)}{self._at}")
        if formula is not None:
            self._sheet.formulas[self._at, first] = _excel_formula(formula)
            if not self._texts and _KIND not in attributes:
                self._sheet.uncalculated.add((self._at, first))
        tall, wide = (_times(attributes, f"number-{way}-spanned") for way in ("rows", "columns")) if merged else (1, 1)
        if tall > 1 or wide > 1:
            self._count(min(tall, _TALLEST))
            self._sheet.merges.append((self._at, first, self._at + tall - 1, first + wide - 1))
        if value is not None:
            self._row += [None] * (first - 1 - len(self._row)) + [value] * times
            if shown := _shown_as(attributes, value):
                self._shown.append((shown, first, first + times))

    # ---- texts

    def _open_text(self, _: dict[str, str]) -> bool:
        if not self._down(_Level.TEXT):
            return False
        self._pieces: list[str] = []
        self.parser.CharacterDataHandler = self._pieces.append
        return True

    def _space(self, sign: str, attributes: dict[str, str]) -> bool:
        if self._level is _Level.TEXT:
            self._pieces.append(sign * min(whole(attributes.get(f"{_TEXT}c", "")), _MOST_SPACES))
        return True

    def _close_text(self) -> None:
        self._level = _Level.CELL
        self.parser.CharacterDataHandler = None
        self._texts.append(_BLANK.sub(" ", "".join(self._pieces)).translate(_MEANT))


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something is repeated, or how far it reaches; once where that is no number or is not said."""
    told = attributes.get(_TABLE + name)
    return whole(told) if told else 1


def _value(attributes: dict[str, str], texts: list[str]) -> Any:
    """The value of a cell; what is no number though it says so is the text that is shown."""
    text = "\n".join(texts) or attributes.get(f"{_OFFICE}string-value") or None
    told = attributes.get(f"{_OFFICE}value", "")
    a_number = attributes.get(_KIND) in {"float", "currency", _PERCENTAGE} and _NUMBER.fullmatch(told)
    if not a_number or (text and _ERROR.fullmatch(text)):
        return text
    amount = float(told)
    return int(amount) if amount.is_integer() and abs(amount) < 1e15 else amount


def _shown_as(attributes: dict[str, str], value: Any) -> str:
    """The error value that a cell shows, or that its number is shown as a percentage; empty for any other cell."""
    if isinstance(value, str) and _ERROR.fullmatch(value):
        return value if value.startswith("#") else "#VALUE!"
    return _PERCENTAGE if not isinstance(value, str) and attributes.get(_KIND) == _PERCENTAGE else ""


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
