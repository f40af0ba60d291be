"""The button *Nomenklatur*: the codes whose names fit some words best."""

from __future__ import annotations

from typing import Any

from addin.errors import NothingToSearchError

_HITS = 12
"""So many codes are told of a search."""


def search_nomenclature(book: Any, words: str) -> str:
    """The codes whose names fit some words best, under the decree of the workbook if it names one."""
    from rules.nomenclature import at_hand, find_decree, nomenclature
    from rules.nomenclature.search import search

    named = find_decree(_decree_of(book))
    known = at_hand()
    reference = nomenclature(named.id) if named and named.id in known else nomenclature(known[-1]) if known else None
    if reference is None:
        raise NothingToSearchError
    hits = search(reference, words, _HITS)
    if not hits:
        return f"Tidak ada nama yang cocok dengan '{words}' dalam {reference.decree.name}."
    lines = [f"{hit.code}  {hit.name}" + _unit(reference.unit(hit.code)) for hit in hits]
    scope = reference.scope()
    return "\n".join([reference.decree.name, *([scope] if scope else []), "", *lines])


def _unit(unit: str | None) -> str:
    return f" ({unit})" if unit else ""


def _decree_of(book: Any) -> str:
    """The decree that Identitas names; empty without such a sheet."""
    from addin.book import sheet_grid
    from workbook_templates.recognition.document.identity_form import find_identity

    for sheet in book.sheets:
        if sheet.name.casefold().startswith("identitas"):
            grid = sheet_grid(sheet)
            forms = find_identity(grid).values()
            return next((str(form["keputusan"].value or "") for form in forms if "keputusan" in form), "")
    return ""
