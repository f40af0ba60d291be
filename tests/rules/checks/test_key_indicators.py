"""Results of key indicators against the formula that is declared for them, or assumed (TUR-012)."""

from __future__ import annotations

from typing import Any

from rules.engine.example_table_edits import Insert, Put
from rules.examples.build import example_document
from rules.validation import validate
from tests.support.report_findings import assert_found, outcome, told

_FORMULAS_OF_KEY_INDICATORS: list[tuple[Any, list[str]]] = [
    ((Put("Perhitungan-IKU", 14, "4", "1,06%"),), ["TUR-012 Perhitungan-IKU!D14"]),
    ((Put("Perhitungan-IKU", 14, "4", "1%"),), []),
    ((Put("Perhitungan-IKU", 14, "4", "1,0%"),), []),  # 1.05: a tie
    (
        (
            Put("Perhitungan-IKU", 12, "4", "1.010.790.000"),
            Put("Perhitungan-IKU", 12, "5", None),
            Put("Perhitungan-IKU", 14, "4", "1,07%"),
        ),
        ["TUR-011 Perhitungan-IKU!D14"],
    ),  # 1.079 cut off
    ((Put("IKU", 13, "rumus", "Pertumbuhan"),), []),
    ((Put("IKU", 13, "rumus", None),), []),  # its name tells of growth
    ((Put("IKU", 13, "rumus", "(1 - 2) / 2 * 100"),), []),
    ((Put("IKU", 13, "rumus", "rasio"),), ["TUR-012 Perhitungan-IKU!D14"]),
    ((Put("IKU", 13, "rumus", "rasio"), Put("Perhitungan-IKU", 14, "4", "101,05%")), []),
    ((Put("IKU", 13, "rumus", "volume usaha n dibagi n-1"),), ["TUR-012 IKU!J13"]),
    ((Put("IKU", 13, "rumus", "1 / 3 * 100"),), ["TUR-012 IKU!J13"]),
    ((Put("Perhitungan-IKU", 13, "5", "2.000.000.000"),), ["TUR-012 Perhitungan-IKU!E13"]),
    ((Put("Perhitungan-IKU", 13, "5", "-"),), []),
    ((Put("Perhitungan-IKU", 13, "4", None),), ["STR-010 Perhitungan-IKU!D13"]),
    ((Put("Perhitungan-IKU", 12, "4", "1,0,10"),), ["ANG-001 Perhitungan-IKU!D12"]),
]


def test_formulas_of_key_indicators() -> None:
    assert_found(_FORMULAS_OF_KEY_INDICATORS)


def test_several_calculations_and_one_without_formula() -> None:
    document = example_document(
        (
            Put("IKU", 12, "rumus", "nilai AKIP"),
            Insert("Perhitungan-IKU", 14, {"1": "Nilai AKIP", "2": "1", "3": "Perencanaan", "4": "80"}),
            Insert("Perhitungan-IKU", 15, {"2": 2.0, "3": "Pengukuran", "4": "80"}),
            Insert("Perhitungan-IKU", 16, {"2": "3", "3": "Pelaporan", "4": "70"}),
            Insert("Perhitungan-IKU", 17, {"2": "4", "3": "Evaluasi", "4": "78,76"}),
            Insert("Perhitungan-IKU", 18, {"2": "Hasil", "3": "Nilai", "4": "78,19"}),
            Insert("Perhitungan-IKU", 19, {"1": "Indeks Kepuasan", "2": "1", "3": "Nilai", "4": "80"}),
            Insert("Perhitungan-IKU", 20, {"2": "Hasil", "3": "Indeks", "4": "80"}),
        )
    )
    verdict = validate(document)
    assert told(verdict) == []
    assert 'rumus IKU "Indeks Kepuasan" belum dinyatakan' in outcome(verdict, "TUR-012")[2]
    table = next(table for table in document.tables if table.layout == "Perhitungan-IKU")
    table.columns["4"][7] = "78,91"
    assert told(validate(document)) == ["TUR-012 Perhitungan-IKU!D19"]
