"""What is at hand of the decrees: what was imported into a store, before what ships."""

from __future__ import annotations

from pathlib import Path

from rules.import_store import Kept, Store, Stored
from rules.nomenclature.decree import decrees
from rules.nomenclature.entry import KINDS, Entry, stored_lines
from rules.nomenclature.reference import Nomenclature
from rules.nomenclature.shipped import shipped

_ENTRIES: Kept[tuple[str, Path], tuple[dict[str, list[Entry]], bool]] = Kept()
"""Imported lines by decree and folder of the store."""
_REFERENCES: Kept[tuple[str, str, Path], Nomenclature | None] = Kept()
"""References by decree, kind of government and folder of the store."""


_EXPORT = "sipd"
"""The shape of an imported file that is an export of SIPD-RI."""


def stored_decree(decree_id: str, store: Store) -> Stored | None:
    """The stored data of a decree; an export of SIPD-RI is found under the id it once had, and is not that decree's."""
    former = {decree.formerly for decree in decrees().values()}
    stored = store.open(decree_id)
    if decree_id in former and stored and _is_export(stored):
        return None
    if stored is None and decrees()[decree_id].formerly:
        stored = store.open(decrees()[decree_id].formerly)
        return stored if stored and _is_export(stored) else None
    return stored


def _is_export(stored: Stored) -> bool:
    return any(source.get("shape") == _EXPORT for source in stored.header.sources)


def stored_stamp(decree_id: str, store: Store) -> tuple[object, object]:
    """What changes when the stored data of a decree do, also where they lie under the id it once had."""
    return store.stamp(decree_id), store.stamp(decrees()[decree_id].formerly or decree_id)


def installed_entries(decree_id: str, store: Store) -> tuple[dict[str, list[Entry]], bool]:
    """The imported lines of a decree by kind, and whether they are a part only; none if none were imported."""

    def read() -> tuple[dict[str, list[Entry]], bool]:
        stored = stored_decree(decree_id, store)
        found: dict[str, list[Entry]] = {}
        for entry in stored_lines(stored) if stored else ():
            found.setdefault(entry.jenis, []).append(entry)
        return found, bool(stored and stored.header.about.get("partial"))

    return _ENTRIES.get((decree_id, store.folder), stored_stamp(decree_id, store), read)


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

    return _REFERENCES.get((decree_id, kind, store.folder), stored_stamp(decree_id, store), make)


def at_hand(store: Store | None = None) -> list[str]:
    """Ids of the decrees of which anything is at hand, in the order of their coming into force."""
    store = store or Store()
    return [x for x, decree in decrees().items() if decree.codes != "none" or store.stamp(x)]
