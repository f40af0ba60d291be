"""Broken and hostile workbooks, one maker a kind, and the child processes that read them.

Each maker writes one or more files into a folder. Run as a script, this module reads the files named on
standard input, each in a process of its own under a limit of memory and time, and prints what came of it.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rules.schema.layout import layouts
from tests.places import ROOT

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SOUND = ROOT / "examples" / "renja-2024-benar.xlsx"
BOOK, RELS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
MEMORY = 1_500_000_000
CPU, PATIENCE = 20, 300
"""Seconds a child may reckon, and may live at all: a busy machine must not look like a hostile file."""
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


# ---- what a sheet holds

_CELL = b'<c r="%s"><v>1</v></c>'
spoil("far_cell", (SHEET, b"</sheetData>", b'<row r="1048576">' + _CELL % b"XFD1048576" + b"</row></sheetData>"))
spoil("far_corner", (SHEET, b"</sheetData>", b'<row r="100000">' + _CELL % b"AMJ100000" + b"</row></sheetData>"))
spoil("row_number_4e9", (SHEET, b'<row r="56"', b'<row r="4000000000"'))
spoil("row_number_of_5000_digits", (SHEET, b'<row r="56"', b'<row r="' + b"9" * 5000 + b'"'))
spoil("row_number_superscript", (SHEET, b'<row r="56"', '<row r="²"'.encode()))
spoil("row_number_zero", row_of(_CELL % b"A0", b"0"))
spoil("error_in_row_zero", row_of(b'<c r="A0" t="e"><v>#REF!</v></c>', b"0"))
spoil("formula_in_row_zero", row_of(b'<c r="A0"><f>1</f></c>', b"0"))
spoil("column_beyond_excel", row_of(_CELL % b"ZZZ4"))
spoil("reference_in_small_letters", row_of(_CELL % b"xfd1048576"))
spoil("reference_of_40_digits", row_of(_CELL % (b"A" + b"9" * 40)))
spoil("reference_without_number", row_of(_CELL % b"KNaN"))
spoil("reference_empty", row_of(_CELL % b""))
spoil("reference_of_40_letters", row_of(_CELL % (b"A" * 40 + b"4")))
spoil(
    "shared_formula_beyond_the_sheet",
    row_of(b'<c r="A4"><f t="shared" ref="A4:A1" si="9">A1+$B$1</f><v>1</v></c>', b"4"),
    (SHEET, b"<sheetData>", b'<sheetData><row r="1"><c r="K1"><f t="shared" si="9"/><v>1</v></c></row>'),
)
spoil(
    "shared_formula_broken",
    row_of(b'<c r="A4"><f t="shared" ref="A4:A5" si="9">"a(}</f><v>1</v></c><c r="B4"><f t="shared" si="9"/></c>'),
)
spoil("reference_not_a_cell", row_of(_CELL % b"-"))
spoil("style_not_a_number", row_of(b'<c r="A4" s="x"><v>1</v></c>'))
spoil("style_unknown", row_of(b'<c r="A4" s="99999999"><v>1</v></c>'))
spoil("string_index_too_large", row_of(b'<c r="A4" t="s"><v>4000000000</v></c>'))
spoil("string_index_negative", row_of(b'<c r="A4" t="s"><v>-1</v></c>'))
spoil("kind_unknown", row_of(b'<c r="A4" t="zz"><v>1</v></c>'))
spoil("date_broken", row_of(b'<c r="A4" t="d"><v>2024-13-99</v></c>'))
spoil("boolean_broken", row_of(b'<c r="A4" t="b"><v>7</v></c>'))
spoil("error_unknown", row_of(b'<c r="A4" t="e"><v>#SPILL!</v></c>'))
spoil("number_text", amount(b"abc"))
spoil("number_nan", amount(b"NaN"))
spoil("number_infinite", amount(b"inf"))
spoil("number_overflowing", amount(b"1e999"))
spoil("number_of_1000_digits", amount(b"9" * 1000))
spoil("number_row_nan", (SHEET, NUMBER_CELL, b'<c r="A7"><v>NaN</v>'))
spoil("number_row_infinite", (SHEET, NUMBER_CELL, b'<c r="A7"><v>inf</v>'))
spoil("dimension_of_whole_sheet", (SHEET, EXTENT, b'<dimension ref="A1:XFD1048576"'))
spoil("dimension_broken", (SHEET, EXTENT, b'<dimension ref="ZZZZ99999999999:0"'))
spoil("merge_of_whole_sheet", (SHEET, b'<mergeCell ref="A1:J1"/>', b'<mergeCell ref="A1:XFD1048576"/>'))
spoil("cell_flood", cells((b"<row>" + b"<c/>" * 1_000 + b"</row>") * 1_600 + NOISE))
spoil("row_flood", cells(b"<row/>" * 300_000 + NOISE))
spoil("deep_nesting", row_of(b"<a>" * 20_000 + b"</a>" * 20_000))
spoil("sheet_not_closed", (SHEET, b"</worksheet>", b""))
spoil("sheet_not_utf8", row_of(b'<c r="A4" t="inlineStr"><is><t>\xff\xfe\x80</t></is></c>'))
spoil("sheet_with_nul", row_of(b'<c r="A4" t="inlineStr"><is><t>\x00</t></is></c>'))


@kind
def sheet_utf16(folder: Path) -> Iterator[Path]:
    """A sheet part in UTF-16, and one that only says so."""
    parts = parts_of()
    text = parts[SHEET].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    yield write(folder / "utf16.xlsx", parts | {SHEET: text.encode("utf-16")})
    yield write(folder / "utf16-kata.xlsx", parts | {SHEET: text.encode()})


@kind
def sheet_empty(folder: Path) -> Iterator[Path]:
    """A sheet part of no bytes, of white space, of other XML."""
    for number, content in enumerate((b"", b"  \n", b"<a/>", b"<html><body>hai</body></html>")):
        yield write(folder / f"kosong-{number}.xlsx", parts_of() | {SHEET: content})


@kind
def error_in_row_zero_only(folder: Path) -> Iterator[Path]:
    """A sheet whose only cell stands above the first row."""
    cell = b'<worksheet><sheetData><row r="0"><c r="A0" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
    yield write(folder / "nol.xlsx", parts_of() | {SHEET: cell})


# ---- definitions, patterns and listings

spoil("dtd_in_sheet", (SHEET, b"<worksheet", LAUGHS + b"<worksheet"), row_of(b'<c r="A4"><f>&j;</f></c>'))
spoil("dtd_in_workbook", (BOOK, b"<workbook", LAUGHS + b"<workbook"), (BOOK, b'name="Bab-IV"', b'name="&j;"'))
spoil(
    "dtd_late_in_workbook",
    (BOOK, b"<workbook", b"<!--" + b" " * 5000 + b"-->" + LAUGHS + b"<workbook"),
    (BOOK, b'name="Bab-IV"', b'name="&j;"'),
)
spoil("dtd_in_strings", (STRINGS, b"<sst", LAUGHS + b"<sst"), (STRINGS, b"</t>", b"&j;</t>"))
spoil("dtd_in_styles", (STYLES, b"<styleSheet", LAUGHS + b"<styleSheet"))
spoil("external_entity", (STRINGS, b"<sst", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst'),
      (STRINGS, b"</t>", b"&a;</t>"))  # fmt: skip
spoil("tags_open_in_workbook", (BOOK, b"</workbook>", b"</workbook>" + NOISE + b"<sheet " * 200_000))
spoil("tags_open_in_rels", (RELS, b"</Relationships>", b"</Relationships>" + NOISE + b"<Relationship " * 200_000))
spoil("tags_open_in_styles", (STYLES, b"<numFmts", NOISE + b"<!--" + b"<numFmt " * 200_000 + b"--><numFmts"))
spoil(
    "format_number_of_5000_digits",
    (STYLES, b'numFmtId="164" formatCode', b'numFmtId="' + b"9" * 5000 + b'" formatCode'),
)
spoil("strings_broken", (STRINGS, b"</sst>", b""))
spoil("strings_not_utf8", (STRINGS, b"</t>", b"\xff\xfe</t>"))
spoil("strings_count_lies", (STRINGS, b'uniqueCount="', b'uniqueCount="99999999999'))
spoil("styles_broken", (STYLES, b"</styleSheet>", b""))
spoil("styles_not_utf8", (STYLES, b'formatCode="#,##0"', b'formatCode="\xff\xfe"'))
spoil("workbook_broken", (BOOK, b"</workbook>", b""))
spoil("workbook_without_sheets", (BOOK, b"<sheet ", b"<lembar "))
spoil("sheet_listed_twice", (BOOK, b'r:id="' + PLAN_ID + b'"', b'r:id="' + OTHER_ID + b'"'))
spoil("sheet_names_alike", (BOOK, b'name="T-C.33"', b'name="Bab-IV"'))
spoil("sheet_name_empty", (BOOK, b'name="T-C.33"', b'name=""'))
spoil("sheet_name_signs", (BOOK, b'name="T-C.33"', b'name="A &amp; B &lt;&#39;&quot;> C"'))
spoil("rel_points_outside", (RELS, TARGET, b"../../../../etc/passwd"))
spoil("rel_points_to_styles", (RELS, TARGET, b"styles.xml"))
spoil("rel_points_nowhere", (RELS, TARGET, b""))
spoil("rel_external", (RELS, b'Target="' + TARGET + b'"', b'Target="http://127.0.0.1/x" TargetMode="External"'))
spoil("table_sheet_is_a_chart", (RELS, b'worksheet" Target="' + TARGET, b'chartsheet" Target="' + TARGET))


@kind
def one_sheet_listed_often(folder: Path) -> Iterator[Path]:
    """A long sheet part without cells, listed as thousands of sheets."""
    parts = parts_of()
    parts[SHEET] = parts[SHEET].replace(b"<sheetData>", NOISE * 150 + b"<sheetData>")
    listed = b"".join(b'<sheet name="L%d" sheetId="%d" r:id="%s"/>' % (n, n, PLAN_ID) for n in range(100, 4_000))
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", listed + b"</sheets>")
    yield write(folder / "berulang.xlsx", parts)


@kind
def wide_sheet_listed_often(folder: Path) -> Iterator[Path]:
    """A sheet of two cells, each listing of which makes room for millions."""
    parts = parts_of()
    far = b'<row r="7800"><c r="ALL7800"><v>1</v></c></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far)
    listed = b"".join(b'<sheet name="L%d" sheetId="%d" r:id="%s"/>' % (n, n, PLAN_ID) for n in range(100, 160))
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", listed + b"</sheets>")
    yield write(folder / "lebar.xlsx", parts)


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
    far = b'<row r="1048576">' + _CELL % b"XFD1048576" + b"</row>"
    for number, (old, new) in enumerate((
        (b"<sheetData>", far + b"<sheetData>"),
        (b"</sheetData>", b"</sheetData>" + far),
        (b"<sheetData>", b'<sheetData x="1">' + far + b"</sheetData><sheetData>"),
        (b"</sheetData>", b"</sheetData><sheetData>" + far + b"</sheetData>"),
    )):  # fmt: skip
        parts = parts_of()
        parts[SHEET] = parts[SHEET].replace(old, new, 1)
        yield write(folder / f"luar-{number}.xlsx", parts)


# ---- every part, other spellings


@kind
def dtd_in_every_part(folder: Path) -> Iterator[Path]:
    """A definition of entities in each XML part in turn, before its first element."""
    for number, (part, content) in enumerate(parts_of().items()):
        if part.endswith((".xml", ".rels")):
            declared = re.sub(rb"(<[A-Za-z])", lambda match: LAUGHS + match[1], content, count=1)
            yield write(folder / f"dtd-{number}.xlsx", parts_of() | {part: declared})


@kind
def comment_before_a_dtd(folder: Path) -> Iterator[Path]:
    """A definition of entities that a long comment hides from those who look at the beginning only."""
    for part in ("docProps/app.xml", "xl/theme/theme1.xml"):
        content = re.sub(rb"(<[A-Za-z])", lambda match: NOISE + LAUGHS + match[1], parts_of()[part], count=1)
        yield write(folder / f"{Path(part).stem}.xlsx", parts_of() | {part: content})


spoil("cell_doubled", row_of(_CELL % b"A4" + _CELL % b"A4"))
spoil("cell_doubled_far_apart", (SHEET, b"</sheetData>", b'<row r="2000">' + _CELL % b"F12" + b"</row></sheetData>"))
spoil("content_types_wrong", ("[Content_Types].xml", b"spreadsheetml.worksheet+xml", b"spreadsheetml.styles+xml"))
spoil("content_types_broken", ("[Content_Types].xml", b"</Types>", b""))
spoil("formula_of_itself", (SHEET, AMOUNT, AMOUNT.replace(b"<v>", b"<f>F12</f><v>")))
spoil("formulas_in_a_circle", row_of(b'<c r="A4"><f>B4+1</f><v>1</v></c><c r="B4"><f>A4+1</f><v>2</v></c>'))
spoil("formula_of_40000_signs", row_of(b'<c r="A4"><f>' + b"1+" * 20_000 + b"1</f><v>1</v></c>"))
spoil("formula_nested_deeply", row_of(b'<c r="A4"><f>' + b"(" * 5_000 + b"1" + b")" * 5_000 + b"</f><v>1</v></c>"))
spoil("formula_calls_programs", row_of(b"<c r=\"A4\"><f>cmd|'/C calc'!A0</f><v>0</v></c>"))
spoil(
    "value_under_a_merge", (SHEET, b'<mergeCell ref="A1:J1"/>', b'<mergeCell ref="A1:J1"/><mergeCell ref="F12:F13"/>')
)
spoil("sheet_hidden", (BOOK, b'name="T-C.33"', b'name="T-C.33" state="veryHidden"'))
spoil(
    "styles_by_the_hundred_thousand", (STYLES, b"</cellXfs>", b'<xf numFmtId="9"/>' * 100_000 + NOISE + b"</cellXfs>")
)


@kind
def formula_injection(folder: Path) -> Iterator[Path]:
    """Texts that would be formulas if a report took them for such."""
    for number, text in enumerate((b"=1+1", b"+1", b"-2+3", b"@SUM(A1)", b"\t=1", b"=HYPERLINK(&quot;http://x&quot;)")):
        cell = b'<c r="A4" t="inlineStr"><is><t>' + text + b"</t></is></c>"
        parts = parts_of()
        parts[SHEET] = parts[SHEET].replace(b'<row r="5"', b'<row r="4">' + cell + b'</row><row r="5"', 1)
        yield write(folder / f"rumus-{number}.xlsx", parts)


def _prefixed(xml: bytes) -> bytes:
    opened = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", xml)
    return opened.replace(b" xmlns=", b" xmlns:x=", 1)


def _single_quoted(xml: bytes) -> bytes:
    return re.sub(rb"<[^>]+>", lambda tag: re.sub(rb'="([^"\']*)"', rb"='\1'", tag[0]), xml)


def _spaced(xml: bytes) -> bytes:
    return re.sub(rb"<c ([^>]*?)(/?)>", lambda tag: b"<c\n" + tag[1].replace(b"=", b" = ") + b" " + tag[2] + b">", xml)


def _reversed(xml: bytes) -> bytes:
    def turned(tag: re.Match[bytes]) -> bytes:
        return b"<c " + b" ".join(reversed(tag[1].split())) + tag[2] + b">"

    return re.sub(rb"<c ([^>/]*?)(/?)>", turned, xml)


def _commented(xml: bytes) -> bytes:
    return xml.replace(b"<row ", b'<!-- <c r="XFD1048576"> --><row ')


def _strict(xml: bytes) -> bytes:
    spaces = ((b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
              (b"schemas.openxmlformats.org/officeDocument/2006/relationships",
               b"purl.oclc.org/ooxml/officeDocument/relationships"))  # fmt: skip
    for old, new in spaces:
        xml = xml.replace(old, new)
    return xml


def _with_mark(xml: bytes) -> bytes:
    return b"\xef\xbb\xbf" + xml


SPELLINGS: dict[str, tuple[tuple[str, ...], Callable[[bytes], bytes]]] = {
    "spelled_with_prefix": ((SHEET, STRINGS), _prefixed),
    "spelled_with_single_quotes": ((SHEET, STRINGS, STYLES, BOOK, RELS), _single_quoted),
    "spelled_with_spaces": ((SHEET,), _spaced),
    "spelled_in_other_order": ((SHEET,), _reversed),
    "spelled_with_comments": ((SHEET,), _commented),
    "spelled_strictly": ((SHEET, STRINGS, STYLES, BOOK, RELS, "_rels/.rels"), _strict),
    "spelled_with_byte_order_mark": ((SHEET, BOOK, RELS), _with_mark),
}
"""Kinds that say the same as the sound workbook in another way."""


def spell(name: str, parts: tuple[str, ...], change: Callable[[bytes], bytes]) -> None:
    """Register a kind: the sound workbook with parts written another way."""

    def make(folder: Path) -> Iterator[Path]:
        yield write(folder / f"{name}.xlsx", parts_of() | {part: change(parts_of()[part]) for part in parts})

    KINDS[name] = make


for _name, (_changed, _change) in SPELLINGS.items():
    spell(_name, _changed, _change)


# ---- what the archive holds

drop("sheet_missing", SHEET)
drop("rels_missing", RELS)
drop("styles_missing", STYLES)
drop("strings_missing", STRINGS)
drop("workbook_missing", BOOK)
drop("content_types_missing", "[Content_Types].xml")
drop("package_rels_missing", "_rels/.rels")


@kind
def truncated(folder: Path) -> Iterator[Path]:
    """The sound workbook cut off at several places."""
    content = SOUND.read_bytes()
    for size in (1, 2, 4, 30, 100, 1000, *range(5000, len(content), 9000), len(content) - 100, len(content) - 1):
        path = folder / f"terpotong-{size}.xlsx"
        path.write_bytes(content[:size])
        yield path


@kind
def bits_flipped(folder: Path) -> Iterator[Path]:
    """The sound workbook with one to eight bits turned over."""
    content = SOUND.read_bytes()
    for seed in range(30):
        dice, spoilt = random.Random(seed), bytearray(content)
        for _ in range(1 << seed % 4):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        path = folder / f"bit-{seed}.xlsx"
        path.write_bytes(spoilt)
        yield path


@kind
def directory_bits_flipped(folder: Path) -> Iterator[Path]:
    """Bits turned over in the zip directory: sizes, offsets, methods, names."""
    content = SOUND.read_bytes()
    start = content.index(b"PK\x01\x02")
    for seed in range(30):
        dice, spoilt = random.Random(seed), bytearray(content)
        spoilt[dice.randrange(start, len(spoilt))] ^= 1 << dice.randrange(8)
        path = folder / f"direktori-{seed}.xlsx"
        path.write_bytes(spoilt)
        yield path


def _patched_directory(path: Path, name: str, at: int, value: bytes) -> None:
    """Overwrite bytes of a part's entry in the zip directory."""
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = content.index(b"PK\x01\x02", entry + 4)
    content[entry + at : entry + at + len(value)] = value
    path.write_bytes(content)


@kind
def directory_tells_more_than_the_file_holds(folder: Path) -> Iterator[Path]:
    """A part of two gigabytes, packed, by the zip directory of a small file."""
    path = folder / "lebih.xlsx"
    path.write_bytes(SOUND.read_bytes())
    _patched_directory(path, SHEET, 20, (2**31).to_bytes(4, "little"))
    yield path


@kind
def data_broken(folder: Path) -> Iterator[Path]:
    """Compressed bytes that do not inflate, part by part."""
    for number, part in enumerate((BOOK, RELS, STYLES, STRINGS, SHEET)):
        path = write(folder / f"mampat-{number}.xlsx", parts_of())
        with zipfile.ZipFile(path) as archive:
            offset = archive.getinfo(part).header_offset + 30 + len(part)
        content = bytearray(path.read_bytes())
        content[offset : offset + 40] = b"\xff" * 40
        path.write_bytes(content)
        yield path


@kind
def entry_fields_broken(folder: Path) -> Iterator[Path]:
    """An entry with a strange offset, method, flag or size in the zip directory."""
    fields = {"offset": (42, b"\xf0\xff\xff\x7f"), "metode": (10, b"\x63\x00"), "lzma": (10, b"\x0e\x00"),
              "bz2": (10, b"\x0c\x00"), "kunci": (8, b"\x01\x00"), "tambalan": (8, b"\x20\x00"),
              "ukuran": (24, b"\x00\x00\x00\x10"), "nol": (24, b"\x00\x00\x00\x00")}  # fmt: skip
    for name, (at, value) in fields.items():
        path = write(folder / f"entri-{name}.xlsx", parts_of())
        _patched_directory(path, SHEET, at, value)
        yield path


@kind
def other_compression(folder: Path) -> Iterator[Path]:
    """Parts that say they are pressed in another way than they are, part by part."""
    for number, part in enumerate(name for name in parts_of() if name.endswith((".xml", ".rels"))):
        for method in (b"\x0c\x00", b"\x0e\x00"):
            path = write(folder / f"cara-{number}-{method[0]}.xlsx", parts_of())
            _patched_directory(path, part, 10, method)
            yield path


@kind
def bomb_by_ratio(folder: Path) -> Iterator[Path]:
    """Parts that inflate a thousandfold."""
    for name in (SHEET, STRINGS, "xl/media/image1.png"):
        yield write(folder / f"bom-{Path(name).name}.xlsx", parts_of() | {name: b" " * 50_000_000})


@kind
def bomb_by_sum(folder: Path) -> Iterator[Path]:
    """Many parts that together are too large."""
    noise = random.Random(2).randbytes(30_000) * 300
    yield write(folder / "bom-jumlah.xlsx", parts_of() | {f"xl/media/{n}.bin": noise for n in range(40)})


def bomb_with_false_size(part: str, head: bytes) -> None:
    """Register a kind: a part that says it is small and inflates to two gigabytes."""

    def make(folder: Path) -> Iterator[Path]:
        block = b"<si><t>" + b"x" * 1_000_000 + b"</t></si>"
        press = zlib.compressobj(9, zlib.DEFLATED, -15)
        pressed = press.compress(head) + press.flush(zlib.Z_FULL_FLUSH)
        pressed += (press.compress(block) + press.flush(zlib.Z_FULL_FLUSH)) * 2_000 + press.flush()
        path = folder / "bom.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in (parts_of() | {part: b"?" * len(pressed)}).items():
                archive.writestr(name, content)
            entry = archive.getinfo(part)
        content = bytearray(path.read_bytes())
        start = entry.header_offset + 30 + len(part)
        content[start : start + len(pressed)] = pressed
        content[entry.header_offset + 8 : entry.header_offset + 10] = b"\x08\x00"
        path.write_bytes(content)
        _patched_directory(path, part, 10, b"\x08\x00")
        yield path

    KINDS[f"bomb_with_false_size_in_{Path(part).stem}"] = make


bomb_with_false_size(STRINGS, b"<sst>")
bomb_with_false_size(SHEET, b"<worksheet><sheetData><!--")
bomb_with_false_size(STYLES, b"<styleSheet><!--")
bomb_with_false_size(BOOK, b"<workbook><!--")


@kind
def strings_flood(folder: Path) -> Iterator[Path]:
    """Millions of shared strings in a file of ordinary size."""
    strings = b"<sst>" + NOISE * 10 + b"<si><t/></si>" * 8_000_000 + b"</sst>"
    yield write(folder / "string.xlsx", parts_of() | {STRINGS: strings})


@kind
def long_string_repeated(folder: Path) -> Iterator[Path]:
    """One long shared string that thousands of cells show."""
    parts = parts_of()
    last = parts[STRINGS].count(b"<si>")
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si><t>" + b"x" * 900_000 + b"</t></si></sst>")
    rows = (b'<row><c/><c t="s"><v>%d</v></c></row>' % last) * 10_000
    parts[SHEET] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    yield write(folder / "berat.xlsx", parts)


@kind
def too_many_entries(folder: Path) -> Iterator[Path]:
    """Thousands of parts."""
    yield write(folder / "bagian.xlsx", parts_of() | {f"xl/media/{n}": b"" for n in range(5_000)})


@kind
def duplicate_entries(folder: Path) -> Iterator[Path]:
    """One part twice, the second with other content."""
    path = write(folder / "ganda.xlsx", parts_of())
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    yield path


@kind
def path_tricks(folder: Path) -> Iterator[Path]:
    """Part names that point outside."""
    for number, name in enumerate(("../../keluar.xml", "/etc/keluar", "xl/../../x", "..\\..\\keluar", "C:\\keluar")):
        yield write(folder / f"nama-{number}.xlsx", parts_of() | {name: b"x"})


# ---- files that are something else

bare("empty_file", b"")
bare("not_a_zip", b"Kode;Uraian;Pagu\n2.17;Urusan;1000\n" * 50)
bare("html", b"<html><table><tr><td>1</td></tr></table></html>")
bare("pk_and_nothing", b"PK\x03\x04")
bare("pk_and_noise", b"PK\x03\x04" + random.Random(4).randbytes(5000))
bare("end_of_zip_only", b"PK\x05\x06" + b"\0" * 18)
bare("ole_xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
bare("ole_xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls")
bare("sound_as_docx", SOUND.read_bytes(), ".docx")
bare("sound_without_extension", SOUND.read_bytes(), "")
bare("sound_as_upper_case", SOUND.read_bytes(), ".XLSX")
bare("noise_before_zip", b"PK" + b"\0" * 100 + SOUND.read_bytes())
bare("noise_after_zip", SOUND.read_bytes() + b"\0" * 100)


@kind
def plain_zip(folder: Path) -> Iterator[Path]:
    """A zip of other files."""
    yield write(folder / "lampiran.xlsx", {"surat.txt": b"Dengan hormat"})


@kind
def zip_in_zip(folder: Path) -> Iterator[Path]:
    """A workbook inside of a zip that is named like one, and beside real parts."""
    yield write(folder / "dalam.xlsx", {"renja.xlsx": SOUND.read_bytes()})
    yield write(folder / "samping.xlsx", parts_of() | {"xl/media/renja.xlsx": SOUND.read_bytes()})


@kind
def other_spreadsheets(folder: Path) -> Iterator[Path]:
    """An .ods and an .xlsb, under their own names and as .xlsx."""
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office:document-content/>"}
    xlsb = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": b"\x83\x01\x00",
        "xl/worksheets/sheet1.bin": b"\x81\x01",
    }
    for name, parts in (("ods", ods), ("xlsb", xlsb)):
        yield write(folder / f"lain.{name}", parts)
        yield write(folder / f"{name}.xlsx", parts)


@kind
def link_to_a_sound_one(folder: Path) -> Iterator[Path]:
    """A symbolic link to the sound workbook."""
    (folder / "tautan.xlsx").symlink_to(SOUND)
    yield folder / "tautan.xlsx"


@kind
def folder_named_like_a_workbook(folder: Path) -> Iterator[Path]:
    """A folder."""
    path = folder / "folder.xlsx"
    path.mkdir()
    yield path


@kind
def not_there(folder: Path) -> Iterator[Path]:
    """No file, a file in no folder, a link to nothing and one to itself."""
    yield folder / "tidak-ada.xlsx"
    yield folder / "tidak" / "ada.xlsx"
    for name, target in (("putus.xlsx", "tidak-ada.xlsx"), ("putar.xlsx", "putar.xlsx")):
        (folder / name).symlink_to(folder / target)
        yield folder / name


@kind
def name_too_long(folder: Path) -> Iterator[Path]:
    """A name no file system takes."""
    yield folder / f"{'n' * 300}.xlsx"


@kind
def pipe(folder: Path) -> Iterator[Path]:
    """A named pipe nobody writes to."""
    path = folder / "pipa.xlsx"
    os.mkfifo(path)
    yield path


# ---- the child processes


def read(name: str) -> list[str]:
    """What reading one file in this process comes to: `read` with the rows of its tables, `refused` with the reason, or `raised`."""
    import resource

    from workbook_templates.errors import UnreadableError
    from workbook_templates.reader import read_document

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    signal.alarm(PATIENCE)
    try:
        document = read_document(Path(name))
    except UnreadableError as error:
        return ["refused", str(error)]
    except BaseException as error:
        return ["raised", f"{type(error).__name__}: {error}"[:500]]
    return ["read", str(sum(len(table.rows) for table in document.tables))]


def _at_what_cost(name: str) -> list[Any]:
    """What :func:`read` says, its processor seconds and its megabytes above what was there before."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF)
    said = read(name)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [*said, spent, (after.ru_maxrss - before.ru_maxrss) / 1024]


def serve() -> None:
    """Read each file named on standard input in a fork; a fork that dies is told by its signal."""
    for module in ("lxml.etree", "openpyxl", "python_calamine", "rapidfuzz.fuzz", "workbook_templates.reader"):
        importlib.import_module(module)
    for line in sys.stdin:
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.write(into, json.dumps(_at_what_cost(line.rstrip("\n"))).encode())
            os._exit(0)
        os.close(into)
        with os.fdopen(out) as said:
            answer = said.read()
        status = os.waitpid(child, 0)[1]
        died = f"status {status}" if os.WIFEXITED(status) else signal.Signals(os.WTERMSIG(status)).name
        print(answer or json.dumps(["died", died, 0, 0]), flush=True)


class Reader:
    """The serving process, asked for one file at a time."""

    def __init__(self) -> None:
        self.seconds = self.megabytes = 0.0
        """What the last file cost."""
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, __file__]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def read(self, path: Path) -> tuple[str, str]:
        """What became of a file, and the reason or the error."""
        assert self.process.stdin
        assert self.process.stdout
        print(path, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, "the reading process has ended"
        outcome, text, self.seconds, self.megabytes = json.loads(line)
        return outcome, text

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


if __name__ == "__main__":
    serve()
