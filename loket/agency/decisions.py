"""What the agency decides about a document that was handed in: recommendations, returned, accepted; each on the trail."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpRequest

from loket.access.records import account_of
from loket.access.trail import record
from loket.agency.errors import NothingToReturnError, NotInVerificationError
from loket.register.models import Dossier, Ruling, Stage, Suggestion, Version
from loket.register.models.verification import RulingOutcome

_AT_THE_AGENCY = frozenset({Stage.SUBMITTED, Stage.VERIFYING})


def _taken_up(request: HttpRequest, dossier: Dossier) -> Version:
    """The version in verification, taken up by this very deed if nobody has before; inside a transaction."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("submitted").get(pk=dossier.pk)
    if held.stage not in _AT_THE_AGENCY or held.submitted is None:
        raise NotInVerificationError(str(dossier), held.get_stage_display().lower())
    if held.stage == Stage.SUBMITTED:
        held.stage = Stage.VERIFYING
        held.save(update_fields=["stage", "changed"])
        record(request, "memulai verifikasi", f"versi {held.submitted.number}", dossier)
    return held.submitted


def recommend_causes(request: HttpRequest, dossier: Dossier, texts: Mapping[str, str]) -> None:
    """Take the causes with these ids, and no others, into the recommendations, each with its text.

    Raises :class:`NotInVerificationError`.
    """
    with transaction.atomic():
        version = _taken_up(request, dossier)
        known = {cause["id"]: cause for cause in version.causes}
        wanted = {cause: text.strip() for cause, text in texts.items() if cause in known and text.strip()}
        dropped = version.recommendations.exclude(cause="").exclude(cause__in=wanted)
        number, _ = dropped.delete()
        for cause, text in wanted.items():
            Suggestion.objects.update_or_create(
                version=version,
                cause=cause,
                defaults={"place": known[cause]["cells"][:300], "text": text[:2000], "author": account_of(request)},
            )
        record(request, "menetapkan saran", f"{len(wanted)} sebab diambil, {number} dilepas", dossier)


def remark(request: HttpRequest, dossier: Dossier, place: str, text: str) -> None:
    """Add an own remark to a table or cell; raises :class:`NotInVerificationError`."""
    with transaction.atomic():
        version = _taken_up(request, dossier)
        made = Suggestion.objects.create(
            version=version, place=place.strip()[:300], text=text.strip()[:2000], author=account_of(request)
        )
        record(request, "menambah saran", f"{made.place}: {made.text}", dossier)


def withdraw(request: HttpRequest, dossier: Dossier, recommendation: int) -> None:
    """Take back an own remark; raises :class:`NotInVerificationError`."""
    with transaction.atomic():
        version = _taken_up(request, dossier)
        found = version.recommendations.filter(pk=recommendation).first()
        if found:
            record(request, "menarik saran", f"{found.place}: {found.text}", dossier)
            found.delete()


def rule(request: HttpRequest, dossier: Dossier, outcome: RulingOutcome, note: str) -> Ruling:
    """Return or accept; returning needs a recommendation or a word. Raises :class:`DecisionError`."""
    with transaction.atomic():
        version = _taken_up(request, dossier)
        if outcome == RulingOutcome.RETURNED and not note.strip() and not version.recommendations.exists():
            raise NothingToReturnError
        made = Ruling.objects.create(
            dossier=dossier, version=version, outcome=outcome, note=note.strip()[:2000], by=account_of(request)
        )
        stage = Stage.RETURNED if outcome == RulingOutcome.RETURNED else Stage.ACCEPTED
        Dossier.objects.filter(pk=dossier.pk).update(stage=stage)
        record(
            request,
            "mengembalikan" if outcome == RulingOutcome.RETURNED else "menerima",
            f"versi {version.number}",
            dossier,
        )
    return made
