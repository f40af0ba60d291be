"""A dossier's page: the template, uploading, its versions, and what the agency said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.access.records import dossier_of
from loket.copies.template import handed_in_before
from loket.intake.receive import NARRATIVES, WORKBOOKS
from loket.office.advice import advice_on
from loket.office.deadlines import deadline_of
from loket.pages.listed_versions import listed_versions
from loket.register.models import Dossier, Stage

_PATH = (Stage.DRAFT, Stage.SUBMITTED, Stage.VERIFYING, Stage.ACCEPTED)
"""The stages that a document goes through; being returned leads back to the first."""


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of an office's document."""
    return dossier_page(request, dossier_of(request, pk))


def dossier_page(request: HttpRequest, found: Dossier, error: str = "") -> HttpResponse:
    """The page, or what is told above the form where an upload was refused."""
    context: dict[str, Any] = {
        "dossier": found,
        "deadline": deadline_of(found),
        "steps": _steps(found),
        "versions": listed_versions(request, found),
        "begun_with": handed_in_before(found),
        "advice": advice_on(found),
        "accepted": ",".join(WORKBOOKS),
        "endings": ", ".join(WORKBOOKS),
        "accepted_words": ",".join(NARRATIVES),
        "error": error,
    }
    return render(request, "loket/office/dossier.html", context, status=422 if error else 200)


def _steps(found: Dossier) -> list[dict[str, object]]:
    """The stages with how far the dossier has come."""
    stage = Stage(found.stage)
    here = _PATH.index(stage) if stage in _PATH else 0 if stage == Stage.RETURNED else -1
    names = {Stage.DRAFT: "Diunggah dan diperiksa"}
    return [
        {"name": names.get(one, one.label), "done": at < here or stage == Stage.ACCEPTED, "here": at == here}
        for at, one in enumerate(_PATH)
    ]
