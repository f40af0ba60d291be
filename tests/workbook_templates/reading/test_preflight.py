"""The preflight refuses what no honest workbook holds, and tells what a file hides, where it points and what acts in it."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rules.model.document import ACTIVE, LINK
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support import hostile
from tests.support.docx_files import write_docx
from tests.support.helpers import places
from tests.workbook_templates.reading.test_sheets import framed, parsed_facts, plain_facts
from workbook_templates.errors import UnreadableError
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.reading.excel.active_content import in_formulas
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.preflight import inspect
from workbook_templates.reading.word.docx import read_narrative
from workbook_templates.reading.workbook import read_workbook

BENAR = EXAMPLES / "renja-2024-benar.xlsx"


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


RELATION = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/%s" Target="%s" TargetMode="External"/></Relationships>'
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
        facts = plain_facts(framed(rows.encode())) or parsed_facts(framed(rows.encode()))
        found = [row for row, _, _ in in_formulas("L", facts.formulas)]
        assert found == [row for row, _, _ in in_formulas("L", dict(facts.formulas))], texts
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


# ---- part names with backslashes


def _backslashed(parts: dict[str, bytes], *kept: str) -> dict[str, bytes]:
    return {name if name in kept else name.replace("/", "\\"): content for name, content in parts.items()}


@pytest.mark.parametrize("kept", [(), (hostile.SHEET, hostile.STYLES)], ids=["all", "some"])
def test_backslashes_in_part_names_are_slashes(tmp_path: Path, kept: tuple[str, ...]) -> None:
    path = hostile.write(tmp_path / "x.xlsx", _backslashed(hostile.parts_of(), *kept))
    assert [grid.rows for grid in read_workbook(path)] == [grid.rows for grid in read_workbook(BENAR)]
    write_cells(path, tmp_path / "salinan.xlsx", {"T-C.33": {(150, 2): "baru"}})
    assert openpyxl.load_workbook(tmp_path / "salinan.xlsx")["T-C.33"]["B150"].value == "baru"


def test_backslashes_in_files_of_other_programs(tmp_path: Path) -> None:
    document = write_docx(tmp_path / "a.docx", ["Pagu Rp 5.000"])
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = hostile.write(tmp_path / "b.docx", _backslashed(parts))
    assert read_narrative(path).paragraphs == read_narrative(document).paragraphs


@pytest.mark.parametrize("name", ["..\\keluar.xml", "xl\\..\\..\\x", "\\etc\\keluar", "C:\\keluar", "xl\\STYLES.xml"])
def test_backslashes_that_lead_outside_or_twice_to_a_part_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"luar file|dua kali"):
        read_workbook(hostile.write(tmp_path / "x.xlsx", hostile.parts_of() | {name: b"x"}))
