"""Handing in: sealed, receipted, closed; refused where something blocks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from headless.seal_keys import make_keys
from headless.tasks.seals import verified
from loket.blobs.store import bytes_of
from loket.register.models import Event, Stage, Version
from loket.seal_key import PASSWORD
from rules.values.phone_code import phone_code
from tests.loket.conftest import World
from tests.loket.judged import SEED, SOUND, judged
from workbook_templates.reading.limits import DEFAULT_LIMITS

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealing needs no child here; that it is done in one is shown by the tests of copies."""
    monkeypatch.setenv("RENJA_JOBS", "0")


def _hand_in(client: Client, version: Version, **fields: str) -> object:
    return client.post(f"/pd/versi/{version.code}/penjelasan/", {"serahkan": "ya", **fields})


def test_what_passes_is_sealed_receipted_and_closed(world: World, signed_in: SignIn, tmp_path: Path) -> None:
    client, version = signed_in("pd"), judged(world.dossiers[0], SOUND)
    answer = _hand_in(client, version)
    assert answer.headers["Location"] == f"/versi/{version.code}/tanda-terima/"
    version.refresh_from_db()
    dossier = version.dossier
    assert (dossier.stage, dossier.submitted) == (Stage.SUBMITTED, version)
    receipt = client.get(answer.headers["Location"]).content.decode()
    for said in (version.receipt, version.blob_id, "Salinan tersegel disimpan", dossier.office.name):
        assert said in receipt
    assert Event.objects.get(what="menyerahkan").about.startswith(f"versi 1, kode {version.receipt}")
    copy = tmp_path / "tersegel.xlsx"
    copy.write_bytes(b"".join(client.get(f"/versi/{version.code}/tersegel/")))
    assert verified(copy, None, version.receipt, None, False, DEFAULT_LIMITS).status == 0
    page = client.get(f"/pd/dokumen/{dossier.pk}/").content.decode()
    assert "Sudah diserahkan" in page
    assert "Unggah dan periksa" not in page
    assert (
        "sudah diserahkan" in _hand_in(client, version).content.decode() or _hand_in(client, version).status_code == 302
    )
    assert Event.objects.filter(what="menyerahkan").count() == 1


@pytest.mark.parametrize("password", ["", "rahasia"])
def test_the_seal_is_signed_with_the_key_of_the_agency(
    password: str, world: World, signed_in: SignIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = settings.LOKET.folder
    make_keys(keys, password)
    monkeypatch.setenv(PASSWORD, password)
    try:
        version = judged(world.dossiers[0], SOUND)
        _hand_in(signed_in("pd"), version)
        version.refresh_from_db()
        copy = tmp_path / "tersegel.xlsx"
        copy.write_bytes(bytes_of(version.sealed))
        answer = verified(copy, keys / "kunci-publik.pem", version.receipt, None, False, DEFAULT_LIMITS)
        assert answer.status == 0, answer.lines
    finally:
        for name in ("kunci-privat.pem", "kunci-publik.pem"):
            (keys / name).unlink()


def test_a_workbook_that_takes_no_seal_is_receipted_by_its_bytes(world: World, signed_in: SignIn) -> None:
    client, version = signed_in("pd"), judged(world.dossiers[0], SOUND)
    version.ending = ".xlsm"
    version.save()
    answer = _hand_in(client, version)
    version.refresh_from_db()
    assert (version.sealed, version.receipt) == (None, phone_code(bytes.fromhex(version.blob_id)))
    assert "Tanpa segel" in client.get(answer.headers["Location"]).content.decode()
    assert client.get(f"/versi/{version.code}/tersegel/").status_code == 404


def test_what_has_a_galat_stays(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SEED)
    answer = _hand_in(signed_in("pd"), version)
    assert answer.status_code == 422
    assert "belum lulus pemeriksaan" in answer.content.decode()
    version.refresh_from_db()
    assert version.handed_in is None
    assert version.dossier.stage == Stage.DRAFT


def test_what_is_returned_is_handed_in_again_and_not_late_for_it(world: World, signed_in: SignIn) -> None:
    dossier, client = world.dossiers[0], signed_in("pd")
    first = judged(dossier, SOUND)
    _hand_in(client, first)
    dossier.refresh_from_db()
    dossier.stage = Stage.RETURNED
    # The deadline passes between the two.
    dossier.first_submitted_at = dossier.submitted_at - timedelta(days=2)
    dossier.save()
    world.period.deadline = dossier.submitted_at - timedelta(days=1)
    world.period.opens = dossier.submitted_at - timedelta(days=9)
    world.period.save()
    assert "diserahkan tepat waktu, perbaikan ditunggu" in client.get(f"/pd/dokumen/{dossier.pk}/").content.decode()
    _hand_in(client, first)
    dossier.refresh_from_db()
    assert dossier.stage == Stage.RETURNED, "what was returned is not handed in as it is"
    second = judged(dossier, SOUND)
    assert _hand_in(client, second).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.submitted, dossier.stage) == (second, Stage.SUBMITTED)
    page = client.get(f"/versi/{second.code}/tanda-terima/").content.decode()
    assert "terlambat" not in page


def test_only_the_last_version_is_handed_in(world: World, signed_in: SignIn) -> None:
    first, _ = judged(world.dossiers[0], SOUND), judged(world.dossiers[0], SEED)
    answer = _hand_in(signed_in("pd"), first)
    assert "bukan yang terakhir" in answer.content.decode()


def test_what_was_not_checked_wants_to_be_known(world: World, signed_in: SignIn) -> None:
    version, client = judged(world.dossiers[0], SOUND), signed_in("pd")
    version.complete = False
    version.verdict["complete"] = False
    version.verdict["unchecked"] = [{"rules": ["NOM-002"], "reason": "nomenklatur tidak ada", "remedy": "Isi dahulu."}]
    version.save()
    page = client.get(f"/pd/versi/{version.code}/").content.decode()
    assert "Saya mengetahui" in page
    assert "Belum diperiksa: nomenklatur tidak ada (NOM-002). Isi dahulu." in page
    assert "beri tanda bahwa Anda mengetahuinya" in _hand_in(client, version).content.decode()
    assert _hand_in(client, version, mengetahui="ya").status_code == 302
    assert "belum lengkap diperiksa" in Event.objects.get(what="menyerahkan").about


def test_warnings_want_a_word_where_the_period_says_so(world: World, signed_in: SignIn) -> None:
    world.period.explain_warnings = True
    world.period.save()
    version, client = judged(world.dossiers[0], SOUND), signed_in("pd")
    version.causes = [{**cause, "severity": "peringatan"} for cause in version.causes]
    for cause in version.verdict["causes"]:
        cause["severity"] = "peringatan"
    version.save()
    assert "1 peringatan belum dijelaskan" in client.get(f"/pd/versi/{version.code}/").content.decode()
    assert "tanpa penjelasan" in _hand_in(client, version, **{"penjelasan-0": "  "}).content.decode()
    client.post(f"/pd/versi/{version.code}/penjelasan/", {"penjelasan-0": "Sesuai \0<RPJMD>.", "simpan": "ya"})
    assert "Sesuai &lt;RPJMD&gt;." in client.get(f"/pd/versi/{version.code}/").content.decode()
    assert _hand_in(client, version).status_code == 302
    assert version.explanations.get().text == "Sesuai <RPJMD>."


def test_the_agency_hands_nothing_in_for_an_office(world: World, signed_in: SignIn) -> None:
    version = judged(world.dossiers[0], SOUND)
    for who in ("verifikator", "kepala", "admin", "inspektorat"):
        assert _hand_in(signed_in(who), version).status_code == 403
    assert _hand_in(signed_in("pd lain"), version).status_code == 404
