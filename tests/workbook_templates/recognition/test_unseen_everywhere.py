"""Every sign that Unicode draws as nothing, in every sort of cell and in every format: read as if absent, and told by its name."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from rules.model.finding import Finding
from rules.validation import validate, validate_many
from tests.support.helpers import Rows, first_data, grid, identity_rows, table_rows
from tests.support.sheet_files import save_docx, save_ods, save_xlsx
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.recognition.read_grids import read_grids

PLAN, FORM, RULE = "T-C.33", "Identitas", "STR-017"
DRAWN = (
    *range(0x600, 0x606), 0x6DD, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13456),
    *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B),
)  # fmt: skip
"""Signs of the category Cf that are drawn, or stand for what is: of Arabic and Kaithi numbers, hieroglyphs, shorthand, music."""
WITHOUT_WIDTH = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf" and code not in DRAWN]
BLANKS = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Zs", "Zl", "Zp"} and code != 32]
SIGNS = [*WITHOUT_WIDTH[:40], *WITHOUT_WIDTH[40::20], *BLANKS]
"""The tags of flags are a hundred alike."""


@dataclass(frozen=True)
class Place:
    """A cell of a sheet, from the first data row for those of the plan's rows."""

    sheet: str
    row: int
    column: int
    of_data: bool = True

    def within(self, sheets: Mapping[str, Rows]) -> tuple[int, int]:
        """Row and column by index."""
        return self.row + (first_data(PLAN, sheets[PLAN]) if self.of_data else 0), self.column


PLACES = {
    "a title": Place(PLAN, 0, 0, of_data=False),
    "a heading": Place(PLAN, 4, 1, of_data=False),
    "a number of a column": Place(PLAN, 6, 3, of_data=False),
    "a code": Place(PLAN, 5, 0),
    "a name": Place(PLAN, 5, 1),
    "an indicator": Place(PLAN, 6, 2),
    "a place": Place(PLAN, 6, 3),
    "a target": Place(PLAN, 6, 4),
    "an amount typed as text": Place(PLAN, 5, 5),
    "a source of money": Place(PLAN, 6, 6),
    "a total's label": Place(PLAN, 11, 0),
    "a label of the identity": Place(FORM, 2, 0, of_data=False),
    "an office": Place(FORM, 2, 1, of_data=False),
    "a bidang": Place(FORM, 3, 1, of_data=False),
    "a stage": Place(FORM, 5, 1, of_data=False),
    "a decree": Place(FORM, 6, 1, of_data=False),
}


def sheets() -> dict[str, Rows]:
    """The form and the plan of the sound document; one amount is a text, as a paste leaves it."""
    found = {FORM: identity_rows(), PLAN: table_rows(PLAN)}
    amount = found[PLAN][first_data(PLAN, found[PLAN]) + 5]
    amount[5] = f"{amount[5]:,}".replace(",", ".")
    return found


def spoilt(place: Place, spoil: Callable[[str], str]) -> tuple[list[Grid], str]:
    """The sheets with one cell spoilt, and its address."""
    found = sheets()
    row, column = place.within(found)
    typed = found[place.sheet][row][column]
    assert isinstance(typed, str), "only texts hold such signs"
    found[place.sheet][row][column] = spoil(typed)
    return [grid(rows, name) for name, rows in found.items()], f"{'ABCDEFGHIJ'[column]}{row + 1}"


def ways(sign: str) -> list[Callable[[str], str]]:
    """Before and behind a text, within it where it has no width, instead of its blanks where it is one."""
    inside = (lambda text: text.replace(" ", sign)) if sign in BLANKS else (lambda text: f"{text[:1]}{sign}{text[1:]}")
    return [lambda text: f"{sign}{text}", lambda text: f"{text}{sign}", inside]


def told(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(x.rule, x.sheet, x.cell, x.message) for x in findings if x.rule != RULE]


@cache
def clean() -> list[tuple[str, str, str, str]]:
    return told(validate(read_grids("uji", [grid(rows, name) for name, rows in sheets().items()])).findings)


@pytest.mark.parametrize("where", PLACES)
def test_every_sign_in_every_place(where: str) -> None:
    place = PLACES[where]
    tried = [(sign, *spoilt(place, spoil)) for sign in SIGNS for spoil in ways(sign)]
    changed = [one for one in tried if any(sheet.unseen for sheet in one[1])]
    assert len(changed) >= 2 * len(SIGNS)
    for (sign, _, cell), verdict in zip(
        changed, validate_many([read_grids("uji", grids) for _, grids, _ in changed]), strict=True
    ):
        named = [(x.key, x.sheet, x.cell) for x in verdict.findings if x.rule == RULE]
        assert (named, told(verdict.findings)) == ([(f"U+{ord(sign):04X}", place.sheet, cell)], clean())


# ---- as files


def save_csv(path: Path, grids: list[Grid]) -> Path:
    """The sheets one below the other."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for sheet in grids:
            csv.writer(file, delimiter=";").writerows([*sheet.rows, []])
    return path


SAVES = {"xlsx": save_xlsx, "ods": save_ods, "docx": save_docx, "csv": save_csv}


@pytest.mark.parametrize("ending", SAVES)
def test_every_format(ending: str, tmp_path: Path) -> None:
    """One file holds all signs, each before another text; it is read as the one without them."""
    found, at = sheets(), 0
    plain = SAVES[ending](tmp_path / f"bersih.{ending}", [grid(rows, name) for name, rows in found.items()])
    grids = [grid([list(row) for row in rows], name) for name, rows in found.items()]
    for sheet in grids:
        for row in sheet.rows:
            for column, value in enumerate(row):
                if isinstance(value, str):
                    row[column] = f"{SIGNS[at % len(SIGNS)]}{value}"
                    at += 1
    assert at > len(SIGNS)
    read, wanted = (read_document(path) for path in (SAVES[ending](tmp_path / f"kotor.{ending}", grids), plain))
    assert [table.columns for table in read.tables] == [table.columns for table in wanted.tables]
    assert {key: x.value for key, x in read.identity.items()} == {key: x.value for key, x in wanted.identity.items()}
    # Word puts blanks of all kinds between words as it pleases: there they are plain ones.
    told = set(SIGNS) - set(BLANKS) if ending == "docx" else set(SIGNS)
    assert {x.text[0] for x in read.unseen} == told
