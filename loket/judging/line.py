"""The line of versions that wait to be judged; the register is the truth, tasks only wake a worker.

A worker claims several versions at once. One that dies leaves its claims behind; they lapse, and another takes them up. A
version that was claimed too often is quarantined, so that one file cannot stop the line.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from loket.register.models import Version, VersionState

TOGETHER = 12
"""Versions judged at once by a worker."""
LEASE = timedelta(minutes=3)
"""After this long a claim lapses, unless its worker renews it: whatever takes longer between two renewals has no worker any more."""
ATTEMPTS = 3


def _due() -> Q:
    lapsed = Q(state=VersionState.JUDGING, claimed__lt=timezone.now() - LEASE)
    return Q(state=VersionState.WAITING) | lapsed


def waiting() -> int:
    """How many versions no worker has at hand."""
    return Version.objects.filter(_due()).count()


def worker_name(process: int | str) -> str:
    """What names a worker of this machine; with "" what all their names begin with."""
    return f"{platform.node()[:40]}-{process}"


def claim(most: int = TOGETHER) -> list[Version]:
    """Take up the next versions; no other worker gets them before the lease has lapsed."""
    with transaction.atomic():
        due = Version.objects.filter(_due()).order_by("uploaded")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        taken = list(due[:most])
        # What killed its worker is judged alone the next time.
        suspect = [version for version in taken if version.attempts]
        taken = suspect[:1] or taken
        numbers = [version.pk for version in taken]
        Version.objects.filter(pk__in=numbers).update(
            state=VersionState.JUDGING,
            claimed=timezone.now(),
            claimed_by=worker_name(os.getpid()),
            attempts=F("attempts") + 1,
        )
    claimed = Version.objects.filter(pk__in=numbers).select_related(
        "dossier__office", "dossier__period", "blob", "word"
    )
    return list(claimed.order_by("uploaded"))


def renew(numbers: Collection[int]) -> None:
    """Hold on to what this worker has claimed and not judged yet."""
    mine = Version.objects.filter(pk__in=numbers, state=VersionState.JUDGING, claimed_by=worker_name(os.getpid()))
    mine.update(claimed=timezone.now())


def give_back(versions: Sequence[Version]) -> None:
    """Put versions back in line: it was not their fault that they were not judged."""
    Version.objects.filter(pk__in=[version.pk for version in versions], state=VersionState.JUDGING).update(
        state=VersionState.WAITING, claimed=None, attempts=F("attempts") - 1
    )


def release(process: int | str = "") -> int:
    """Put back in line what a worker of this machine had at hand when it died; without one, what any of them had."""
    name = worker_name(process)
    left = Version.objects.filter(state=VersionState.JUDGING)
    left = left.filter(claimed_by=name) if process else left.filter(claimed_by__startswith=name)
    return left.update(state=VersionState.WAITING, claimed=None)


def as_named(version: Version, folder: Path) -> Path:
    """Where a copy of a version's workbook stands under a name that readers can go by."""
    return folder / f"{version.code}{version.ending}"


def ahead_of(version: Version) -> int:
    """How many versions are judged before one that waits."""
    return Version.objects.filter(_due(), uploaded__lt=version.uploaded).count()
