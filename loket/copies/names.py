"""What downloads are called: office, document and version, never what the upload was called."""

from __future__ import annotations

from django.utils.text import slugify

from loket.register.models import Dossier, Version

_LONGEST = 60


def dossier_name(dossier: Dossier) -> str:
    """A dossier as part of a file's name: `renja-2027-rancangan-akhir-dinas-kesehatan`."""
    period = dossier.period
    return slugify(f"{period.kind} {period.year} {period.stage} {dossier.office.name[:_LONGEST]}")


def version_name(version: Version, what: str = "", ending: str = "") -> str:
    """The name of a version's file, or of what was made of it."""
    more = f"-{what}" if what else ""
    return f"{dossier_name(version.dossier)}-versi-{version.number}{more}{ending or version.ending}"
