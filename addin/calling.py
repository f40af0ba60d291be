"""The workbook whose button was pressed, and what is told where Excel does not let itself be asked.

A Python started for the click finds the workbook's name among its arguments, as hexadecimal digits: any sign of a name
passes through the shells in between, and none of them is taken for a command. A warm one was handed the workbook.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import xlwings as xw

from addin.errors import ClosedBookError

_REFUSED = frozenset({-1743, -1744})
"""Errors of Apple events that privacy settings do not allow."""
_WAITING = frozenset({-2147418111, -2147417846, -2146777998})
"""What Excel answers while a cell is being edited or a dialog is open: RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE."""


def calling_book() -> xw.Book:
    """The workbook; raises :class:`ClosedBookError` where it is not open any more."""
    told = dict(argument.split("=", 1) for argument in sys.argv[1:] if argument.startswith(("--wb=", "--hwnd=")))
    if "--wb" not in told:
        return xw.Book.caller()
    name = words(told["--wb"])
    for app in _apps(told.get("--hwnd")):
        for book in app.books:
            if book.name.casefold() == name.casefold():
                return book
    raise ClosedBookError(name)


def _apps(window: str | None) -> Iterable[xw.App]:
    """The Excel that owns a window; on the Mac, which names none, every one that is open."""
    if window is None:
        return xw.apps
    windows: Any = import_module("xlwings._xlwindows")
    return [xw.App(impl=windows.App(xl=int(window)))]


def words(digits: str) -> str:
    """A text from hexadecimal digits, four for each UTF-16 unit, as VBA has them."""
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def forbidden(error: BaseException) -> bool:
    """Whether the Mac's privacy settings keep this Python from Excel."""
    return getattr(error, "errornumber", None) in _REFUSED


def busy(error: BaseException) -> bool:
    """Whether Excel refused because it waits for the planner."""
    return getattr(error, "hresult", None) in _WAITING
