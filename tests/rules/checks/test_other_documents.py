"""A report against the plan and the report of last year (DOK-001, 002, 005)."""

from __future__ import annotations

from typing import Any

from rules.carryover.earlier_documents import planned_by, reported_by
from rules.engine.example_table_edits import Drop
from rules.engine.example_workbook_edits import Given
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.references import Planned, References, Reported
from rules.validation import validate
from tests.support.report_findings import assert_found, outcome


def test_nothing_given_is_said() -> None:
    document = sound_report()
    document.references = References()
    verdict = validate(document)
    assert outcome(verdict, "DOK-001") == ("skipped", 0, References().no_planned.id)
    assert outcome(verdict, "DOK-002") == ("skipped", 0, References().no_planned.id)
    assert outcome(verdict, "DOK-005") == ("skipped", 0, References().no_reported.id)


def test_last_years_report_is_the_years_own_figures() -> None:
    """The sound report of 2024, taken for last year's, agrees with one of 2025 that quotes it."""
    last = reported_by(sound_report())
    assert last.figures["realisasi", "nilai akip"] == "78,19"
    assert last.money["pagu", "Program Penilaian Kesehatan KSP/USP Koperasi"] == 250_000_000
    assert ("realisasi", "pertumbuhan volume usaha koperasi nasional") not in last.figures


def test_what_the_renja_plans() -> None:
    planned = planned_by(sound_document())
    assert planned.pagu == {
        "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota": 190_000_000,
        "Program Penilaian Kesehatan KSP/USP Koperasi": 250_000_000,
    }
    assert planned.targets["nilai akip"] == "75,80"


_AGAINST_OTHER_DOCUMENTS: list[tuple[Any, list[str]]] = [
    (Given(reported=(("realisasi", "Nilai AKIP", "76,10"),)),
     ["DOK-005 Capaian-IKU!E12", "DOK-005 Akumulasi-Renstra!E13"]),
    (Given(reported=(("realisasi", "1. nilai AKIP", "76.01"),)), []),
    (Given(reported_money=(("realisasi_dana", "Penilaian KSP/USP Koperasi", 187_000_000),)), []),
    (Given(planned_targets=(("Nilai AKIP", "BB"),)), ["DOK-002 IKU!G12"]),
    (Given(planned_targets=(("Jumlah Koperasi yang Tersertifikasi Kesehatannya", "9"),)), []),
    (Given(planned_pagu=(("Program lain sama sekali", 1),)), []),
]  # fmt: skip


def test_against_other_documents() -> None:
    assert_found(_AGAINST_OTHER_DOCUMENTS)


def test_a_document_without_the_compared_tables_does_not_fail() -> None:
    tables = [table.layout for table in sound_report().tables if table.layout != "SDM"]
    document = example_document(tuple(Drop(name) for name in tables))
    document.references = References(planned=Planned(), reported=Reported())
    verdict = validate(document)
    assert "crashed" not in {x.status for x in verdict.rules}
    assert reported_by(document).figures == {}
