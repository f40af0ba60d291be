"""Rows that only the end of a page puts among those of a table: its number, and sums carried over to the next page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rules.values.text import fold

_PAGE = r"hal(?:aman)?\b\.?"
_MARK = re.compile(
    rf"(?:(?:sub\s?)?(?:jumlah|total)\s+)?(?:yang\s+)?(?:di)?pindah(?:an|kan)(?:\s+(?:ke|dari)\s+{_PAGE}.*)?"
    rf"|{_PAGE}\s*:?\s*\d+(?:\s*(?:dari|/)\s*\d+)?"
)
_OPENS = frozenset("jJtTsSpPdDhHyY")


def is_page_mark(cells: Iterable[Any]) -> bool:
    """Whether the one text of a row says that a page ends or begins there; figures may stand beside it.

    >>> is_page_mark([None, "Halaman 1 dari 2"]), is_page_mark(["Jumlah dipindahkan", 120]), is_page_mark(["Pindahan arsip", 5])
    (True, True, False)
    """
    text = ""
    for value in cells:
        if value.__class__ is str and value and not value.isspace():
            if text:
                return False
            text = value
    return text.lstrip()[:1] in _OPENS and bool(_MARK.fullmatch(fold(text)))
