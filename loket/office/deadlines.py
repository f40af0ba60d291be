"""How a deadline stands for a dossier, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from loket.register.models import Dossier

_SOON = 3
"""Days before a deadline from which on it is told in colour."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is told of a deadline; ``tone`` is `late`, `soon` or empty."""

    said: str
    tone: str = ""


def deadline_of(dossier: Dossier) -> Deadline:
    """How a dossier stands against its deadline, in days of the agency's zone."""
    if dossier.submitted_at:
        mending = ", perbaikan ditunggu" if dossier.may_upload else ""
        if dossier.late:
            return Deadline(f"diserahkan terlambat{mending}", "late")
        return Deadline(f"diserahkan tepat waktu{mending}", "soon" if mending else "")
    due = timezone.localdate(dossier.period.deadline)
    days = (due - timezone.localdate()).days
    if dossier.late:
        return Deadline(f"terlambat {-days} hari" if days else "terlambat sejak hari ini", "late")
    if days == 0:
        return Deadline("hari ini", "soon")
    return Deadline(f"{days} hari lagi", "soon" if days <= _SOON else "")
