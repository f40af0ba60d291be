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
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import openpyxl.comments
import pandas as pd
import xlwings as xw
from xlwings import base_classes

from tests.support.excel_calls import CALLS, ComError, com
from tests.support.excel_range import Range
from tests.support.excel_values import ERROR_TEXTS, buried_values

_TEXTS_IN = ("xl/sharedStrings.xml", "xl/worksheets/sheet")


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
    """One Excel; what it alerts, asks and shows is kept for tests to look at, who also say what is answered."""

    display_alerts = screen_updating = visible = True
    calculation, status_bar, pid = "automatic", False, 1

    def __init__(self) -> None:
        self._books = Books(self)
        self.alerts: list[tuple[str, str]] = []
        self.questions: list[str] = []
        self.agrees = False
        self.picked: list[str | bool] = []
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

    def alert(self, prompt: str, title: str, buttons: str = "ok", *_: Any) -> str:
        if buttons == "yes_no":
            self.questions.append(prompt)
            return "yes" if self.agrees else "no"
        self.alerts.append((title, prompt))
        return "ok"

    @com
    def GetOpenFilename(self, FileFilter: str, FilterIndex: int, Title: str) -> str | bool:  # noqa: N802, N803 - as COM calls it
        """The file that the planner picks next; False where the dialog is cancelled."""
        assert FileFilter.count(",") == FilterIndex == 1
        self.questions.append(Title)
        return self.picked.pop(0)


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
        self.buried = buried_values(path, self.values)
        self.source = path

    @functools.cached_property
    def rich(self) -> Any:
        """The workbook with the runs of its texts, None where none of them is struck out."""
        with zipfile.ZipFile(self.source) as archive:
            texts = [archive.read(name) for name in archive.namelist() if name.startswith(_TEXTS_IN)]
        return openpyxl.load_workbook(self.source, rich_text=True) if any(b"<strike" in x for x in texts) else None

    read_only = False
    api = property(lambda self: BookCom(self))
    app = property(lambda self: self.books.app)
    fullname = property(lambda self: self._fullname)
    sheets = property(lambda self: Sheets(self))

    @property
    def locked(self) -> bool:
        """Whether no sheet may be added or deleted."""
        return bool(self.formulas.security and self.formulas.security.lockStructure)

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


class BookCom:
    """Excel's own object of a workbook: as much of it as is asked for."""

    def __init__(self, of: Book) -> None:
        self._of = of

    @property
    @com
    def ReadOnly(self) -> bool:  # noqa: N802 - as Excel calls it
        return self._of.read_only

    @property
    @com
    def ProtectStructure(self) -> bool:  # noqa: N802 - as Excel calls it
        return self._of.locked


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
        if self.book.locked:
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
        if self._book.locked:
            raise ComError("(-2147352567, 'Exception occurred.')")
        for book in (self._book.formulas, self._book.values):
            del book[self.title]

    @com
    def autofit(self, axis: str | None = None) -> None:
        pass


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
