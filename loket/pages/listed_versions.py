"""The versions of a document as its pages list them: the latest first, some at once."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from loket.register.models import Dossier, Version
from loket.register.models.dossiers import LARGE

_A_PAGE = 20


def listed_versions(request: HttpRequest, dossier: Dossier) -> Page[Version]:
    """The page of versions that is asked for; the last one where there are not so many."""
    found = dossier.versions.defer(*LARGE, "causes").select_related("uploaded_by")
    return Paginator(found, _A_PAGE).get_page(request.GET.get("halaman"))
