"""Berita Acara Hasil Verifikasi: per office and for all, as a Word document and as a page to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from headless.batch.apart import Apart
from headless.batch.serving import UNBOUNDED
from headless.papers.minutes import write_minutes
from headless.papers.model import Minutes, Recommendation, Signatory
from loket.access.records import dossier_of
from loket.access.trail import record
from loket.pages.files import attachment, plain_name
from loket.pages.verdicts import verdict_in_words
from loket.register.models import Dossier, Period, Ruling
from loket.register.models.periods import PeriodKind

_DOCUMENTS = {PeriodKind.RENJA: "Rencana Kerja (Renja)", PeriodKind.LKIP: "Laporan Kinerja Instansi Pemerintah (LKIP)"}


def minutes_of(dossier: Dossier) -> Minutes | None:
    """The minutes of the last ruling on a document; None where there is none."""
    ruling = dossier.rulings.select_related("version", "by").order_by("-made").first()
    return _minutes(dossier, ruling) if ruling else None


def _minutes(dossier: Dossier, ruling: Ruling) -> Minutes:
    version, period = ruling.version, dossier.period
    return Minutes(
        government=settings.LOKET.pemda,
        office=dossier.office.name,
        document=_DOCUMENTS[PeriodKind(period.kind)],
        year=period.year,
        stage=period.get_stage_display(),
        version=f"{version.number}, bukti {version.receipt}" if version.receipt else str(version.number),
        date=timezone.localtime(ruling.made).date(),
        recommendations=[Recommendation(one.place, one.text) for one in version.recommendations.all()],
        remarks=[f"{ruling.get_outcome_display()}.", *([ruling.note] if ruling.note else [])],
        signatories=(Signatory("Verifikator", str(ruling.by)), Signatory("Kepala Perangkat Daerah")),
        agency=settings.LOKET.badan,
        verdict=verdict_in_words(version),
        unchecked=[one["reason"] for one in (version.verdict or {}).get("unchecked", ())],
    )


def minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes of one office as a Word document."""
    dossier = dossier_of(request, pk)
    return _document(request, dossier.period, [dossier], f"Berita Acara {dossier.office} {dossier.period}")


def minutes_of_all(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes of every office of a period in one Word document."""
    period = get_object_or_404(Period, pk=pk)
    dossiers = period.dossiers.select_related("office", "period")
    return _document(request, period, dossiers, f"Berita Acara {period}")


def _document(request: HttpRequest, period: Period, dossiers: Iterable[Dossier], title: str) -> HttpResponseBase:
    found = [made for dossier in dossiers if (made := minutes_of(dossier))]
    if not found:
        return _nothing_yet(request, period)
    with TemporaryDirectory(prefix="renja-loket-") as folder:
        out = Path(folder) / "berita-acara.docx"
        with Apart(UNBOUNDED) as child:
            child.do(write_minutes, found, out)
        record(request, "mengunduh berita acara", title)
        return attachment(out.read_bytes(), f"{plain_name(title)}.docx")


def minutes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of one office as a page to print."""
    dossier = dossier_of(request, pk)
    return _print_page(request, dossier.period, [dossier])


def minutes_page_of_all(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of every office of a period as pages to print."""
    period = get_object_or_404(Period, pk=pk)
    return _print_page(request, period, period.dossiers.select_related("office", "period"))


def _print_page(request: HttpRequest, period: Period, dossiers: Iterable[Dossier]) -> HttpResponse:
    found: Sequence[Minutes] = [made for dossier in dossiers if (made := minutes_of(dossier))]
    if not found:
        return _nothing_yet(request, period)
    return render(request, "loket/agency/minutes.html", {"minutes": found, "tab": "papan"})


def _nothing_yet(request: HttpRequest, period: Period) -> HttpResponse:
    messages.error(request, "Berita Acara ada sesudah verifikasi diputuskan; belum ada putusan.")
    return redirect(f"{reverse('badan-papan')}?periode={period.pk}")
