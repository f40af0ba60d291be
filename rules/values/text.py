"""Headings of columns as they are compared: without years and case, words apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.values.lookalikes import as_plain
from rules.values.scale import without_scale

_AROUND_SIGNS = re.compile(r"\s*([/\-])\s*")
_NOT_COMPARED = re.compile(r"\{[^{}]*\}|\(?\bn\s*[-+]?\s*\d?\b\)?|\b20\d\d\b|\.?\s*\(?\b000\b|[/()]")
_YEAR_SHORT = re.compile(r"\bthn\b\.?")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form in which spellings are compared: no case, single spaces, none around `/` and `-`."""
    plain = " ".join(as_plain(text).split())
    if "/" in plain or "-" in plain:
        plain = _AROUND_SIGNS.sub(r"\1", plain)
    return plain.casefold().strip(" .,;:")


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without what differs from plan to plan: year labels (`{n-2}`, `2022`, `(n-2)`), and thousands (`(000)`).

    >>> plain_heading("Thn 2022 (n-2)"), plain_heading("Program/Kegiatan (Output)"), plain_heading("Rp. (000)")
    ('tahun', 'program kegiatan output', 'rp')
    """
    plain = fold(without_scale(text))
    # Most headings are words alone, none of them an n: nothing is to be left out of them.
    if " n" in f" {plain}" or not plain.replace(" ", "").isalpha():
        plain = " ".join(_NOT_COMPARED.sub(" ", plain).split())
    return _YEAR_SHORT.sub("tahun", plain) if "thn" in plain else plain
