"""Layouts stand apart from each other, and each part that is asked for is played."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from rules.errors import BrokenRuleFileError
from rules.schema import layout_words
from rules.schema.layout import FOLDER, SHARED_PARTS, Part, layouts, player, playing
from rules.schema.layout_words import PARTS, ROLES, undescribed

DOCUMENTS = ("renja", "lkip")


def _copies(folder: Path, *changes: tuple[str, str]) -> Path:
    """T-C.33 and T-C.30 alone, with changes to the second one."""
    for name in ("t-c.33.yaml", "t-c.30.yaml"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        for old, new in changes if name == "t-c.30.yaml" else ():
            assert old in text
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_two_layouts_stand_side_by_side(tmp_path: Path) -> None:
    assert list(layouts(_copies(tmp_path))) == ["T-C.30", "T-C.33"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("order: 20", "order: 70", "order: 70"),
        ("id: T-C.30", "id: T-C.33", "id: T-C.33"),
        ("plays: [kinerja]", "plays: [rencana]", "plays: rencana"),
    ],
)
def test_two_layouts_that_claim_the_same_are_both_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(BrokenRuleFileError) as told:
        layouts(_copies(tmp_path, (old, new)))
    assert str(told.value).startswith("t-c.33.yaml: ")
    assert f"{key} sudah dipakai t-c.30.yaml" in str(told.value)


def test_a_part_that_several_may_play_is_no_conflict(tmp_path: Path) -> None:
    shared = "rencana_akhir"
    assert shared in SHARED_PARTS
    folder = _copies(tmp_path, ("plays: [kinerja]", f"plays: [{shared}]"))
    (folder / "t-c.33.yaml").write_text(
        (folder / "t-c.33.yaml").read_text(encoding="utf-8").replace("plays: [rencana]", f"plays: [{shared}]"),
        encoding="utf-8",
    )
    assert [layout.plays for layout in layouts(folder).values()] == [[shared], [shared]]


@pytest.mark.parametrize("part", get_args(Part))
def test_every_part_is_played(part: Part) -> None:
    played = {document: playing(document, part) for document in DOCUMENTS}
    assert any(played.values())
    for document, found in played.items():
        if part not in SHARED_PARTS and found:
            assert player(document, part) is found[0]


def test_a_part_that_nobody_plays_is_told() -> None:
    with pytest.raises(LookupError, match="renja: 0 layouts play 'capaian'"):
        player("renja", "capaian")


def test_everything_in_a_layout_is_described(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(undescribed()) == []
    monkeypatch.setattr(layout_words, "_CHOICES", (("role", Part, ROLES),))
    assert "role: 'rencana'" in list(undescribed())
    monkeypatch.setattr(layout_words, "_CHOICES", (("plays", Part, {**PARTS, "apa": ""}),))
    assert list(undescribed()) == ["plays: 'apa'"]
