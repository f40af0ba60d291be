"""What an office has to hand in, until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.access.records import account_of
from loket.register.models import Dossier, Period


def home(request: HttpRequest) -> HttpResponse:
    """The periods with the office's dossier of each."""
    account = account_of(request)
    dossiers = {one.period_id: one for one in Dossier.objects.seen_by(account).select_related("submitted")}
    due = [(period, dossiers.get(period.pk)) for period in Period.objects.all()]
    return render(request, "loket/office/home.html", {"due": due, "office": account.office})
