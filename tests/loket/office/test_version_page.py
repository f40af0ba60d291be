"""A version's page: waiting, the verdict by causes, what became of them, words of office and agency."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from loket.blobs.store import keep
from loket.judging.stored import verdict_of
from loket.register.models import Explanation, Ruling, Stage, Suggestion, Version, VersionState
from loket.register.models.verification import RulingOutcome
from rules.model.cause_words import cells_told, example_told
from rules.model.verdict_words import counts_line
from tests.loket.conftest import World
from tests.loket.judged import SEED, SOUND, judged

SignIn = Callable[[str], Client]


def _waiting(world: World, office: int = 0, **more: object) -> Version:
    dossier = world.dossiers[office]
    return Version.objects.create(
        dossier=dossier, number=dossier.versions.count() + 1, blob=keep([b"isi"]), filename="renja.xlsx", ending=".xlsx",
        **more,
    )  # fmt: skip


def test_who_waits_is_told_his_place_and_asks_less_and_less_often(world: World, signed_in: SignIn) -> None:
    _waiting(world, 1)
    version, client = _waiting(world), signed_in("pd")
    page = client.get(f"/pd/versi/{version.code}/").content.decode()
    assert "1 dokumen di depan" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    pauses = []
    for _ in range(9):
        pauses.append(int(page.split("load delay:")[1].split("ms")[0]))
        page = client.get(f"/pd/versi/{version.code}/keadaan/?jeda={pauses[-1]}").content.decode()
    assert pauses == sorted(pauses)
    assert pauses[0] < 1000 <= pauses[-1] <= 5000


@pytest.mark.parametrize("told", ["", "-1", "1e9", "99999999999", "x"])
def test_the_pause_is_ours_whatever_is_asked(told: str, world: World, signed_in: SignIn) -> None:
    version = _waiting(world, state=VersionState.JUDGING)
    page = signed_in("pd").get(f"/pd/versi/{version.code}/keadaan/", {"jeda": told}).content.decode()
    assert "Sedang diperiksa" in page
    assert "load delay:400ms" in page


def test_once_judged_the_page_is_loaded_anew(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SOUND)
    assert signed_in("pd").get(f"/pd/versi/{version.code}/keadaan/").headers["HX-Refresh"] == "true"


def test_causes_are_told_with_cells_example_remedy_and_rule(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SEED)
    page = unescape(signed_in("pd").get(f"/pd/versi/{version.code}/").content.decode())
    verdict = verdict_of(version)
    for said in ("BELUM LULUS", counts_line(verdict), "Sekali klik: Perbaiki yang aman", "Belum diperiksa: "):
        assert said in page
    assert len(verdict.causes) > 20
    for cause in verdict.causes:
        for said in (cause.sentence, cause.cells, cause.remedy, cells_told(cause), example_told(verdict, cause)):
            assert said in page
        for rule in cause.rules:
            assert f'href="/bantuan/aturan/{rule}.html"' in page
    assert page.index("Kesalahan <span") < page.index("Peringatan <span") < page.index("Catatan <span")
    assert "Serahkan" not in page, "what has a galat cannot be handed in"


def test_what_only_the_server_mends_is_passed_on_to_the_agency(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SOUND)
    version.verdict["unchecked"] = [
        {"rules": ["NOM-002"], "reason": "nomenklatur tidak ada", "remedy": "Impor: renja nomenclature import FILE."},
        {"rules": ["STR-001"], "reason": "tahun tidak diketahui", "remedy": "Isi di lembar Identitas."},
    ]
    version.save()
    page = signed_in("pd").get(f"/pd/versi/{version.code}/").content.decode()
    assert "nomenklatur tidak ada (NOM-002). Sampaikan kepada badan perencanaan" in page
    assert "tahun tidak diketahui (STR-001). Isi di lembar Identitas." in page
    assert "renja nomenclature" not in page


def test_what_became_of_each_cause(world: World, signed_in: SignIn) -> None:
    first, second = judged(world.dossiers[0], SEED), judged(world.dossiers[0], SOUND)
    third = judged(world.dossiers[0], SEED)
    assert first.changes is None
    assert second.changes["since"] == 1
    gone = {one["id"] for one in second.changes["gone"]}
    assert gone
    assert not gone & {cause["id"] for cause in second.causes}
    galat = next(cause for cause in third.verdict["causes"] if cause["severity"] == "galat")
    assert third.changes["causes"][galat["id"]] == {"new": len(galat["findings"]), "still": 0, "gone": 0}
    fourth = judged(world.dossiers[0], SEED)
    assert all(not found["new"] and found["still"] for found in fourth.changes["causes"].values())
    client = signed_in("pd")
    assert "sebab hilang sejak versi 1" in client.get(f"/pd/versi/{second.code}/").content.decode()
    assert ">Baru</span>" in client.get(f"/pd/versi/{third.code}/").content.decode()
    page = client.get(f"/pd/versi/{fourth.code}/").content.decode()
    assert ">Masih ada</span>" in page
    assert ">Baru</span>" not in page


def test_an_unreadable_version_is_no_predecessor(world: World) -> None:
    judged(world.dossiers[0], SEED)
    _waiting(world, state=VersionState.QUARANTINED, status="unreadable")
    assert judged(world.dossiers[0], SEED).changes["since"] == 1


def test_explanations_last_as_long_as_their_warning(world: World) -> None:
    first = judged(world.dossiers[0], SEED)
    warning = next(cause["id"] for cause in first.causes if cause["severity"] == "peringatan")
    Explanation.objects.create(version=first, cause=warning, text="Sesuai berita acara.")
    assert judged(world.dossiers[0], SEED).explanations.get().text == "Sesuai berita acara."
    assert not judged(world.dossiers[0], SOUND).explanations.exists()


def test_what_was_returned_shows_the_advice_beside_its_cause(world: World, signed_in: SignIn) -> None:
    dossier, agency = world.dossiers[0], world.accounts["verifikator"]
    returned = judged(dossier, SEED)
    Suggestion.objects.create(
        version=returned, cause=returned.causes[0]["id"], text="Cocokkan TOTAL Bab IV.", author=agency
    )
    Suggestion.objects.create(version=returned, place="T-C.33!F12", text="Targetnya terlalu tinggi.", author=agency)
    client = signed_in("pd")
    before = client.get(f"/pd/versi/{returned.code}/").content.decode()
    assert "Cocokkan TOTAL" not in before, "what a verifier notes is told once it is ruled on"
    Ruling.objects.create(
        dossier=dossier, version=returned, outcome=RulingOutcome.RETURNED, note="Lihat saran.", by=agency
    )
    dossier.stage = Stage.RETURNED
    dossier.save()
    following = judged(dossier, SEED)
    page = client.get(f"/pd/versi/{following.code}/").content.decode()
    assert "<dt>Badan perencanaan</dt>" in page
    assert page.count("Cocokkan TOTAL Bab IV.") == 2
    for said in ("Dikembalikan untuk disempurnakan", "Lihat saran.", "T-C.33!F12", "Targetnya terlalu tinggi."):
        assert said in page
        assert said in client.get(f"/pd/dokumen/{dossier.pk}/").content.decode()


def test_no_office_sees_a_version_of_another(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SEED)
    client = signed_in("pd lain")
    for address in ("pd/versi/{}/", "pd/versi/{}/keadaan/", "pd/versi/{}/salinan/perbaikan/", "versi/{}/asli/", "versi/{}/temuan/",
                    "versi/{}/salinan/perbaikan/", "versi/{}/tersegel/", "versi/{}/naskah/", "versi/{}/tanda-terima/"):  # fmt: skip
        assert client.get("/" + address.format(version.code)).status_code == 404, address
    for address in ("pd/versi/{}/penjelasan/", "pd/versi/{}/salinan/perbaikan/unggah/"):
        assert client.post("/" + address.format(version.code)).status_code == 404, address


def test_a_narrative_is_told_with_the_verdict(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SOUND)
    finding = {"rule": "DOK-007", "severity": "galat", "key": "paragraf 4", "message": "Rp5 di naskah, Rp6 di tabel.",
               "suggestion": "Samakan angkanya."}  # fmt: skip
    version.narrative = {
        "findings": [finding],
        "figures": {"found": 7, "agreed": 5, "apart": 1, "unjudged": 1},
        "paragraphs": {"paragraf 4": "Pagu sebesar Rp5 <b>miliar</b>."},
    }
    version.save()
    page = signed_in("pd").get(f"/pd/versi/{version.code}/").content.decode()
    for said in (
        "7 angka ditemukan: 5 cocok",
        "Pagu sebesar Rp5 &lt;b&gt;miliar",
        "Rp5 di naskah",
        "Samakan angkanya.",
    ):
        assert said in page
    version.narrative = {"reason": "'naskah.docx' tidak dapat dibaca: rusak."}
    version.save()
    assert "tidak dapat dibaca: rusak." in signed_in("pd").get(f"/pd/versi/{version.code}/").content.decode()


def test_home_tells_what_is_due_late_and_later(world: World, signed_in: SignIn) -> None:
    client, period = signed_in("pd"), world.period
    page = client.get("/pd/").content.decode()
    assert "20 hari lagi" in page
    assert "Belum ada yang diunggah." in page
    period.deadline = timezone.now() - timedelta(days=3)
    period.save()
    late = client.get("/pd/").content.decode()
    assert '<span class="deadline late">terlambat 3 hari</span>' in late
    period.opens = timezone.now() + timedelta(days=2)
    period.deadline = period.opens + timedelta(days=9)
    period.save()
    later = client.get("/pd/").content.decode()
    assert "Dibuka kemudian" in later
    assert "Belum ada yang diminta" in later


def test_pages_hold_no_code_of_their_own(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SEED)
    for address in ("/pd/", f"/pd/dokumen/{world.dossiers[0].pk}/", f"/pd/versi/{version.code}/"):
        page = signed_in("pd").get(address).content.decode()
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


@pytest.mark.parametrize(("who", "page"), [("pd", "/pd/dokumen/{}/"), ("verifikator", "/badan/berkas/{}/")])
def test_many_versions_are_listed_page_by_page(who: str, page: str, world: World, signed_in: SignIn) -> None:
    first = judged(world.dossiers[0], SOUND)
    for number in range(2, 46):
        first.pk, first.code, first.number, first._state.adding = None, f"{number:016}", number, True
        first.save()
    address, client = page.format(world.dossiers[0].pk), signed_in(who)
    listed = [
        re.findall(r">Versi (\d+)</", client.get(address, {"halaman": asked}).content.decode()) for asked in ("", 3, 99)
    ]
    assert [int(listed[0][0]), int(listed[0][-1])] == [45, 26]
    assert [int(number) for number in listed[1]] == [5, 4, 3, 2, 1]
    assert listed[2] == listed[1]
    assert "Halaman 1 dari 3" in client.get(address).content.decode()
