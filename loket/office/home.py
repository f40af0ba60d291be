"""What an office has to hand in, until when, and how far each document has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loket.access.records import account_of, office_of
from loket.intake.duties import dossiers_of
from loket.office.deadlines import Deadline, deadline_of
from loket.register.models import Dossier, Period, Version
from loket.register.models.dossiers import LARGE


@dataclass(frozen=True, slots=True)
class Duty:
    """A document to hand in: its deadline, and its version uploaded last, if any."""

    dossier: Dossier
    deadline: Deadline
    version: Version | None


def home(request: HttpRequest) -> HttpResponse:
    """The documents that are asked for, those to be worked on first; and what opens later."""
    office, now = office_of(request), timezone.now()
    periods = list(Period.objects.all())
    dossiers = dossiers_of(office, [period for period in periods if period.opens <= now])
    versions = _latest(request)
    due = [Duty(one, deadline_of(one), versions.get(one.pk)) for one in dossiers]
    due.sort(key=lambda one: (not one.dossier.may_upload, one.dossier.period.deadline))
    later = [period for period in periods if period.opens > now]
    return render(request, "loket/office/home.html", {"due": due, "later": later, "office": office})


def _latest(request: HttpRequest) -> dict[int, Version]:
    """The version uploaded last of each of the account's dossiers, without its verdict."""
    seen = Dossier.objects.seen_by(account_of(request))
    last = Version.objects.filter(dossier=OuterRef("pk")).order_by("-number").values("pk")[:1]
    numbers = seen.annotate(last=Subquery(last)).filter(last__isnull=False).values_list("last", flat=True)
    found = Version.objects.filter(pk__in=list(numbers)).defer(*LARGE, "changes", "causes")
    return {version.dossier_id: version for version in found}
