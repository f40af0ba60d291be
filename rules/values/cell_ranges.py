"""Many cells told as few ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.values.cells import column_letter, column_number

_Run = tuple[int, int]
"""First and last of neighbouring rows or columns."""


def cell_ranges(cells: Iterable[str]) -> list[str]:
    """Cells as ranges, left to right and downwards; what is no cell is left out.

    >>> cell_ranges(["E10", "E12", "E11", "E19", "G4", "F4"])
    ['E10:E12', 'E19', 'F4:G4']
    """
    rows: dict[int, set[int]] = {}
    for cell in cells:
        letters = cell.rstrip("0123456789")
        if letters and letters != cell:
            rows.setdefault(column_number(letters), set()).add(int(cell[len(letters) :]))
    columns: dict[_Run, set[int]] = {}
    for column, numbers in rows.items():
        for run in _runs(numbers):
            columns.setdefault(run, set()).add(column)
    blocks = [(across, down) for down, found in columns.items() for across in _runs(found)]
    return [_told(across, down) for across, down in sorted(blocks)]


def _runs(numbers: Iterable[int]) -> Iterator[_Run]:
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def _told(across: _Run, down: _Run) -> str:
    one, other = f"{column_letter(across[0])}{down[0]}", f"{column_letter(across[1])}{down[1]}"
    return one if one == other else f"{one}:{other}"


def ranges_by_sheet(places: Iterable[tuple[str, str]]) -> str:
    """Sheets and cells told in one line; a place without a cell is told by its sheet.

    >>> ranges_by_sheet([("T-C.33", "A8"), ("T-C.33", "A9"), ("Bab-IV", "A8")])
    'T-C.33!A8:A9; Bab-IV!A8'
    """
    sheets: dict[str, list[str]] = {}
    for sheet, cell in places:
        sheets.setdefault(sheet, []).append(cell)
    told = ((sheet, ", ".join(cell_ranges(cells))) for sheet, cells in sheets.items())
    return "; ".join(f"{sheet}!{ranges}" if ranges else sheet for sheet, ranges in told if sheet or ranges)
