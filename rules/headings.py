"""Headings of columns as they are compared: without years and case, words apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.vocabulary import fold

_NOT_COMPARED = re.compile(r"\{[^}]*\}|\(?\bn\s*[-+]?\s*\d?\b\)?|\b20\d\d\b|[/()]")
_YEAR_SHORT = re.compile(r"\bthn\b\.?")


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without its year labels (`{n-2}`, `2022`, `(n-2)`), which differ from plan to plan.

    >>> plain_heading("Thn 2022 (n-2)"), plain_heading("Program/Kegiatan (Output)")
    ('tahun', 'program kegiatan output')
    """
    return _YEAR_SHORT.sub("tahun", " ".join(_NOT_COMPARED.sub(" ", fold(text)).split()))
