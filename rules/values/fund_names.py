"""Sources of funds as cells name them: by name, short form or code, one or several."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.values.text import fold
from rules.values.vocabulary import Vocabulary, funds

_once_a_list = lru_cache(maxsize=2)
"""What is worked out from a list of funds, kept until another list is at hand (`rules.values.vocabulary.refresh`)."""
_CODED = re.compile(r"[\[(]?(\d{1,2}(?:\.\d{1,2})*)[\])]?(?:[\s:.\-–]+(\D.*))?")


def fund(text: str) -> str | None:
    """The official name of a source of funds given by name, by code, or by both; None if it is not known.

    A code beside another name is none: one of them is wrong.
    """
    found = _named_fund(text)
    if found is not None:
        return found
    match = _CODED.fullmatch(" ".join(text.split()))
    by_code = _by_code(funds()).get(match[1]) if match else None
    if match is None or by_code is None or not match[2]:
        return by_code
    return by_code if _named_fund(match[2]) == by_code else None


_WITH_SHORT_FORM = re.compile(r"([^()]+?)\s*\(([^()]+)\)(.*)")
_WIDER_FUND = re.compile(r"dana transfer (?:umum|khusus)\s*[-–:]\s*", re.IGNORECASE)


def _named_fund(text: str) -> str | None:
    """The official name of a fund given by name, short form, or both (`DAU (Dana Alokasi Umum)`), below a wider one or not."""
    listed = funds()
    known = listed.official
    found = known(text) or known(_WIDER_FUND.sub("", text.strip(), count=1))
    found = found or _by_short_forms(listed).get(_in_short(text, listed))
    both = None if found else _WITH_SHORT_FORM.fullmatch(" ".join(text.split()))
    if both is None:
        return found
    one, other = known(both[1] + both[3]), known(both[2] + both[3])
    return one if one is not None and one == other else None


_BETWEEN_WORDS = frozenset({"dan", "atas", "yang", "dari"})


@_once_a_list
def _short_forms(known: Vocabulary) -> dict[str, str]:
    """Names in full, folded, with the initials that the same fund is known by (`dana bagi hasil`: `dbh`), the longest first."""
    found: dict[str, str] = {}
    for entry in known.entries.values():
        spellings = [fold(part) for x in (entry.name, *entry.synonyms) for part in re.split(r"[()]", x) if part.strip()]
        for full in (x for x in spellings if " " in x):
            initials = "".join(word[0] for word in full.split() if word not in _BETWEEN_WORDS)
            if len(initials) > 2 and initials in spellings:
                found[full] = initials
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _in_short(text: str, known: Vocabulary) -> str:
    """A name, folded, with every fund in it by its initials."""
    short = fold(text)
    for full, initials in _short_forms(known).items():
        short = re.sub(rf"\b{re.escape(full)}\b", initials, short) if full in short else short
    return short


@_once_a_list
def _by_short_forms(known: Vocabulary) -> dict[str, str]:
    return {_in_short(spelling, known): name for spelling, name in known.spellings.items()}


@_once_a_list
def _by_code(known: Vocabulary) -> dict[str, str]:
    entries = known.entries.values()
    coded = {entry.kind: entry.name for entry in entries if entry.kind}
    return coded | {word: entry.name for entry in entries for word in entry.synonyms if _CODED.fullmatch(word)}


_BETWEEN_FUNDS = re.compile(r"[;+\n]")
_WITHIN_FUNDS = re.compile(r"( ?(?:,|/|&|\bdan\b) ?)", re.IGNORECASE)


@_once_a_list
def _most_parts(known: Vocabulary) -> int:
    """Parts of the known name that has most signs and words inside that may part funds, those signs counted."""
    return max((len(_WITHIN_FUNDS.split(spelling)) for spelling in known.spellings), default=1)


def _parted(piece: str) -> list[str]:
    """A piece as the funds it names: from left to right, the longest run that is a known name is one fund."""
    parts = _WITHIN_FUNDS.split(piece)
    found: list[str] = []
    start, most = 0, _most_parts(funds()) if len(parts) > 1 else 1
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
