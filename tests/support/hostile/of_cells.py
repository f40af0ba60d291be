"""What a sheet holds: places, numbers, kinds and values of cells that no office program writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile.base import (
    CELL,
    EXTENT,
    NOISE,
    NUMBER_CELL,
    SHEET,
    amount,
    cells,
    kind,
    parts_of,
    row_of,
    spoil,
    write,
)

spoil("far_cell", (SHEET, b"</sheetData>", b'<row r="1048576">' + CELL % b"XFD1048576" + b"</row></sheetData>"))
spoil("far_corner", (SHEET, b"</sheetData>", b'<row r="100000">' + CELL % b"AMJ100000" + b"</row></sheetData>"))
spoil("row_number_4e9", (SHEET, b'<row r="56"', b'<row r="4000000000"'))
spoil("row_number_of_5000_digits", (SHEET, b'<row r="56"', b'<row r="' + b"9" * 5000 + b'"'))
spoil("row_number_superscript", (SHEET, b'<row r="56"', '<row r="²"'.encode()))
spoil("row_number_zero", row_of(CELL % b"A0", b"0"))
spoil("error_in_row_zero", row_of(b'<c r="A0" t="e"><v>#REF!</v></c>', b"0"))
spoil("formula_in_row_zero", row_of(b'<c r="A0"><f>1</f></c>', b"0"))
spoil("column_beyond_excel", row_of(CELL % b"ZZZ4"))
spoil("reference_in_small_letters", row_of(CELL % b"xfd1048576"))
spoil("reference_of_40_digits", row_of(CELL % (b"A" + b"9" * 40)))
spoil("reference_without_number", row_of(CELL % b"KNaN"))
spoil("reference_empty", row_of(CELL % b""))
spoil("reference_of_40_letters", row_of(CELL % (b"A" * 40 + b"4")))
spoil(
    "shared_formula_beyond_the_sheet",
    row_of(b'<c r="A4"><f t="shared" ref="A4:A1" si="9">A1+$B$1</f><v>1</v></c>', b"4"),
    (SHEET, b"<sheetData>", b'<sheetData><row r="1"><c r="K1"><f t="shared" si="9"/><v>1</v></c></row>'),
)
spoil(
    "shared_formula_broken",
    row_of(b'<c r="A4"><f t="shared" ref="A4:A5" si="9">"a(}</f><v>1</v></c><c r="B4"><f t="shared" si="9"/></c>'),
)
spoil("reference_not_a_cell", row_of(CELL % b"-"))
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
