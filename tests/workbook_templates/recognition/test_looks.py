"""Levels of tables without codes that neither names nor amounts tell: by bold, indent and capitals, or sums are not judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rules.model.document import Look
from rules.model.finding import Verdict
from rules.validation import validate
from tests.support.office_forms import PLAN, SUM, WRONG, Item, Row
from tests.support.sheet_files import save_docx, save_ods, save_xlsx
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

HEAD: list[Row] = [
    ["Review Terhadap Rancangan Awal RKPD Tahun 2025"], ["Kabupaten Rawa Indah"], [],
    ["No", "Rancangan Awal RKPD", *[None] * 4, "Hasil Analisis Kebutuhan", *[None] * 4, "Catatan Penting"],
    [None, *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Pagu Indikatif"],
     *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Kebutuhan Dana"], None],
]  # fmt: skip


def review(named: Callable[[Item], str], look: Callable[[Item], Look], items: Sequence[Item] = PLAN) -> Grid:
    """T-C.31 without numbers, with a kegiatan that is wrong in both columns of money, so that no column tells its levels."""
    body: list[Row] = []
    for x in items:
        money = x.money + 5_000_000 * (x.code == WRONG)
        side = [named(x), "Rawa Indah", x.indicator, x.target, money]
        body.append([None, *side, *side, None])
    looks = {
        (at, column): set_off
        for at, x in enumerate(items, len(HEAD) + 1)
        for column in (2, 7)
        if any(set_off := look(x))
    }
    return Grid("Lembar1", [*HEAD, *body], replace(CELLS_ONLY, looks=looks))


def plain(x: Item) -> str:
    """A name that says nothing of its level."""
    return x.name.removeprefix("PROGRAM ").capitalize()


def wrong_sums(verdict: Verdict) -> set[tuple[str, str, int]]:
    return {(x.rule, x.cell, int(x.expected)) for x in verdict.findings if x.rule.startswith("JML")}


FOUND = {("JML-001", f"{column}{len(HEAD) + 2}", SUM) for column in "FK"}
BOLD_AND_INDENT = lambda x: Look(1 if x.level == 4 else 0, bold=x.level == 2)  # noqa: E731
WAYS: dict[str, tuple[Callable[[Item], str], Callable[[Item], Look]]] = {
    "bold programs, indented details": (plain, BOLD_AND_INDENT),
    "each level indented further": (plain, lambda x: Look(x.level - 2)),
    "programs in capitals, kegiatan bold": (
        lambda x: plain(x).upper() if x.level == 2 else plain(x),
        lambda x: Look(bold=x.level < 4),
    ),
    "programs told by their word, kegiatan bold": (lambda x: x.name, lambda x: Look(bold=x.level == 3)),
    "spaces before names": (lambda x: "   " * (x.level - 2) + plain(x), lambda _: Look()),
}


@pytest.mark.parametrize("way", WAYS)
def test_levels_by_how_names_are_set_off(way: str) -> None:
    verdict = validate(read_grids("x.xlsx", [review(*WAYS[way])]))
    assert wrong_sums(verdict) == FOUND
    assert not [note for note in verdict.notes if "jenjang" in note]


@pytest.mark.parametrize("save", [save_xlsx, save_ods, save_docx])
def test_files_tell_it_too(save: Callable[[Path, Sequence[Grid]], Path], tmp_path: Path) -> None:
    path = save(tmp_path / f"review.{save.__name__[-4:].lstrip('_')}", [review(plain, BOLD_AND_INDENT)])
    assert wrong_sums(validate(read_grids(path.name, read_workbook(path)))) == FOUND


@pytest.mark.parametrize(
    "look",
    [lambda _: Look(), lambda x: Look(bold=x.code.endswith("2.01.0004")), lambda x: Look(PLAN.index(x) % 4)],
    ids=["nothing set off", "one detail in bold", "more looks than levels"],
)
def test_where_looks_tell_nothing_the_verdict_says_that_sums_were_not_judged(look: Callable[[Item], Look]) -> None:
    verdict = validate(read_grids("x.xlsx", [review(lambda x: x.name, look)]))
    assert "JML-001" not in {finding.rule for finding in verdict.findings}
    (note,) = (note for note in verdict.notes if "jenjang" in note)
    assert "T-C.31" in note
    assert "tidak diperiksa" in note


def test_what_amounts_tell_is_not_asked_of_looks() -> None:
    """A detail in bold is no kegiatan where the sums say so."""
    sound = [x for x in PLAN if x.code.startswith("2.09.04")]
    grid = review(lambda x: x.name, lambda x: Look(bold=x.level == 4), sound)
    assert wrong_sums(validate(read_grids("x.xlsx", [grid]))) == set()
