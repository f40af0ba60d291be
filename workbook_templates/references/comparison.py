"""What a workbook is held against, chosen from the ceilings and documents of other years that are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rules.carryover.earlier_documents import planned_by, reported_by
from rules.carryover.forward_estimates import forward_estimates
from rules.model.document import Document
from rules.model.references import Ceilings, GivenInVain, References
from rules.values.offices import office_key, office_meant
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.references.ceilings import read_ceilings


class Comparison:
    """Ceilings and last year's documents at hand; gives each workbook its own."""

    def __init__(
        self,
        ceilings: Path | None = None,
        last_year: Sequence[Path] | None = None,
        plans: Sequence[Path] | None = None,
        limits: Limits = DEFAULT_LIMITS,
        begin: Callable[[Path], None] = lambda _: None,
        unread: dict[Path, UnreadableError] | None = None,
    ) -> None:
        """Read the files; ``begin`` is told of each before it is read.

        ``unread`` takes up the documents that cannot be read; without it they raise their :class:`UnreadableError`, as
        the ceilings always do.
        """

        def read(paths: Sequence[Path] | None) -> list[Document] | None:
            return None if paths is None else list(_read(paths, limits, begin, unread))

        if ceilings:
            begin(ceilings)
        self._ceilings = list(read_ceilings(ceilings, limits)) if ceilings else None
        self._source = ceilings.name if ceilings else ""
        self._previous, self._plans = read(last_year), read(plans)

    def of(self, document: Document) -> References:
        """What one workbook is held against."""
        nothing = References()
        ceilings, no_ceilings = None, nothing.no_ceilings
        if self._ceilings is not None:
            same = _told_apart(document, (name for name, _, _ in self._ceilings if name))
            own = {code: amount for name, code, amount in self._ceilings if not name or same(name)}
            ceilings = Ceilings(own, self._source) if own else None
            no_ceilings = GivenInVain(
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
    year = document.year
    if year is None:
        return None
    of_year = [other for other in documents if other.kind == kind and other.year == year + offset]
    same = _told_apart(document, (other.said_text("perangkat_daerah") for other in of_year))
    found = [other for other in of_year if same(other.said_text("perangkat_daerah"))]
    if not document.said_text("perangkat_daerah") and len(found) > 1:
        return None  # Nothing tells whose these are.
    return found[0] if found else None


def _told_apart(document: Document, names: Iterable[str]) -> Callable[[str], bool]:
    """Whether one of several names of offices is that of a document's own."""
    own, government = document.said_text("perangkat_daerah"), document.said_text("pemda")
    meant = office_meant(office_key(own, government), {office_key(name, government) for name in names})
    return lambda name: meant is not None and office_key(name, government) == meant


def _none(document: Document, offset: int, kind: str = "") -> GivenInVain:
    year = document.year
    return GivenInVain(
        f"{kind}tidak ada dokumen perangkat daerah ini untuk tahun {year + offset if year else 'lalu'}",
        f"{kind}there is no document of this office for {year + offset if year else 'last year'}",
    )


def _read(
    paths: Sequence[Path], limits: Limits, begin: Callable[[Path], None], unread: dict[Path, UnreadableError] | None
) -> Iterator[Document]:
    for path in paths:
        begin(path)
        try:
            yield read_document(path, limits)
        except UnreadableError as error:
            if unread is None:
                raise
            unread[path] = error
