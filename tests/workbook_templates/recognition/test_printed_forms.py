"""Official tables printed in many ways are read the same and claimed surely; tables that are none are never claimed so."""

from __future__ import annotations

import pytest

from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Table
from rules.schema.layout import layouts
from rules.schema.pack import pack_for
from rules.validation import validate
from tests.support.foreign_forms import FOREIGN_FORMS, numbered
from tests.support.printed_forms import WAYS, YEAR, foreign_tables
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

SOUND = {table.layout: table for document in (sound_document(), sound_report()) for table in document.tables}
SURE = pack_for(YEAR).thresholds["keyakinan_tabel"]
FOREIGN = {
    **dict(foreign_tables()),
    **FOREIGN_FORMS,
    **{f"{what}, bernomor": numbered(rows) for what, rows in FOREIGN_FORMS.items()},
}


def is_claimed(table: Table) -> bool:
    return table.recognition.certainty >= SURE


def read(*grids: Grid) -> Document:
    return read_grids("contoh.xlsx", list(grids))


def identity(name: str) -> Grid:
    """The identity form of the document that has a table."""
    document = next(found for found in (sound_document(), sound_report()) if name in {x.layout for x in found.tables})
    form = next(x for x in layouts().values() if x.fields and x.document == document.kind)
    return Grid(
        "Identitas", [[form.fields[key].label, field.value] for key, field in document.identity.items()], CELLS_ONLY
    )


def official(table: Table) -> dict[str, list[object]]:
    """The cells of the official columns, blank ones alike, parts of a code joined."""
    known = layouts()[table.layout].official
    return {
        number: ["" if value in (None, "") else str(value).replace("|", ".") for value in values]
        for number, values in table.columns.items()
        if number in known
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SOUND)
def test_an_official_table_is_read_however_it_is_printed(name: str, way: str) -> None:
    form = WAYS[way](SOUND[name])
    if form is None:
        return
    document = read(form.grid())
    assert [table.layout for table in document.tables if not table.recognition.continues] == [name]
    (first, *more) = document.tables
    rows = official(first)
    for piece in more:
        rows = {number: rows[number] + values for number, values in official(piece).items()}
    assert rows == official(SOUND[name])


@pytest.mark.parametrize("alone", [False, True], ids=["beside Identitas", "alone"])
def test_nearly_all_official_tables_are_claimed_surely(alone: bool) -> None:
    found = [
        (name, way, any(map(is_claimed, read(*([] if alone else [identity(name)]), form.grid()).tables)))
        for name, table in SOUND.items()
        for way, make in WAYS.items()
        if (form := make(table)) is not None
    ]
    doubted = [(name, way) for name, way, sure in found if not sure]
    assert len(doubted) <= 0.05 * len(found), doubted


@pytest.mark.parametrize("what", FOREIGN)
def test_a_table_of_another_kind_is_never_claimed_surely(what: str) -> None:
    document = read(Grid("Lembar1", [["TABEL CONTOH"], [], *FOREIGN[what]], CELLS_ONLY))
    assert [table.layout for table in document.tables if is_claimed(table)] == []
    # What only may be an official table is asked about, and not blamed for not being it.
    assert {finding.rule for finding in validate(document).findings if finding.sheet} <= {"STR-015"}
