"""What an office has to hand in: its dossier of each period, made when the office first asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from loket.register.models import Dossier, Office, Period


def dossiers_of(office: Office, periods: Iterable[Period]) -> list[Dossier]:
    """The office's dossiers of some periods, in their order; those not at hand yet are made."""
    wanted = list(periods)
    found = {one.period_id: one for one in Dossier.objects.filter(office=office, period__in=wanted)}
    for period in wanted:
        if period.pk not in found:
            found[period.pk], _ = Dossier.objects.get_or_create(office=office, period=period)
        found[period.pk].period, found[period.pk].office = period, office
    return [found[period.pk] for period in wanted]
