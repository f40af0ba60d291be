"""The sound workbook by its parts, and how kinds of hostile files are made of it and registered."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from tests.places import ROOT

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SOUND = ROOT / "examples" / "renja-2024-benar.xlsx"
BOOK, RELS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
NOISE = b"<!--" + random.Random(1).randbytes(60_000).hex().encode() + b"-->"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (n, b"&%c;" % (n - 1) * 10) for n in range(ord("b"), ord("k")))
    + b"]>"
)

Parts = dict[str, bytes]
Maker = Callable[[Path], Iterator[Path]]
KINDS: dict[str, Maker] = {}


@cache
def _parts(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parts_of(path: Path = SOUND) -> Parts:
    """The parts of a workbook, for the caller to change."""
    return dict(_parts(path))


def _first(pattern: bytes, part: str) -> bytes:
    """The first match of a pattern in a part of the sound workbook."""
    match = re.search(pattern, parts_of()[part])
    assert match, f"{pattern!r} tidak ada di {part}"
    return match[0]


PLAN_ID = _first(rb'(?<=name="T-C.33" )[^>]*', BOOK).split(b'r:id="')[1].split(b'"')[0]
OTHER_ID = _first(rb'(?<=name="Bab-IV" )[^>]*', BOOK).split(b'r:id="')[1].split(b'"')[0]
TARGET = _first(rb'<Relationship Id="' + PLAN_ID + rb'"[^>]*', RELS).split(b'Target="')[1].split(b'"')[0]
SHEET = f"xl/{TARGET.decode()}"
AMOUNT = _first(rb'<c r="F12" s="[0-9]+"><v>[0-9]+</v>', SHEET)
NUMBER_CELL = _first(rb'<c r="A7"[^>]*><v>[0-9]+</v>', SHEET)
EXTENT = _first(rb'<dimension ref="[^"]*"', SHEET)


def write(path: Path, parts: Parts) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, compresslevel=1 if len(content) < 1_000_000 else 6)
    return path


def kind(make: Maker) -> Maker:
    """Register a maker under its name."""
    KINDS[make.__name__] = make
    return make


def spoil(name: str, *edits: tuple[str, bytes, bytes]) -> None:
    """Register a kind: the sound workbook with (part, old, new) replaced once each."""

    def make(folder: Path) -> Iterator[Path]:
        parts = parts_of()
        for part, old, new in edits:
            assert old in parts[part], f"{name}: {old!r} tidak ada di {part}"
            parts[part] = parts[part].replace(old, new, 1)
        yield write(folder / f"{name}.xlsx", parts)

    KINDS[name] = make


def drop(name: str, part: str) -> None:
    """Register a kind: the sound workbook without one part."""

    def make(folder: Path) -> Iterator[Path]:
        parts = parts_of()
        del parts[part]
        yield write(folder / f"{name}.xlsx", parts)

    KINDS[name] = make


def bare(name: str, content: bytes, suffix: str = ".xlsx") -> None:
    """Register a kind: a file that is no workbook at all."""

    def make(folder: Path) -> Iterator[Path]:
        path = folder / f"{name}{suffix}"
        path.write_bytes(content)
        yield path

    KINDS[name] = make


def cells(rows: bytes) -> tuple[str, bytes, bytes]:
    """An edit that puts rows before those of the table sheet."""
    return SHEET, b"<sheetData>", b"<sheetData>" + rows


def row_of(cell: bytes, number: bytes = b"4") -> tuple[str, bytes, bytes]:
    """An edit that puts one cell into the blank row of the table sheet."""
    return SHEET, b'<row r="5"', b'<row r="' + number + b'">' + cell + b'</row><row r="5"'


def amount(value: bytes, attributes: bytes = b"") -> tuple[str, bytes, bytes]:
    """An edit of the first typed amount of the table (F12)."""
    return SHEET, AMOUNT, AMOUNT.partition(b">")[0] + attributes + b"><v>" + value + b"</v>"


CELL = b'<c r="%s"><v>1</v></c>'
"""A cell of some place."""
