"""Batches of very many workbooks: verdicts are kept packed, and say the same; pages list what a browser can bear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headless.batch import run as batch
from headless.batch.journal import Journal, settings_hash
from headless.batch.worker import Work
from headless.reports import html_report
from headless.reports.formats import FORMATS, Occasion
from headless.reports.html_findings import page_findings
from headless.reports.json_report import render
from headless.reports.text_report import summary
from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.model.packed import Packed

MADE = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
LISTS = ("findings", "rules", "changes", "tables", "causes")


@pytest.fixture(scope="module")
def verdicts(files: Sequence[Path]) -> list[Verdict]:
    return Work().judge(files)


def with_findings(*severities: str) -> Verdict:
    found = [
        Finding(
            "JML-001", severity, "T-C.33", "T-C.33", f"F{at}", "6", "2.17", 1, 2, 1, f"Salah {at}.", "Hitung.", None
        )
        for at, severity in enumerate(severities)
    ]
    return Verdict("a.xlsx", "invalid", "renja", 2024, "2024", found)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.copies])
def test_what_is_packed_says_the_same_in_every_report(name: str, verdicts: list[Verdict]) -> None:
    """The one workbook with all that is known of it, and all of them at a glance."""
    for some in (verdicts[:1], verdicts):
        packed = [verdict.packed() for verdict in some]
        assert packed == some
        occasion = Occasion(MADE, full=True)
        assert FORMATS[name].whole(packed, occasion) == FORMATS[name].whole(some, occasion)


def test_the_verdicts_of_many_are_packed_and_the_same(
    files: list[Path], folder: Path, expected: str, journals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that a journal knows."""
    monkeypatch.setattr(batch, "MANY", len(files) - 1)
    work = Work()
    for resume in (False, True):
        journal = Journal([folder], settings_hash(work, []), resume=resume)
        found = list(batch.judge(files, work, batch.Hands(0), journal=journal))
        assert all(isinstance(getattr(verdict, name), Packed) for verdict in found for name in LISTS)
        assert render(found) == expected
    monkeypatch.setattr(batch, "MANY", len(files))
    assert all(isinstance(verdict.findings, list) for verdict in batch.judge(files, work, batch.Hands(0)))


def test_a_packed_list_is_read_like_any_other() -> None:
    packed = Packed(iter("renja"))
    assert (len(packed), packed[0], packed[-2:], list(packed), "j" in packed) == (5, "r", ["j", "a"], [*"renja"], True)
    assert packed == [*"renja"] != packed[1:]
    assert (len(Packed(())), list(Packed(()))) == (0, [])


def test_a_page_lists_the_gravest_and_counts_all() -> None:
    """All of a severity before any of the next, in the order of the workbooks."""
    galat, peringatan, catatan = SEVERITIES
    books = [with_findings(peringatan, galat, catatan), with_findings(peringatan, peringatan, galat)]
    for most, listed in ((9, 6), (5, 5), (4, 4), (3, 3), (1, 1)):
        found = page_findings(books, most)
        assert (found.count, len(found.rows)) == (6, listed)
        assert found.totals == [(galat, 2), (peringatan, 3), (catatan, 1)]
        assert found.tables == [("T-C.33", [2, 3, 1])]
        assert [(rule.id, rule.count, rule.books) for rule in found.rules("id")] == [("JML-001", 6, 2)]
    said = [(row.book, row.finding.severity) for row in page_findings(books, 4).rows]
    assert said == [(0, peringatan), (0, galat), (1, peringatan), (1, galat)]


@pytest.mark.parametrize(("lang", "words"), [("id", "memuat 2 dari 3 temuan"), ("en", "holds 2 of 3 findings")])
def test_a_page_says_what_it_leaves_out(lang: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    books = [with_findings("galat", "galat"), with_findings("catatan")]
    whole = html_report.render(books, MADE, lang)
    monkeypatch.setattr(html_report, "MOST", 2)
    monkeypatch.setattr(html_report, "_DRILLED", 1)
    left = html_report.render(books, MADE, lang)
    for told in (words, f'<p class="open">{html_report.WORDS[lang]["not_drilled"]}'):
        assert told in left
        assert told not in whole


def test_the_terminal_lists_no_more_than_can_be_read() -> None:
    many = [with_findings("galat") for _ in range(130)]
    lines = summary(many, Occasion(MADE)).splitlines()
    assert len(lines) < 120
    assert "… dan 30 lagi" in lines
