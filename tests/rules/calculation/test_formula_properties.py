"""Formulas worked out without Excel: what holds of any arithmetic, sum, pattern, text and stored value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rules.calculation.formula_evaluator import FUNCTIONS, UnknownFormulaError, evaluate
from tests.support.formula_sheets import DIV0, REF, of, value

unhurried = settings(deadline=None)
Tree = tuple[Any, ...]
RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
leaves = st.one_of(st.integers(0, 99), st.integers(0, 199).map(lambda half: half / 2)).map(lambda number: (number,))
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("+-*"), inner, inner),
        st.tuples(st.sampled_from("+-*"), inner, inner),
        st.tuples(st.just("/"), inner, st.sampled_from([(2,), (4,), (0.5,), (0,)])),
        st.tuples(st.just("^"), inner, st.integers(1, 3).map(lambda power: (power,))),
        st.tuples(st.just("neg"), inner),
    ),
    max_leaves=10,
)


def typed(tree: Tree) -> str:
    """The tree as a formula with no more brackets than Excel needs."""
    if len(tree) == 1:
        return str(tree[0])
    if tree[0] == "neg":
        return f"-{typed(tree[1])}" if len(tree[1]) < 3 else f"-({typed(tree[1])})"
    sign, left, right = tree
    sides = [typed(left), typed(right)]
    if RANK.get(left[0], 9) < RANK[sign]:
        sides[0] = f"({sides[0]})"
    if RANK.get(right[0], 9) <= RANK[sign]:
        sides[1] = f"({sides[1]})"
    return f"{sides[0]}{sign}{sides[1]}"


def by_python(tree: Tree) -> Fraction:
    """The exact value; what floats cannot hold is left out."""
    if len(tree) == 1:
        return Fraction(tree[0])
    left = by_python(tree[1])
    right = by_python(tree[2]) if len(tree) == 3 else Fraction(0)
    if tree[0] == "neg":
        return -left
    if tree[0] == "^":
        found = left ** int(right)
    else:
        found = {"+": left + right, "-": left - right, "*": left * right, "/": right and left / right}[tree[0]]
    if tree[0] == "/" and not right:
        raise ZeroDivisionError
    assume(Fraction(float(found)) == found)
    return found


@unhurried
@given(trees)
@example(("^", ("neg", (2,)), (2,)))
@example(("neg", ("^", (2,), (2,))))
@example(("-", (1,), ("-", (2,), (3,))))
def test_arithmetic_as_python_does_it(tree: Tree) -> None:
    try:
        expected: object = by_python(tree)
    except ZeroDivisionError:
        expected = DIV0
    assert evaluate(f"={typed(tree)}", of([])) == expected


@unhurried
@given(st.lists(st.integers(-(10**30), 10**30), min_size=1, max_size=40))
def test_sums_of_whole_numbers_are_exact(numbers: list[int]) -> None:
    cell = of([[number] for number in numbers])
    found = [
        evaluate(f"=SUM(A1:A{len(numbers)})", cell),
        evaluate("=" + "+".join(f"A{row}" for row in range(1, len(numbers) + 1)), cell),
        evaluate(f'=SUMIF(A1:A{len(numbers)},"<>x")', cell),
        evaluate(f"=SUMPRODUCT(A1:A{len(numbers)})", cell),
    ]
    assert found == [sum(numbers)] * 4
    assert {type(total) for total in found} == {int}


@unhurried
@given(st.lists(st.integers(0, 10**13).map(float), min_size=1, max_size=40))
def test_whole_numbers_stored_as_floats_come_back_whole(numbers: list[float]) -> None:
    found = evaluate(f"=SUM(A1:A{len(numbers)})", of([[number] for number in numbers]))
    assert (found, type(found)) == (sum(int(number) for number in numbers), int)


def matches(pattern: str, text: str) -> bool:
    """Excel's wildcards, spelled out."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(matches(pattern[1:], text[at:]) for at in range(len(text) + 1))
    if pattern[0] == "~" and pattern[1:2] in ("*", "?", "~") and pattern[1:]:
        return text[:1] == pattern[1] and matches(pattern[2:], text[1:])
    return (
        bool(text) and (pattern[0] == "?" or pattern[0].lower() == text[0].lower()) and matches(pattern[1:], text[1:])
    )


@unhurried
@given(st.text("aAb.?*~[]!-^", min_size=1, max_size=6), st.lists(st.text("aAb.?*~[]!-^", max_size=6), min_size=1))
@example("[!a]", ["[!a]", "b"])
@example("~~*", ["~", "*"])
def test_wildcards(pattern: str, texts: list[str]) -> None:
    rows = [[text, 2**at] for at, text in enumerate(texts)]
    expected = sum(number for text, number in rows if matches(pattern, text))
    assert evaluate('=SUMIF(A1:A{0},"="&"{1}",B1:B{0})'.format(len(rows), pattern), of(rows)) == expected


pieces = st.sampled_from(
    [*(f"{name}(" for name in FUNCTIONS), *"()()()+-*/^&=<>%,;:!'\"#$ .", "<>", "A1", "$B$2", "A1:B3", "'T-C.33'!A1", "C7",
     "X!A1", "1", "0", "2.5", "1E3", "1E999", '"x"', '""', '"2.*"', '">1"', "TRUE", "#N/A", "nama", "\n", "\u212a", "\u0130"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.one_of(st.text(), st.lists(pieces, max_size=15).map("".join)))
@example("=1E999")
@example("=SUMPRODUCT(A1:A1)&1E308*-1E308")
@example("=LEFT(1,1E308)")
@example("=ROUND(1E308,1E308)")
def test_any_text_is_worked_out_or_refused(text: str) -> None:
    try:
        found = value(text)
    except UnknownFormulaError:
        return
    assert isinstance(found, int | float | str)


numbers_of_any_size = st.one_of(st.integers(-(10**400), 10**400), st.floats(), st.sampled_from([1e308, -1e308, 5e-324]))
stored_values = st.one_of(st.none(), st.booleans(), numbers_of_any_size, st.text(max_size=5), st.just(REF))
over_two = st.sampled_from(
    ["A1+B1", "A1-B1", "A1*B1", "A1/B1", "A1^B1", "A1&B1", "A1=B1", "A1<B1", "A1%", "-A1", "SUM(A1:B1)", "SUM(A1,B1)",
     "AVERAGE(A1:B1)", "SUMPRODUCT(A1:B1,A1:B1)", "SUMPRODUCT(A1,B1,A1)", "SUMIF(A1:B1,A1)", "SUMIF(A1:B1,A1&B1)",
     "ROUND(A1,B1)", "ROUNDUP(A1,B1)", "INT(A1)", "LEFT(A1,B1)", "MID(A1,B1,A1)", "IF(A1,B1)", "AND(A1:B1)", "N(A1)",
     "MAX(A1:B1)", "COUNT(A1,B1)", "SUBTOTAL(A1,B1:B1)", "VALUE(A1)", "SUMPRODUCT(A1:B2,A1:B2)", "A1*1E300*B1-B1*1E300"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(over_two, st.tuples(stored_values, stored_values))
@example("SUMPRODUCT(A1:B2,A1:B2,A1:B2)", (1e308, -1e308))
def test_any_stored_values_are_worked_out_or_refused(formula: str, pair: tuple[object, object]) -> None:
    try:
        found = evaluate(formula, of([[*pair], [*pair]]))
    except UnknownFormulaError:
        return
    assert isinstance(found, str) or (isinstance(found, int | float) and abs(found) < 2**1024)
