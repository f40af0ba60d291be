"""Workbooks with tables of both documents: how much speaks for either, and which sheets are the other one's."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence

from rules.model.document import Document, Field, Table
from rules.schema.layout import Layout, document_layouts
from workbook_templates.grid import Grid
from workbook_templates.recognition.document.identity_form import Kind, find_identity, fullest, identity_forms
from workbook_templates.recognition.document.printed_identity import settle_identity
from workbook_templates.recognition.find_tables import all_tables
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.table.next_head import holds_head

_LETTERS = string.ascii_uppercase
_NO_EVIDENCE = 50.0
"""Certainty of a table that speaks for no document."""
_SURELY, _PERHAPS, _MUCH = 90.0, 75.0, 160.0
"""Certainty of a table that makes a workbook hold the other document too, and the least where its columns say so much."""
_OF_GUESSES = 0.75
"""What share of its weight a table loses that is only guessed."""
_SEVERAL = 3
"""Forms of the other document that are read from lines of text, from which they make a workbook hold it too."""
_MOST, _LIKELIER = 100.0, 4.0
"""The greatest certainty, and by how much a table must be likelier one of the other document to be its."""


def sought(kind: Kind, year: int | None) -> list[Layout]:
    """The layouts of the tables that a document of a kind and year may have."""
    return [layout for layout in document_layouts(kind, year) if layout.columns]


def document_beside(
    document: Document, grids: list[Grid], read: dict[Kind, list[Table]], searched: dict[str, SearchedSheet]
) -> Document | None:
    """The document of the other kind: what sheets surely hold of it where the first has nothing, or something less likely.

    What the first has there is taken from it. ``read`` has the tables of the kinds that were sought in all sheets already, ``searched``
    the sheets as far as they were searched before.
    """
    other = next(name for name in identity_forms() if name != document.kind)
    own = _by_sheet(document.tables)
    open_ = [grid for grid in grids if any(map(any, grid.rows)) and _is_open(grid, own.get(grid.name, ()))]
    if not document.tables or not open_:
        return None
    years = document.year, document.renstra
    theirs = read.get(other)
    if theirs is None:
        theirs = all_tables(open_, sought(other, document.year), years, searched, guess=False)
    names = {grid.name for grid in open_}
    found_there = {sheet: tables for sheet, tables in _by_sheet(theirs).items() if sheet in names}
    taken = {
        sheet: sure
        for sheet, tables in found_there.items()
        if (sure := _whole([x for x in tables if _is_theirs(x, _where(x, own.get(sheet, ())))], tables))
    } | _in_lines({sheet: tables for sheet, tables in found_there.items() if sheet not in own})
    kept = [table for table in document.tables if not _where(table, taken.get(table.sheet, ()))]
    if not taken or not kept:
        return None
    document.tables = kept
    found = [table for tables in taken.values() for table in tables]
    beside = Document(document.source, other, found, sheets=document.sheets)
    beside.identity = _identity_in((grid for grid in open_ if grid.name not in taken), other)
    if not beside.identity:
        beside.identity, beside.lent = dict(document.identity), True
    settle_identity(beside)
    return beside


def _identity_in(grids: Iterable[Grid], kind: Kind) -> dict[str, Field]:
    """The first identity form of a kind of document that is not likelier the other's; empty where there is none."""
    forms = map(find_identity, grids)
    return next((form[kind] for form in forms if form[kind] and fullest(form) == kind), {})


def _by_sheet(tables: Sequence[Table]) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    for table in tables:
        found.setdefault(table.sheet, []).append(table)
    return found


def _is_open(grid: Grid, own: Sequence[Table]) -> bool:
    """Whether a sheet may hold tables of the other document: its own are in doubt, or a head of another table stands below them."""
    if not own or not all(map(is_settled, own)):
        return True
    return holds_head(grid, max((table.rows[-1] for table in own if table.rows), default=len(grid.rows)))


def _where(table: Table, others: Sequence[Table]) -> list[Table]:
    """Those of some tables of a sheet that take rows of a table."""
    first, last = _extent(table)
    return [other for other in others if first <= _extent(other)[1] and _extent(other)[0] <= last]


def _extent(table: Table) -> tuple[int, int]:
    """The first and last row (1-based) of a table with its head."""
    first = int(table.captions.first_cell.lstrip(_LETTERS) or 0) or min(table.rows, default=1)
    return first, max(table.rows, default=first)


def is_settled(table: Table) -> bool:
    """Whether a table is too surely what it is for the other document to be asked."""
    return table.in_lines or table.recognition.certainty + _LIKELIER > _MOST or _speaks(table) >= 2 * _MUCH


def _is_theirs(table: Table, own: Sequence[Table]) -> bool:
    """Whether a table surely is one of the other document, and likelier so than what the first has in its sheet."""
    certainty = table.recognition.certainty
    if table.recognition.unread or certainty < max((x.recognition.certainty + _LIKELIER for x in own), default=0.0):
        return False
    return certainty >= _SURELY or (certainty >= _PERHAPS and _speaks(table) >= _MUCH)


def _whole(taken: Sequence[Table], tables: Sequence[Table]) -> list[Table]:
    """Those of some pieces of tables whose first piece is among them."""
    found, ids, begun = list[Table](), {id(table) for table in taken}, False
    for table in tables:
        begun = id(table) in ids if not table.recognition.continues else begun
        found += [table] if begun and id(table) in ids else []
    return found


def _in_lines(sheets: Mapping[str, Sequence[Table]]) -> dict[str, list[Table]]:
    """Sheets in which tables of the other document stand in lines of text, none of them sure: several forms speak for it together."""
    found = {sheet: read for sheet, tables in sheets.items() if (read := [x for x in tables if x.in_lines and x.rows])}
    return found if len({table.layout for tables in found.values() for table in tables}) >= _SEVERAL else {}


def is_sure(tables: Sequence[Table]) -> bool:
    """Whether a table among some is surely one of its document."""
    return any(
        x.recognition.certainty >= _SURELY and not (x.recognition.continues or x.recognition.unread) for x in tables
    )


def evidence(tables: Sequence[Table]) -> float:
    """How much some tables speak for a document: a guess little, a bad one less than nothing, of what is unread its headings alone."""
    read = [table for table in tables if not (table.recognition.continues or table.recognition.unread)]
    guessed = [table for table in read if table.is_contradicted(_PERHAPS)]
    return (
        sum(map(_speaks, read))
        - _OF_GUESSES * sum(max(_speaks(table), 0.0) for table in guessed)
        + sum(len(x.captions.headings) for x in tables if x.recognition.unread)
    )


def _speaks(table: Table) -> float:
    """How much a table speaks for its document: each column by how sure it is."""
    return (table.recognition.certainty - _NO_EVIDENCE) * len(table.columns)
