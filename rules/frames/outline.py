"""Tables without codes: the level of a row told by its number and its name.

T-C.31 and E.81 list programs, kegiatan and sub kegiatan by name only. A roman number marks a program, an
arabic one a kegiatan; a row without number is told by its name, held against the names the workbook and the
nomenclature give for codes of the program it stands in. What neither tells is guessed from the row above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rules.record import record
from rules.values.codes import BIDANG, KEGIATAN, PROGRAM, SUB, CodeStatus, level_of, read_code
from rules.values.names import level_above_programs, normalise

_ROMAN = re.compile(r"[IVXL]+[.)]?")
_ARABIC = re.compile(r"\d{1,3}[.)]?")
_SAYS_LEVEL = re.compile(r"(?:\d{1,2}\s*[.)]\s*)?(prog(?:ram|\.)|keg(?:iatan|\.)|sub ?keg(?:iatan|\.))\s*[ :]")
_WORDS = {"prog": PROGRAM, "keg": KEGIATAN, "sub": SUB}
_SORTS = tuple(
    map(re.compile, (_ROMAN.pattern, r"[A-Z][.)]?", r"\d{1,3}\.?", r"[a-z]\.?", r"\(?\d{1,3}\)", r"\(?[a-z]\)"))
)
"""The sorts of numbers of an outline, one of which may number each level: I, A, 1, a, 1), a)."""
_CODE_AND_NAME = re.compile(
    r"((?:\d|X)\.(?:\d\d|XX)\.\d\d(?:\.\d\.\d\d(?:\.\d{2,4})?)?)\.?\s+(?:[-–:]\s*)?(\S.*)", re.DOTALL
)
_NUMBER_AND_NAME = re.compile(r"([IVXL]+[.)]|[A-Za-z][.)]|\d{1,2}(?:\.\d{1,2}){0,2}[.)]?)\s+(\S.*)", re.DOTALL)
_NESTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?")


@record
class OutlineEntry:
    """One row as it is typed: its number, a code that stands beside it, and its name; how deep a ``nested`` number goes.

    ``counts`` is whether it has amounts of its own though nothing names it.
    """

    number: str
    code: str
    name: str
    counts: bool = False
    nested: int | None = None


@record
class Standing:
    """Where a row stands: level 0 (urusan) to 4 (sub kegiatan) or -1, its official code, and if it is a guess."""

    level: int
    official: str | None = None
    guessed: bool = False


class CodeNames:
    """Names of codes, to be found by likeness within one program and level: a workbook's own, then those of ``others``."""

    def __init__(self, names: Iterable[tuple[str, str]], threshold: float, others: CodeNames | None = None) -> None:
        self._threshold = threshold
        self._sources = [self, others] if others else [self]
        self._exact: dict[str, list[str]] = {}
        for code, name in names:
            known = self._exact.setdefault(normalise(name), [])
            if code not in known:
                known.append(code)
        # A row without a name stands for none of the codes whose names are not at hand.
        self._exact.pop("", None)
        self._found: dict[tuple[str, str, int | None], str | None] = {}
        self._known: dict[tuple[str, int | None], tuple[list[str], list[str]]] = {}

    def contradicts(self, code: str, name: str) -> bool:
        """Whether a name is that of other codes only."""
        codes = self._exact.get(normalise(name), [])
        return bool(codes) and code not in codes

    def bears(self, code: str, name: str) -> bool:
        """Whether a code exactly bears a name."""
        return any(code in source._exact.get(normalise(name), []) for source in self._sources)

    def level(self, name: str) -> int | None:
        """The level of all codes that exactly bear a name; None where none does, or they stand on several."""
        said = normalise(name)
        levels = {level_of(code) for source in self._sources for code in source._exact.get(said, [])}
        return levels.pop() if len(levels) == 1 else None

    def find(self, name: str, above: str, level: int | None) -> str | None:
        """The code a name stands for, under the code ``above`` (empty for anywhere), or None."""
        key = (name, above, level)
        if key not in self._found:
            self._found[key] = self._search(name, above, level)
        return self._found[key]

    def _search(self, name: str, above: str, level: int | None) -> str | None:
        from rapidfuzz import fuzz, process

        def fits(code: str) -> bool:
            return (not above or code.startswith(f"{above}.")) and level in (None, level_of(code))

        said = normalise(name)
        exact = [code for source in self._sources for code in source._exact.get(said, []) if fits(code)]
        if exact:
            return exact[0]
        known = [source._fitting(above, level, fits) for source in self._sources]
        near = [
            (score, codes[at])
            for names, codes in known
            for _, score, at in process.extract(
                said, names, scorer=fuzz.ratio, score_cutoff=self._threshold, limit=None
            )
        ]
        return max(near, default=(0.0, None))[1]

    def _fitting(self, above: str, level: int | None, fits: Callable[[str], bool]) -> tuple[list[str], list[str]]:
        """Normalised names of one program and level, and the code of each."""
        if (above, level) not in self._known:
            listed = [(name, code) for name, codes in self._exact.items() for code in codes if fits(code)]
            self._known[above, level] = [name for name, _ in listed], [code for _, code in listed]
        return self._known[above, level]


def _level_by_number(number: str) -> int | None:
    if _ROMAN.fullmatch(number):
        return PROGRAM
    return KEGIATAN if _ARABIC.fullmatch(number) else None


def _level_by_word(name: str, every: bool) -> int | None:
    """The level that a name begins with; that of kegiatan only where ``every`` level is said so in the table."""
    above = level_above_programs(name)
    if above is not None:
        return above
    found = _SAYS_LEVEL.match(normalise(name))
    level = next((of for word, of in _WORDS.items() if found[1].startswith(word)), None) if found else None
    return level if every or level == PROGRAM else None


def outline(rows: Sequence[OutlineEntry], names: CodeNames, sub_digits: int) -> list[Standing]:
    """Where each row of a table stands; rows without number, name and amounts stand nowhere (-1)."""
    above: dict[int, str] = {}
    borne: dict[str, str] = {}
    rows = _numbered_by_level([_parted(row) for row in rows])
    if (numbered := _numbered_in_names(rows)) is not None:
        rows = _numbered_by_level(numbered)
    every = any(_level_by_word(row.name, every=True) == SUB for row in rows)
    standings: list[Standing] = []
    last = at_last = -1
    for row in rows:
        if not (row.name or row.number or row.counts):
            standings.append(Standing(-1))
            continue
        standing = _standing(row, names, above, borne, last, sub_digits, every)
        if standing.level == last == BIDANG:
            # An office right below its bidang, or one of its units below it, has what the row above it has.
            standings[at_last] = Standing(-1)
        at_last = len(standings)
        standings.append(standing)
        last = standing.level
        for level in range(last, SUB + 1):
            above.pop(level, None)
        if standing.official:
            above[last] = standing.official
            borne.setdefault(standing.official, row.name)
    return standings


def _parted(row: OutlineEntry) -> OutlineEntry:
    """A row whose name begins with its code, as some forms print both in one cell, with the two apart."""
    found = None if row.code else _CODE_AND_NAME.match(row.name)
    return replace(row, code=found[1], name=found[2]) if found else row


def _numbered_in_names(rows: Sequence[OutlineEntry]) -> list[OutlineEntry] | None:
    """The rows with the numbers that stand before most names (`I. PROGRAM`, `1. Kegiatan`) apart, where no other number tells."""
    found = [_NUMBER_AND_NAME.match(row.name) for row in rows]
    named = sum(bool(row.name) for row in rows)
    if any(row.number or row.code for row in rows) or 2 * sum(map(bool, found)) <= named:
        return None
    return [replace(row, number=x[1], name=x[2]) if x else row for row, x in zip(rows, found, strict=True)]


def _numbered_by_level(rows: Sequence[OutlineEntry]) -> list[OutlineEntry]:
    """The rows with the numbers that tell a level: nested ones as the level they name, running ones not at all.

    Some forms number 1, 1.1, 1.1.1; some just count all their rows, which says nothing of where a row stands.
    """
    numbers = [row.number for row in rows if row.number]
    depths = [number.rstrip(".").count(".") for number in numbers if _NESTED.fullmatch(number)]
    if len(depths) == len(numbers) and max(depths, default=0) in (1, 2) and 0 in depths:
        return [replace(row, nested=row.number.rstrip(".").count(".")) if row.number else row for row in rows]
    by_sort = _depths_by_sort(numbers) if all(row.number for row in rows if row.name) else None
    if by_sort:
        return [replace(row, nested=by_sort[row.number]) if row.number else row for row in rows]
    running = _only_rise([row for row in rows if row.number]) and any(
        _level_by_word(row.name, every=False) is not None for row in rows if row.number
    )
    return [replace(row, number="") for row in rows] if running else list(rows)


def _only_rise(rows: Sequence[OutlineEntry]) -> bool:
    """Whether numbers just count: each is greater than the one above, whatever is left out, or a program begins anew with 1."""
    counted = [int(row.number.rstrip(".)")) for row in rows if _ARABIC.fullmatch(row.number)]
    return len(counted) == len(rows) and all(
        before < after or (after == 1 and _level_by_word(row.name, every=False) is not None)
        for (before, after), row in zip(pairwise(counted), rows[1:], strict=True)
    )


def sorts_of(numbers: Sequence[str]) -> list[int]:
    """The sort of each number of an outline, -1 for none."""
    found = [next((at for at, sort in enumerate(_SORTS) if sort.fullmatch(number)), -1) for number in numbers]
    # I, V and X are letters too: where others are, all of them are letters, unless the numbers begin with I.
    if 0 in found and 1 in found and not _ROMAN.fullmatch(numbers[0]):
        return [1 if sort == 0 else sort for sort in found]
    return found


def _depths_by_sort(numbers: Sequence[str]) -> dict[str, int] | None:
    """The depth of each number where three sorts number three levels (A, 1, a), the first one the highest; else None."""
    sorts = sorts_of(numbers)
    order = list(dict.fromkeys(sorts))
    return (
        {number: order.index(sort) for number, sort in zip(numbers, sorts, strict=True)}
        if len(order) == 3 and -1 not in order
        else None
    )


def _standing(
    row: OutlineEntry,
    names: CodeNames,
    above: dict[int, str],
    borne: dict[str, str],
    last: int,
    sub_digits: int,
    every: bool,
) -> Standing:
    beside, number = read_code(row.code, sub_digits), read_code(row.number, sub_digits)
    if beside.official and beside.status is not CodeStatus.NUMBER:
        return Standing(beside.level, beside.official)
    # A number such as 1.1 is an outline; only a whole code as the decree writes it is taken for one.
    if number.official and number.status is CodeStatus.OK and number.level >= PROGRAM:
        return Standing(number.level, number.official)
    level = PROGRAM + row.nested if row.nested is not None else _level_by_word(row.name, every)
    level = _level_by_number(row.number) if level is None else level
    if level is not None and level <= PROGRAM:
        return Standing(level, names.find(row.name, "", level))
    program, kegiatan = above.get(PROGRAM, ""), above.get(KEGIATAN, "")
    if level is not None:
        return Standing(level, names.find(row.name, program, level))
    if not above and last < PROGRAM and row.name.isupper():
        # A name in capitals above the first program is that of its bidang.
        return Standing(BIDANG)
    # A sub kegiatan of the kegiatan above comes first: a kegiatan and its only sub kegiatan may share a name.
    below = names.find(row.name, kegiatan, SUB) if kegiatan and last >= KEGIATAN else None
    found = below or names.find(row.name, program, None)
    # What is only like the name of a code that another row bears is a name of its own.
    if found and (borne.get(found, row.name) == row.name or names.bears(found, row.name)):
        return Standing(level_of(found), found)
    # Under a program that nothing names, or that is none, its rows are those of another.
    level = names.level(row.name) if row.name else None
    if level is not None:
        return Standing(level, names.find(row.name, "", level))
    return Standing(KEGIATAN if last <= PROGRAM else SUB, None, guessed=True)
