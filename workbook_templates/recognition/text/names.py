"""Names that a document shows where nothing is doubtful: they part the words of columns that stand side by side.

A name belongs to the columns of one role: `tujuan`, `sasaran`, `indikator`. Two spellings are one name where their letters
and figures are the same; the number that opens a name in a list is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from rules.model.document import DATA, Table
from rules.schema.layout import Layout, layouts
from rules.values.terms import terms

NAMED = ("tujuan", "sasaran", "indikator")
"""Roles of columns that hold names; what other columns say is free text."""
_ROLE: dict[str, str] = {"iku": "indikator"}
_LETTERS = re.compile(r"[^\W_]+")
_LISTED = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|-)\s*")
_SHORTEST = 6
_GOAL = re.compile(r"(?:Me|Ter|Ber)[^\W\d_]{4,}|Optimal\w*", re.IGNORECASE)
_OPENS = ("persentase", "tanpa_satuan", "cacah")
_MORE_OPENINGS = ("tingkat", "angka", "laju", "rata-rata", "cakupan", "capaian", "proporsi", "kontribusi")


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """The letters and figures of a name, without the number that opens it in a list.

    >>> name_key("2. Nilai SAKIP  Dinas") == name_key("Nilai SAKIP DINAS")
    True
    """
    return letters(_unlisted(text))


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """The letters and figures of a text, in small."""
    return "".join(_LETTERS.findall(text)).casefold()


def _unlisted(text: str) -> str:
    """A text without the number that opens it in a list."""
    listed = _LISTED.match(text)
    return text[listed.end() :] if listed else text


def role_of(layout: Layout, number: str) -> str:
    """The role under which the names of a column are known; empty for a column of other words."""
    own = layout.columns[number].role
    if own == "indikator" and layout.by_role("iku"):
        # An indicator of a program stands beside no goal.
        return ""
    role: str = _ROLE.get(own, own)
    return role if role in NAMED else ""


@lru_cache(maxsize=1)
def _openings() -> re.Pattern[str]:
    words = [*(word for kind in _OPENS for word in terms(kind)), *_MORE_OPENINGS]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def opens_indicator(text: str) -> bool:
    """Whether a text begins with a word that indicators begin with."""
    return bool(_openings().match(_unlisted(text)))


def opens_goal(text: str) -> bool:
    """Whether a text begins as goals do, with a verb: `Meningkatnya`, `Terwujudnya`."""
    return bool(_GOAL.match(_unlisted(text)))


class Names:
    """The names of a document by role, as they were spelled first."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str]] = {role: {} for role in NAMED}
        self._of_goals: set[str] = set()
        self.longest = 0

    def learn(self, layout: Layout, columns: Mapping[str, Iterable[Any]]) -> None:
        """Learn the names of a table's columns."""
        beside_goals = layout.by_role("sasaran") is not None
        for number, values in columns.items():
            role = role_of(layout, number)
            for value in values if role else ():
                key = name_key(value) if isinstance(value, str) else ""
                # What is shorter parts nothing.
                if len(key) >= _SHORTEST:
                    self._known[role].setdefault(key, value)
                    self.longest = max(self.longest, len(key))
                    self._of_goals |= {key} if beside_goals else set()

    def knows(self, role: str, key: str) -> bool:
        """Whether a name is known, by its key."""
        return key in self._known[role]

    def any_of(self, role: str) -> bool:
        """Whether any name of a role is known."""
        return bool(self._known[role])

    def within(self, role: str, words: Sequence[str]) -> tuple[int, int] | None:
        """The longest run of words (first, behind the last) that is a name; None where there is none."""
        return max(self.all_within(role, words), key=lambda x: x[1] - x[0], default=None)

    def all_within(self, role: str, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The runs of lines or words (first, behind the last) that are names."""
        known = self._known[role]
        if not known:
            return
        keys = [letters(line) for line in lines]
        for first, line in enumerate(lines):
            said = name_key(line)
            for last in range(first + 1, len(keys) + 1):
                if said in known:
                    yield first, last
                if len(said) > self.longest or last == len(keys):
                    break
                said += keys[last]

    def alike(self, words: Iterable[str]) -> list[str]:
        """The indicators of the document's own goals that say all of some words; of others where no goals are known."""
        wanted = {word.casefold() for word in words}
        known = self._known["indikator"]
        own = self._of_goals.intersection(known) or known
        return [known[key] for key in known if key in own and wanted <= {*_words(known[key])}]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def names_of(tables: Iterable[Table]) -> Names:
    """The names in tables that stand in cells."""
    found = Names()
    for table in tables:
        rows = [at for at, kind in enumerate(table.kinds) if kind == DATA]
        found.learn(layouts()[table.layout], {n: [values[at] for at in rows] for n, values in table.columns.items()})
    return found
