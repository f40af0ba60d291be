"""What stood in a workbook before an action wrote into it: kept on a hidden sheet until *Batalkan* or the next action.

A cell is kept with what it held and with what the action put there, so that a change made since is seen. Its row is kept
as a formula, which Excel moves along when rows are inserted or deleted (as in :mod:`addin.calculated_cells`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from addin.blocks import literal
from addin.content import contents, stored
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from addin.range_facts import area_of, hidden_rows
from addin.values import formulas_of, values_of
from rules.values.cells import as_text, column_letter, column_number
from workbook_templates.grid import KEPT_TITLE, Value
from workbook_templates.sheet_facts import Place

NAME, TITLE = "Batalkan renja", KEPT_TITLE
_CELL, _SHEET, _LINE = "sel", "lembar", "baris"
_WIDTH, _FIRST = 14, 3
"""Columns of the record: what a line is, and up to thirteen values (as many as *Temuan* has)."""


@dataclass(slots=True)
class KeptCell:
    """A cell: what it held, what the action put there, and whether it was formatted as text before."""

    before: Value
    after: Value
    was_text: bool = False


@dataclass(slots=True)
class KeptSheet:
    """A sheet of our own: its lines before, None where the action added it, and which of its rows were hidden."""

    name: str
    title: str
    lines: list[list[Value]] | None
    hidden: set[int] = field(default_factory=set)


@dataclass(slots=True)
class KeptAction:
    """What an action changed: cells by sheet and place, and the sheets of our own that it wrote.

    A place that can no longer be found (its row was deleted) is told in ``lost``.
    """

    action: str
    moment: str
    cells: dict[str, dict[Place, KeptCell]] = field(default_factory=dict)
    sheets: list[KeptSheet] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Keeper:
    """Keeps what an action is about to change; ``sheets`` are those of our own it writes, by name and title."""

    def __init__(self, book: Any, action: str, sheets: Sequence[tuple[str, str]]) -> None:
        self._book = book
        self._kept = KeptAction(action, f"{datetime.now():%d-%m-%Y %H:%M}")
        self._own = sheets
        self._sheet: Any = None

    def about_to_write(self, cells: Mapping[str, Mapping[Place, Value]]) -> None:
        """Keep what stands in cells that are going to be written; to be called before each writing."""
        if not self._kept.sheets:
            self._kept.sheets = [_kept_sheet(self._book, *own) for own in self._own]
        for name, places in cells.items():
            known = self._kept.cells.setdefault(name, {})
            fresh = contents(self._book.sheets[name], [place for place in places if place not in known])
            known |= {place: KeptCell(before, None) for place, before in fresh.items()}
            for place, value in places.items():
                known[place].after = stored(value)
        self._save()

    def were_texts(self, places: Mapping[str, set[Place]]) -> None:
        """Keep which cells were formatted as text until numbers were written into them."""
        for name, found in places.items():
            for place in found:
                self._kept.cells[name][place].was_text = True
        if places:
            self._save()

    def _save(self) -> None:
        if self._sheet is None:
            self._sheet = find_sheet(self._book, NAME, TITLE) or _made(self._book)
        lines: list[list[Value]] = [[literal(TITLE)], texts((self._kept.action, self._kept.moment))]
        write_lines(self._sheet, [*lines, *_cell_lines(self._kept), *_sheet_lines(self._kept)], _WIDTH)


def _kept_sheet(book: Any, name: str, title: str) -> KeptSheet:
    sheet = find_sheet(book, name, title)
    if sheet is None:
        return KeptSheet(name, title, None)
    used = sheet.used_range
    block = top, left, bottom, _ = area_of(used)
    whole = sheet.range((1, 1), (bottom, _WIDTH - 1))
    values, formulas = values_of(whole), formulas_of(whole)
    lines = [[stored(*cell) for cell in zip(*row, strict=True)] for row in zip(values, formulas, strict=True)]
    return KeptSheet(name, title, lines, hidden_rows(sheet, used, block) if (top, left) == (1, 1) else set())


# ---- the hidden sheet


def _made(book: Any) -> Any:
    sheet = add_sheet(book, NAME, (8, 20))
    sheet.visible = False
    return sheet


def _cell_lines(kept: KeptAction) -> Iterator[list[Value]]:
    for name, cells in kept.cells.items():
        quoted = name.replace("'", "''")
        for (row, column), cell in sorted(cells.items()):
            letter = column_letter(column)
            place = [*texts((_CELL, name, letter)), f"=ROW('{quoted}'!{letter}{row})"]
            yield [*place, *texts((cell.before, cell.after)), float(cell.was_text)]


def _sheet_lines(kept: KeptAction) -> Iterator[list[Value]]:
    for sheet in kept.sheets:
        hidden = literal(_as_ranges(sheet.hidden))
        yield [*texts((_SHEET, sheet.name, sheet.title)), float(sheet.lines is not None), hidden]
        for line in sheet.lines or ():
            yield texts((_LINE, *line))


def _as_ranges(rows: set[int]) -> str:
    """Rows as their ranges (`5:9 12:12`): a cell may not hold all of a long list by themselves."""
    starts = sorted(row for row in rows if row - 1 not in rows)
    ends = sorted(row for row in rows if row + 1 not in rows)
    return " ".join(f"{first}:{last}" for first, last in zip(starts, ends, strict=True))


def _from_ranges(told: str) -> set[int]:
    ranges = (part.split(":") for part in told.split())
    return {row for first, last in ranges for row in range(int(first), int(last) + 1)}


def recorded(book: Any) -> KeptAction | None:
    """What is kept in a workbook; None where nothing is."""
    sheet = find_sheet(book, NAME, TITLE)
    if sheet is None:
        return None
    _, _, last, _ = area_of(sheet.used_range)
    rows = values_of(sheet.range((1, 1), (max(last, _FIRST), _WIDTH)))
    kept = KeptAction(as_text(rows[1][0]), as_text(rows[1][1]))
    for kind, *line in rows[_FIRST - 1 :]:
        if kind == _CELL:
            _read_cell(kept, line)
        elif kind == _SHEET:
            lines: list[list[Value]] | None = [] if line[2] else None
            kept.sheets.append(KeptSheet(line[0], line[1], lines, _from_ranges(as_text(line[3]))))
        elif kind == _LINE:
            held = kept.sheets[-1].lines
            if held is not None:
                held.append(line)
    return kept if kept.action else None


def _read_cell(kept: KeptAction, line: Sequence[Any]) -> None:
    name, letter, row, before, after, was_text = line[:6]
    if isinstance(row, int | float):
        place = int(row), column_number(letter)
        kept.cells.setdefault(name, {})[place] = KeptCell(before, after, bool(was_text))
    else:
        kept.lost.append(f"{name}!{letter}")


def forget(book: Any) -> None:
    """Take the record away; where the workbook lets no sheet be deleted, it is emptied."""
    sheet = find_sheet(book, NAME, TITLE)
    if sheet is None:
        return
    try:
        sheet.delete()
    except Exception:
        write_lines(sheet, [[literal(TITLE)]], _WIDTH)
