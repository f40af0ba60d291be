"""Findings grouped into causes: what is told apart, what follows from what, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Calculated, Put, Uncalculated
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.model.cause import Cause
from rules.model.finding import SEVERITIES, Verdict
from rules.registry import all_rules
from rules.validation import validate
from tests.support.example_workbooks import verdict

_SEEKS = '=SUMIFS(F$12:F$23,$A$12:$A$23,$A{row}&"{below}")'


def _judged(edits: Sequence[Edit]) -> Verdict:
    return validate(example_document(edits))


def _rules(cause: Cause, found: Verdict) -> set[str]:
    return {found.findings[at].rule for at in cause.findings}


def test_lost_zeros_and_the_sums_that_miss_them_are_one_grave_cause() -> None:
    """A formula seeks its details by code: two codes that lost a zero empty a sum, and the sum is no fault of its own."""
    found = _judged([
        Put("T-C.33", 17, "1", "2.17.1.2.06.05"),
        Put("T-C.33", 18, "1", "2.17.1.2.06.09"),
        Calculated("T-C.33", 16, "6", _SEEKS.format(row=16, below=".??"), 0),
    ])  # fmt: skip
    (cause,) = found.causes
    assert cause.rules == ("NOM-010", "JML-001")
    assert (cause.severity, cause.mended, cause.money) == ("galat", "fix", True)
    assert (cause.cells, cause.count, cause.effects) == ("T-C.33!A17:A18", 2, 1)
    assert [found.findings[at].cell for at in cause.roots] == ["A17", "A18"], "the sum is none of them"
    assert {x.severity for x in found.findings} == {"galat"}, "what breaks a sum is no mere warning"


def test_an_amount_typed_as_text_and_the_formula_that_passes_over_it_are_one_grave_cause() -> None:
    text = Put("T-C.33", 17, "6", "Rp 30.000.000")
    found = _judged([text, Calculated("T-C.33", 16, "6", "=SUM(F17:F18)", 160_000_000)])
    assert [(x.rules, x.severity, x.mended, x.cells) for x in found.causes] == [
        (("ANG-004", "JML-001"), "galat", "fix", "T-C.33!F17")
    ]
    typed = _judged([text, Put("T-C.33", 16, "6", 160_000_000)])
    assert [x.rules for x in typed.causes] == [("JML-001",), ("ANG-004",)], "a typed sum comes right by no other cell"
    besides = _judged([text, Calculated("T-C.33", 16, "6", "=F18-10000000", 150_000_000)])
    assert [x.rules for x in besides.causes] == [("JML-001",), ("ANG-004",)], "more is missing than the text"


def test_lost_zeros_are_grave_where_sums_seek_by_code_even_before_they_are_calculated() -> None:
    """The stored sums are still right; Excel loses the row as soon as it calculates."""
    seeks = Calculated("T-C.33", 16, "6", _SEEKS.format(row=16, below=".??"), 190_000_000)
    found = _judged([Put("T-C.33", 17, "1", "2.17.1.2.06.05"), seeks])
    assert {(x.rule, x.severity) for x in found.findings if x.rule == "NOM-010"} == {("NOM-010", "galat")}
    assert found.status == "invalid"
    assert _judged([Put("T-C.33", 17, "1", "2.17.1.2.06.05")]).status == "valid", "typed sums lose nothing"


def test_a_sum_typed_wrong_is_a_cause_of_its_own_beside_lost_zeros() -> None:
    found = _judged([Put("T-C.33", 17, "1", "2.17.1.2.06.05"), Put("T-C.33", 16, "6", 190_000_009)])
    assert [(x.id, x.severity) for x in found.causes] == [("JML-001", "galat"), ("NOM-010", "peringatan")]


def test_a_code_of_another_decree_and_the_two_codes_it_makes_are_one_cause() -> None:
    found = verdict("renja-2024-seed")
    cause = next(x for x in found.causes if x.id == "NOM-008.kode")
    assert _rules(cause, found) == {"NOM-008", "LTS-005"}


def test_a_difference_between_stages_is_one_cause() -> None:
    found = verdict("renja-2024-seed")
    cause = next(x for x in found.causes if x.id == "beda-tahap")
    assert _rules(cause, found) == {"LTS-001", "LTS-002", "LTS-003", "LTS-006"}
    assert not [x for x in found.causes if x.id != cause.id and "LTS-002" in x.rules]


def test_budget_spent_written_as_performance_is_not_a_unit_that_changed() -> None:
    found = verdict("renja-2024-seed")
    by_id = {x.id: x for x in found.causes}
    spent, changed = by_id["SAT-004.serapan"], by_id["SAT-004.satuan"]
    assert {found.findings[at].column for at in spent.findings} == {"7"}
    assert spent.remedy != changed.remedy
    for cause in (spent, changed):
        assert {found.findings[at].suggestion for at in cause.findings} == {cause.remedy}


def test_the_real_plan_has_few_causes_and_each_finding_one() -> None:
    found = verdict("renja-2024-seed")
    assert len(found.causes) <= 30
    assert sorted(at for x in found.causes for at in x.findings) == list(range(len(found.findings)))
    assert len({x.id for x in found.causes}) == len(found.causes)
    assert all(x.cells for x in found.causes)


def test_errors_that_change_money_come_first_then_errors_then_by_cells() -> None:
    for name in ("renja-2024-seed", "renja-2024-tempel", "lkip-2024-seed"):
        causes = verdict(name).causes
        ranks = [
            (SEVERITIES.index(x.severity), x.severity != "galat" or not x.money, -x.count - x.effects) for x in causes
        ]
        assert ranks == sorted(ranks)


def test_what_computing_fills_in_is_told_apart() -> None:
    """An empty sum and a formula whose stored value is out of date: the command mends them; a typed figure it leaves."""
    empty = _judged([Put("T-C.33", 16, "6", None)])
    assert [(x.id, x.mended) for x in empty.causes] == [("belum-dihitung", "compute")]
    stale = _judged([Calculated("T-C.33", 16, "6", "=F17+F18", 180_000_000)])
    assert [(x.id, x.mended) for x in stale.causes] == [("nilai-basi", "compute")]
    never = _judged([Uncalculated("T-C.33", 17, "6", "=10*3000000")])
    assert [x.mended for x in never.causes] == ["person"], "no command reckons a formula that is the planner's own"
    typed = _judged([Put("T-C.33", 16, "6", 180_000_000)])
    assert [x.mended for x in typed.causes if "JML-001" in x.rules] == ["expected"]


def _swapped(amount: int) -> int:
    """An amount with its first two different digits in each other's place."""
    digits = str(amount)
    at = next(at for at in range(len(digits)) if digits[at] != digits[at + 1])
    return int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


SUB_KEGIATAN = {
    "T-C.33": ("6", (17, 18, 21, 22)),
    "Bab-IV": ("6", (17, 18, 21, 22)),
    "T-C.31": ("11", (15, 16, 19, 20)),
}


@pytest.mark.parametrize(
    ("table", "column", "row"), [(table, column, row) for table, (column, rows) in SUB_KEGIATAN.items() for row in rows]
)
def test_a_mistyped_amount_that_other_tables_contradict_is_one_cause_at_its_cell(
    table: str, column: str, row: int
) -> None:
    """Its sum, the other tables and the estimates that no longer fit are effects, whichever table it stands in."""
    sound = next(x for x in sound_document().tables if x.layout == table)
    amount = sound.columns[column][sound.rows.index(row)]
    found = _judged([Put(table, row, column, _swapped(amount))])
    (cause,) = found.causes
    cell = f"{sound.letters[column]}{row}"
    assert (cause.id, cause.severity, cause.cells) == ("pagu-salah-ketik", "galat", f"{table}!{cell}")
    root = next(x for x in found.findings if x.cell == cell and x.sheet == table and x.rule in cause.rules[:1])
    assert (root.expected, root.severity) == (amount, "galat")
    told = [x for x in found.findings if x.rule.startswith("JML")]
    assert [x.suggestion for x in told] == ["Perbaiki rincian yang salah ketik; jumlahnya sendiri benar."]


def test_a_mistyped_amount_that_a_formula_follows_is_told_by_the_other_tables() -> None:
    """The sums are formulas, so that they are right and tell nothing: three tables state another amount."""
    sums = {20: ("F21+F22", 70_000_000), 19: ("F20", 70_000_000), 13: ("F14+F19", 260_000_000),
            12: ("F13", 260_000_000), 23: ("F14+F19", 260_000_000), 16: ("F17+F18", 190_000_000),
            14: ("F16", 190_000_000)}  # fmt: skip
    found = _judged(
        [
            Put("T-C.33", 21, "6", 20_000_000),
            *(Calculated("T-C.33", row, "6", f"={formula}", value) for row, (formula, value) in sums.items()),
        ]
    )
    (cause,) = found.causes
    assert (cause.id, cause.severity, cause.cells) == ("pagu-salah-ketik", "peringatan", "T-C.33!F21")


def test_a_difference_that_nothing_calls_a_slip_stays_with_the_later_table() -> None:
    """Bab IV states another amount, and its own sums agree with it: the stages differ."""
    found = _judged(all_rules()["LTS-002"].bad.edits)
    assert [(x.id, x.cells) for x in found.causes] == [("beda-tahap", "Bab-IV!F22")]


def test_what_other_tables_do_not_repeat_is_told_once_at_the_sum() -> None:
    """A forward estimate and a target of the Renstra stand in one table: the sum is told, and all that is off with them joins."""
    (forward,) = _judged([Put("T-C.33", 18, "10", _swapped(160_000_000))]).causes
    assert (forward.id, forward.cells) == ("JML-001", "T-C.33!J16")
    (renstra,) = _judged([Put("E.81-16", 16, "5Rp", _swapped(800_000_000))]).causes
    assert (renstra.id, renstra.cells, renstra.effects) == ("JML-001", "E.81-16!F14", 1)
    (spent,) = _judged([Put("Anggaran-Realisasi", 12, "3", _swapped(180_000_000))]).causes
    assert (spent.id, spent.effects, set(spent.rules)) == ("JML-004", 1, {"JML-004", "TUR-005"})


def test_figures_reckoned_from_a_wrong_one_are_its_effects() -> None:
    (cause,) = _judged([Put("E.81-16", 15, "12Rp", _swapped(3_000_000))]).causes
    assert (cause.id, cause.cells, cause.effects) == ("TUR-002", "E.81-16!T15", 2)


def test_a_wrong_percentage_beside_a_wrong_sum_is_a_cause_of_its_own() -> None:
    found = _judged([Put("Anggaran-Realisasi", 14, "3", 404_000_000), Put("Anggaran-Realisasi", 12, "5", 9.5)])
    assert {x.id for x in found.causes} == {"JML-004", "TUR-005"}


def test_a_wrong_sum_is_not_said_to_be_above_its_ceiling_too() -> None:
    (cause,) = _judged([Put("T-C.33", 19, "6", _swapped(250_000_000))]).causes
    assert cause.rules == ("JML-002",)


def test_the_code_that_the_decree_does_not_give_the_name_is_blamed_of_two() -> None:
    """The later table's code is the one of the decree: no right cell is held against a wrong one."""
    for table, other in (("T-C.33", "Bab-IV"), ("Bab-IV", "T-C.33")):
        found = _judged([Put(table, 17, "1", "2.17.01.2.06.55")])
        (finding,) = [x for x in found.findings if x.rule == "LTS-005"]
        assert (finding.sheet, finding.cell, finding.expected) == (table, "A17", "2.17.01.2.06.05")
        assert f"2.17.01.2.06.05 di {other} A17" in finding.message


def test_nothing_is_expected_after_a_code_that_is_itself_at_fault() -> None:
    """The plan's code is of another decree: the right one beside it is an effect, and its code no one is told to copy."""
    found = verdict("renja-2024-seed")
    (finding,) = [x for x in found.findings if x.rule == "LTS-005"]
    assert finding.expected is None
    assert finding.rests_on[0] in {(x.sheet, x.cell) for x in found.findings if x.rule == "NOM-008"}


def test_the_unit_of_a_code_at_fault_is_not_asked_for() -> None:
    """The row bears the unit of its name; its code, which another row bears by right, has another one."""
    found = _judged([Put("T-C.33", 17, "1", "2.17.01.2.06.06"), Put("Bab-IV", 17, "1", "2.17.01.2.06.05")])
    assert "SAT-003" not in {x.rule for x in found.findings}


def test_an_amount_with_a_fault_of_its_own_is_no_slip_beside() -> None:
    """A negative amount in a plan whose sums are formulas: that it differs from other tables follows from its sign."""
    sums = {20: ("F21+F22", -150_000_000), 19: ("F20", -150_000_000), 13: ("F14+F19", 40_000_000),
            12: ("F13", 40_000_000), 23: ("F14+F19", 40_000_000), 16: ("F17+F18", 190_000_000),
            14: ("F16", 190_000_000)}  # fmt: skip
    formulas = [Calculated("T-C.33", row, "6", f"={formula}", value) for row, (formula, value) in sums.items()]
    found = _judged([Put("T-C.33", 21, "6", -200_000_000), *formulas])
    assert [(x.rule, x.cell) for x in found.findings if x.rule in {"ANG-002", "LTS-002"}] == [("ANG-002", "F21")]
