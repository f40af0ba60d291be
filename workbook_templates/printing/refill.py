"""A document that already has its text, with the official tables and the figures of its sentences as the workbook has them now.

Tables and figures are replaced among the bytes of the text's XML; every other byte of it, and every other part of the file, is
copied as it is. What is replaced is found by the reader of documents itself, by caption and by recognition.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args
from xml.parsers import expat
from xml.sax.saxutils import escape

from lxml import etree

from rules.factcheck.composed import is_figure_tag
from rules.model.document import Document, Table
from rules.schema.layout import Layout, layouts
from rules.schema.outline import CaptionedTable, Chart
from rules.schema.pack import Pack
from rules.values.likeness import SURE, heading_likeness
from workbook_templates.printing.caption_years import caption_years
from workbook_templates.printing.changes import ByteChange, applied
from workbook_templates.printing.errors import NoUtf8TextError
from workbook_templates.printing.page import ALIGNS, SIZES
from workbook_templates.printing.printout import Printout, filled_tables, whole_tables
from workbook_templates.printing.refill_charts import CHART_PART, ChartRefill, RefilledCharts
from workbook_templates.printing.wordml import TWIPS_A_MILLIMETRE, cell_style
from workbook_templates.reading.archive import part_names, read_part
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.other_formats import word_grids
from workbook_templates.reading.word.body import SPACES
from workbook_templates.reading.word.docx import main_part, read_body
from workbook_templates.reading.word.places import Control, PlacedBody, Sections, behind
from workbook_templates.reading.xml_stream import office_archive
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.safe_writing import refuse_inputs, written
from workbook_templates.xml_signs import xml_text

_CERTAIN = 75.0
"""From this certainty on a table is taken for the official one without its caption saying so."""
_USUAL_ROOM = 160.0
"""Millimetres between the margins where a document does not say."""
_STYLES = "word/styles.xml"
_LABEL = re.compile(r"^\s*tabel\s+[\w.]+\s*", re.IGNORECASE)
_LOOKS = re.compile(rb"<(?:\w+:)?rPr(?:\s[^>]*)?>.*?</(?:\w+:)?rPr>", re.DOTALL)
_PREFIX = re.compile(rb"<(\w+:)?sdtContent")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([^"']+)["']""")


@dataclass(slots=True)
class Refilled:
    """What became of a document: tables replaced and not, with why; figures of sentences renewed, as they were, and lost.

    ``captions`` are those whose years were renewed.
    """

    replaced: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    renewed: int = 0
    same: int = 0
    lost: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    charts: RefilledCharts = field(default_factory=RefilledCharts)


@dataclass(frozen=True, slots=True)
class _Standing:
    """A table of the document: the numbers (from 1) of its tables of Word, and whether it surely is what it seems to be."""

    numbers: Sequence[int]
    sure: bool


def refill(
    book: Document, source: Path, out: Path, limits: Limits = DEFAULT_LIMITS, pack: Pack | None = None
) -> Refilled:
    """Write a copy of a document with the tables and figures of a workbook; raises :class:`RenjaError`."""
    refuse_inputs([out], [source, Path(book.source)])
    body, told = PlacedBody(source, limits), Refilled()
    read_body(source, limits, body)
    with office_archive(source, limits, "Word") as archive:
        part = main_part(source, archive)
        xml = read_part(source, archive, part)
        _check_encoding(source, xml)
        parts = part_names(archive)
        printout = Printout(book, pack)
        styled = _has_our_styles(read_part(source, archive, _STYLES)) if _STYLES in parts else False
        work = _Refill(printout, body, xml, told, styled=styled)
        charts = ChartRefill({chart.title: chart for chart in printout.charts(get_args(Chart))}, told.charts)
        made = {name: charts.part(read_part(source, archive, name)) for name in parts if CHART_PART.fullmatch(name)}
        made[part] = applied(xml, [*work.tables(), *work.figures(), *charts.frames(xml)])
        with written(out) as partial, zipfile.ZipFile(partial, "w") as copy:
            for name, entry in parts.items():
                copied = zipfile.ZipInfo(name, entry.date_time)
                copied.compress_type, copied.external_attr = entry.compress_type, entry.external_attr
                copy.writestr(copied, made[name] if name in made else read_part(source, archive, name))
    return told


def _check_encoding(path: Path, xml: bytes) -> None:
    """Offsets are those of UTF-8, in which Word and LibreOffice write."""
    declared = _DECLARED.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise NoUtf8TextError(path)


def _has_our_styles(styles: bytes) -> bool:
    """Whether a document has the styles of our cells; in any other a cell has to say how it looks."""
    return all(f'"{cell_style(size, align)}"'.encode() in styles for size in SIZES for align in ALIGNS)


class _Refill:
    """The changes that one document needs."""

    def __init__(self, printout: Printout, body: PlacedBody, xml: bytes, told: Refilled, *, styled: bool) -> None:
        self._printout, self._body, self._xml, self._told = printout, body, xml, told
        self._styled = styled
        self._sections = Sections()
        self._sections.read(xml)
        self._strict = SPACES[1].encode() in xml[: xml.find(b"body")]

    # ---- tables

    def tables(self) -> Iterator[ByteChange]:
        """The changes to tables, in the order of the outline."""
        standing, taken = self._standing(), set[int]()
        captioned = [(table, self._number(chapter.label, table.number)) for chapter in self._printout.outline.chapters
                     for part in chapter.parts for table in part.tables]  # fmt: skip
        for caption, number in captioned:
            name = " ".join(filter(None, (number, caption.place)))
            wanted = filled_tables(self._printout.document, caption.place)
            found = standing.get(caption.place, []) or self._by_caption(caption.place, caption.caption, taken)
            for at, pieces in enumerate(wanted):
                there = found[at] if at < len(found) else None
                reason = self._why_left(there, taken)
                if there is None or reason:
                    self._told.left.append(f"{name}: {reason}")
                    continue
                taken |= set(there.numbers)
                yield from self._replaced(pieces, there)
                yield from self._captioned(self._body.spans[there.numbers[0] - 1][0], caption)
                rows = sum(len(piece.rows) for piece in pieces)
                self._told.replaced.append(f"{name}: {self._where(there)}, {rows} baris")
            for more in found[len(wanted) :]:
                self._told.left.append(f"{name}: {self._where(more)} dibiarkan, tidak ada dalam buku kerja")

    def _why_left(self, found: _Standing | None, taken: set[int]) -> str:
        """Why no table of the workbook takes the place of one of the document; empty where one does."""
        if found is None:
            return "tidak ditemukan dalam dokumen"
        if not found.sure:
            return f"{self._where(found)} hanya diduga tabel itu; beri judul 'Tabel …' di atasnya"
        return "" if taken.isdisjoint(found.numbers) else f"{self._where(found)} memuat lebih dari satu tabel resmi"

    @staticmethod
    def _number(label: str, number: int | None) -> str:
        return f"Tabel {label}.{number}" if number else ""

    @staticmethod
    def _where(found: _Standing) -> str:
        return f"tabel ke-{', '.join(map(str, found.numbers))} dokumen"

    def _standing(self) -> dict[str, list[_Standing]]:
        """The official tables of the document by place, as it is read."""
        grids = word_grids(self._body.tables)
        numbers = {grid.name: at for at, grid in enumerate(grids, 1)}
        known = read_grids("", grids, self._printout.document.kind)  # type: ignore[arg-type]
        found: dict[str, list[_Standing]] = {}
        for place in dict.fromkeys(layouts()[table.layout].place for table in known.tables):
            for pieces in whole_tables(known, place):
                tables = dict.fromkeys(numbers[piece.sheet] for piece in pieces)
                found.setdefault(place, []).append(_Standing(list(tables), self._is_sure(pieces, place)))
        return found

    def _is_sure(self, pieces: Sequence[Table], place: str) -> bool:
        titles = " ".join(text for text, _ in pieces[0].captions.titles)
        surely = pieces[0].recognition.certainty >= _CERTAIN and not pieces[0].in_lines
        return surely or self._says(titles, place)

    def _by_caption(self, place: str, caption: str, taken: set[int]) -> list[_Standing]:
        """Tables that are recognised as nothing, but stand under the caption of a place."""
        said = self._printout.labelled(caption)
        numbers = [
            at for at, table in enumerate(self._body.tables, 1)
            if at not in taken and table.above and self._says(" ".join(table.above), place, said)
        ]  # fmt: skip
        return [_Standing([number], True) for number in numbers]

    def _says(self, title: str, place: str, caption: str = "") -> bool:
        """Whether a title is that of a place: its caption, or the official title of one of its forms."""
        own = _LABEL.sub("", title)
        official = [self._printout.labelled(" ".join(x.title)) for x in _forms(place)]
        return bool(own) and any(heading_likeness(own, text) >= SURE for text in filter(None, (caption, *official)))

    def _replaced(self, pieces: Sequence[Table], standing: _Standing) -> Iterator[ByteChange]:
        """The first of the document's tables becomes the whole one; those that went on from it are taken out."""
        for at, number in enumerate(standing.numbers):
            begin, tag = self._body.spans[number - 1]
            made = b""
            if at == 0:
                made = self._bytes(self._printout.table(pieces, self._room(begin), styled=self._styled).element)
            yield ByteChange(begin, behind(self._xml, tag), made)

    def _captioned(self, table: int, caption: CaptionedTable) -> Iterator[ByteChange]:
        """The years of the caption over a table, or of the official title that stands for it."""
        titles = [" ".join(layout.title) for layout in _forms(caption.place)]
        found = caption_years(self._xml, table, [self._printout.labelled(text) for text in (caption.caption, *titles)])
        if found and found.changes:
            self._told.captions.append(found.text)
            yield from found.changes

    def _room(self, at: int) -> float:
        """Millimetres between the margins of the section that a byte stands in."""
        section = next((x for x in self._sections.found if x.end > at), None)
        return section.width / TWIPS_A_MILLIMETRE if section and section.width > 0 else _USUAL_ROOM

    def _bytes(self, element: Any) -> bytes:
        etree.cleanup_namespaces(element)
        made: bytes = etree.tostring(element, encoding="utf-8")
        return made.replace(SPACES[0].encode(), SPACES[1].encode(), 1) if self._strict else made

    # ---- figures

    def figures(self) -> Iterator[ByteChange]:
        """The changes to the figures of sentences."""
        said = {tag: text for one in self._printout.said for tag, text in one.figures.items()}
        for control in self._body.controls:
            if is_figure_tag(control.tag):
                yield from self._figure(control, said)

    def _figure(self, control: Control, said: Mapping[str, str]) -> Iterator[ByteChange]:
        begin, end = behind(self._xml, control.content[0]), control.content[1]
        before, sentence = self._xml[begin:end], control.tag.split(":")[1]
        if control.tag not in said:
            self._told.lost.append(f'"{_words(before)}" (kalimat {sentence}): tidak lagi ada dalam buku kerja')
        elif control.prompts or re.search(rb"<(?:\w+:)?p[ >]", before):
            self._told.lost.append(
                f"{said[control.tag]} (kalimat {sentence}): kotaknya dikosongkan atau diisi paragraf"
            )
        elif _words(before) == said[control.tag]:
            self._told.same += 1
        else:
            self._told.renewed += 1
            yield ByteChange(begin, end, self._run(control, before, said[control.tag]))

    def _run(self, control: Control, before: bytes, text: str) -> bytes:
        """A run in the looks of the one before, under the document's own prefix."""
        found, looks = _PREFIX.match(self._xml, control.content[0]), _LOOKS.search(before)
        prefix = (found[1] if found else None) or b""
        words = escape(xml_text(text)).encode()
        return b'<%br>%b<%bt xml:space="preserve">%b</%bt></%br>' % (
            prefix, looks[0] if looks else b"", prefix, words, prefix, prefix,
        )  # fmt: skip


def _forms(place: str) -> list[Layout]:
    return [layout for layout in layouts().values() if layout.place == place]


def _words(content: bytes) -> str:
    """The text of a piece of XML."""
    texts = re.findall(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<", content)
    parser, said = expat.ParserCreate(), list[str]()
    parser.CharacterDataHandler = said.append
    parser.Parse(b"<x>" + b"".join(texts) + b"</x>", True)
    return "".join(said)
