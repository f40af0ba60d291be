"""Offices, as the administrator keeps them."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from headless.batch.apart import Apart
from headless.tasks.recaps import offices_listed
from loket.access.trail import record
from loket.agency.forms import OfficeForm, OfficeListForm
from loket.register.models import Dossier, Office, Period
from rules.errors import RenjaError
from workbook_templates.reading.limits import DEFAULT_LIMITS


def offices(request: HttpRequest) -> HttpResponse:
    """All offices, and a list to read more from."""
    form = OfficeListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            names = _listed(b"".join(upload.chunks()), PurePosixPath(upload.name or "").suffix.lower())
        except RenjaError as error:
            messages.error(request, str(error))
            return redirect("badan-pd")
        with transaction.atomic():
            made = [Office.objects.get_or_create(name=name) for name in names]
            new = [office for office, fresh in made if fresh]
            _give_dossiers(new)
            record(request, "membaca daftar perangkat daerah", f"{len(names)} nama, {len(new)} baru")
        messages.success(request, f"{len(names)} nama terbaca, {len(new)} perangkat daerah baru.")
        return redirect("badan-pd")
    return render(request, "loket/agency/offices.html", {"offices": Office.objects.all(), "form": form, "tab": "pd"})


def _listed(content: bytes, ending: str) -> list[str]:
    """The names in an uploaded list, read in a child; raises :class:`RenjaError`."""
    with tempfile.TemporaryDirectory(prefix="renja-loket-") as folder, Apart() as child:
        path = Path(folder) / f"daftar{ending if ending in {'.csv', '.xlsx', '.txt', '.ods'} else '.csv'}"
        path.write_bytes(content)
        return child.do(offices_listed, path, DEFAULT_LIMITS)


def _give_dossiers(new: list[Office]) -> None:
    Dossier.objects.bulk_create(
        [Dossier(office=office, period=period) for period in Period.objects.all() for office in new],
        ignore_conflicts=True,
    )


def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make or change an office."""
    office = get_object_or_404(Office, pk=pk) if pk else None
    form = OfficeForm(request.POST or None, instance=office)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save()
            if pk is None:
                _give_dossiers([made])
            record(request, "mengubah perangkat daerah" if pk else "membuat perangkat daerah", str(made))
        return redirect("badan-pd")
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "loket/agency/form.html",
        {"form": form, "title": office or "Perangkat daerah baru", "tab": "pd"},
        status=status,
    )
