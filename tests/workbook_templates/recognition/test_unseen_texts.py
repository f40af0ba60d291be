"""Characters that nobody sees change no verdict: one finding a character tells them, and a fix takes them out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from headless.cli.app import app
from rules.engine.session import Session
from rules.examples.sound_renja import sound_document
from rules.model.finding import Finding
from rules.schema.pack import pack_for
from rules.seal.seal import content_hash, parts
from rules.validation import validate
from tests.support.excel_repair import faults
from tests.support.helpers import Rows, first_data, grid, identity_rows, sound_grids, table_rows
from tests.support.sheet_files import save_docx, save_ods, save_xlsx
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids

RULE = "STR-017"
ABSENT = ("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\xad", "\u061c", "\u202a", "\u202e",
          "\u2066", "\u2069", "\u180e", "\x01", "\x7f")  # fmt: skip
BLANKS = ("\xa0", "\u2003", "\u2007", "\u2009", "\u202f", "\u205f", "\u3000", "\t", "\x0b", "\x0c", "\x85", "\u2028")


def outer(sign: str) -> Callable[[str], str]:
    return lambda text: f"{sign}{text}{sign}"


def inner(sign: str) -> Callable[[str], str]:
    """Between the signs of a text, as a soft hyphen or a zero-width blank of a web page stands."""
    return lambda text: sign.join((text[:2], text[2:]))


def between(sign: str) -> Callable[[str], str]:
    """Instead of the plain blanks of a text."""
    return lambda text: text.replace(" ", sign)


def plan(spoilt: Callable[[str], str] = str) -> list[Grid]:
    """The sound plan; in T-C.33 and Identitas every text is spoilt: titles, heads, numbers, codes, names, targets, amounts."""
    rows: Rows = table_rows("T-C.33")
    at = first_data("T-C.33", rows)
    # One amount is text, as a paste leaves it.
    rows[at + 4][5] = f"{rows[at + 4][5]:,}".replace(",", ".")
    spoilt_sheets = {"T-C.33": rows, "Identitas": identity_rows()}
    for sheet in spoilt_sheets.values():
        for row in sheet:
            row[:] = [spoilt(value) if isinstance(value, str) else value for value in row]
    return sound_grids(spoilt_sheets)


def told(findings: list[Finding]) -> set[tuple[str, str, str, str]]:
    return {(x.rule, x.sheet, x.cell, x.message) for x in findings if x.rule != RULE}


def as_typed(sheets: list[Grid]) -> list[Grid]:
    """The sheets to be saved: with their texts as they were before a sheet took out what nobody sees."""
    for sheet in sheets:
        for (row, column), text in sheet.unseen.items():
            sheet.rows[row - 1][column - 1] = text
    return sheets


OFFICE = sound_document().text("perangkat_daerah")
CLEAN = validate(read_grids("uji", plan()))


@pytest.mark.parametrize("sign", [*ABSENT, *BLANKS], ids=lambda sign: f"U+{ord(sign):04X}")
def test_same_verdict(sign: str) -> None:
    """Around every text of a plan, within it where it has no width, instead of its blanks where it is one."""
    for spoil in (outer(sign), inner(sign) if sign in ABSENT else between(sign)):
        document = read_grids("uji", plan(spoil))
        verdict = validate(document)
        assert told(verdict.findings) == told(CLEAN.findings)
        assert [(x.key, x.sheet) for x in verdict.findings if x.rule == RULE] == [(f"U+{ord(sign):04X}", "Identitas")]
        assert content_hash(parts(document)) == content_hash(parts(read_grids("uji", plan())))


def test_each_character_once_with_its_cells() -> None:
    """Two characters are two findings; each names its cells sheet by sheet, and no more than can be read."""
    sheets = plan()
    rows = table_rows("T-C.33")
    at = first_data("T-C.33", rows)
    rows[at][0], rows[at + 1][0] = f"\u200b{rows[at][0]}", f"\u200b{rows[at + 1][0]}\xa0"
    sheets = [grid(rows, "T-C.33") if sheet.name == "T-C.33" else sheet for sheet in sheets]
    verdict = validate(read_grids("uji", sheets))
    found = [x for x in verdict.findings if x.rule == RULE]
    assert [(x.count, x.cells) for x in verdict.causes if RULE in x.rules] == [(2, f"T-C.33!A{at + 1}:A{at + 2}")]
    assert [(x.key, x.cell) for x in found] == [("U+200B", f"A{at + 1}"), ("U+00A0", f"A{at + 2}")]
    assert f"T-C.33!A{at + 1}, A{at + 2}." in found[0].message
    assert "spasi lebar nol (U+200B)" in found[0].message
    many = [x for x in validate(read_grids("uji", plan(outer("\u200b")))).findings if x.rule == RULE]
    assert "(+" in many[0].message
    assert len(many[0].message) < 500


def test_name_of_a_sheet() -> None:
    """A sheet's name counts without it, and is told."""
    sheets = [grid(x.rows, f"{x.name}\u200b") if x.name == "T-C.33" else x for x in plan()]
    verdict = validate(read_grids("uji", sheets))
    assert {rule for rule, *_ in told(verdict.findings)} == {rule for rule, *_ in told(CLEAN.findings)}
    assert ["‹U+200B›!(nama lembar; ganti sendiri)" in x.message for x in verdict.findings if x.rule == RULE] == [True]


def test_sheets_without_tables_are_left_alone() -> None:
    """Nobody is told of characters where nothing is judged."""
    assert validate(read_grids("uji", [*plan(), grid([["Catatan\u200b"]], "Lain")])).findings == CLEAN.findings


@pytest.mark.parametrize("sign", ["\u200b", "\xa0", "\xad", "\ufeff", "\u3000"])
def test_fix(sign: str, tmp_path: Path) -> None:
    """The copy holds what the clean workbook holds, cell by cell; a text that was an amount becomes one."""
    clean, dirty, out = tmp_path / "bersih.xlsx", tmp_path / "kotor.xlsx", tmp_path / "hasil.xlsx"
    mended, same = tmp_path / "perbaikan.xlsx", read_workbook(save_xlsx(clean, plan()))
    save_xlsx(dirty, as_typed(plan(outer(sign) if sign in ABSENT else between(sign))))
    fix_workbook(clean, mended)
    mending = fix_workbook(dirty, out)
    assert [sheet.rows for sheet in read_workbook(out)] == [sheet.rows for sheet in read_workbook(mended)]
    assert not any(sheet.unseen for sheet in read_workbook(out))
    assert faults(out) == []
    cells = {(x.finding.sheet, x.cells[0]) for x in mending.fixed if x.finding.rule == RULE}
    assert cells == {(x.sheet, x.cell) for x in read_document(dirty).unseen}
    assert len(cells) < sum(len(row) for sheet in same for row in sheet.rows)


def test_fix_leaves_formulas(tmp_path: Path) -> None:
    """A formula that gives such a text stays; where nothing typed holds the character, the finding names its cell."""
    sheets = plan()
    page = next(sheet for sheet in sheets if sheet.name == "Identitas")
    office = [value for _, value in page.rows].index(OFFICE) + 1
    page.rows[office - 1][1] = f"{OFFICE}\xa0"
    page.facts = replace(page.facts, formulas={(office, 2): f'="{OFFICE}"&CHAR(160)'})
    path = save_xlsx(tmp_path / "rumus.xlsx", sheets)
    found = [x for x in validate(read_document(path)).findings if x.rule == RULE]
    assert [(x.cell, x.fix) for x in found] == [(f"B{office}", None)]
    fix_workbook(path, tmp_path / "hasil.xlsx")
    again = next(sheet for sheet in read_workbook(tmp_path / "hasil.xlsx") if sheet.name == "Identitas")
    assert again.facts.formulas == page.facts.formulas


@pytest.mark.parametrize("save", [save_xlsx, save_ods, save_docx])
def test_every_format(save: Callable[[Path, list[Grid]], Path], tmp_path: Path) -> None:
    """All readers deliver texts without them."""
    path = save(tmp_path / f"uji.{save.__name__.removeprefix('save_')}", as_typed(plan(inner("\u200b"))))
    document = read_document(path)
    assert {table.layout for table in document.tables} >= {"T-C.33", "Bab-IV"}
    assert [x.key for x in validate(document).findings if x.rule == RULE] == ["U+200B"]
    assert told(validate(document).findings) == told(validate(read_document(save(path, plan()))).findings)


def test_one_stack() -> None:
    """Each workbook of a stack has its own."""
    documents = [read_grids("satu", plan(outer("\u200b"))), read_grids("dua", plan())]
    view = Session(documents, pack_for(2024), []).views["berkas"]
    assert [view.doc_of(at) for at, key in enumerate(view.cells("key")) if str(key).startswith("U+")] == [0]


def test_report_of_a_fix(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The report names every cell, with the characters shown by number."""
    path = save_xlsx(tmp_path / "kotor.xlsx", as_typed(plan(outer("\u200b"))))
    monkeypatch.setattr(sys, "argv", ["renja", "fix", str(path), "-o", str(tmp_path / "hasil.xlsx")])
    with pytest.raises(SystemExit):
        app()
    assert "STR-017  ‹U+200B›2.17.01‹U+200B› → 2.17.01" in capsys.readouterr().out


def test_tabs_that_part_the_columns_of_pasted_lines_stay() -> None:
    """Without them the columns could never be told apart again."""
    lines = ["\t".join("" if value is None else str(value) for value in row) for row in table_rows("T-C.33")]
    lines[-1] += "\u200b"
    document = read_grids("x.xlsx", [grid([[line] for line in lines])])
    assert any(table.in_lines for table in document.tables)
    assert document.unseen == []
    document = read_grids("x.xlsx", [grid([[line.replace("\t", " ")] for line in lines])])
    assert [found.cell for found in document.unseen] == [f"A{len(lines)}"]
