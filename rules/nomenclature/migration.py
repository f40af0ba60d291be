"""From the codes of one decree to those of another: what is certain, what is only probable, what is open."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.nomenclature.code_map import CodeMap
from rules.nomenclature.decree import decrees
from rules.nomenclature.reference import Nomenclature, comparable, own
from rules.record import record
from rules.values.codes import bidang_of, level_of, parent_of
from rules.values.names import normalise, similarity

CERTAIN, PROBABLE, OPEN = "pasti", "mungkin", "belum terselesaikan"
_ALIKE = 72.0
"""Likeness of names (0-100) below which nothing is proposed."""


@record
class Proposal:
    """What a code becomes: the new code with the office's own bidang (None if open), how sure, and why."""

    code: str | None
    certainty: str
    reason: str


def likeness(one: str, other: str) -> float:
    """How alike two names are (0-100); words that only one of them adds count less than words that differ."""
    from rapidfuzz import fuzz

    shared = 0.9 * float(fuzz.token_set_ratio(normalise(one), normalise(other)))
    return max(similarity(one, other), shared)


def _program(code: str) -> str:
    return ".".join(code.split(".")[:3])


@dataclass
class Migration:
    """Codes of ``source`` (None where it is not at hand) held against ``target``."""

    source: Nomenclature | None
    target: Nomenclature
    codes: CodeMap
    _made: dict[tuple[str, str], Proposal] = field(default_factory=dict)

    @property
    def forward(self) -> bool:
        """Whether the target is the newer decree; the map is read backwards otherwise."""
        order = list(decrees())
        return self.source is None or order.index(self.source.decree.id) <= order.index(self.target.decree.id)

    def of(self, code: str, name: str = "") -> Proposal:
        """The proposal for a code, with the name that stands beside it; made once for each pair."""
        key = code, normalise(name)
        if key not in self._made:
            self._made[key] = self._doubted(code, name, self._found(code, self._meant(code, name)))
        return self._made[key]

    def _meant(self, code: str, name: str) -> str:
        """The name the code has in its own decree, else the one that stands beside it."""
        listed = self.source.by_comparable.get(comparable(code)) if self.source else None
        return self.source.names[listed] if self.source and listed else name

    def _doubted(self, code: str, name: str, found: Proposal) -> Proposal:
        """Not certain where the name beside the code is that of something else."""
        meant = self._meant(code, name)
        if found.certainty == CERTAIN and name and likeness(name, meant) < _ALIKE:
            return Proposal(found.code, PROBABLE, f'nama di baris ini bukan nama kode {code} ("{meant}")')
        return found

    def _found(self, code: str, name: str) -> Proposal:
        bidang = bidang_of(code)
        mapped = self._mapped(code, name)
        if len(mapped) == 1:
            return Proposal(own(mapped[0], bidang), CERTAIN, "menurut peta kode")
        if mapped:
            best = max(mapped, key=lambda x: likeness(name, self.target.names[x]))
            return Proposal(own(best, bidang), PROBABLE, f"peta kode menyebut {len(mapped)} kode pengganti")
        same = self.target.by_comparable.get(comparable(code))
        if same and normalise(self.target.names[same]) == normalise(name):
            return Proposal(own(same, bidang), CERTAIN, "kode dan nama sama")
        return self._by_name(code, name, same)

    def _mapped(self, code: str, name: str) -> list[str]:
        """What the map says of a code; nothing where it speaks of another sub kegiatan under the same number."""
        known, told = self.target.by_comparable, self.codes.names.get(comparable(code), ())
        if name and told and max(likeness(name, other) for other in told) < _ALIKE:
            return []
        for step in self.codes.follow(code, forward=self.forward):
            found = [known[x] for x in step if x in known]
            if found:
                return found
        return []

    def _by_name(self, code: str, name: str, same: str | None) -> Proposal:
        bidang, level, listed = bidang_of(code), level_of(code), comparable(code)
        named = [x for x in self.target.codes_named(name) if level_of(x) == level] if name else []
        near = [x for x in named if _program(x) == _program(listed)] if level > 2 else named
        near = near or [x for x in named if bidang_of(x) == bidang_of(listed)]
        if len(near) == 1:
            return Proposal(own(near[0], bidang), CERTAIN, "nama sama, kode berubah")
        if near or named:
            pool = near or named
            where = "di beberapa tempat" if len(pool) > 1 else "di bidang lain"
            return Proposal(own(pool[0], bidang), PROBABLE, f"nama sama ada {where}")
        if same and (not name or likeness(name, self.target.names[same]) >= _ALIKE):
            return Proposal(own(same, bidang), PROBABLE, f'kode sama, nama menjadi "{self.target.names[same]}"')
        below = self.target.candidates(code)
        best = max(below, key=lambda x: (likeness(name, self.target.names[x]), x), default=None) if name else None
        if best and likeness(name, self.target.names[best]) >= _ALIKE:
            same_parent = parent_of(best) == parent_of(listed)
            return Proposal(own(best, bidang), PROBABLE, f"nama mirip{'' if same_parent else ', di induk lain'}")
        if same:
            return Proposal(None, OPEN, f'kode ini sekarang milik "{self.target.names[same]}"')
        return Proposal(None, OPEN, f"tidak ada padanannya dalam {self.target.decree.name}")
