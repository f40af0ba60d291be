"""Decrees on nomenclature and the reference of their codes and names.

What ships here is only what two real documents show of bidang 2.17 under Kepmendagri 050-5889/2021. The
reference says of each parent whether all its children are in it, so a code is called unknown only where
that can be known.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from rules.codes import bidang_of, parent_of
from rules.names import normalise, similarity

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Decree:
    """A decree: its id, the name documents use, and the width of the sub kegiatan segment in digits."""

    id: str
    name: str
    number: str
    year: int
    sub_digits: int


@cache
def decrees() -> dict[str, Decree]:
    """All known decrees by id, oldest first."""
    content: Any = yaml.safe_load((_FOLDER / "decrees.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: Decree(**entry) for entry in content}


def find_decree(text: str) -> Decree | None:
    """The decree a title speaks of, however it is typed.

    >>> find_decree("Keputusan Menteri Dalam Negeri Nomor 050-5889 Tahun 2021").id
    '050-5889-2021'
    """
    plain = re.sub(r"(?<=\d)\s*[-‐‑–—]\s*(?=\d)", "-", " ".join(text.split()))
    for decree in decrees().values():
        number = re.escape(decree.number)
        between = r"\s*(?:/|-|,?\s*(?:tahun|thn?\.?))\s*"
        if re.search(rf"(?<![\d.\-]){number}{between}{decree.year}\b", plain, re.IGNORECASE):
            return decree
    return None


def generic(code: str) -> str:
    """The code under which decrees list it: program 01 of any bidang is `X.XX.01`."""
    parts = code.split(".")
    return ".".join(["X", "XX", *parts[2:]]) if len(parts) > 2 and parts[2] == "01" else code


def own(code: str, bidang: str | None) -> str:
    """A decree's `X.XX.01…` code written with the office's own bidang; other codes unchanged."""
    return bidang + code.removeprefix("X.XX") if bidang and code.startswith("X.XX") else code


class Nomenclature:
    """Codes, official names and units of one decree, as far as they are at hand."""

    def __init__(
        self, decree: Decree, names: dict[str, str], complete: frozenset[str], units: dict[str, str] | None = None
    ) -> None:
        self.decree = decree
        self.names = names
        self._units = units or {}
        self._complete = complete
        self._bidang = {bidang_of(code) for code in names if not code.startswith("X")} - {None}

    def covers(self, code: str) -> bool:
        """Whether anything of the code's bidang is at hand."""
        return bidang_of(code) in self._bidang

    def name(self, code: str) -> str | None:
        """Official name of a code, or None if the code is not at hand."""
        return self.names.get(generic(code))

    def unit(self, code: str) -> str | None:
        """Official unit of a sub kegiatan, or None if it is not at hand."""
        return self._units.get(generic(code))

    def judges(self, code: str) -> bool:
        """Whether it can be told if the code exists: it does, or all its siblings are at hand.

        Under a parent that certainly does not exist, the code does not either.
        """
        if generic(code) in self.names:
            return True
        parent = parent_of(code)
        if parent is None:
            return False
        return generic(parent) in self._complete or (generic(parent) not in self.names and self.judges(parent))

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in self.names.items():
            found.setdefault(normalise(name), []).append(code)
        return found

    def codes_named(self, name: str) -> list[str]:
        """Codes whose official name this is (case, spacing and Kab/Kota aside), as the decree lists them."""
        return self._codes_by_name.get(normalise(name), [])

    def nearest(self, code: str, name: str = "", limit: int = 3) -> list[tuple[str, str]]:
        """Codes at hand that an unknown code may have meant, best first, with their names.

        Those of the same parent come first; within them the likeness of the name decides.
        """
        parent = parent_of(code)
        siblings = [known for known in self.names if parent and known != parent and parent_of(known) == generic(parent)]
        pool = siblings or [known for known in self.names if known.count(".") == code.count(".") and self.covers(known)]
        ranked = sorted(pool, key=lambda known: (-round(similarity(name, self.names[known])), known))
        return [(own(known, bidang_of(code)), self.names[known]) for known in ranked[:limit]]


@cache
def nomenclature(decree_id: str) -> Nomenclature | None:
    """The reference of a decree, or None if none is at hand."""
    path = _FOLDER / "reference" / f"{decree_id}.csv"
    if decree_id not in decrees() or not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["kode"]: row["nama"] for row in rows}
    complete = frozenset(row["kode"] for row in rows if row["lengkap"] == "ya")
    named_units = {row["kode"]: row["satuan"] for row in rows if row["satuan"]}
    return Nomenclature(decrees()[decree_id], names, complete, named_units)
