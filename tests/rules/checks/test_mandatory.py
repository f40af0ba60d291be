"""STR-010: what is asked of which rows, and what is advised for cells that are empty."""

from __future__ import annotations

from typing import Any

import pytest

from rules.engine.example_table_edits import Calculated, Put
from rules.engine.rule import totalled
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import DATA, TOTAL
from rules.schema.layout import layouts
from rules.validation import validate
from rules.values.codes import SUB, level_of


@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV"])
def test_the_source_of_funds_is_asked_of_details_only(name: str) -> None:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == name)
    details = [
        row
        for row, code, kind in zip(table.rows, table.columns["1"], table.kinds, strict=True)
        if kind != TOTAL and code and level_of(str(code)) == SUB
    ]
    table.columns["7"] = [None] * len(table.rows)
    found = [(x.rule, x.table, x.cell) for x in validate(document).findings]
    assert found == [("STR-010", name, f"G{row}") for row in details]


def _proposals(*rows: dict[str, Any]) -> list[tuple[str, str]]:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "T-C.32")
    table.rows, table.kinds = list(range(12, 12 + len(rows))), [DATA] * len(rows)
    table.columns = {number: [row.get(number) for row in rows] for number in table.columns}
    return [(x.rule, x.cell) for x in validate(document).findings]


@pytest.mark.parametrize("at", ["2", "3", "4", "5"])
@pytest.mark.parametrize("word", ["Nihil", "NIHIL", "-"])
def test_nil_is_said_in_one_cell_with_its_reason(at: str, word: str) -> None:
    assert _proposals({at: word, "6": "Tidak ada usulan dari musrenbang"}) == []


def test_nil_without_its_reason_lacks_that_alone() -> None:
    assert _proposals({"2": "Nihil"}) == [("STR-010", "F12")]
    assert _proposals({"1": "Nihil"}) == [("STR-010", "F12")]
    assert _proposals({"2": "Nihil, karena tidak ada usulan dari musrenbang"}) == []


def test_a_proposal_half_filled_in_is_not_nil() -> None:
    found = _proposals({"2": "Pelatihan kewirausahaan", "3": "-", "6": "Usulan kecamatan"})
    assert found == [("STR-010", "D12"), ("STR-010", "E12")]


def test_a_row_of_formulas_that_were_never_calculated_is_no_empty_row() -> None:
    """Saved by a program that does not calculate: nothing is known of its rows, which is told of the formulas alone."""
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "T-C.33")
    row = table.rows[-1]
    for number in table.columns:
        table.columns[number].insert(len(table.rows) - 1, None)
    table.rows.append(row + 1)
    table.kinds.insert(-1, DATA)
    for number in ("2", "3", "6", "10"):
        table.marks.formulas[(row, number)] = '=IF($A23="","",1)'
        table.marks.uncalculated.add((row, number))
    verdict = validate(document)
    assert {x.rule for x in verdict.findings} == {"STR-011"}
    assert len(verdict.causes) == 1
    assert not verdict.complete, "what stands in the row is not known"


def test_an_empty_result_of_a_formula_is_to_be_typed_unless_it_adds_details_up() -> None:
    """A sub kegiatan's formula in T-C.31 has nothing to add up, and the guide tells to type its amount."""
    found = validate(example_document([Calculated("T-C.31", 15, "6", '=IF(LEN($N15)=12,1,"")', None)]))
    (typed,) = [x for x in found.findings if x.cell == "F15"]
    assert (typed.rule, typed.cause) == ("STR-010", "cari")
    assert typed.suggestion.endswith("bila sudah benar, ketik isinya.")
    found = validate(example_document([Calculated("T-C.31", 14, "6", "=SUM(F15:F16)", None)]))
    (summed,) = [x for x in found.findings if x.cell == "F14" and x.severity == "galat"]
    assert summed.rule == "STR-012"
    assert "Isi sel" not in summed.suggestion


def test_a_sum_over_an_empty_detail_names_it() -> None:
    """Where a table does not ask for an amount, the sum that counts on it tells which one is lacking."""
    found = validate(example_document([Put("E.81-16", 15, "8Rp", None)]))
    (finding,) = found.findings
    assert (finding.rule, finding.cell, finding.cause) == ("JML-001", "L14", "kosong")
    assert "Rincian di L15 masih kosong." in finding.message
    (cause,) = validate(example_document([Put("E.81-16", 15, "7Rp", None)])).causes
    assert (cause.rules, cause.severity, cause.cells) == (("TUR-009", "JML-001"), "galat", "E.81-16!J15")


_SEEKS = '=IFERROR(VLOOKUP($A18,acuan,2,FALSE)&"","")'


@pytest.mark.parametrize(
    ("row", "code", "rule"),
    [
        (22, "2.17.04.2.01.88", "NOM-002"),
        (22, "2.17.04.2.01.03", "NOM-008"),
        (18, "2.17.01.2.06.O9", "NOM-001"),
        (18, "2.17.1.2.06.09", "NOM-010"),
    ],
)
def test_what_a_look_up_does_not_find_follows_from_the_wrong_code(row: int, code: str, rule: str) -> None:
    found = validate(example_document([Put("T-C.33", row, "1", code), Calculated("T-C.33", row, "2", _SEEKS, "")]))
    cause = next(x for x in found.causes if rule in x.rules)
    assert cause.cells == f"T-C.33!A{row}"
    (blank,) = [at for at, x in enumerate(found.findings) if x.rule == "STR-010"]
    assert (found.findings[blank].cell, blank in cause.findings) == (f"B{row}", True)
    assert "tulis tanda -" not in found.findings[blank].suggestion


def test_a_look_up_that_finds_nothing_for_a_right_code_gives_way_to_what_is_typed() -> None:
    found = validate(example_document([Calculated("T-C.33", 18, "3", _SEEKS, "")]))
    (blank,) = [x for x in found.findings if x.rule == "STR-010"]
    assert blank.suggestion.endswith("bila sudah benar, ketik isinya.")


def test_a_source_of_funds_of_unread_money_is_put_off_aloud() -> None:
    verdict = validate(example_document((Put("Bab-IV", 18, "7", None), Put("Bab-IV", 18, "6", "12.34.567"))))
    assert next(x for x in verdict.rules if x.rule == "STR-010").deferred == 1


_TOTALS = [
    (table.layout, table.rows[table.kinds.index(TOTAL)], column)
    for document in (sound_document(), sound_report())
    for table in document.tables
    if layouts()[table.layout].has_total and TOTAL in table.kinds
    for column in totalled(layouts()[table.layout])
]


@pytest.mark.parametrize(("table", "row", "column"), _TOTALS)
def test_a_total_left_out_below_amounts_is_told_whether_or_not_the_amounts_must_be_there(
    table: str, row: int, column: str
) -> None:
    emptied = example_document([Put(table, row, column, None)])
    told = [(x.rule, x.row, x.column, x.cause) for x in validate(emptied).findings]
    above = next(x for x in emptied.tables if x.layout == table).columns[column]
    assert told == ([("STR-010", row, column, "jumlah")] if any(above) else [])


def test_a_total_of_nothing_may_be_left_out() -> None:
    """No office has staff of every status."""
    rows = range(12, 15)
    assert validate(example_document([Put("SDM", row, "5", None) for row in rows])).findings == []
    assert validate(example_document([Put("SDM", row, "5", "-" if row < 14 else None) for row in rows])).findings == []


def test_amounts_in_a_row_of_codes_without_anything_else_lack_their_code() -> None:
    verdict = validate(example_document((Put("T-C.33", 13, "1", None), Put("T-C.33", 13, "2", None))))
    assert [(x.rule, x.cell) for x in verdict.findings] == [("STR-010", "A13")]
    assert not verdict.complete, "the sums above and below it"


def test_what_a_row_without_its_code_must_hold_is_put_off_aloud() -> None:
    document = example_document([Put("T-C.33", 18, "1", None), Put("T-C.33", 18, "3", None)])
    verdict = validate(document)
    assert [(x.rule, x.cell) for x in verdict.findings] == [("STR-010", "A18")]
    assert any("STR-010" in gap.rules for gap in verdict.unchecked)


@pytest.mark.parametrize(
    ("row", "formula", "told"),
    [
        (17, "=10000000+20000000", [("STR-012", "F17", 30_000_000)]),
        (16, "=SUM(F17:F18)", [("STR-012", "F16", 190_000_000)]),
        (17, '=IF(1=1,"","x")', [("STR-010", "F17", None)]),
    ],
)
def test_a_formula_with_a_result_that_is_not_stored_is_told_once(row: int, formula: str, told: list[Any]) -> None:
    verdict = validate(example_document([Calculated("T-C.33", row, "6", formula, "")]))
    found = [(x.rule, x.cell, x.expected) for x in verdict.findings if x.severity == "galat"]
    assert found == told
