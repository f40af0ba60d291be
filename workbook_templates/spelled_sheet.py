"""Sheets of new workbooks whose formulas are written as they are spelled."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class SpelledSheet(Worksheet):  # type: ignore[misc]  # the library is not typed
    """A sheet of xlsxwriter that looks for no newer functions in formulas: ours name them as files do (`_xlfn.`).

    Thirty searches through each of some thousand long formulas would be half of what a template costs.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        array = formula.startswith("{")
        return (formula[1:-1] if array else formula).removeprefix("=")
