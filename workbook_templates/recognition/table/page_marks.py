"""Rows that only the end of a page puts among those of a table: its number, and sums carried over to the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rules.values.cells import as_text
from rules.values.text import fold

_PAGE = r"hal(?:aman)?\b\.?"
_MARK = re.compile(
    rf"(?:(?:sub\s?)?(?:jumlah|total)\s+)?(?:yang\s+)?(?:di)?pindah(?:an|kan)(?:\s+(?:ke|dari)\s+{_PAGE}.*)?"
    rf"|{_PAGE}\s*:?\s*\d{{1,4}}(?:\s*(?:dari|/)\s*\d+)?"
)
_OPENS = frozenset("jJtTsSpPdDhHyY")


def is_page_mark(cells: Iterable[Any]) -> bool:
    """Whether the one text of a row says that a page ends or begins there; figures may stand beside it.

    >>> is_page_mark([None, "Halaman 1 dari 2"]), is_page_mark(["Jumlah dipindahkan", 120]), is_page_mark(["Pindahan arsip", 5])
    (True, True, False)
    >>> is_page_mark(["Halaman", 4]), is_page_mark(["Halaman", 250_000_000])
    (True, False)
    """
    filled, text = [], ""
    for value in cells:
        if value is None or value == "":
            continue
        if value.__class__ is str and not (value.isspace() or value.strip().isdigit()):
            if text:
                return False
            text = value
        filled.append(value)
    if text.lstrip()[:1] not in _OPENS:
        return False
    # The number of a page may stand in a cell of its own.
    return any(_MARK.fullmatch(fold(said)) for said in (text, " ".join(map(as_text, filled))))
