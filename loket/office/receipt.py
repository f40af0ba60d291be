"""The receipt of what was handed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from loket.access.records import version_of


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt of a version that was handed in, fit to be printed."""
    found = version_of(request, code)
    if not found.handed_in:
        return redirect("beranda")
    return render(request, "loket/office/receipt.html", {"version": found, "dossier": found.dossier})
