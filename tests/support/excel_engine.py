"""A stand-in for Excel: an xlwings engine over openpyxl, through xlwings' own extension point, strict as COM is.

Numbers arrive as floats, one cell as a scalar and a block as tuples of tuples, errors as COM's numbers, `number_format`
and `merge_cells` as None where cells differ. A text written into a cell that is not formatted as text is taken for
what an Indonesian Excel takes it for: a formula, a number, a time (`2.17.01`); an apostrophe keeps it a text. A locked
cell of a protected sheet refuses to be written. Every call that would cross to Excel is counted.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import openpyxl
import openpyxl.comments
import pandas as pd
import xlwings as xw
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string, get_column_letter
from python_calamine import CalamineWorkbook
from xlwings import base_classes, utils

CALLS: Counter[str] = Counter()
"""Calls to Excel by name, since the last :func:`fresh`."""
SPENT = [0.0]
"""Seconds that the calls took here: in Excel it is Excel's own time."""
_ERRORS = {"#NULL!": -2146826288, "#DIV/0!": -2146826281, "#VALUE!": -2146826273, "#REF!": -2146826265,
           "#NAME?": -2146826259, "#NUM!": -2146826252, "#N/A": -2146826246}  # fmt: skip
ERROR_TEXTS = {number: text for text, number in _ERRORS.items()}
"""The errors of cells as texts, by the numbers that COM has for them."""
_TEXTS_IN = ("xl/sharedStrings.xml", "xl/worksheets/sheet")
_NUMBER_LIKE = re.compile(r"[-+]?(?:Rp\s*)?\d[\d.,:/-]*\s*%?")
_LINK = re.compile(r'=HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")*)"\)')

_ROW = re.compile(r"=ROW\('(?:[^']|'')+'![A-Z]+(\d+)\)")


class ComError(Exception):
    """What Excel raises through COM."""


def com(work: Callable[..., Any]) -> Callable[..., Any]:
    """Count a call that crosses to Excel."""

    @functools.wraps(work)
    def counted(self: Any, *args: Any, **options: Any) -> Any:
        CALLS[f"{type(self).__name__}.{work.__name__}"] += 1
        began = time.perf_counter()
        try:
            return work(self, *args, **options)
        finally:
            SPENT[0] += time.perf_counter() - began

    return counted


class Engine:
    """The engine xlwings talks to."""

    name, type = "excel-double", "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, int) and not isinstance(value, bool):
                return ERROR_TEXTS[value] if err_to_str else None
            if isinstance(value, dt.datetime) and datetime_builder is not dt.datetime:
                return datetime_builder(value.year, value.month, value.day)
            return number_builder(value) if isinstance(value, float) and number_builder else value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
            return ""
        return value.item() if isinstance(value, np.generic) else value


class Apps(base_classes.Apps):
    def __init__(self) -> None:
        self.all = [App()]

    def __iter__(self) -> Iterator[App]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, key: int) -> App:
        return self.all[0]

    def keys(self) -> list[int]:
        return [1]


class App(base_classes.App):
    """One Excel; what it alerts and shows is kept for tests to look at."""

    display_alerts = screen_updating = visible = True
    calculation, status_bar, pid = "automatic", False, 1

    def __init__(self) -> None:
        self._books = Books(self)
        self.alerts: list[tuple[str, str]] = []
        self.selected: Range | None = None

    engine = property(lambda _: ENGINE.impl)
    books = property(lambda self: self._books)
    api = property(lambda self: self)

    @property
    @com
    def selection(self) -> Range | None:
        return self.selected

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def alert(self, prompt: str, title: str, *_: Any) -> str:
        self.alerts.append((title, prompt))
        return "ok"


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app, self.all = app, list[Book]()

    @property
    def active(self) -> Book:
        return self.all[-1]

    @com
    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        self.all.append(Book(self, fullname, Path(fullname).name))
        return self.all[-1]

    def unsaved(self, source: Path | io.BytesIO) -> Book:
        """A workbook with the content of a file that was never saved itself."""
        self.all.append(Book(self, source, "Book1", saved=False))
        return self.all[-1]

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.all)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.all[key - 1]
        for book in self.all:
            if key.casefold() in (book.name.casefold(), book.fullname.casefold()):
                return book
        raise KeyError(key)


class Book(base_classes.Book):
    """An open workbook: one openpyxl workbook of formulas, one of the values Excel shows."""

    def __init__(self, books: Books, path: Any, name: str, *, saved: bool = True) -> None:
        self.books, self._name, self._fullname = books, name, str(path) if saved else name
        self.formulas, self.values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        self.buried = _buried(path, self.values)
        self.source = path

    @functools.cached_property
    def rich(self) -> Any:
        """The workbook with the runs of its texts, None where none of them is struck out."""
        with zipfile.ZipFile(self.source) as archive:
            texts = [archive.read(name) for name in archive.namelist() if name.startswith(_TEXTS_IN)]
        return openpyxl.load_workbook(self.source, rich_text=True) if any(b"<strike" in x for x in texts) else None

    api = property(lambda self: self.formulas)
    app = property(lambda self: self.books.app)
    fullname = property(lambda self: self._fullname)
    sheets = property(lambda self: Sheets(self))

    @property
    @com
    def name(self) -> str:
        return self._name

    def save(self, path: str | None = None, **_: Any) -> None:
        self.formulas.save(path or self._fullname)

    def activate(self) -> None:
        pass

    def close(self) -> None:
        self.books.all.remove(self)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    api = property(lambda self: self.book.formulas)

    @property
    @com
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.formulas.active.title)

    @com
    def __len__(self) -> int:
        return len(self.book.formulas.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        for sheet in self.book.formulas.worksheets:
            CALLS["Sheets.item"] += 1
            yield Sheet(self.book, sheet.title)

    @com
    def __call__(self, key: int | str) -> Sheet:
        names = self.book.formulas.sheetnames
        if isinstance(key, int):
            return Sheet(self.book, names[key - 1])
        found = [name for name in names if name.casefold() == key.casefold()]
        if not found:
            raise KeyError(key)
        return Sheet(self.book, found[0])

    @com
    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:
        if self.book.formulas.security and self.book.formulas.security.lockStructure:
            raise ComError("(-2147352567, 'Exception occurred.')")
        at = before.index - 1 if before else after.index if after else None
        for book in (self.book.formulas, self.book.values):
            book.create_sheet(name, at)
        return Sheet(self.book, str(name))


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, title: str) -> None:
        self._book, self.title = book, title

    api = property(lambda self: self.formulas)
    book = property(lambda self: self._book)
    formulas = property(lambda self: self._book.formulas[self.title])
    values = property(lambda self: self._book.values[self.title])

    @property
    @com
    def name(self) -> str:
        return self.title

    @property
    @com
    def index(self) -> int:
        return int(self._book.formulas.sheetnames.index(self.title)) + 1

    @property
    @com
    def used_range(self) -> Range:
        return Range(self, (1, 1), (self.formulas.max_row, self.formulas.max_column))

    @com
    def range(self, first: Any, last: Any = None) -> Range:
        return Range(self, first, last)

    @property
    def cells(self) -> Range:
        return Range(self, (1, 1), (1_048_576, 16_384))

    @property
    @com
    def visible(self) -> bool:
        return bool(self.formulas.sheet_state == "visible")

    @visible.setter
    @com
    def visible(self, visible: bool) -> None:
        self.formulas.sheet_state = "visible" if visible else "hidden"

    @com
    def activate(self) -> None:
        self._book.formulas.active = self.index - 1

    @com
    def delete(self) -> None:
        for book in (self._book.formulas, self._book.values):
            del book[self.title]

    @com
    def autofit(self, axis: str | None = None) -> None:
        pass


class Range(base_classes.Range):
    """A block of cells."""

    has_array = max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, first: Any, last: Any = None) -> None:
        self.sheet, self.options = sheet, None
        if isinstance(first, Range):
            first, last = first.first, (last or first).last
        elif isinstance(first, str):
            first, last = utils.a1_to_tuples(first)
        self.first, self.last = first, last or first

    api = property(lambda self: Com(self))
    coords = property(lambda self: (self.sheet.title, *self.first, *self.shape))

    @property
    @com
    def row(self) -> int:
        return int(self.first[0])

    @property
    @com
    def column(self) -> int:
        return int(self.first[1])

    @property
    @com
    def shape(self) -> tuple[int, int]:
        return self.size

    @property
    def size(self) -> tuple[int, int]:
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1

    def __len__(self) -> int:
        return self.size[0] * self.size[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            down, across = divmod(row - 1, self.size[1])
        else:
            down, across = row - 1, column - 1
        return Range(self.sheet, (self.first[0] + down, self.first[1] + across))

    @property
    @com
    def address(self) -> str:
        first, last = (f"${get_column_letter(c)}${r}" for r, c in (self.first, self.last))
        return first if first == last else f"{first}:{last}"

    def _rows(self, sheet: Any) -> Iterator[tuple[Any, ...]]:
        return sheet.iter_rows(self.first[0], self.last[0], self.first[1], self.last[1])  # type: ignore[no-any-return]

    def _cells(self) -> Iterator[Any]:
        return (cell for row in self._rows(self.sheet.formulas) for cell in row)

    def _as_com(self, rows: list[tuple[Any, ...]]) -> Any:
        return rows[0][0] if self.size == (1, 1) else tuple(rows)

    # ---- values and formulas

    @property
    @com
    def raw_value(self) -> Any:
        buried = self.sheet.book.buried.get(self.sheet.title, {})
        return self._as_com(
            [
                tuple(_out(buried.get((cell.row, cell.column), cell.value)) for cell in row)
                for row in self._rows(self.sheet.values)
            ]
        )

    @raw_value.setter
    @com
    def raw_value(self, given: Any) -> None:
        height, width = self.size
        rows = given if isinstance(given, list | tuple) else [[given] * width] * height
        for row, values in zip(self._rows(self.sheet.formulas), rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                self._put(cell, value)

    def _put(self, cell: Any, value: Any) -> None:
        if self.sheet.formulas.protection.sheet and cell.protection.locked:
            raise ComError("(-2147352567, 'Exception occurred.', (0, 'Microsoft Excel', 'sel dilindungi'))")
        if type(cell).__name__ == "MergedCell":
            return
        shown = self.sheet.values.cell(cell.row, cell.column)
        if isinstance(value, str) and value.startswith("="):
            cell.value = value
            shown.value = _reckoned(value)
            return
        cell.value = shown.value = _typed(value, cell.number_format == "@")
        if isinstance(value, str):
            cell.data_type = shown.data_type = "s" if isinstance(cell.value, str) else "n"

    @property
    @com
    def formula(self) -> Any:
        def told(value: Any) -> str:
            if value is None:
                return ""
            return str(getattr(value, "text", value))

        return self._as_com([tuple(told(cell.value) for cell in row) for row in self._rows(self.sheet.formulas)])

    @com
    def clear_contents(self) -> None:
        for cell in self._cells():
            self._put(cell, None)

    # ---- notes and filters

    @property
    @com
    def note(self) -> Note | None:
        cell = self.sheet.formulas.cell(*self.first)
        return Note(cell) if cell.comment else None

    @com
    def add_note(self, text: str) -> Note:
        cell = self.sheet.formulas.cell(*self.first)
        if self.sheet.formulas.protection.sheet and self.sheet.formulas.protection.objects:
            raise ComError("(-2147352567, 'Exception occurred.', (0, 'Microsoft Excel', 'lembar dilindungi'))")
        cell.comment = openpyxl.comments.Comment(text, "")
        return Note(cell)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    # ---- formats

    @property
    @com
    def number_format(self) -> str | None:
        found = {cell.number_format for cell in self._cells()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    @com
    def number_format(self, code: str) -> None:
        for cell in self._cells():
            cell.number_format = code

    @property
    @com
    def merge_cells(self) -> bool | None:
        inside = sum(
            max(0, min(self.last[0], area.max_row) - max(self.first[0], area.min_row) + 1)
            * max(0, min(self.last[1], area.max_col) - max(self.first[1], area.min_col) + 1)
            for area in self.sheet.formulas.merged_cells.ranges
        )
        return None if 0 < inside < len(self) else inside > 0

    @property
    @com
    def merge_area(self) -> Range:
        for area in self.sheet.formulas.merged_cells.ranges:
            if area.min_row <= self.first[0] <= area.max_row and area.min_col <= self.first[1] <= area.max_col:
                return Range(self.sheet, (area.min_row, area.min_col), (area.max_row, area.max_col))
        return self

    @property
    @com
    def column_width(self) -> float | None:
        return self.sheet.formulas.column_dimensions[get_column_letter(self.first[1])].width  # type: ignore[no-any-return]

    @column_width.setter
    @com
    def column_width(self, width: float) -> None:
        for column in range(self.first[1], self.last[1] + 1):
            self.sheet.formulas.column_dimensions[get_column_letter(column)].width = width

    @property
    def row_height(self) -> Any:
        return None

    @row_height.setter
    @com
    def row_height(self, height: float) -> None:
        for row in range(self.first[0], self.last[0] + 1):
            self.sheet.formulas.row_dimensions[row].height = height

    @property
    def wrap_text(self) -> bool | None:
        found = {bool(cell.alignment.wrap_text) for cell in self._cells()}
        return found.pop() if len(found) == 1 else None

    @wrap_text.setter
    @com
    def wrap_text(self, wrap: bool) -> None:
        for cell in self._cells():
            cell.alignment = openpyxl.styles.Alignment(wrap_text=wrap)

    @property
    def color(self) -> Any:
        return None

    @color.setter
    @com
    def color(self, colour: Any) -> None:
        code = colour if isinstance(colour, str) else utils.rgb_to_hex(*colour)
        for cell in self._cells():
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=code.lstrip("#"))

    @property
    def font(self) -> Font:
        return Font(self)

    @com
    def select(self) -> None:
        self.sheet.book.app.selected = self
        self.sheet.book.formulas.active = self.sheet.book.formulas.sheetnames.index(self.sheet.title)

    @com
    def autofit(self, axis: str | None = None) -> None:
        pass


class Note(base_classes.Note):
    """A note at a cell."""

    def __init__(self, cell: Any) -> None:
        self.cell = cell

    @property
    @com
    def text(self) -> str:
        return str(self.cell.comment.text)

    @com
    def delete(self) -> None:
        self.cell.comment = None


class AutoFilter(base_classes.AutoFilter):
    """The filter of a sheet: one, and over one range only, as in Excel."""

    def __init__(self, of: Range) -> None:
        self.of, self.kept = of, of.sheet.formulas.auto_filter

    @com
    def apply_comparison(self, field: int, _operator: str, value1: Any, _value2: Any) -> None:
        if self.kept.ref not in (None, self._area):
            raise ValueError("another range of the sheet is filtered")
        self.kept.ref = self._area
        self.kept.add_filter_column(field - 1, [value1])

    @com
    def clear(self, _field: int | None) -> None:
        if self.kept.ref == self._area:
            self.kept.filterColumn.clear()

    @property
    def _area(self) -> str:
        (top, left), (bottom, right) = self.of.first, self.of.last
        return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


class Com:
    """Excel's own object of a range: as much of it as is asked for."""

    def __init__(self, of: Range) -> None:
        self.EntireRow = Entire(of.sheet.formulas.row_dimensions, range(of.first[0], of.last[0] + 1))
        columns = [get_column_letter(at) for at in range(of.first[1], of.last[1] + 1)]
        self.EntireColumn = Entire(_columns_apart(of.sheet.formulas), columns)
        self.of = of
        self.Font = Strikes(_strikes(of))

    def Characters(self, start: int, length: int) -> Any:  # noqa: N802 - as Excel calls it
        signs = [struck for text, struck in _runs_of(self.of, next(self.of._cells())) for _ in text]
        return SimpleNamespace(Font=Strikes(signs[start - 1 : start - 1 + length]))


class Strikes:
    """A font as far as it strikes out."""

    def __init__(self, found: list[bool]) -> None:
        self._found = found

    @property
    @com
    def Strikethrough(self) -> bool | None:  # noqa: N802 - as Excel calls it
        return self._found[0] if len(set(self._found)) == 1 else None


def _strikes(of: Range) -> list[bool]:
    return [struck for cell in of._cells() for text, struck in _runs_of(of, cell) if text]


def _runs_of(of: Range, cell: Any) -> list[tuple[str, bool]]:
    """The pieces of a cell's text and whether they are struck out."""
    own, rich = cell.has_style and bool(cell.font.strike), of.sheet.book.rich
    value = rich[of.sheet.title][cell.coordinate].value if rich else None
    if not isinstance(value, CellRichText):
        return [(str(cell.value or " "), own)]
    return [(str(part), bool(part.font.strike) if isinstance(part, TextBlock) else own) for part in value]


class Entire:
    """Whole rows or columns."""

    def __init__(self, dimensions: Any, keys: Any) -> None:
        self._dimensions, self._keys = dimensions, keys

    @property
    @com
    def Hidden(self) -> bool | None:  # noqa: N802 - as Excel calls it
        found = {key in self._dimensions and bool(self._dimensions[key].hidden) for key in self._keys}
        return found.pop() if len(found) == 1 else None


def _columns_apart(sheet: Any) -> dict[str, Any]:
    """The dimensions of columns by letter; openpyxl keeps those of neighbours alike under the first one."""
    return {
        get_column_letter(at): found
        for found in sheet.column_dimensions.values()
        for own in [column_index_from_string(found.index)]
        for at in range(found.min or own, (found.max or own) + 1)
    }


class Font(base_classes.Font):
    def __init__(self, of: Range) -> None:
        self.of = of

    @property
    def bold(self) -> Any:
        return None

    @bold.setter
    @com
    def bold(self, bold: bool) -> None:
        for cell in self.of._cells():
            cell.font = openpyxl.styles.Font(bold=bold)


def _buried(source: Any, values: Any) -> dict[str, dict[tuple[int, int], Any]]:
    """The values that stand under merged blocks, by sheet and place: Excel keeps them, openpyxl drops them."""
    merged = [sheet for sheet in values.worksheets if sheet.merged_cells.ranges]
    if not merged:
        return {}
    load = CalamineWorkbook.from_filelike if hasattr(source, "read") else CalamineWorkbook.from_path
    book, found = load(source), dict[str, dict[tuple[int, int], Any]]()
    for sheet in merged:
        rows = book.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        found[sheet.title] = {
            (row, column): rows[row - 1][column - 1]
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, min(area.max_row, len(rows)) + 1)
            for column in range(area.min_col, min(area.max_col, len(rows[row - 1])) + 1)
            if (row, column) != (area.min_row, area.min_col) and rows[row - 1][column - 1] != ""
        }
    return found


def _reckoned(formula: str) -> Any:
    """The result of the few formulas that are written; of any other nothing, as nothing recalculates here."""
    if link := _LINK.fullmatch(formula):
        return link[1].replace('""', '"')
    if row := _ROW.fullmatch(formula):
        return int(row[1])
    return None


def _out(value: Any) -> Any:
    """A stored value as COM hands it over."""
    if isinstance(value, str) and value in _ERRORS:
        return _ERRORS[value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value


def _typed(value: Any, as_text: bool) -> Any:
    """What a cell holds after something was put into it."""
    if value == "":
        return None
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if as_text or not (_NUMBER_LIKE.fullmatch(value.strip()) or value[0] in "+-@"):
        return value
    digits = re.sub(r"\D", "", value)
    return float(digits) if digits else f"#TAKEN FOR A FORMULA: {value}"


ENGINE = xw.Engine(impl=Engine())
if ENGINE.name not in [engine.name for engine in xw.engines]:
    xw.engines.add(ENGINE)


def fresh() -> App:
    """An Excel without open workbooks, active in xlwings, its calls not counted yet."""
    ENGINE.impl.apps = Apps()
    ENGINE.activate()
    CALLS.clear()
    return ENGINE.impl.apps[1]  # type: ignore[no-any-return]


def opened(path: Path | io.BytesIO, *, saved: bool = True) -> xw.Book:
    """A workbook opened in a fresh Excel, which from then on calls the actions."""
    app = fresh()
    book = xw.Book(impl=app.books.open(str(path)) if saved else app.books.unsaved(path))
    book.set_mock_caller()
    CALLS.clear()
    return book


def blank() -> xw.Book:
    """A new workbook with one sheet, in a fresh Excel."""
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return opened(buffer, saved=False)


def said(book: xw.Book) -> str:
    """The text of the one message box that the last action ended with."""
    shown: list[tuple[str, str]] = list(book.app.impl.alerts)
    assert len(shown) == 1, shown
    book.app.impl.alerts.clear()
    return shown[0][1]
