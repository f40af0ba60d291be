"""The first screen: whatever the workbook, at most forty lines of eighty columns; many workbooks at a glance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from headless.batch.inputs import Skipped
from headless.reports.first_screen import LINES
from headless.reports.folder_overview import overview
from headless.reports.text_report import TextReport
from rules.model.bilingual import Text
from rules.model.cause_words import most_frequent
from rules.model.finding import Verdict
from tests.places import WORKBOOKS
from tests.support.example_workbooks import verdict


def _shown(judged: Verdict, lang: str = "id") -> list[str]:
    console = Console(width=80, highlight=False)
    with console.capture() as written:
        TextReport(console, lang).show([judged])
    return written.get().splitlines()


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_first_screen_fits(name: str, lang: str) -> None:
    lines = _shown(verdict(name), lang)
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= 80


def test_first_screen_fits_whatever_is_to_be_told() -> None:
    seed = verdict("renja-2024-seed")
    causes = [replace(x, id=f"{x.id} {n}", sentence=x.sentence * 3) for n in range(9) for x in seed.causes]
    crowded = replace(seed, causes=causes, notes=["Catatan yang panjang sekali. " * 9] * 5, file="d/" * 60 + "a.xlsx")
    lines = _shown(crowded)
    assert len(lines) <= LINES
    assert any("sebab lain" in line for line in lines)


def test_few_causes_are_told_in_full() -> None:
    seed = verdict("renja-2024-seed")
    lines = " ".join(" ".join(_shown(replace(seed, causes=seed.causes[:2]))).split())
    for cause in seed.causes[:2]:
        assert cause.sentence in lines
        assert cause.remedy in lines
        assert cause.cells in lines
    assert "Contoh Bab-IV!J53: 12.611.751.484, seharusnya 12.611.751.848" in lines


def test_many_workbooks_at_a_glance() -> None:
    books = [verdict(name) for name in WORKBOOKS]
    books.append(Verdict("kiriman/rusak.xlsx", "unreadable", reason="isinya bukan buku kerja Excel."))
    told = [
        line.text
        for line in overview(books, [Skipped(Path("kiriman/surat.jpg"), Text("bukan buku kerja", "no workbook"))], 80)
    ]
    assert max(map(len, told)) <= 80
    for book in books:
        row = next(line for line in told if Path(book.file).name in line)
        assert row.startswith(("LULUS", "BELUM LULUS", "TIDAK TERBACA"))
        assert f" {len(book.causes) if book.status != 'unreadable' else '-'} " in row
    assert "  bukan buku kerja: surat.jpg" in told
    assert any(line.startswith("  rusak.xlsx: isinya bukan") for line in told)
    cause, count, cells = most_frequent(books)[0]
    assert f"  {count} buku kerja, {cells} sel: {cause.sentence}" in told
