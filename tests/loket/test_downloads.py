"""Whatever is no page of ours is a file to keep: its kind is not guessed and it opens in no page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from loket.register.models import Stage, Version
from tests.loket.conftest import World
from tests.loket.judged import SOUND, judged


@pytest.fixture
def version(world: World, signed_in: Callable[[str], Client]) -> Version:
    """A version of the first office that was handed in and accepted."""
    made = judged(world.dossiers[0], SOUND)
    signed_in("pd").post(f"/pd/versi/{made.code}/penjelasan/", {"serahkan": "ya", "mengetahui": "ya"})
    signed_in("verifikator").post(f"/badan/berkas/{made.dossier_id}/putusan/", {"outcome": "diterima"})
    made.dossier.refresh_from_db()
    assert made.dossier.stage == Stage.ACCEPTED
    return made


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("templat", ("dossier",)), ("file-asli", ("code",)), ("file-temuan", ("code",)), ("file-tersegel", ("code",)),
        ("badan-rekap", ("period", "xlsx")), ("badan-arsip", ("period",)), ("badan-berita-acara-semua", ("period",)),
        ("badan-berita-acara", ("dossier",)),
    ],
)  # fmt: skip
def test_files_are_kept_not_opened(
    name: str, words: tuple[str, ...], version: Version, signed_in: Callable[[str], Client]
) -> None:
    meant = {"dossier": version.dossier_id, "period": version.dossier.period_id, "code": version.code}
    answer = signed_in("verifikator").get(reverse(name, args=[meant.get(word, word) for word in words]))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert version.filename not in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.headers["Content-Type"].startswith("text/html")
