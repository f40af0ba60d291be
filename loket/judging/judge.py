"""Judging claimed versions: stacked by period, in children within limits, each verdict put into the register."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone

from headless.batch.run import Hands, judged
from headless.batch.worker import Work
from headless.tasks.packs import pack_named
from loket.access.trail import record_own
from loket.blobs.store import bytes_of
from loket.judging.changes import changes, predecessor
from loket.judging.holding import holding
from loket.judging.line import ATTEMPTS, as_named, give_back
from loket.judging.narratives import held_against_workbook
from loket.judging.references import comparison
from loket.judging.traces import Traced, TracedWork
from loket.register.models import Explanation, Period, Version, VersionState
from rules.errors import RenjaError
from rules.model.finding import Verdict

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")

_PATIENCE = 120.0
"""Seconds that a verdict waits for a database that has gone away."""
_PAUSE = 0.5
_JUDGED = (
    "state", "judged", "status", "complete", "verdict", "causes", "traces", "changes", "narrative", "galat", "peringatan"
)  # fmt: skip
"""What judging settles of a version."""


def judge(versions: Sequence[Version]) -> None:
    """Judge versions that this worker has claimed."""
    lost = [version for version in versions if version.attempts > ATTEMPTS]
    for version in lost:
        killed = Verdict(version.filename, "unreadable", reason=_killed(version), quarantined=True)
        store(version, Traced(killed))
    left = sorted((version for version in versions if version not in lost), key=lambda one: one.dossier.period_id)
    held = {version.pk for version in left}
    with holding(held), tempfile.TemporaryDirectory(prefix="renja-loket-") as name:
        for _, group in groupby(left, key=lambda one: one.dossier.period_id):
            _judge_period(list(group), Path(name), held)


def _killed(version: Version) -> str:
    return (
        f"'{version.filename}' dikarantina: pemeriksanya berhenti {version.attempts - 1} kali saat memeriksanya; simpan ulang "
        "filenya di Excel, lalu unggah kembali."
    )


def _judge_period(versions: list[Version], folder: Path, held: set[int]) -> None:
    """Judge the versions of a period; ``held`` are the numbers of all that the worker still has at hand."""
    period = versions[0].dossier.period
    try:
        work = patiently(lambda: _work(period, folder))
    except (RenjaError, OSError):
        log.exception("period %s cannot be judged: its references or pack", period)
        give_back(versions)
        raise
    files = {as_named(version, folder): version for version in versions}
    for path, version in files.items():
        path.write_bytes(bytes_of(version.blob))
    with_narrative: list[tuple[Path, Traced]] = []
    for path, traced in judged(list(files), TracedWork(work), Hands(jobs=1)):
        version, verdict = files[path], traced.verdict
        verdict.file = version.filename
        verdict.reason = verdict.reason.replace(path.name, version.filename)
        if version.word and verdict.status != "unreadable":
            with_narrative.append((path, traced))
        else:
            _settle(version, traced, held)
    # Nobody else's verdict waits for somebody's long text.
    for path, traced in with_narrative:
        version = files[path]
        if version.word:
            version.narrative = held_against_workbook(version, version.word, path)
        _settle(version, traced, held)


def _settle(version: Version, traced: Traced, held: set[int]) -> None:
    store(version, traced)
    held.discard(version.pk)


def _work(period: Period, folder: Path) -> Work:
    """How the documents of a period are judged: whole, as the document that the period is for."""
    pack = pack_named(period.pack) if period.pack else None
    kind = "lkip" if period.kind == "lkip" else "renja"
    return Work(pack, comparison=comparison(period, folder), kind=kind, whole=True)  # type: ignore[arg-type]


def store(version: Version, traced: Traced) -> None:
    """Put a verdict into the register, waiting for a database that is away for a while."""
    verdict = traced.verdict

    def put() -> None:
        with transaction.atomic():
            before = predecessor(version) if verdict.status != "unreadable" else None
            version.changes = changes(before, traced) if before else None
            version.state = VersionState.QUARANTINED if verdict.quarantined else VersionState.JUDGED
            version.judged, version.status, version.complete = timezone.now(), verdict.status, verdict.complete
            version.verdict, version.traces = verdict.as_json(), traced.as_json()
            version.causes = [cause.as_json() | {"findings": []} for cause in verdict.causes]
            version.galat = sum(cause.severity == "galat" for cause in verdict.causes)
            version.peringatan = sum(cause.severity == "peringatan" for cause in verdict.causes)
            version.save(update_fields=_JUDGED)
            if before:
                _keep_explanations(before, version)
            if verdict.quarantined:
                record_own("mengarantina", str(version), version.dossier)

    patiently(put)


def _keep_explanations(before: Version, version: Version) -> None:
    """What the office said of a warning holds for the next version as long as some of it is still there."""
    still = {name for name, found in version.changes["causes"].items() if found["still"]}
    kept = before.explanations.filter(cause__in=still)
    Explanation.objects.bulk_create(
        [Explanation(version=version, cause=one.cause, text=one.text) for one in kept], ignore_conflicts=True
    )


def patiently(deed: Callable[[], _Result]) -> _Result:
    """Do something with the database, again and again while it is away, for :data:`_PATIENCE` seconds at most."""
    late = time.monotonic() + _PATIENCE
    while True:
        try:
            return deed()
        except (OperationalError, InterfaceError):
            if time.monotonic() > late:
                raise
            log.warning("the database is away; trying again")
            close_old_connections()
            time.sleep(_PAUSE)
