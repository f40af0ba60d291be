"""From an invitation to the Berita Acara in a real browser, over the counter as a user serves it: two offices, one verifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.loket.conftest import EXAMPLES
from tests.loket.judged import SEED, SOUND
from tests.loket.running import Counter

pytestmark = pytest.mark.chromium

_DESKTOP, _PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_PASSWORD = "kata-sandi-panjang-2026"
_JUDGED = 60_000
_SET_UP = """
from datetime import datetime
from loket.register.models import Account, Dossier, Invitation, Office, Period, Role
period = Period.objects.create(kind="renja", year=2024, stage="rancangan", opens=datetime.fromisoformat({opens!r}),
    deadline=datetime.fromisoformat({deadline!r}))
for email, role, name in (("a@contoh.id", Role.OFFICE, "Dinas Koperasi, Usaha Kecil dan Menengah"),
        ("b@contoh.id", Role.OFFICE, "Dinas Kesehatan"), ("v@contoh.id", Role.VERIFIER, "")):
    office = Office.objects.create(name=name, bidang="2.17") if name else None
    print(Invitation.make(Account.objects.make(email, role, office)))
"""


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Counter, list[str]]]:
    """A counter with a period, and the secrets of three invitations: two offices and a verifier."""
    counter = Counter(tmp_path_factory.mktemp("loket") / "data")
    counter.start()
    try:
        now = timezone.now()
        opens, deadline = (now - timedelta(days=1)).isoformat(), (now + timedelta(days=9)).isoformat()
        yield counter, counter.python(_SET_UP.format(opens=opens, deadline=deadline)).split()
    finally:
        counter.stop()


def _opened(browser: Browser, counter: Counter, secret: str, size: dict[str, int]) -> tuple[Page, list[str]]:
    """A page of somebody who has chosen a password by an invitation, and what its console complains of."""
    page = browser.new_context(viewport=size, base_url=counter.address).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"/undangan/{secret}/")
    page.fill("[name=new_password1]", _PASSWORD)
    page.fill("[name=new_password2]", _PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()
    return page, complaints


def _upload(page: Page, name: str) -> None:
    page.set_input_files("#berkas", EXAMPLES / name)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.locator("#putusan")).to_be_visible(timeout=_JUDGED)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the screen"


def test_from_invitation_to_minutes(browser: Browser, counter: tuple[Counter, list[str]], tmp_path: Path) -> None:
    served, (secret, other_secret, verifier_secret) = counter
    office, said = _opened(browser, served, secret, _PHONE)
    office.get_by_role("link", name="Mulai").click()

    _upload(office, SEED)
    expect(office.locator("#putusan")).to_have_text("BELUM LULUS")
    expect(office.get_by_role("button", name="Serahkan")).to_have_count(0)
    with office.expect_download() as marked:
        office.get_by_role("link", name="Unduh hasil").click()
    assert marked.value.suggested_filename.endswith("-versi-1-temuan.xlsx")
    office.get_by_role("link", name="Perbaiki yang aman").click()
    office.get_by_role("button", name="Unggah sebagai versi baru").click()
    expect(office.locator("#putusan")).to_be_visible(timeout=_JUDGED)
    expect(office.get_by_text("Masih ada").first).to_be_visible()

    office.get_by_role("link", name="Unggah versi baru").click()
    _upload(office, SOUND)
    expect(office.locator("#putusan")).to_have_text("LULUS")
    office.get_by_role("button", name="Serahkan").click()
    expect(office.locator("h1")).to_have_text("Tanda terima")
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", office.locator(".code").inner_text())

    other, other_said = _opened(browser, served, other_secret, _DESKTOP)
    answer = other.goto(office.url)
    assert answer is not None
    assert answer.status == 404, "another office's receipt"
    other_said.clear()

    verifier, verifier_said = _opened(browser, served, verifier_secret, _DESKTOP)
    verifier.get_by_role("link", name="Dinas Koperasi, Usaha Kecil dan Menengah").first.click()
    verifier.locator("input[name=ambil]").first.check()
    verifier.get_by_role("button", name="Simpan saran").click()
    verifier.locator("select[name=outcome], input[name=outcome][value=dikembalikan]").first.wait_for()
    if verifier.locator("select[name=outcome]").count():
        verifier.select_option("select[name=outcome]", "dikembalikan")
    else:
        verifier.check("input[name=outcome][value=dikembalikan]")
    verifier.fill("[name=note]", "Mohon dilengkapi.")
    verifier.get_by_role("button", name="Putuskan").click()
    with verifier.expect_download() as minutes:
        verifier.get_by_role("link", name="Berita Acara (.docx)").click()
    minutes.value.save_as(tmp_path / "berita-acara.docx")
    assert (tmp_path / "berita-acara.docx").read_bytes()[:2] == b"PK"

    office.goto("/pd/")
    office.get_by_role("link", name="Lihat saran badan perencanaan").click()
    expect(office.get_by_text("Mohon dilengkapi.")).to_be_visible()
    expect(office.get_by_role("button", name="Unggah dan periksa")).to_be_visible()
    assert said + other_said + verifier_said == []


def test_without_scripts_all_works_as_well(browser: Browser, counter: tuple[Counter, list[str]]) -> None:
    served, _ = counter
    secret = served.python(
        "from loket.register.models import Account, Invitation, Office, Role\n"
        "office = Office.objects.create(name='Dinas Sosial', bidang='1.06')\n"
        "print(Invitation.make(Account.objects.make('s@contoh.id', Role.OFFICE, office)))"
    )
    page = browser.new_context(java_script_enabled=False, base_url=served.address, viewport=_PHONE).new_page()  # type: ignore[arg-type]
    page.goto(f"/undangan/{secret}/")
    page.fill("[name=new_password1]", _PASSWORD)
    page.fill("[name=new_password2]", _PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()
    page.get_by_role("link", name="Mulai").click()
    page.set_input_files("#berkas", EXAMPLES / SOUND)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.locator("#putusan")).to_have_text("LULUS", timeout=_JUDGED)
    page.get_by_role("button", name="Serahkan").click()
    expect(page.locator("h1")).to_have_text("Tanda terima")
