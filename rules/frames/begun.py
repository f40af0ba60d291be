"""Whether a table has been begun: carrying codes, names and indicators to it, or starting it with them, does not begin it."""

from __future__ import annotations

from rules.frames.judgement import Stack
from rules.frames.memo import once
from rules.model.document import DATA, Document, Table
from rules.schema.layout import layouts
from rules.values.cells import is_blank

_NAMING = ("no", "kode", "uraian", "indikator")
"""Roles of columns that say which rows there are, and nothing of them."""


def holds_rows(table: Table) -> bool:
    """Whether a table has rows, or could not be read so far as to tell."""
    return DATA in table.kinds or bool(table.recognition.unread)


def only_named(table: Table) -> bool:
    """Whether the rows of a table that follows the plan hold nothing yet but what names them."""
    layout = layouts()[table.layout]
    if not layout.by_role("kode") or DATA not in table.kinds:
        return False
    told = [x for x, column in layout.official.items() if column.role not in _NAMING and x in table.columns]
    return not any(
        kind == DATA and not is_blank(table.columns[column][at]) and (row, column) not in table.marks.formulas
        for at, (row, kind) in enumerate(zip(table.rows, table.kinds, strict=True))
        for column in told
    )


@once
def waiting(session: Stack) -> list[dict[str, str]]:
    """For each workbook of the stack :func:`waiting_of`."""
    return [waiting_of(document) for document in session.documents]


def waiting_of(document: Document) -> dict[str, str]:
    """The required places of a whole document whose tables are not begun yet, and the sheet of the first one."""
    found: dict[str, str] = {}
    if document.alone:
        return found
    for layout in document.required():
        tables = list(document.of_place(layout.place))
        if all(map(only_named, filter(holds_rows, tables))) and any(map(holds_rows, tables)):
            found[layout.place] = tables[0].sheet
    return found
