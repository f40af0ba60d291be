"""Uploading: from the dossier's form, or of a mended copy as the next version."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from loket.access.records import dossier_of, version_of
from loket.blobs.store import place_of
from loket.copies.make import mended
from loket.copies.names import version_name
from loket.intake.errors import IntakeError, NoFileError, NotKeptError
from loket.intake.receive import receive
from loket.office.dossier import dossier_page
from loket.office.version import version_page
from loket.register.models import Blob, Version
from rules.errors import RenjaError


def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in the files of the form; a refusal is told on the dossier's page."""
    dossier = dossier_of(request, pk)
    workbook, narrative = request.FILES.get("berkas"), request.FILES.get("naskah")
    try:
        if not isinstance(workbook, UploadedFile):
            raise NoFileError
        version = receive(request, dossier, workbook, narrative if isinstance(narrative, UploadedFile) else None)
    except IntakeError as error:
        return dossier_page(request, dossier, str(error))
    except OSError:
        return dossier_page(request, dossier, str(NotKeptError()))
    return _to(request, version)


def upload_mended(request: HttpRequest, code: str) -> HttpResponse:
    """The copy with the safe fixes becomes the next version, with the same Word document."""
    version = version_of(request, code)
    try:
        copy = mended(version)
        with place_of(copy.blob_id).open("rb") as file:
            workbook = UploadedFile(file, version_name(version, "perbaikan"), size=copy.blob.size)
            following = _receive_with_word(request, version, workbook)
    except RenjaError as error:
        return version_page(request, version, str(error))
    except OSError:
        return version_page(request, version, str(NotKeptError()))
    return _to(request, following)


def _receive_with_word(request: HttpRequest, version: Version, workbook: UploadedFile) -> Version:  # type: ignore[type-arg]
    word: Blob | None = version.word
    if word is None:
        return receive(request, version.dossier, workbook)
    with place_of(word.sha256).open("rb") as file:
        narrative = UploadedFile(file, version.word_filename, size=word.size)
        return receive(request, version.dossier, workbook, narrative)


def _to(request: HttpRequest, version: Version) -> HttpResponse:
    """On to the page of a version."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("pd-versi", args=[version.code]))
    return redirect("pd-versi", version.code)
