"""The forward estimates of a document: what next year's document is held against."""

from __future__ import annotations

from pathlib import PurePath

from rules.engine.session import Session
from rules.model.document import Document
from rules.model.references import Foreseen
from rules.schema.layout import player
from rules.schema.pack import pack_for
from rules.values.codes import SUB


def forward_estimates(document: Document) -> Foreseen:
    """Money for n+1 of each sub kegiatan of the plan, in whole rupiah; what cannot be read is left out."""
    view = Session([document], pack_for(document.year), []).tables.get(player("renja", "rencana").id)
    source = PurePath(document.source).name
    if view is None:
        return Foreseen({}, {}, source)
    column = view.column_of("pagu", 1)
    rows = view.coded & (view.levels.level == SUB) & view.known_amount(column)
    codes = view.levels.code[rows]
    amounts = view.money(column).whole[rows].tolist()
    return Foreseen(dict(zip(codes, amounts, strict=True)), dict(zip(codes, view.names[rows], strict=True)), source)
