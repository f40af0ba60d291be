"""Hostile files and names over a running counter: each gets its verdict, the server and its judge go on, nothing is written elsewhere."""

from __future__ import annotations

import contextlib
import re
import time
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from loket.register.models.dossiers import VersionState
from tests.loket.running import Browser, Counter
from tests.support import hostile, hostile_formats
from tests.support.docx_files import write_docx

_PASSWORD = "kata-sandi-uji-2026"
_SET_UP = f"""
from datetime import timedelta
from django.utils import timezone
from loket.register.models import *
office = Office.objects.create(name="Dinas Koperasi", bidang="2.17")
account = Account.objects.make("pd@contoh.id", Role.OFFICE, office)
account.set_password("{_PASSWORD}")
account.save()
now = timezone.now()
period = Period.objects.create(kind="renja", year=2024, stage="rancangan", opens=now, deadline=now + timedelta(9))
print(Dossier.objects.create(office=office, period=period).pk)
"""
_STATES = (
    "from loket.register.models import *\n"
    "for one in Version.objects.order_by('number'): print(one.state, one.status or '-', repr(one.filename), sep='|')"
)
_PATIENCE = 300.0
_WORKBOOKS = (
    "bits_flipped", "bomb_by_ratio", "bomb_with_false_size_in_styles", "cell_flood", "deep_nesting", "dtd_in_sheet", "duplicate_entries",
    "external_entity", "far_corner", "formula_nested_deeply", "many_heads", "merge_of_whole_sheet", "path_tricks",
    "rel_points_outside", "strings_flood", "truncated", "zip_in_zip",
)  # fmt: skip
_OTHERS = ("ods_cell_flood", "ods_dtd", "ods_values_repeated_both_ways", "ods_text_of_20_megabytes")
_NARRATIVES = ("docx_dtd", "docx_tables_in_tables")
_NAMES = (
    "../../../etc/cron.d/jahat.xlsx", "..\\..\\Windows\\jahat.xlsx", "/etc/passwd.xlsx", "C:\\AUX.xlsx", "nul\x00byte.xlsx",
    "x" * 250 + ".xlsx", "\u202exslx.exe\u202c.xlsx", "<img src=x onerror=alert(1)>.xlsx",
    "'; DROP TABLE register_version; --.xlsx", "=cmd|'/c calc'!A1.xlsx", "%2e%2e%2f.xlsx", "Ｒｅｎｊａ 🧾.XLSX",
)  # fmt: skip

_NO_NAMES = ("x" * 5000 + ".xlsx", "ganti\r\nSet-Cookie: a=b.xlsx", "\u200f\u2066.xlsx", ".xlsx")
"""No file system has such; the form that holds one is answered by a sentence."""


@dataclass
class Office:
    """An office at a running counter."""

    counter: Counter
    browser: Browser
    dossier: str

    def upload(self, name: str, content: bytes, **more: tuple[str, bytes]) -> int:
        """The status of the page that an upload leads to."""
        return self.browser.post(f"/pd/dokumen/{self.dossier}/unggah/", berkas=(name, content), **more).status

    def versions(self) -> list[list[str]]:
        """State, status and name of each version, once all are settled."""
        late = time.monotonic() + _PATIENCE
        while True:
            found = [line.split("|", 2) for line in self.counter.python(_STATES).splitlines()]
            if all(state in {VersionState.JUDGED, VersionState.QUARANTINED} for state, _, _ in found):
                return found
            assert time.monotonic() < late, found
            time.sleep(1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office signed in, with a limit of uploads that stands out of the way."""
    counter = Counter(tmp_path / "loket")
    counter.folder.mkdir()
    (counter.folder / "loket.toml").write_text("unggah_mb = 5\nunggah_per_jam = 1000\n")
    counter.start()
    try:
        dossier = counter.python(_SET_UP)
        browser = Browser(counter.address)
        browser.sign_in("pd@contoh.id", _PASSWORD)
        yield Office(counter, browser, dossier)
    finally:
        counter.stop()


def _files(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    for name in _WORKBOOKS:
        yield from hostile.KINDS[name](folder)
    for name in _OTHERS:
        yield from hostile_formats.KINDS[name](folder)


def test_every_hostile_workbook_gets_its_verdict(office: Office, tmp_path: Path) -> None:
    taken = 0
    for path in _files(tmp_path / "jahat"):
        large = path.stat().st_size > 5_000_000
        status = office.upload(path.name, path.read_bytes())
        assert status == (422 if large else 200), path.name
        taken += not large
    for name in _NARRATIVES:
        for path in hostile_formats.KINDS[name](tmp_path / "jahat"):
            assert office.upload("renja.xlsx", hostile.SOUND.read_bytes(), naskah=(path.name, path.read_bytes())) == 200
            taken += 1
    sound = write_docx(tmp_path / "naskah.docx", ["Dinas Koperasi melayani usaha kecil."]).read_bytes()
    assert office.upload("renja.xlsx", hostile.SOUND.read_bytes(), naskah=("naskah.docx", sound)) == 200

    found = office.versions()
    assert len(found) == taken + 1
    assert all(status != "-" for _, status, _ in found), found
    assert found[-1][:2] == [VersionState.JUDGED, "valid"], "the judge goes on"
    assert office.browser.get("/pd/").status == 200


def test_no_name_leads_anywhere(office: Office, tmp_path: Path) -> None:
    content = hostile.SOUND.read_bytes()
    before = {path for path in tmp_path.rglob("*") if "berkas" not in path.parts and path.is_file()}
    statuses = {name: office.upload(name, content) for name in _NAMES}
    found = office.versions()
    refused = [name for name, status in statuses.items() if status != 200]
    assert refused == [], "a name is no reason to refuse a sound workbook"
    assert len(found) == len(_NAMES)
    for name in _NO_NAMES:
        refusal = office.browser.post(f"/pd/dokumen/{office.dossier}/unggah/", berkas=(name, content))
        assert refusal.status in {400, 422}, name[:20]
        assert 'role="alert"' in refusal.text or "Kiriman tidak terbaca" in refusal.text, name[:20]
    names = [name for _, _, name in found]
    assert not [name for name in names if "/" in name or "\\\\" in name or "\\x" in name or len(name) > 260], names
    assert {status for _, status, _ in found} == {"valid"}
    new = {path for path in tmp_path.rglob("*") if "berkas" not in path.parts and path.is_file()} - before
    assert not [path for path in new if path.suffix.lower() == ".xlsx"]
    page = office.browser.get(f"/pd/dokumen/{office.dossier}/").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    for code in set(re.findall(r"/pd/versi/(\w+)/", page)):
        answer = office.browser.get(f"/versi/{code}/asli/")
        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="renja-2024-')
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_far_too_large_is_refused_whole_and_the_server_goes_on(office: Office) -> None:
    assert office.upload("renja.xlsx", bytes(5_000_001)) == 422
    with contextlib.suppress(urllib.error.URLError, ConnectionError):
        # The server may close the line before all of it was sent.
        assert office.upload("renja.xlsx", bytes(14_000_000)) == 413
    assert office.browser.get("/pd/").status == 200
    assert office.versions() == []
