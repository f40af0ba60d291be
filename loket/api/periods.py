"""The periods, and how far the office of the token is with each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from loket.access.records import office_of
from loket.api.answers import answer
from loket.intake.duties import dossiers_of
from loket.register.models import Dossier, Period


def periods(request: HttpRequest) -> JsonResponse:
    """All periods that are open, the office's stage told with each."""
    found = Period.objects.filter(opens__lte=timezone.now())
    return answer({"periode": [described(one) for one in dossiers_of(office_of(request), found)]})


def described(dossier: Dossier) -> dict[str, Any]:
    """A period with the office's stage in it."""
    period = dossier.period
    return {
        "id": period.pk,
        "dokumen": period.kind,
        "tahun": period.year,
        "tahap": period.stage,
        "dibuka": in_zone(period.opens),
        "batas_waktu": in_zone(period.deadline),
        "keadaan": dossier.stage,
        "menerima_unggahan": dossier.may_upload,
    }


def in_zone(moment: Any) -> str | None:
    """A time in the agency's zone, ISO 8601 with its offset."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
