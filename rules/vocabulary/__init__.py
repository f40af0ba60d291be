"""Units, fund sources and the words of indicators: data files beside this module, read once.

The lists are a default of our own for everyday use; larger ones are imported by the office.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


def fold(text: str) -> str:
    """The form in which spellings are compared: no case, single spaces, none around `/` and `-`."""
    return re.sub(r"\s*([/\-])\s*", r"\1", " ".join(text.split())).casefold().strip(" .,;:")


@cache
def _terms() -> dict[str, list[str]]:
    content: Any = yaml.safe_load((_FOLDER / "istilah.yaml").read_text(encoding="utf-8"))
    return {str(key): [str(word).casefold() for word in words] for key, words in content.items()}


def terms(kind: str) -> list[str]:
    """Words of one kind (`persentase`, `tanpa_satuan`, `predikat`, …), folded."""
    return _terms()[kind]


@cache
def predicates() -> frozenset[str]:
    """Values of evaluation scales (`BB`, `WTP`, `Baik`), folded."""
    return frozenset(_terms()["predikat"])


@cache
def indicator_pattern(kind: str) -> re.Pattern[str]:
    """A pattern for indicators of one kind: `tanpa_satuan`, `persentase`, `cacah` at the start, `perubahan` anywhere."""
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _terms()[kind])
    start = r"\b" if kind == "perubahan" else r"^\s*(?:ik[a-z]*[.\s]?\d*[.)]?\s+)?"
    return re.compile(rf"{start}(?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a vocabulary: the official spelling, its kind or code, and other spellings in use."""

    name: str
    kind: str
    synonyms: tuple[str, ...] = ()


class Vocabulary:
    """Official spellings by any spelling in use, with the nearest one for a word that is not known."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = {entry.name: entry for entry in entries}
        self._by_spelling: dict[str, str] = {}
        for entry in entries:
            for spelling in (*entry.synonyms, entry.name):
                self._by_spelling[fold(spelling)] = entry.name

    @property
    def spellings(self) -> dict[str, str]:
        """Every spelling in use, folded, with its official one."""
        return dict(self._by_spelling)

    def official(self, word: str) -> str | None:
        """The official spelling of ``word``, or None if it is not known."""
        return self._by_spelling.get(fold(word))

    def nearest(self, word: str, threshold: float = 70.0) -> str | None:
        """The official spelling nearest to an unknown word, or None if nothing is near (0–100)."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(fold(word), list(self._by_spelling), scorer=fuzz.ratio, score_cutoff=threshold)
        if found is None and len(fold(word)) >= 3:
            # An abbreviation cut off short: `Dok` for `Dokumen`.
            starts = [name for spelling, name in self._by_spelling.items() if spelling.startswith(fold(word))]
            return min(starts, key=len) if starts else None
        return self._by_spelling[found[0]] if found else None


def _load(name: str, kind: str) -> Vocabulary:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = "satuan" if "satuan" in rows[0] else "nama"
    return Vocabulary([Entry(row[first], row[kind], tuple(filter(None, row["sinonim"].split("|")))) for row in rows])


@cache
def units() -> Vocabulary:
    """Units of targets; the kind is `cacah`, `persen`, `nilai`, `ukuran`, `waktu` or `uang`."""
    return _load("satuan.csv", "jenis")


@cache
def funds() -> Vocabulary:
    """Sources of funds; the kind is the official code where it is known."""
    return _load("sumber_dana.csv", "kode")


_BETWEEN_FUNDS = re.compile(r"\s*[;+\n]\s*")
_WITHIN_FUNDS = re.compile(r"(\s*(?:,|/|&|\bdan\b)\s*)", re.IGNORECASE)


def _parted(piece: str) -> list[str]:
    """A piece as the funds it names: from left to right, the longest run that is a known name is one fund."""
    parts = _WITHIN_FUNDS.split(piece)
    found: list[str] = []
    start = 0
    while start < len(parts):
        ends = range(len(parts), start, -2)
        end = next((end for end in ends if funds().official("".join(parts[start:end]))), start + 1)
        found.append("".join(parts[start:end]))
        start = end + 1
    return [part for part in found if part]


def split_funds(text: str) -> list[str]:
    """The single funds of a cell that names several (`PAD dan DAU`, `PAD / DAU`, one a line).

    A sign or word that stands inside an official name does not part it.
    """
    return [part for piece in _BETWEEN_FUNDS.split(text.strip()) if piece for part in _parted(piece)]
