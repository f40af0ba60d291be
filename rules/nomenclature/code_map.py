"""Which code replaced which: an imported map of old to new codes, and what decrees say of it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rules.nomenclature.entry import KINDS
from rules.nomenclature.reference import comparable, installed_entries
from rules.nomenclature.store import Store, kept

MAP = "peta"
_STEPS = 6
"""More replacements in a row than there are decrees would be a circle."""


class Replacement(NamedTuple):
    """One line of a map: for a kind of government, the old code and the new one, with their names."""

    jenis: str
    lama: str
    nama_lama: str
    baru: str
    nama_baru: str
    satuan_baru: str = ""


@dataclass(frozen=True, slots=True)
class CodeMap:
    """Replacements by comparable code, in both directions."""

    newer: dict[str, tuple[str, ...]]
    older: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> CodeMap:
        """From pairs of old and new codes."""
        newer: dict[str, list[str]] = {}
        older: dict[str, list[str]] = {}
        for old, new in pairs:
            one, other = comparable(old), comparable(new)
            if one != other and other not in newer.setdefault(one, []):
                newer[one].append(other)
                older.setdefault(other, []).append(one)
        return cls({k: tuple(v) for k, v in newer.items()}, {k: tuple(v) for k, v in older.items()})

    def follow(self, code: str, *, forward: bool) -> Iterator[tuple[str, ...]]:
        """What a code became step by step (or was before); several codes where one was split or merged."""
        steps, found = self.newer if forward else self.older, (comparable(code),)
        for _ in range(_STEPS):
            found = tuple(dict.fromkeys(x for known in found for x in steps.get(known, ())))
            if not found:
                return
            yield found


def replacements(store: Store | None = None) -> list[Replacement]:
    """The lines of the imported map; none if there is none."""
    stored = (store or Store()).open(MAP)
    return [Replacement(*row) for row in zip(*stored.columns(), strict=True)] if stored else []


def code_map(decree_ids: Iterable[str], kind: str, store: Store | None = None) -> CodeMap:
    """All replacements at hand for a kind of government (empty: any): the map's and those the decrees tell."""
    store, wanted = store or Store(), tuple(decree_ids)
    kinds = (kind,) if kind else KINDS
    stamps = [store.stamp(name) for name in (MAP, *wanted)]

    def make() -> CodeMap:
        pairs = [(row.lama, row.baru) for row in replacements(store) if row.jenis in (*kinds, "")]
        for decree_id in wanted:
            entries, _ = installed_entries(decree_id, store)
            pairs += [(x.sebelumnya, x.kode) for name in kinds for x in entries.get(name, []) if x.sebelumnya]
        return CodeMap.of(pairs)

    return kept(("map", wanted, kind, str(store.folder)), stamps, make)
