"""Terbilang: an amount in Indonesian words, and words read back as an amount.

Spelling is the writer's own affair: `milyar` and `miliar`, `enambelas`, `puuh`, a word broken over two lines, words
run together, capitals and a closing `rupiah` are no difference. What counts is the amount the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from rules.record import record

_DIGITS = dict(
    zip(["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"], range(10), strict=True)
)
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
_ONES = {"sepuluh": 10, "sebelas": 11}
_PLACES = ("belas", "puluh", "ratus")
_ENDS = ("rupiah", "sen")
_ALIASES = {
    "kosong": "nol", "milyar": "miliar", "milliar": "miliar", "miliyar": "miliar", "milyard": "miliar",
    "trilyun": "triliun", "triliyun": "triliun", "trilliun": "triliun",
}  # fmt: skip
_SPOKEN = {f"se{unit}": ("satu", unit) for unit in ("ratus", "ribu", "juta", "miliar")}
_KNOWN = (*_DIGITS, *_SCALES, *_ONES, *_PLACES, *_ENDS, *_SPOKEN, "koma")
_LONGEST = 250
_WORD = re.compile(r"[^\W\d_]+(?:-\s*[^\W\d_]+)*|\d+")
LIMIT = 10**15
"""Amounts from here on have no words a planner would write."""


@record
class Word:
    """One word of an amount: as written, and the word it stands for (empty where it stands for none)."""

    written: str
    meant: str


@record
class Fault:
    """Where words and amount part: place of the word (from 1), as written, and the words due there."""

    place: int
    written: str
    due: str


def words_of(amount: Decimal | int) -> str:
    """An amount in words, without its currency.

    >>> words_of(11763810488)[:47], words_of(Decimal("12.5"))
    ('sebelas miliar tujuh ratus enam puluh tiga juta', 'dua belas koma lima')
    """
    from num2words import num2words

    exact = Decimal(amount)
    whole, _, fraction = format(abs(exact), "f").partition(".")
    said = str(num2words(int(whole), lang="id"))
    digits = fraction.rstrip("0")
    if digits:
        said += " koma " + " ".join(list(_DIGITS)[int(digit)] for digit in digits)
    return f"minus {said}" if exact < 0 else said


# ---- reading words


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """The known word a spelling stands for: itself, an alias, or the only one a slip of the pen away."""
    if word in _ALIASES or word in _KNOWN:
        return _ALIASES.get(word, word)
    if len(word) < 4:
        return ""
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= 8 else 1
    near = {
        _ALIASES.get(known, known)
        for known in (*_KNOWN, *_ALIASES)
        if len(known) > 3 and OSA.distance(word, known) <= allowed
    }
    return near.pop() if len(near) == 1 else ""


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...] | None:
    """A word as known ones run together (`enambelas`), the fewest slips first; None where it is no such thing."""
    whole = _meant(word)
    if whole:
        return (whole,)
    if len(word) > _LONGEST:
        return None
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ()), *[None] * len(word)]
    for end in range(3, len(word) + 1):
        for start in range(max(0, end - 11), end - 2):
            before, piece = best[start], word[start:end]
            meant = _meant(piece) if before is not None else ""
            if before is None or not meant:
                continue
            slips = before[0] + (piece not in _KNOWN and piece not in _ALIASES)
            found = best[end]
            if found is None or (slips, len(before[1]) + 1) < (found[0], len(found[1])):
                best[end] = (slips, (*before[1], meant))
    last = best[-1]
    return last[1] if last and last[0] <= 1 else None


def read_words(text: str) -> list[Word]:
    """The words of a text that may say an amount, one for each number word they stand for."""
    found: list[Word] = []
    body = re.sub(r"\bse\s+(?=ratus|ribu|puluh|belas|juta)", "se", text.replace("\u00ad", "").casefold())
    for match in _WORD.finditer(body):
        written = match[0]
        joined = re.sub(r"-\s*", "", written)
        parts = None if joined.isdigit() else _parts(joined)
        pieces = [(written, parts)] if parts else [(piece, _parts(piece)) for piece in re.split(r"-\s*", written)]
        for piece, said in pieces:
            found += [Word(piece, part) for part in said or ("",)]
    return found


def is_terbilang(text: str) -> bool:
    """Whether a text in brackets after a number says a number in words.

    >>> is_terbilang("empat belas"), is_terbilang("UMKM"), is_terbilang("86.06%"), is_terbilang("juta rupiah")
    (True, False, False, False)
    """
    words = read_words(text)
    known = [word for word in words if word.meant]
    says = any(word.meant in _DIGITS or word.meant in _ONES or word.meant in _SPOKEN for word in known)
    return bool(words) and says and bool(words[0].meant) and 2 * len(known) >= len(words)


class _WordReader:
    """Reads spoken words by the grammar of Indonesian numbers; stops at the first one that does not fit."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words, self.at = words, 0

    def _next(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def _take(self, *allowed: str) -> bool:
        if self._next() in allowed and self._next():
            self.at += 1
            return True
        return False

    def _digit(self) -> int | None:
        value = _DIGITS.get(self._next())
        self.at += value is not None
        return value

    def _below_thousand(self) -> int | None:
        """`[satuan ratus] [satuan puluh | satuan belas | sepuluh | sebelas] [satuan]`."""
        total, ceiling, start = 0, 1000, self.at
        while True:
            place = self.at
            if self._next() in _ONES:
                value, size = _ONES[self._next()], 100
                self.at += 1
                ends = True
            else:
                digit = self._digit()
                if digit is None:
                    break
                value, size, ends = digit, 10, True
                if self._take("ratus"):
                    value, size, ends = digit * 100, 1000, False
                elif self._take("puluh"):
                    value, size, ends = digit * 10, 100, False
                elif self._take("belas"):
                    value, size = digit + 10, 100
            if size > ceiling or (value == 0 and total):
                self.at = place
                break
            total, ceiling = total + value, size // 10
            if ends:
                break
        return total if self.at > start else None

    def number(self) -> Decimal | None:
        """The whole amount, or None with :attr:`at` at the word that does not fit."""
        total, ceiling, read = Decimal(0), LIMIT, False
        while self._next() and self._next() not in _ENDS:
            group = self._below_thousand()
            if group is None:
                return None
            value, read = Decimal(group), True
            if self._take("koma"):
                value += self._fraction()
            place = self.at
            scale = _SCALES.get(self._next(), 1)
            self.at += scale > 1
            if scale >= ceiling:
                self.at = place
                return None
            total, ceiling = total + value * scale, scale
            if scale == 1:
                break
        self._take("rupiah")
        rest = self._below_thousand() if self._next() else None
        if rest is not None:
            if not self._take("sen"):
                return None
            total += Decimal(rest) / 100
        return total if read and self.at == len(self.words) else None

    def _fraction(self) -> Decimal:
        digits = ""
        while (digit := self._digit()) is not None:
            digits += str(digit)
        return Decimal(f"0.{digits}") if digits else Decimal(0)


def _spoken(words: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """The words as the grammar has them (`seratus` is `satu ratus`), each with its place in the text."""
    for place, word in enumerate(words):
        for said in _SPOKEN.get(word.meant, (word.meant,)):
            yield said, place


def _amount_words(words: list[Word], counted: bool) -> list[Word]:
    """The words up to the currency; of a count, without what it counts (`dua belas bulan`)."""
    ends = [place for place, word in enumerate(words) if word.meant in _ENDS]
    if ends:
        return words[: ends[-1] + 1]
    while counted and words and not words[-1].meant:
        words = words[:-1]
    return words


def amount_of(text: str, *, counted: bool = False) -> Decimal | None:
    """The amount that words say, or None; of a count, what is counted may follow.

    >>> amount_of("Tujuh ratus lima puuh dua juta Sembilan ratus enambelas ribu delapan ratus rupiah")
    Decimal('752916800')
    >>> amount_of("Delapan Puluh Sepuluh Ribu") is None, amount_of("dua belas bulan", counted=True)
    (True, Decimal('12'))
    """
    return _WordReader([said for said, _ in _spoken(_amount_words(read_words(text), counted))]).number()


def faults(amount: Decimal | int, text: str) -> list[Fault]:
    """The words that keep a text from saying the amount; empty where only its grammar is at fault.

    >>> faults(810, "Delapan Puluh Sepuluh")
    [Fault(place=2, written='puluh', due='ratus')]
    """
    words = [word for word in read_words(text) if word.meant not in _ENDS]
    spoken = list(_spoken(words))
    due = [said for said, _ in _spoken(read_words(words_of(amount)))]
    found: list[Fault] = []
    matcher = SequenceMatcher(None, [said or "?" for said, _ in spoken], due, autojunk=False)
    for what, start, end, due_start, due_end in matcher.get_opcodes():
        if what == "equal":
            continue
        places = [place for _, place in spoken[start:end]]
        at = places[0] if places else (spoken[start - 1][1] + 1 if start else 0)
        written = " ".join(words[place].written for place in dict.fromkeys(places))
        found.append(Fault(at + 1, written, " ".join(due[due_start:due_end])))
    return found
