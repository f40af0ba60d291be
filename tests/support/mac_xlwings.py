"""xlwings' own code for the Mac over a stand-in for AppleScript, which talks to the stand-in for Excel.

Only the modules that xlwings imports there are stood in for (`appscript`, `aem`, `osax`, the program `lsappinfo`). What
AppleScript does otherwise than COM is kept: nothing is asked of Excel before `get`, `set` or a command; a block is a
list of lists, a blank cell the empty text, an error no value at all, and where cells differ, `missing value`; an integer
past 32 bits is left out in silence; a name that Excel's dictionary lacks is an AttributeError, a refusal a CommandError.
"""

from __future__ import annotations

import atexit
import importlib
import struct
import sys
import types
import urllib.request  # noqa: F401 - loads what Python has only on a Mac, where a Mac is made believe
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support import excel_engine as excel

EVENTS: Counter[str] = Counter()
"""Apple events by name: each crosses from Python to Excel."""
NOT_PERMITTED = -1743
"""The error of an Apple event that the person, or the administrator, has not allowed."""
_PID = 4711
_PROGRAM = '"pid"=4711'


class Keyword:
    """A word of AppleScript."""

    def __init__(self, name: str) -> None:
        self.AS_name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyword) and other.AS_name == self.AS_name

    def __hash__(self) -> int:
        return hash(self.AS_name)

    def __repr__(self) -> str:
        return f"k.{self.AS_name}"


class _Keywords:
    def __getattr__(self, name: str) -> Keyword:
        return Keyword(name)


k = _Keywords()


class CommandError(Exception):
    """What appscript raises where Excel refuses."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(f"Command failed:\n\t\tOSERROR: {number}\n\t\tMESSAGE: {message}")
        self.errornumber = number


class _Permission:
    """Whether this Python may talk to Excel."""

    granted = True


def _event(name: str) -> None:
    EVENTS[name] += 1
    if not _Permission.granted:
        raise CommandError(NOT_PERMITTED, "Not authorized to send Apple events to Microsoft Excel.")


class Property:
    """A property of an object: asked and set by an event."""

    def __init__(self, name: str, get: Callable[[], Any], put: Callable[[Any], None] | None = None) -> None:
        self._name, self._get, self._put = name, get, put

    def get(self) -> Any:
        _event(f"get {self._name}")
        return self._get()

    def set(self, value: Any) -> None:
        _event(f"set {self._name}")
        if self._put is None:
            raise CommandError(-10006, f"Can't set {self._name}.")
        try:
            self._put(value)
        except excel.ComError as error:
            raise CommandError(-50, "Parameter error.") from error


class Elements:
    """The elements of an object by name, index or address."""

    def __init__(self, of: Callable[[Any], Any]) -> None:
        self._of = of

    def __getitem__(self, key: Any) -> Any:
        return self._of(key)


class Reference:
    """Some object of Excel; what it stands for is looked up when it is asked something."""

    def __init__(self, found: Callable[[], Any]) -> None:
        self._found = found


class Application(Reference):
    """Excel."""

    def __init__(self, app: excel.App) -> None:
        super().__init__(lambda: app)
        self.workbooks = Elements(lambda key: Workbook(lambda: app.books(key)))
        self.active_workbook = Workbook(lambda: app.books.active)
        self.selection = Cells(lambda: _selected(app))
        self.version = Property("version", lambda: "16.89")
        self.screen_updating = _kept(app, "screen_updating")
        self.display_alerts = _kept(app, "display_alerts")
        self.status_bar = _kept(app, "status_bar")
        self.AS_appdata = _Target()

    def count(self, each: Keyword) -> int:
        _event("count workbooks")
        assert each == k.workbook
        return len(self._found().books)

    def open_workbook(self, workbook_file_name: str, **_: Any) -> None:
        _event("open workbook")
        self._found().books.open(workbook_file_name)

    def run_VB_macro(self, name: str) -> None:  # noqa: N802 - as appscript calls it
        _event(f"run {name}")


def _selected(app: excel.App) -> excel.Range:
    if app.selected is None:
        raise CommandError(-1728, "Object not found.")
    return app.selected


def _kept(of: Any, name: str) -> Property:
    return Property(name, lambda: getattr(of, name), lambda value: setattr(of, name, value))


class _Target:
    """The process that events go to."""

    data = struct.pack("i", _PID)
    addressdesc = property(lambda self: self)

    def target(self) -> _Target:
        return self

    def coerce(self, _: Any) -> _Target:
        return self


class Workbook(Reference):
    """A workbook."""

    def __init__(self, found: Callable[[], excel.Book]) -> None:
        super().__init__(found)
        self.name = Property("name of workbook", lambda: found().name)
        self.active_sheet = Worksheet(lambda: found().sheets.active)
        self.worksheets = Elements(lambda key: Worksheet(lambda: found().sheets(key)))

    def exists(self) -> bool:
        _event("exists")
        try:
            return bool(self._found())
        except (KeyError, IndexError):
            return False

    def count(self, each: Keyword) -> int:
        _event("count worksheets")
        assert each == k.worksheet
        return len(self._found().sheets)

    def properties(self) -> dict[Keyword, str]:
        _event("properties")
        name = self._found().fullname
        return {k.full_name: name, k.path: str(Path(name).parent) if "/" in name else ""}

    def make(self, new: Keyword, at: tuple[str, Worksheet]) -> Worksheet:
        _event("make worksheet")
        assert new == k.worksheet
        side, beside = at
        book, neighbour = self._found(), beside._found()
        try:
            made = book.sheets.add(**{side: neighbour}, name=f"Sheet{len(book.sheets) + 1}")
        except excel.ComError as error:
            raise CommandError(-50, "Parameter error.") from error
        return Worksheet(lambda: made)

    def activate_object(self) -> None:
        _event("activate workbook")


class Worksheet(Reference):
    """A sheet."""

    def __init__(self, found: Callable[[], excel.Sheet]) -> None:
        super().__init__(found)
        self.name = Property("name of sheet", lambda: found().name, self._rename)
        self.entry_index = Property("index of sheet", lambda: found().index)
        self.visible = Property("visible", lambda: k.sheet_visible if found().visible else k.sheet_hidden, self._show)
        self.used_range = Cells(lambda: found().used_range)
        self.cells = Elements(lambda address: Cells(lambda: found().range(_plain(address))))
        self.rows = Elements(lambda row: Rows(found, row))
        self.before, self.after = ("before", self), ("after", self)
        kept = lambda: found().formulas.auto_filter.ref  # noqa: E731 - what is filtered, if anything
        self.autofilter_mode = Property("autofilter mode", lambda: bool(kept()))
        filtered = Cells(lambda: found().range(kept()))
        self.autofilter_object = types.SimpleNamespace(range_object=filtered)

    def _rename(self, name: str) -> None:
        sheet = self._found()
        for book in (sheet.book.formulas, sheet.book.values):
            book[sheet.title].title = name
        sheet.title = name

    def _show(self, visible: Any) -> None:
        self._found().visible = visible in (True, k.sheet_visible)

    def activate_object(self) -> None:
        _event("activate sheet")
        self._found().activate()

    def delete(self) -> None:
        _event("delete sheet")
        self._found().delete()


def _plain(address: str) -> str:
    return address.replace("$", "")


class Rows:
    """Whole rows of a sheet: the way to a cell by numbers, and what fits heights to texts."""

    def __init__(self, sheet: Callable[[], excel.Sheet], row: int | str) -> None:
        self.columns = Elements(lambda column: Cells(lambda: sheet().range((row, column))))

    def autofit(self) -> None:
        _event("autofit")


class Cells(Reference):
    """A block of cells."""

    def __init__(self, found: Callable[[], excel.Range]) -> None:
        super().__init__(found)
        self.value = Property("value", self._values, self._put)
        self.string_value = Property("string value", lambda: self._block(found().raw_value, _shown))
        self.formula = Property("formula", lambda: self._block(found().formula, str))
        self.first_row_index = Property("first row index", lambda: found().row)
        self.first_column_index = Property("first column index", lambda: found().column)
        self.number_format = Property(
            "number format", lambda: _alike(found().number_format), self._putting("number_format")
        )
        self.merge_cells = Property("merge cells", lambda: _alike(found().merge_cells))
        self.column_width = Property("column width", lambda: found().column_width, self._putting("column_width"))
        self.row_height = Property("row height", lambda: found().row_height, self._putting("row_height"))
        self.wrap_text = Property("wrap text", lambda: found().wrap_text, self._putting("wrap_text"))
        self.interior_object = types.SimpleNamespace(color=Property("color", lambda: None, self._colour))
        self.font_object = types.SimpleNamespace(
            bold=Property("bold", lambda: None, self._embolden),
            strikethrough=Property("strikethrough", lambda: _alike(found().api.Font.Strikethrough)),
        )
        self.entire_row = types.SimpleNamespace(rows=types.SimpleNamespace(hidden=self._hidden("EntireRow")))
        self.entire_column = types.SimpleNamespace(columns=types.SimpleNamespace(hidden=self._hidden("EntireColumn")))

    @property
    def merge_area(self) -> Cells:
        return Cells(lambda: self._found().merge_area)

    def get_address(self, **_: Any) -> str:
        _event("get address")
        return self._found().address

    def count(self, each: Keyword) -> int:
        _event("count")
        return self._found().shape[0 if each == k.row else 1]

    def select(self) -> None:
        _event("select")
        self._found().select()

    @property
    def Excel_comment(self) -> Comment:  # noqa: N802 - as appscript calls it
        return Comment(self._found)

    def add_comment(self, comment_text: str) -> Comment:
        _event("add comment")
        try:
            self._found().add_note(comment_text)
        except excel.ComError as error:
            raise CommandError(-50, "Parameter error.") from error
        return Comment(self._found)

    def clear_Excel_comments(self) -> None:  # noqa: N802 - as appscript calls it
        _event("clear comments")
        note = self._found().note
        if note:
            note.delete()

    def autofilter_range(self, field: int, criteria1: str | None = None) -> None:
        _event("autofilter range")
        if criteria1 is None:
            self._found().autofilter.clear(field)
        else:
            self._found().autofilter.apply_comparison(field, "", criteria1, None)

    def _block(self, given: Any, shaped: Callable[[Any], Any]) -> Any:
        return [[shaped(value) for value in row] for row in given] if isinstance(given, tuple) else shaped(given)

    def _values(self) -> Any:
        return self._block(self._found().raw_value, _value)

    def _put(self, given: Any) -> None:
        cells = self._found()
        if not isinstance(given, list):
            given = [[given] * cells.size[1]] * cells.size[0]
        for down, row in enumerate(given, 1):
            for across, value in enumerate(row, 1):
                if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**31:
                    continue
                cells(down, across).raw_value = value

    def _putting(self, name: str) -> Callable[[Any], None]:
        return lambda value: setattr(self._found(), name, value)

    def _colour(self, value: tuple[int, int, int]) -> None:
        self._found().color = value

    def _embolden(self, value: bool) -> None:
        self._found().font.bold = value

    def _hidden(self, name: str) -> Property:
        return Property("hidden", lambda: _alike(getattr(self._found().api, name).Hidden))


class Comment:
    """The note of a cell; a cell without one refuses to be asked for its text."""

    def __init__(self, found: Callable[[], excel.Range]) -> None:
        self._found = found

    def Excel_comment_text(self) -> str:  # noqa: N802 - as appscript calls it
        _event("comment text")
        note = self._found().note
        if note is None:
            raise CommandError(-50, "Parameter error.")
        return note.text


def _alike(value: Any) -> Any:
    return k.missing_value if value is None else value


def _value(given: Any) -> Any:
    """A value as AppleScript hands it over."""
    if given is None:
        return ""
    return k.missing_value if given in excel.ERROR_TEXTS and isinstance(given, int) else given


def _shown(given: Any) -> str:
    if given is None:
        return ""
    return excel.ERROR_TEXTS[given] if isinstance(given, int) and given in excel.ERROR_TEXTS else str(given)


# ---- the modules that xlwings imports


class _Alerts:
    """The box of the Mac, in front of Excel."""

    def __init__(self, pid: int) -> None:
        assert pid == _PID

    def activate(self) -> None:
        _event("activate")

    def display_alert(self, title: str, message: str, as_: Keyword, **_: Any) -> dict[Keyword, str]:
        _event("display alert")
        assert as_ in (k.informational, k.critical)
        excel.ENGINE.impl.apps[1].alert(message, title)
        return {k.button_returned: "OK"}


class _SystemEvents:
    """The program that tells which others are shown: everything is as Excel alone would have it."""

    def __init__(self) -> None:
        self.frontmost = Property("frontmost", lambda: [True], lambda _: None)
        self.visible = Property("visible", lambda: [True], lambda _: None)

    @property
    def processes(self) -> Elements:
        return Elements(lambda _: self)


def _app(name: str | None = None, pid: int | None = None, **_: Any) -> Any:
    return _SystemEvents() if name == "System Events" else Application(excel.ENGINE.impl.apps[1])


def _modules() -> dict[str, Any]:
    names = ("aem", "appscript", "appscript.reference", "osax")
    stubs: dict[str, Any] = {name: types.ModuleType(name) for name in names}
    stubs["aem"].kae = k
    stubs["osax"].OSAX = _Alerts
    stubs["appscript"].reference = stubs["appscript.reference"]
    stubs["appscript.reference"].CommandError, stubs["appscript.reference"].Reference = CommandError, Reference
    stubs["appscript"].app, stubs["appscript"].k = _app, k
    stubs["appscript"].its, stubs["appscript"].mactypes = k, types.SimpleNamespace()
    return stubs


@contextmanager
def excel_for_mac(path: Path, *, permitted: bool = True) -> Iterator[xw.Book]:
    """A workbook open in Excel for the Mac, in front when a button of the ribbon is pressed."""
    app = excel.fresh()
    app.books.open(str(path))
    with pytest.MonkeyPatch.context() as patch:
        for name, stub in _modules().items():
            patch.setitem(sys.modules, name, stub)
        patch.delitem(sys.modules, "xlwings._xlmac", raising=False)
        mac: Any = importlib.import_module("xlwings._xlmac")
        # At its end Python asks Excel to run CleanUp, if Excel runs; what tests leave behind asks nobody.
        atexit.unregister(mac.cleanup)
        patch.setattr(mac, "subprocess", types.SimpleNamespace(check_output=_lsappinfo))
        patch.setattr(sys, "platform", "darwin")
        patch.setattr(_Permission, "granted", permitted)
        engine = xw.Engine(impl=mac.engine)
        patch.setattr(xw.engines, "active", engine)
        EVENTS.clear()
        try:
            yield xw.Book(impl=mac.Book(mac.App(xl=_PID), path.name))
        finally:
            sys.modules.pop("xlwings._xlmac", None)


def _lsappinfo(command: list[str]) -> bytes:
    return b'ASN:0x0-0x1-"Microsoft_Excel":' if command[1] == "visibleprocesslist" else _PROGRAM.encode()
