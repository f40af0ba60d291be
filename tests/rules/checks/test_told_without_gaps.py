"""Messages and advice hold no empty places, and speak of the case at hand."""

from __future__ import annotations

import pytest

from rules.engine.example_table_edits import Guessed, Put
from rules.examples.build import example_document
from rules.model.bilingual import NOTHING
from rules.validation import validate
from rules.values.cells import ExcelError


def test_a_guess_that_rests_on_nothing_named_lists_nothing() -> None:
    verdict = validate(example_document((Guessed("T-C.33", 58.0, NOTHING),)))
    (told,) = [finding.message for finding in verdict.findings if finding.rule == "STR-015"]
    assert told.endswith("(kemiripan 58 dari 100).")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_the_advice_speaks_of_every_common_error_value(error: str) -> None:
    verdict = validate(example_document((Put("T-C.33", 17, "6", ExcelError(error)),)))
    assert any(finding.rule == "STR-004" and error in finding.suggestion for finding in verdict.findings)
