"""Handing in: a version that nothing blocks is sealed, and the agency has it until it is returned."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from loket.access.trail import record
from loket.copies.make import seal
from loket.intake.errors import (
    BlockedVersionError,
    ClosedDossierError,
    HandedInError,
    OlderVersionError,
    UnconfirmedError,
    UnexplainedWarningsError,
)
from loket.register.models import Account, Dossier, Stage, Version
from rules.values.phone_code import phone_code


def hand_in(request: HttpRequest, version: Version, *, confirmed: bool) -> Version:
    """Hand in a version; ``confirmed`` is whether its office knows what was not checked. Raises :class:`RenjaError`."""
    _refuse(version, confirmed)
    # Sealing takes a moment: nobody waits for it at the lock.
    sealed, code = seal(version)
    with transaction.atomic():
        dossier = (
            Dossier.objects.select_for_update(of=("self",))
            .select_related("period", "office")
            .get(pk=version.dossier_id)
        )
        version = Version.objects.select_related("blob").get(pk=version.pk)
        version.dossier = dossier
        _refuse(version, confirmed)
        now = timezone.now()
        version.sealed, version.handed_in = sealed, now
        version.receipt = code or phone_code(bytes.fromhex(version.blob_id))
        version.handed_in_by = request.user if isinstance(request.user, Account) else None
        version.save(update_fields=["sealed", "receipt", "handed_in", "handed_in_by"])
        dossier.stage, dossier.submitted, dossier.submitted_at = Stage.SUBMITTED, version, now
        dossier.first_submitted_at = dossier.first_submitted_at or now
        dossier.save(update_fields=["stage", "submitted", "submitted_at", "first_submitted_at", "changed"])
        about = f"versi {version.number}, kode {version.receipt}"
        record(request, "menyerahkan", about if version.complete else f"{about}, belum lengkap diperiksa", dossier)
    return version


def unexplained(version: Version, explained: Collection[str] | None = None) -> int:
    """How many warnings still want a word, where the period asks for one."""
    if not version.dossier.period.explain_warnings:
        return 0
    known = version.explanations.values_list("cause", flat=True) if explained is None else explained
    return len({cause["id"] for cause in version.causes if cause["severity"] == "peringatan"} - set(known))


def _refuse(version: Version, confirmed: bool) -> None:
    """Raises where it cannot be handed in as things stand."""
    dossier = version.dossier
    latest = dossier.latest
    if not dossier.may_upload:
        raise ClosedDossierError(str(dossier), dossier.get_stage_display().lower())
    if version.handed_in:
        raise HandedInError(version.number)
    if latest and latest.pk != version.pk:
        raise OlderVersionError(version.number, latest.number)
    if not version.done or version.blocked:
        raise BlockedVersionError(version.number)
    missing = unexplained(version)
    if missing:
        raise UnexplainedWarningsError(missing)
    if not version.complete and not confirmed:
        raise UnconfirmedError
