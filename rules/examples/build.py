"""The examples of rules: the sound document after the edits a rule names."""

from __future__ import annotations

from dataclasses import replace

from rules.engine.edits import (
    Calculated,
    Drop,
    Edit,
    Given,
    Guessed,
    Heads,
    Hides,
    Holds,
    Identify,
    Insert,
    Leaves,
    Put,
    Remove,
    Retitle,
    Sealed,
    Shift,
    Tells,
    Uncalculated,
    Unread,
)
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import FIRST_ROW, sound_document
from rules.frames.indicators import indicator_key
from rules.model.document import DATA, Document, Foreign, Stray, Table
from rules.model.finding import Verdict
from rules.model.references import Ceilings, Foreseen, Planned, Reported
from rules.narrative.paragraphs import Narrative
from rules.schema.layout import layouts
from rules.schema.pack import load_pack, pack_for
from rules.seal.seal import make_seal

_SEALED_ON = "2024-01-15T09:00:00+07:00"


def _apply(document: Document, edit: Edit) -> None:
    if isinstance(edit, Identify):
        document.identity[edit.field].value = edit.value
    elif isinstance(edit, Given):
        given = document.references
        ceilings = Ceilings(dict(edit.ceilings), "plafon.xlsx") if edit.ceilings else given.ceilings
        foreseen = Foreseen(dict(edit.foreseen), {}, "renja-2023.xlsx") if edit.foreseen else given.foreseen
        planned, reported = given.planned or Planned(), given.reported or Reported()
        targets = {indicator_key(name): target for name, target in edit.planned_targets}
        figures = {(measure, indicator_key(name)): value for measure, name, value in edit.reported}
        money = {(role, name): amount for role, name, amount in edit.reported_money}
        document.references = replace(
            given,
            ceilings=ceilings,
            foreseen=foreseen,
            planned=Planned(
                {**planned.pagu, **dict(edit.planned_pagu)}, {**planned.targets, **targets}, "renja-2024.xlsx"
            ),
            reported=Reported({**reported.figures, **figures}, {**reported.money, **money}, "lkip-2023.xlsx"),
        )
    elif isinstance(edit, Tells):
        document.references = replace(document.references, narrative=Narrative.of_text(edit.text))
    elif isinstance(edit, Sealed):
        pack = load_pack(edit.pack) if edit.pack else pack_for(document.year)
        document.seal = make_seal(document, Verdict(document.source, "valid"), pack, _SEALED_ON)
    elif isinstance(edit, Holds):
        document.foreign.append(Foreign(edit.kind, edit.what, edit.sheet, edit.cell, edit.told))
    elif isinstance(edit, Drop):
        document.tables = [table for table in document.tables if table.layout != edit.table]
    else:
        _apply_to_table(next(table for table in document.tables if table.layout == edit.table), edit)


_InTable = (
    Put | Remove | Insert | Retitle | Uncalculated | Calculated | Heads | Hides | Shift | Guessed | Leaves | Unread
)


def _apply_to_table(table: Table, edit: _InTable) -> None:
    if isinstance(edit, Retitle):
        if edit.text is None:
            del table.headings[edit.column], table.letters[edit.column], table.columns[edit.column]
        else:
            table.headings[edit.column] = replace(table.headings[edit.column], text=edit.text)
    elif isinstance(edit, Hides):
        table.hidden, table.hidden_rows, table.hidden_columns = edit.sheet, list(edit.rows), list(edit.columns)
    elif isinstance(edit, Heads):
        table.titles = [(edit.text, "A2")]
    elif isinstance(edit, Leaves):
        table.strays.append(Stray(edit.cells, edit.count, edit.below))
    elif isinstance(edit, Shift):
        table.shifted[edit.row] = edit.by
    elif isinstance(edit, Guessed):
        table.certainty, table.matched = edit.certainty, edit.matched
    elif isinstance(edit, Unread):
        table.unread, table.unread_at = edit.why, edit.cell
        table.rows, table.kinds = [], []
        table.columns = {number: [] for number in table.columns}
    elif isinstance(edit, Put):
        table.columns[edit.column][table.rows.index(edit.row)] = edit.value
        table.formulas.pop((edit.row, edit.column), None)
    elif isinstance(edit, Uncalculated | Calculated):
        table.columns[edit.column][table.rows.index(edit.row)] = edit.value if isinstance(edit, Calculated) else None
        table.formulas[(edit.row, edit.column)] = edit.formula
        if isinstance(edit, Uncalculated):
            table.uncalculated.add((edit.row, edit.column))
    else:
        _insert_or_remove(table, edit)


def _insert_or_remove(table: Table, edit: Insert | Remove) -> None:
    if isinstance(edit, Insert):
        position = table.rows.index(edit.after) + 1
        table.kinds.insert(position, DATA)
        for number, values in table.columns.items():
            values.insert(position, edit.values.get(number))
    else:
        position = table.rows.index(edit.row)
        for values in (table.kinds, *table.columns.values()):
            del values[position]
    table.rows = list(range(FIRST_ROW, FIRST_ROW + len(table.kinds)))


def _of_report(edit: Edit) -> bool:
    """Whether an edit speaks of the LKIP."""
    if isinstance(edit, Given):
        return edit.of_report
    table = getattr(edit, "table", "")
    return bool(table) and layouts()[table].document == "lkip"


def example_document(edits: tuple[Edit, ...]) -> Document:
    """The sound document after the edits of an example."""
    document = sound_report() if any(_of_report(edit) for edit in edits) else sound_document()
    for edit in edits:
        _apply(document, edit)
    return document
