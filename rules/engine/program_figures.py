"""The few figures of a document that reports draw: pagu and spending per program, and whose document it is."""

from __future__ import annotations

from rules.engine.session import Session
from rules.engine.tables_read import said_in_print
from rules.frames.view import View
from rules.model.document import Document
from rules.model.finding import Figures, ProgramFigure
from rules.values.codes import PROGRAM

_ALL = "Semua program"


def figures(session: Session) -> list[Figures]:
    """The figures of each workbook of a stack; tables that cannot be read leave theirs empty."""
    found = [
        Figures(
            document.said_text("perangkat_daerah"),
            document.said_text("pemda"),
            document.text("tahap"),
            printed=_printed(document),
        )
        for document in session.documents
    ]
    for view in session.tables.values():
        _plan(view, found)
        _spending(view, found)
    return found


def _printed(document: Document) -> list[str]:
    """What of whose document it is, and of which year, only titles and headings say."""
    named = {"year": "tahun", "government": "pemda", "office": "perangkat_daerah"}
    return [name for name, key in named.items() if said_in_print(document, key)]


def _plan(view: View, found: list[Figures]) -> None:
    """Pagu of the programs of year n, from the first table that lists them."""
    column = view.layout.by_role("pagu", 0)
    if not view.layout.group or column is None:
        return
    for doc, rows in _programs(view).items():
        if not found[doc].plan:
            listed = [_figure(view, row, column, None) for row in rows]
            found[doc].plan = [figure for figure in listed if figure.pagu is not None]
            found[doc].plan_table = view.name


def _spending(view: View, found: list[Figures]) -> None:
    """Anggaran and realisasi of the programs, from the first table that sets one against the other."""
    spent = view.layout.by_role("realisasi_dana")
    if spent is None or view.layout.hierarchy != "datar" or not view.layout.by_role("serapan"):
        return
    year = view.layout.columns[spent].year
    given = view.layout.by_role("pagu", year)
    if given is None:
        return
    for doc, rows in _programs(view).items():
        listed = [_figure(view, row, given, spent) for row in rows]
        listed = [figure for figure in listed if figure.pagu and figure.realisasi is not None]
        if not found[doc].spending and listed:
            if len(listed) == 1 and len(rows) > 1:
                # One amount may stand for all programs, in a cell merged over their rows.
                listed = [ProgramFigure("", _ALL, listed[0].pagu, listed[0].realisasi)]
            found[doc].spending = listed
            told = view.session.documents[doc].year
            found[doc].spending_year = told + (year or 0) if told is not None else None


def _programs(view: View) -> dict[int, list[int]]:
    """Positions of the rows that are programs of their own, by workbook."""
    rows = view.data & view.coded & (view.levels.level == PROGRAM)
    listed: dict[int, list[int]] = {}
    for row in view.frame.index[rows]:
        listed.setdefault(view.doc_of(row), []).append(int(row))
    return listed


def _figure(view: View, row: int, given: str, spent: str | None) -> ProgramFigure:
    key = view.levels.official[row] if view.layout.hierarchy == "kode" else None
    amounts = [_amount(view, row, column) if column else None for column in (given, spent)]
    return ProgramFigure(str(key or ""), str(view.names[row]), *amounts)


def _amount(view: View, row: int, column: str) -> int | None:
    """Whole rupiah of a cell, None where it cannot be reckoned with."""
    if not view.known_amount(column)[row]:
        return None
    unit: int = 10 ** view.layout.columns[column].decimals
    return int(view.money(column).whole[row]) // unit
