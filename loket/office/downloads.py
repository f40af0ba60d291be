"""Files to take away: templates, originals, and the copies made of them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from loket.access.records import dossier_of, version_of
from loket.access.trail import record
from loket.blobs.store import place_of
from loket.copies.errors import BusyError
from loket.copies.make import annotated
from loket.copies.names import dossier_name, version_name
from loket.copies.template import template
from loket.register.models import Version
from rules.errors import RenjaError

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def template_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The template made for an office and a period."""
    dossier = dossier_of(request, pk)
    try:
        with template(dossier) as made:
            content = made.read_bytes()
    except RenjaError as error:
        return refused(request, error)
    answer = HttpResponse(content, content_type=_TYPES[".xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{dossier_name(dossier)}-templat.xlsx"'
    record(request, "mengunduh templat", str(dossier), dossier)
    return answer


def original(request: HttpRequest, code: str) -> HttpResponseBase:
    """The workbook as it was uploaded."""
    version = version_of(request, code)
    return sent(version, version.blob_id, "")


def word(request: HttpRequest, code: str) -> HttpResponseBase:
    """The Word document as it was uploaded."""
    version = version_of(request, code)
    if version.word_id is None:
        raise Http404
    return sent(version, version.word_id, "naskah", ".docx")


def sealed(request: HttpRequest, code: str) -> HttpResponseBase:
    """The sealed copy of a version that was handed in."""
    version = version_of(request, code)
    if version.sealed_id is None:
        raise Http404
    return sent(version, version.sealed_id, "tersegel")


def result(request: HttpRequest, code: str) -> HttpResponseBase:
    """The copy with its findings marked."""
    version = version_of(request, code)
    if not version.done:
        raise Http404
    try:
        return sent(version, annotated(version).blob_id, "temuan")
    except RenjaError as error:
        return refused(request, error)


def sent(version: Version, sha256: str, what: str, ending: str = "") -> FileResponse:
    """Bytes under a name of ours."""
    name = version_name(version, what, ending)
    kind = _TYPES[ending or version.ending]
    return FileResponse(place_of(sha256).open("rb"), as_attachment=True, filename=name, content_type=kind)


def refused(request: HttpRequest, error: RenjaError) -> HttpResponse:
    """Why there is no such file."""
    context = {"title": error.title, "text": str(error)}
    answer = render(request, "loket/refusal.html", context, status=503 if isinstance(error, BusyError) else 422)
    if isinstance(error, BusyError):
        answer["Retry-After"] = "5"
    return answer
