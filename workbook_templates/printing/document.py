"""A workbook as the document that is printed: cover, lists, the chapters of the regulation with its official tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rules.calculation.compute import compute
from rules.engine.session import Session
from rules.factcheck.composed import SaidFigure, SaidSentence, composed
from rules.factcheck.table_facts import facts_of
from rules.model.document import DATA, Document, Table, TablePlace
from rules.schema.layout import form_of, layouts
from rules.schema.outline import CaptionedTable, Chapter, Chart, Outline, Section, outline_of
from rules.schema.pack import Pack, pack_for
from rules.schema.sentence import sentences_of
from rules.schema.year_label import year_label
from rules.values.cells import as_text
from rules.values.codes import PROGRAM
from workbook_templates.files import written
from workbook_templates.printing.blocks import Blocks
from workbook_templates.printing.charts import BarChart, add_chart, chart_of
from workbook_templates.printing.fields import Bookmarks, ListedLine, caption, contents, room
from workbook_templates.printing.official_table import WordTable, printed_table
from workbook_templates.printing.page import (
    CELL,
    CONTENTS,
    HEADINGS,
    LIST_OF_TABLES,
    TEXT,
    TITLE,
    number_pages,
    start_document,
    text_width,
)
from workbook_templates.printing.wordml import PrintedCell, PrintedRow, element, paragraph, run, table, tagged, twips

NAMES = ("perangkat_daerah", "pemda")
"""What captions and sentences call by its name."""
_STRONG_GROUP = 1
"""Groups down to this depth are printed in bold."""
_FORM = (60, text_width() - 60)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table of the document as printed: its place, number, caption and form."""

    layout: str
    place: str
    number: str
    caption: str
    form: WordTable


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

    def tables(self, place: str) -> Iterator[WordTable]:
        """The tables that fill a place, as printed."""
        for pieces in _whole_tables(self.document, place):
            sheet = pieces[0].sheet
            yield printed_table(
                pieces, self.document.year, self.document.renstra, self._filled(sheet), self._strong(pieces)
            )

    def _filled(self, sheet: str) -> Mapping[TablePlace, Any]:
        return self._worked_out.get(sheet, {})

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
        yield from (said for said in self.said if said.sentence.id in ids)

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


def _whole_tables(document: Document, place: str) -> Iterator[list[Table]]:
    """The tables of a place that have rows, each with the pieces that continue it."""
    whole: list[Table] = []
    for piece in document.of_place(place):
        if whole and not piece.recognition.continues:
            yield whole
            whole = []
        whole.append(piece)
    if whole and any(DATA in piece.kinds for piece in whole):
        yield whole


def write_printout(document: Document, out: Path, pack: Pack | None = None) -> list[str]:
    """Write a document to be printed; returns the captions of its tables. Raises :class:`OutputError`."""
    made = _Writer(Printout(document, pack))
    made.write()
    with written(out) as partial:
        made.word.save(str(partial))
    return [one.text for one in made.tables]


class _Writer:
    """Writes one document, chapter by chapter."""

    def __init__(self, printout: Printout) -> None:
        self._printout, self._outline = printout, printout.outline
        self._office = printout.labelled("{perangkat_daerah}")
        self.word = start_document(self._title(), self._office)
        self._blocks, self._bookmarks = Blocks(self.word), Bookmarks()
        self.tables: list[ListedLine] = []
        self._headings: list[ListedLine] = []
        self._charts = 0

    def _title(self) -> str:
        year = self._printout.document.year
        return f"{self._outline.title} TAHUN {year}" if year else self._outline.title

    def write(self) -> None:
        """Write the whole document. What the lists hold is known last, so they are put in their place then."""
        number_pages(self.word.sections[0])
        self._cover()
        lists = paragraph(style=TEXT)
        self._blocks.add(lists)
        for chapter in self._outline.chapters:
            self._chapter(chapter)
        self._blocks.end()
        for part in self._lists():
            lists.addprevious(part)
        lists.getparent().remove(lists)

    def _cover(self) -> None:
        document = self._printout.document
        lines = [self._title(), self._office, self._printout.labelled("{pemda}")]
        for at, text in enumerate(lines):
            made = paragraph(run(text.upper()), style=TITLE)
            if at == 0:
                made.pPr.append(element("spacing", before=twips(80), after=240))
            self._blocks.add(made)
        self._blocks.add(paragraph(element("r", element("br", type="page")), style=TEXT))
        form = form_of(document.kind)
        rows = [
            PrintedRow([PrintedCell(spec.label), PrintedCell(document.text(key))])
            for key, spec in form.fields.items()
            if document.text(key)
        ]
        if rows:
            self._blocks.add(paragraph(run("IDENTITAS DOKUMEN", bold=True), style=TEXT, align="center", keep_next=True))
            self._blocks.add(table([twips(width) for width in _FORM], rows, style=CELL))

    def _lists(self) -> Iterator[Any]:
        yield _unlisted("DAFTAR ISI")
        yield from contents('TOC \\o "1-2" \\h \\z \\u', self._headings, CONTENTS)
        yield _unlisted("DAFTAR TABEL")
        yield from contents('TOC \\h \\z \\c "Tabel"', self.tables, [LIST_OF_TABLES])

    def _chapter(self, chapter: Chapter) -> None:
        forms = {
            table.place: list(self._printout.tables(table.place)) for part in chapter.parts for table in part.tables
        }
        if chapter.optional and not any(forms.values()):
            return
        number = 0
        for depth, part in enumerate(chapter.parts):
            self._heading(part, depth=1 if depth == 0 else 2)
            number = self._tables(chapter, part, forms, number)

    def _heading(self, part: Section, depth: int) -> None:
        text = self._printout.labelled(f"{part.number} {part.heading}")
        name = f"_Toc_{part.number}_{len(self._headings)}"
        self._headings.append(ListedLine(text, name, depth))
        self._blocks.add(paragraph(*self._bookmarks.around(name, run(text)), style=HEADINGS[depth - 1]))
        if part.prompt:
            self._blocks.add(room(f"renja:uraian:{part.number}", part.prompt))
        for said in self._printout.sentences(part.sentences):
            runs = [tagged(x.tag, run(x.text)) if isinstance(x, SaidFigure) else run(x) for x in said.parts]
            self._blocks.add(paragraph(*runs, style=TEXT, align="both"))
        for chart in self._printout.charts(part.charts):
            self._charts += 1
            self._blocks.add(add_chart(self.word, chart, self._charts))

    def _tables(self, chapter: Chapter, part: Section, forms: Mapping[str, Sequence[WordTable]], number: int) -> int:
        """The tables of a section, all turned where one of them must be; returns the number of the last one."""
        landscape = any(form.landscape for table in part.tables for form in forms[table.place])
        for place in part.tables:
            wanted = place.number or number + 1
            for form in forms[place.place]:
                self._table(
                    chapter, place, form, wanted, restart=wanted != number + 1 or number == 0, landscape=landscape
                )
                number, wanted = wanted, wanted + 1
        return number

    def _table(
        self, chapter: Chapter, place: CaptionedTable, form: WordTable, number: int, *, restart: bool, landscape: bool
    ) -> None:
        text = self._printout.labelled(place.caption)
        name = f"tabel_{chapter.label}_{number}"
        self.tables.append(ListedLine(f"Tabel {chapter.label}.{number} {text}", name))
        head = caption(chapter.label, number, text, self._bookmarks, name, restart=restart)
        self._blocks.add(head, form.element, paragraph(style=CELL), landscape=landscape)


def _unlisted(text: str) -> Any:
    """A heading of its own page that stands in no list."""
    made = paragraph(run(text), style=TITLE)
    made.pPr.insert(1, element("pageBreakBefore"))
    return made
