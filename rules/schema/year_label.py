"""Headings that speak of years: `{n}` is the plan year, `{r}` the first one of the Renstra."""

from __future__ import annotations

import re


def year_label(template: str, year: int | None, renstra: int | None = None) -> str:
    """A heading with its year labels (`{n}`, `{n+1}`, `{n-2}`, and `{r+1}` from the first year of the Renstra) filled in.

    Without a year the label stays, without its braces.

    >>> year_label("Prakiraan Maju Tahun {n+1}", 2024)
    'Prakiraan Maju Tahun 2025'
    """

    def fill(match: re.Match[str]) -> str:
        start, offset = (year if match[1] == "n" else renstra), int(match[2] or 0)
        return str(start + offset) if start is not None else match[0].strip("{}")

    return re.sub(r"\{([nr])([+-]\d+)?\}", fill, template)
