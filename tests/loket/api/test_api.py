"""The interface for applications: what it answers is what its description says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from loket.api.description import description
from loket.intake import receive
from loket.register.models import Blob, Event, Stage, Token, Version
from tests.loket.conftest import World
from tests.loket.judged import SEED, SOUND, judged

_DOCUMENT = description("http://loket.contoh")
_PATHS = {"periode": "/api/v1/periode", "serahan": "/api/v1/serahan"}

Call = Callable[..., Any]


@pytest.fixture
def call(world: World) -> Call:
    """A call with the token of one of the offices; each answer is held against the description."""

    def made(method: str, address: str, fields: dict[str, Any] | None = None, office: int = 0) -> Any:
        token = Token.make(world.offices[office], "SIPD", world.accounts["admin"])
        answer = getattr(Client(), method)(address, fields or {}, headers={"Authorization": f"Bearer {token}"})
        _as_described(method, address, answer)
        return answer

    return made


def _as_described(method: str, address: str, answer: Any) -> None:
    path = address if address in _DOCUMENT["paths"] else "/api/v1/serahan/{kode}"
    said = _DOCUMENT["paths"][path][method]["responses"][str(answer.status_code)]
    schema = said["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": _DOCUMENT["components"]}).validate(answer.json())


def _named(**more: Any) -> dict[str, Any]:
    return {"dokumen": "renja", "tahun": "2024", "tahap": "rancangan", **more}


def _file(name: str = "renja.xlsx", content: bytes = b"PK isi") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_description_is_sound_and_served() -> None:
    validate(_DOCUMENT)
    served = Client().get("/api/v1/openapi.json", headers={"Host": "loket.contoh"}).json()
    assert served == _DOCUMENT


def test_every_address_for_applications_is_described() -> None:
    from loket.urls import urlpatterns

    own = {f"/{x.pattern}".replace("<str:code>", "{kode}") for x in urlpatterns if x.callback.entry.token}  # type: ignore[union-attr,attr-defined]
    assert own == set(_DOCUMENT["paths"])


def test_the_page_tells_each_call(db: None) -> None:
    page = Client().get("/api/").content.decode()
    for said in ("POST /api/v1/serahan", "GET /api/v1/periode", "Authorization: Bearer TOKEN", "batas_waktu"):
        assert said in page
    assert "<script>" not in page


def test_periods_are_told_with_the_offices_stage(world: World, call: Call) -> None:
    told = call("get", _PATHS["periode"]).json()["periode"]
    assert [(one["dokumen"], one["tahun"], one["tahap"], one["keadaan"]) for one in told] == [
        ("renja", 2024, "rancangan", "belum")
    ]
    assert told[0]["batas_waktu"].endswith("+07:00")


def test_a_submission_is_taken_in_and_told(world: World, call: Call) -> None:
    answer = call("post", _PATHS["serahan"], _named(berkas=_file(), naskah=_file("naskah.docx")))
    assert answer.status_code == 202
    version = Version.objects.get()
    assert answer.headers["Location"] == f"/api/v1/serahan/{version.code}"
    assert (version.filename, version.word_filename, version.uploaded_by) == ("renja.xlsx", "naskah.docx", None)
    assert Event.objects.get(what="mengunggah").actor == f"SIPD ({world.offices[0]})"
    waiting = call("get", answer.headers["Location"])
    assert waiting.json()["putusan"] is None
    assert waiting.headers["Retry-After"]
    by_number = call("post", _PATHS["serahan"], {"periode": str(world.period.pk), "berkas": _file()})
    assert by_number.json()["versi"] == 2


@pytest.mark.parametrize("name", [SEED, SOUND])
def test_the_verdict_is_told_by_the_contract(name: str, world: World, call: Call) -> None:
    version = judged(world.dossiers[0], name)
    told = call("get", f"/api/v1/serahan/{version.code}").json()
    assert told["keadaan"] == "selesai"
    assert told["putusan"] == version.verdict
    assert told["putusan"]["file"] == name


def test_another_office_is_told_that_there_is_none(world: World, call: Call) -> None:
    version = judged(world.dossiers[0], SOUND)
    assert call("get", f"/api/v1/serahan/{version.code}", office=1).status_code == 404
    assert call("get", "/api/v1/serahan/tidak-ada").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status", "name"),
    [
        (_named(), 400, "loket-tanpa-file"),
        (_named(berkas=("renja.xlsx", b"")), 400, "loket-file-kosong"),
        (_named(berkas=("renja.pdf", b"isi")), 415, "loket-jenis-file"),
        ({"berkas": ("renja.xlsx", b"isi")}, 422, "loket-periode-tak-dikenal"),
        (_named(tahun="2031", berkas=("renja.xlsx", b"isi")), 422, "loket-periode-tak-dikenal"),
        (_named(tahap="rancangan\0", berkas=("renja.xlsx", b"isi")), 422, "loket-periode-tak-dikenal"),
        (_named(tahun="²", berkas=("renja.xlsx", b"isi")), 422, "loket-periode-tak-dikenal"),
        ({"periode": "9" * 30, "berkas": ("renja.xlsx", b"isi")}, 422, "loket-periode-tak-dikenal"),
    ],
)
def test_a_refusal_is_a_sentence(fields: dict[str, Any], status: int, name: str, world: World, call: Call) -> None:
    sent = {key: _file(*value) if isinstance(value, tuple) else value for key, value in fields.items()}
    answer = call("post", _PATHS["serahan"], sent)
    assert (answer.status_code, answer.json()["id"]) == (status, name)
    assert answer.json()["error"].endswith(".")
    assert not Version.objects.exists()


def test_what_the_agency_has_is_closed(world: World, call: Call) -> None:
    world.dossiers[0].stage = Stage.SUBMITTED
    world.dossiers[0].save()
    assert call("post", _PATHS["serahan"], _named(berkas=_file())).status_code == 409


def test_a_full_disk_is_told(world: World, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(chunks: Iterable[bytes]) -> Blob:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receive, "keep", full)
    answer = call("post", _PATHS["serahan"], _named(berkas=_file()))
    assert answer.status_code == 503
    assert "belum diterima" in answer.json()["error"]


def test_without_a_token_nothing_is_told(world: World) -> None:
    revoked = Token.make(world.offices[0], "SIPD", world.accounts["admin"])
    Token.objects.update(revoked=world.period.opens)
    for header in ({}, {"Authorization": "Bearer salah"}, {"Authorization": f"Bearer {revoked}"}):
        for method, address in (("get", _PATHS["periode"]), ("post", _PATHS["serahan"])):
            answer = getattr(Client(), method)(address, headers=header)
            assert answer.status_code == 401
            _as_described(method, address, answer)


def test_another_method_is_refused_in_json(world: World) -> None:
    token = Token.make(world.offices[0], "SIPD", world.accounts["admin"])
    answer = Client().delete(_PATHS["serahan"], headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "tidak dilayani" in answer.json()["error"]


def test_a_form_that_cannot_be_read_is_refused_in_json(world: World) -> None:
    token = Token.make(world.offices[0], "SIPD", world.accounts["admin"])
    answer = Client().post(
        _PATHS["serahan"],
        b"--batas",
        content_type="multipart/form-data",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 400
    _as_described("post", _PATHS["serahan"], answer)
    assert "tidak terbaca" in answer.json()["error"]
