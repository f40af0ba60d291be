"""Words with their official spellings: units and sources of funds, as shipped (`rules/vocabulary/*.csv`) and as imported.

The lists are a default of our own for everyday use; larger ones are imported by the office.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rules.import_store import Kept, Store
from rules.values.text import fold

_FOLDER = Path(__file__).parent.parent / "vocabulary"


@dataclass(frozen=True, slots=True)
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
        self._meant: dict[str, str | None] = {}

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
        official = self.official(word)
        return self.entries[official].kind if official else ""

    def nearest(self, word: str, threshold: float = 70.0) -> str | None:
        """The official spelling nearest to an unknown word, or None if nothing is near (0–100)."""
        from rapidfuzz import fuzz, process

        if len(word) > _LONGEST:
            return None
        found = process.extractOne(fold(word), list(self._by_spelling), scorer=fuzz.ratio, score_cutoff=threshold)
        if found is None and len(fold(word)) >= 3:
            # An abbreviation cut off short: `Dok` for `Dokumen`.
            starts = [name for spelling, name in self._by_spelling.items() if spelling.startswith(fold(word))]
            return min(starts, key=len) if starts else None
        return self._by_spelling[found[0]] if found else None

    def meant(self, word: str) -> str | None:
        """The official spelling a word certainly stands for: its own, or the nearest one of a word hardly misspelled."""
        if word not in self._meant:
            near = len(fold(word)) > _SHORT
            self._meant[word] = self.official(word) or (self.nearest(word, threshold=_CERTAIN) if near else None)
        return self._meant[word]


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
def units() -> Vocabulary:
    """Units of targets; the kind is `cacah`, `persen`, `nilai`, `ukuran`, `waktu` or `uang`."""
    return _at_hand("satuan")


@cache
def funds() -> Vocabulary:
    """Sources of funds; the kind is the official code where it is known."""
    return _at_hand("sumber_dana")


def refresh() -> None:
    """Look again what was imported; called once a run, because single words are asked for too often."""
    units.cache_clear()
    funds.cache_clear()
