"""A workbook that passes without being wholly checked: every door that counts, seals or marks it says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from headless.recap.sums import judge_offices, sum_up
from rules.model.finding import Verdict
from rules.model.verdict_words import VERDICTS
from rules.validation import validate
from tests.conftest import Recalculate
from workbook_templates.copies.annotate import annotate
from workbook_templates.reader import read_document

Call = Callable[..., tuple[int, str, str]]
OPEN = VERDICTS["incomplete"].id


OTHER = {
    "2.17.01.2.06.04": "2.17.01.2.06.44",
    "Penyediaan Bahan Logistik Kantor": "Penyediaan Perlengkapan Rapat Kantor",
}
"""A sub kegiatan that is in no list at hand: nothing tells whether the decree has it."""


@pytest.fixture
def received(benar: Path, tmp_path: Path) -> Path:
    """The sound plan with a code and name of which nobody can tell whether they exist."""
    path = tmp_path / "diterima" / "renja.xlsx"
    path.parent.mkdir()
    book = openpyxl.load_workbook(benar)
    for cell in (cell for sheet in book for row in sheet for cell in row):
        if cell.value in OTHER:
            cell.value = OTHER[cell.value]
    book.save(path)
    return path


@pytest.fixture
def verdict(received: Path) -> Verdict:
    found = validate(read_document(received))
    assert found.state == "incomplete"
    return found


def test_the_recap_counts_it_and_says_what_was_not_checked(
    received: Path, verdict: Verdict, renja: Call, tmp_path: Path
) -> None:
    (office,) = sum_up(judge_offices([received])).open
    assert office.verdict == OPEN
    assert office.unchecked == "; ".join(one.reason for one in verdict.unchecked)
    assert office.total > 0
    status, said, _ = renja("rekap", received.parent, "-o", tmp_path / "rekap.xlsx")
    assert status == 0
    assert f"{OPEN} (1): {office.name} ({office.unchecked})" in " ".join(said.split())
    cells = [
        str(cell.value) for sheet in openpyxl.load_workbook(tmp_path / "rekap.xlsx") for row in sheet for cell in row
    ]
    assert any(f"belum diperiksa: {office.unchecked}" in text for text in cells)


def test_the_seal_and_its_check_say_so(received: Path, verdict: Verdict, renja: Call, tmp_path: Path) -> None:
    status, said, _ = renja("seal", received, "-o", tmp_path / "segel.xlsx")
    assert status == 0
    assert OPEN in said
    status, said, _ = renja("verify", tmp_path / "segel.xlsx")
    assert status == 0, "the content is what was sealed"
    told = " ".join(said.split())
    assert "UTUH" in told
    assert OPEN in told
    (unknown,) = [one.reason for one in verdict.unchecked if "NOM-002" in one.rules]
    assert f"Saat disegel belum lengkap diperiksa: {unknown}" in told


def test_the_summary_of_a_marked_copy_shows_it(
    received: Path, verdict: Verdict, tmp_path: Path, recalculate: Recalculate
) -> None:
    annotate(received, tmp_path / "temuan.xlsx", verdict)
    shown = [str(cell) for row in recalculate(tmp_path / "temuan.xlsx")["Ringkasan"] for cell in row]
    assert OPEN in shown
