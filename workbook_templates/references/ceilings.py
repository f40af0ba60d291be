"""Reading a list of ceilings: a table with headings in its first rows, a line for each program or for an office as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rules.values.cells import any_filled, as_text
from rules.values.codes import level_of, read_code
from rules.values.money import read_money
from rules.values.text import fold
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.reference_lists import read_reference_list
from workbook_templates.references.errors import CeilingAmountError, CeilingCodeError, NoCeilingsError

_HEADINGS = {
    "kode": ("kode", "kode program"),
    "plafon": ("plafon", "pagu", "pagu indikatif", "plafon (rp)", "pagu (rp)"),
    "perangkat_daerah": ("perangkat daerah", "opd", "skpd", "nama perangkat daerah"),
}
_WHOLE = {"", "total", "jumlah", "perangkat daerah"}


def read_ceilings(path: Path, limits: Limits) -> Iterator[tuple[str, str, int]]:
    """Office (empty for any), code (empty for the office as a whole) and amount of each line of a list of ceilings; raises :class:`UnreadableError`."""
    rows = [row for grid in read_reference_list(path, limits) for row in grid.rows]
    at, places = _header(rows)
    if "plafon" not in places:
        raise NoCeilingsError(path)
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if not any_filled(cells.values()):
            continue
        amount = read_money(cells["plafon"]).amount
        if amount is None:
            raise CeilingAmountError(path, number, as_text(cells["plafon"]))
        yield as_text(cells.get("perangkat_daerah")), _code(path, number, cells.get("kode")), amount


def _code(path: Path, number: int, value: Any) -> str:
    text = fold(as_text(value))
    if text in _WHOLE:
        return ""
    for digits in (2, 4):
        code = read_code(value, digits).official
        if code and level_of(code) >= 2:
            return code
    raise CeilingCodeError(path, number, as_text(value))


def _header(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(rows[:20]):
        found = {
            name: place
            for place, cell in enumerate(row)
            for name, spellings in _HEADINGS.items()
            if fold(as_text(cell)) in spellings
        }
        if "plafon" in found:
            return at, found
    return 0, {}
