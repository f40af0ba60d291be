"""What readers of values do not tell about a sheet: formulas, missing results, errors, percentages.

One streaming pass with expat, which stops at the first far cell or forbidden declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from rules.cells import column_number

_CELL_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BUILTIN_PERCENT = {9, 10}


class ForbiddenXmlError(Exception):
    """XML that no honest workbook contains; the text completes a sentence about the sheet."""


@dataclass(slots=True)
class SheetScan:
    """Facts about one sheet's cells, by 1-based (row, column)."""

    cells: int = 0
    far_cell: str = ""
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)


def percent_styles(styles: bytes) -> frozenset[int]:
    """Indices of the cell styles that show a number as a percentage."""
    formats = {
        int(number): code
        for number, code in re.findall(rb'<(?:\w+:)?numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"', styles)
    }
    percent = _BUILTIN_PERCENT | {number for number, code in formats.items() if b"%" in code}
    block = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    found = re.findall(rb'<(?:\w+:)?xf\b[^>]*?numFmtId="(\d+)"', block[0]) if block else []
    return frozenset(index for index, number in enumerate(found) if int(number) in percent)


class _Scanner:
    def __init__(self, percents: frozenset[int], max_row: int, max_column: int, max_cells: int) -> None:
        self.scan = SheetScan()
        self.percents, self.limits = percents, (max_row, max_column, max_cells)
        self.place = (0, 0)
        self.row = self.column = 0
        self.kind, self.style = "", 0
        self.has_formula = self.has_value = False
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.forbid
        self.parser.EntityDeclHandler = self.forbid

    def forbid(self, *_: Any) -> None:
        raise ForbiddenXmlError("memuat definisi entitas (DTD) yang tidak pernah ada di buku kerja wajar")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self.cell(attributes)
        elif tag == "row":
            given = attributes.get("r", "")
            self.row = int(given) if given.isdigit() else self.row + 1
            self.column = 0
            if self.row > self.limits[0]:
                # Readers make room for every row up to a far one, even an empty one.
                self.scan.far_cell = f"baris {self.row}"
        elif tag in {"f", "v"}:
            self.text = []
            self.parser.CharacterDataHandler = self.text.append

    def cell(self, attributes: dict[str, str]) -> None:
        match = _CELL_REF.fullmatch(attributes.get("r", ""))
        self.column = column_number(match[1]) if match else self.column + 1
        self.row = int(match[2]) if match else self.row
        self.place = (self.row, self.column)
        self.kind = attributes.get("t", "")
        self.style = int(attributes.get("s", "0"))
        self.has_formula = self.has_value = False
        self.scan.cells += 1
        if self.row > self.limits[0] or self.column > self.limits[1]:
            self.scan.far_cell = attributes.get("r", f"baris {self.row}")
        if self.scan.cells > self.limits[2]:
            raise ForbiddenXmlError(
                f"memuat lebih dari {self.limits[2]} sel; hapus baris dan kolom kosong yang berformat"
            )

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "f":
            self.has_formula = True
            self.scan.formulas[self.place] = "=" + "".join(self.text or [])
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
            if self.has_formula and not self.has_value and self.kind != "str":
                self.scan.uncalculated.add(self.place)
            if self.style in self.percents and self.kind in {"", "n"} and self.has_value:
                self.scan.percents.add(self.place)


def scan_sheet(
    stream: IO[bytes], percents: frozenset[int], max_row: int, max_column: int, max_cells: int, max_bytes: int
) -> SheetScan:
    """Scan one sheet's XML. Raises ExpatError for broken XML, :class:`ForbiddenXmlError` for DTDs and floods."""
    scanner = _Scanner(percents, max_row, max_column, max_cells)
    read = 0
    while chunk := stream.read(1 << 18):
        read += len(chunk)
        if read > max_bytes:
            raise ForbiddenXmlError("mengembang melewati batas ukuran")
        scanner.parser.Parse(chunk, False)
        if scanner.scan.far_cell:
            return scanner.scan
    scanner.parser.Parse(b"", True)
    return scanner.scan
