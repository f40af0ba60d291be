"""Periods: made and changed by the administrator, with the files that documents are held against."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from loket.access.trail import record
from loket.agency.forms import PeriodForm
from loket.blobs.store import keep
from loket.register.models import Dossier, Office, Period, Reference, ReferenceKind

_FILES = {
    "ceilings": ReferenceKind.CEILINGS,
    "last_year": ReferenceKind.LAST_YEAR,
    "plan": ReferenceKind.PLAN,
}


def periods(request: HttpRequest) -> HttpResponse:
    """All periods."""
    return render(request, "loket/agency/periods.html", {"periods": Period.objects.all(), "tab": "periode"})


def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make or change a period; every active office has a dossier in it from then on."""
    period = get_object_or_404(Period, pk=pk) if pk else None
    form = PeriodForm(request.POST or None, request.FILES or None, instance=period)
    if request.method == "POST" and form.is_valid():
        kept = {kind: (keep(file.chunks()), _name(file)) for kind, file in _uploads(form)}
        with transaction.atomic():
            made = form.save()
            for kind, (blob, name) in kept.items():
                if kind == ReferenceKind.CEILINGS:
                    made.references.filter(kind=kind).delete()
                Reference.objects.create(period=made, kind=kind, blob=blob, filename=name)
            Dossier.objects.bulk_create(
                [Dossier(office=office, period=made) for office in Office.objects.filter(active=True)],
                ignore_conflicts=True,
            )
            record(request, "mengubah periode" if pk else "membuat periode", str(made))
        messages.success(request, f"{made} tersimpan.")
        return redirect("badan-periode")
    status = 422 if request.method == "POST" else 200
    return render(
        request, "loket/agency/period.html", {"form": form, "period": period, "tab": "periode"}, status=status
    )


def drop_reference(request: HttpRequest, pk: int, reference: int) -> HttpResponse:
    """Hold documents no longer against a file."""
    found = get_object_or_404(Reference, pk=reference, period_id=pk)
    with transaction.atomic():
        record(request, "melepas acuan", f"{found.period}: {found.filename}")
        found.delete()
    return redirect("badan-periode-ubah", pk)


def _uploads(form: PeriodForm) -> list[tuple[ReferenceKind, UploadedFile[Any]]]:
    return [(kind, form.cleaned_data[name]) for name, kind in _FILES.items() if form.cleaned_data.get(name)]


def _name(file: UploadedFile[Any]) -> str:
    return (file.name or "tanpa nama")[-255:]
