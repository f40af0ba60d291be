"""Printed headings held against those of forms: at once as one by one, and each column of a form likest to itself."""

from __future__ import annotations

from itertools import product

import pytest

from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from rules.schema.year_label import year_label
from rules.values.likeness import PlainHeadings, heading_likeness
from rules.values.text import plain_heading
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.heading_times import year_offset
from workbook_templates.recognition.heads.shared_words import shared_words
from workbook_templates.recognition.heads.wordings import Wordings, wordings

YEAR, RENSTRA = 2024, 2023
FORMS = [layout.id for layout in layouts().values() if layout.columns]


def chain(spec: ColumnSpec) -> tuple[str, ...]:
    """What a form prints over a column."""
    return tuple(year_label(text, YEAR, RENSTRA) for text in (spec.group, spec.subgroup, spec.heading) if text)


def spoilt(text: str) -> str:
    return text[1:].replace("an ", "")


def test_headings_compared_at_once_are_as_alike_as_one_by_one() -> None:
    official = sorted({x.heading for form in FORMS for x in layouts()[form].columns.values()})
    found = [*official[::5], *map(spoilt, official[::7]), "program program kegiatan", "target target", ""]
    likenesses = PlainHeadings(list(map(plain_heading, official))).likenesses(list(map(plain_heading, found)))
    for (at, text), (to, heading) in product(enumerate(found), enumerate(official)):
        assert likenesses[at, to] == pytest.approx(heading_likeness(text, heading)), (text, heading)


@pytest.mark.parametrize("name", FORMS)
def test_each_column_of_a_form_is_likest_to_itself(name: str) -> None:
    columns, official = list(layouts()[name].columns), layouts()[name].official
    chains = [chain(spec) for spec in official.values()]
    held = wordings(name, YEAR)
    held.learn(chains)
    for number, row in zip(official, held.likenesses(chains), strict=True):
        assert row[columns.index(number)] == row.max() >= 90, (number, row)


def test_what_was_said_before_is_known_when_others_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_templates.recognition.heads.wordings._MOST_KNOWN", 2)
    held = Wordings("T-C.33", YEAR)
    chains = [(f"Program {at}",) for at in range(5)]
    held.learn(chains[:4])
    before = held.likenesses(chains[3:4])
    held.learn(chains[3:])
    assert held.likenesses(chains[3:])[0].tolist() == before[0].tolist()


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        (("Kebutuhan Dana/Pagu Indikatif",), 90, 100),
        (("Rencana Tahun 2024", "Kebutuhan Dana/Pagu Indikatif"), 100, 100),
        (("Prakiraan Maju Rencana Tahun 2025", "Kebutuhan Dana/Pagu Indikatif"), 80, 90),
        (("Nama Pegawai",), 0, 55),
        ((), 0, 0),
    ],
)
def test_group_and_year_over_a_heading_count(said: tuple[str, ...], least: float, most: float) -> None:
    """Those of T-C.33 column 6, money of the plan year."""
    held = wordings("T-C.33", YEAR)
    held.learn([said])
    (row,) = held.likenesses([said])
    assert least <= row[list(layouts()["T-C.33"].columns).index("6")] <= most


def test_a_heading_of_letters_needs_them_among_its_words() -> None:
    held, columns = wordings("E.81", YEAR), list(layouts()["E.81"].columns)
    over = "Realisasi Kinerja Pada Triwulan II"
    said = [(over, "K"), (over, "Rp"), (f"{over} K",)]
    held.learn(said)
    both, other, flat = held.likenesses(said)[:, columns.index("9K")]
    assert flat == both > 90
    assert other <= 50


@pytest.mark.parametrize("name", FORMS)
def test_a_form_shares_most_words_with_itself(name: str) -> None:
    leaves = [Leaf(at, at, chain(spec), None) for at, spec in enumerate(layouts()[name].official.values())]
    shared = dict(zip(FORMS, shared_words(leaves, tuple(FORMS)), strict=True))
    assert shared[name] >= 0.9 * max(shared.values())


def test_years_are_counted_from_the_plan_year() -> None:
    told = [year_offset(text, YEAR) for text in ("Target Renja (n-2)", "Pagu Tahun 2025", "Pagu", "Tahun n")]
    assert told == [-2, 1, None, 0]
