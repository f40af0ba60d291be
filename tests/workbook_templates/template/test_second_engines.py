"""Parity with Excel's own way of calculating, by two other engines: see :mod:`tests.support.second_engines`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rules.schema.layout import layouts
from rules.values.cells import column_letter, column_number
from rules.values.targets import TargetKind, read_target
from tests.places import EXAMPLES
from tests.support.all_templates import TEMPLATES, built
from tests.support.recalculated import derived, in_cell, same
from tests.support.second_engines import Formulon, Workbook, calculated, without_stored_values

WITH_FORMULAS = ("renja-2024-benar", "renja-2024-seed", "lkip-2024-benar", "lkip-2024-seed")


@pytest.fixture(scope="module", params=[*WITH_FORMULAS, *TEMPLATES])
def workbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """An example that holds formulas, or one kind of template as it is built."""
    name = str(request.param)
    if name in WITH_FORMULAS:
        return Workbook(EXAMPLES / f"{name}.xlsx")
    return Workbook(built(name, tmp_path_factory.mktemp("templat")))


def test_derived_cells_are_those_of_compute(workbook: Workbook, tmp_path: Path) -> None:
    found, places = calculated(workbook, tmp_path), derived(workbook.path)
    assert len(places) > 5
    for letter, due in places:
        # IronCalc finds neither the group of a row (its ISNUMBER looks at no member of a range) nor the block of a mean,
        # and takes the code that follows the one above (OFFSET from the cell itself) for a circle.
        layout, place = layouts()[due.table], (due.row, column_number(letter))
        named = bool(layout.by_role("kode")) and layout.columns[layout.by_role("kode") or ""].extra
        if due.state == "refreshed" and layout.hierarchy != "kelompok" and not layout.averages and not named:
            got = found[due.sheet][place]
            assert same(got, in_cell(due)), (due, got)


def test_every_formula_gives_the_value_of_its_cell(workbook: Workbook) -> None:
    """What is stored is right where a viewer shows it; what stores nothing, the hidden columns, is worked out first."""
    engine = Formulon(workbook.sheets, workbook.stored, workbook.names)
    values = engine.settled(workbook)
    differ = {
        f"{sheet}!{column_letter(column)}{row}": (formula, got, values[sheet][row, column])
        for sheet, formulas in workbook.formulas.items()
        for (row, column), formula in formulas.items()
        if not same(got := engine.result(sheet, (row, column), formula), values[sheet][row, column])
    }
    assert differ == {}
    assert not [
        x for sheet, cells in workbook.formulas.items() for at in cells if str(x := values[sheet][at]).startswith("#")
    ]
    for letter, due in derived(workbook.path):
        if due.state == "refreshed":
            assert same(values[due.sheet][due.row, column_number(letter)], in_cell(due)), due


def test_no_result_is_left_where_stored_values_are_taken_out(benar: Path, tmp_path: Path) -> None:
    bare = Workbook(without_stored_values(benar, tmp_path / "tanpa.xlsx"))
    assert sum(map(len, bare.formulas.values())) > 1_000
    assert not [
        place
        for sheet, formulas in bare.formulas.items()
        for place in formulas
        if bare.stored[sheet][place] is not None
    ]


# ---- targets whose texts tempt Excel to see more in them

TEMPTING = ("1:4", "2/3", "12-2024", "(5)", "1e5", "5E3", "10am", "2jan", "12des2024", "1.000", "2,5", "5%", "5kg", "1.234,5", "−7", "–7", "5-", "5 s/d 7",
            "(2,5)%", "\u00a05\u00a0Orang", "≥ 95", "minus 3", "9\n%", "WTP", "-", "")  # fmt: skip


def test_no_target_is_read_as_a_time_a_date_or_a_power(tmp_path: Path) -> None:
    book = Workbook(built("renja-2026", tmp_path))
    engine = Formulon(book.sheets, book.stored, book.names)
    sheet, row = "T-C.29", 8
    last = min(at for (r, at), text in book.formulas[sheet].items() if r == row and "NUMBERVALUE" in text)
    chain = [(row, column) for column in range(last - 3, last + 1)]
    named = re.match(r"=IF\(ISNUMBER\(([A-Z]+)8\)", book.formulas[sheet][chain[-1]])
    assert named
    typed = (row, column_number(named[1]))
    for text in TEMPTING:
        engine.put(sheet, typed, text)
        for place in chain:
            engine.put(sheet, place, read := engine.result(sheet, place, book.formulas[sheet][place]))
        target = read_target(text)
        plain = target.value is not None and target.kind is TargetKind.VALUE
        assert read in ("", "?") or (plain and read == float(target.value or 0)), (text, read, target)
        if text in ("1.000", "2,5", "5%", "1.234,5", "(5)", "\u00a05\u00a0Orang", "≥ 95"):
            assert read == float(target.value or 0), (text, read, target)


# ---- data validations

TYPED = ("-", 5, 5.5, -1, "lima", None)


def test_money_columns_take_what_their_own_text_asks_for(workbook: Workbook) -> None:
    engine, judged = Formulon(workbook.sheets, {}, workbook.names), 0
    for sheet, rules in workbook.validations.items():
        for rule in rules:
            first = next(iter(rule.sqref.ranges))
            took = [engine.takes(rule, sheet, (first.min_row, first.min_col), value) for value in TYPED]
            if rule.type == "custom":
                whole = "tanpa pecahan" in rule.error
                assert took == [True, True, not whole, False, False, True], (sheet, rule.formula1)
                judged += 1
            elif rule.type == "whole":
                assert took == [False, False, False, False, False, True], (sheet, rule.sqref)
                assert engine.takes(rule, sheet, (first.min_row, first.min_col), workbook_year(workbook))
            elif rule.type == "list" and rule.showErrorMessage:
                assert took == [False] * 5 + [True], (sheet, rule.formula1)
            else:
                assert all(took)
    assert judged or "lkip" not in workbook.path.name


def workbook_year(book: Workbook) -> int:
    """The year that a template is of, by its name."""
    return int(book.path.stem.split("-")[1])
