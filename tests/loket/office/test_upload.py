"""Uploading: what is taken in is kept and told; what is not taken in leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.blobs.store import bytes_of
from loket.intake import receive
from loket.judging.judge import judge
from loket.judging.line import claim
from loket.register.models import Blob, Event, Stage, Version, VersionState
from tests.loket.conftest import EXAMPLES, World
from tests.loket.judged import SEED
from tests.support.docx_files import write_docx

SignIn = Callable[[str], Client]


def _file(name: str = "renja.xlsx", content: bytes = b"PK isi") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _upload(client: Client, world: World, *, htmx: bool = False, **files: SimpleUploadedFile) -> object:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(f"/pd/dokumen/{world.dossiers[0].pk}/unggah/", files, headers=headers)


def test_an_upload_becomes_the_next_version(world: World, signed_in: SignIn) -> None:
    client = signed_in("pd")
    for number in (1, 2):
        answer = _upload(client, world, berkas=_file(content=b"PK %d" % number))
        version = Version.objects.get(number=number)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/pd/versi/{version.code}/"
        assert bytes_of(version.blob) == b"PK %d" % number
        assert version.state == VersionState.WAITING
        assert version.uploaded_by == world.accounts["pd"]
    world.dossiers[0].refresh_from_db()
    assert world.dossiers[0].stage == Stage.DRAFT
    assert Event.objects.filter(what="mengunggah").count() == 2


def test_a_lively_page_is_told_where_to_go(world: World, signed_in: SignIn) -> None:
    answer = _upload(signed_in("pd"), world, htmx=True, berkas=_file())
    assert answer.headers["HX-Redirect"] == f"/pd/versi/{Version.objects.get().code}/"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Belum ada buku kerja"),
        ({"berkas": _file("renja.pdf")}, "tidak diterima"),
        ({"berkas": _file("renja.xlsx", b"")}, "kosong"),
        ({"berkas": _file(), "naskah": _file("naskah.doc")}, "naskah.doc"),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_registered(
    files: dict[str, SimpleUploadedFile], said: str, world: World, signed_in: SignIn
) -> None:
    for file in files.values():
        file.seek(0)
    answer = _upload(signed_in("pd"), world, **files)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Version.objects.exists()


def test_a_file_beyond_the_limit_is_refused(world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive, "keep", lambda _: pytest.fail("a refused file is not kept"))
    large = _file(content=b"x" * (settings.LOKET.unggah_mb * 1_000_000 + 1))
    answer = _upload(signed_in("pd"), world, berkas=large)
    assert answer.status_code == 422
    assert f"batasnya {settings.LOKET.unggah_mb} MB" in answer.content.decode()


def test_a_full_disk_is_told_and_registers_nothing(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(chunks: Iterable[bytes]) -> Blob:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receive, "keep", full)
    answer = _upload(signed_in("pd"), world, berkas=_file())
    assert answer.status_code == 422
    assert "File belum diterima" in answer.content.decode()
    assert not Version.objects.exists()


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.VERIFYING, Stage.ACCEPTED])
def test_what_the_agency_has_is_closed_to_uploads(stage: Stage, world: World, signed_in: SignIn) -> None:
    dossier = world.dossiers[0]
    dossier.stage = stage
    dossier.save()
    answer = _upload(signed_in("pd"), world, berkas=_file())
    assert answer.status_code == 422
    assert "tidak menerima unggahan" in answer.content.decode()
    assert not Version.objects.exists()


def test_an_office_fills_no_line(world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receive.settings.LOKET.__class__, "unggah_per_jam", 1, raising=False)
    client = signed_in("pd")
    assert _upload(client, world, berkas=_file()).status_code == 302
    assert "dalam satu jam" in _upload(client, world, berkas=_file()).content.decode()


def test_another_office_cannot_upload_here(world: World, signed_in: SignIn) -> None:
    assert _upload(signed_in("pd lain"), world, berkas=_file()).status_code == 404
    assert not Version.objects.exists()


def test_no_path_or_name_of_the_upload_is_used(world: World, signed_in: SignIn) -> None:
    client = signed_in("pd")
    _upload(client, world, berkas=_file("../../tmp/jahat'<b>.xlsx"))
    version = Version.objects.get()
    assert version.filename == "jahat'<b>.xlsx"
    assert "<b>" not in client.get(f"/pd/versi/{version.code}/").content.decode()
    answer = client.get(f"/versi/{version.code}/asli/")
    name = "renja-2024-rancangan-dinas-koperasi-usaha-kecil-dan-menengah-versi-1.xlsx"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(answer) == b"PK isi"


def test_from_the_form_to_the_verdict(world: World, signed_in: SignIn, tmp_path: Path) -> None:
    """Through the real child, as a worker does it."""
    client = signed_in("pd")
    naskah = write_docx(tmp_path / "naskah.docx", ["Pagu Renja tahun 2024 sebesar Rp5.000,00 (enam ribu rupiah)."])
    answer = _upload(
        client,
        world,
        berkas=_file(SEED, (EXAMPLES / SEED).read_bytes()),
        naskah=_file("naskah kami.docx", naskah.read_bytes()),
    )
    waiting = client.get(answer.headers["Location"]).content.decode()
    assert "Menunggu giliran: berikutnya" in waiting
    judge(claim())
    page = unescape(client.get(answer.headers["Location"]).content.decode())
    assert "BELUM LULUS" in page
    assert "1 angka ditemukan" in page
    assert "kami.docx" in page
    assert "lima ribu" in page
    version = Version.objects.get()
    for cause in version.causes:
        assert cause["sentence"] in page
        assert cause["cells"] in page
    assert version.verdict["file"] == SEED
    assert len(version.traces["prints"]) == len(version.verdict["findings"])


def test_a_broken_narrative_costs_itself_alone(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENJA_JOBS", "0")
    client = signed_in("pd")
    answer = _upload(
        client, world, berkas=_file(SEED, (EXAMPLES / SEED).read_bytes()), naskah=_file("naskah.docx", b"bukan zip")
    )
    judge(claim())
    page = client.get(answer.headers["Location"]).content.decode()
    assert "BELUM LULUS" in page
    reason = Version.objects.get().narrative["reason"]
    assert reason.startswith("'naskah.docx'"), "told by the name that the office knows"
    assert "/" not in reason
