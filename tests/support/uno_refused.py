"""Runs under the Python that has LibreOffice's `uno`: which texts the list of a cell does not offer.

Reads a JSON object from standard input: `file`, `port`, `edits` (as :mod:`uno_driver` applies them), `sheet`, `cell` and
`texts`; prints those of the texts that the cell's validity does not allow, in their order.
"""

from __future__ import annotations

import json
import sys

import uno  # type: ignore[import-not-found]
from uno_driver import apply, connect, hidden


def around(ring, cell) -> bool:
    """Whether the middle of a ring that the office draws around what it does not allow lies in a cell."""
    middles = ring.Position.X + ring.Size.Width / 2, ring.Position.Y + ring.Size.Height / 2
    starts, sizes = (cell.Position.X, cell.Position.Y), (cell.Size.Width, cell.Size.Height)
    return all(start <= at <= start + size for at, start, size in zip(middles, starts, sizes, strict=True))


def main() -> None:
    """One request, one answer."""
    request = json.load(sys.stdin)
    url = uno.systemPathToFileUrl(request["file"])
    document = connect(request["port"]).loadComponentFromURL(url, "_blank", 0, hidden())
    try:
        for edit in request["edits"]:
            apply(document, edit)
        sheet = document.Sheets.getByName(request["sheet"])
        sheet.unprotect("")
        cell, refused = sheet.getCellRangeByName(request["cell"]), []
        for text in request["texts"]:
            cell.setString(text)
            document.calculateAll()
            sheet.clearArrows()
            sheet.showInvalid()
            if any(around(ring, cell) for ring in sheet.DrawPage):
                refused.append(text)
        json.dump(refused, sys.stdout)
    finally:
        document.close(True)


if __name__ == "__main__":
    main()
