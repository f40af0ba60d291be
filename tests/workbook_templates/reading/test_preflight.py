"""The preflight sees the same however a sheet is read, and tells what a file hides, where it points and what acts in it."""

from __future__ import annotations

import random
import re
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
import pytest

from rules.model.document import ACTIVE, LINK
from rules.validation import validate
from tests import fuzz
from tests.places import EXAMPLES
from tests.support import hostile
from tests.support.helpers import places
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.reading.active_content import in_formulas
from workbook_templates.reading.archive import DEFAULT_LIMITS, Limits
from workbook_templates.reading.preflight import inspect
from workbook_templates.reading.sheet_expat import (
    Bounds,
    ForbiddenXmlError,
    Formulas,
    SheetScan,
    percent_styles,
    scan_sheet,
)
from workbook_templates.reading.sheet_scan import scan_plain

BOUNDS = Bounds(DEFAULT_LIMITS.rows, DEFAULT_LIMITS.columns, DEFAULT_LIMITS.area, DEFAULT_LIMITS.cells)
BENAR = EXAMPLES / "renja-2024-benar.xlsx"


def differences(one: SheetScan, other: SheetScan) -> list[str]:
    """What two scans say differently; the quick one also lists blank cells and texts that bear a percent format."""
    found = [field.name for field in fields(SheetScan) if getattr(one, field.name) != getattr(other, field.name)]
    return [name for name in found if name != "percents" or not one.percents >= other.percents]


# ---- by bytes and tag by tag


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_sheet_of_the_examples_is_plain_and_read_alike(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        percents = percent_styles(archive.read(hostile.STYLES))
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    together = scan_plain(sheets, percents, BOUNDS)
    assert len(sheets) > 8
    for xml, scan in zip(sheets, together, strict=True):
        assert scan
        assert differences(scan, scan_sheet(xml, percents, BOUNDS)) == []


ROWS = (
    b'<row r="14" hidden="1"><c r="A14" s="3" t="s"><v>4</v></c><c r="B14" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    b'<c r="C14" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="D14" s="5"><f t="shared" ref="D14:D15" si="0">A1+1</f>'
    b'<v>2</v></c><c r="E14"><f>"="&amp;A1</f></c></row><row r="15"><c r="D15" s="5"><f t="shared" si="0"/><v>2</v></c>'
    b'<c r="AB15" s="5"><v>0.5</v></c></row>'
)
FRAME = b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'


def framed(rows: bytes) -> bytes:
    """A sheet of these rows."""
    return FRAME % (hostile.NAMESPACE.encode(), rows)


def test_mutated_rows_are_read_alike_or_left_to_the_parser() -> None:
    percents, alike = frozenset({"0", "5", "10"}), 0
    for seed in range(3_000):
        dice = random.Random(seed)
        xml = framed(dice.choice(fuzz.MUTATIONS)(dice, ROWS))
        (quick,) = scan_plain([xml], percents, BOUNDS)
        if quick is None:
            continue
        try:
            slow = scan_sheet(xml, percents, BOUNDS)
        except (expat.ExpatError, ForbiddenXmlError):
            continue  # what is not well formed the readers of values refuse
        assert bool(quick.far_cell) == bool(slow.far_cell), seed
        assert quick.far_cell or differences(quick, slow) == [], seed
        alike += 1
    assert alike > 300


def test_one_odd_sheet_does_not_make_the_others_odd() -> None:
    odd = framed(b"<!-- catatan -->" + ROWS)
    first, second, third = scan_plain([framed(ROWS), odd, framed(ROWS)], frozenset(), BOUNDS)
    assert (first, second) == (third, None)
    assert first
    assert first.cells == 7


def test_sheets_do_not_leak_into_each_other() -> None:
    other = framed(b'<row r="1"><c r="A1"><f>2+2</f><v>4</v></c></row>')
    one, two = scan_plain([framed(ROWS), other], frozenset({"5"}), BOUNDS)
    assert one
    assert two
    assert (two.cells, two.formulas, two.errors, two.percents, two.hidden_rows) == (
        1,
        {(1, 1): "=2+2"},
        {},
        set(),
        set(),
    )
    assert one.errors == {(14, 2): "#DIV/0!"}
    assert one.hidden_rows == {14}
    assert one.formulas[15, 4] == "=A2+1"
    assert one.uncalculated == {(14, 5)}


@pytest.mark.parametrize("change", [lambda rows: rows, lambda rows: b"<!-- x -->" + rows])
def test_cell_that_stands_there_twice(change: Any) -> None:
    xml = framed(change(ROWS + b'<row r="16"><c r="B14"><v>1</v></c></row>'))
    scan = scan_plain([xml], frozenset(), BOUNDS)[0] or scan_sheet(xml, frozenset(), BOUNDS)
    assert scan.doubled == "B14"


def test_oddly_written_sheets_have_a_limit_of_their_own(tmp_path: Path) -> None:
    parts = hostile.parts_of()
    parts[hostile.SHEET] = parts[hostile.SHEET].replace(b"<sheetData>", b"<sheetData><!-- x -->")
    path = hostile.write(tmp_path / "x.xlsx", parts)
    assert inspect(path)
    with pytest.raises(UnreadableError, match="tidak lazim"):
        inspect(path, Limits(odd_xml=1_000))
    assert inspect(BENAR, Limits(odd_xml=1_000))


@pytest.mark.parametrize(
    ("limits", "said"),
    [(Limits(xml=100_000), "di atas batas"), (Limits(styles=5), "format sel"), (Limits(sheets=3), "lembar, jauh")],
)
def test_further_limits(limits: Limits, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        inspect(BENAR, limits)


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("=A1+$B$2*C$3-$D4", "=C2+$B$2*E$3-$D5"),
        ("=SUM(A1:B2,'L 1'!C3,Nama)&\"A1\"", "=SUM(C2:D3,'L 1'!E4,Nama)&\"A1\""),
        ("=IF(A1>=10%,LOG10(B1),{1,2})", "=IF(C2>=10%,LOG10(D2),{1,2})"),
        ("=SUM(A:A)+Tabel[Pagu]", "=SUM(A:A)+Tabel[Pagu]"),
    ],
)
def test_formula_that_was_filled_down(written: str, moved: str) -> None:
    formulas = Formulas()
    assert formulas.text(written, "0", 5, 5) == written
    assert formulas.text("=", "0", 6, 7) == moved


def test_filled_formula_that_leaves_the_sheet_or_is_none() -> None:
    formulas = Formulas()
    formulas.text("=A1+B2", "0", 2, 2)
    assert formulas.text("=", "0", 1, 1) == "=#REF!+A1"
    formulas.text('="a(}', "1", 2, 2)
    assert formulas.text("=", "1", 3, 3) == "="


def test_filled_formulas_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    down = "".join(f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/><v>1</v></c></row>' for row in range(3, 6))
    first = b'<row r="2"><c r="A2"><f t="shared" ref="A2:A5" si="0">B2&amp;"&lt;"</f><v>1</v></c></row>'
    (scan,) = scan_plain([framed(first + down.encode())], frozenset(), BOUNDS)
    assert scan
    assert scan.formulas[4, 1] == '=B4&"<"'
    assert scan.formulas[2, 1] == '=B2&"<"'
    assert (9, 9) not in scan.formulas
    assert dict(scan.formulas) == {(row, 1): f'=B{row}&"<"' for row in range(2, 6)}


@pytest.mark.parametrize(
    "attributes",
    [
        b' t="n" s="5"',
        b' s="5" cm="1"',
        b' s="5" t="n" vm="1"',
        b' cm="1" s="5" t="str"',
        b' t="e" s="5"',
        b"",
        b' t="b"',
    ],
)
def test_attributes_of_a_cell_in_any_order(attributes: bytes) -> None:
    xml = framed(b'<row r="1"><c r="A1"' + attributes + b"><v>1</v></c></row>")
    (quick,) = scan_plain([xml], frozenset({"5"}), BOUNDS)
    assert quick
    assert differences(quick, scan_sheet(xml, frozenset({"5"}), BOUNDS)) == []


@pytest.mark.parametrize("tag", [b'<row r="9"\thidden="1">', b'<row r="9" hidden = "1">', b"<row r=\"9\" hidden='1'>"])
def test_row_that_is_hidden_in_another_spelling(tag: bytes) -> None:
    xml = framed(tag + b'<c r="A9"><v>1</v></c></row>')
    assert scan_plain([xml], frozenset(), BOUNDS) == [None]
    assert scan_sheet(xml, frozenset(), BOUNDS).hidden_rows == {9}


# ---- what reaches outside, acts or hides


def with_parts(path: Path, more: dict[str, bytes], *edits: tuple[str, bytes, bytes]) -> Path:
    """The sound workbook with further parts, and (part, old, new) replaced once each."""
    parts = hostile.parts_of() | more
    for part, old, new in edits:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
    return hostile.write(path, parts)


def formula(text: bytes) -> tuple[str, bytes, bytes]:
    """An edit that puts a formula in the place of an amount."""
    return hostile.SHEET, hostile.AMOUNT, hostile.AMOUNT.replace(b"<v>", b"<f>" + text + b"</f><v>")


RELATION = b'<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/%s" Target="%s" TargetMode="External"/></Relationships>'
NAME = b"<definedNames>"
FOREIGN: list[tuple[str, dict[str, bytes], tuple[tuple[str, bytes, bytes], ...], str, str]] = [
    ("formula", {}, (formula(b"[1]Pagu!B4"),), "STR-005", "F12"),
    ("formula by path", {}, (formula(b"'C:\\data\\[pagu.xlsx]Pagu'!B4"),), "STR-005", "F12"),
    ("name", {}, ((hostile.BOOK, NAME, NAME + b'<definedName name="luar">[2]Pagu!$B$4</definedName>'),), "STR-005", ""),
    ("relationship", {"xl/externalLinks/_rels/externalLink1.xml.rels": RELATION % (b"externalLinkPath", b"file:///p.xlsx")},
     (), "STR-005", ""),
    ("picture from afar", {"xl/drawings/_rels/drawing9.xml.rels": RELATION % (b"image", b"http://x/y.png")}, (), "STR-005", ""),
    ("macros", {"xl/vbaProject.bin": b"x"}, (), "STR-006", ""),
    ("old macros", {"xl/macrosheets/sheet1.xml": b"<a/>"}, (), "STR-006", ""),
    ("control", {"xl/activeX/activeX1.xml": b"<a/>"}, (), "STR-006", ""),
    ("object", {"xl/embeddings/oleObject1.bin": b"x"}, (), "STR-006", ""),
    ("connection", {"xl/connections.xml": b"<a/>"}, (), "STR-006", ""),
    ("dde link", {"xl/externalLinks/externalLink1.xml": b'<a><ddeLink ddeService="cmd"/></a>'}, (), "STR-006", ""),
    ("dde formula", {}, (formula(b"cmd|'/C calc'!A0"),), "STR-006", "F12"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "edits", "rule", "cell"), [case[1:] for case in FOREIGN], ids=[x[0] for x in FOREIGN])
def test_foreign_content_is_found(tmp_path: Path, more: Any, edits: Any, rule: str, cell: str) -> None:
    document = read_document(with_parts(tmp_path / "x.xlsx", more, *edits))
    assert len(document.foreign) == 1
    found = validate(document, only={"STR-005", "STR-006"}).findings
    assert [(finding.rule, finding.cell, finding.severity) for finding in found] == [(rule, cell, "galat")]


def test_sound_workbooks_hold_nothing_foreign() -> None:
    for path in EXAMPLES.glob("*.xlsx"):
        assert inspect(path).foreign == []


@pytest.mark.parametrize(
    "text",
    [
        "=SUM(Tabel1[Pagu])", "=Tabel1[@[Pagu 2024]]", "=[@Pagu]*2", '=HYPERLINK("http://x","[1]y")', '=IF(A1="a|b!",1,2)',
        "='Bab IV'!A1", '="cmd|x!y"', "=SUMIFS(F$1:F$9,A$1:A$9,\"[1]x\")",
    ],
)  # fmt: skip
def test_ordinary_formulas_are_not_foreign(text: str) -> None:
    assert list(in_formulas("L", {(1, 1): text})) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [("=[1]L!A1", LINK), ("=SUM('[a b.xlsx]L'!A1)", LINK), ("=RTD(\"x\",,1)", ACTIVE), ("=+cmd|' /C calc'!A0", ACTIVE),
     ('=WEBSERVICE("http://x")', ACTIVE), ("='\\\\server\\[a.xlsx]L'!A1", LINK)],
)  # fmt: skip
def test_foreign_formulas(text: str, kind: str) -> None:
    assert [found.kind for _, _, found in in_formulas("L", {(1, 1): text})] == [kind]


_WORDS = ("RTD", "webservice", "Call", "EXEC", "REGISTER.ID", "SMALL", "IF", "MID", "LOWER", "'C:\\x'!A1", "'L 1'!A1",
          "[1]a", "x|y!", "(", "(", " (", "\u00a0(", '"', "=", "+", "&#91;1]a", "Ünit")  # fmt: skip


def test_foreign_formulas_are_found_whether_texts_or_bytes_are_searched() -> None:
    outside = 0
    for seed in range(1_000):
        dice = random.Random(seed)
        texts = ["".join(dice.choices(_WORDS, k=dice.randint(1, 5))) for _ in range(3)]
        spelled = [text.replace("'", dice.choice(("'", "&apos;"))).replace('"', "&quot;") for text in texts]
        rows = "".join(f'<row r="{row}"><c r="A{row}"><f>{text}</f></c></row>' for row, text in enumerate(spelled, 1))
        (scan,) = scan_plain([framed(rows.encode())], frozenset(), BOUNDS)
        assert scan
        found = [row for row, _, _ in in_formulas("L", scan.formulas)]
        assert found == [row for row, _, _ in in_formulas("L", dict(scan.formulas))], texts
        outside += bool(found)
    assert 100 < outside < 900


def hidden(tmp_path: Path, hide: Any) -> list[str]:
    """Where STR-007 finds something after a change with openpyxl."""
    book = openpyxl.load_workbook(BENAR)
    hide(book)
    book.save(tmp_path / "x.xlsx")
    return places(read_document(tmp_path / "x.xlsx"), "STR-007")


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    assert hidden(tmp_path, str) == []

    def rows(book: Any) -> None:
        for row in (12, 13, 15, 3_000):
            book["T-C.33"].row_dimensions[row].hidden = True

    assert hidden(tmp_path, rows) == ["T-C.33!A12", "T-C.33!A15"]

    def columns(book: Any) -> None:
        book["T-C.33"].column_dimensions["F"].hidden = True

    first = hidden(tmp_path, columns)
    assert [re.sub(r"\d+$", "", place) for place in first] == ["T-C.33!F"]

    def sheet(book: Any) -> None:
        book["T-C.33"].sheet_state = "veryHidden"
        book["Petunjuk"].sheet_state = "hidden"

    assert [place.split("!")[0] for place in hidden(tmp_path, sheet)] == ["T-C.33"]


def test_value_under_a_merged_cell(tmp_path: Path) -> None:
    (path,) = hostile.KINDS["value_under_a_merge"](tmp_path)
    document = read_document(path)
    assert places(document, "STR-008") == ["T-C.33!F13"]
    assert places(document, "STR-007") == []
