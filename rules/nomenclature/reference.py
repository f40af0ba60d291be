"""Codes, official names, indicators and units of one decree for one kind of government.

The reference says of each parent whether all its children are in it, so a code is called unknown only where
that can be known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from rules.nomenclature.decree import Decree, decrees
from rules.nomenclature.entry import KABKOTA, KINDS, Entry, stored_lines
from rules.store import Kept, Store
from rules.values.codes import bidang_of, level_of, parent_of
from rules.values.names import normalise

_FOLDER = Path(__file__).parent
_ALL_BIDANG = 32
"""UU 23/2014 divides government into 32 urusan that regions plan: a list of as many bidang leaves none out."""


def generic(code: str) -> str:
    """The code under which decrees list it: program 01 of any bidang is `X.XX.01`."""
    parts = code.split(".")
    return ".".join(["X", "XX", *parts[2:]]) if len(parts) > 2 and parts[2] == "01" else code


def own(code: str, bidang: str | None) -> str:
    """A decree's `X.XX.01…` code written with the office's own bidang; other codes unchanged."""
    return bidang + code.removeprefix("X.XX") if bidang and code.startswith("X.XX") else code


def comparable(code: str) -> str:
    """A code as it is compared between decrees: penunjang as listed, the sub kegiatan segment with four digits.

    >>> comparable("2.17.08.2.01.06") == comparable("2.17.08.2.01.0006")
    True
    """
    listed = generic(code)
    if listed.count(".") < 5:
        return listed
    kegiatan, _, last = listed.rpartition(".")
    return f"{kegiatan}.{last.zfill(4)}"


def in_width(code: str, digits: int) -> str:
    """A sub kegiatan code with its last segment in so many digits; longer numbers keep theirs."""
    if code.count(".") < 5:
        return code
    kegiatan, _, last = code.rpartition(".")
    return f"{kegiatan}.{(last.lstrip('0') or '0').zfill(digits)}"


@dataclass
class Nomenclature:
    """Codes, official names, units and indicators of one decree, as far as they are at hand."""

    decree: Decree
    names: dict[str, str]
    complete: frozenset[str]
    units: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_entries(cls, decree: Decree, entries: Iterable[Entry], *, partial: bool = False) -> Nomenclature:
        """From imported lines: every parent that has children has all of them, unless the list is ``partial``."""
        names: dict[str, str] = {}
        units: dict[str, str] = {}
        indicators: dict[str, str] = {}
        for entry in entries:
            names[entry.kode] = entry.nama
            if entry.satuan:
                units[entry.kode] = entry.satuan
            if entry.indikator:
                indicators[entry.kode] = entry.indikator
        if partial:
            return cls(decree, names, frozenset(), units, indicators)
        parents = {code.rpartition(".")[0] if code.count(".") != 4 else code[: code.index(".", 5)] for code in names}
        every = sum(code.count(".") == 1 for code in names) >= _ALL_BIDANG
        complete = frozenset(code for code in parents if code and (every or "." in code) and code != "X")
        return cls(decree, names, complete, units, indicators)

    def supplemented(self, other: Nomenclature | None) -> Nomenclature:
        """With the codes of the bidang that this one lacks, and units and indicators it does not tell."""
        if other is None:
            return self
        lacking = {code for code in other.names if bidang_of(code) not in self._listed}
        return Nomenclature(
            self.decree,
            {**{code: other.names[code] for code in lacking}, **self.names},
            self.complete | (other.complete & lacking),
            {**other.units, **self.units},
            {**other.indicators, **self.indicators},
        )

    @cached_property
    def _listed(self) -> set[str | None]:
        return {bidang_of(code) for code in self.names if code.count(".") > 1}

    @cached_property
    def _judged_bidang(self) -> set[str | None]:
        return {bidang_of(code) for code in self.complete if "." in code}

    def covers(self, code: str) -> bool:
        """Whether codes of the code's bidang can be judged at all."""
        return bidang_of(code) in self._judged_bidang

    def name(self, code: str) -> str | None:
        """Official name of a code, or None if the code is not at hand."""
        return self.names.get(generic(code))

    def unit(self, code: str) -> str | None:
        """Official unit of a sub kegiatan, or None if it is not at hand."""
        return self.units.get(generic(code))

    def indicator(self, code: str) -> str | None:
        """Official indicator of a sub kegiatan, or None if it is not at hand."""
        return self.indicators.get(generic(code))

    def judges(self, code: str) -> bool:
        """Whether it can be told if the code exists: it does, or all its siblings are at hand.

        Under a parent that certainly does not exist, the code does not either.
        """
        if generic(code) in self.names:
            return True
        parent = parent_of(code)
        if parent is None:
            return False
        return generic(parent) in self.complete or (generic(parent) not in self.names and self.judges(parent))

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in self.names.items():
            found.setdefault(normalise(name), []).append(code)
        return found

    @cached_property
    def by_comparable(self) -> dict[str, str]:
        """The decree's own codes by the form in which decrees are compared."""
        return {comparable(code): code for code in self.names}

    def codes_named(self, name: str) -> list[str]:
        """Codes whose official name this is (case, spacing and Kab/Kota aside), as the decree lists them."""
        return self._codes_by_name.get(normalise(name), [])

    # ---- what an unknown code may have meant

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.names:
            parent = parent_of(code)
            if parent is not None:
                found.setdefault(parent, []).append(code)
        return found

    def below(self, code: str, level: int) -> list[str]:
        """Codes of a level under a listed code."""
        found = [code]
        while found and level_of(found[0]) < level:
            found = [child for parent in found for child in self._children.get(parent, [])]
        return found

    def candidates(self, code: str) -> Sequence[str]:
        """Codes of a code's level under its nearest parent that exists; under the bidang only, never beyond."""
        level, above = level_of(code), parent_of(generic(code))
        while above:
            found = self.below(above, level) if above.count(".") else []
            if found and level_of(found[0]) == level:
                return found
            above = parent_of(above)
        return []


@cache
def _shipped_codes(decree_id: str) -> Nomenclature | None:
    path = _FOLDER / "reference" / f"{decree_id}.csv"
    if decree_id not in decrees() or not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Nomenclature(
        decrees()[decree_id],
        {row["kode"]: row["nama"] for row in rows},
        frozenset(row["kode"] for row in rows if row["lengkap"] == "ya"),
        {row["kode"]: row["satuan"] for row in rows if row["satuan"]},
        {row["kode"]: row["indikator"] for row in rows if row["indikator"]},
    )


def shipped(decree_id: str, kind: str = "") -> Nomenclature | None:
    """What ships with renja of a decree: codes of kabupaten/kota only."""
    return _shipped_codes(decree_id) if kind in ("", KABKOTA) else None


_ENTRIES: Kept[tuple[str, Path], tuple[dict[str, list[Entry]], bool]] = Kept()
"""Imported lines by decree and folder of the store."""
_REFERENCES: Kept[tuple[str, str, Path], Nomenclature | None] = Kept()
"""References by decree, kind of government and folder of the store."""


def installed_entries(decree_id: str, store: Store) -> tuple[dict[str, list[Entry]], bool]:
    """The imported lines of a decree by kind, and whether they are a part only; none if none were imported."""

    def read() -> tuple[dict[str, list[Entry]], bool]:
        stored = store.open(decree_id)
        found: dict[str, list[Entry]] = {}
        for entry in stored_lines(stored) if stored else ():
            found.setdefault(entry.jenis, []).append(entry)
        return found, bool(stored and stored.header.about.get("partial"))

    return _ENTRIES.get((decree_id, store.folder), store.stamp(decree_id), read)


def nomenclature(decree_id: str, kind: str = "", store: Store | None = None) -> Nomenclature | None:
    """The reference of a decree for a kind of government (`provinsi`, `kabkota`; empty: whichever there is).

    Imported lines come first; what ships here fills in for bidang, units and indicators they do not have.
    None if neither is at hand. Raises :class:`rules.errors.StoreError` for damaged data.
    """
    if decree_id not in decrees():
        return None
    store = store or Store()

    def make() -> Nomenclature | None:
        entries, partial = installed_entries(decree_id, store)
        wanted = [kind] if kind else [found for found in KINDS if found in entries]
        lines = [entry for name in wanted for entry in entries.get(name, [])]
        small = shipped(decree_id, kind)
        if not lines:
            return small
        return Nomenclature.of_entries(decrees()[decree_id], lines, partial=partial).supplemented(small)

    return _REFERENCES.get((decree_id, kind, store.folder), store.stamp(decree_id), make)


def at_hand(store: Store | None = None) -> list[str]:
    """Ids of the decrees of which anything is at hand, oldest first."""
    store = store or Store()
    return [x for x in decrees() if store.stamp(x) or shipped(x)]
