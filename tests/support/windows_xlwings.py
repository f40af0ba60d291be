"""xlwings' own machinery for worksheet functions, as it is on Windows: only the COM modules it imports are stood in for."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import xlwings as xw

from tests.support.excel_engine import Engine


class ComEngine(Engine):
    """The engine that worksheet functions get their values from."""

    name = "excel"


@contextmanager
def xlwings_udfs() -> Iterator[tuple[Any, Any]]:
    """`xlwings.udfs`, and our functions registered with it."""
    from addin import functions, udf

    with pytest.MonkeyPatch.context() as patch:
        names = ("pythoncom", "pywintypes", "win32com", "win32com.client")
        stubs: dict[str, Any] = {name: types.ModuleType(name) for name in names}
        stubs["pythoncom"].CoInitialize = lambda: None
        stubs["win32com"].client = stubs["win32com.client"]
        stubs["win32com.client"].Dispatch = lambda given: given
        for name, stub in stubs.items():
            patch.setitem(sys.modules, name, stub)
        patch.delitem(sys.modules, "xlwings.udfs", raising=False)
        udfs: Any = importlib.import_module("xlwings.udfs")
        for name, real in (("func", udfs.xlfunc), ("arg", udfs.xlarg), ("ret", udfs.xlret)):
            patch.setattr(xw, name, real)
        patch.setitem(xw.engines.engines_by_name, "excel", xw.Engine(impl=ComEngine()))
        try:
            importlib.reload(udf)
            yield udfs, importlib.reload(functions)
        finally:
            sys.modules.pop("xlwings.udfs", None)
            patch.undo()
            importlib.reload(udf)
            importlib.reload(functions)


def caller_of(functions: Any) -> Callable[..., Any]:
    """A function (name, *arguments) that calls a worksheet function as xlwings' server does, returning rows."""
    from xlwings import conversion

    def call(name: str, *given: Any) -> Any:
        function = getattr(functions, name)
        told = function.__xlfunc__
        values = []
        for at, argument in enumerate(told["args"]):
            if at >= len(given):
                values.append(argument["optional"])
            elif isinstance(given[at], xw.Range):
                values.append(conversion.read(given[at], None, argument["options"]))
            else:
                values.append(conversion.read(None, given[at], argument["options"]))
        return conversion.write(function(*values), None, told["ret"]["options"])

    return call
