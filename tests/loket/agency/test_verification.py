"""A document that was handed in: causes become recommendations, it is returned or accepted, and the minutes say so."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from django.utils import timezone

from loket.blobs.store import keep
from loket.register.models import Dossier, Event, Stage, Version, VersionState
from loket.register.models.events import AppendOnlyError
from tests.loket.conftest import World

CAUSES: list[dict[str, Any]] = [
    {
        "id": "JML-004",
        "rules": ["JML-004"],
        "severity": "galat",
        "sentence": "Jumlah tidak sama dengan rinciannya",
        "remedy": "Hitung ulang jumlahnya.",
        "count": 2,
        "cells": "T-C.33!F10, F12",
    },
    {
        "id": "SAT-002",
        "rules": ["SAT-002"],
        "severity": "peringatan",
        "sentence": "Satuan tidak dikenal",
        "remedy": "Pakai satuan baku.",
        "count": 1,
        "cells": "T-C.33!G4",
    },
]


@pytest.fixture
def handed_in(world: World) -> Dossier:
    """The first office's document, handed in."""
    dossier = world.dossiers[0]
    version = Version.objects.create(
        dossier=dossier,
        number=1,
        blob=keep([b"isi"]),
        filename="renja.xlsx",
        ending=".xlsx",
        state=VersionState.JUDGED,
        status="valid",
        complete=True,
        verdict={"status": "valid", "unchecked": []},
        causes=CAUSES,
        galat=1,
        peringatan=1,
    )
    dossier.stage, dossier.submitted, dossier.submitted_at = Stage.SUBMITTED, version, timezone.now()
    dossier.save()
    return dossier


def test_causes_become_recommendations_and_the_document_is_returned(
    handed_in: Dossier, signed_in: Callable[[str], Client]
) -> None:
    client, place = signed_in("verifikator"), f"/badan/berkas/{handed_in.pk}/"
    assert "Jumlah tidak sama dengan rinciannya" in client.get(place).content.decode()
    client.post(f"{place}saran/", {"ambil": ["JML-004"], "saran-JML-004": "Perbaiki jumlah ini."})
    client.post(f"{place}catatan/", {"place": "T-C.33!B7", "text": "Jelaskan targetnya."})
    handed_in.refresh_from_db()
    assert handed_in.stage == Stage.VERIFYING
    client.post(f"{place}putusan/", {"outcome": "dikembalikan", "note": "Dua hal."})
    handed_in.refresh_from_db()
    assert handed_in.stage == Stage.RETURNED
    told = [(one.place, one.text) for one in handed_in.submitted.recommendations.all()]
    assert told == [("T-C.33!F10, F12", "Perbaiki jumlah ini."), ("T-C.33!B7", "Jelaskan targetnya.")]
    assert [event.what for event in handed_in.events.all()][::-1] == [
        "memulai verifikasi", "menetapkan saran", "menambah saran", "mengembalikan",
    ]  # fmt: skip


def test_the_minutes_say_what_was_recommended(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    client, place = signed_in("kepala"), f"/badan/berkas/{handed_in.pk}/"
    client.post(f"{place}saran/", {"ambil": ["SAT-002"], "saran-SAT-002": "Pakai satuan Orang."})
    client.post(f"{place}putusan/", {"outcome": "diterima", "note": ""})
    answer = client.get(f"{place}berita-acara.docx")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    document = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    told = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Pakai satuan Orang." in told
    assert "T-C.33!G4" in told
    page = client.get(f"{place}berita-acara/").content.decode()
    assert "Pakai satuan Orang." in page
    assert handed_in.office.name in page
    whole = client.get(f"/badan/periode/{handed_in.period_id}/berita-acara.docx")
    assert docx.Document(io.BytesIO(b"".join(whole.streaming_content))).tables


def test_returning_needs_a_word(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    place = f"/badan/berkas/{handed_in.pk}/"
    answer = signed_in("verifikator").post(f"{place}putusan/", {"outcome": "dikembalikan", "note": " "}, follow=True)
    assert "sedikitnya satu saran" in answer.content.decode()
    handed_in.refresh_from_db()
    assert handed_in.stage == Stage.SUBMITTED


def test_what_was_decided_is_not_decided_again(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    client, place = signed_in("verifikator"), f"/badan/berkas/{handed_in.pk}/"
    client.post(f"{place}putusan/", {"outcome": "diterima"})
    answer = client.post(f"{place}putusan/", {"outcome": "dikembalikan", "note": "Ternyata tidak."}, follow=True)
    assert "tidak sedang diverifikasi" in answer.content.decode()
    assert handed_in.rulings.count() == 1


def test_the_trail_only_grows(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    from django.db import DatabaseError, connection, transaction

    signed_in("verifikator").post(f"/badan/berkas/{handed_in.pk}/saran/", {})
    event = Event.objects.get(what="memulai verifikasi")
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()
    for deed in ("UPDATE register_event SET what = ''", "DELETE FROM register_event"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed)


def test_the_board_tells_how_far_each_office_has_come(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    from loket.agency.overview import overview

    seen = overview(handed_in.period)
    assert [(row.office.name, row.column) for row in seen.rows] == [
        ("Dinas Kesehatan", "belum"), ("Dinas Koperasi, Usaha Kecil dan Menengah", "diserahkan"),
    ]  # fmt: skip
    assert next((cause.id, cause.offices) for cause in seen.causes) == ("JML-004", [handed_in.office.name])
    text = signed_in("verifikator").get(f"/badan/periode/{handed_in.period_id}/pengingat/").content.decode()
    assert "1. Dinas Kesehatan" in text
    assert "Koperasi" not in text


def test_the_archive_holds_everything(handed_in: Dossier, signed_in: Callable[[str], Client]) -> None:
    import zipfile

    answer = signed_in("inspektorat").get(f"/badan/periode/{handed_in.period_id}/arsip.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names = archive.namelist()
        assert archive.read("Dinas-Koperasi-Usaha-Kecil-dan-Menengah/versi-1.xlsx") == b"isi"
    assert "Dinas-Koperasi-Usaha-Kecil-dan-Menengah/versi-1-putusan.json" in names
    assert "Dinas-Kesehatan/verifikasi.json" in names


def test_of_what_could_not_be_read_nobody_says_that_nothing_was_found(
    handed_in: Dossier, signed_in: Callable[[str], Client]
) -> None:
    handed_in.versions.update(causes=[], status="unreadable", verdict={"status": "unreadable", "reason": "rusak"})
    page = signed_in("verifikator").get(f"/badan/berkas/{handed_in.pk}/").content.decode()
    assert "rusak" in page
    assert "Tidak ada sebab" not in page
