"""What is known of the bytes in the counter's folder."""

from __future__ import annotations

from django.db import models


class Blob(models.Model):
    """Bytes by their SHA-256; they were on the disk before this record was."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256
