"""*Batalkan*: what the last *Perbaiki*, *Hitung* or *Segel* changed is put back, whole or not at all, and once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from addin.actions import address, named
from addin.blocks import quiet
from addin.calling import busy
from addin.content import contents, put_back, typed
from addin.errors import ChangedSinceError, LockedSinceError, NothingToUndoError, ProtectedBookError, ReadOnlyBookError
from addin.findings_sheet import dress
from addin.own_sheets import find_sheet, write_lines
from addin.range_facts import area_of, hidden_rows
from addin.undo_record import KeptAction, KeptSheet, forget, recorded
from workbook_templates.grid import FINDINGS_TITLE, Value
from workbook_templates.sheet_facts import Place

_DRESS: Mapping[str, Callable[[Any, list[list[Value]]], None]] = {FINDINGS_TITLE: dress}
"""What gives the lines of a sheet their formats, by its title."""
_ROW_HEIGHT = 15.0
"""Points of a row that was hidden and is not any more."""

Cells = dict[str, dict[Place, Value]]


def undo(book: Any) -> str:
    """Put back what the last action changed, and forget it.

    Raises :class:`RenjaError` where nothing is kept, where the workbook is open for reading only, and where a cell has
    been changed since or can no longer be written; nothing is changed then.
    """
    kept = recorded(book)
    if kept is None:
        raise NothingToUndoError
    if _read_only(book):
        raise ReadOnlyBookError(book.name)
    stands = _stands(book, kept)
    back: Cells = {
        name: {place: cell.before for place, cell in cells.items() if stands[name][place] != cell.before}
        for name, cells in kept.cells.items()
    }
    with quiet(book):
        _written(book, kept, back, stands)
        try:
            removed = list(_removed(book, kept))
        except Exception as error:
            _swap(book, kept, {name: {place: stands[name][place] for place in cells} for name, cells in back.items()})
            if busy(error):
                raise
            raise ProtectedBookError(next(x.name for x in kept.sheets if x.lines is None)) from error
        for sheet in kept.sheets:
            _restored(book, sheet)
        forget(book)
    return "\n".join(_told(kept, back, removed))


def _told(kept: KeptAction, back: Cells, removed: list[str]) -> Iterator[str]:
    cells = [address(name, place) for name, places in back.items() for place in sorted(places)]
    yield f"{kept.action} dari {kept.moment} dibatalkan."
    if cells:
        yield f"{len(cells)} sel kembali berisi seperti semula: {named(cells)}."
    if removed:
        yield f"Lembar yang ditambahkannya dihapus: {', '.join(removed)}."
    yield "Klik Validasi lagi untuk melihat temuan yang berlaku sekarang."


def _read_only(book: Any) -> bool:
    """Whether the workbook is open for reading only; an engine that cannot tell has no answer."""
    api = book.api
    told = getattr(api, "ReadOnly", None)
    if told is None and hasattr(getattr(api, "read_only", None), "get"):
        told = api.read_only.get()
    return told is True


def _stands(book: Any, kept: KeptAction) -> dict[str, dict[Place, Value]]:
    """What the kept cells hold now; raises :class:`ChangedSinceError` where that is neither what was put there nor what was before."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    changed = [*kept.lost, *(name for name in kept.cells if name not in sheets)]
    found: dict[str, dict[Place, Value]] = {}
    for name, cells in kept.cells.items():
        if name in sheets:
            found[name] = contents(sheets[name], list(cells))
            changed += [
                address(name, place)
                for place, cell in sorted(cells.items())
                if found[name][place] not in (cell.after, cell.before)
            ]
    if changed:
        raise ChangedSinceError(kept.action, named(changed))
    return found


# ---- cells


def _written(book: Any, kept: KeptAction, back: Cells, stands: Cells) -> None:
    """Write what stood in the cells; where one refuses, all of them hold again what they held."""
    refused = _swap(book, kept, back)
    if any(refused.values()):
        done = {
            name: {place: stands[name][place] for place in cells if place not in refused.get(name, ())}
            for name, cells in back.items()
        }
        _swap(book, kept, done)
        raise LockedSinceError(", ".join(name for name, places in refused.items() if places))


def _swap(book: Any, kept: KeptAction, cells: Cells) -> dict[str, set[Place]]:
    """Write kept values, in cells that were formatted as text as texts."""
    refused = put_back(book, cells)
    for name, places in cells.items():
        for place in places:
            cell = kept.cells[name][place]
            if cell.was_text and places[place] == cell.before and place not in refused.get(name, ()):
                book.sheets[name].range(place).number_format = "@"
    return refused


# ---- sheets of our own


def _removed(book: Any, kept: KeptAction) -> Iterator[str]:
    """Delete the sheets that the action added; yields their names."""
    for own in kept.sheets:
        sheet = find_sheet(book, own.name, own.title) if own.lines is None else None
        if sheet is not None:
            name = sheet.name
            sheet.delete()
            yield name


def _restored(book: Any, own: KeptSheet) -> None:
    """Give a sheet of our own its former lines; one that has been deleted since stays away."""
    sheet = find_sheet(book, own.name, own.title) if own.lines is not None else None
    if sheet is None or own.lines is None:
        return
    lines = [[typed(value) for value in line] for line in own.lines]
    write_lines(sheet, lines, max(map(len, lines)))
    used = sheet.used_range
    hidden = hidden_rows(sheet, used, area_of(used))
    for row in sorted(hidden ^ own.hidden):
        sheet.range((row, 1)).row_height = 0 if row in own.hidden else _ROW_HEIGHT
    if own.title in _DRESS:
        _DRESS[own.title](sheet, lines)
