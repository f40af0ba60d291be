"""Codes, official names, indicators and units of one decree for one kind of government.

The reference says of each parent whether all its children are in it, so a code is called unknown only where
that can be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rules.nomenclature.decree import Decree
from rules.nomenclature.entry import Entry
from rules.values.codes import bidang_of, level_of, parent_of
from rules.values.names import normalise

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


def parents_of(codes: Iterable[str]) -> frozenset[str]:
    """The parents of which a whole list of codes has all children; urusan only where the list has every bidang."""
    listed = list(codes)
    parents = {code.rpartition(".")[0] if code.count(".") != 4 else code[: code.index(".", 5)] for code in listed}
    every = sum(code.count(".") == 1 for code in listed) >= _ALL_BIDANG
    return frozenset(code for code in parents if code and (every or "." in code) and code != "X")


@dataclass
class Nomenclature:
    """Codes, official names, units and indicators of one decree, as far as they are at hand."""

    decree: Decree
    names: dict[str, str]
    """All codes at hand; the name is empty where only the code is known."""
    complete: frozenset[str]
    """Parents of which all children are at hand."""
    units: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    """Codes of which name, indicator and unit are not all confirmed (grade B)."""
    read_as: Decree | None = None
    """The decree whose names stand in for this one's, where its own list is not at hand whole."""
    borrowed: frozenset[str] = frozenset()
    """Codes that only the decree it is ``read_as`` is known to list."""

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
        return cls(decree, names, frozenset() if partial else parents_of(names), units, indicators)

    def supplemented(self, other: Nomenclature | None) -> Nomenclature:
        """With the codes of the bidang that this one lacks, and units and indicators it does not tell.

        An imported part lacks whatever it does not list; what it lists replaces the other's, row by row.
        """
        if other is None:
            return self
        lacking = {x for x in other.names if bidang_of(x) not in self._listed or (self.partial and x not in self.names)}
        return replace(
            self,
            names={**{code: other.names[code] for code in lacking}, **self.names},
            complete=(other.complete if self.partial else self.complete | (other.complete & lacking)),
            units={**other.units, **self.units},
            indicators={**other.indicators, **self.indicators},
            doubtful=other.doubtful - self.names.keys(),
            read_as=other.read_as if lacking else None,
            borrowed=other.borrowed & lacking,
        )

    def scope(self, codes: Iterable[str] = ()) -> str:
        """What is not known of the decree's list of codes (of the bidang of some), in a few words; empty where it is known."""
        if any(map(self.lists, codes)) if codes else self.complete and len(self.complete) > len(self.decree.whole):
            return ""
        if self.read_as:
            return f"daftar kode {self.decree.name} tidak terpasang lengkap; nama dibaca menurut {self.read_as.name}"
        return f"daftar kode {self.decree.name} tidak terpasang lengkap"

    def stand_in(self, bidangs: Iterable[str]) -> Decree | None:
        """The decree by whose list codes of some bidang are read in part; None where all stand in this one's own."""
        return None if self._borrowed_bidang.isdisjoint(bidangs) else self.read_as

    @cached_property
    def _borrowed_bidang(self) -> set[str | None]:
        return {bidang_of(code) for code in self.borrowed}

    @property
    def partial(self) -> bool:
        """Whether of no parent all children are at hand."""
        return not self.complete

    @cached_property
    def _listed(self) -> set[str | None]:
        return {bidang_of(code) for code in self.names if code.count(".") > 1}

    @cached_property
    def _named_in(self) -> dict[str, list[tuple[int, str, str]]]:
        """Codes and names by bidang (an urusan by itself), each with its place in the list."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for at, (code, name) in enumerate(self.names.items()):
            found.setdefault(bidang_of(code) or code, []).append((at, code, name))
        return found

    def named_in(self, bidang: str) -> list[tuple[str, str]]:
        """Codes and names that an office of a bidang may use, `X.XX.01…` as its own, in the order of the decree."""
        listed = sorted(entry for part in (bidang, bidang[0], "X.XX") for entry in self._named_in.get(part, ()))
        return [(own(code, bidang), name) for _, code, name in listed]

    @cached_property
    def _bidang_of_programs(self) -> dict[str, str | None]:
        """The bidang of each program by its name; None for a name that several bear, or that every bidang has."""
        found: dict[str, str | None] = {}
        for code, name in self.names.items():
            if code.count(".") == 2 and name:
                bidang = None if code.startswith("X") else bidang_of(code)
                found[normalise(name)] = bidang if found.setdefault(normalise(name), bidang) == bidang else None
        return found

    def bidang_named(self, programs: Iterable[str]) -> list[str]:
        """The bidang that the names of some programs tell, each once."""
        found = (self._bidang_of_programs.get(normalise(name)) for name in programs)
        return list(dict.fromkeys(bidang for bidang in found if bidang))

    @cached_property
    def _whole(self) -> set[str | None]:
        return {bidang_of(code) for code in self.complete if "." in code}

    def covers(self, code: str) -> bool:
        """Whether names of the code's bidang are at hand."""
        return bidang_of(code) in self._listed

    def lists(self, code: str) -> bool:
        """Whether it is known of the code's bidang, at least in part, which codes it has and which not."""
        return bidang_of(code) in self._whole

    def __contains__(self, code: str) -> bool:
        return generic(code) in self.names

    def name(self, code: str) -> str | None:
        """Official name of a code, or None if it is not at hand."""
        return self.names.get(generic(code)) or None

    def doubts(self, code: str) -> bool:
        """Whether not all of the code's name, indicator and unit are confirmed."""
        return generic(code) in self.doubtful

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
        if code in self and generic(code) not in self.borrowed:
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
