"""A table all of whose amounts are in another scale, which nothing says: one cause, and an error."""

from __future__ import annotations

import pytest

from rules.examples.build import example_document
from rules.model.finding import Verdict
from rules.validation import validate


def told(table: str, column: str, divisor: int, rows: int | None = None) -> Verdict:
    """The verdict on the sound plan in which so many amounts of a column, all without ``rows``, are divided."""
    document = example_document(())
    amounts = next(x for x in document.tables if x.layout == table).columns[column]
    places = [at for at, amount in enumerate(amounts) if isinstance(amount, int) and amount][-(rows or 0) :]
    for at in places:
        amounts[at] //= divisor
    return validate(document)


@pytest.mark.parametrize("divisor", [1_000, 1_000_000])
@pytest.mark.parametrize(
    ("table", "column", "rule"), [("Bab-IV", "6", "LTS-002"), ("T-C.31", "11", "LTS-004"), ("T-C.33", "6", "LTS-002")]
)
def test_it_is_an_error_of_one_cause(table: str, column: str, rule: str, divisor: int) -> None:
    verdict = told(table, column, divisor)
    (cause,) = [x for x in verdict.causes if "berbeda skala" in x.sentence]
    assert (verdict.status, cause.severity) == ("invalid", "galat")
    assert rule in cause.rules
    assert cause.count >= 4


def test_a_few_amounts_that_differ_by_as_much_are_told_as_such() -> None:
    verdict = told("Bab-IV", "6", 1_000, rows=2)
    assert "LTS-002" in {x.rule for x in verdict.findings}
    assert not [x for x in verdict.causes if "berbeda skala" in x.sentence]


@pytest.mark.parametrize("divisor", [1_000, 1_000_000])
def test_its_fractions_are_no_further_cause(divisor: int) -> None:
    """Rounding them would lose what the scale makes of them; a fraction in a table of whole rupiah is told as ever."""
    document = example_document(())
    for table in document.tables:
        if table.layout == "T-C.33":
            for column in ("6", "10"):
                table.columns[column] = [
                    (x + 123) / divisor if isinstance(x, int) and x else x for x in table.columns[column]
                ]
        elif table.layout == "Bab-IV":
            table.columns["6"][-2] += 0.5
    verdict = validate(document)
    assert any("berbeda skala" in cause.sentence for cause in verdict.causes)
    assert {x.table for x in verdict.findings if x.rule == "ANG-003"} == {"Bab-IV"}
    (outcome,) = [one for one in verdict.rules if one.rule == "ANG-003"]
    assert "tertunda" in outcome.reason
