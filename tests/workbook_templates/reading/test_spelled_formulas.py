"""Formulas as they are spelled in the XML: what is told of them without decoding is what their texts say."""

from __future__ import annotations

import pytest

from rules.comparison.sum_ranges import typed_amounts
from tests.support import hostile
from workbook_templates.reading.excel import sheet_formulas
from workbook_templates.reading.excel.cell_formats import Formats
from workbook_templates.reading.excel.fast_sheets import read_plain
from workbook_templates.reading.excel.shared_strings import Texts
from workbook_templates.reading.excel.sheet_content import Bounds
from workbook_templates.reading.excel.sheet_formulas import FormulasInXml, SpelledFormulas
from workbook_templates.reading.excel.thorough_sheets import read_sheet
from workbook_templates.reading.limits import DEFAULT_LIMITS

_SPELLED = {
    "amount": b"20906000-R15",
    "references only": b"SUM(F11:F120)*100",
    "far rows": b"SUM(F1100:F1200)",
    "by a number": b"R15+12&#51;4",
    "all by numbers": b"R15+&#49;&#50;&#51;&#x34;",
    "other digits": "R15+١٢٣٤".encode(),
    "quoted": b"IF(A1=&quot;20906000&quot;,1,2)",
    "sign before": b"A1&amp;1234",
}


def spelled(*names: str) -> SpelledFormulas:
    """Formulas, one below the other."""
    texts = [_SPELLED[name] for name in names or _SPELLED]
    return SpelledFormulas({(row, "6"): text for row, text in enumerate(texts)})


def test_amounts_typed_into_formulas_are_found_without_reading_them_all() -> None:
    asked = spelled()
    found = [place for place in asked.with_numbers(4) if typed_amounts(asked[place])]
    assert found == [place for place, text in spelled().items() if typed_amounts(text)]
    assert len(found) >= 4
    assert (1, "6") not in set(spelled().with_numbers(4))


def test_formulas_of_which_none_holds_an_amount_are_not_looked_at() -> None:
    asked = spelled("references only")
    assert list(asked.with_numbers(4)) == []
    asked[7, "6"] = "=R15+20906000"
    assert (7, "6") in set(asked.with_numbers(4))


@pytest.mark.parametrize("name", ["by a number", "all by numbers", "other digits"])
def test_digits_that_are_spelled_otherwise_are_digits(name: str) -> None:
    assert list(spelled(name).with_numbers(4)) == [(0, "6")]


# ---- formulas that were filled down

_BOUNDS = Bounds(DEFAULT_LIMITS.rows, DEFAULT_LIMITS.columns, DEFAULT_LIMITS.area, DEFAULT_LIMITS.cells)
_COLUMNS = {1: "a", 2: "b", 3: "c"}


def sheet(*rows: tuple[str, ...]) -> bytes:
    """A sheet of rows of formulas: `3=B1` begins group 3, `3` repeats it, `=B1` stands alone."""
    cells = ""
    for number, formulas in enumerate(rows, 1):
        cells += f'<row r="{number}">'
        for letter, formula in zip("ABC", formulas, strict=False):
            group, _, text = formula.partition("=")
            tag = f'<f t="shared" si="{group}">' if group else "<f>"
            cells += f'<c r="{letter}{number}">{tag}{text}</f><v>1</v></c>' if formula else ""
        cells += "</row>"
    return f'<worksheet xmlns="{hostile.NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def in_xml(xml: bytes) -> FormulasInXml:
    """The formulas of a sheet, of which nothing was asked yet."""
    facts = read_plain([xml], Formats(), Texts(), _BOUNDS)[0]
    assert facts
    assert isinstance(facts.formulas, FormulasInXml)
    return facts.formulas


_FILLED: dict[str, list[tuple[str, ...]]] = {
    "down": [("1=SUM(D1:E1)", "=D1"), *(("1", f"=D{row}") for row in range(2, 30))],
    "group begun again": [("1=D1",), ("1",), ("1=E3*2",), ("1",), ("1",)],
    "several groups": [("1=D1", "2=$D1", "3=D$1"), *[("1", "2", "3")] * 9],
    "no first one": [("7",), ("7=D2",), ("7",), ("8",)],
    "no formula": [('1="a(}',), ("1",), ("2=D3",), ("2",)],
    "amounts": [("1=D1+20906000", "2=SUM(D999:D999)"), *[("1", "2")] * 9],
}


@pytest.mark.parametrize("most", [(20_000, 2_000), (3, 2_000), (20_000, 1)], ids=["all", "few cells", "few groups"])
@pytest.mark.parametrize("rows", list(_FILLED.values()), ids=list(_FILLED))
def test_filled_formulas_of_a_table_are_those_that_both_readers_spell_out(
    rows: list[tuple[str, ...]], most: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_formulas, "_MOST_REPEATED", most[0])
    monkeypatch.setattr(sheet_formulas, "_MOST_GROUPS", most[1])
    xml, of_rows = sheet(*rows), range(2, len(rows))
    wanted = dict(read_sheet(xml, Formats(), Texts(), _BOUNDS).formulas)
    assert dict(in_xml(xml)) == wanted
    # Backwards, so that nothing rests on the order in which they are asked for.
    asked = in_xml(xml).of_table(set(of_rows), _COLUMNS)
    assert {place: asked[place] for place in reversed(list(asked))} == {
        (row, _COLUMNS[at]): text for (row, at), text in wanted.items() if row in of_rows
    }
    amounts = in_xml(xml).of_table(set(of_rows), _COLUMNS)
    assert [place for place in amounts.with_numbers(4) if typed_amounts(amounts[place])] == [
        place for place in asked if typed_amounts(asked[place])
    ]


def test_filled_formulas_that_nobody_asks_for_are_not_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled_out: list[tuple[int, int]] = []
    at = sheet_formulas._First.at

    def noted(first: sheet_formulas._First, row: int, column: int) -> str:
        spelled_out.append((row, column))
        return at(first, row, column)

    monkeypatch.setattr(sheet_formulas._First, "at", noted)
    formulas = in_xml(sheet(*_FILLED["several groups"]))
    asked = formulas.of_table(set(range(5)), _COLUMNS)
    assert list(asked.with_numbers(4)) == []
    assert (3, "b") in asked
    assert (3, 2) in formulas
    assert spelled_out == []
    assert asked[3, "b"] == "=$D3"
    assert spelled_out == [(3, 2)]
