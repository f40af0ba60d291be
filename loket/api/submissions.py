"""Submissions of an application: taken in as from the page, and told as far as they have come."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from loket.access.records import office_of, version_of_office
from loket.api.answers import answer
from loket.api.errors import NoSuchPeriodError
from loket.api.periods import described, in_zone
from loket.intake.duties import dossiers_of
from loket.intake.errors import NoFileError, NotKeptError
from loket.intake.receive import receive
from loket.register.models import Dossier, Period, Version

_POLL = 2
"""Seconds after which it is worth asking again."""


def submit(request: HttpRequest) -> JsonResponse:
    """Take in `berkas` (and `naskah`) for the period named; raises :class:`RenjaError`."""
    dossier = _dossier(request)
    workbook, narrative = request.FILES.get("berkas"), request.FILES.get("naskah")
    if not isinstance(workbook, UploadedFile):
        raise NoFileError
    try:
        version = receive(request, dossier, workbook, narrative if isinstance(narrative, UploadedFile) else None)
    except OSError:
        raise NotKeptError from None
    version.dossier = dossier
    made = answer(told(version), 202)
    made["Location"] = reverse("api-serahan", args=[version.code])
    return made


def submission(request: HttpRequest, code: str) -> JsonResponse:
    """How far a submission has come, with its verdict once there is one."""
    version = version_of_office(request, code)
    made = answer(told(version))
    if not version.done:
        made["Retry-After"] = str(_POLL)
    return made


def told(version: Version) -> dict[str, Any]:
    """A version in the fields of the interface; `putusan` is the verdict by the contract of `renja validate`."""
    return {
        "kode": version.code,
        "versi": version.number,
        "berkas": version.filename,
        "naskah": version.word_filename or None,
        "periode": described(version.dossier),
        "keadaan": version.state,
        "diunggah": in_zone(version.uploaded),
        "diperiksa": in_zone(version.judged),
        "putusan": version.verdict if version.done else None,
        "putusan_naskah": version.narrative if version.done else None,
        "diserahkan": in_zone(version.handed_in),
        "tanda_terima": version.receipt or None,
    }


def _dossier(request: HttpRequest) -> Dossier:
    """The office's dossier of the period that is named by number, or by document, year and stage."""
    named = {name: request.POST.get(name, "").strip() for name in ("periode", "dokumen", "tahun", "tahap")}
    if named["periode"]:
        wanted = {"pk": named["periode"]}
    else:
        wanted = {"kind": named["dokumen"].lower(), "year": named["tahun"], "stage": named["tahap"].lower()}
    numbers = [wanted[name] for name in ("pk", "year") if name in wanted]
    if not all(text.isdecimal() and len(text) < 10 for text in numbers):
        raise NoSuchPeriodError
    # PostgreSQL does not even look for a text with such a sign.
    period = Period.objects.filter(**wanted).first() if not any("\0" in text for text in wanted.values()) else None
    if period is None:
        raise NoSuchPeriodError
    return dossiers_of(office_of(request), [period])[0]
