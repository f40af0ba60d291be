"""Faults in any part: hidden definitions, doubled cells, wrong content types, formulas that lead astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile.base import (
    AMOUNT,
    BOOK,
    CELL,
    LAUGHS,
    NOISE,
    SHEET,
    STYLES,
    kind,
    parts_of,
    row_of,
    spoil,
    write,
)


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


spoil("cell_doubled", row_of(CELL % b"A4" + CELL % b"A4"))
spoil("cell_doubled_far_apart", (SHEET, b"</sheetData>", b'<row r="2000">' + CELL % b"F12" + b"</row></sheetData>"))
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
