"""Versions with the verdict that their file gets, judged once in this process and then stored as workers do."""

from __future__ import annotations

from functools import cache

from headless.batch.worker import Work
from loket.blobs.store import keep_file
from loket.judging.judge import store
from loket.judging.traces import Traced, TracedWork
from loket.register.models import Dossier, Stage, Version
from tests.loket.conftest import EXAMPLES

SEED, SOUND = "renja-2024-seed.xlsx", "renja-2024-benar.xlsx"
"""Examples: one with faults of many kinds, one that passes."""


@cache
def _traced(name: str) -> Traced:
    traced = TracedWork(Work(kind="renja", whole=True)).judge([EXAMPLES / name])[0]
    traced.verdict.file = name
    return traced


def judged(dossier: Dossier, name: str) -> Version:
    """The next version of a dossier, uploaded and judged."""
    version = Version.objects.create(
        dossier=dossier,
        number=dossier.versions.count() + 1,
        blob=keep_file(EXAMPLES / name),
        filename=name,
        ending=".xlsx",
    )
    store(version, _traced(name))
    dossier.stage = Stage.DRAFT
    dossier.save()
    return version
