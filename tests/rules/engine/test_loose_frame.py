"""A frame that somebody made keeps what its document knows of the cells that are still the same."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rules.engine.loose_frame import document_with
from rules.examples.sound_renja import sound_document
from rules.model.document import Look, Marks
from rules.schema.layout import layouts
from rules.values.number_format import NumberFormat

_TOLD = {
    "formulas": "=F13+F14",
    "scaled": "100",
    "struck": "",
    "looks": Look(bold=True),
    "formats": NumberFormat("Paket"),
}
"""What is known of a cell beyond that it is marked."""


@pytest.mark.parametrize("mark", [mark.name for mark in fields(Marks)])
def test_every_mark_stays_where_the_cell_does(mark: str) -> None:
    document = sound_document()
    (table,) = (table for table in document.tables if table.layout == "T-C.33")
    changed, same = (table.rows[0], "2"), (table.rows[1], "2")
    marked = getattr(table.marks, mark)
    marked.clear()
    marked.update(dict.fromkeys((changed, same), _TOLD[mark]) if mark in _TOLD else (changed, same))
    frame = table.frame.copy()
    frame.loc[table.rows[0], "2"] = "Nama lain"
    (found,) = (x for x in document_with(frame, layouts()["T-C.33"], document).tables if x.layout == "T-C.33")
    assert set(getattr(found.marks, mark)) == {same}
    if mark in _TOLD:
        assert getattr(found.marks, mark)[same] == _TOLD[mark]
