"""Copies: made once in a child, under names of ours; the mended one becomes the next version."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from headless.errors import LostWorkError
from loket.blobs.store import keep, keep_file
from loket.copies import child, make
from loket.copies.template_tasks import Wanted, own_among
from loket.register.models import Copy, Dossier, Period, Reference, ReferenceKind, Version
from loket.register.models.periods import PeriodKind, PeriodStage
from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Field
from tests.loket.conftest import EXAMPLES, World
from tests.loket.judged import SEED, SOUND, judged
from workbook_templates.reading.limits import DEFAULT_LIMITS

SignIn = Callable[[str], Client]
_NAME = "renja-2024-rancangan-dinas-koperasi-usaha-kecil-dan-menengah-versi-1"


def _book(answer: object) -> openpyxl.Workbook:
    content = b"".join(answer) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined,call-overload]
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_result_is_marked_by_a_child_and_kept(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, client = judged(world.dossiers[0], SEED), signed_in("pd")
    answer = client.get(f"/versi/{version.code}/temuan/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{_NAME}-temuan.xlsx"'
    marked = _book(answer)
    assert "Temuan" in marked.sheetnames
    assert marked["Bab-IV"]["J53"].comment is not None
    monkeypatch.setattr(make, "within_limits", lambda: pytest.fail("made a second time"))
    assert client.get(f"/versi/{version.code}/temuan/").status_code == 200


def test_the_mended_copy_lists_its_changes_and_becomes_the_next_version(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    version, client = judged(world.dossiers[0], SEED), signed_in("pd")
    page = client.get(f"/pd/versi/{version.code}/salinan/perbaikan/").content.decode()
    changes = Copy.objects.get().changes
    assert (
        f"{len(changes['cells'])} sel diperbaiki; temuan {changes['findings'][0]} menjadi {changes['findings'][1]}"
        in page
    )
    assert all(cell["place"] in page for cell in changes["cells"])
    answer = client.post(f"/pd/versi/{version.code}/salinan/perbaikan/unggah/")
    following = Version.objects.get(number=2)
    assert answer.headers["Location"] == f"/pd/versi/{following.code}/"
    assert following.blob == Copy.objects.get().blob
    assert b"".join(client.get(f"/versi/{following.code}/asli/")) == b"".join(
        client.get(f"/versi/{version.code}/salinan/perbaikan/")
    )


def test_a_sound_workbook_has_nothing_to_mend(world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    version, client = judged(world.dossiers[0], SOUND), signed_in("pd")
    answer = client.get(f"/versi/{version.code}/salinan/perbaikan/")
    assert answer.status_code == 422
    assert "tidak memuat sel yang dapat diperbaiki" in answer.content.decode()
    assert client.post(f"/pd/versi/{version.code}/salinan/perbaikan/unggah/").status_code == 422
    assert Version.objects.count() == 1


def test_computing_fills_what_is_derived(world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    version, client = judged(world.dossiers[0], SEED), signed_in("pd")
    page = client.get(f"/pd/versi/{version.code}/salinan/hitungan/").content.decode()
    cells = Copy.objects.get().changes["cells"]
    assert f"{len(cells)} sel diisi" in page
    filled = _book(client.get(f"/versi/{version.code}/salinan/hitungan/"))
    before = openpyxl.load_workbook(EXAMPLES / SEED)
    assert cells
    for sheet, cell in (cell["place"].split("!") for cell in cells):
        assert before[sheet][cell].value is None
        assert filled[sheet][cell].value is not None
        assert f"{sheet}!{cell}" in page


@pytest.mark.parametrize("kind", ["temuan", "x"])
def test_only_what_a_click_makes_is_a_copy_of_that_address(kind: str, world: World, signed_in: SignIn) -> None:
    version, client = judged(world.dossiers[0], SOUND), signed_in("pd")
    for address in (f"/pd/versi/{version.code}/salinan/{kind}/", f"/versi/{version.code}/salinan/{kind}/"):
        assert client.get(address).status_code == 404


def test_too_many_at_once_are_told_to_come_again(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_PATIENCE", 0.01)
    version = judged(world.dossiers[0], SEED)
    with child.within_limits(), child.within_limits():
        answer = signed_in("pd").get(f"/versi/{version.code}/temuan/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "coba lagi" in answer.content.decode()


def test_a_copy_whose_child_dies_costs_a_sentence(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        make, "write_copies", lambda *_: (_ for _ in ()).throw(LostWorkError(["x"], "melewati batas waktu"))
    )
    version = judged(world.dossiers[0], SEED)
    answer = signed_in("pd").get(f"/versi/{version.code}/temuan/")
    assert answer.status_code == 422
    assert "melewati batas waktu; simpan ulang filenya" in answer.content.decode()
    assert "--batas" not in answer.content.decode()


def test_a_template_is_made_for_office_and_period(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    dossier, client = world.dossiers[0], signed_in("pd")
    answer = client.get(f"/pd/dokumen/{dossier.pk}/templat/")
    assert answer.headers["Content-Disposition"].endswith('kecil-dan-menengah-templat.xlsx"')
    said = [cell.value for row in _book(answer)["Identitas"].iter_rows() for cell in row]
    assert dossier.office.name in said
    assert "2.17" in said
    assert 2024 in said
    assert signed_in("pd lain").get(f"/pd/dokumen/{dossier.pk}/templat/").status_code == 404


def test_a_template_begins_with_what_was_handed_in_before(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    version, client = judged(world.dossiers[0], SOUND), signed_in("pd")
    client.post(f"/pd/versi/{version.code}/penjelasan/", {"serahkan": "ya"})
    following = Period.objects.create(
        kind=PeriodKind.RENJA,
        year=2024,
        stage=PeriodStage.FINAL_DRAFT,
        opens=world.period.opens + timedelta(hours=1),
        deadline=world.period.deadline,
    )
    dossier = Dossier.objects.create(office=world.offices[0], period=following)
    page = client.get(f"/pd/dokumen/{dossier.pk}/").content.decode()
    assert "dimulai dari Renja 2024, rancangan yang Anda serahkan" in page
    plan = _book(client.get(f"/pd/dokumen/{dossier.pk}/templat/"))["T-C.33"]
    before = openpyxl.load_workbook(EXAMPLES / SOUND)["T-C.33"]
    name = next(
        cell.value
        for row in before.iter_rows(min_row=10)
        for cell in row
        if isinstance(cell.value, str) and len(cell.value) > 30
    )
    assert name in {cell.value for row in plan.iter_rows() for cell in row}


def test_a_template_begins_with_the_file_of_last_year_that_is_the_offices(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    world.period.year = 2025
    world.period.save()
    other = Reference(
        period=world.period, kind=ReferenceKind.LAST_YEAR, blob=keep([b"bukan buku kerja"]), filename="a.xlsx"
    )
    own = Reference(period=world.period, kind=ReferenceKind.LAST_YEAR, blob=keep_file(EXAMPLES / SOUND), filename=SOUND)
    Reference.objects.bulk_create([other, own])
    rows = {}
    for who, dossier in zip(("pd", "pd lain"), world.dossiers, strict=True):
        book = _book(signed_in(who).get(f"/pd/dokumen/{dossier.pk}/templat/"))
        rows[who] = {cell.value for row in book["T-C.33"].iter_rows() for cell in row}
    before = openpyxl.load_workbook(EXAMPLES / SOUND)["T-C.33"]
    amounts = {
        cell.value for row in before.iter_rows() for cell in row if isinstance(cell.value, int) and cell.value > 9999
    }
    assert amounts & rows["pd"]
    assert not amounts & rows["pd lain"], "another office's plan is carried over to nobody"


def test_no_template_is_begun_with_the_plan_of_a_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = sound_document()

    def of_office(path: Path, _: object) -> Document:
        given = {"tahun": Field(2023, "Identitas", "C9"), "perangkat_daerah": Field(path.stem, "Identitas", "C5")}
        return replace(sound, identity=sound.identity | given)

    monkeypatch.setattr("workbook_templates.reader.read_document", of_office)
    monkeypatch.setattr("loket.copies.template_tasks.at_hand", lambda *_: None)
    files = [Path("Kecamatan Bekasi Barat.xlsx"), Path("Kecamatan Bekasi Timur Kota Bekasi.xlsx")]
    wanted = Wanted("renja", 2024, "Pemerintah Kota Bekasi", "Kecamatan Bekasi Timur", "7.01", "")
    assert own_among(files, wanted, DEFAULT_LIMITS) == files[1]
    assert own_among(files[:1], wanted, DEFAULT_LIMITS) is None
