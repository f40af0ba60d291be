"""What is printed of one workbook: its tables with their formulas worked out, its sentences and charts, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from rules.calculation.compute import compute
from rules.engine.session import Session
from rules.factcheck.composed import SaidSentence, composed
from rules.factcheck.table_facts import facts_of
from rules.model.document import DATA, Document, Table, TablePlace
from rules.schema.layout import layouts
from rules.schema.outline import Chart, Outline, outline_of
from rules.schema.pack import Pack, pack_for
from rules.schema.sentence import sentences_of
from rules.schema.year_label import year_label
from rules.values.cells import as_text
from rules.values.codes import PROGRAM
from workbook_templates.printing.charts import BarChart, chart_of
from workbook_templates.printing.official_table import WordTable, printed_table

NAMES = ("perangkat_daerah", "pemda")
"""What captions and sentences call by its name."""
_STRONG_GROUP = 1
"""Groups down to this depth are printed in bold."""


class Printout:
    """What is printed of one document: its tables, formulas without a stored value worked out."""

    def __init__(self, document: Document, pack: Pack | None = None) -> None:
        self.document = document
        self._pack = pack or pack_for(document.year)

    @property
    def outline(self) -> Outline:
        """The chapters it is printed in."""
        return outline_of(self.document.kind)

    def labelled(self, text: str) -> str:
        """A text with its labels of years and names filled in."""
        filled = year_label(text, self.document.year, self.document.renstra)
        for key in NAMES:
            said = self.document.said(key)
            filled = filled.replace(f"{{{key}}}", as_text(said.value) if said else "")
        return " ".join(filled.split())

    def table(self, pieces: Sequence[Table], room: float | None = None, *, styled: bool = True) -> WordTable:
        """A whole table as printed, on a page of ``room`` millimetres or on one of our own; ``styled`` by our styles."""
        document, filled = self.document, self._worked_out.get(pieces[0].sheet, {})
        return printed_table(pieces, document.year, document.renstra, filled, self._strong(pieces), room, styled=styled)

    @cached_property
    def _worked_out(self) -> dict[str, dict[TablePlace, Any]]:
        """Values of formulas that hold none, by sheet."""
        unknown = {(table.sheet, *place) for table in self.document.tables for place in table.marks.uncalculated}
        if not unknown:
            return {}
        found: dict[str, dict[TablePlace, Any]] = {}
        for cell in compute(self.document, self._pack):
            if (cell.sheet, cell.row, cell.column) in unknown:
                decimals = layouts()[cell.table].columns[cell.column].decimals
                value = cell.value / 10**decimals if isinstance(cell.value, int) and decimals else cell.value
                found.setdefault(cell.sheet, {})[cell.row, cell.column] = value
        return found

    def _strong(self, pieces: Sequence[Table]) -> set[int]:
        """The rows of upper levels: programs and what stands above them."""
        view = self._session.tables.get(pieces[0].layout)
        if view is None or view.layout.hierarchy == "datar":
            return set()
        deepest = _STRONG_GROUP if view.layout.hierarchy == "kelompok" else PROGRAM
        upper = view.data & (view.levels.level >= 0) & (view.levels.level <= deepest)
        rows, names = view.cells("row"), [view.table_of(int(at)).sheet for at in view.frame.index]
        return {int(rows[at]) for at in view.frame.index[upper] if names[at] == pieces[0].sheet}

    def sentences(self, ids: Sequence[str]) -> Iterator[SaidSentence]:
        """The sentences of some ids, as far as the document has their figures."""
        for name in ids:
            yield from (said for said in self.said if said.sentence.id == name)

    @cached_property
    def said(self) -> list[SaidSentence]:
        """All sentences that the document has the figures for, in order."""
        names = {key: self.labelled(f"{{{key}}}") for key in NAMES}
        facts = facts_of(self.document, tables=self._session.tables)
        return list(composed(sentences_of(self.document.kind), facts, self.document.year, names))

    def charts(self, kinds: Sequence[Chart]) -> Iterator[BarChart]:
        """The charts of some kinds, as far as the document has their figures."""
        yield from filter(None, (chart_of(kind, self._session) for kind in kinds))

    @cached_property
    def _session(self) -> Session:
        return Session([self.document], self._pack, [])


def whole_tables(document: Document, place: str) -> list[list[Table]]:
    """The tables of a place, each with the pieces that continue it."""
    found: list[list[Table]] = []
    for piece in document.of_place(place):
        if found and piece.recognition.continues:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def filled_tables(document: Document, place: str) -> list[list[Table]]:
    """Those that say anything: what has a head and a total and no row between is not printed."""
    return [pieces for pieces in whole_tables(document, place) if any(DATA in piece.kinds for piece in pieces)]
