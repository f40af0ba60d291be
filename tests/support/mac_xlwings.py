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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support import excel_engine as excel
from tests.support.apple_events import (
    EVENTS,
    CommandError,
    Elements,
    Keyword,
    Permission,
    Property,
    Reference,
    event,
    k,
)
from tests.support.excel_calls import ComError
from tests.support.excel_range import Range
from tests.support.mac_cells import Cells, Rows

_PID = 4711
_PROGRAM = '"pid"=4711'


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
        event("count workbooks")
        assert each == k.workbook
        return len(self._found().books)

    def open_workbook(self, workbook_file_name: str, **_: Any) -> None:
        event("open workbook")
        self._found().books.open(workbook_file_name)

    def run_VB_macro(self, name: str) -> None:  # noqa: N802 - as appscript calls it
        event(f"run {name}")


def _selected(app: excel.App) -> Range:
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
        self.read_only = Property("read only", lambda: found().read_only)
        self.active_sheet = Worksheet(lambda: found().sheets.active)
        self.worksheets = Elements(lambda key: Worksheet(lambda: found().sheets(key)))

    def exists(self) -> bool:
        event("exists")
        try:
            return bool(self._found())
        except (KeyError, IndexError):
            return False

    def count(self, each: Keyword) -> int:
        event("count worksheets")
        assert each == k.worksheet
        return len(self._found().sheets)

    def properties(self) -> dict[Keyword, str]:
        event("properties")
        name = self._found().fullname
        return {k.full_name: name, k.path: str(Path(name).parent) if "/" in name else ""}

    def make(self, new: Keyword, at: tuple[str, Worksheet]) -> Worksheet:
        event("make worksheet")
        assert new == k.worksheet
        side, beside = at
        book, neighbour = self._found(), beside._found()
        try:
            made = book.sheets.add(**{side: neighbour}, name=f"Sheet{len(book.sheets) + 1}")
        except ComError as error:
            raise CommandError(-50, "Parameter error.") from error
        return Worksheet(lambda: made)

    def activate_object(self) -> None:
        event("activate workbook")


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
        event("activate sheet")
        self._found().activate()

    def delete(self) -> None:
        event("delete sheet")
        self._found().delete()


def _plain(address: str) -> str:
    return address.replace("$", "")


# ---- the modules that xlwings imports


class _Alerts:
    """The box of the Mac, in front of Excel."""

    def __init__(self, pid: int) -> None:
        assert pid == _PID

    def activate(self) -> None:
        event("activate")

    def display_alert(self, title: str, message: str, as_: Keyword, buttons: str | list[str]) -> dict[Keyword, str]:
        event("display alert")
        assert as_ in (k.informational, k.critical)
        kind = "yes_no" if buttons == ["No", "Yes"] else "ok"
        return {k.button_returned: excel.ENGINE.impl.apps[1].alert(message, title, kind).capitalize()}


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
        patch.setattr(Permission, "granted", permitted)
        engine = xw.Engine(impl=mac.engine)
        patch.setattr(xw.engines, "active", engine)
        EVENTS.clear()
        try:
            yield xw.Book(impl=mac.Book(mac.App(xl=_PID), path.name))
        finally:
            sys.modules.pop("xlwings._xlmac", None)


def _lsappinfo(command: list[str]) -> bytes:
    return b'ASN:0x0-0x1-"Microsoft_Excel":' if command[1] == "visibleprocesslist" else _PROGRAM.encode()
