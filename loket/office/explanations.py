"""The office's words on its warnings, kept as they are written, also on the way to handing in."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from loket.access.records import version_of
from loket.access.trail import record
from loket.intake.hand_in import hand_in
from loket.office.version import version_page
from loket.register.models import Explanation, Version
from rules.errors import RenjaError

_LONGEST = 1000


def explain(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what was written on each warning; with the button to hand in, go on to that."""
    found = version_of(request, code)
    if not found.done or not found.dossier.may_upload or found.handed_in:
        return redirect("pd-versi", found.code)
    _keep(request, found)
    if "serahkan" in request.POST:
        return _hand_in(request, found)
    messages.success(request, "Penjelasan disimpan.")
    return redirect("pd-versi", found.code)


def _keep(request: HttpRequest, found: Version) -> None:
    with transaction.atomic():
        number = 0
        for at, cause in enumerate(found.causes):
            text = request.POST.get(f"penjelasan-{at}")
            if text is None or cause["severity"] != "peringatan":
                continue
            # PostgreSQL keeps no text with such a sign.
            text = text.replace("\0", "").strip()[:_LONGEST]
            if text:
                Explanation.objects.update_or_create(version=found, cause=cause["id"], defaults={"text": text})
                number += 1
            else:
                found.explanations.filter(cause=cause["id"]).delete()
        if number:
            record(request, "menjelaskan peringatan", f"versi {found.number}: {number} penjelasan", found.dossier)


def _hand_in(request: HttpRequest, found: Version) -> HttpResponse:
    try:
        handed_in = hand_in(request, found, confirmed="mengetahui" in request.POST)
    except RenjaError as error:
        return version_page(request, found, str(error))
    return redirect("tanda-terima", handed_in.code)
