"""Two faults beside each other: each is told, or put off aloud, and none is told with what the other one got wrong."""

from __future__ import annotations

from typing import Any

import pytest

from rules.engine.example_table_edits import Put, Remove
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document
from rules.model.finding import Finding, Verdict
from rules.validation import validate
from rules.values.cells import ExcelError


def _renja(*puts: Put) -> Verdict:
    return validate(example_document(puts))


def _lkip(*puts: tuple[str, int, str, Any]) -> Verdict:
    document: Document = sound_report()
    for layout, row, column, value in puts:
        table = next(table for table in document.tables if table.layout == layout)
        table.columns[column][table.rows.index(row)] = value
    return validate(document)


def _told(verdict: Verdict, rule: str) -> dict[str, Finding]:
    return {f"{x.sheet}!{x.cell}": x for x in verdict.findings if x.rule == rule}


def _put_off(verdict: Verdict, rule: str) -> int:
    return next(outcome.deferred for outcome in verdict.rules if outcome.rule == rule)


def test_a_rate_over_cells_that_say_nothing_should_say_nothing() -> None:
    for column in ("6", "7"):
        nil = _renja(Put("T-C.29", 18, "6", "-"), Put("T-C.29", 18, "7", "-"), Put("T-C.29", 18, "10", 36))
        found = _told(nil, "TUR-001")["T-C.29!H18"]
        assert (found.value, found.expected) == (75, "-"), column
    assert "Kolom 7, 6 nihil" in found.message
    said = (Put("T-C.29", 18, x, "-") for x in ("6", "7", "8"))
    assert not _told(_renja(*said), "TUR-001")


def test_nought_over_nought_may_be_said_to_be_all() -> None:
    """Where no case was aimed at and none occurred, people write 100 %: only a dash says that nothing is told."""
    verdict = _lkip(("Capaian-IKU", 13, "6", 0), ("Capaian-IKU", 13, "7", 0))
    assert not _told(verdict, "TUR-004")


def test_a_rate_over_a_figure_that_was_not_reckoned_is_put_off() -> None:
    verdict = _renja(Put("T-C.29", 15, "10", "-"), Put("T-C.29", 15, "11", 988.2))
    assert set(_told(verdict, "TUR-002")) == {"T-C.29!J15"}
    assert not _told(verdict, "TUR-003")
    assert _put_off(verdict, "TUR-003") == 1


def test_a_label_over_a_mean_left_out_is_put_off() -> None:
    verdict = _lkip(("Efisiensi", 12, "8", "boros"), ("Efisiensi", 12, "5", "-"))
    assert (set(_told(verdict, "TUR-006")), _put_off(verdict, "TUR-007")) == ({"Efisiensi!E12"}, 1)


def test_two_wrong_units_are_held_against_the_unit_that_the_row_names() -> None:
    verdict = _lkip(("Indikator-Program", 12, "5", "100 Zwq"), ("Indikator-Program", 12, "6", "95 Unit"))
    found = _told(verdict, "SAT-004")
    assert {cell: x.expected for cell, x in found.items()} == {
        "Indikator-Program!E12": "%",
        "Indikator-Program!F12": "%",
    }
    assert all("Indikator-Program D12" in x.message for x in found.values())


def test_of_two_wrong_units_without_a_named_one_the_second_is_blamed_and_the_first_put_off() -> None:
    verdict = _lkip(("Pembanding", 13, "3", "1 Zwq"), ("Pembanding", 13, "4", "1,05 Orang"))
    assert (set(_told(verdict, "SAT-004")), _put_off(verdict, "SAT-004")) == ({"Pembanding!D13"}, 1)


@pytest.mark.parametrize("value", [ExcelError("#REF!"), None])
def test_a_unit_beside_a_cell_that_cannot_be_read_is_put_off(value: Any) -> None:
    verdict = _lkip(("Pembanding", 13, "3", "1 Zwq"), ("Pembanding", 13, "4", value))
    assert (verdict.status, _put_off(verdict, "SAT-004")) == ("invalid", 1)


def test_two_mistyped_amounts_are_the_cause_of_the_sum_that_is_right() -> None:
    verdict = _renja(Put("E.81-16", 15, "7Rp", "-"), Put("E.81-16", 16, "7Rp", 0))
    found = _told(verdict, "LTS-002")
    assert {cell: (x.severity, x.expected) for cell, x in found.items()} == {
        "E.81-16!J15": ("galat", 30_000_000),
        "E.81-16!J16": ("galat", 160_000_000),
    }
    (wrong,) = _told(verdict, "JML-001").values()
    assert wrong.cause == "rincian"
    assert "J15, J16" in wrong.message


def test_under_a_wrong_sum_it_is_not_known_whether_an_amount_is_mistyped() -> None:
    verdict = _renja(Put("Bab-IV", 22, "6", 60_000_000), Put("Bab-IV", 20, "6", 990_000_000))
    found = _told(verdict, "LTS-002")["Bab-IV!F22"]
    assert (found.severity, _put_off(verdict, "LTS-002")) == ("peringatan", 1)
    need = _renja(Put("T-C.31", 20, "11", 60_000_000), Put("T-C.31", 19, "11", "12.34.567"))
    assert _put_off(need, "LTS-004") == 1


def test_an_amount_that_two_tables_contradict_is_blamed_itself_though_its_sum_is_wrong_too() -> None:
    verdict = _renja(Put("T-C.33", 22, "6", 500_000_000), Put("T-C.33", 20, "6", 990_000_000))
    found = _told(verdict, "LTS-002")
    assert {cell: x.expected for cell, x in found.items()} == {"T-C.33!F22": 50_000_000}
    assert _put_off(verdict, "LTS-002") == 1, "whether it is a galat the sum would say"
    wrong = _told(verdict, "JML-001")["T-C.33!F20"]
    assert (wrong.expected, wrong.cause) == (250_000_000, ""), "the sum of what its details were meant to hold"


def test_amounts_of_rows_whose_code_cannot_be_read_are_put_off() -> None:
    verdict = _renja(Put("T-C.33", 22, "6", 500_000_000), Put("T-C.33", 22, "1", ExcelError("#REF!")))
    assert _put_off(verdict, "LTS-002") > 0


def _targets(verdict: Verdict) -> dict[str, tuple[Any, Any, str]]:
    return {cell: (x.value, x.expected, x.cause) for cell, x in _told(verdict, "LTS-003").items()}


def test_a_target_that_the_other_tables_outvote_is_blamed_in_its_own_cell() -> None:
    """Bab IV, the analysis and the evaluation agree against it: one finding, and not one in each of them."""
    verdict = _renja(Put("T-C.33", 18, "5", "21 Laporan"))
    assert _targets(verdict) == {"T-C.33!E18": ("21 Laporan", "12 Laporan", "salah ketik")}
    assert "T-C.31 J16" in _told(verdict, "LTS-003")["T-C.33!E18"].message
    assert [cause.id for cause in verdict.causes if "LTS-003" in cause.rules] == ["target-salah-ketik"]


def test_a_table_apart_from_those_that_outvote_the_first_is_held_against_them() -> None:
    verdict = _renja(Put("T-C.33", 18, "5", "21 Laporan"), Put("Bab-IV", 18, "5", "30 Laporan"))
    assert _targets(verdict) == {
        "T-C.33!E18": ("21 Laporan", "12 Laporan", "salah ketik"),
        "Bab-IV!E18": ("30 Laporan", "12 Laporan", "tahap"),
    }


def test_a_table_alone_against_the_first_or_as_many_as_agree_with_it_are_blamed_as_ever() -> None:
    beside = (Put("T-C.31", 16, "10", "21 Laporan"), Put("Bab-IV", 18, "5", "21 Laporan"))
    assert set(_targets(_renja(*beside))) == {"T-C.31!J16", "Bab-IV!E18"}
    assert set(_targets(_renja(*beside[:1]))) == {"T-C.31!J16"}


def test_targets_of_another_indicator_outvote_none() -> None:
    said = [
        *((layout, row, "9" if layout == "T-C.31" else "3") for layout, row in (("T-C.31", 16), ("Bab-IV", 18))),
        ("E.81-16", 16, "4"),
    ]
    others = [Put(layout, row, column, "Jumlah Rapat yang Diselenggarakan") for layout, row, column in said]
    found = _targets(_renja(Put("T-C.33", 18, "5", "21 Laporan"), *others))
    assert set(found) == {"T-C.31!J16", "Bab-IV!E18", "E.81-16!I16"}


def test_an_amount_of_a_sub_kegiatan_under_another_code_is_put_off() -> None:
    verdict = _renja(Put("T-C.33", 21, "6", 200_000_001), Put("T-C.33", 21, "1", "2.17.04.1.01.01"))
    assert _put_off(verdict, "LTS-002") > 0


def test_whether_a_wrong_sum_counts_on_an_empty_amount_is_put_off() -> None:
    alone = _renja(Put("E.81-16", 20, "5Rp", None))
    assert [(x.severity, _put_off(alone, "TUR-009")) for x in _told(alone, "TUR-009").values()] == [("galat", 0)]
    beside = _renja(Put("E.81-16", 20, "5Rp", None), Put("E.81-16", 19, "5Rp", 10_000_000_000))
    found = _told(beside, "TUR-009").values()
    assert [(x.severity, _put_off(beside, "TUR-009")) for x in found] == [("peringatan", 1)]


def test_a_word_left_out_over_a_figure_that_cannot_be_read_is_put_off() -> None:
    verdict = _lkip(("Capaian", 12, "8", None), ("Capaian", 12, "7", "segera"))
    assert (_told(verdict, "TUR-008"), _put_off(verdict, "TUR-008")) == ({}, 1)


def test_money_and_target_are_held_against_each_other_beside_a_wrong_sum_too() -> None:
    """Only where the wrong sum is what makes money and target odd is it put off."""
    beside = _renja(Put("T-C.33", 16, "6", 180_000_000))
    assert _put_off(beside, "ANG-005") == 0
    without = _renja(Put("T-C.33", 16, "6", 0))
    assert (_told(without, "ANG-005"), _put_off(without, "ANG-005")) == ({}, 1)


@pytest.mark.parametrize("value", [ExcelError("#REF!"), "segera", 19.9])
def test_a_mean_below_a_table_is_not_held_against_figures_at_fault(value: Any) -> None:
    verdict = _renja(Put("E.81-16", 12, "15K", value))
    assert {f"{x.sheet}!{x.cell}" for x in verdict.findings} == {"E.81-16!Y12"}
    assert _put_off(verdict, "TUR-006") == 1


def test_a_figure_is_not_held_against_what_was_left_out_or_is_below_nought() -> None:
    left_out = _renja(Put("T-C.29", 18, "9", None))
    assert {(x.rule, x.cell) for x in left_out.findings} == {("STR-010", "I18")}
    assert _put_off(left_out, "TUR-002") == 1
    negative = _renja(Put("T-C.29", 18, "4", "-60 Laporan"))
    assert {(x.rule, x.cell) for x in negative.findings} == {("ANG-002", "D18")}
    dash = _renja(Put("T-C.29", 18, "9", None), Put("T-C.29", 18, "10", "-"))
    assert set(_told(dash, "TUR-002")) == {"T-C.29!J18"}, "what was left out itself is told all the same"


def test_what_is_a_hair_short_of_a_figure_is_not_cut_off() -> None:
    verdict = _lkip(("Perbandingan", 13, "8", 84.9), ("Perbandingan", 13, "6", 220_000_000.5))
    assert "Perbandingan!H13" in _told(verdict, "TUR-005")
    assert not _told(verdict, "TUR-011")


def test_a_mistyped_amount_of_a_program_is_the_cause_of_its_total_and_no_ground_for_others() -> None:
    verdict = _lkip(("Pagu-Realisasi", 12, "3", 910_000_000))
    found = _told(verdict, "LTS-002")
    assert {cell: (x.severity, x.expected) for cell, x in found.items()} == {
        "Pagu-Realisasi!C12": ("galat", 190_000_000)
    }
    assert not _told(verdict, "DOK-003")
    assert [x.cause for x in _told(verdict, "JML-004").values()] == ["rincian"]
    total = _lkip(("Pagu-Realisasi", 12, "3", 910_000_000), ("Pagu-Realisasi", 14, "3", 1))
    assert _told(total, "LTS-002")["Pagu-Realisasi!C12"].severity == "peringatan"
    assert _put_off(total, "LTS-002") == 1


def test_a_program_is_told_what_it_comes_to_once_its_kegiatan_are_right() -> None:
    wrong = _renja(Put("T-C.33", 16, "6", 160_000_000), Put("T-C.33", 14, "6", 777_000_000))
    assert {cell: x.expected for cell, x in _told(wrong, "JML-001").items()} == {"T-C.33!F16": 190_000_000}
    (program,) = _told(wrong, "JML-002").values()
    mended = _renja(Put("T-C.33", 14, "6", 777_000_000))
    assert (program.cell, program.expected) == ("F14", _told(mended, "JML-002")["T-C.33!F14"].expected)
    assert "F16 dihitung sebesar yang seharusnya." in program.message


def test_a_total_that_is_right_once_what_stands_two_levels_below_is_mended_is_put_off() -> None:
    verdict = _renja(Put("T-C.33", 16, "6", 160_000_000), Put("T-C.33", 14, "6", 160_000_000))
    assert not _told(verdict, "JML-004")


def test_a_code_doubled_by_mistyping_is_told_which_one_is_missing_and_its_amount_stays() -> None:
    verdict = _renja(Put("T-C.33", 18, "1", "2.17.01.2.06.05"), Put("T-C.33", 18, "2", None))
    (doubled,) = _told(verdict, "NOM-006").values()
    assert (doubled.cell, doubled.expected, doubled.cause) == ("A18", "2.17.01.2.06.09", "salah ketik")
    assert "Bila yang dimaksud 2.17.01.2.06.09 (" in doubled.suggestion
    assert "yang ada di Bab-IV tetapi tidak di sini" in doubled.suggestion
    assert not _told(verdict, "LTS-002")
    assert not _told(verdict, "LTS-004")


def test_a_need_that_is_not_planned_is_told_without_an_amount() -> None:
    need = next(iter(_told(validate(example_document([Remove("T-C.33", 22)])), "LTS-004").values()))
    assert need.message.endswith("sub kegiatan ini tidak ada di T-C.33.")


def test_a_unit_beside_an_unread_one_is_put_off_aloud() -> None:
    """The row's unit stood in SATUAN, which holds an error: whether the figure's own is another one nobody can tell."""
    document = sound_report()
    Put("Capaian-IKU", 13, "7", "1,05 Orang").apply(document)
    assert [x.rule for x in validate(document).findings] == ["SAT-004"]
    Put("Capaian-IKU", 13, "3", ExcelError("#REF!")).apply(document)
    verdict = validate(document)
    assert "STR-004" in {x.rule for x in verdict.findings}
    assert [x.deferred for x in verdict.rules if x.rule == "SAT-004"] == [1]


def test_a_sum_over_one_that_was_left_out_is_put_off_aloud() -> None:
    """A program of nought over a kegiatan left empty adds up, until the kegiatan is filled in with what its details hold."""
    document = sound_document()
    Put("E.81-16", 12, "7Rp", 0).apply(document)
    assert [x.cell for x in validate(document).findings if x.rule == "JML-002"] == ["J12"]
    Put("E.81-16", 14, "7Rp", None).apply(document)
    verdict = validate(document)
    assert [x.deferred for x in verdict.rules if x.rule == "JML-002"] == [1]
    assert not verdict.complete


def test_a_sum_that_is_right_only_over_a_wrong_one_is_put_off_aloud() -> None:
    verdict = _lkip(("Aset", 12, "3", 300_500_002), ("Aset", 15, "3", 200_500_002))
    assert (set(_told(verdict, "JML-005")), _put_off(verdict, "JML-005")) == ({"Aset!C15"}, 1)
    slip = _renja(Put("Bab-IV", 22, "6", 60_000_000))
    assert (set(_told(slip, "JML-001")), _put_off(slip, "JML-002")) == ({"Bab-IV!F20"}, 0), "the kegiatan is right"


def test_an_amount_in_a_row_whose_own_code_is_another_one_is_put_off_aloud() -> None:
    verdict = _renja(Put("Bab-IV", 22, "6", 60_000_000), Put("Bab-IV", 22, "1", "1.02.04.2.01.02"))
    assert (_told(verdict, "LTS-002"), _put_off(verdict, "LTS-002")) == ({}, 1)


def test_the_only_unit_of_a_row_is_put_off_beside_a_number_that_lacks_its_own() -> None:
    verdict = _lkip(("Pembanding", 12, "3", "5"), ("Pembanding", 12, "4", "0,82 Laporan"))
    assert {(x.rule, x.cell) for x in verdict.findings if x.severity == "galat"} == {("SAT-001", "C12")}
    assert _put_off(verdict, "SAT-004") == 1


def test_an_amount_that_no_sum_adds_up_is_held_against_what_the_other_tables_agree_on() -> None:
    verdict = _renja(Put("T-C.33", 22, "6", "-"), Put("T-C.33", 20, "1", "1.02.04.2.01"))
    assert {cell: x.expected for cell, x in _told(verdict, "LTS-002").items()} == {"T-C.33!F22": 50_000_000}
    assert not _told(verdict, "LTS-004")
    assert _put_off(verdict, "LTS-002") == 1, "whether it is a galat the sum would say"


@pytest.mark.parametrize(
    ("layout", "row", "column"),
    [
        ("T-C.33", 17, "2"),
        ("T-C.33", 17, "3"),
        ("E.81-16", 22, "15K"),
        ("E.81-16", 23, "15K"),
        ("Perhitungan-IKU", 12, "2"),
    ],
)
def test_an_error_value_is_one_finding_in_names_and_below_the_table_too(layout: str, row: int, column: str) -> None:
    put = Put(layout, row, column, ExcelError("#REF!"))
    verdict = _lkip((layout, row, column, put.value)) if layout == "Perhitungan-IKU" else _renja(put)
    assert [x.rule for x in verdict.findings] == ["STR-004"]


@pytest.mark.parametrize(
    ("layout", "column"), [("Akumulasi-Renstra", "1"), ("Perhitungan-IKU", "1"), ("Efisiensi", "3")]
)
def test_figures_under_no_indicator_are_told(layout: str, column: str) -> None:
    verdict = _lkip((layout, 12, column, None))
    assert {(x.rule, x.cell[1:]) for x in verdict.findings} == {("STR-010", "12")}


@pytest.mark.parametrize("value", [None, ExcelError("#REF!")])
@pytest.mark.parametrize(
    ("wrong", "name", "rule"),
    [
        (("Akumulasi-Renstra", 13, "6", "530,6"), ("Akumulasi-Renstra", 12, "1"), "LTS-009"),
        (("PK", 12, "5", "7,58"), ("PK", 12, "3"), "LTS-009"),
        (("Perhitungan-IKU", 13, "5", 7_000_000_000), ("Perhitungan-IKU", 12, "1"), "TUR-012"),
        (("Perhitungan-IKU", 12, "5", 7_000_000_000), ("Perhitungan-IKU", 12, "2"), "TUR-012"),
        (("Perhitungan-IKU", 14, "4", "7%"), ("Perhitungan-IKU", 14, "2"), "TUR-012"),
    ],
)
def test_a_figure_of_which_it_cannot_be_read_whose_it_is_is_put_off(
    wrong: tuple[str, int, str, Any], name: tuple[str, int, str], rule: str, value: Any
) -> None:
    assert rule in {x.rule for x in _lkip(wrong).findings}
    assert _put_off(_lkip(wrong, (*name, value)), rule) > 0


def test_goals_beside_an_indicator_that_cannot_be_read_are_put_off() -> None:
    for layout, row, column in (("Tujuan-Sasaran", 12, "4"), ("T-C.30", 13, "2")):
        verdict = _renja(Put("Tujuan-Sasaran", 12, "5", "5-6 %"), Put(layout, row, column, ExcelError("#REF!")))
        assert _put_off(verdict, "LTS-009") > 0


def test_a_row_whose_name_cannot_be_read_and_whose_code_is_unknown_is_put_off() -> None:
    verdict = _renja(Put("T-C.33", 17, "1", "2.17.01.2.06.77"), Put("T-C.33", 17, "2", ExcelError("#REF!")))
    assert not {x.rule for x in verdict.findings} & {"LTS-001", "LTS-004", "LTS-005"}
    assert all(_put_off(verdict, rule) for rule in ("LTS-001", "LTS-004", "LTS-005"))


def test_a_mean_inside_a_block_whose_indicator_was_emptied_is_put_off() -> None:
    document = sound_report()
    table = next(x for x in document.tables if x.layout == "Efisiensi")
    table.columns["5"][1], table.columns["2"][1] = 104.9, None
    verdict = validate(document)
    outcome = next(x for x in verdict.rules if x.rule == "TUR-006")
    assert outcome.deferred > 0
    assert not verdict.complete


@pytest.mark.parametrize("unread", ["1,6E+08", "16O.000.000", ExcelError("#REF!")])
def test_a_sum_over_what_cannot_be_read_counts_as_stated_in_the_sum_above(unread: Any) -> None:
    """Before, it counted as the rest of its details, and the sum above was told to be that much too large."""
    verdict = _renja(Put("T-C.33", 18, "6", unread), Put("T-C.33", 16, "6", 191_000_000))
    found = _told(verdict, "JML-002")
    assert {cell: (x.value, x.expected) for cell, x in found.items()} == {"T-C.33!F14": (190_000_000, 191_000_000)}
