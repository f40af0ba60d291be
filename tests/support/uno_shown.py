"""Runs under the Python that has LibreOffice's `uno`: what it shows of each of many workbooks.

Reads a JSON object from standard input (`files`: paths, `port`) and prints one: path → null where it opens none, else sheet →
cell (A1) → [kind, text as shown, value].
"""

from __future__ import annotations

import json
import sys

import uno  # type: ignore[import-not-found]
from uno_driver import connect, hidden, last_used

_ROWS, _COLUMNS = 200, 26


def shown(document) -> dict:
    """The cells of every sheet that hold something."""
    found = {}
    for name in document.Sheets.ElementNames:
        sheet = document.Sheets.getByName(name)
        last_column, last_row = last_used(sheet)
        cells = found[name] = {}
        for row in range(min(last_row + 1, _ROWS)):
            for column in range(min(last_column + 1, _COLUMNS)):
                cell = sheet.getCellByPosition(column, row)
                if cell.Type.value != "EMPTY":
                    cells[f"{chr(65 + column)}{row + 1}"] = [cell.Type.value, cell.String, cell.Value]
    return found


def main() -> None:
    """One request, one answer."""
    request = json.load(sys.stdin)
    desktop, answer = connect(request["port"]), {}
    for file in request["files"]:
        try:
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, hidden())
        except Exception:
            document = None
        answer[file] = None
        if document is not None:
            try:
                answer[file] = shown(document) if hasattr(document, "Sheets") else None
            finally:
                document.close(True)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
