"""Dossiers: what one office hands in for one period, version after version."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from loket.register.models.accounts import Account, Role
from loket.register.models.blobs import Blob
from loket.register.models.offices import Office
from loket.register.models.periods import Period


class Stage(models.TextChoices):
    """How far a dossier has come; whether a version is being judged stands with the version."""

    EMPTY = "belum", "Belum ada"
    DRAFT = "diperiksa", "Diunggah"
    SUBMITTED = "diserahkan", "Diserahkan"
    VERIFYING = "diverifikasi", "Diverifikasi"
    RETURNED = "dikembalikan", "Dikembalikan"
    ACCEPTED = "diterima", "Diterima"


CLOSED_TO_UPLOADS = frozenset({Stage.SUBMITTED, Stage.VERIFYING, Stage.ACCEPTED})
"""Stages in which the agency has it: an office uploads again once it was returned."""


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers; ask for those an account may see with :meth:`seen_by`, never for all."""

    def seen_by(self, account: Account) -> DossierQuerySet:
        """An office sees its own; everyone else sees all."""
        return self.filter(office=account.office) if account.role == Role.OFFICE else self


class Dossier(models.Model):
    """One office's document of one period. ``submitted`` is the version that was handed in last."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="dossiers")
    period = models.ForeignKey(Period, models.PROTECT, related_name="dossiers")
    stage = models.CharField("tahap", max_length=16, choices=Stage.choices, default=Stage.EMPTY)
    submitted = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(auto_now=True)

    objects: ClassVar = DossierQuerySet.as_manager()

    class Meta:
        ordering = ("office__name",)
        constraints = (models.UniqueConstraint(fields=("office", "period"), name="one_dossier_an_office"),)

    def __str__(self) -> str:
        return f"{self.office}: {self.period}"

    @property
    def may_upload(self) -> bool:
        """Whether the office may upload a further version."""
        return self.period.open and self.stage not in CLOSED_TO_UPLOADS

    @property
    def late(self) -> bool:
        """Whether it was first handed in after the deadline, or is still missing then; mending what was returned takes its time."""
        return (self.first_submitted_at or self.submitted_at or timezone.now()) > self.period.deadline

    @property
    def latest(self) -> Version | None:
        """The version uploaded last; what is large of it is fetched when asked for."""
        return self.versions.defer(*LARGE).order_by("-number").first()


class VersionState(models.TextChoices):
    """What the judging of a version has come to."""

    WAITING = "menunggu", "Menunggu giliran"
    JUDGING = "diperiksa", "Sedang diperiksa"
    JUDGED = "selesai", "Selesai diperiksa"
    QUARANTINED = "dikarantina", "Dikarantina"


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions; ask for those an account may see with :meth:`seen_by`, never for all."""

    def seen_by(self, account: Account) -> VersionQuerySet:
        """An office sees its own; everyone else sees all."""
        return self.filter(dossier__office=account.office) if account.role == Role.OFFICE else self


LARGE = ("verdict", "narrative", "traces")
"""Fields of a version that lists do without: each may be hundreds of kilobytes."""


def _code() -> str:
    """What names a version in addresses: it cannot be guessed from another."""
    return secrets.token_hex(8)


class Version(models.Model):
    """An uploaded version and its verdict.

    ``filename`` is what the office called it, for people only; ``verdict`` is the verdict in the JSON contract's fields, large,
    ``status``, ``complete`` and ``causes`` three of them; ``galat`` and ``peringatan`` count the causes of each.
    ``traces`` is what judging knows beyond the contract (:mod:`loket.judging.traces`), ``changes`` what became of each cause
    since the version before. ``narrative`` are the findings of the Word document's text against the workbook. ``claimed`` is
    when a worker took it up, ``claimed_by`` which one, ``attempts`` how often. ``sealed`` is the copy with the agency's seal, ``receipt`` its code,
    ``handed_in`` when that was.
    """

    code = models.CharField(max_length=16, unique=True, default=_code, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("versi")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    filename = models.CharField("nama file", max_length=255)
    ending = models.CharField(max_length=8)
    word = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    word_filename = models.CharField(max_length=255, blank=True)
    uploaded_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    uploaded = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.WAITING)
    claimed = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    judged = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, blank=True)
    complete = models.BooleanField(default=False)
    verdict: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    causes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    traces: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    narrative: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    changes: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    galat = models.PositiveIntegerField(default=0)
    peringatan = models.PositiveIntegerField(default=0)
    sealed = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.CharField(max_length=40, blank=True)
    handed_in = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("dossier", "number"), name="one_version_a_number"),)
        indexes = (models.Index(fields=("state", "uploaded"), name="versions_in_line"),)

    def __str__(self) -> str:
        return f"{self.dossier}, versi {self.number}"

    @property
    def done(self) -> bool:
        """Whether judging has come to an end."""
        return self.state in {VersionState.JUDGED, VersionState.QUARANTINED}

    @property
    def blocked(self) -> bool:
        """Whether it cannot be handed in: unreadable, quarantined or with a galat."""
        return self.done and self.status != "valid"
