"""Units, fund sources and the words of indicators: data files beside this module, read once.

The lists are a default of our own for everyday use; larger ones are imported by the office.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rules.import_store import Kept, Store
from rules.values.text import fold
from rules.yamlfile import load_yaml

_FOLDER = Path(__file__).parent.parent / "vocabulary"


@cache
def _terms() -> dict[str, list[str]]:
    content: Any = load_yaml(_FOLDER / "istilah.yaml")
    return {str(key): [str(word).casefold() for word in words] for key, words in content.items()}


def terms(kind: str) -> list[str]:
    """Words of one kind (`persentase`, `tanpa_satuan`, `predikat`, …), folded."""
    return _terms()[kind]


@cache
def predicates() -> frozenset[str]:
    """Values of evaluation scales (`BB`, `WTP`, `Baik`), folded."""
    return frozenset(_terms()["predikat"])


_ANYWHERE = ("perubahan", "tak_terbatas")


def says(kind: str, indicator: str) -> bool:
    """Whether an indicator is of a kind by its words: most at the start, `perubahan` and `tak_terbatas` anywhere.

    >>> says("persentase", "IKP.1 Persentase koperasi sehat"), says("perubahan", "Laju inflasi"), says("cacah", "Jumlahan")
    (True, True, False)
    """
    if kind not in _ANYWHERE:
        return _pattern(kind).match(indicator) is not None
    # Looking for plain words first is many times as quick as the pattern, and most indicators hold none of them.
    folded = indicator.casefold()
    return any(word in folded for word in _terms()[kind]) and _pattern(kind).search(indicator) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _terms()[kind])
    start = r"\b" if kind in _ANYWHERE else r"\s*(?:ik[a-z]*[.\s]?\d*[.)]?\s+)?"
    return re.compile(rf"{start}(?:{words})\b", re.IGNORECASE)


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
    for rests_on_funds in (funds, _most_parts, _short_forms, _by_short_forms):
        rests_on_funds.cache_clear()


_CODED = re.compile(r"[\[(]?(\d{1,2}(?:\.\d{1,2})*)[\])]?(?:[\s:.\-–]+(\D.*))?")


def fund(text: str) -> str | None:
    """The official name of a source of funds given by name, by code, or by both; None if it is not known.

    A code beside another name is none: one of them is wrong.
    """
    found = _named_fund(text)
    if found is not None:
        return found
    match = _CODED.fullmatch(" ".join(text.split()))
    by_code = _funds_by_code().get(match[1]) if match else None
    if match is None or by_code is None or not match[2]:
        return by_code
    return by_code if _named_fund(match[2]) == by_code else None


_WITH_SHORT_FORM = re.compile(r"([^()]+?)\s*\(([^()]+)\)(.*)")
_WIDER_FUND = re.compile(r"dana transfer (?:umum|khusus)\s*[-–:]\s*", re.IGNORECASE)


def _named_fund(text: str) -> str | None:
    """The official name of a fund given by name, short form, or both (`DAU (Dana Alokasi Umum)`), below a wider one or not."""
    known = funds().official
    found = known(text) or known(_WIDER_FUND.sub("", text.strip(), count=1)) or _by_short_forms().get(_in_short(text))
    both = None if found else _WITH_SHORT_FORM.fullmatch(" ".join(text.split()))
    if both is None:
        return found
    one, other = known(both[1] + both[3]), known(both[2] + both[3])
    return one if one is not None and one == other else None


_BETWEEN_WORDS = frozenset({"dan", "atas", "yang", "dari"})


@cache
def _short_forms() -> dict[str, str]:
    """Names in full, folded, with the initials that the same fund is known by (`dana bagi hasil`: `dbh`), the longest first."""
    found: dict[str, str] = {}
    for entry in funds().entries.values():
        spellings = [fold(part) for x in (entry.name, *entry.synonyms) for part in re.split(r"[()]", x) if part.strip()]
        for full in (x for x in spellings if " " in x):
            initials = "".join(word[0] for word in full.split() if word not in _BETWEEN_WORDS)
            if len(initials) > 2 and initials in spellings:
                found[full] = initials
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _in_short(text: str) -> str:
    """A name, folded, with every fund in it by its initials."""
    short = fold(text)
    for full, initials in _short_forms().items():
        short = re.sub(rf"\b{re.escape(full)}\b", initials, short) if full in short else short
    return short


@cache
def _by_short_forms() -> dict[str, str]:
    return {_in_short(spelling): name for spelling, name in funds().spellings.items()}


def _funds_by_code() -> dict[str, str]:
    coded = {entry.kind: entry.name for entry in funds().entries.values() if entry.kind}
    spelled = {
        word: entry.name for entry in funds().entries.values() for word in entry.synonyms if _CODED.fullmatch(word)
    }
    return {**coded, **spelled}


_BETWEEN_FUNDS = re.compile(r"[;+\n]")
_WITHIN_FUNDS = re.compile(r"( ?(?:,|/|&|\bdan\b) ?)", re.IGNORECASE)


@cache
def _most_parts() -> int:
    """Parts of the known name that has most signs and words inside that may part funds, those signs counted."""
    return max((len(_WITHIN_FUNDS.split(spelling)) for spelling in funds().spellings), default=1)


def _parted(piece: str) -> list[str]:
    """A piece as the funds it names: from left to right, the longest run that is a known name is one fund."""
    parts = _WITHIN_FUNDS.split(piece)
    found: list[str] = []
    start, most = 0, _most_parts() if len(parts) > 1 else 1
    while start < len(parts):
        # No known name goes on for longer: a cell of commas is looked at once, not once for each of them.
        ends = range(min(len(parts), start + most), start, -2)
        end = next((end for end in ends if fund("".join(parts[start:end]))), start + 1)
        found.append("".join(parts[start:end]))
        start = end + 1
    return [part for part in found if part]


def split_funds(text: str) -> list[str]:
    """The single funds of a cell that names several (`PAD dan DAU`, `PAD / DAU`, one a line).

    A sign or word that stands inside an official name does not part it.
    """
    pieces = (" ".join(piece.split()) for piece in _BETWEEN_FUNDS.split(text))
    return [part for piece in pieces if piece for part in _parted(piece)]
