"""The sheets of an .ods, cell by cell as its XML is read: repeats are reckoned against the limits before they are made."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import replace
from enum import IntEnum
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from rules.model.bilingual import Text
from rules.model.document import ACTIVE, LINK, Foreign
from rules.values.cells import column_letter
from rules.values.number_format import NumberFormat, format_shown
from workbook_templates.grid import Grid
from workbook_templates.reading.active_kinds import DATA_CONNECTIONS, DDE_LINKS, MACROS
from workbook_templates.reading.archive import part_names
from workbook_templates.reading.errors import NoSheetsError
from workbook_templates.reading.excel.active_content import in_formulas, in_names
from workbook_templates.reading.limit_errors import FarCellError, LargeOdsSheetError, ManySheetsError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.opendocument.active_content import check_open, in_ods_parts
from workbook_templates.reading.opendocument.cell_text import SPACES, OdsText
from workbook_templates.reading.opendocument.cells import (
    KIND,
    OFFICE,
    PERCENTAGE,
    TABLE,
    TEXT,
    excel_formula,
    shown_error,
    times,
    value_of,
)
from workbook_templates.reading.opendocument.sheet import OdsSheet
from workbook_templates.reading.opendocument.styles import CELLS, OASIS, TEXTS, OdsStyles, StylesPart
from workbook_templates.reading.received import check_file
from workbook_templates.reading.xml_stream import XmlStream, office_archive, read_stream, whole
from workbook_templates.sheet_facts import Place, struck_part

_PROGRAM = "Excel atau LibreOffice"
_CONTENT, _STYLES = "content.xml", "styles.xml"
_PLACE = "http://www.w3.org/1999/xlink href"
_ROWS, _COLUMNS = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"
_FORMULA, _STYLE, _DEFAULT = f"{TABLE}formula", f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_SHOWN = f"{TABLE}visibility"
_GROUPS = ("table-row-group", "table-column-group")
_AROUND = {
    f"{TABLE}{name}"
    for name in (
        "table-header-rows", "table-rows", "table-columns", "table-header-columns", "named-expressions", "database-ranges",
        "database-range", "dde-links",
    )
}  # fmt: skip
"""Elements that only hold others, around rows, columns, names and sources of data."""
_ACTIVE = {
    f"{TABLE}dde-link": DDE_LINKS, f"{OFFICE}script": MACROS, f"{OASIS}script:1.0 event-listener": MACROS,
    **{f"{TABLE}database-source-{kind}": DATA_CONNECTIONS for kind in ("sql", "table", "query")},
}  # fmt: skip
_LISTS = {f"{TEXT}list", f"{TEXT}list-item"}
_MOST_SPACES, _TALLEST = 100, 500
_CACHE = re.compile("'.+'#.+", re.DOTALL)
"""The name of a sheet that LibreOffice keeps of another workbook, and shows to nobody."""
_COPY = Text("salinan tabel dari buku kerja lain", "a copy of a table of another workbook")
_MOST_TOLD = 200


class _Level(IntEnum):
    """What is being read: each lies in the one before."""

    DOCUMENT = 0
    WORKBOOK = 1
    SHEET = 2
    ROW = 3
    CELL = 4
    TEXT = 5


def ods_sheets(path: Path, limits: Limits) -> tuple[list[Grid], list[Foreign]]:
    """The sheets of an OpenDocument workbook, and what in it reaches outside or acts; raises :class:`UnreadableError`."""
    check_file(path, limits, "buku kerja .ods")
    with office_archive(path, limits, _PROGRAM) as archive:
        check_open(path, archive)
        book = _OdsBook(path, limits)
        if _STYLES in part_names(archive):
            read_stream(path, archive, _STYLES, StylesPart(book.styles), limits)
        read_stream(path, archive, _CONTENT, book, limits)
        found = [*in_ods_parts(path, archive), *book.foreign, *in_names(book.names)]
    if not book.sheets:
        raise NoSheetsError(path)
    return book.sheets, list(dict.fromkeys(found))[:_MOST_TOLD]


class _OdsBook(XmlStream):
    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__()
        self.sheets: list[Grid] = []
        self.foreign: list[Foreign] = []
        self.names: list[tuple[str, str]] = []
        self.styles = OdsStyles()
        self._path, self._limits = path, limits
        self._level = _Level.DOCUMENT
        self._cells = self._area = self._columns = self._shut = 0
        self._folded: list[bool] = []
        self.begins = {
            f"{OFFICE}spreadsheet": self._open_workbook, f"{TABLE}table": self._open_sheet,
            f"{TABLE}table-row": self._open_row, f"{TABLE}table-cell": self._open_cell,
            f"{TABLE}covered-table-cell": self._open_cell, f"{TEXT}p": self._open_text, f"{TEXT}h": self._open_text,
            f"{TEXT}span": self._open_span, f"{TABLE}table-column": self._column_look,
            f"{TABLE}table-source": self._link, f"{TABLE}cell-range-source": self._link,
            f"{TABLE}named-range": partial(self._name, "cell-range-address"),
            f"{TABLE}named-expression": partial(self._name, "expression"),
            **{name: partial(self._acts, what) for name, what in _ACTIVE.items()},
            **dict.fromkeys([f"{TABLE}{name}" for name in _GROUPS], self._open_group),
            **{name: partial(self._space, sign) for name, sign in SPACES.items()}, **self.styles.begins,
        }  # fmt: skip
        self.ends = {
            f"{OFFICE}spreadsheet": self._close_workbook, f"{TABLE}table": self._close_sheet,
            f"{TABLE}table-row": self._close_row, f"{TABLE}table-cell": self._close_cell,
            f"{TABLE}covered-table-cell": self._close_cell, f"{TEXT}p": self._close_text, f"{TEXT}h": self._close_text,
            f"{TEXT}span": self._close_span, **dict.fromkeys([f"{TABLE}{name}" for name in _GROUPS], self._close_group),
        }  # fmt: skip

    def other(self, name: str) -> bool:
        """Other tables and texts lie in comments, drawings and logs of changes, which are not read."""
        if self._level is _Level.TEXT:
            return name.startswith(TEXT)
        if self._level is _Level.CELL:
            return name in _LISTS
        return self._level is _Level.DOCUMENT or name in _AROUND

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

    # ---- what reaches outside

    def _link(self, attributes: dict[str, str]) -> bool:
        """A sheet or an area that is fetched from another workbook."""
        if self._level in {_Level.SHEET, _Level.CELL}:
            told = attributes.get(_PLACE, "") or "?"
            self.foreign.append(Foreign(LINK, _COPY, told=told[:120]))
            self._linked = True
        return False

    def _name(self, what: str, attributes: dict[str, str]) -> bool:
        formula = attributes.get(f"{TABLE}{what}", "")
        written = excel_formula(f"=[{formula}]" if what != "expression" else formula)
        self.names.append((attributes.get(f"{TABLE}name", ""), written))
        return False

    def _acts(self, what: Text, _: dict[str, str]) -> bool:
        self.foreign.append(Foreign(ACTIVE, what, told=_CONTENT))
        return False

    # ---- what is hidden

    def _open_group(self, attributes: dict[str, str]) -> bool:
        if self._level is not _Level.SHEET:
            return False
        self._folded.append(attributes.get(f"{TABLE}display") == "false")
        return True

    def _close_group(self) -> None:
        self._folded.pop()

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        shut = (
            attributes.get(_SHOWN, "visible") != "visible" or attributes.get(f"{TABLE}style-name") in self.styles.hidden
        )
        return shut or any(self._folded)

    def _column_look(self, attributes: dict[str, str]) -> bool:
        if self._level is not _Level.SHEET:
            return False
        first = self._columns + 1
        self._columns = min(self._columns + times(attributes, "number-columns-repeated"), self._limits.columns)
        these = range(first, self._columns + 1)
        if self._is_hidden(attributes):
            self._sheet.hidden_columns.update(these)
        if self.styles.strikes(CELLS, attributes.get(_DEFAULT, "")):
            self._sheet.struck_columns.update(these)
        return True

    # ---- sheets and rows

    def _open_sheet(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.SHEET):
            return False
        if len(self.sheets) >= self._limits.sheets:
            raise ManySheetsError(self._path, len(self.sheets) + 1)
        name, style = attributes.get(f"{TABLE}name", ""), attributes.get(_STYLE, "")
        self._sheet = OdsSheet(name, hidden=style in self.styles.hidden)
        self._blank = self._widest = self._columns = 0
        self._linked = False
        return True

    def _close_sheet(self) -> None:
        self._level, sheet = _Level.WORKBOOK, self._sheet
        self._area += len(sheet.rows) * self._widest
        if _CACHE.fullmatch(sheet.name):
            # What a link showed when it was last followed; the office program shows no such sheet.
            self.foreign += [] if self._linked else [Foreign(LINK, _COPY, told=sheet.name[:120])]
            return
        for row, column, what in in_formulas(sheet.name, sheet.formulas):
            self.foreign.append(replace(what, cell=f"{column_letter(column)}{row}"))
        self.sheets.append(sheet.grid())

    def _open_row(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.ROW):
            return False
        self._row: list[Any] = []
        self._column = 0
        self._noted: list[tuple[MutableMapping[Place, Any], Any, range]] = []
        self._spans: list[tuple[int, int, int]] = []
        self._hides, self._row_style = self._is_hidden(attributes), attributes.get(_DEFAULT, "")
        self._at = len(self._sheet.rows) + self._blank + 1
        self._again = times(attributes, "number-rows-repeated")
        return True

    def _close_row(self) -> None:
        self._level = _Level.SHEET
        if not self._row and not self._spans:
            self._blank += self._again
            return
        sheet, last = self._sheet, self._at + self._again - 1
        self._widest = max(self._widest, len(self._row))
        self._count(
            self._blank + self._again * (len(self._row) + sum(min(tall, _TALLEST) for _, tall, _ in self._spans))
        )
        if last > self._limits.rows:
            raise FarCellError(self._path, sheet.name, f"{column_letter(1)}{last}")
        if self._area + last * self._widest > self._limits.area:
            raise LargeOdsSheetError(self._path, sheet.name)
        sheet.rows += [[] for _ in range(self._blank)]
        sheet.rows += [list(self._row) for _ in range(self._again)]
        self._blank = 0
        rows = range(self._at, last + 1)
        if self._hides:
            sheet.hidden_rows.update(rows)
        for fact, told, columns in self._noted:
            fact.update(dict.fromkeys(product(rows, columns), told))
        for first, tall, wide in self._spans:
            sheet.merges += [(row, first, row + tall - 1, first + wide - 1) for row in rows]

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self._limits.cells:
            raise LargeOdsSheetError(self._path, self._sheet.name)

    # ---- cells

    def _open_cell(self, attributes: dict[str, str]) -> bool:
        if not self._down(_Level.CELL):
            return False
        self._attributes = attributes
        self._text = OdsText()
        return True

    def _close_cell(self) -> None:
        self._level = _Level.ROW
        attributes = self._attributes
        first, self._column = self._column + 1, self._column + times(attributes, "number-columns-repeated")
        formula, value = attributes.get(_FORMULA), None
        texts = self._text.paragraphs
        if texts or KIND in attributes:
            value = value_of(attributes, texts)
        if _ROWS in attributes or _COLUMNS in attributes:
            tall, wide = (times(attributes, f"number-{way}-spanned") for way in ("rows", "columns"))
            self._spans += [(first, tall, wide)] if tall > 1 or wide > 1 else []
        if value is None and formula is None:
            return
        if self._column > self._limits.columns:
            raise FarCellError(self._path, self._sheet.name, f"{column_letter(self._column)}{self._at}")
        columns = range(first, self._column + 1)
        self._row += [None] * (first - 1 - len(self._row)) + [value] * len(columns)
        if formula is not None:
            self._noted.append((self._sheet.formulas, excel_formula(formula), columns))
            if not texts and KIND not in attributes:
                self._noted.append((self._sheet.uncalculated, "", columns))
        if value is not None:
            self._note(value, attributes, columns)

    def _note(self, value: Any, attributes: dict[str, str], columns: range) -> None:
        """Note how a cell shows its value."""
        sheet, style = self._sheet, attributes.get(_STYLE) or self._row_style
        if error := shown_error(value):
            self._noted.append((sheet.errors, error, columns))
        elif attributes.get(KIND) == PERCENTAGE and not isinstance(value, str):
            self._noted.append((sheet.percents, "", columns))
        told = NumberFormat()
        if self._text.paragraphs and type(value) in (int, float) and attributes.get(KIND) != PERCENTAGE:
            told = format_shown(value, " ".join(self._text.paragraphs))
        told = told._replace(white=self.styles.is_white(style))
        if any(told):
            self._noted.append((sheet.formats, told, columns))
        if isinstance(value, str) and any(look := self.styles.look(style)):
            self._noted.append((sheet.looks, look, columns))
        by_style, runs = self.styles.strikes(CELLS, style), self._text.runs
        if not by_style and not sheet.struck_columns and not any(struck for _, struck in runs):
            return
        for column in columns:
            cell = bool(by_style) if style else column in sheet.struck_columns
            part = struck_part([(text, cell if own is None else own) for text, own in runs] or [(str(value), cell)])
            if part is not None:
                self._noted.append((sheet.struck, part, range(column, column + 1)))

    # ---- texts

    def _open_text(self, _: dict[str, str]) -> bool:
        if not self._down(_Level.TEXT):
            return False
        self.parser.CharacterDataHandler = self._text.pieces.append
        return True

    def _open_span(self, attributes: dict[str, str]) -> bool:
        if self._level is not _Level.TEXT:
            return False
        style = attributes.get(f"{TEXT}style-name", "")
        self._text.turn(self.styles.strikes(TEXTS, style), self.styles.raises(style))
        return True

    def _close_span(self) -> None:
        self._text.back()

    def _space(self, sign: str, attributes: dict[str, str]) -> bool:
        if self._level is _Level.TEXT:
            self._text.pieces.append(sign * min(whole(attributes.get(f"{TEXT}c", "")), _MOST_SPACES))
        return True

    def _close_text(self) -> None:
        self._level = _Level.CELL
        self.parser.CharacterDataHandler = None
        self._text.close()
