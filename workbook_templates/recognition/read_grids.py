"""The document in some sheets: whose it is, which kind it is, its tables, and the document of the other kind beside it."""

from __future__ import annotations

import re
from typing import Final

from rules.model.document import Document, Table
from rules.model.parts_of_workbook import parts_of
from rules.schema.layout import form_of
from workbook_templates.grid import Grid
from workbook_templates.recognition.document.editions import set_aside_earlier
from workbook_templates.recognition.document.identity_form import Kind, find_identity, fullest, identity_forms, is_told
from workbook_templates.recognition.document.printed_around import settle_from_around
from workbook_templates.recognition.document.printed_identity import is_turned, printed_identity, settle_identity
from workbook_templates.recognition.document.seal_sheet import is_seal, read_seal
from workbook_templates.recognition.document.unseen_texts import unseen_texts
from workbook_templates.recognition.find_tables import all_tables
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.table.scales import to_rupiah
from workbook_templates.recognition.two_documents import document_beside, evidence, is_settled, is_sure, sought
from workbook_templates.template.titles import is_summary

_RENJA: Final = "renja"
_YEAR = re.compile(r"\b20\d\d\b")


def read_grids(source: str, grids: list[Grid], kind: Kind | None = None) -> Document:
    """The official tables and the identity that stand in the given sheets; ``kind`` where the caller knows what they are."""
    document = Document(source, _RENJA, sheets=[grid.name for grid in grids])
    document.seal, document.seal_fault = read_seal(grids)
    told = kind
    # Our own sheets that repeat what tables hold are none.
    grids = [grid for grid in grids if not (grid.lists or is_summary(grid) or is_seal(grid))]
    # The sheet of our templates that holds the form is looked at before all others.
    own = {form_of(kind).sheet_name for kind in identity_forms()}
    for grid in sorted(grids, key=lambda grid: grid.name not in own):
        found = find_identity(grid)
        form = fullest(found) if kind is None else kind
        # What both forms ask for tells no document: its tables do.
        told = told or (form if found[form] and is_told(found) else None)
        for key, field in found[form].items():
            document.identity.setdefault(key, field)
        if len(found[form]) == len(identity_forms()[form]):
            break
    # Without an identity form the documents compete: the tables tell which one it is.
    years = document.year, document.renstra
    kinds: list[Kind] = [told] if told else list(identity_forms())
    searched: dict[str, SearchedSheet] = {}
    # That of our templates' sheets first: what surely holds its tables is hardly searched for those of the other.
    likeliest = sorted(kinds, key=lambda name: -_own_sheets(grids, name))
    read = {name: all_tables(grids, sought(name, document.year), years, searched) for name in likeliest}
    if told and kind is None and not any(map(is_settled, read[told])):
        # No table bears out what the identity form says: others may be surely those of the other document.
        rest = {
            name: all_tables(grids, sought(name, document.year), years, searched)
            for name in identity_forms()
            if name != told
        }
        read |= {name: tables for name, tables in rest.items() if is_sure(tables)}
        kinds = list(read)
    chosen = max(kinds, key=lambda name: evidence(read[name]))
    document.kind, document.tables = chosen, read[chosen]
    document.lent = told is not None and chosen != told
    settle_identity(document)
    settle_from_around(document, grids)
    if years[0] is None and document.year is not None and any(map(_may_be_of_other_years, document.tables)):
        # Of columns that differ by their year only, the year tells which are meant.
        years = document.year, document.renstra
        document.tables = all_tables(grids, sought(chosen, document.year), years, searched)
        settle_identity(document)
        settle_from_around(document, grids)
    if kind is None:
        document.beside = document_beside(document, grids, read, searched)
        if document.beside is not None:
            # What its tables say of themselves changes with those that are taken from it.
            document.printed = printed_identity(document.tables)
            settle_from_around(document, grids)
            settle_from_around(document.beside, grids)
    for part in list(parts_of(document)):
        set_aside_earlier(part, grids)
    for part in parts_of(document):
        to_rupiah(part)
    document.unseen = list(unseen_texts(grids, document))
    return document


def _own_sheets(grids: list[Grid], kind: Kind) -> int:
    """How many sheets are named as those of our template for a kind of document."""
    own = {layout.sheet_name for layout in sought(kind, None)}
    return sum(grid.name in own for grid in grids)


def _may_be_of_other_years(table: Table) -> bool:
    """Whether columns that a table leaves are headed with a year, or those of two years stand in the other order."""
    told = [heading.text for heading in table.captions.headings.values()]
    return is_turned(table) or any(
        _YEAR.search(stray.heading) or any(text.endswith(stray.heading) for text in told)
        for stray in table.around.strays
        if stray.heading
    )
