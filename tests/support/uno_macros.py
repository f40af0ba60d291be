"""Runs under the Python that has LibreOffice's `uno`: open a workbook with macros, call some, tell what they wrote.

Reads a JSON object from standard input: `file`, `port`, `calls` (module and Sub), `told` (a function without arguments), and
prints what that function returns after each call.
"""

from __future__ import annotations

import json
import sys

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from uno_driver import connect

_ALWAYS = 4
"""Macros run without asking."""


def _property(name: str, value: object) -> object:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main() -> None:
    """One request, one answer."""
    request = json.load(sys.stdin)
    desktop = connect(request["port"])
    how = (_property("Hidden", True), _property("MacroExecutionMode", _ALWAYS))
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(request["file"]), "_blank", 0, how)
    try:
        libraries = document.BasicLibraries
        library = next(x for x in libraries.ElementNames if "RenjaRibbon" in libraries.getByName(x).ElementNames)
        scripts = document.getScriptProvider()

        def invoke(name: str, *arguments: object) -> object:
            address = f"vnd.sun.star.script:{library}.{name}?language=Basic&location=document"
            return scripts.getScript(address).invoke(arguments, (), ())[0]

        told = []
        for name in request["calls"]:
            invoke(name, document)  # in the place of the control; a call with nothing is passed over
            told.append(invoke(request["told"]))
        json.dump(told, sys.stdout)
    finally:
        document.close(True)


if __name__ == "__main__":
    main()
