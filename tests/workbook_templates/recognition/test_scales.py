"""Tables in thousands or millions of rupiah are read, compared, summed and computed as rupiah, and told as printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rules.model.document import Document
from rules.model.finding import Finding
from rules.schema.layout import layouts
from rules.seal.content import parts
from rules.validation import validate
from rules.values.money import read_money
from rules.values.scale import read_scale, without_scale
from tests.places import EXAMPLES
from tests.support.helpers import Rows, first_data, grid, sound_grids, table_rows
from tests.support.sheet_files import save_xlsx
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids

PLAN = "T-C.33"
MONEY = ("6", "10")
SAYING, AGAINST = "ANG-008", "ANG-009"
HEAD = 5
"""Index of the row of headings of the sound plan; above it stand three lines of title and a blank one."""


def place(number: str) -> int:
    return list(layouts()[PLAN].official).index(number)


def plan_rows(power: int) -> Rows:
    """The sound plan with its amounts in a scale."""
    rows = table_rows(PLAN)
    for row in rows[first_data(PLAN, rows) :]:
        for number in MONEY:
            value = row[place(number)]
            if isinstance(value, int):
                exact = value / 10**power
                row[place(number)] = int(exact) if exact.is_integer() else exact
    return rows


def document(rows: Rows) -> Document:
    return read_grids("uji", sound_grids({PLAN: rows}))


def in_headings(rows: Rows, text: str) -> None:
    for number in MONEY:
        rows[HEAD][place(number)] = f"{rows[HEAD][place(number)]} {text}"


def in_group(rows: Rows, text: str) -> None:
    for row in rows[HEAD - 1 : HEAD]:
        row[:] = [
            f"{value} {text}" if value and str(value).startswith(("Rencana", "Prakiraan")) else value for value in row
        ]


def in_a_cell_above(rows: Rows, text: str) -> None:
    rows[HEAD - 2] = [*[None] * place("10"), text]


def above_the_title(rows: Rows, text: str) -> None:
    rows[2][0] = f"{rows[1][0]} {rows[2][0]}"
    rows[1][0], rows[0][0] = rows[0][0], text


def below_the_table(rows: Rows, text: str) -> None:
    rows.append([f"*) Angka {text}"])


def in_the_title(rows: Rows, text: str) -> None:
    rows[2][0] = f"{rows[2][0]} {text}"


def beside_the_title(rows: Rows, text: str) -> None:
    rows[2] += [*[None] * (place("10") - 1), text]


def found(of: Document, *rules: str) -> list[Finding]:
    return [x for x in validate(of).findings if x.rule in rules]


def told(of: Document) -> set[tuple[str, str, str]]:
    return {(x.rule, x.sheet, x.cell) for x in validate(of).findings if x.rule != SAYING}


SOUND = read_grids("uji", sound_grids())


@cache
def told_of_sound() -> set[tuple[str, str, str]]:
    return told(SOUND)


@pytest.mark.parametrize(
    ("text", "power"),
    [
        *((text, 3) for text in ("Rp. 000,-", "(dlm ribu Rp)", "(dlm. ribuan rupiah)", "(dlm ribuan)", "x Rp1.000", "(Rp × 1.000)",
                                 "(Rp/1.000)", "(Rp.ribu)", "(Rp rb)", "(rb)", "(IDR ribu)", "(Rp 1.000,00)", "(Rp 000,00)", "(X 1000)", "(satuan ribuan)", "(dalam seribu rupiah)", "(satuan: ribu rupiah)",
                                 "(IDR thousand)", "Ribuan (Rp)", "dalam 000 rupiah", "(dalam ribu)")),
        *((text, 6) for text in ("(dlm juta Rp)", "(dlm jt)", "(Rp. 000.000,-)", "(Rp 1.000.000)", "(jutaan Rp.)", "(Rp mio)",
                                 "(IDR Mn)", "(Rp-juta)", "in million rupiah", "in millions of rupiah", "juta-an rupiah")),
        ("(Rp milyar)", 9), ("dalam triliun rupiah", 12),
        *((text, 0) for text in ("(Rp)", "Rp 1.000.000.000", "Rp 250.000", "(Rp 1.000/kg)", "lebih dari 50 ribu rupiah", "Barang Negara (BN)", "dalam ratusan ribu rupiah", "(ribu ton)",
                                 "per 1.000 kelahiran hidup", "bantuan Rp 5 juta per kelompok")),
    ],
)  # fmt: skip
def test_spellings(text: str, power: int) -> None:
    """What names a scale, and what is an amount or a quantity of something else."""
    assert read_scale(f"Pagu {text}") == power


@pytest.mark.parametrize(
    "put", [in_headings, in_group, in_a_cell_above, above_the_title, below_the_table, in_the_title, beside_the_title]
)
@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("(dalam ribuan rupiah)", 3), ("(Rp. 000)", 3), ("(Rp juta)", 6), ("(dalam jutaan rupiah)", 6), ("(Rp 1.000)", 3),
        ("(Rp. ribu)", 3), ("(Dalam Juta Rp)", 6), ("(dalam miliar rupiah)", 9), ("(x Rp1.000,-)", 3),
    ],
)  # fmt: skip
def test_amounts_are_rupiah(put: Callable[[Rows, str], None], text: str, power: int) -> None:
    """Wherever a scale is named, the tables hold what they hold in whole rupiah, and no finding follows but the one."""
    rows = plan_rows(power)
    put(rows, text)
    read = document(rows)
    table, sound = (next(x for x in one.tables if x.layout == PLAN) for one in (read, SOUND))
    assert {number: table.columns[number] for number in MONEY} == {number: sound.columns[number] for number in MONEY}
    findings = validate(read).findings
    assert {(x.rule, x.sheet, x.cell) for x in findings if x.rule != SAYING} == told_of_sound()
    assert [x.message.count(text) for x in findings if x.rule == SAYING] in ([1], [1, 1])
    of_plan = [[row.typed for row in part.rows] for part in parts(read) if part.name == PLAN]
    assert of_plan == [[row.typed for row in part.rows] for part in parts(SOUND) if part.name == PLAN]


def spoilt(power: int, text: str, number: str = "6", more: Any = 10_000_000) -> tuple[Document, str]:
    rows = plan_rows(power)
    in_headings(rows, text)
    at = first_data(PLAN, rows)
    # The kegiatan, whose children stand below it.
    row = next(x for x in rows[at:] if x[0] and str(x[0]).count(".") == 4)
    row[place(number)] += more / 10**power
    return document(rows), f"F{rows.index(row) + 1}"


def test_findings_are_told_as_printed() -> None:
    """A wrong sum is found where it stands, its figures in the scale of the table."""
    read, cell = spoilt(3, "(dalam ribuan rupiah)")
    wrong = found(read, "JML-001")
    assert [x.cell for x in wrong] == [cell]
    assert (wrong[0].value - wrong[0].expected, wrong[0].difference) == (10_000, 10_000)
    whole = replace(wrong[0])
    assert "000.000.000" not in whole.message


def test_rounding_is_no_fault() -> None:
    """What a scale rounds away is no difference, neither between tables nor in sums; one more of its units is."""
    rows = table_rows(PLAN)
    others = table_rows("Bab-IV"), table_rows("T-C.31")
    at = first_data(PLAN, rows)
    assert others
    for row in rows[at:]:
        for number in MONEY:
            if isinstance(row[place(number)], int):
                row[place(number)] = round((row[place(number)] + 0) / 1000)
    in_headings(rows, "(Rp ribu)")
    assert told(document(rows)) == told_of_sound()
    leaf = next(x for x in rows[at:] if x[0] and str(x[0]).count(".") == 5)
    leaf[place("6")] += 2
    assert {x.rule for x in found(document(rows), "LTS-002", "LTS-004", "JML-001")} & {"LTS-002", "LTS-004"}


def test_decimals_leave_less_to_rounding() -> None:
    """`0,16` billion is exact to ten million: a sum that is off by more is wrong."""
    read, cell = spoilt(9, "(Rp miliar)", more=25_000_000)
    assert [x.cell for x in found(read, "JML-001")] == [cell]


@pytest.mark.parametrize("text", ["(dalam ribuan rupiah)", "(Rp juta)"])
def test_contradicted(text: str) -> None:
    """Amounts as large as those of other tables in whole rupiah are not multiplied, and the contradiction is said."""
    rows = table_rows(PLAN)
    in_headings(rows, text)
    read = document(rows)
    assert {x for x in told(read) if x[0] != AGAINST} == told_of_sound()
    assert ["rupiah penuh" in x.message for x in found(read, AGAINST)] == [True]
    assert found(read, SAYING) == []


def test_texts_and_nil() -> None:
    """An amount typed as text is blamed as it was typed; what holds no amount stays."""
    rows = plan_rows(3)
    in_headings(rows, "(ribuan)")
    leaf = next(x for x in rows[first_data(PLAN, rows) :] if x[0] and str(x[0]).count(".") == 5)
    amount = leaf[place("6")]
    leaf[place("6")] = f"{amount:,}".replace(",", ".")
    wrong = found(document(rows), "ANG-004")
    assert [(x.value, x.expected, x.fix) for x in wrong] == [(leaf[place("6")], amount, amount)]
    assert found(document(rows), "JML-001", "LTS-002", "LTS-004") == []


def test_compute_and_fix_write_as_printed(tmp_path: Path) -> None:
    """Sums are filled in, and texts made numbers, in the scale of the table."""
    rows = plan_rows(3)
    in_headings(rows, "(dalam ribuan rupiah)")
    at = first_data(PLAN, rows)
    parent = next(x for x in rows[at:] if x[0] and str(x[0]).count(".") == 4)
    leaf = next(x for x in rows[at:] if x[0] and str(x[0]).count(".") == 5)
    due, parent[place("6")] = parent[place("6")], None
    amount, leaf[place("6")] = leaf[place("6")], f"Rp {leaf[place('6')]}"
    path = save_xlsx(tmp_path / "ribuan.xlsx", sound_grids({PLAN: rows}))
    fix_workbook(path, tmp_path / "perbaikan.xlsx")
    fill_workbook(tmp_path / "perbaikan.xlsx", tmp_path / "hitung.xlsx")
    sheet: Grid = next(x for x in read_workbook(tmp_path / "hitung.xlsx") if x.name == PLAN)
    assert sheet.at((rows.index(parent) + 1, place("6") + 1)) == due
    assert sheet.at((rows.index(leaf) + 1, place("6") + 1)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "Rp",
        "Pagu Indikatif (Rp)",
        "(dalam rupiah)",
        "Bantuan Rp 1.500",
        "bantuan 5 juta rupiah",
        "Rp 100.000",
        "Seribu Desa",
    ],
)
def test_no_scale(text: str) -> None:
    """Other words and amounts name none."""
    assert read_scale(text) == 0
    assert without_scale(text) == text


def test_lines_of_text_have_a_scale_too() -> None:
    """A table pasted as lines of text: the same in thousands, named in its title, is the same in rupiah."""
    grids = [x for x in read_workbook(EXAMPLES / "lkip-2024-tempel.xlsx") if x.name in {"Identitas", "Tabel 3.19"}]
    (plain,) = read_grids("uji", grids).tables
    assert plain.in_lines
    pasted = next(x for x in grids if x.name == "Tabel 3.19")
    pasted.rows[1][0] += " (dalam ribuan rupiah)"
    for row in pasted.rows[2:]:
        row[0] = re.sub(r"(?<=\d)\.\d{3}(?![.\d])", "", row[0]) if row and isinstance(row[0], str) else row[0]
    (scaled,) = read_grids("uji", grids).tables
    assert {scale.cell for scale in scaled.captions.scales.values()} == {"A2"}
    for number in ("3", "4"):
        amounts = zip(plain.columns[number], scaled.columns[number], strict=True)
        read = [(read_money(before).amount, read_money(after).amount) for before, after in amounts]
        assert [(before or 0) // 10**6 for before, _ in read] == [(after or 0) // 10**6 for _, after in read]
        assert any(before for before, _ in read)


def test_the_caption_of_a_document_names_it_too() -> None:
    """A Word table has its titles in paragraphs above it, which are no cells."""
    rows = plan_rows(3)
    rows[: HEAD - 1] = [[] for _ in rows[: HEAD - 1]]
    grids = sound_grids({PLAN: rows})
    plan = next(x for x in grids if x.name == PLAN)
    plan.facts = replace(plan.facts, above=["Tabel 3.3 Rumusan Rencana", "(dalam ribuan rupiah)"])
    read = read_grids("uji", grids)
    assert [(x.cell, x.message.count('"(dalam ribuan rupiah)"')) for x in found(read, SAYING)] == [("", 1)]
    assert found(read, "LTS-002", "LTS-004", AGAINST) == []


def test_the_name_of_a_sheet_may_tell_the_scale() -> None:
    sheets = [grid(plan_rows(6), "T-C.33 (Rp juta)") if x.name == PLAN else x for x in sound_grids()]
    (said,) = found(read_grids("uji", sheets), SAYING)
    assert "Rp juta" in said.message
    assert not [x for x in validate(read_grids("uji", sheets)).findings if x.rule != SAYING]
