"""Findings grouped into causes: what is told apart, what follows from what, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence

from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Calculated, Put, Uncalculated
from rules.examples.build import example_document
from rules.model.cause import Cause
from rules.model.finding import SEVERITIES, Verdict
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
    assert {x.severity for x in found.findings} == {"galat"}, "what breaks a sum is no mere warning"


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
