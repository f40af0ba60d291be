"""Offices (perangkat daerah) that hand in."""

from __future__ import annotations

from django.db import models


class Office(models.Model):
    """An office: ``name`` as its documents write it, ``bidang`` its code (`2.17`), ``contact`` whom to call."""

    name = models.CharField("nama perangkat daerah", max_length=300, unique=True)
    bidang = models.CharField("kode bidang urusan", max_length=8, blank=True)
    contact = models.CharField("narahubung", max_length=200, blank=True)
    active = models.BooleanField("aktif", default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
