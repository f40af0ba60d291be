"""A sheet read element by element with expat: whatever can be read at all, and what is wrong with the rest."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, ClassVar

from rules.values.cells import DateOf1904, ExcelError, column_letter, column_number
from workbook_templates.reading.excel import cell_text
from workbook_templates.reading.excel.cell_formats import Formats
from workbook_templates.reading.excel.cell_text import BLANKS
from workbook_templates.reading.excel.shared_strings import OF_TEXT, RICH_TEXT, RichText, Runs, Texts, struck_of
from workbook_templates.reading.excel.sheet_content import MOST_MERGES, Bounds, SheetContent, flooded
from workbook_templates.reading.excel.sheet_formulas import Formulas
from workbook_templates.reading.guarded_xml import ForbiddenXmlError, unsure
from workbook_templates.reading.limit_errors import ManyRowsError
from workbook_templates.reading.part_stream import Attributes

_ROW = re.compile(r"[1-9][0-9]{0,9}")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,9})")
_COLUMN = re.compile(r"[0-9]{1,5}")
_STYLE = re.compile(r"[0-9]{1,9}")
_FLAT = re.compile(r"0*(?:\.[0-9]*)?")
"""Heights (points) and widths (signs) below one, of which nothing is seen."""
_TRUE = {"1", "true"}
_KINDS = {"n", "s", "str", "b", "e", "d", "inlineStr"}
_TEXTS = {"s", "str", "inlineStr"}
_OF_FORMULAS = {"n", "str", "b", "e"}
"""Kinds that the result of a formula has."""


class _TooFarError(Exception):
    """A sheet is read no further."""


class _SheetStream(RichText):
    content: ClassVar = RICH_TEXT | {
        "": {"worksheet"}, "worksheet": {"sheetData", "cols", "mergeCells"}, "sheetData": {"row"},
        "row": {"c", "extLst"}, "c": {"f", "v", "is", "extLst"}, "f": (), "v": (), "is": OF_TEXT,
        "cols": {"col"}, "col": (), "mergeCells": {"mergeCell"}, "mergeCell": (),
    }  # fmt: skip
    loose: ClassVar = {"worksheet", "rPr"}
    elsewhere: ClassVar = {"extLst", "phoneticPr", "strike", "vertAlign"}
    once: ClassVar = {"sheetData"}
    texts: ClassVar = {"t", "v", "f"}

    def __init__(self, formats: Formats, strings: Texts, bounds: Bounds) -> None:
        super().__init__()
        self.told: dict[tuple[int, int], str] = {}
        self.facts = SheetContent(formulas=self.told)
        self.formats, self.strings, self.bounds = formats, strings, bounds
        self.formulas = Formulas()
        self.row = self.column = self.style = 0
        self.named = self.counted = self.moved = False
        self.numbers: set[int] = set()
        self.found: dict[tuple[int, int], Any] = {}
        self.kind, self.group = "n", ""
        self.written: str | None = None
        self.inline: str | None = None
        self.runs: Runs = ()
        self.formula = self.own_text = self.preserve = False

    # ---- around the cells

    def opens_col(self, attributes: Attributes) -> None:
        ends = attributes.get("min", ""), attributes.get("max", "")
        if (attributes.get("hidden") in _TRUE or _FLAT.fullmatch(attributes.get("width", "1"))) and all(
            map(_COLUMN.fullmatch, ends)
        ):
            self.facts.hidden_columns.append((int(ends[0]), int(ends[1])))

    def opens_mergecell(self, attributes: Attributes) -> None:
        if len(self.facts.merges) < MOST_MERGES:
            self.facts.merges.append(attributes.get("ref", ""))

    # ---- where a cell stands

    def opens_row(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        if given is not None and not _ROW.fullmatch(given):
            raise unsure(f"memuat baris bernomor '{given[:20]}'")
        if given is None and self.moved:
            raise self._uncertain(f"sesudah baris {self.row}")
        self.named, self.counted, self.moved, self.column = given is not None, False, False, 0
        self._enter(int(given) if given else self.row + 1)
        if attributes.get("hidden") in _TRUE or _FLAT.fullmatch(attributes.get("ht", "1")):
            self.facts.hidden_rows.add(self.row)

    def _enter(self, row: int) -> None:
        if row in self.numbers:
            raise unsure(f"memuat baris {row} dua kali")
        self.numbers.add(row)
        self.row = row
        # Readers make room for every row up to a far one, even an empty one.
        self._reach(1, f"baris {row}")

    def _reach(self, column: int, label: str) -> None:
        """Note how far the sheet goes, and the first cell that is too far."""
        facts, bounds = self.facts, self.bounds
        facts.last_row, facts.last_column = max(facts.last_row, self.row), max(facts.last_column, column)
        far = self.row > bounds.rows or column > bounds.columns or facts.last_row * facts.last_column > bounds.area
        if far:
            facts.far_cell = label
            raise _TooFarError

    def _uncertain(self, where: str) -> ForbiddenXmlError:
        return unsure(f"memuat sel yang tempatnya tidak pasti ({where})")

    def opens_c(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        if given is None:
            self.column, self.counted = self.column + 1, True
            if self.moved:
                raise self._uncertain(f"baris {self.row}")
        else:
            match = _CELL.fullmatch(given)
            if not match:
                raise unsure(f"memuat sel beralamat '{given[:20]}'")
            if int(match[2]) != self.row:
                self._move(int(match[2]), given)
            self.column = column_number(match[1])
        self._reach(self.column, given or f"baris {self.row}")
        place = self.row, self.column
        if place in self.found:
            raise self._wrong("dua kali")
        self.found[place] = None
        self.facts.cells += 1
        if self.facts.cells > self.bounds.cells:
            raise flooded(self.bounds)
        self._begin(attributes)

    def _move(self, row: int, given: str) -> None:
        """Only the cells of a row may tell its number, if all of them do."""
        if self.named or self.counted:
            raise self._uncertain(f"{given[:20]} di baris {self.row}")
        self.numbers.discard(self.row)
        self.named = self.moved = True
        self._enter(row)

    def _wrong(self, what: str) -> ForbiddenXmlError:
        return unsure(f"memuat sel {column_letter(self.column)}{self.row} {what}")

    # ---- what a cell holds

    def _begin(self, attributes: Attributes) -> None:
        self.kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        if self.kind not in _KINDS or not _STYLE.fullmatch(style):
            raise self._wrong(f"yang berjenis '{self.kind[:20]}' dan berformat '{style[:20]}'")
        self.style = int(style)
        self.written = self.inline = None
        self.runs = ()
        self.formula = False

    def opens_f(self, attributes: Attributes) -> None:
        if self.formula:
            raise self._wrong("dengan dua rumus")
        kind, self.formula = attributes.get("t"), True
        if kind == "dataTable":
            # What it shows follows from cells that it names, and not every program reckons it.
            raise self._wrong("dari tabel data (analisis bagaimana-jika)")
        self.group = attributes.get("si", "") if kind == "shared" else ""
        self.own_text = kind != "shared"

    def closes_f(self, text: str) -> None:
        if self.own_text and not text:
            raise self._wrong("dengan rumus kosong")
        place = self.row, self.column
        self.told[place] = self.formulas.text(f"={text}", self.group, *place)

    def opens_v(self, attributes: Attributes) -> None:
        if self.written is not None or self.inline is not None:
            raise self._wrong("dengan dua isi")
        self.preserve = cell_text.preserves(attributes)

    def closes_v(self, text: str) -> None:
        self.written = text

    def opens_is(self, _: Attributes) -> None:
        if self.written is not None or self.inline is not None:
            raise self._wrong("dengan dua isi")

    def closes_is(self, _: str) -> None:
        self.inline, self.runs = self.taken()

    def closes_c(self, _: str) -> None:
        value, place = self._value(), (self.row, self.column)
        if self.formula and value is None:
            self.facts.uncalculated.add(place)
        if value is not None and self.kind in _TEXTS:
            self.facts.text_size += len(value)
        self.found[place] = None if value == "" else value
        if isinstance(value, ExcelError):
            self.facts.errors[place] = str(value)
        elif self.kind == "n" and value is not None and self.style in self.formats.percents:
            self.facts.percents.add(place)
        if self.found[place] is not None:
            told = self.formats.telling if self.kind == "n" else self.formats.white if self.kind in _TEXTS else {}
            if self.style in told:
                self.facts.formats[place] = told[self.style]
            self._strike(place)
            if self.kind in _TEXTS and self.style in self.formats.looks:
                self.facts.looks[place] = self.formats.looks[self.style]

    def _strike(self, place: tuple[int, int]) -> None:
        by_style = self.style in self.formats.struck
        struck = struck_of(self.runs, cell=by_style) if self.runs else "" if by_style else None
        if struck is not None:
            self.facts.struck[place] = struck

    def _value(self) -> Any:
        """The value of the cell, None if it has none; raises where it does not fit the cell's kind."""
        kind, written = self.kind, self.written
        if (self.inline is None) == (kind == "inlineStr") and (self.inline is not None or written is not None):
            raise self._wrong("yang isinya tidak sesuai jenisnya")
        if self.formula and kind not in _OF_FORMULAS:
            raise self._wrong("yang jenisnya bukan jenis hasil rumus")
        if self.inline is not None or written is None:
            return self.inline
        if kind == "str":
            return self._text_of(written)
        written = written.strip(BLANKS)
        value = getattr(self, f"_{kind}")(written) if written else ""
        if value is None:
            raise self._wrong(f"yang isinya '{written[:40]}' tidak sesuai jenisnya ({kind})")
        return value if value != "" else None

    def _text_of(self, written: str) -> str:
        if cell_text.ESCAPE.search(written):
            # Some programs decode it in shared texts only.
            raise self._wrong("dengan kode huruf")
        return written if self.preserve else written.strip(BLANKS)

    def _n(self, written: str) -> Any:
        value = cell_text.number(written)
        return value if value is None else self.formats.shown(value, self.style)

    def _d(self, written: str) -> Any:
        value = cell_text.day_number(written)
        return (
            value
            if value is None
            else self.formats.shown(value - DateOf1904.LATER * self.formats.from_1904, self.style)
        )

    def _s(self, written: str) -> str | None:
        if not cell_text.INDEX.fullmatch(written) or int(written) >= len(self.strings.values):
            return None
        self.runs = self.strings.runs.get(int(written), ())
        return self.strings.values[int(written)]

    def _b(self, written: str) -> bool | None:
        return {"1": True, "0": False}.get(written)

    def _e(self, written: str) -> str | None:
        return cell_text.error(written)


def read_sheet(xml: bytes, formats: Formats, strings: Texts, bounds: Bounds) -> SheetContent:
    """Read one sheet's XML. Raises ExpatError for broken XML, :class:`ForbiddenXmlError` for what may not be there."""
    if xml.count(b"<row") > bounds.rows:
        raise ForbiddenXmlError(lambda path, part: ManyRowsError(path, part, bounds.rows))
    if sum(xml.count(tag) for tag in (b"<c ", b"<c/", b"<c>")) > bounds.cells:
        raise flooded(bounds)
    sheet = _SheetStream(formats, strings, bounds)
    with suppress(_TooFarError):
        sheet.read(xml)
    filled = {place: value for place, value in sheet.found.items() if value is not None}
    if filled:
        rows, columns = zip(*filled, strict=True)
        sheet.facts.places, sheet.facts.values = (rows, columns), list(filled.values())
    return sheet.facts


def read_frame(xml: bytes, bounds: Bounds) -> SheetContent:
    """What a sheet whose cells were taken out tells; raises as :func:`read_sheet` does."""
    return read_sheet(xml, Formats(), Texts(), bounds)
