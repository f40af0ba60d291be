"""Tables that a workbook holds twice, before a change and after it, of two years, quarters or offices: each edition is a document of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.model.document import Document, Table
from rules.schema.layout import layouts
from rules.values.offices import alike
from rules.values.text import QUARTER, with_quarter
from workbook_templates.grid import Grid
from workbook_templates.recognition.document.printed_around import settle_from_around
from workbook_templates.recognition.document.printed_identity import printed_identity, settle_identity
from workbook_templates.recognition.table.same_rows import are_of_same_rows

_STAGES = (
    re.compile(r"\b(?:ranwal|(?:rancangan|naskah)\s+awal|draf?t)\b", re.IGNORECASE),
    re.compile(r"\b(?:murni|induk|penetapan|sebelum|semula)\b", re.IGNORECASE),
    re.compile(r"\b(?:rankhir|rancangan\s+akhir|final)\b", re.IGNORECASE),
    re.compile(r"\b(?:perubahan|perub|p-?renja|p-?dpa|setelah|sesudah|menjadi|pergeseran|revisi)\b", re.IGNORECASE),
)
"""Words of what comes later, the latest last; what says none of them is as the second."""
_UNSAID = 1
_SURE = 75.0
"""Certainty of a table from which it may be another edition of one."""
Edition = tuple[int, int, int, int]
"""Year, stage and quarter of a table, and which of several offices it is of, the first one highest, as far as they are told."""


def set_aside_earlier(document: Document, grids: Sequence[Grid]) -> None:
    """Take the earlier editions of tables from a document; they are the one ``before`` it."""
    wholes = _wholes(document.tables)
    places: dict[str, list[list[Table]]] = {}
    for whole in (whole for whole in wholes if whole[0].recognition.certainty >= _SURE):
        places.setdefault(layouts()[whole[0].layout].place, []).append(whole)
    earlier = [table for several in places.values() for whole in _earlier(several) for table in whole]
    if not earlier and "tahun" not in document.identity:
        earlier = _of_another_year(wholes)
    if not earlier:
        return
    ids = set(map(id, earlier))
    document.tables = [table for table in document.tables if id(table) not in ids]
    before = Document(document.source, document.kind, earlier, dict(document.identity), document.sheets, lent=True)
    document.before = before
    for one in (document, before):
        settle_identity(one)
        settle_from_around(one, grids)
    set_aside_earlier(before, grids)


def _wholes(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables, each with the pieces that continue it."""
    found: list[list[Table]] = []
    for table in tables:
        if table.recognition.continues and found:
            found[-1].append(table)
        else:
            found.append([table])
    return found


def _earlier(wholes: Sequence[list[Table]]) -> list[list[Table]]:
    """Those of some tables of one place that are of the same rows as a later one, or as that of the first office."""
    if len(wholes) < 2:
        return []
    editions = _editions([whole[0] for whole in wholes])
    last = max(editions)
    later = [whole for whole, edition in zip(wholes, editions, strict=True) if edition == last]
    return [
        whole
        for whole, edition in zip(wholes, editions, strict=True)
        if edition < last and any(are_of_same_rows(whole, other) for other in later)
    ]


def _of_another_year(wholes: Sequence[list[Table]]) -> list[Table]:
    """The evaluations of a plan where they and all tables beside them each name one year, and not the same."""
    # A plan need not hold its own evaluation: one that lies beside it may be that of another year.
    follow = [bool(form.follows) and not form.required for form in (layouts()[whole[0].layout] for whole in wholes)]
    theirs, others = (
        {
            said["tahun"].value
            for whole, follows in zip(wholes, follow, strict=True)
            if follows is wanted and "tahun" in (said := printed_identity(whole))
        }
        for wanted in (True, False)
    )
    if not len(theirs) == len(others) == 1 or theirs == others:
        return []
    return [table for whole, follows in zip(wholes, follow, strict=True) if follows for table in whole]


def _editions(tables: Sequence[Table]) -> list[Edition]:
    said = [printed_identity([table]) for table in tables]
    years, offices = ([told[key].value for told in said if key in told] for key in ("tahun", "perangkat_daerah"))
    firsts = [next(at for at, other in enumerate(offices) if alike(office, other)) for office in offices]
    return [
        (
            int(years[at]) if len(years) == len(tables) else 0,
            _stage(table),
            _quarter(table),
            -firsts[at] if len(offices) == len(tables) else 0,
        )
        for at, table in enumerate(tables)
    ]


def _said(table: Table) -> list[str]:
    return [table.sheet.replace("_", " "), *(text for text, _ in table.captions.titles)]


def _stage(table: Table) -> int:
    """The stage that a sheet's name or a title says; one that speaks of several says none."""
    for text in _said(table):
        named = [at for at, words in enumerate(_STAGES) if words.search(text)]
        if len(named) == 1:
            return named[0]
    return _UNSAID


def _quarter(table: Table) -> int:
    named = {found[1] for text in _said(table) for found in QUARTER.finditer(with_quarter(text))}
    return ("i", "ii", "iii", "iv").index(named.pop()) if len(named) == 1 else 0
