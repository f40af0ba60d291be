"""What workbooks are held against: the ceilings of `--plafon`, the documents of `--tahun-lalu`, the Renja of `--renja`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from headless.batch.inputs import find_files
from headless.batch.serving import at_hand
from headless.errors import CeilingAmountError, CeilingCodeError, NoCeilingsError
from rules.carryover.earlier_documents import planned_by, reported_by
from rules.carryover.forward_estimates import forward_estimates
from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.references import Ceilings, References
from rules.values.cells import any_filled, as_text
from rules.values.codes import level_of, read_code
from rules.values.money import read_money
from rules.values.names import names_in
from rules.values.text import fold
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

_HEADINGS = {
    "kode": ("kode", "kode program"),
    "plafon": ("plafon", "pagu", "pagu indikatif", "plafon (rp)", "pagu (rp)"),
    "perangkat_daerah": ("perangkat daerah", "opd", "skpd", "nama perangkat daerah"),
}
_WHOLE = {"", "total", "jumlah", "perangkat daerah"}


class Comparison:
    """Ceilings and last year's documents at hand; gives each workbook its own."""

    def __init__(
        self,
        ceilings: Path | None,
        last_year: Path | None,
        renja: Path | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self._ceilings = list(_ceilings(ceilings)) if ceilings else None
        self._source = ceilings.name if ceilings else ""
        self._previous = list(_documents(last_year, limits)) if last_year else None
        self._plans = list(_documents(renja, limits)) if renja else None

    def of(self, document: Document) -> References:
        """What one workbook is held against."""
        nothing = References()
        ceilings, no_ceilings = None, nothing.no_ceilings
        if self._ceilings is not None:
            office = document.text("perangkat_daerah")
            own = {code: amount for name, code, amount in self._ceilings if not name or names_in(name, office)}
            ceilings = Ceilings(own, self._source) if own else None
            no_ceilings = Text(
                f"'{self._source}' tidak memuat plafon untuk perangkat daerah ini",
                f"'{self._source}' holds no ceiling for this office",
            )
        references = References(ceilings, no_ceilings=no_ceilings)
        return self._of_report(document, references) if document.kind == "lkip" else self._of_plan(document, references)

    def _of_plan(self, document: Document, given: References) -> References:
        """A Renja is held against the forward estimates of last year's."""
        if self._previous is None:
            return given
        found = _matching(self._previous, document, "renja", -1)
        if found is None:
            return replace(given, no_foreseen=_none(document, -1))
        return replace(given, foreseen=forward_estimates(found))

    def _of_report(self, document: Document, given: References) -> References:
        """An LKIP is held against the Renja of its year and the LKIP of the year before."""
        if self._plans is not None:
            plan = _matching(self._plans, document, "renja", 0)
            given = replace(given, planned=planned_by(plan) if plan else None, no_planned=_none(document, 0, "Renja: "))
        if self._previous is not None:
            before = _matching(self._previous, document, "lkip", -1)
            none = _none(document, -1, "LKIP: ")
            given = replace(given, reported=reported_by(before) if before else None, no_reported=none)
        return given


def _matching(documents: Sequence[Document], document: Document, kind: str, offset: int) -> Document | None:
    """The document of a kind that the same office made for a year, counted from the document's own."""
    office, year = document.text("perangkat_daerah"), document.year
    for other in documents:
        same_office = names_in(other.text("perangkat_daerah"), office)
        if other.kind == kind and year is not None and other.year == year + offset and same_office:
            return other
    return None


def _none(document: Document, offset: int, kind: str = "") -> Text:
    year = document.year
    return Text(
        f"{kind}tidak ada dokumen perangkat daerah ini untuk tahun {year + offset if year else 'lalu'}",
        f"{kind}there is no document of this office for {year + offset if year else 'last year'}",
    )


def _ceilings(path: Path) -> Iterator[tuple[str, str, int]]:
    """Office (empty for any), code (empty for the office as a whole) and amount of each line of a ceiling file."""
    from workbook_templates.reading.reference_lists import read_reference_list

    at_hand(path)
    rows = [row for grid in read_reference_list(path) for row in grid.rows]
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


def _documents(path: Path, limits: Limits) -> Iterator[Document]:
    from workbook_templates.reader import read_document

    for file in find_files([path]):
        at_hand(file)
        yield read_document(file, limits)
