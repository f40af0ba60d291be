"""What one click makes of a version: shown cell by cell, to be downloaded or uploaded as the next version."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from loket.access.records import version_of
from loket.blobs.store import place_of
from loket.copies.make import MENDED, mended
from loket.copies.names import version_name
from loket.intake.errors import NotKeptError
from loket.intake.receive import receive
from loket.office.downloads import refused, sent
from loket.office.upload import to_version
from loket.office.version import version_page
from loket.register.models import CopyKind, Version
from rules.errors import RenjaError


def page(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """What the click changes, before anything is done with the copy."""
    version, wanted = version_of(request, code), _kind(kind)
    try:
        copy = mended(version, wanted)
    except RenjaError as error:
        return refused(request, error)
    latest = version.dossier.latest
    current = latest is not None and latest.pk == version.pk and version.dossier.may_upload
    context = {"version": version, "dossier": version.dossier, "copy": copy, "current": current}
    return render(request, "loket/office/mended.html", context)


def file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The copy."""
    version, wanted = version_of(request, code), _kind(kind)
    try:
        return sent(version, mended(version, wanted).blob_id, wanted)
    except RenjaError as error:
        return refused(request, error)


def upload(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The copy becomes the next version, with the same Word document."""
    version, wanted = version_of(request, code), _kind(kind)
    try:
        copy = mended(version, wanted)
        with place_of(copy.blob_id).open("rb") as content:
            workbook = UploadedFile(content, version_name(version, wanted), size=copy.blob.size)
            following = _receive(request, version, workbook)
    except RenjaError as error:
        return version_page(request, version, str(error))
    except OSError:
        return version_page(request, version, str(NotKeptError()))
    return to_version(request, following)


def _receive(request: HttpRequest, version: Version, workbook: UploadedFile) -> Version:  # type: ignore[type-arg]
    if version.word is None:
        return receive(request, version.dossier, workbook)
    with place_of(version.word.sha256).open("rb") as content:
        narrative = UploadedFile(content, version.word_filename, size=version.word.size)
        return receive(request, version.dossier, workbook, narrative)


def _kind(told: str) -> CopyKind:
    """The kind of copy that an address names; raises Http404."""
    if told not in MENDED:
        raise Http404
    return CopyKind(told)
