"""Draw the counter's pages for its guide and the README, over a running counter with five offices.

Needs Chromium. Run: ``python docs/loket_pictures.py``.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from playwright.sync_api import Browser, ViewportSize, sync_playwright  # noqa: E402

from tests.loket.running import Browser as Visitor  # noqa: E402
from tests.loket.running import Counter  # noqa: E402

EXAMPLES = HERE.parent / "examples"
_PASSWORD = "kata-sandi-gambar-2026"
_OFFICES = {
    "Dinas Koperasi, Usaha Kecil dan Menengah": "seed", "Dinas Kesehatan": "benar", "Dinas Pendidikan": "benar", "Dinas Sosial": "benar",
    "Dinas Perhubungan": "",
}  # fmt: skip
"""Offices, and which example each uploads."""
_FILL = f"""
from datetime import timedelta
from django.utils import timezone
from loket.register.models import *
now = timezone.now()
period = Period.objects.create(kind="renja", year=2024, stage="rancangan", opens=now - timedelta(3), deadline=now + timedelta(9))
accounts = [Account.objects.make("verifikator@contoh.go.id", Role.VERIFIER, name="Rina Wulandari")]
for number, name in enumerate({list(_OFFICES)!r}):
    office = Office.objects.create(name=name, bidang="2.17")
    Dossier.objects.create(office=office, period=period)
    accounts.append(Account.objects.make(f"pd{{number}}@contoh.go.id", Role.OFFICE, office))
for account in accounts:
    account.set_password("{_PASSWORD}")
    account.save()
"""
_DESK, _PHONE = (1040, 680), (390, 760)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an account sees it; ``at`` is the heading it begins at."""

    name: str
    who: str
    path: str
    size: tuple[int, int] = _DESK
    at: str = ""


def _handed_in(counter: Counter, number: int, example: str) -> str:
    """The page of what an office uploaded, once it is judged; what passed is handed in."""
    visitor = Visitor(counter.address)
    visitor.sign_in(f"pd{number}@contoh.go.id", _PASSWORD)
    place = f"/pd/dokumen/{number + 1}/"
    file = EXAMPLES / f"renja-2024-{example}.xlsx"
    page = visitor.post(f"{place}unggah/", berkas=(file.name, file.read_bytes()))
    found = re.search(r"/pd/versi/\w+/", page.text)
    assert found, page.text
    while 'id="putusan"' not in (page := visitor.get(found[0])).text:
        time.sleep(0.5)
    if example == "benar":
        visitor.post(f"{found[0]}penjelasan/", {"serahkan": "ya", "mengetahui": "ya"})
    return found[0]


def _verified(counter: Counter) -> None:
    """One is returned, one accepted, one being read."""
    visitor = Visitor(counter.address)
    visitor.sign_in("verifikator@contoh.go.id", _PASSWORD)
    visitor.post("/badan/berkas/2/catatan/", {"place": "T-C.33!F12", "text": "Jelaskan dasar kenaikan pagunya."})
    visitor.post("/badan/berkas/3/catatan/", {"place": "T-C.33!B7", "text": "Lengkapi lokasi kegiatan."})
    visitor.post("/badan/berkas/3/putusan/", {"outcome": "dikembalikan", "note": "Satu hal."})
    visitor.post("/badan/berkas/4/putusan/", {"outcome": "diterima", "note": ""})


def _draw(browser: Browser, counter: Counter, picture: Picture, folder: Path) -> None:
    size = ViewportSize(width=picture.size[0], height=picture.size[1])
    page = browser.new_context(viewport=size, base_url=counter.address, locale="id-ID").new_page()
    page.goto("/masuk/")
    page.fill("[name=username]", picture.who)
    page.fill("[name=password]", _PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.goto(picture.path)
    if picture.at:
        page.get_by_role("heading", name=picture.at).first.evaluate("heading => heading.scrollIntoView()")
    page.screenshot(path=folder / f"{picture.name}.png")
    page.context.close()


def main(folder: Path = HERE / "gambar") -> None:
    """Draw all pictures into a folder."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        counter = Counter(Path(name) / "loket")
        counter.folder.mkdir()
        (counter.folder / "loket.toml").write_text('pemda = "Kota Bekasi"\n')
        counter.start()
        try:
            counter.python(_FILL)
            versions = [_handed_in(counter, at, example) for at, example in enumerate(_OFFICES.values()) if example]
            _verified(counter)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            verifier = "verifikator@contoh.go.id"
            for picture in (
                Picture("loket-putusan", "pd0@contoh.go.id", versions[0]),
                Picture("loket-telepon", "pd2@contoh.go.id", "/pd/", _PHONE),
                Picture("loket-papan", verifier, "/badan/"),
                Picture("loket-verifikasi", verifier, "/badan/berkas/2/", at="Saran dan rekomendasi"),
            ):
                _draw(browser, counter, picture, folder)
            browser.close()
        finally:
            counter.stop()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
