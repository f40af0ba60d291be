"""Copies that were made of a version on request: kept, so that they are made once."""

from __future__ import annotations

from typing import Any

from django.db import models

from loket.register.models.blobs import Blob
from loket.register.models.dossiers import Version


class CopyKind(models.TextChoices):
    """What a copy is for."""

    ANNOTATED = "temuan", "Hasil pemeriksaan"
    FIXED = "perbaikan", "Perbaiki yang aman"
    COMPUTED = "hitungan", "Hitung"


class Copy(models.Model):
    """A copy of a version; ``changes`` lists what differs from the original (:data:`loket.copies.tasks.Changed`)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="copies")
    kind = models.CharField(max_length=12, choices=CopyKind.choices)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    changes: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "kind"), name="one_copy_a_kind"),)
