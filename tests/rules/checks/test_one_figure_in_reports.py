"""One figure of an indicator stands in several tables of a report (LTS-009), however its rows and names are written."""

from __future__ import annotations

from typing import Any

import pytest

from rules.engine.example_table_edits import Put
from rules.engine.example_workbook_edits import Identify
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.validation import validate
from tests.support.report_findings import assert_found, judged, outcome, told

_ONE_FIGURE_IN_SEVERAL_TABLES: list[tuple[Any, list[str]]] = [
    ((Put("Capaian-IKU", 12, "7", "78,91"),), ["LTS-009 Capaian-IKU!G12"]),
    ((Put("Capaian", 12, "6", "78,91"),), ["LTS-009 Capaian!F12"]),
    ((Put("PK", 13, "5", "2 %"),), ["LTS-009 PK!E13"]),
    ((Put("Akumulasi-Renstra", 13, "5", "76,1"),), ["LTS-009 Akumulasi-Renstra!E13"]),
    ((Put("Pembanding", 13, "3", "2%"),), ["LTS-009 Pembanding!C13"]),
    ((Put("Pembanding", 12, "3", "6%"), Put("Pembanding", 12, "5", 13.67)), []),  # not of this office
    ((Put("PK", 12, "5", "75.8 Nilai"),), []),
    ((Put("Capaian", 12, "7", 103.15303430079156),), []),
    ((Put("Capaian", 13, "7", 104),), ["TUR-004 Capaian!G13"]),
    ((Put("Akumulasi-Renstra", 13, "6", "-"),), []),
    ((Put("IKU", 13, "3", "2. persentase peningkatan  volume usaha"),), []),
]


def test_one_figure_in_several_tables() -> None:
    assert_found(_ONE_FIGURE_IN_SEVERAL_TABLES)


def test_without_the_first_year_of_the_renstra_its_columns_are_not_compared() -> None:
    verdict = validate(example_document((Put("PK", 12, "1", "1"), Identify("renstra_awal", None))))
    assert told(verdict, "LTS") == []
    assert "tahun awal Renstra" in outcome(verdict, "LTS-009")[2]


@pytest.mark.parametrize("measure", ["1. Target", "Taret", "TARGET 2024", "tgt"])
def test_a_measure_misspelled_or_numbered_is_read(measure: str) -> None:
    wrong = Put("Akumulasi-Renstra", 12, "5", "518")
    assert judged(Put("Akumulasi-Renstra", 12, "2", measure), wrong) == ["LTS-009 Akumulasi-Renstra!E12"]


def test_a_year_among_words_is_read() -> None:
    assert (
        judged(Put("Pembanding", 13, "2", "Tahun 2024"), Put("Pembanding", 13, "3", "7%"))[0]
        == "LTS-009 Pembanding!C13"
    )


@pytest.mark.parametrize(
    ("cell", "said", "told"),
    [
        (("Akumulasi-Renstra", 12, "2"), "segera", "isi Akumulasi-Renstra B12 tidak dikenali"),
        (("Pembanding", 13, "2"), "tahun ini", "isi Pembanding B13 tidak dikenali"),
        (("Akumulasi-Renstra", 12, "2"), "Capaian (%)", None),
        (("Pembanding", 13, "2"), "-", None),
    ],
)
def test_a_row_of_which_nobody_knows_what_it_states_leaves_the_verdict_open(
    cell: tuple[str, int, str], said: str, told: str | None
) -> None:
    verdict = validate(example_document((Put("PK", 12, "1", "1"), Put(*cell, said))))
    assert [x.reason for x in verdict.unchecked if "LTS-009" in x.rules] == ([told] if told else [])
    assert (verdict.status, verdict.complete) == ("valid", not told)


@pytest.mark.parametrize(("typed", "told"), [("Nilai AIKP", "Nilai AKIP"), ("Nilai AKIP 2", None), ("Nilai IKM", None)])
def test_an_indicator_nearly_named_as_in_another_table_leaves_the_verdict_open(typed: str, told: str | None) -> None:
    document = sound_report()
    capaian = next(table for table in document.tables if table.layout == "Capaian")
    capaian.columns["3"][0] = typed
    reasons = [one.reason for one in validate(document).unchecked if "hampir sama" in one.reason]
    assert [f'"{told}" di tabel lain' in reason for reason in reasons] == ([True] if told else [])
