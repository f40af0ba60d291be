"""Runs under the Python that has LibreOffice's `uno`: open a workbook, edit, recalculate, dump its cells.

Reads a JSON object from standard input: `file`, `port`, `edits` (lists: `insert`/`delete` sheet row count,
`copy` sheet row before, `put` sheet cell value), perhaps `store` (where to save it as .xlsx), and prints a JSON object
sheet → rows of values.
"""

from __future__ import annotations

import json
import sys
import time

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]


def connect(port: int):
    """The desktop of the office that listens on ``port``; waits for it to come up."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not come up")


def apply(document, edit) -> None:
    """Do one edit as a planner would."""
    kind, sheet_name, *rest = edit
    sheet = document.Sheets.getByName(sheet_name)
    sheet.unprotect("")
    if kind == "insert":
        sheet.Rows.insertByIndex(rest[0] - 1, rest[1])
    elif kind == "copy":
        # A row copied and inserted above another one.
        sheet.Rows.insertByIndex(rest[1] - 1, 1)
        source = sheet.Rows.getByIndex(rest[0] - 1 + (rest[0] >= rest[1]))
        sheet.copyRange(sheet.getCellByPosition(0, rest[1] - 1).CellAddress, source.RangeAddress)
    elif kind == "delete":
        sheet.Rows.removeByIndex(rest[0] - 1, rest[1])
    else:
        cell = sheet.getCellRangeByName(rest[0])
        if isinstance(rest[1], str):
            cell.setString(rest[1])
        else:
            cell.setValue(rest[1])


def last_used(sheet) -> tuple[int, int]:
    """The last column and row (0-based) of a sheet that hold anything."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow


def hidden() -> tuple:
    """The options of loading by which a document shows no window."""
    option = PropertyValue()
    option.Name, option.Value = "Hidden", True
    return (option,)


def dump(document) -> dict:
    """Values of every sheet's used range, anchored at A1."""
    found = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        area = sheet.getCellRangeByPosition(0, 0, *last_used(sheet))
        found[name] = [list(row) for row in area.getDataArray()]
    return found


def main() -> None:
    """One request, one answer."""
    request = json.load(sys.stdin)
    desktop = connect(request["port"])
    url = uno.systemPathToFileUrl(request["file"])
    document = desktop.loadComponentFromURL(url, "_blank", 0, hidden())
    try:
        for edit in request["edits"]:
            apply(document, edit)
        document.calculateAll()
        if request.get("store"):
            kind = PropertyValue()
            kind.Name, kind.Value = "FilterName", "Calc MS Excel 2007 XML"
            document.storeToURL(uno.systemPathToFileUrl(request["store"]), (kind,))
        json.dump(dump(document), sys.stdout)
    finally:
        document.close(True)


if __name__ == "__main__":
    main()
