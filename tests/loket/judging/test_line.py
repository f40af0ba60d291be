"""The line of versions: a file that kills its judge is quarantined alone; what a dead worker had at hand comes back."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from headless.batch.worker import Work
from loket.blobs.store import keep
from loket.judging import holding, tasks
from loket.judging import judge as judging
from loket.judging.line import ATTEMPTS, LEASE, claim, release, renew, worker_name
from loket.register.models import Event, Version, VersionState
from tests.loket.conftest import EXAMPLES, World
from tests.support import batch_hooks

_BOOK = EXAMPLES / "renja-2024-benar.xlsx"


def _version(world: World, number: int, code: str = "", **fields: Any) -> Version:
    named = {"code": code} if code else {}
    return Version.objects.create(
        dossier=world.dossiers[0],
        number=number,
        blob=keep([_BOOK.read_bytes()]),
        filename=f"renja-{number}.xlsx",
        ending=".xlsx",
        **named,
        **fields,
    )


def test_a_file_that_kills_its_judge_is_quarantined_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = [_version(world, 1), _version(world, 2, "mati000000000000"), _version(world, 3)]
    usual = judging._work

    def deadly(period: Any, folder: Path) -> Work:
        return replace(usual(period, folder), read=batch_hooks.read)

    monkeypatch.setattr(judging, "_work", deadly)
    judging.judge(claim())
    for version in versions:
        version.refresh_from_db()
    assert [version.state for version in versions] == [
        VersionState.JUDGED,
        VersionState.QUARANTINED,
        VersionState.JUDGED,
    ]
    assert [version.status for version in versions] == ["valid", "unreadable", "valid"]
    assert "renja-2.xlsx" in versions[1].verdict["reason"]
    assert Event.objects.filter(what="mengarantina").count() == 1


def test_a_version_whose_workers_keep_dying_is_given_up(world: World) -> None:
    version = _version(world, 1, attempts=ATTEMPTS)
    judging.judge(claim())
    version.refresh_from_db()
    assert version.state == VersionState.QUARANTINED
    assert "dikarantina" in version.verdict["reason"]


def test_what_was_claimed_is_nobody_elses_until_its_lease_lapses(world: World) -> None:
    version = _version(world, 1)
    assert [one.pk for one in claim()] == [version.pk]
    assert claim() == []
    Version.objects.update(claimed=timezone.now() - LEASE - timedelta(seconds=1))
    assert [one.pk for one in claim()] == [version.pk]


def test_what_a_dead_worker_had_at_hand_comes_back_and_is_judged_alone(world: World) -> None:
    import os

    suspect, other = _version(world, 1), _version(world, 2)
    assert len(claim()) == 2
    assert release(os.getpid() + 1) == 0
    assert release(os.getpid()) == 2
    assert [one.pk for one in claim()] == [suspect.pk]
    assert [one.pk for one in claim()] == [other.pk]


def test_what_was_claimed_when_the_database_went_away_is_back_in_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(versions: object) -> None:
        raise OperationalError

    version = _version(world, 1)
    monkeypatch.setattr(tasks, "judge", away)
    with pytest.raises(OperationalError):
        tasks.judge_waiting.func()
    assert [one.pk for one in claim()] == [version.pk]


def test_what_takes_longer_than_a_claim_is_held_until_it_is_judged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three long narratives: while one is held against its workbook, this and those behind it are claimed anew."""
    word = keep([b"naskah"])
    versions = [_version(world, number, word=word, word_filename="naskah.docx") for number in (1, 2, 3)]
    renewed: list[tuple[int, ...]] = []
    held: list[int] = []
    monkeypatch.setattr(holding, "_EVERY", 0.005)
    monkeypatch.setattr(holding, "renew", lambda numbers: renewed.append(numbers))

    def slow(*_: object) -> dict[str, Any]:
        renewed.clear()
        while len(renewed) < 2:
            time.sleep(0.005)
        held.append(len(renewed[-1]))
        return {"findings": []}

    monkeypatch.setattr(judging, "held_against_workbook", slow)
    judging.judge(claim())
    assert held == [3, 2, 1]
    for version in versions:
        version.refresh_from_db()
    assert {version.state for version in versions} == {VersionState.JUDGED}
    number = len(renewed)
    time.sleep(0.05)
    assert len(renewed) <= number + 1


def test_a_claim_that_another_worker_has_taken_is_not_renewed(world: World) -> None:
    version = _version(world, 1)
    claim()
    Version.objects.update(claimed=timezone.now() - 2 * LEASE, claimed_by="lain-1")
    renew({version.pk})
    version.refresh_from_db()
    assert version.claimed < timezone.now() - LEASE
    Version.objects.update(claimed_by=worker_name(os.getpid()))
    renew({version.pk})
    version.refresh_from_db()
    assert version.claimed > timezone.now() - LEASE
