"""The audit trail as the agency sees it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.register.models import Event

_PAGE = 100


def trail(request: HttpRequest) -> HttpResponse:
    """Who did what, the last first."""
    found = Event.objects.select_related("dossier__office", "dossier__period")
    asked = request.GET.get("cari", "").strip()
    if asked:
        found = found.filter(actor__icontains=asked) | found.filter(about__icontains=asked)
    page = Paginator(found, _PAGE).get_page(request.GET.get("halaman"))
    return render(request, "loket/agency/trail.html", {"page": page, "asked": asked, "tab": "jejak"})
