"""The real report and its corrected twin, groups, means and words, and the money of programs."""

from __future__ import annotations

from typing import Any

import pytest

from rules.carryover.earlier_documents import planned_by
from rules.engine.example_table_edits import Insert, Put
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.model.cause_words import example_told
from rules.model.document import Document
from rules.model.references import References
from rules.schema.pack import Scale, load_pack
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.report_findings import assert_found, judged, outcome, told
from workbook_templates.reader import read_document

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


# ---- means and words (TUR-004, 006, 007, 008)


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


@pytest.mark.parametrize(("typed", "due"), [("86%", "102,72%"), ("86", "102,72")])
def test_what_should_stand_beside_a_percentage_is_one(typed: str, due: str) -> None:
    found = validate(example_document((Put("PK", 12, "1", "1"), Put("Capaian-IKU", 12, "8", typed))))
    (cause,) = (cause for cause in found.causes if cause.id == "TUR-004")
    finding = found.findings[cause.example]
    assert finding.expected == 102.72
    assert f"seharusnya {due} (" in finding.message
    assert finding.suggestion.startswith(f"Perbaiki menjadi {due},")
    assert example_told(found, cause) == f"Capaian-IKU!H12: {typed}, seharusnya {due}"


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
