"""From an invitation to the Berita Acara in a real browser, over the counter as a user serves it: two offices, one verifier."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.loket.conftest import EXAMPLES
from tests.loket.judged import SEED, SOUND
from tests.loket.running import Counter

pytestmark = pytest.mark.chromium

_DESKTOP, _PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)
_PASSWORD = "kata-sandi-panjang-2026"
_JUDGED = 60_000
_OFFICES = 'perangkat daerah\n"Dinas Koperasi, Usaha Kecil dan Menengah"\nDinas Kesehatan\n'
_ANOTHER = """
from datetime import timedelta
from django.utils import timezone
from loket.register.models import *
office = Office.objects.create(name="Dinas Sosial", bidang="1.06")
Period.objects.get_or_create(kind="renja", year=2024, stage="rancangan",
    defaults={"opens": timezone.now(), "deadline": timezone.now() + timedelta(9)})
print(Invitation.make(Account.objects.make("s@contoh.id", Role.OFFICE, office)))
"""
_FIRST, _SECOND = "Dinas Koperasi, Usaha Kecil dan Menengah", "Dinas Kesehatan"


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A counter that nobody has entered yet."""
    counter = Counter(tmp_path_factory.mktemp("loket") / "data")
    counter.start()
    try:
        yield counter
    finally:
        counter.stop()


@dataclass
class Visitor:
    """Somebody's browser, and what its console complains of."""

    page: Page
    complaints: list[str]


def _visitor(browser: Browser, counter: Counter, size: ViewportSize, *, scripts: bool = True) -> Visitor:
    context = browser.new_context(viewport=size, base_url=counter.address, java_script_enabled=scripts)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return Visitor(page, complaints)


def _choose_password(page: Page, address: str) -> None:
    page.goto(address)
    page.fill("[name=new_password1]", _PASSWORD)
    page.fill("[name=new_password2]", _PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()


def _link(counter: Counter) -> str:
    """The link that the server printed for its first administrator."""
    printed = (counter.folder.parent / f"{counter.folder.name}.log").read_text()
    found = re.search(r"http://\S+/undangan/\S+/", printed)
    assert found, printed
    return found[0]


def _become_administrator(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Alamat surel Anda").fill("siti@contoh.go.id")
    page.get_by_label("Nama Anda").fill("Siti Aminah")
    page.fill("[name=new_password1]", _PASSWORD)
    page.fill("[name=new_password2]", _PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()


def _invite(page: Page, email: str, role: str, office: str = "") -> str:
    """Invite an account; the link that is shown for it."""
    page.get_by_role("link", name="Akun", exact=True).click()
    page.fill("[name=email]", email)
    page.select_option("[name=role]", label=role)
    if office:
        page.select_option("[name=office]", label=office)
    page.get_by_role("button", name="Buat tautan undangan").click()
    return page.get_by_label("Tautan").input_value()


def _set_up(page: Page) -> dict[str, str]:
    """What an administrator does first: offices from a list, a period, accounts; the links by who they are for."""
    page.get_by_role("link", name="Perangkat daerah").click()
    page.set_input_files("[name=file]", {"name": "daftar-pd.csv", "mimeType": "text/csv", "buffer": _OFFICES.encode()})
    page.get_by_role("button", name="Baca daftar").click()
    expect(page.get_by_text("2 perangkat daerah baru")).to_be_visible()

    page.get_by_role("link", name="Periode", exact=True).click()
    page.get_by_role("link", name="Periode baru").click()
    page.select_option("[name=kind]", "renja")
    page.fill("[name=year]", "2024")
    page.select_option("[name=stage]", "rancangan")
    now = timezone.localtime()
    page.fill("[name=opens]", f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}")
    page.fill("[name=deadline]", f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}")
    page.check("[name=explain_warnings]")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("tersimpan")).to_be_visible()
    return {
        "first": _invite(page, "a@contoh.id", "Perangkat daerah", _FIRST),
        "second": _invite(page, "b@contoh.id", "Perangkat daerah", _SECOND),
        "verifier": _invite(page, "v@contoh.id", "Verifikator"),
    }


def _upload(page: Page, name: str) -> None:
    page.set_input_files("#berkas", EXAMPLES / name)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.locator("#putusan")).to_be_visible(timeout=_JUDGED)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the screen"


def _hand_in(page: Page) -> None:
    """Hand in what passed, explaining its warnings where they are asked for."""
    for field in page.locator("textarea[name^=penjelasan]").all():
        field.fill("Sesuai hasil forum perangkat daerah.")
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator("h1")).to_have_text("Tanda terima", timeout=_JUDGED)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", page.locator(".code").inner_text())


def _download(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    place = folder / started.value.suggested_filename
    started.value.save_as(place)
    return place


def test_from_invitation_to_minutes(browser: Browser, counter: Counter, tmp_path: Path) -> None:
    admin = _visitor(browser, counter, _DESKTOP)
    _become_administrator(admin.page, _link(counter))
    links = _set_up(admin.page)

    # The first office: blocked, mended by a click, passed, handed in.
    first = _visitor(browser, counter, _PHONE)
    office = first.page
    _choose_password(office, links["first"])
    office.get_by_role("link", name="Mulai").click()
    _upload(office, SEED)
    expect(office.locator("#putusan")).to_have_text("BELUM LULUS")
    expect(office.get_by_text("Pagu sub kegiatan diduga salah ketik").first).to_be_visible()
    expect(office.get_by_role("button", name="Serahkan")).to_have_count(0)
    assert _download(office, "Unduh hasil", tmp_path).name.endswith("-versi-1-temuan.xlsx")
    office.get_by_role("link", name="Perbaiki yang aman").click()
    office.get_by_role("button", name="Unggah sebagai versi baru").click()
    expect(office.locator("#putusan")).to_be_visible(timeout=_JUDGED)
    expect(office.get_by_text("Masih ada").first).to_be_visible()
    office.get_by_role("link", name="Unggah versi baru").click()
    _upload(office, SOUND)
    expect(office.locator("#putusan")).to_have_text("LULUS")
    _hand_in(office)
    receipt = office.url

    # The second sees none of it.
    second = _visitor(browser, counter, _DESKTOP)
    _choose_password(second.page, links["second"])
    expect(second.page.get_by_text("Belum ada yang diunggah.")).to_be_visible()
    assert _FIRST not in second.page.content()
    answer = second.page.goto(receipt)
    assert answer is not None
    assert answer.status == 404, "another office's receipt"
    assert [said for said in second.complaints if "404" not in said] == []

    # The verifier takes what he finds over, adds his own, returns.
    reader = _visitor(browser, counter, _DESKTOP)
    verifier = reader.page
    _choose_password(verifier, links["verifier"])
    verifier.get_by_role("link", name=_FIRST).first.click()
    dossier = verifier.url
    for box in verifier.locator("input[name=ambil]").all():
        box.check()
    if verifier.locator("input[name=ambil]").count():
        verifier.get_by_role("button", name="Simpan saran").click()
    verifier.get_by_text("Tambah saran sendiri").click()
    verifier.get_by_label("Tabel atau sel").fill("T-C.33!F12")
    verifier.get_by_label("Saran:", exact=True).fill("Jelaskan dasar kenaikan pagu.")
    verifier.get_by_role("button", name="Tambahkan").click()
    verifier.get_by_label("Dikembalikan").check()
    verifier.fill("[name=note]", "Mohon dilengkapi.")
    verifier.get_by_role("button", name="Putuskan").click()

    # The office sees what was recommended and hands in again.
    office.goto("/pd/")
    office.get_by_role("link", name="Lihat saran badan perencanaan").click()
    expect(office.get_by_text("Mohon dilengkapi.")).to_be_visible()
    expect(office.get_by_text("Jelaskan dasar kenaikan pagu.")).to_be_visible()
    _upload(office, SOUND)
    _hand_in(office)

    # Accepted: minutes to keep and to print, the recapitulation, everything as an archive.
    verifier.goto(dossier)
    verifier.get_by_label("Diterima").check()
    verifier.get_by_role("button", name="Putuskan").click()
    minutes = docx.Document(str(_download(verifier, "Berita Acara (.docx)", tmp_path)))
    told = "\n".join(cell.text for table in minutes.tables for row in table.rows for cell in row.cells)
    assert _FIRST in "\n".join([told, *(paragraph.text for paragraph in minutes.paragraphs)])
    verifier.get_by_role("link", name="Berita Acara (cetak)").click()
    expect(verifier.get_by_text(_FIRST).first).to_be_visible()
    verifier.goto("/badan/")
    assert "PROGRAM" in _text_of(_download(verifier, "Rekap (.xlsx)", tmp_path)).upper()
    with zipfile.ZipFile(_download(verifier, "Arsip (.zip)", tmp_path)) as archive:
        names = archive.namelist()
    assert len([name for name in names if name.endswith(".xlsx") and "Koperasi" in name]) >= 4
    office.goto("/pd/")
    expect(office.get_by_text("Diterima").first).to_be_visible()
    assert admin.complaints + first.complaints + reader.complaints == []


def _text_of(book: Path) -> str:
    opened = openpyxl.load_workbook(book, read_only=True)
    return "\n".join(
        str(value) for sheet in opened for row in sheet.iter_rows(values_only=True) for value in row if value
    )


def test_without_scripts_all_works_as_well(browser: Browser, counter: Counter) -> None:
    secret = counter.python(_ANOTHER)
    page = _visitor(browser, counter, _PHONE, scripts=False).page
    _choose_password(page, f"/undangan/{secret}/")
    page.get_by_role("link", name="Mulai").click()
    page.set_input_files("#berkas", EXAMPLES / SOUND)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.locator("#putusan")).to_have_text("LULUS", timeout=_JUDGED)
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator("h1")).to_have_text("Tanda terima", timeout=_JUDGED)


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until something of that name has the focus, and see that it shows."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and name in (focused.inner_text() or focused.get_attribute("id") or ""):
            assert focused.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
    raise AssertionError(f"{name} is not reached by the keyboard")


def test_by_keyboard_alone(browser: Browser, counter: Counter) -> None:
    secret = counter.python(_ANOTHER.replace("Dinas Sosial", "Dinas Pariwisata").replace("s@", "p@"))
    page = _visitor(browser, counter, _DESKTOP).page
    page.goto(f"/undangan/{secret}/")
    for field in ("id_new_password1", "id_new_password2"):
        _tab_to(page, field)
        page.keyboard.type(_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    _tab_to(page, "Mulai")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.set_input_files("#berkas", EXAMPLES / SOUND)
    _tab_to(page, "Unggah dan periksa")
    page.keyboard.press("Enter")
    expect(page.locator("#putusan")).to_have_text("LULUS", timeout=_JUDGED)
    page.get_by_role("link", name="Serahkan …").focus()
    page.keyboard.press("Enter")
    _tab_to(page, "Serahkan")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Tanda terima", timeout=_JUDGED)
