"""Judgments on the LKIP: the real report's faults, its corrected twin, and the edges of each rule."""

from __future__ import annotations

from typing import Any

import pytest

from rules.carryover.earlier_documents import planned_by, reported_by
from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Drop, Insert, Put
from rules.engine.example_workbook_edits import Given, Identify
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.frames.groups import Member, depths_in_groups
from rules.model.cause_words import example_told
from rules.model.document import Document
from rules.model.finding import Verdict
from rules.model.references import Planned, References, Reported
from rules.schema.pack import Scale, load_pack
from rules.validation import validate, validate_many
from tests.places import EXAMPLES
from workbook_templates.reader import read_document

_FAMILIES = ("JML", "TUR", "LTS", "DOK", "ANG")


def told(verdict: Verdict, *families: str) -> list[str]:
    """Findings as `RULE table!cell`, of some families of rules."""
    found = [f"{f.rule} {f.table}!{f.cell}" for f in verdict.findings]
    return [place for place in found if place.startswith(families or _FAMILIES)]


def judged(*edits: Edit) -> list[str]:
    """What is found in the sound report after some edits, of any family."""
    return told(validate(example_document((Put("PK", 12, "1", "1"), *edits))), "")


def assert_found(cases: list[tuple[Any, list[str]]]) -> None:
    """What is found in the sound report after each of several edits (or tuples of them), judged as one stack."""
    edits = [case if isinstance(case, tuple) else (case,) for case, _ in cases]
    verdicts = validate_many([example_document((Put("PK", 12, "1", "1"), *each)) for each in edits])
    told_each = [(each, sorted(told(verdict, ""))) for each, verdict in zip(edits, verdicts, strict=True)]
    assert told_each == [(each, sorted(found)) for each, (_, found) in zip(edits, cases, strict=True)]


def outcome(verdict: Verdict, rule: str) -> tuple[str, int, str]:
    """Status, checked cells and reason of a rule."""
    return next((x.status, x.checked, x.reason) for x in verdict.rules if x.rule == rule)


# ---- the real report


def report(name: str) -> Document:
    """The real report as published (`seed`) or its corrected twin (`benar`)."""
    return read_document(EXAMPLES / f"lkip-2024-{name}.xlsx")


def test_inputs_copied_from_another_indicator_are_told_so() -> None:
    """What else stands in the real report is its golden verdict."""
    found = validate(report("seed")).findings
    copied = next(f for f in found if (f.rule, f.table, f.cell) == ("TUR-012", "Perhitungan-IKU", "E6"))
    assert 'isian 1 IKU "Persentase Peningkatan Volume Usaha Koperasi"' in copied.message


def test_corrected_twin_is_clean() -> None:
    verdict = validate(report("benar"))
    assert told(verdict) == []
    assert outcome(verdict, "TUR-012")[0] == "ran"
    assert outcome(verdict, "LTS-009")[1] > 40


def test_the_real_report_against_the_real_renja() -> None:
    found = {}
    for name in ("seed", "benar"):
        document = report(name)
        document.references = References(planned=planned_by(read_document(EXAMPLES / f"renja-2024-{name}.xlsx")))
        verdict = validate(document)
        assert outcome(verdict, "DOK-001")[:2] == ("ran", 8)
        found[name] = told(verdict, "DOK")
    assert found["benar"] == []
    assert found["seed"] == [f"DOK-002 Indikator-Program!E{row}" for row in (9, 13, 14, 15)]


# ---- groups (JML-005)


def test_a_letter_goes_on_only_in_its_own_list() -> None:
    names = ["1. Mesin", "a. Angkutan", "- Motor", "a. Dua roda", "b. Kantor", "2. Gedung", "Kantor", "a. Loket"]
    amounts = [30, 10, 10, 10, 20, 5, 5, 5]
    rows = [Member(name, None, (amount,)) for name, amount in zip(names, amounts, strict=True)]
    assert [depth for depth, _ in depths_in_groups(rows)] == [1, 2, 3, 4, 2, 1, 2, 3]


def test_members_are_told_by_value_before_count() -> None:
    rows = [Member("1. Kantor", None, (9, 60)), Member("Lemari", None, (3, 10)), Member("Rak", None, (1, 20)),
            Member("Meja", None, (2, 30))]  # fmt: skip
    assert depths_in_groups(rows) == [(1, False), (2, False), (3, True), (3, True)]  # only the counts tell: 3 = 1 + 2
    by_value = [
        Member("1. X", None, (9, 60)),
        Member("A", None, (3, 50)),
        Member("B", None, (1, 20)),
        Member("C", None, (2, 30)),
    ]
    assert depths_in_groups(by_value) == [(1, False), (2, False), (3, False), (3, False)]


def test_a_guess_puts_the_groups_around_it_off() -> None:
    """`- Motor` has the count of the two rows after it but not their value: nobody can say whose they are."""
    rows = (
        Insert("Aset", 17, {"1": "Motor A", "2": 1, "3": 100_000_000}),
        Insert("Aset", 18, {"1": "Motor B", "2": 1, "3": 60_000_000}),
    )
    assert judged(*rows) == []
    blamed = judged(Put("Aset", 15, "3", 200_500_001), *rows)
    assert blamed == ["JML-005 Aset!C15"]


def test_a_stated_depth_counts_more_than_a_mark() -> None:
    document = sound_report()
    table = next(table for table in document.tables if table.layout == "Aset")
    table.columns["tingkat"], table.letters["tingkat"] = ["0", "1", "2", "1", "2", "3", "3", "4"], "E"
    verdict = validate(document)
    # The group above is right once this one is put right.
    assert told(verdict) == ["JML-005 Aset!B16", "JML-005 Aset!C16"]


def test_grand_total_of_groups_adds_up_the_whole_only() -> None:
    document = sound_report()
    table = next(table for table in document.tables if table.layout == "Aset")
    table.rows.append(20)
    table.kinds.append("total")
    for number, value in (("1", "JUMLAH"), ("2", 4), ("3", 300_500_000.5)):
        table.columns[number].append(value)
    assert told(validate(document)) == []
    table.columns["2"][-1] = 3
    assert told(validate(document)) == ["JML-004 Aset!B20"]


def test_empty_members_are_told_and_their_groups_put_off() -> None:
    assert judged(Put("Aset", 17, "2", None)) == ["STR-010 Aset!B17"]


# ---- means and words (TUR-006, 007, 008)


_MORE = Insert("Efisiensi", 13, {"6": 80})


_MEANS_AND_WORDS: list[tuple[Any, list[str]]] = [
    ((_MORE,), ["TUR-006 Efisiensi!G13"]),
    ((_MORE, Put("Efisiensi", 13, "7", 85)), []),
    ((Insert("Efisiensi", 13, {"6": 85.01}), Put("Efisiensi", 13, "7", 87.51)), []),  # 87.505: a tie
    ((Insert("Efisiensi", 13, {"6": 85.01}), Put("Efisiensi", 13, "7", 87.53)), ["TUR-006 Efisiensi!G13"]),
    ((Put("Efisiensi", 13, "7", None),), ["TUR-006 Efisiensi!G13"]),
    ((Put("Efisiensi", 13, "7", "-"),), ["TUR-006 Efisiensi!G13"]),
    ((Put("Efisiensi", 13, "6", "sembilan puluh"),), ["ANG-001 Efisiensi!F13"]),  # the mean is put off
    ((Put("Efisiensi", 13, "4", 150),), ["LTS-009 Efisiensi!D13"]),
    ((Put("Efisiensi", 13, "8", None),), ["TUR-007 Efisiensi!H13"]),
    ((Put("Efisiensi", 12, "8", " EFISIEN "),), []),
    ((Put("Capaian", 12, "8", "Tinggi"),), ["TUR-008 Capaian!H12"]),
    ((Put("Capaian", 12, "8", None),), ["TUR-008 Capaian!H12"]),
    ((Put("Capaian", 12, "7", 1031.5),), ["TUR-004 Capaian!G12"]),
]


def test_means_and_words() -> None:
    assert_found(_MEANS_AND_WORDS)


def test_one_label_in_merged_cells_stands_for_all_its_rows() -> None:
    document = example_document((Insert("Efisiensi", 13, {"3": "Nilai AKIP", "4": 103.15, "6": 90, "7": 90}),))
    table = next(table for table in document.tables if table.layout == "Efisiensi")
    table.columns["5"][1] = 104.08
    table.marks.shared = {(14, "8"), (14, "5")}
    assert told(validate(document)) == []


def test_efficiency_with_a_band() -> None:
    pack = load_pack("efisiensi-selisih-5")
    words = [pack.scales["efisiensi"].word(x) for x in (5.01, 5, 0, -0.01)]
    assert words == ["efisien", "cukup efisien", "cukup efisien", "tidak efisien"]
    document = example_document((Put("Efisiensi", 13, "8", "cukup efisien"),))
    assert "TUR-007 Efisiensi!H13" in told(validate(document, pack))
    assert told(validate(sound_report(), pack)) == []


def test_a_scale_knows_its_words() -> None:
    with pytest.raises(ValueError, match="bagus"):
        Scale(bounds={"baik": 1, "kurang": 0}, above=["bagus"])


# ---- formulas of key indicators (TUR-012)


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


# ---- one figure in several tables (LTS-009)


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


# ---- money of programs (LTS-002, DOK-003, DOK-004)


_MONEY_AND_COUNTS: list[tuple[Any, list[str]]] = [
    ((Put("Pagu", 13, "4", 260_000_000),), ["JML-004 Pagu!D14", "LTS-002 Pagu!D13"]),
    # An amount that differs between tables does not silence what else is wrong with it where it stands.
    (
        (Put("Pagu-Realisasi", 13, "4", 252_000_000),),
        [
            "JML-004 Pagu-Realisasi!D14",
            "LTS-002 Pagu-Realisasi!D13",
            "TUR-005 Pagu-Realisasi!E13",
        ],
    ),
    ((Put("PK-Anggaran", 12, "3", 181_000_000),), ["JML-004 PK-Anggaran!C14", "LTS-002 PK-Anggaran!C12"]),
    ((Put("Pagu", 13, "2", "Program Penilaian KSP/USP Koperasi"),), []),
    ((Put("Pagu", 13, "4", "25.00.00"),), ["ANG-001 Pagu!D13"]),
    ((Put("Anggaran-IKU", 16, "5", 225_000_001),), ["JML-002 Anggaran-IKU!E16"]),
    ((Put("Daftar-Pendukung", 12, "3", 3),), ["LTS-006 Daftar-Pendukung!C12"]),
    ((Put("Daftar-Pendukung", 13, "4", None),), ["STR-010 Daftar-Pendukung!D13", "LTS-006 Daftar-Pendukung!C12"]),
]


def test_money_and_counts() -> None:
    assert_found(_MONEY_AND_COUNTS)


def test_lists_of_several_claims_are_counted_apart() -> None:
    more = Insert("Daftar-Pendukung", 13, {"1": "1", "2": "Koperasi baru", "3": 2, "4": "Koperasi Satu"})
    assert judged(more) == ["LTS-006 Daftar-Pendukung!C14"]
    assert judged(more, Put("Daftar-Pendukung", 14, "3", 1)) == []


def test_follow_up_of_advice_must_be_written() -> None:
    """STR-010 is all that is needed: every recommendation has its follow-up, and every follow-up its recommendation."""
    assert judged(Put("Tindak-Lanjut", 13, "3", None)) == ["STR-010 Tindak-Lanjut!C13"]
    assert judged(Put("Tindak-Lanjut", 13, "3", "   ")) == ["STR-010 Tindak-Lanjut!C13"]
    assert judged(Put("Tindak-Lanjut", 13, "2", None)) == ["STR-010 Tindak-Lanjut!B13"]


# ---- other documents (DOK-001, 002, 005)


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


@pytest.mark.parametrize(("typed", "due"), [("86%", "102,72%"), ("86", "102,72")])
def test_what_should_stand_beside_a_percentage_is_one(typed: str, due: str) -> None:
    found = validate(example_document((Put("PK", 12, "1", "1"), Put("Capaian-IKU", 12, "8", typed))))
    (cause,) = (cause for cause in found.causes if cause.id == "TUR-004")
    finding = found.findings[cause.example]
    assert finding.expected == 102.72
    assert f"seharusnya {due} (" in finding.message
    assert finding.suggestion.startswith(f"Perbaiki menjadi {due},")
    assert example_told(found, cause) == f"Capaian-IKU!H12: {typed}, seharusnya {due}"
