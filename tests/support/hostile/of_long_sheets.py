"""Sheets that are long, or that make long work of little."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rules.schema.layout import layouts
from tests.support.hostile.base import CELL, NAMESPACE, NOISE, SHEET, kind, parts_of, write


def rows_of(*rows: str) -> bytes:
    """A sheet of text cells; a row's cells are parted by tabs."""
    made = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row.split("\t") if row) + "</row>"
        for row in rows
    )
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{made}</sheetData></worksheet>'.encode()


HEAD = "\t".join(column.heading for column in layouts()["T-C.33"].columns.values())
NUMBERS = "\t".join(f"({number})" for number in layouts()["T-C.33"].columns)
ROW = "2.17.01\tProgram\tIndikator\tKota\t1%\t1\tPAD\t-\t1%\t1"


@kind
def many_words(folder: Path) -> Iterator[Path]:
    """A sheet with thousands of rows of text beside the tables, as an export of another system."""
    words = ("\t".join(f"kata {row} {column} uraian" for column in range(20)) for row in range(3_000))
    yield write(folder / "kata.xlsx", parts_of() | {SHEET: rows_of(*words)})


@kind
def many_notes(folder: Path) -> Iterator[Path]:
    """Thousands of notes with blank rows between them inside a table."""
    yield write(folder / "catatan.xlsx", parts_of() | {SHEET: rows_of(HEAD, NUMBERS, ROW, *["catatan\tx", ""] * 3_000)})


@kind
def many_heads(folder: Path) -> Iterator[Path]:
    """A head repeated a thousand times."""
    yield write(folder / "kepala.xlsx", parts_of() | {SHEET: rows_of(*[HEAD, NUMBERS, ROW] * 1_000)})


def _long_rows(cells: str, count: int) -> bytes:
    """A sheet of so many rows, each of which holds these cells; `{0}` is the row's number."""
    rows = (f'<row r="{row}">{cells}</row>'.format(row) for row in range(1, count + 1))
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{"".join(rows)}</sheetData></worksheet>'.encode()


@kind
def formulas_by_the_thousand(folder: Path) -> Iterator[Path]:
    """Cells that are never closed, formulas filled down to one cell each, and formulas of nothing but brackets."""
    filled = '<c r="A{0}"><f t="shared" si="{0}">SUM(C1:C9)+[1]L!D1</f></c><c r="B{0}"><f t="shared" si="{0}"/></c>'
    brackets = '<c r="A{0}"><f>' + " (" * 300 + "</f></c>"
    for name, cells, count in (
        ("terbuka", '<c r="A{0}"><f>1</f>', 60_000), ("galat", '<c r="A{0}" t="e">', 60_000), ("isian", filled, 5_000),
        ("kurung", brackets, 5_000),
    ):  # fmt: skip
        yield write(folder / f"{name}.xlsx", parts_of() | {SHEET: _long_rows(cells, count)})


@kind
def relations_of_100_megabytes(folder: Path) -> Iterator[Path]:
    """Relationships of a drawing, which are searched for places outside, longer than any table."""
    one = b'<Relationship Id="r1" Type="http://x/image" Target="' + NOISE[4:6_000] + b'"/>'
    yield write(folder / "kaitan.xlsx", parts_of() | {"xl/drawings/_rels/drawing9.xml.rels": one * 16_000})


@kind
def cells_outside_the_rows(folder: Path) -> Iterator[Path]:
    """Cells before and behind the rows, and rows of their own before them."""
    far = b'<row r="1048576">' + CELL % b"XFD1048576" + b"</row>"
    for number, (old, new) in enumerate((
        (b"<sheetData>", far + b"<sheetData>"),
        (b"</sheetData>", b"</sheetData>" + far),
        (b"<sheetData>", b'<sheetData x="1">' + far + b"</sheetData><sheetData>"),
        (b"</sheetData>", b"</sheetData><sheetData>" + far + b"</sheetData>"),
    )):  # fmt: skip
        parts = parts_of()
        parts[SHEET] = parts[SHEET].replace(old, new, 1)
        yield write(folder / f"luar-{number}.xlsx", parts)
