"""What *Validasi* holds a workbook against besides itself: asked once, remembered for this user, as its receiver does."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from addin import asking, ribbon
from addin.remembered import settings_file
from rules.model.finding import Verdict
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.excel_engine import opened, said
from tests.support.mac_xlwings import excel_for_mac
from workbook_templates.reader import read_document
from workbook_templates.references.comparison import Comparison
from workbook_templates.template.guide import FIRST_FINDING

RENJA, LKIP = EXAMPLES / "renja-2024-benar.xlsx", EXAMPLES / "lkip-2024-benar.xlsx"


@pytest.fixture
def ceilings(tmp_path: Path) -> Path:
    """A ceiling that no office stays below."""
    path = tmp_path / "plafon.csv"
    path.write_text("Kode;Plafon\nTOTAL;1000\n", encoding="utf-8")
    return path


def by_receiver(file: Path, held: Comparison) -> Verdict:
    """What the command line says of the workbook."""
    document = read_document(file)
    document.references = held.of(document)
    return validate(document)


def listed(book: xw.Book) -> list[tuple[Any, Any]]:
    """Place and rule of the findings in the sheet Temuan."""
    lines = book.impl.values["Temuan"].iter_rows(min_row=FIRST_FINDING, values_only=True)
    return [
        (line[0], line[2]) for line in lines if line[2] and line[1] in ("galat", "peringatan", "catatan") and line[9]
    ]


def excel() -> Any:
    """The Excel of the stand-in."""
    return xw.engines["excel-double"].impl.apps[1]


def test_it_is_asked_once_and_says_what_the_receiver_says(ceilings: Path) -> None:
    book = opened(RENJA)
    excel().agrees, excel().picked = True, [str(ceilings), False]
    ribbon.validate()
    question, *titles = excel().questions
    assert "daftar plafon 2024 dan Renja 2023" in question
    assert titles == ["daftar plafon 2024", "Renja 2023"]
    verdict = by_receiver(RENJA, Comparison(ceilings))
    assert "LTS-008" in {x.rule for x in verdict.findings}
    assert {rule for _, rule in listed(book)} == {x.rule for x in verdict.findings}
    assert "LTS-008" in {rule for _, rule in listed(book)}
    told = said(book)
    assert "Dibandingkan dengan plafon.csv." in told
    assert "dokumen tahun lalu belum dipilih (Acuan > Pilih acuan)" in told
    excel().questions.clear()
    ribbon.validate()
    assert not excel().questions
    assert "plafon.csv" in said(book)


def test_a_report_is_held_against_its_renja(tmp_path: Path) -> None:
    book = opened(LKIP)
    excel().agrees, excel().picked = True, [str(RENJA), False]
    ribbon.validate()
    assert excel().questions[1:] == ["Renja 2024", "LKIP 2023"]
    verdict = by_receiver(LKIP, Comparison(plans=[RENJA]))
    assert "Dibandingkan dengan renja-2024-benar.xlsx." in said(book)
    assert sorted(rule for _, rule in listed(book)) == sorted(x.rule for x in verdict.findings)


def test_no_is_an_answer_until_it_is_forgotten(ceilings: Path) -> None:
    book = opened(RENJA)
    ribbon.validate()
    assert len(excel().questions) == 1
    assert "plafon belum dipilih (Acuan > Pilih acuan)" in said(book)
    ribbon.validate()
    said(book)
    assert len(excel().questions) == 1
    ribbon.forget_references()
    assert "dilupakan" in said(book)
    ribbon.forget_references()
    assert "Tidak ada acuan yang diingat" in said(book)
    ribbon.validate()
    said(book)
    assert len(excel().questions) == 2
    excel().picked = [str(ceilings), False]
    ribbon.choose_references()
    assert str(ceilings) in said(book)
    ribbon.validate()
    assert "Dibandingkan dengan plafon.csv." in said(book)


@pytest.mark.parametrize("content", [None, "bukan;daftar\n1;2\n"])
def test_a_file_that_cannot_be_read_costs_only_its_own_comparison(ceilings: Path, content: str | None) -> None:
    book = opened(RENJA)
    excel().agrees, excel().picked = True, [str(ceilings), False]
    ribbon.choose_references()
    said(book)
    ceilings.unlink()
    if content:
        ceilings.write_text(content, encoding="utf-8")
    ribbon.validate()
    told = said(book)
    assert "Tidak dibandingkan dengan 'plafon.csv'" in told
    assert "LULUS" in told


def test_nothing_is_taken_from_the_workbook_or_its_folder(ceilings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    received = openpyxl.load_workbook(RENJA)
    received.create_sheet("renja.conf")["A1"] = str(ceilings)
    received.save(folder / "renja.xlsx")
    book = opened(RENJA)
    excel().agrees, excel().picked = True, [str(ceilings), False]
    ribbon.choose_references()
    said(book)
    planted = json.dumps(json.loads(settings_file().read_text(encoding="utf-8")))
    settings_file().unlink()
    for place in (folder / "acuan.json", folder / "renja" / "acuan.json"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(planted, encoding="utf-8")
    book = opened(folder / "renja.xlsx")
    ribbon.validate()
    assert excel().questions
    assert "Dibandingkan" not in said(book)


@pytest.mark.parametrize("planted", ["{", "[]", '{"renja | 2024 | x": 5}', "\x00"])
def test_settings_that_cannot_be_read_are_as_none(planted: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(planted, encoding="utf-8")
    book = opened(RENJA)
    ribbon.validate()
    assert len(excel().questions) == 1
    assert "LULUS" in said(book)


def test_on_the_mac_the_system_asks_for_the_file(ceilings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: list[str], **_: Any) -> SimpleNamespace:
        assert command[0] == "/usr/bin/osascript"
        asked.append(command[-1])
        chosen = len(asked) == 1
        return SimpleNamespace(returncode=0 if chosen else 1, stdout=f"{ceilings}\n" if chosen else "")

    monkeypatch.setattr(asking, "subprocess", SimpleNamespace(run=run))
    with excel_for_mac(RENJA) as book:
        book.set_mock_caller()
        excel().agrees = True
        ribbon.validate()
        assert asked == ["daftar plafon 2024", "Renja 2023"]
        assert "Dibandingkan dengan plafon.csv." in excel().alerts.pop()[1]
