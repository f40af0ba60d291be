"""The HTML report, opened and clicked in headless Chromium: verdict, charts, list, drill-down, keyboard, paper, offline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from headless.batch.inputs import Skipped
from headless.batch.run import validate_files
from headless.reports.html_findings import LONG
from headless.reports.html_report import render
from headless.reports.words import WORDS
from rules.model.bilingual import Text
from rules.model.cause_words import most_frequent
from rules.model.finding import SEVERITIES, Figures, Finding, Outcome, ProgramFigure, Verdict
from rules.model.verdict_words import counted
from tests.places import EXAMPLES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.chromium
MADE = datetime(2024, 3, 1, 9, 30)
EVIL = '</script><img src=x onerror="document.title=1"><b>=1+1 & "tebal"'
Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page from a file; nothing may be requested besides it and nothing may go wrong."""
    wrong: list[str] = []
    contexts = []

    def open_page(page_text: str, **options: Any) -> Page:
        file = tmp_path / "laporan.html"
        file.write_text(page_text, encoding="utf-8")
        context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: wrong.append(request.url) if request.url != file.as_uri() else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    examples = EXAMPLES
    return list(validate_files([examples / "renja-2024-seed.xlsx", examples / "renja-2024-benar.xlsx"], None, "id"))


def made_up(number: int, findings: int, severity: str = "galat") -> Verdict:
    """A verdict of one of many offices."""
    listed = [
        Finding(
            f"JML-00{1 + at % 4}", severity if at % 3 else "peringatan", ("T-C.33", "Bab-IV")[at % 2], ("T-C.33", "Bab-IV")[at % 2], f"F{at + 10}", "6",
            f"2.17.{at:02}", at * 1_000, at * 1_000 + number, number, f"Jumlah baris {at} kantor {number} salah.", "Hitung ulang.", None,
        )
        for at in range(findings)
    ]  # fmt: skip
    status = "invalid" if any(x.severity == "galat" for x in listed) else "valid"
    rules = [Outcome("JML-001", "ran", findings), Outcome("LTS-008", "skipped", 0, "plafon tidak diberikan")]
    return Verdict(
        f"kiriman/{number}/renja.xlsx",
        status,
        "renja",
        2024,
        "2024",
        listed,
        rules,
        figures=Figures(f"Dinas {number:04}"),
    )


def count(page: Page) -> int:
    return page.locator("#list tbody tr").count()


def column(page: Page, at: int) -> list[str]:
    return page.eval_on_selector_all("#list tbody tr", f"rows => rows.map(row => row.cells[{at}].textContent)")


def test_one_workbook(opened: Open, verdicts: list[Verdict]) -> None:
    """Verdict, counts and every finding with its cell; filters by severity, table, rule and text."""
    verdict = verdicts[0]
    page = opened(render(verdicts[:1], MADE))
    assert page.inner_text("h1") == "Dinas Koperasi, Usaha Kecil dan Menengah"
    assert page.inner_text(".big") == "BELUM LULUS"
    assert [x.inner_text() for x in page.locator(".verdict .tally").all()] == [
        counted(verdict.count(severity), severity) for severity in SEVERITIES
    ]
    assert "rancangan akhir" in page.inner_text("header")
    galat, others = verdict.count("galat"), len(verdict.findings) - verdict.count("galat")
    page.get_by_role("button", name="Tampilkan semua").click()
    assert [x.split("!")[-1] for x in column(page, 3)] == [x.cell for x in verdict.findings]
    page.get_by_role("button", name=f"kesalahan ({galat})").click()
    some = f"Menampilkan 200 dari {others} temuan" if others > 200 else f"{others} temuan"
    assert page.inner_text("#count") == some
    page.get_by_role("button", name=f"kesalahan ({galat})").click()
    page.get_by_label("Tabel", exact=True).select_option("Bab-IV")
    page.get_by_label("Aturan", exact=True).select_option("JML-004")
    assert column(page, 3) == ["J53"]
    assert page.locator("#list tbody tr").inner_text().count("12.611.751.848") >= 2
    page.get_by_role("button", name="Hapus saringan").click()
    page.get_by_label("Cari", exact=True).fill("12.611.751.848")
    assert column(page, 3) == ["J53"]
    page.get_by_label("Cari", exact=True).fill("tidak akan ditemukan")
    assert (count(page), page.inner_text("#count")) == (0, "0 temuan")


def test_causes_come_first(opened: Open, verdicts: list[Verdict]) -> None:
    """Each cause is a card with its cells, an example and its remedy, above charts and list; nothing is cut on a phone."""
    verdict = verdicts[0]
    for width in (1280, 390):
        page = opened(render(verdicts[:1], MADE), viewport={"width": width, "height": 844})
        cards = page.locator(".cause").all()
        assert [x.locator("h3").inner_text().split(" ", 1)[1].strip() for x in cards] == [
            x.sentence for x in verdict.causes
        ]
        for card, cause in zip(cards, verdict.causes, strict=True):
            assert cause.cells in card.inner_text()
            assert cause.remedy in card.inner_text()
            assert ("renja fix" in card.inner_text()) == (cause.mended == "fix")
        tops = [page.locator(x).first.bounding_box() for x in (".cause", ".chart", "#list")]
        assert [x["y"] for x in tops if x] == sorted(x["y"] for x in tops if x)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.locator("#list tbody tr").first.locator("td").all()
    assert {x.evaluate("cell => getComputedStyle(cell).display") for x in cells} <= {"block", "none"}
    assert page.evaluate(
        "[...document.querySelectorAll('.cause, #list td')].every(x => x.scrollWidth <= x.clientWidth + 1)"
    )


def test_counts_by_rule_lead_to_the_list(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[:1], MADE))
    counts = Counter(x.rule for x in verdicts[0].findings)
    shown = {
        row.locator(".pick").inner_text(): int(row.locator(".number").inner_text())
        for row in page.locator(".rules tbody tr").all()
    }
    assert shown == counts
    page.get_by_role("button", name="SAT-004", exact=True).click()
    assert count(page) == counts["SAT-004"]
    assert page.evaluate("document.activeElement.id") == "temuan"


def test_severities_are_counted_as_they_are(opened: Open, verdicts: list[Verdict]) -> None:
    """A rule that finds both errors and warnings, and a cause that is an error in one workbook and a warning in another."""
    books = [made_up(0, 10), made_up(1, 10, "peringatan"), verdicts[0]]
    page = opened(render(books, MADE))
    due = Counter(finding.severity for book in books for finding in book.findings)
    told = [x.inner_text().split() for x in page.locator(".rules .tally").all()]
    assert {word: sum(int(n) for n, said in told if said == word) for word in ("kesalahan", "peringatan")} == {
        "kesalahan": due["galat"],
        "peringatan": due["peringatan"],
    }
    cause = verdicts[0].causes[0]
    light = replace(verdicts[0], file="b.xlsx", causes=[replace(cause, severity="peringatan")])
    shared = most_frequent([replace(verdicts[0], causes=[cause]), light, replace(light, file="c.xlsx")])
    assert [(found.severity, number) for found, number, _ in shared] == [("peringatan", 2), (cause.severity, 1)]


def test_sorting_with_the_keyboard(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[:1], MADE))
    head = page.locator("#list th button", has_text="Selisih")
    head.focus()
    page.keyboard.press("Enter")
    numbers = [float(x.replace(".", "").replace(",", ".")) for x in column(page, 7) if x]
    assert len(numbers) > 20
    assert numbers == sorted(numbers)
    assert page.locator("#list th[aria-sort=ascending]").inner_text().startswith("Selisih")
    page.keyboard.press("Space")
    assert page.locator("#list th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.locator("#list th button", has_text="Tingkat").press("Enter")
    found = [x.split()[0] for x in column(page, 0)]
    assert found == sorted(found, key=["kesalahan", "peringatan", "catatan"].index)


def test_everything_can_be_reached_by_keyboard(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts, MADE))
    reached, seen = [], None
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate("(x => x.id || x.dataset.severity || x.tagName)(document.activeElement)")
        reached.append(seen)
    assert reached[0] == "A", "the link past the overview comes first"
    assert {"office-search", "office-status", "office-sort", "SUMMARY"} <= set(reached)
    page.keyboard.press("Home")
    page.locator("#offices summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#offices details[open]").count() == 1


def test_names_for_screen_readers(opened: Open, verdicts: list[Verdict]) -> None:
    """Controls have labels, drawings have words, tables have headings, the page has a language and landmarks."""
    page = opened(render(verdicts, MADE))
    assert page.get_attribute("html", "lang") == "id"
    assert {page.locator(x).count() for x in ("main", "header", "footer", "h1")} == {1}
    assert page.evaluate("[...document.querySelectorAll('input, select')].filter(x => !x.labels.length).length") == 0
    assert page.evaluate("[...document.querySelectorAll('button')].filter(x => !x.textContent.trim()).length") == 0
    assert page.evaluate("[...document.querySelectorAll('thead th')].filter(x => x.scope !== 'col').length") == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(x => x.id)")
    assert len(ids) == len(set(ids))
    drawings = page.locator("svg")
    assert drawings.count() == 7
    for drawing in drawings.all():
        told = (drawing.get_attribute("aria-labelledby") or "").split()
        assert drawing.get_attribute("role") == "img"
        assert all(page.locator(f"[id='{x}']").text_content() for x in told)
    assert page.locator("#count").get_attribute("aria-live") == "polite"


def test_charts_tell_the_figures_of_the_document(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[1:], MADE))
    plan = page.locator(".chart", has_text="Pagu per program tahun 2024")
    assert plan.locator("rect.plan").count() == 8
    widths = [float(x.get_attribute("width") or 0) for x in plan.locator("rect.plan").all()]
    amounts = [x.pagu or 0 for x in verdicts[1].figures.plan]
    assert widths == pytest.approx([max(widths) * x / max(amounts) for x in amounts], abs=0.06)
    plan.locator("summary").click()
    assert "9.271.302.348" in plan.locator("table").inner_text()
    spending = page.locator(".chart", has_text="Serapan anggaran per program tahun 2022")
    assert "Program Pelayanan Izin Usaha Simpan Pinjam: 75,36%" in (spending.locator("desc").text_content() or "")
    tables = opened(render(verdicts[:1], MADE)).locator(".chart", has_text="Temuan per tabel")
    assert "T-C.32: 2 peringatan, 1 catatan" in (tables.locator("desc").text_content() or "")
    assert tables.locator("rect.galat").count() == 6


def test_spending_above_the_budget_and_odd_figures(opened: Open) -> None:
    figures = Figures(
        "Dinas", plan=[ProgramFigure("2.17.01", "A", 0), ProgramFigure("2.17.02", "B", -5)], plan_table="T-C.33"
    )
    figures.spending = [
        ProgramFigure("", "A", 100, 150),
        ProgramFigure("", "B", 100, 0),
        ProgramFigure("", "C", 100, -20),
    ]
    page = opened(render([Verdict("a.xlsx", "valid", "renja", 2024, "2024", figures=figures)], MADE))
    assert page.inner_text(".big") == "LULUS"
    assert "Tidak ada temuan." in page.inner_text(".findings")
    assert page.locator("rect.over").count() == 1
    assert (
        page.evaluate("[...document.querySelectorAll('rect')].filter(x => !(x.getAttribute('width') >= 0)).length") == 0
    )


def test_batch_overview_and_drill_down(opened: Open, verdicts: list[Verdict]) -> None:
    refused = Verdict(
        "kiriman/rusak.xlsx", "unreadable", reason="'rusak.xlsx' tidak dapat dibaca: file kosong (0 byte)."
    )
    page = opened(render([*verdicts, refused], MADE))
    assert page.inner_text(".states").split() == [
        "1",
        "lulus",
        "0",
        "belum",
        "lengkap",
        "diperiksa",
        "1",
        "belum",
        "lulus",
        "1",
        "tidak",
        "terbaca",
    ]
    states = [x.inner_text() for x in page.locator("#offices .badge").all()]
    assert states == ["TIDAK TERBACA", "BELUM LULUS", "LULUS"]
    first, second = (page.locator("#offices > li").nth(x) for x in (0, 1))
    assert "file kosong (0 byte)" in first.locator("summary").first.inner_text()
    assert "Pagu sub kegiatan diduga salah ketik (1)" in second.locator("summary").first.inner_text()
    second.locator("summary").first.click()
    assert second.locator(".chart").count() == 3
    second.get_by_role("button", name="Lihat di daftar temuan").click()
    assert page.inner_text("#count") == f"Menampilkan 200 dari {len(verdicts[0].findings)} temuan"
    assert set(page.eval_on_selector_all("#list tbody tr", "rows => rows.map(x => x.dataset.book)")) == {"0"}
    page.get_by_label("Status").select_option("valid")
    assert page.locator("#offices > li:visible").count() == 1
    assert page.inner_text("#office-count") == "1 dari 3 buku kerja"
    page.get_by_label("Status").select_option("")
    page.locator("#office-search").fill("rusak")
    assert page.locator("#offices > li:visible .badge").inner_text() == "TIDAK TERBACA"
    page.locator("#office-search").fill("")
    page.get_by_label("Urutkan").select_option("galat")
    assert "renja-2024-seed" in page.locator("#offices > li").first.inner_text()


def test_the_part_of_one_office_is_printed_or_saved_alone(opened: Open, tmp_path: Path) -> None:
    """With its causes and all its findings, opened and without what cannot be clicked any more; of no other office a word."""
    page = opened(render([made_up(number, 90) for number in range(40)], MADE))
    office = page.locator("#offices > li").nth(7)
    name = office.get_attribute("data-name") or ""
    office.locator("summary").first.click()
    page.evaluate("print = () => { dispatchEvent(new Event('beforeprint')); }")
    office.get_by_role("button", name="Cetak bagian ini").click()
    page.emulate_media(media="print")
    assert [x.inner_text() for x in page.locator("h1:visible").all()] == [name]
    assert page.locator("#alone tbody tr:visible").count() >= 90
    assert page.locator("#offices:visible, #list:visible:not(#alone #list)").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#alone").count() == 0
    with page.expect_download() as saved:
        office.get_by_role("button", name="Simpan bagian ini").click()
    assert saved.value.suggested_filename == "7-renja-temuan.html"
    saved.value.save_as(tmp_path / "bagian.html")
    text = (tmp_path / "bagian.html").read_text(encoding="utf-8")
    assert set(re.findall(r"Dinas \d{4}", text)) == {name}
    assert "<script" not in text
    alone = opened(text, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    assert alone.inner_text("h1") == name
    assert alone.locator("tbody tr:visible").count() >= 90
    assert alone.locator("button").count() == 0
    assert alone.inner_text("body").count(name) == 1, "the office is the heading, and no column"
    assert alone.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_thousand_workbooks_stay_usable(opened: Open) -> None:
    """A long list is opened by script a page at a time; verdicts stand in the page itself."""
    many = [made_up(number, 40 if number % 4 else 0) for number in range(2_000)]
    text = render(many, MADE)
    assert sum(len(x.findings) for x in many) > 20 * LONG
    assert len(text) < 12_000_000
    page = opened(text)
    assert page.locator("#offices > li").count() == 2_000
    assert (count(page), page.inner_text("#count")) == (200, "Menampilkan 200 dari 60000 temuan")
    page.locator("#more").click()  # by id: names of thousands of buttons take a driver long to weigh
    assert count(page) == 400
    page.locator("#f-text").fill("kantor 1999 salah")
    assert count(page) == 40
    assert set(column(page, 0)) == {"Dinas 1999"}
    page.locator("#list th button", has_text="Sel").first.click()
    assert sorted(int(x.rpartition("F")[2]) for x in column(page, 4)) == [
        int(x.rpartition("F")[2]) for x in column(page, 4)
    ]
    plain = opened(text, java_script_enabled=False)
    assert plain.locator("#offices > li").count() == 2_000
    assert plain.locator("noscript").first.inner_text() or "JavaScript" in plain.inner_text(".findings")


def test_without_script_everything_can_be_read(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[:1], MADE), java_script_enabled=False)
    assert page.inner_text(".big") == "BELUM LULUS"
    assert count(page) == len(verdicts[0].findings)
    assert page.locator("#controls").is_hidden()


def test_texts_of_the_input_stay_texts(opened: Open) -> None:
    """Markup, scripts and formulas from cells are shown, not run, in a short page and in a long one."""
    evil = Finding("JML-001", "galat", EVIL, EVIL, "A1", EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL)
    for findings in ([evil], [evil] * (LONG + 1)):
        figures = Figures(EVIL, EVIL, EVIL, [ProgramFigure(EVIL, EVIL, 5)], EVIL)
        bad = Verdict(
            f"{EVIL}.xlsx",
            "invalid",
            "renja",
            2024,
            "2024",
            findings,
            [Outcome(EVIL, "skipped", 0, EVIL)],
            figures=figures,
        )
        page = opened(render([bad, Verdict(EVIL, "unreadable", reason=EVIL)], MADE))
        assert page.title() == "Laporan pemeriksaan: 2 buku kerja"
        assert page.locator("img, main b:not(.states b, .fix b)").count() == 0
        assert page.locator("#list tbody tr").first.locator(".message p").first.inner_text() == EVIL
        page.get_by_label("Tabel", exact=True).select_option(EVIL)
        assert count(page) >= 1
    render([Verdict("a\ud800.xlsx", "unreadable", reason="\ud800")], MADE).encode()


def test_paper_and_dark_screens(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[:1], MADE), color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(18, 24, 31)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert count(page) == len(verdicts[0].findings), "on paper the whole list is shown"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert count(page) == 200
    paper = page.pdf(prefer_css_page_size=True)
    assert 5 < len(re.findall(rb"/Type\s*/Page\b", paper)) < 60
    page.emulate_media(media="print")
    assert page.locator("#controls").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_narrow_screens_do_not_scroll_sideways(opened: Open, verdicts: list[Verdict]) -> None:
    long = "surat_pengantar_yang_namanya_panjang_sekali_tanpa_satu_spasi_pun"
    named = replace(
        verdicts[0], file=f"kiriman/{long}.xlsx", figures=replace(verdicts[0].figures, office="Dinas " * 30 + long)
    )
    skipped = [Skipped(Path(f"{long}.pdf"), Text("PDF", "PDF"))]
    page = opened(render([*verdicts, named], MADE, "id", skipped), viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("for (const x of document.querySelectorAll('details')) x.open = true")
    beyond = page.evaluate("""() => [...document.querySelectorAll("body *")]
        .filter((x) => !x.closest("svg") && !x.matches(".skip") && x.getBoundingClientRect().right > innerWidth + 1)
        .map((x) => x.outerHTML.slice(0, 80))""")
    assert beyond == [], "nothing is cut, nor to be scrolled to"


def test_english(opened: Open, verdicts: list[Verdict]) -> None:
    assert WORDS["id"].keys() == WORDS["en"].keys()
    page = opened(render(verdicts[:1], MADE, "en"))
    assert page.inner_text(".big") == "NOT PASSED"
    assert page.get_attribute("html", "lang") == "en"


def test_page_is_the_same_every_time(verdicts: list[Verdict]) -> None:
    many = [made_up(number, 40) for number in range(60)]
    assert render(many, MADE) == render(many, MADE)
    assert not re.findall(r'(?:src|href)="(?!#)', render(verdicts, MADE))


OUTSIDE = """() => [...document.querySelectorAll("svg text")].filter((text) => {
  const own = text.getBoundingClientRect(), all = text.closest("svg").getBoundingClientRect();
  return own.left < all.left - 1 || own.right > all.right + 1;
}).map((text) => text.textContent)"""


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_labels_of_charts_are_whole(opened: Open, verdicts: list[Verdict], size: tuple[int, int]) -> None:
    """Long names of programs are cut by us, with a sign of it, and never by the edge of the drawing."""
    page = opened(render(verdicts, MADE), viewport={"width": size[0], "height": size[1]})
    page.evaluate("document.querySelectorAll('details').forEach((x) => { x.open = true; })")
    assert page.locator("svg text").count() > 20
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("change", [str, str.upper])
def test_names_of_programs_take_two_lines(opened: Open, change: Callable[[str], str]) -> None:
    """The longest usual one is told whole, and of two lines none meets those of the next row."""
    name = change("2.17.01 Program Penunjang Urusan Pemerintahan Daerah")
    figures = Figures("Dinas", plan=[ProgramFigure("", name, 1), ProgramFigure("", name, 2)], plan_table="T-C.33")
    page = opened(
        render([Verdict("a.xlsx", "valid", "renja", 2024, figures=figures)], MADE),
        viewport={"width": 1280, "height": 900},
    )
    shown = page.locator("svg text.name")
    assert " ".join(shown.all_text_contents()) == f"{name} {name}"
    assert page.evaluate(OUTSIDE) == []
    boxes = [box for x in shown.all() if (box := x.bounding_box())]
    assert all(lower["y"] - upper["y"] > 6 for upper, lower in pairwise(boxes))


def test_a_phone_shows_few_findings_at_once(opened: Open, verdicts: list[Verdict]) -> None:
    page = opened(render(verdicts[:1], MADE), viewport={"width": 390, "height": 844})
    assert count(page) == 20
    page.get_by_role("button", name="Tampilkan semua").click()
    assert count(page) == len(verdicts[0].findings)
