"""A workbook as the document that is printed: cover, lists, the chapters of the regulation with its official tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rules.factcheck.composed import SaidFigure
from rules.model.document import Document
from rules.schema.layout import form_of
from rules.schema.outline import CaptionedTable, Chapter, Section
from rules.schema.pack import Pack
from workbook_templates.printing.blocks import Blocks
from workbook_templates.printing.charts import add_chart
from workbook_templates.printing.fields import Bookmarks, ListedLine, caption, contents, room
from workbook_templates.printing.official_table import WordTable
from workbook_templates.printing.page import (
    CONTENTS,
    HEADINGS,
    LIST_OF_TABLES,
    TEXT,
    TITLE,
    number_pages,
    start_document,
    text_width,
)
from workbook_templates.printing.printout import Printout, filled_tables
from workbook_templates.printing.wordml import (
    CELL,
    PrintedCell,
    PrintedRow,
    element,
    paragraph,
    run,
    table,
    tagged,
    twips,
)
from workbook_templates.safe_writing import written

_FORM = (60, text_width() - 60)


def write_printout(document: Document, out: Path, pack: Pack | None = None, *, settled: bool = False) -> list[str]:
    """Write a document to be printed; returns the captions of its tables. Raises :class:`OutputError`.

    ``settled`` is for one that is printed as it is, its lists being no more than their lines.
    """
    made = _Writer(Printout(document, pack), settled=settled)
    made.write()
    with written(out) as partial:
        made.word.save(str(partial))
    return [one.text for one in made.tables]


class _Writer:
    """Writes one document, chapter by chapter."""

    def __init__(self, printout: Printout, *, settled: bool) -> None:
        self._printout, self._outline, self._settled = printout, printout.outline, settled
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
        year = f"TAHUN {document.year}" if document.year else ""
        lines = [self._outline.title, year, self._office, self._printout.labelled("{pemda}")]
        for at, text in enumerate(filter(None, lines)):
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
        yield from contents('TOC \\o "1-2" \\h \\z \\u', self._headings, CONTENTS, settled=self._settled)
        yield _unlisted("DAFTAR TABEL")
        yield from contents('TOC \\h \\z \\c "Tabel"', self.tables, [LIST_OF_TABLES], settled=self._settled)

    def _chapter(self, chapter: Chapter) -> None:
        forms = {place.place: self._forms(place.place) for part in chapter.parts for place in part.tables}
        if chapter.optional and not any(forms.values()):
            return
        number = 0
        for depth, part in enumerate(chapter.parts):
            self._heading(part, depth=1 if depth == 0 else 2)
            number = self._tables(chapter, part, forms, number)

    def _forms(self, place: str) -> list[WordTable]:
        return [self._printout.table(pieces) for pieces in filled_tables(self._printout.document, place)]

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
