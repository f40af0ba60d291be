"""How much printed headings resemble those of official columns, worked out for many of both at once.

A head of fifteen columns is held against a dozen forms in several readings, so pairs of headings are counted in tens of thousands.
Here each distinct column of all forms in question is held once against each distinct chain of headings of a sheet, as arrays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from rules.values.likeness import PlainHeadings
from rules.values.text import fold, plain_heading
from workbook_templates.recognition.heads.heading_times import offset_or_nan, says_period, says_quarter
from workbook_templates.recognition.heads.printed_chains import PrintedChains, Said, printed_chains

Numbers = NDArray[np.float64]

_YEAR, _OTHER_YEAR = 8.0, -15.0
"""What is added where a heading speaks of the year of a column, and where it speaks of another one."""
_QUARTER = 0.5
"""What is left where a heading speaks of a quarter and the form knows none."""
_PERIOD = 0.5
"""What is left where a heading speaks of the period of a Renstra and the form knows none."""
_WITHOUT_GROUP = 0.93
"""What is left of the likeness of a heading when another one, or none, stands over it than in the official form."""
_MOST_KNOWN = 4096
"""Chains of headings that are remembered with a layout."""
_OWN, _OVER = 0.8, 0.2
"""Shares of a heading and of the words over several columns in the likeness of both."""
_SHORT = 2
"""Letters of a heading that says nothing without what stands above it (`K`, `Rp`)."""
_RATE = "%"
_SIGNED, _UNSIGNED = 90.0, 25.0
"""Likeness of a rate headed with its sign alone, under a year and elsewhere."""
_TOKEN = re.compile(r"\w+|%")
_ROMAN = re.compile(r"[IV]{1,3}")


class Wordings:
    """What the columns of a layout are called, held against printed headings; ``year`` is the plan year if known.

    What is said over a column is held against them once, also where many workbooks say it.
    """

    def __init__(self, layout_id: str, year: int | None) -> None:
        place = layouts()[layout_id].place
        self._official, self._year = _official(place)[layout_id], year
        self._alike = _alike(place)
        self._nothing = np.zeros(len(self._official.years))
        self._known: dict[Said, Numbers] = {(): self._nothing}

    def likenesses(self, said: Sequence[Said]) -> Numbers:
        """How much some chains of headings resemble each column, 0 to 100: a row for each chain."""
        return np.array([self._known[chain] for chain in said])

    def learn(self, said: Iterable[Said]) -> None:
        """Hold further chains of headings against the columns; many at once cost hardly more than one."""
        told = list(said)
        if len(self._known) > _MOST_KNOWN:
            self._known = {chain: self._known[chain] for chain in told if chain in self._known} | {(): self._nothing}
        new = list(dict.fromkeys(chain for chain in told if chain not in self._known))
        if new:
            self._known.update(zip(new, self._weighed(new), strict=True))

    def _weighed(self, said: Sequence[Said]) -> Numbers:
        official = self._official
        heads = _Heads(printed_chains(tuple(said)), official.words, self._alike)
        by_name = np.zeros((len(said), official.total))
        for weigh, at, names in official.parts:
            by_name[:, at] = weigh(heads, names)
        found = np.maximum.reduceat(by_name, official.firsts, axis=1)
        offsets = np.array([offset_or_nan(" ".join(chain), self._year) for chain in said])[:, None]
        told = ~np.isnan(offsets) & ~np.isnan(official.years) & (found > 0)
        of_year = np.where(offsets == official.years, _YEAR, _OTHER_YEAR)
        found = np.where(told, np.minimum(found + of_year, 100.0), found)
        if not official.of_periods:
            periods = np.array([says_period(" ".join(chain)) for chain in said])[:, None]
            found = np.where(periods, found * _PERIOD, found)
        if official.of_quarters:
            return found
        quarters = np.array([any(map(says_quarter, chain)) for chain in said])[:, None]
        return np.where(quarters, found * _QUARTER, found)


@lru_cache(maxsize=1024)
def wordings(layout_id: str, year: int | None) -> Wordings:
    """Those of a layout."""
    return Wordings(layout_id, year)


# ---- what is printed, held against what is official


class _Alike:
    """How much texts resemble official headings; chains of headings share many of them."""

    def __init__(self, official: PlainHeadings) -> None:
        self._official = official
        self._known: dict[str, Numbers] = {}

    def likenesses(self, texts: Sequence[str]) -> Numbers:
        """A row for each text."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._official.likenesses(new), strict=True))
        return np.array([self._known[text] for text in texts])


class _LikeHeadings:
    """How much texts resemble the headings of forms, headings with the words over several columns, and these words alone."""

    def __init__(self, places: _Places) -> None:
        self.headings, self.grouped, self.groups = (
            _Alike(PlainHeadings(list(x))) for x in (places.headings, places.grouped, places.groups)
        )


@lru_cache(maxsize=1024)
def _alike(place: str) -> _LikeHeadings:
    """Those of all forms that may fill a place in a document."""
    return _LikeHeadings(next(iter(_official(place).values())).distinct)


class _Heads:
    """What is printed, held against the headings and the words over several columns of a form."""

    def __init__(self, printed: PrintedChains, words: Sequence[str], alike: _LikeHeadings) -> None:
        self.printed, self._words, self._alike = printed, words, alike

    @cached_property
    def _of_one(self) -> Numbers:
        return self._alike.headings.likenesses(self.printed.of_one.plain)

    @cached_property
    def _of_both(self) -> Numbers:
        return self._alike.grouped.likenesses(self.printed.of_both.plain)

    @cached_property
    def _of_several(self) -> Numbers:
        return self._alike.groups.likenesses(self.printed.of_several.plain)

    def heading(self, texts: NDArray[np.intp], names: _Names) -> Numbers:
        """How much some texts resemble some official headings."""
        return self._of_one[texts, names.heading]

    def grouped(self, texts: NDArray[np.intp], names: _Names) -> Numbers:
        """The same of headings together with the words over several columns."""
        return self._of_both[texts, names.grouped]

    def group(self, texts: NDArray[np.intp], names: _Names) -> Numbers:
        """How much some texts resemble the official words over several columns, which may be nothing but a year."""
        years = np.where(self.printed.names_year[texts], 100.0, 0.0)
        return (
            years
            if names.group_is_year.all()
            else np.where(names.group_is_year, years, self._of_several[texts, names.group])
        )

    def hold(self, texts: Sequence[str], words: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which of some short headings of the form stand among the words of each text."""
        found = [frozenset(_TOKEN.findall(text.casefold())) for text in texts]
        return np.array([[word in said for word in self._words] for said in found], dtype=bool)[:, words]


# ---- what is official


class _FormNames:
    """The names that the columns of a form bear, ready to be held against what is printed."""

    def __init__(self, specs: Sequence[ColumnSpec], distinct: _Places) -> None:
        self.distinct = distinct
        self.of_quarters = any(says_quarter(f"{spec.group} {spec.subgroup}") for spec in specs)
        self.of_periods = any(
            spec.period is not None or any(map(says_period, (spec.group, spec.subgroup, spec.heading, *spec.also)))
            for spec in specs
        )
        self.years = np.array([np.nan if spec.year is None else spec.year for spec in specs])
        names = [_Name(spec, name, distinct) for spec in specs for name in (spec.heading, *spec.also)]
        self.words = list(distinct.words)
        self.firsts = np.cumsum([0, *(1 + len(spec.also) for spec in specs)])[:-1]
        self.total = len(names)
        self.parts = [(weigh, *_columns_of(names, weigh)) for weigh in dict.fromkeys(name.weigh for name in names)]


@lru_cache(maxsize=64)
def _official(place: str) -> dict[str, _FormNames]:
    """The names in each form that may fill a place in a document: such forms have most headings in common."""
    distinct = _Places()
    forms = [layout for layout in layouts().values() if layout.place == place]
    return {layout.id: _FormNames(list(layout.columns.values()), distinct) for layout in forms}


class _Places:
    """Where the headings of forms, the words over several columns, and short headings stand among the distinct ones."""

    def __init__(self) -> None:
        self.headings: dict[str, int] = {}
        self.grouped: dict[str, int] = {}
        self.groups: dict[str, int] = {}
        self.words: dict[str, int] = {}


class _Name:
    """One name that a column bears, and how it is weighed: by its own words, with those above, or by its letters."""

    def __init__(self, spec: ColumnSpec, name: str, places: _Places) -> None:
        group = f"{spec.group} {spec.subgroup}".strip()
        last = group.rsplit(" ", 1)[-1]
        self.weigh = _way(spec, name, group)
        self.heading = _place(places.headings, plain_heading(name)) if self.weigh in _BY_HEADING else 0
        whole = plain_heading(f"{group} {name}".strip())
        self.grouped = _place(places.grouped, whole) if self.weigh is _by_words_under_group else 0
        self.group = _place(places.groups, plain_heading(group))
        self.group_is_year, self.has_group = not plain_heading(group), bool(group)
        self.word, self.length = _place(places.words, fold(name)), len(fold(name))
        self.has_roman = _ROMAN.fullmatch(last) is not None
        self.roman = _place(places.words, last.casefold()) if self.has_roman else 0


def _place(places: dict[str, int], text: str) -> int:
    return places.setdefault(text, len(places))


class _Names:
    """What is known of some names, each as an array over them."""

    def __init__(self, names: Sequence[_Name]) -> None:
        self.heading, self.grouped, self.group = (
            np.array([getattr(name, key) for name in names], dtype=np.intp) for key in ("heading", "grouped", "group")
        )
        self.word, self.roman = (np.array([getattr(x, key) for x in names], dtype=np.intp) for key in ("word", "roman"))
        self.length = np.array([name.length for name in names])
        self.group_is_year, self.has_group, self.has_roman = (
            np.array([getattr(name, key) for name in names], dtype=bool)
            for key in ("group_is_year", "has_group", "has_roman")
        )


_Weigh = Callable[[_Heads, _Names], Numbers]


def _columns_of(names: Sequence[_Name], weigh: _Weigh) -> tuple[NDArray[np.intp], _Names]:
    at = [place for place, name in enumerate(names) if name.weigh is weigh]
    return np.array(at, dtype=np.intp), _Names([names[place] for place in at])


def _way(spec: ColumnSpec, name: str, group: str) -> _Weigh:
    """How a name is held against headings."""
    if not plain_heading(name):
        return _by_year
    if name == _RATE and spec.year is not None and plain_heading(group):
        return _by_sign_under_year
    if len(name) <= _SHORT:
        return _by_letters_under_group if group else _by_letters
    if len(spec.heading) <= _SHORT:
        return _by_other_name
    return _by_words_under_group if group else _by_words


def _by_words(heads: _Heads, names: _Names) -> Numbers:
    return np.maximum(heads.heading(heads.printed.own, names), heads.heading(heads.printed.whole, names))


def _by_words_under_group(heads: _Heads, names: _Names) -> Numbers:
    like = np.maximum(_by_words(heads, names), heads.grouped(heads.printed.flat, names))
    return np.maximum(like * _WITHOUT_GROUP, like * _OWN + heads.group(heads.printed.above, names) * _OVER)


def _by_other_name(heads: _Heads, names: _Names) -> Numbers:
    """Another name for K or Rp says no more than these."""
    like = heads.heading(heads.printed.own, names)
    return like * _OWN + heads.group(heads.printed.above, names) * _OVER


_BY_HEADING = (_by_words, _by_words_under_group, _by_other_name)
"""The ways that compare headings letter by letter."""


def _by_year(heads: _Heads, names: _Names) -> Numbers:
    """A heading that is nothing but a year."""
    with_group = np.where(names.has_group, heads.group(heads.printed.but_year, names), 0.0)
    return np.where(heads.printed.is_year, 100.0, with_group)


def _by_letters(heads: _Heads, names: _Names) -> Numbers:
    """A heading of one or two letters must stand among the words of the printed one."""
    alone = heads.printed.length <= names.length + _SHORT
    return np.where(heads.hold(heads.printed.lowest, names.word), np.where(alone, 100.0, 70.0), 0.0)


def _by_sign_under_year(heads: _Heads, names: _Names) -> Numbers:
    """A rate of a year may be headed with its sign alone, under the year."""
    under_year = heads.printed.names_year[heads.printed.above]
    return np.where(heads.hold(heads.printed.lowest, names.word), np.where(under_year, _SIGNED, _UNSIGNED), 0.0)


def _by_letters_under_group(heads: _Heads, names: _Names) -> Numbers:
    said = heads.hold(heads.printed.last, names.word)
    other_quarter = said & names.has_roman & ~heads.hold(heads.printed.earlier, names.roman)
    found = heads.group(heads.printed.before, names) * 0.75 - np.where(other_quarter, 10.0, 0.0)
    return np.where(said, found + 25.0, np.minimum(found, 50.0))
