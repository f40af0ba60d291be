"""The first screen: whatever the workbook, at most forty lines of eighty columns; many workbooks at a glance."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from headless.batch.inputs import Skipped, of_one_content
from headless.reports.first_screen import LINES, fitted
from headless.reports.folder_overview import overview
from headless.reports.html_page import environment
from headless.reports.text_report import TextReport
from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.model.bilingual import Text
from rules.model.cause_words import cells_told, example_told, most_frequent
from rules.model.document import TOTAL
from rules.model.finding import Verdict
from rules.model.unchecked import Unchecked
from rules.schema.pack import BASE
from rules.validation import validate
from tests.places import WORKBOOKS
from tests.support.example_workbooks import verdict
from workbook_templates.copies.findings_lines import verdict_line


@pytest.fixture(scope="module")
def sound() -> Verdict:
    """A verdict with one cause, in six cells."""
    return verdict("renja-2024-benar")


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


def test_who_sees_every_cell_is_not_told_to_ask_for_it(sound: Verdict) -> None:
    console = Console(width=80, highlight=False)
    with console.capture() as written:
        TextReport(console, full=True).show([sound])
    assert "--rinci" not in written.get()
    assert any("--rinci" in line for line in _shown(sound))


def test_first_screen_fits_whatever_is_to_be_told() -> None:
    seed = verdict("renja-2024-seed")
    causes = [replace(x, id=f"{x.id} {n}", sentence=x.sentence * 3) for n in range(9) for x in seed.causes]
    crowded = replace(seed, causes=causes, notes=["Catatan yang panjang sekali. " * 9] * 5, file="d/" * 60 + "a.xlsx")
    lines = _shown(crowded)
    assert len(lines) <= LINES
    assert any("sebab lain" in line for line in lines)


def test_a_workbook_of_no_known_year_is_judged_by_the_rules_of_every_year(sound: Verdict) -> None:
    of_no_year = replace(sound, year=None, pack=BASE)
    assert "RENJA tahun tidak disebut, aturan yang berlaku di semua tahun" in _shown(of_no_year)
    assert "RENJA no year stated, the rules of every year" in _shown(of_no_year, "en")
    assert verdict_line(of_no_year).endswith(". Tahun tidak disebut, aturan yang berlaku di semua tahun.")
    assert verdict_line(sound).endswith(". Tahun 2024, paket aturan 2024.")


def test_few_causes_are_told_in_full() -> None:
    seed = verdict("renja-2024-seed")
    lines = " ".join(" ".join(_shown(replace(seed, causes=seed.causes[1:3]))).split())
    for cause in seed.causes[1:3]:
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


def test_a_folder_begins_with_its_totals_and_the_worst(sound: Verdict) -> None:
    """Those alike stay in the order of their names."""
    bad = verdict("renja-2024-seed")
    shut = Verdict("e.xlsx", "unreadable", reason="file kosong.")
    books = [replace(sound, file="a.xlsx"), replace(bad, file="b.xlsx"), replace(sound, file="c.xlsx"), shut]
    books.append(replace(bad, file="d.xlsx", findings=[*bad.findings, *bad.findings]))
    told = [line.text for line in overview(books, [], 120)]
    assert told[0].startswith("5 buku kerja: 1 TIDAK TERBACA, 2 BELUM LULUS, 2 LULUS; ")
    assert f"{3 * bad.count('galat')} kesalahan, " in told[0]
    assert [next(name for name in "abcde" if f"{name}.xlsx" in line) for line in told[2:7]] == ["e", "d", "b", "a", "c"]


def test_what_is_counted_is_one_or_many(sound: Verdict) -> None:
    """Also in English; a fault that is in no cell is counted as a finding, not in cells."""
    table = replace(sound.causes[0], cells="", count=3, effects=0)
    assert (cells_told(table), cells_told(table, "en")) == ("3 temuan", "3 findings")
    cell = replace(table, cells="A1", count=1)
    assert (cells_told(cell), cells_told(cell, "en")) == ("1 sel", "1 cell")
    told = [line.text for line in overview([sound], [], 80, "en")]
    assert told[0].startswith("1 workbook: 1 PASSED; ")
    assert any(line.startswith("  1 workbook, 6 cells: ") for line in told)


def test_a_file_that_could_not_be_read_is_named_once() -> None:
    book = Verdict(
        "x/a.xlsx", "unreadable", reason="'a.xlsx' tidak dapat dibaca: file kosong (0 byte); minta dikirim ulang."
    )
    told = [line.text for line in overview([book, book], [], 80)]
    assert sum("'a.xlsx' tidak dapat dibaca: file kosong" in line for line in told) == 2
    assert not any("a.xlsx: 'a.xlsx'" in line for line in told)
    assert "  file kosong" in next(line for line in told if line.startswith("TIDAK TERBACA"))


def test_marks_of_direction_in_names_are_shown(sound: Verdict) -> None:
    turned = replace(sound, file="renja\u202excod.xlsx")
    console = Console(width=120, highlight=False)
    with console.capture() as written:
        TextReport(console).show([turned, sound])
    assert "\u202e" not in written.get()
    assert "renja\\u202excod.xlsx" in written.get()
    page = environment().from_string("{{ name }}").render(name=turned.file)
    assert page == "renja\\u202excod.xlsx"


def test_a_long_line_ends_with_a_whole_word() -> None:
    words = (
        "Di luar pemeriksaan ini: naskah tidak diberikan (renja narrative) (ANG-007, DOK-007); tahun lalu (DOK-006)."
    )
    for width in range(30, 80):
        last = fitted([words], width, 1)[0]
        assert len(last) <= width
        assert last.removesuffix(" …").split()[-1] in words.split()


def test_an_office_that_sent_several_files_is_named_with_each() -> None:
    """A plan and a report of one office: both lines tell whose they are, and which file."""
    told = [line.text for line in overview([verdict("renja-2024-benar"), verdict("lkip-2024-seed")], [], 80)]
    for name in ("renja-2024-benar.xlsx", "lkip-2024-seed.xlsx"):
        row = next(line for line in told if name in line)
        assert "Dinas" in row
        assert len(row) <= 80


def test_why_a_workbook_is_incomplete_stands_in_its_line() -> None:
    gap = Unchecked(("NOM-002",), "nomenklatur belum diimpor", "Impor daftar kodenya.")
    sound = replace(verdict("renja-2024-benar"), unchecked=[gap])
    row = next(line.text for line in overview([sound, sound], [], 80) if line.text.startswith("BELUM LENGKAP"))
    assert "nomenklatur" in row


def test_files_of_one_content_are_told(tmp_path: Path) -> None:
    for name, content in (("a.xlsx", b"isi"), ("b.xlsx", b"isi"), ("c.xlsx", b"lai"), ("d.xlsx", b"lain")):
        (tmp_path / name).write_bytes(content)
    files = [*sorted(tmp_path.iterdir()), tmp_path / "tidak-ada.xlsx"]
    same = of_one_content(files)
    assert [[file.name for file in files] for files in same] == [["a.xlsx", "b.xlsx"]]
    books = [replace(verdict("renja-2024-benar"), file=str(file)) for file in files[:2]]
    assert "Isinya sama: a.xlsx, b.xlsx" in [line.text for line in overview(books, [], 80, same=same)]


def test_an_example_keeps_what_differs_of_long_texts() -> None:
    """Two long names that differ at their end are told from there on, not cut before it."""
    book = verdict("renja-2024-seed")
    cause = next(x for x in book.causes if x.id == "NOM-012")
    told = example_told(book, cause)
    assert "Kosnultasi" in told
    assert "Konsultasi" in told


def test_an_example_never_says_that_a_value_should_be_itself() -> None:
    """A number typed as text is to be the same number; a unit is told with the amount it stands behind."""
    book = validate(example_document([Put("T-C.33", 17, "6", "30000000")]))
    cause = next(x for x in book.causes if x.id == "ANG-004")
    assert "30.000.000" in example_told(book, cause)
    book = validate(example_document([Put("T-C.33", 18, "9", "12 Lapran")]))
    assert example_told(book, book.causes[0]) == "T-C.33!I18: 12 Lapran, seharusnya 12 Laporan"


def test_every_cell_tells_the_causes_once() -> None:
    book = verdict("renja-2024-benar")
    console = Console(file=StringIO(), width=100, highlight=False)
    with console.capture() as written:
        TextReport(console, full=True).show([book])
    assert written.get().count(book.causes[0].sentence) == 1


def test_a_template_that_nobody_filled_is_empty() -> None:
    """Its grand total alone is no row of a table."""
    document = sound_document()
    for table in document.tables:
        totals = [at for at, kind in enumerate(table.kinds) if kind == TOTAL]
        table.columns = {number: [cells[at] for at in totals] for number, cells in table.columns.items()}
        table.rows, table.kinds = [table.rows[at] for at in totals], [TOTAL] * len(totals)
    said = " ".join(_shown(validate(document)))
    assert "T-C.33 (kosong)" in said.replace("T-C.33  ", "T-C.33 ")
