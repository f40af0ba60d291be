"""What workbooks are held against: the ceilings of `--plafon` and the documents of `--tahun-lalu`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from headless.found import find_files
from rules.cells import as_text, is_blank
from rules.codes import level_of, read_code
from rules.document import Document
from rules.foreseen import forward_estimates
from rules.money import read_money
from rules.names import names_in
from rules.references import Ceilings, Foreseen, References
from rules.vocabulary import fold
from workbook_templates.errors import UnreadableError

_HEADINGS = {
    "kode": ("kode", "kode program"),
    "plafon": ("plafon", "pagu", "pagu indikatif", "plafon (rp)", "pagu (rp)"),
    "perangkat_daerah": ("perangkat daerah", "opd", "skpd", "nama perangkat daerah"),
}
_WHOLE = {"", "total", "jumlah", "perangkat daerah"}


class Comparison:
    """Ceilings and last year's documents at hand; gives each workbook its own."""

    def __init__(self, ceilings: Path | None, last_year: Path | None) -> None:
        self._ceilings = list(_ceilings(ceilings)) if ceilings else None
        self._source = ceilings.name if ceilings else ""
        self._previous = list(_previous(last_year)) if last_year else None

    def of(self, document: Document) -> References:
        """What one workbook is held against."""
        nothing = References()
        ceilings, no_ceilings = None, nothing.no_ceilings
        if self._ceilings is not None:
            office = document.text("perangkat_daerah")
            own = {code: amount for name, code, amount in self._ceilings if not name or names_in(name, office)}
            ceilings = Ceilings(own, self._source) if own else None
            no_ceilings = f"'{self._source}' tidak memuat plafon untuk perangkat daerah ini"
        foreseen, no_foreseen = self._foreseen(document)
        return References(ceilings, foreseen, no_ceilings, no_foreseen)

    def _foreseen(self, document: Document) -> tuple[Foreseen | None, str]:
        if self._previous is None:
            return None, References().no_foreseen
        office, year = document.text("perangkat_daerah"), document.year
        for other in self._previous:
            if other.year is not None and other.year + 1 == year and names_in(other.text("perangkat_daerah"), office):
                return forward_estimates(other), ""
        return None, f"tidak ada dokumen perangkat daerah ini untuk tahun {year - 1 if year else 'lalu'}"


def _rows(path: Path) -> Iterator[list[Any]]:
    if path.suffix.lower() in {".csv", ".txt"}:
        with path.open(encoding="utf-8-sig", newline="") as file:
            sample = file.read(4096)
            file.seek(0)
            yield from csv.reader(file, delimiter=";" if sample.count(";") > sample.count(",") else ",")
        return
    from workbook_templates.reader import read_workbook

    for grid in read_workbook(path):
        yield from grid.rows


def _ceilings(path: Path) -> Iterator[tuple[str, str, int]]:
    """Office (empty for any), code (empty for the office as a whole) and amount of each line of a ceiling file."""
    try:
        rows = list(_rows(path))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(
            f"'{path.name}' tidak dapat dibaca sebagai CSV ({error}); simpan sebagai CSV UTF-8."
        ) from None
    at, places = _header(rows)
    if "plafon" not in places:
        raise UnreadableError(
            f"'{path.name}' bukan daftar plafon: dicari baris judul dengan kolom 'kode' dan 'plafon' "
            "(dan 'perangkat daerah' bila untuk beberapa perangkat daerah); baris tanpa kode berarti plafon seluruhnya."
        )
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        if all(is_blank(value) for value in cells.values()):
            continue
        amount = read_money(cells["plafon"]).amount
        if amount is None:
            raise UnreadableError(f"'{path.name}' baris {number}: plafon \"{as_text(cells['plafon'])}\" bukan angka.")
        yield as_text(cells.get("perangkat_daerah")), _code(path, number, cells.get("kode")), amount


def _code(path: Path, number: int, value: Any) -> str:
    text = fold(as_text(value))
    if text in _WHOLE:
        return ""
    for digits in (2, 4):
        code = read_code(value, digits).official
        if code and level_of(code) >= 2:
            return code
    raise UnreadableError(f"'{path.name}' baris {number}: kode \"{as_text(value)}\" bukan kode program.")


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


def _previous(path: Path) -> Iterator[Document]:
    from workbook_templates.reader import read_document

    for file in find_files([path]):
        yield read_document(file)
