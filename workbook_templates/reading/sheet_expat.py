"""XML parts of a workbook read as streams with expat: what readers of values do not tell.

Of a sheet: formulas, missing results, errors, percentages, and how far its cells reach. Every reading stops
at the first forbidden declaration.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from xml.parsers import expat

from rules.values.cells import column_letter, column_number
from workbook_templates.errors import RefusedFileError
from workbook_templates.reading.errors import EntitiesError, UnknownEncodingError
from workbook_templates.reading.limit_errors import ManyCellsError, ManyRowsError
from workbook_templates.reading.sheet_formulas import Formulas
from workbook_templates.sheet_facts import is_percent

_CELL_REF = re.compile(r"([A-Za-z]+)([0-9]+)", re.ASCII)
"""As readers take references, not as they should be: letters of any case, any number of digits."""
_FAR = 1 << 24
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
_TRUE = {"1", "true"}
_BUILTIN_PERCENT = {"9", "10"}


class ForbiddenXmlError(Exception):
    """XML that no honest workbook contains; ``refusal`` makes of a file and its part the error to tell."""

    def __init__(self, refusal: Callable[[Path, str], RefusedFileError]) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def _forbid(*_: Any) -> None:
    raise ForbiddenXmlError(EntitiesError)


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    """Refuse encodings that expat leaves to Python, which knows many and fails at some in ways of its own."""
    if encoding and encoding.lower() not in _ENCODINGS:
        raise ForbiddenXmlError(partial(UnknownEncodingError, encoding=encoding[:20]))


def guarded_parser() -> Any:
    """An expat parser that stops at forbidden declarations; names are `namespace local`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    return parser


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def elements(xml: bytes, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """Elements with given local names, in order, with their attributes by local name."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) in tags:
            found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    parser = guarded_parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


def defined_names(xml: bytes) -> list[tuple[str, str]]:
    """The defined names of a workbook with their formulas."""
    found: list[tuple[str, str]] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "definedName":
            text.clear()
            found.append((attributes.get("name", ""), ""))
            parser.CharacterDataHandler = text.append

    def end(name: str) -> None:
        if _local(name) == "definedName":
            found[-1] = (found[-1][0], "".join(text))
            parser.CharacterDataHandler = None

    parser = guarded_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(xml, True)
    return found


def percent_styles(styles: bytes) -> frozenset[str]:
    """Indices, as cells write them, of the cell styles that show a number as a percentage."""
    # Workbooks from one template have the same styles; long ones are not kept for want of memory.
    return _kept_percents(styles) if len(styles) < _LONG_STYLES else _percents(styles)


@lru_cache(maxsize=16)
def _kept_percents(styles: bytes) -> frozenset[str]:
    return _percents(styles)


def _percents(styles: bytes) -> frozenset[str]:
    formats: dict[str, str] = {}
    used: list[str] = []
    inside = False
    for tag, attributes in elements(styles, "numFmt", "cellXfs", "cellStyles", "xf", "cellStyleXfs", "dxfs"):
        if tag == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and inside:
            used.append(attributes.get("numFmtId", "0"))
        elif tag != "xf":
            inside = tag == "cellXfs"
    percent = _BUILTIN_PERCENT | {number for number, code in formats.items() if is_percent(code)}
    return frozenset(str(index) for index, number in enumerate(used) if number in percent)


MOST_MERGES = 20_000
_LONG_STYLES = 100_000


@dataclass(slots=True)
class SheetScan:
    """Facts about one sheet's cells, by 1-based (row, column); ``merges`` are ranges such as `C12:C19`.

    ``far_cell`` is the first cell beyond the bounds, ``doubled`` one that stands there twice (both empty if there is none);
    ``hidden_columns`` are pairs of the first and the last one.
    """

    cells: int = 0
    strings: int = 0
    far_cell: str = ""
    doubled: str = ""
    last_row: int = 0
    last_column: int = 0
    formulas: MutableMapping[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a sheet may reach: rows, columns, their product, and cells."""

    rows: int
    columns: int
    area: int
    cells: int


def flooded(bounds: Bounds) -> ForbiddenXmlError:
    """The refusal of a sheet with too many cells."""
    return ForbiddenXmlError(lambda path, part: ManyCellsError(path, part, bounds.cells))


class _Scanner:
    def __init__(self, percents: frozenset[str], bounds: Bounds) -> None:
        self.scan = SheetScan()
        self.percents, self.bounds = percents, bounds
        self.place = (0, 0)
        self.row = self.column = 0
        self.kind, self.style = "", ""
        self.in_cell = self.has_formula = self.has_value = False
        self.text: list[str] | None = None
        self.group = ""
        self.formulas = Formulas()
        self.places: set[tuple[int, int]] = set()
        self.parser = guarded_parser()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "c":
            self.cell(attributes)
        elif tag == "row":
            given = attributes.get("r", "")
            # Readers make room for every row up to a far one, even an empty one.
            self.reach(int(given) if re.fullmatch("[0-9]{1,10}", given) else self.row + 1, 1, f"baris {given[:12]}")
            self.column = 0
            if attributes.get("hidden") in _TRUE:
                self.scan.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            ends = attributes.get("min", ""), attributes.get("max", "")
            if all(re.fullmatch("[0-9]{1,5}", end) for end in ends):
                self.scan.hidden_columns.append((int(ends[0]), int(ends[1])))
        elif tag == "mergeCell" and len(self.scan.merges) < MOST_MERGES:
            self.scan.merges.append(attributes.get("ref", ""))
        elif tag in {"f", "v"} and self.in_cell:
            self.group = attributes.get("si", "") if tag == "f" and attributes.get("t") == "shared" else ""
            self.text = []
            self.parser.CharacterDataHandler = self.text.append

    def reach(self, row: int, column: int, label: str) -> None:
        """Note how far the sheet goes, and the first cell that is too far."""
        self.row, scan, bounds = row, self.scan, self.bounds
        scan.last_row, scan.last_column = max(scan.last_row, row), max(scan.last_column, column)
        too_far = (
            row < 1 or row > bounds.rows or column > bounds.columns or scan.last_row * scan.last_column > bounds.area
        )
        if too_far and not scan.far_cell:
            scan.far_cell = label

    def cell(self, attributes: dict[str, str]) -> None:
        match = _CELL_REF.fullmatch(attributes.get("r", ""))
        row = self.row
        if match:
            self.column = column_number(match[1].upper()) if len(match[1]) <= 3 else _FAR
            row = int(match[2]) if len(match[2]) <= 10 else _FAR
        elif "r" in attributes:
            # Readers reckon some place from it that may be anywhere.
            row = _FAR
        else:
            self.column += 1
        self.reach(row, self.column, attributes.get("r", f"baris {self.row}")[:16])
        self.place = (self.row, self.column)
        if self.place in self.places and not self.scan.doubled:
            self.scan.doubled = f"{column_letter(self.column)}{self.row}"
        self.places.add(self.place)
        self.kind, self.style = attributes.get("t", ""), attributes.get("s", "0")
        self.in_cell, self.has_formula, self.has_value = True, False, False
        self.scan.cells += 1
        self.scan.strings += self.kind == "s"
        if self.scan.cells > self.bounds.cells:
            raise flooded(self.bounds)

    def end(self, name: str) -> None:
        if not self.in_cell:
            return
        tag = _local(name)
        if tag == "f":
            self.has_formula = True
            self.scan.formulas[self.place] = self.formulas.text("=" + "".join(self.text or []), self.group, *self.place)
            self.text, self.parser.CharacterDataHandler = None, None
        elif tag == "v":
            value = "".join(self.text or [])
            self.text, self.parser.CharacterDataHandler = None, None
            self.has_value = bool(value) or self.kind == "str"
            if self.kind == "e":
                self.scan.errors[self.place] = value or "#VALUE!"
        elif tag == "is":
            self.has_value = True
        elif tag == "c":
            self.in_cell = False
            if self.has_formula and not self.has_value and self.kind != "str":
                self.scan.uncalculated.add(self.place)
            if self.kind in {"", "n"} and self.has_value and self.style in self.percents:
                self.scan.percents.add(self.place)


def scan_sheet(xml: bytes, percents: frozenset[str], bounds: Bounds) -> SheetScan:
    """Scan one sheet's XML. Raises ExpatError for broken XML, :class:`ForbiddenXmlError` for DTDs and floods."""
    if xml.count(b"<row") > bounds.rows:
        raise ForbiddenXmlError(lambda path, part: ManyRowsError(path, part, bounds.rows))
    if sum(xml.count(tag) for tag in (b"<c ", b"<c/", b"<c>")) > bounds.cells:
        raise flooded(bounds)
    scanner = _Scanner(percents, bounds)
    for start in range(0, len(xml), 1 << 16):
        scanner.parser.Parse(xml[start : start + (1 << 16)], False)
        if scanner.scan.far_cell:
            return scanner.scan
    scanner.parser.Parse(b"", True)
    return scanner.scan
