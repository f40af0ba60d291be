"""Words with their official spellings: units and sources of funds, as shipped (`rules/vocabulary/*.csv`) and as imported.

The lists are a default of our own for everyday use; larger ones are imported by the office.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from rules.import_store import Kept, Store
from rules.record import record
from rules.values.misspelling import is_misspelled
from rules.values.text import fold

_FOLDER = Path(__file__).parent.parent / "vocabulary"


@record
class Term:
    """One word of a vocabulary: the official spelling, its kind or code, other spellings in use, and those as official as it."""

    name: str
    kind: str
    synonyms: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()


class Vocabulary:
    """Official spellings by any spelling in use, with the nearest one for a word that is not known."""

    def __init__(self, entries: list[Term]) -> None:
        self.entries = {entry.name: entry for entry in entries}
        self._by_spelling: dict[str, str] = {}
        for entry in entries:
            for spelling in (*entry.synonyms, *entry.equals, entry.name):
                self._by_spelling[fold(spelling)] = entry.name
        self._in_full = {fold(spelling) for entry in entries for spelling in (entry.name, *entry.equals)}

    @property
    def spellings(self) -> dict[str, str]:
        """Every spelling in use, folded, with its official one."""
        return dict(self._by_spelling)

    def official(self, word: str) -> str | None:
        """The official spelling of ``word``, or None if it is not known."""
        return self._by_spelling.get(fold(word))

    def in_full(self, word: str) -> bool:
        """Whether ``word`` is an official spelling itself, not only one in use for it."""
        return fold(word) in self._in_full

    def kind(self, word: str) -> str:
        """The kind of a word in any spelling; empty if it is not known."""
        entry = self.entries.get(self.official(word) or "")
        return entry.kind if entry else ""

    def nearest(self, word: str, threshold: float = 70.0) -> str | None:
        """The official spelling nearest to an unknown word, or None if nothing is near (0–100)."""
        near = next(self._near(word, threshold), None)
        if near is None and len(fold(word)) >= 3:
            # An abbreviation cut off short: `Dok` for `Dokumen`.
            starts = [name for spelling, name in self._by_spelling.items() if spelling.startswith(fold(word))]
            return min(starts, key=len) if starts else None
        return self._by_spelling[near] if near else None

    def _near(self, word: str, threshold: float) -> Iterator[str]:
        """The spellings that are alike to a word, the nearest first."""
        from rapidfuzz import fuzz, process

        if len(word) <= _LONGEST:
            spellings = list(self._by_spelling)
            found = process.extract(fold(word), spellings, scorer=fuzz.ratio, score_cutoff=threshold, limit=None)
            yield from (spelling for spelling, _, _ in found)


class Units(Vocabulary):
    """Units: two that are known make one (`Laporan/Tahun`), and the nearest to an unknown one shares its words."""

    def __init__(self, entries: list[Term]) -> None:
        super().__init__(entries)
        self._meant: dict[str, str | None] = {}

    def official(self, word: str) -> str | None:
        """The official spelling of a unit, or None if it is not known."""
        return super().official(word) or _rate(map(super().official, _parts(word)))

    def in_full(self, word: str) -> bool:
        """Whether a unit, or each of those it is made of, is an official spelling itself."""
        parts = () if super().official(word) else _parts(word)
        return all(map(super().in_full, parts)) if parts else super().in_full(word)

    def kind(self, word: str) -> str:
        """The kind of a unit in any spelling, of several that of the first; empty if it is not known."""
        return super().kind(word) or super().kind(next(iter(_parts(word)), "") if self.official(word) else "")

    def nearest(self, word: str, threshold: float = 70.0) -> str | None:
        """The official unit nearest to an unknown one, or None if nothing is near."""
        return super().nearest(word, threshold) or _rate(self.official(x) or self.nearest(x) for x in _parts(word))

    def meant(self, word: str) -> str | None:
        """The official unit that a word certainly stands for: its own, or the nearest one of a word hardly misspelled."""
        if word not in self._meant:
            self._meant[word] = self.official(word) or self._slip(word) or _rate(map(self._slip, _parts(word)))
        return self._meant[word]

    def _slip(self, word: str) -> str | None:
        """The official unit of which a single one is a misspelling."""
        near = super()._near(word, _CERTAIN) if len(fold(word)) > _SHORT else iter(())
        # Two units side by side (`Dokumen Laporan`) may be either of them, or the one made of both.
        alone = [] if "/" in word else [Vocabulary.kind(self, part) for part in word.split()]
        if alone.count("cacah") > 1:
            return super().official(word)
        found = next((x for x in near if is_misspelled(fold(word), x)), None)
        return super().official(word) or (self.official(found) if found else None)

    def _near(self, word: str, threshold: float) -> Iterator[str]:
        return (x for x in super()._near(word, threshold) if is_misspelled(fold(word), x, shortened=True))


_PER = re.compile(r" ?/ ?| per ", re.IGNORECASE)


def _parts(unit: str) -> list[str]:
    """The units that one is made of: `Laporan` and `Tahun` of `Laporan per Tahun`; none of a single one."""
    parts = _PER.split(" ".join(unit.split()))
    return parts if len(parts) > 1 and all(parts) else []


def _rate(parts: Iterable[str | None]) -> str | None:
    """The unit that known ones make; None of none, and where one is not known."""
    names = list(parts)
    return "/".join(filter(None, names)) if names and all(names) else None


_SHORT, _CERTAIN = 3, 80.0
"""A misspelled word is read as the nearest one if it has more letters than this, and is alike to this degree (0-100)."""
_LONGEST = 200
"""Letters up to which a word is held against the known ones."""
_FILES = {"satuan": ("satuan.csv", "satuan", "jenis"), "sumber_dana": ("sumber_dana.csv", "nama", "kode")}


@cache
def shipped_vocabulary(kind: str) -> Vocabulary:
    """The vocabulary that ships with renja: `satuan` or `sumber_dana`."""
    file_name, name, of_kind = _FILES[kind]
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Vocabulary(
        [Term(row[name], row[of_kind], _listed(row["sinonim"]), _listed(row.get("setara"))) for row in rows]
    )


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (words or "").split("|")))


def stored_entries(kind: str, store: Store) -> list[Term]:
    """The imported words of a vocabulary; none if nothing was imported."""
    stored = store.open(kind)
    rows = zip(*stored.columns(), strict=True) if stored else ()
    return [Term(name, of_kind, _listed(words)) for name, of_kind, words in rows if name]


def merged(base: Vocabulary, more: Iterable[Term]) -> Vocabulary:
    """A vocabulary with further words, and further spellings of those it has."""
    entries = dict(base.entries)
    for entry in more:
        known = entries.get(entry.name)
        kind = (known.kind if known else "") or entry.kind
        known = known or Term(entry.name, kind)
        entries[entry.name] = Term(entry.name, kind, (*known.synonyms, *entry.synonyms), known.equals)
    return Vocabulary(list(entries.values()))


_MERGED: Kept[tuple[str, Path], Vocabulary] = Kept()
"""Vocabularies by kind and folder of the store."""


def _at_hand(kind: str) -> Vocabulary:
    store = Store()

    def make() -> Vocabulary:
        base, more = shipped_vocabulary(kind), stored_entries(kind, store)
        return merged(base, more) if more else base

    return _MERGED.get((kind, store.folder), store.stamp(kind), make)


@cache
def units() -> Units:
    """Units of targets; the kind is `cacah`, `persen`, `nilai`, `ukuran`, `waktu` or `uang`."""
    return Units(list(_at_hand("satuan").entries.values()))


@cache
def funds() -> Vocabulary:
    """Sources of funds; the kind is the official code where it is known."""
    return _at_hand("sumber_dana")


def refresh() -> None:
    """Look again what was imported; called once a run, because single words are asked for too often."""
    units.cache_clear()
    funds.cache_clear()
