"""Definitions of entities, patterns, and what the workbook lists of sheets, texts and formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile.base import (
    BOOK,
    LAUGHS,
    NOISE,
    OTHER_ID,
    PLAN_ID,
    RELS,
    SHEET,
    STRINGS,
    STYLES,
    TARGET,
    kind,
    parts_of,
    row_of,
    spoil,
    write,
)

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
