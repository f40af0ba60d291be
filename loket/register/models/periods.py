"""Periods: what every office hands in, from when until when, and against what it is held."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from loket.register.models.blobs import Blob


class PeriodKind(models.TextChoices):
    """Documents."""

    RENJA = "renja", "Renja"
    LKIP = "lkip", "LKIP"


class PeriodStage(models.TextChoices):
    """The stage of a document that a period is for (Permendagri 86/2017)."""

    DRAFT = "rancangan", "Rancangan"
    FINAL_DRAFT = "rancangan akhir", "Rancangan akhir"
    ENACTED = "penetapan", "Penetapan"
    AMENDED = "perubahan", "Perubahan"


class Period(models.Model):
    """A document of a year at a stage.

    ``decree`` is the nomenclature that templates are made for, ``pack`` the rule pack (empty: those of the year);
    ``explain_warnings`` asks for a word on each warning before handing in.
    """

    kind = models.CharField("dokumen", max_length=8, choices=PeriodKind.choices)
    year = models.PositiveSmallIntegerField("tahun")
    stage = models.CharField("tahap", max_length=16, choices=PeriodStage.choices)
    opens = models.DateTimeField("dibuka")
    deadline = models.DateTimeField("batas waktu")
    decree = models.CharField("nomenklatur", max_length=40, blank=True)
    pack = models.CharField("paket aturan", max_length=40, blank=True)
    explain_warnings = models.BooleanField("peringatan wajib dijelaskan", default=False)

    class Meta:
        ordering = ("-year", "kind", "opens")
        constraints = (models.UniqueConstraint(fields=("kind", "year", "stage"), name="one_period_a_stage"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.get_stage_display().lower()}"

    def clean(self) -> None:
        """Refuse a deadline before the opening, and a year that no document has."""
        if self.opens and self.deadline and self.deadline <= self.opens:
            raise ValidationError({"deadline": "Batas waktu harus sesudah tanggal dibuka."})
        if self.year and not 2000 <= self.year <= 2100:
            raise ValidationError({"year": "Tahun ditulis empat angka, contoh 2026."})

    @property
    def open(self) -> bool:
        """Whether offices may hand in: after the deadline they still may, and are late."""
        return self.opens <= timezone.now()


class ReferenceKind(models.TextChoices):
    """What documents are held against beside themselves."""

    CEILINGS = "plafon", "Daftar plafon"
    LAST_YEAR = "tahun lalu", "Dokumen tahun lalu"
    PLAN = "renja", "Renja tahun yang dilaporkan"


class Reference(models.Model):
    """A file of a period that what is handed in is held against."""

    kinds: ClassVar = ReferenceKind
    period = models.ForeignKey(Period, models.CASCADE, related_name="references")
    kind = models.CharField("jenis", max_length=12, choices=ReferenceKind.choices)
    blob = models.ForeignKey(Blob, models.PROTECT)
    filename = models.CharField("nama file", max_length=255)

    class Meta:
        ordering = ("kind", "filename")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.filename}"
