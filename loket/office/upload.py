"""Uploading from the dossier's form."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from loket.access.records import dossier_of
from loket.intake.errors import IntakeError, NoFileError, NotKeptError
from loket.intake.receive import receive
from loket.office.dossier import dossier_page
from loket.register.models import Version


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
    return to_version(request, version)


def to_version(request: HttpRequest, version: Version) -> HttpResponse:
    """On to the page of a version."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("pd-versi", args=[version.code]))
    return redirect("pd-versi", version.code)
