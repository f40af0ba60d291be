"""Kinds for refusals that no other kind reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.docx_files import write_docx
from tests.support.hostile.base import (
    CELL,
    NAMESPACE,
    NOISE,
    SHEET,
    STRINGS,
    bare,
    kind,
    parts_of,
    row_of,
    spoil,
    write,
)

spoil("data_table", row_of(b'<c r="A4"><f t="dataTable" ref="A4:A4" dt2D="1" r1="C1" r2="D1"/><v>7</v></c>'))
spoil("formula_that_is_none", row_of(b'<c r="A4"><f>SUM((1)</f><v>7</v></c>'))


@kind
def name_of_a_part_not_utf8(folder: Path) -> Iterator[Path]:
    """A part whose name is said to be UTF-8 and is not."""
    path = write(folder / "nama.xlsx", parts_of() | {"xl/media/\u00e9.bin": b"x"})
    path.write_bytes(path.read_bytes().replace("\u00e9".encode(), b"\xff\xfe"))
    yield path


@kind
def names_alike_but_for_backslashes(folder: Path) -> Iterator[Path]:
    """One sheet under two names, of which one is parted by backslashes."""
    parts = parts_of()
    yield write(folder / "garis.xlsx", parts | {SHEET.replace("/", "\\"): parts[SHEET]})


@kind
def long_sheet_spelled_oddly(folder: Path) -> Iterator[Path]:
    """Megabytes of XML that must be parsed tag by tag, for a comment among its rows."""
    rows = NOISE * 60 + b'<row r="4">' + CELL % b"A4" + b"</row>"
    yield write(folder / "ganjil.xlsx", parts_of() | {SHEET: _sheet(rows)})


@kind
def strings_by_the_hundred_thousand(folder: Path) -> Iterator[Path]:
    """More shared strings than a workbook needs, in a file of ordinary size."""
    strings = b'<sst xmlns="%b">' % NAMESPACE.encode() + NOISE + b"<si><t/></si>" * 400_001 + b"</sst>"
    yield write(folder / "teks.xlsx", parts_of() | {STRINGS: strings})


bare("not_a_narrative", b"Dengan hormat", ".docx")
bare("json_that_is_no_list", b'{"kode": "2.17"}', ".json")


@kind
def narrative_without_text(folder: Path) -> Iterator[Path]:
    """A narrative of one blank paragraph."""
    yield write_docx(folder / "kosong.docx", [""])


@kind
def list_of_long_texts(folder: Path) -> Iterator[Path]:
    """One long text in so many cells that they hold more than a list may."""
    parts = parts_of()
    last = parts[STRINGS].count(b"<si>")
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si><t>" + b"x" * 32_000 + b"</t></si></sst>")
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (row, row, last) for row in range(1, 4_001))
    yield write(folder / "panjang.xlsx", parts | {SHEET: _sheet(rows)})


def _sheet(rows: bytes) -> bytes:
    return b'<worksheet xmlns="%b"><sheetData>' % NAMESPACE.encode() + rows + b"</sheetData></worksheet>"
