"""Arithmetic between official columns: what the grammar takes and refuses, its values, its Excel formulas."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.schema.arithmetic import Expression, ExpressionError
from rules.schema.nodes import Call, Column, Constant, Node, Operation

unhurried = settings(deadline=None)
NUMBERS = [str(number) for number in range(1, 7)]
RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
SPELLINGS = {"+": "+", "-": "-−–", "*": "*×", "/": "/÷:"}

columns = st.sampled_from(NUMBERS).map(Column)
constants = st.sampled_from(["100", "365", "1000000", "0.5", "2.0"]).map(lambda text: Constant(Decimal(text)))
leaves = st.one_of(columns, columns, constants)
operations = st.builds(Operation, st.sampled_from("+-*/"), leaves, leaves)
calls = st.builds(
    Call,
    st.sampled_from(["jumlah", "rata", "maks", "min", "akhir"]),
    st.lists(st.one_of(columns, columns, constants, operations), min_size=1, max_size=4).map(tuple),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    st.one_of(leaves, calls),
    lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
    max_leaves=6,
)
cells = st.one_of(st.none(), st.just(0.0), st.integers(-1000, 1000).map(lambda half: half / 2))
rows = st.lists(st.fixed_dictionaries(dict.fromkeys(NUMBERS, cells)), min_size=1, max_size=6)


def render(node: Node, draw: st.DataObject) -> str:
    """The node as somebody may type it: any spelling of the signs, any spaces, needless brackets too."""
    gap = draw.draw(st.sampled_from(["", " ", "  "]))
    if isinstance(node, Constant):
        text = str(node.value)
    elif isinstance(node, Column):
        text = node.number
    elif isinstance(node, Call):
        text = f"{node.name}({f'{gap},'.join(render(argument, draw) for argument in node.arguments)})"
    else:
        left, right = render(node.left, draw), render(node.right, draw)
        if isinstance(node.left, Operation) and RANK[node.left.sign] < RANK[node.sign]:
            left = f"({left})"
        if isinstance(node.right, Operation) and RANK[node.right.sign] <= RANK[node.sign]:
            right = f"({right})"
        text = f"{left}{gap}{draw.draw(st.sampled_from(SPELLINGS[node.sign]))}{gap}{right}"
    return f"({text})" if draw.draw(st.integers(0, 9)) == 0 else text


def read_by(node: Node) -> set[str]:
    """Columns a node reads."""
    if isinstance(node, Column):
        return {node.number}
    parts = node.arguments if isinstance(node, Call) else (node.left, node.right) if isinstance(node, Operation) else ()
    return set().union(*map(read_by, parts))


class Unstated(Exception):  # noqa: N818
    """The documentation does not say what comes out."""


def by_hand(node: Node, row: dict[str, float | None]) -> float | None:
    """The value of one row by the documented rules; None is blank.

    A blank counts as nothing in a sum, a product or quotient needs every operand, a function skips blanks,
    division by zero is blank, and so is a result with no operand at all.
    """
    blank = {number for number in read_by(node) if row[number] is None}
    if blank == read_by(node) or (blank and multiplies(node)):
        return None
    return inner(node, row)


def multiplies(node: Node) -> bool:
    """Whether there is a product or quotient, also within a function that reckons with its operands."""
    if isinstance(node, Call):
        return node.name != "akhir" and any(map(multiplies, node.arguments))
    return isinstance(node, Operation) and (RANK[node.sign] == 2 or multiplies(node.left) or multiplies(node.right))


def inner(node: Node, row: dict[str, float | None]) -> float | None:
    """A node of a row that has operands enough."""
    if isinstance(node, Constant):
        return float(node.value)
    if isinstance(node, Column):
        return row[node.number] or 0.0
    if isinstance(node, Call):
        return function(node, row)
    left, right = inner(node.left, row), inner(node.right, row)
    if left is None or right is None or (node.sign == "/" and right == 0):
        return None
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1.0)}[node.sign]


def function(call: Call, row: dict[str, float | None]) -> float | None:
    """A function over the operands that are not blank."""
    found: list[float] = []
    for argument in call.arguments:
        if isinstance(argument, Operation) and any(row[number] is None for number in read_by(argument)):
            raise Unstated("blank within an operand of a function")
        value = row[argument.number] if isinstance(argument, Column) else inner(argument, row)
        if value is None and not isinstance(argument, Column) and call.name != "akhir":
            return None
        found += [] if value is None else [value]
    if not found:
        raise Unstated("a function without operands beside other operands")
    total, count = sum(found), len(found)
    return {"jumlah": total, "rata": total / count, "maks": max(found), "min": min(found), "akhir": found[-1]}[
        call.name
    ]


@unhurried
@given(nodes.filter(read_by), st.data())
def test_a_typed_expression_reads_back(node: Node, data: st.DataObject) -> None:
    text = render(node, data)
    expression = Expression.parse(text)
    assert (expression.node, expression.text) == (node, text)
    assert set(expression.columns) == read_by(node)
    assert len(set(expression.columns)) == len(expression.columns)


@unhurried
@given(nodes.filter(read_by), rows, st.data())
def test_evaluates_as_by_hand(node: Node, table: list[dict[str, float | None]], data: st.DataObject) -> None:
    frame = pd.DataFrame(table, columns=NUMBERS, dtype=float, index=range(7, 7 + len(table)))
    found = Expression.parse(render(node, data)).evaluate({number: frame[number] for number in NUMBERS})
    assert len(found) == len(frame)
    stated = 0
    for row, value in zip(table, found, strict=True):
        try:
            expected = by_hand(node, row)
        except Unstated:
            continue
        stated += 1
        assert math.isnan(value) if expected is None else math.isclose(value, expected, rel_tol=1e-9, abs_tol=1e-9)
    assume(stated)


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("7 / 6 * 100", {"6": 4, "7": 3}, 75),
        ("7 / 6 * 100", {"6": 0, "7": 3}, None),  # division by zero
        ("7 / 6 * 100", {"6": None, "7": 3}, None),  # division by a blank
        ("7 / 6 * 100", {"6": 4, "7": None}, None),  # nothing realised yet is not 0 %
        ("5 + 7 + 9", {"5": 1, "7": None, "9": 3}, 4),  # a blank counts as nothing
        ("5 + 7 + 9", {"5": None, "7": None, "9": None}, None),  # no operand at all
        ("5 - 7 - 9", {"5": 9, "7": 3, "9": 2}, 4),  # from the left
        ("5 - (7 - 9)", {"5": 9, "7": 3, "9": 2}, 8),
        ("5 + 7 * 9", {"5": 1, "7": 2, "9": 3}, 7),  # the product first
        ("(5 + 7) * 9", {"5": 1, "7": 2, "9": 3}, 9),
        ("8 : 4 : 2", {"8": 16, "4": 4, "2": 2}, 2),
        ("5 / (6 - 7)", {"5": 1, "6": 2, "7": 2}, None),  # the divisor comes to zero
        ("5 + 7 / 9", {"5": 1, "7": 2, "9": 0}, None),  # undefined in a part is undefined
        ("2 * 5 / 6", {"2": 2, "5": 3, "6": 4}, 1.5),  # 2 is column 2
        ("2.0 * 5 / 6", {"5": 3, "6": 4}, 1.5),  # 2.0 is the number
        ("100 - 5", {"5": 30}, 70),
        ("rata(5, 6, 7)", {"5": 1, "6": None, "7": 4}, 2.5),  # a blank is no 0 in an average
        ("maks(5, 6)", {"5": -3, "6": None}, -3),
        ("min(5, 100)", {"5": 300}, 100),
        ("jumlah(5, 6)", {"5": None, "6": None}, None),
        ("rata(5 / 6, 7)", {"5": 1, "6": 0, "7": 4}, None),  # undefined within a function is undefined
        ("maks(0.0, min(5, 7 / 6))", {"5": 1, "6": 0, "7": 4}, None),
        ("akhir(7, 5 / 6)", {"5": 1, "6": 0, "7": 4}, 4),  # the last one that has a value
        ("akhir(5, 7, 9)", {"5": 80, "7": 90, "9": None}, 90),  # the last one that has a value
        ("akhir(5, 7, 9)", {"5": 80, "7": None, "9": 0}, 0),  # nought is a value
        ("akhir(5, 7, 9)", {"5": None, "7": None, "9": None}, None),
    ],
)
def test_value_of_a_row(text: str, row: dict[str, float | None], expected: float | None) -> None:
    frame = {number: pd.Series([value], dtype=float) for number, value in row.items()}
    found = Expression.parse(text).evaluate(frame)[0]
    assert (None if math.isnan(found) else found) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "berakhir sebelum lengkap"),
        ("   ", "berakhir sebelum lengkap"),
        ("5 +", "berakhir sebelum lengkap"),
        ("(5", "berakhir sebelum lengkap"),
        ("jumlah(5", "berakhir sebelum lengkap"),
        ("__import__('os')", "tanda '_' tidak dikenal"),
        ("5;6", "tanda ';' tidak dikenal"),
        ("5 % 6", "tanda '%' tidak dikenal"),
        ("5.", "tanda '.' tidak dikenal"),
        ("JUMLAH(5)", "tanda 'J' tidak dikenal"),
        ("'5'", "tanda ''' tidak dikenal"),
        ("foo(1)", "fungsi 'foo' tidak dikenal; yang ada: jumlah, rata, maks, min, akhir, capaian_negatif"),
        ("capaian_negatif(7)", "'capaian_negatif' perlu 2 isian: realisasi, target"),
        ("capaian_negatif(7, 6, 5)", "'capaian_negatif' perlu 2 isian"),
        ("realisasi / target", "fungsi 'realisasi' tidak dikenal"),  # parameters stand in bodies only
        ("a", "fungsi 'a' tidak dikenal"),
        ("5 5", "'5' berlebih"),
        ("5)", "')' berlebih"),
        ("5, 6", "',' berlebih"),
        ("5**6", "'*' tidak pada tempatnya"),
        ("-5", "'-' tidak pada tempatnya"),
        ("()", "')' tidak pada tempatnya"),
        ("jumlah()", "')' tidak pada tempatnya"),
        ("jumlah 5", "'(' diharapkan, '5' ditemukan"),
        ("(5 6)", "')' diharapkan, '6' ditemukan"),
        ("100", "tidak memakai satu kolom pun"),
        ("100 * 2.5", "tidak memakai satu kolom pun"),
        ("maks(100, 200)", "tidak memakai satu kolom pun"),
        pytest.param("(" * 500, "bersusun lebih dari 60 tingkat", id="brackets without end"),
        pytest.param("(" * 100_000, "lebih dari 600 bagian", id="parts without end"),
    ],
)
def test_what_is_not_of_the_grammar_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression.parse(text)
    assert reason in str(caught.value)


def test_a_long_sum_is_evaluated_or_refused() -> None:
    text = "+".join(["5"] * 2000)
    try:
        expression = Expression.parse(text)
    except ExpressionError:
        return
    assert expression.evaluate({"5": pd.Series([2.0])}).tolist() == [4000.0]


def test_many_operands_are_no_deep_nesting() -> None:
    text = " + ".join(["(5 - 6)"] * 100)
    assert Expression.parse(text).evaluate({"5": pd.Series([3.0]), "6": pd.Series([1.0])}).tolist() == [200.0]


@unhurried
@given(st.one_of(st.text(), st.text(alphabet="0123456789+-*/(),. jumlahrtksin×÷−:", max_size=20)))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        node = Expression.parse(text).node
    except ExpressionError:
        return
    assert Expression.parse(f"({text})").node == node


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("7 / 6 * 100", '=IF(COUNT(G9,F9)<2,"",IF(N(F9)=0,"",G9/F9*100))'),
        ("7 : 6 × 100", '=IF(COUNT(G9,F9)<2,"",IF(N(F9)=0,"",G9/F9*100))'),
        ("5 + 7 + 9", '=IF(COUNT(E9,G9,I9)<1,"",N(E9)+N(G9)+N(I9))'),
        ("5 - (7 - 9)", '=IF(COUNT(E9,G9,I9)<1,"",N(E9)-(N(G9)-N(I9)))'),
        ("5 + (7 - 9)", '=IF(COUNT(E9,G9,I9)<1,"",N(E9)+N(G9)-N(I9))'),
        ("5 + 7 * 9", '=IF(COUNT(E9,G9,I9)<3,"",N(E9)+G9*I9)'),
        ("(5 - 6) / 6 * 100", '=IF(COUNT(E9,F9)<2,"",IF(N(F9)=0,"",(N(E9)-N(F9))/F9*100))'),
        ("5 * (6 + 7)", '=IF(COUNT(E9,F9,G9)<3,"",E9*(N(F9)+N(G9)))'),
        ("5 / (6 + 7)", '=IF(COUNT(E9,F9,G9)<3,"",IF((N(F9)+N(G9))=0,"",E9/(N(F9)+N(G9))))'),
        ("100 - 5", '=IF(COUNT(E9)<1,"",100-N(E9))'),
        ("0.5 * 5", '=IF(COUNT(E9)<1,"",0.5*E9)'),
        ("jumlah(5, 7)", '=IF(COUNT(E9,G9)<1,"",SUM(E9,G9))'),
        ("rata(5, 7)", '=IF(COUNT(E9,G9)<1,"",AVERAGE(E9,G9))'),
        ("akhir(5, 7)", '=IF(COUNT(E9,G9)<1,"",IF(ISNUMBER(G9),G9,IF(ISNUMBER(E9),E9,"")))'),
        ("maks(5, min(7, 9))", '=IF(COUNT(E9,G9,I9)<1,"",MAX(E9,MIN(G9,I9)))'),
        # the inner divisor is tested first, or F9/G9 would be #DIV/0!
        ("5 / (6 / 7)", '=IF(COUNT(E9,F9,G9)<3,"",IF(N(G9)=0,"",IF((F9/G9)=0,"",E9/(F9/G9))))'),
    ],
)
def test_excel_formula(text: str, formula: str) -> None:
    assert Expression.parse(text).excel(lambda column: f"{'ABCDEFGHI'[int(column) - 1]}9") == formula


# ---- functions whose body a pack gives


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        ("(2.0 * target - realisasi) / target * 100", "(2.0 * 6 - 7) / 6 * 100"),
        ("target / realisasi * 100", "6 / 7 * 100"),
        ("maks(0.0, min(100, target - realisasi))", "maks(0.0, min(100, 6 - 7))"),
    ],
)
def test_a_defined_function_stands_for_its_body(body: str, whole: str) -> None:
    bodies = {"capaian_negatif": Expression.parse_body("capaian_negatif", body)}
    expression = Expression.parse("capaian_negatif(7, 6)")
    assert expression.columns == ("7", "6")
    assert expression.expanded(bodies).node == Expression.parse(whole).node
    nested = Expression.parse("100 - capaian_negatif(5 + 7, 6)").expanded(bodies)
    assert nested.node == Expression.parse(f"100 - ({whole})".replace("7", "(5 + 7)")).node


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("target / luas", "fungsi 'luas' tidak dikenal"),
        ("", "berakhir sebelum lengkap"),
        ("target /", "berakhir sebelum lengkap"),
    ],
)
def test_a_broken_body_is_refused(body: str, reason: str) -> None:
    with pytest.raises(ExpressionError, match=reason):
        Expression.parse_body("capaian_negatif", body)


def test_divisors_last_operands_and_other_names() -> None:
    ratio = Expression.parse("7 / 6 * 100 + 5 / 4")
    assert (ratio.divisors, ratio.last_of) == (("6", "4"), ())
    last = Expression.parse("akhir(5, 7, 9)")
    assert (last.divisors, last.last_of) == ((), ("5", "7", "9"))
    assert last.renamed(lambda number: f"{number}K").columns == ("5K", "7K", "9K")
