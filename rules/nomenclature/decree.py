"""The decrees on nomenclature: which there are, and how documents name them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

from rules.record import record
from rules.yamlfile import load_yaml

_FOLDER = Path(__file__).parent


@record
class Decree:
    """A decree: its id, the name documents use, and the width of the sub kegiatan segment in digits.

    ``codes`` says how many of its codes ship (`all`, `part`, `none`), ``whole`` which parents of a part are known whole. Exports
    imported under the id it had ``formerly`` are read as its own.
    """

    id: str
    name: str
    number: str
    year: int
    sub_digits: int
    codes: Literal["all", "part", "none"]
    whole: tuple[str, ...] = ()
    formerly: str = ""


@cache
def decrees() -> dict[str, Decree]:
    """All known decrees by id, in the order of their coming into force."""
    content: Any = load_yaml(_FOLDER / "decrees.yaml")
    return {entry["id"]: Decree(**{**entry, "whole": tuple(entry.get("whole", ()))}) for entry in content}


def find_decree(text: str) -> Decree | None:
    """The decree a title speaks of, however it is typed.

    >>> find_decree("Keputusan Menteri Dalam Negeri Nomor 050-5889 Tahun 2021").id
    '050-5889-2021'
    """
    plain = re.sub(r"(?<=\d)\s*[-‐‑–—]\s*(?=\d)", "-", " ".join(text.split()))
    for decree in decrees().values():
        number = re.escape(decree.number)
        between = r"\s*(?:/|-|,?\s*(?:tahun|thn?\.?)|\s)\s*"
        if re.search(rf"(?<![\d.\-]){number}{between}{decree.year}\b", plain, re.IGNORECASE):
            return decree
    return None
