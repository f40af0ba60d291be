"""How a deadline stands for a dossier, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from loket.register.models import Dossier, Stage

_SOON = 3
"""Days before a deadline from which on it is told in colour."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is told of a deadline; ``tone`` is `late`, `soon` or empty."""

    said: str
    tone: str = ""


def deadline_of(dossier: Dossier) -> Deadline:
    """How a dossier stands against its deadline, in days of the agency's zone."""
    handed_in = dossier.submitted_at and dossier.stage not in {Stage.RETURNED, Stage.DRAFT, Stage.EMPTY}
    due = timezone.localdate(dossier.period.deadline)
    if handed_in and dossier.submitted_at:
        late = dossier.submitted_at > dossier.period.deadline
        return Deadline("diserahkan terlambat", "late") if late else Deadline("diserahkan tepat waktu")
    days = (due - timezone.localdate()).days
    if timezone.now() > dossier.period.deadline:
        return Deadline(f"terlambat {-days} hari" if days else "terlambat sejak hari ini", "late")
    if days == 0:
        return Deadline("hari ini", "soon")
    return Deadline(f"{days} hari lagi", "soon" if days <= _SOON else "")
