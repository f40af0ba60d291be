"""Which code replaced which: an imported map of old to new codes, and what decrees say of it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rules.import_store import Kept, Store
from rules.nomenclature.at_hand import installed_entries, stored_stamp
from rules.nomenclature.entry import KINDS
from rules.nomenclature.reference import comparable
from rules.record import record

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


@record
class CodeMap:
    """Replacements by comparable code, in both directions, and the names that maps give with the codes."""

    newer: dict[str, tuple[str, ...]]
    older: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str, str, str]]) -> CodeMap:
        """From old codes, their names, new codes and their names."""
        newer: dict[str, list[str]] = {}
        older: dict[str, list[str]] = {}
        names: dict[str, list[str]] = {}
        for old, old_name, new, new_name in pairs:
            one, other = comparable(old), comparable(new)
            if one == other:
                continue
            for code, name in ((one, old_name), (other, new_name)):
                if name:
                    names.setdefault(code, []).append(name)
            if other not in newer.setdefault(one, []):
                newer[one].append(other)
                older.setdefault(other, []).append(one)
        return cls(*({k: tuple(v) for k, v in found.items()} for found in (newer, older, names)))

    def follow(self, code: str, *, forward: bool) -> Iterator[tuple[str, ...]]:
        """What a code became step by step (or was before); several codes where one was split or merged."""
        steps = self.newer if forward else self.older
        found: tuple[str, ...] = (comparable(code),)
        for _ in range(_STEPS):
            found = tuple(dict.fromkeys(x for known in found for x in steps.get(known, ())))
            if not found:
                return
            yield found


_FORM = re.compile(r"[0-9X](?:\.[0-9X]{2}){2}\.\d\.\d\d\.(?:\d\d|\d{4})")


def _parted(text: str) -> tuple[str, str]:
    code, _, name = text.strip().partition(" ")
    return code, name


def replacements(store: Store | None) -> list[Replacement]:
    """The lines of the imported map; none if there is none."""
    stored = (store or Store()).open(MAP)
    return [Replacement(*row) for row in zip(*stored.columns(), strict=True)] if stored else []


_MAPS: Kept[tuple[tuple[str, ...], str, Path], CodeMap] = Kept()
"""Maps by decrees, kind of government and folder of the store."""


def code_map(decree_ids: Iterable[str], kind: str, store: Store | None = None) -> CodeMap:
    """All replacements at hand for a kind of government (empty: any): the map's and those the decrees tell."""
    store, wanted = store or Store(), tuple(decree_ids)
    kinds = (kind,) if kind else KINDS
    stamps = [store.stamp(MAP), *(stored_stamp(decree_id, store) for decree_id in wanted)]

    def make() -> CodeMap:
        pairs: list[tuple[str, str, str, str]] = [
            (row.lama, row.nama_lama, row.baru, row.nama_baru)
            for row in replacements(store)
            if row.jenis in (*kinds, "")
        ]
        for decree_id in wanted:
            entries, _ = installed_entries(decree_id, store)
            told = [x for name in kinds for x in entries.get(name, []) if x.sebelumnya]
            pairs += [
                (*_parted(x.sebelumnya), x.kode, x.nama) for x in told if _FORM.fullmatch(_parted(x.sebelumnya)[0])
            ]
        return CodeMap.of(pairs)

    return _MAPS.get((wanted, kind, store.folder), stamps, make)
