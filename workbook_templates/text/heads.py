"""Heads of tables that were pasted as lines of text, a line to a cell: found by the words of their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rules.document import Heading
from rules.headings import plain_heading
from rules.layout import Layout, layouts
from workbook_templates.text.lines import TextLine, is_source

_LONGEST_HEAD = 24
_LIKE, _WORD_LIKE = 80.0, 80.0
_LONGER = 1.5
"""By how much a head's words may be longer than those of the official one to be worth comparing."""
_FOREIGN = 0.5
"""Share of a head's letters that may belong to words the official one does not have: broken ones, years, slips."""
_SHORTEST = 0.35
"""Share of the official head's letters that a head must have."""
_OWN = 0.5
"""Share of the words of a head's first line that must be words of its headings."""
_SHARE = 0.7
"""Share of the headings that must be found, and of the words of one."""
_FIRST_ROW = re.compile(r"1[.)]?(?:\s+(?!2\b)|$)")
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class TextHead:
    """The head of a table in lines.

    Its layout, its lines (``first`` to ``last``, as indices), how much it resembles the official one (0 to 100), how many
    letters it has, and the headings that it says.
    """

    layout: Layout
    first: int
    last: int
    score: float
    letters: int = 0
    headings: dict[str, Heading] = field(default_factory=dict)


@lru_cache(maxsize=64)
def _expected(layout_id: str) -> str:
    """The words of a layout's headings, each group once."""
    due = [column for column in layouts()[layout_id].official.values() if not column.optional]
    groups = dict.fromkeys(column.group for column in due if column.group)
    return _bag(" ".join([*groups, *(column.heading for column in due)]))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+|%", plain_heading(text)))


@lru_cache(maxsize=64)
def _expected_words(layout_id: str) -> frozenset[str]:
    return frozenset(_expected(layout_id).split())


def heading_words(text: str) -> list[str]:
    """The words of a heading as they are compared."""
    return list(_words(text))


def words_said(words: Sequence[str], said: str) -> list[str]:
    """Those of some words that a text says, whole, broken over lines, or with a letter other."""
    return [word for word in words if _is_said(word, said)]


def _bag(text: str) -> str:
    return " ".join(sorted(_words(text)))


@lru_cache(maxsize=16)
def _openings(layout_ids: tuple[str, ...]) -> dict[str, list[str]]:
    """The layouts whose head may begin with a word: the first one of any heading."""
    found: dict[str, list[str]] = {}
    for layout_id in layout_ids:
        columns = layouts()[layout_id].official.values()
        texts = [text for column in columns for text in (column.heading, column.group) if text]
        for word in dict.fromkeys(word for text in texts for word in _words(text)[:1]):
            found.setdefault(word, []).append(layout_id)
    return found


def text_heads(lines: Sequence[TextLine], candidates: Sequence[Layout], letter: str) -> list[TextHead]:
    """The heads in a sheet's lines, from the top: runs of lines whose words are those of an official head."""
    heads: list[TextHead] = []
    openings = _openings(tuple(layout.id for layout in candidates))
    by_id = {layout.id: layout for layout in candidates}
    at = 0
    while at < len(lines):
        words = _words(lines[at].text)
        opened = openings.get(words[0], ()) if words else ()
        possible = [by_id[x] for x in opened if len(_expected_words(x).intersection(words)) >= _OWN * len(words)]
        head = _best(lines, at, possible, letter) if possible else None
        if head is None:
            at += 1
            continue
        heads.append(head)
        at = head.last + 1
    return heads


@dataclass(slots=True)
class _Wanted:
    """An official head that words may become: its words, and how many letters they and foreign ones may have.

    ``foreign`` are the letters of words said so far that it does not have.
    """

    layout: Layout
    text: str
    words: frozenset[str]
    most: float
    most_foreign: float
    foreign: int = 0


def _wanted(layout: Layout) -> _Wanted:
    text = _expected(layout.id)
    return _Wanted(layout, text, _expected_words(layout.id), len(text) * _LONGER, len(text) * _FOREIGN)


def _best(lines: Sequence[TextLine], first: int, possible: Sequence[Layout], letter: str) -> TextHead | None:
    from rapidfuzz import fuzz

    best: TextHead | None = None
    words: list[str] = []
    wanted = [_wanted(layout) for layout in possible]
    for last in range(first, min(first + _LONGEST_HEAD, len(lines))):
        text = lines[last].text
        if is_source(text) or _FIRST_ROW.match(text):
            break
        more = _words(text)
        words += more
        said = " ".join(sorted(words))
        length = len(said)
        for each in wanted:
            for word in more:
                if word not in each.words:
                    each.foreign += len(word)
        wanted = [x for x in wanted if x.foreign <= x.most_foreign and length <= x.most]
        if not wanted:
            break
        for each in wanted:
            score = 0.0
            if length * _LONGER >= len(each.text):
                score = fuzz.ratio(said, each.text, score_cutoff=best.score if best else _LIKE)
            if not score and not best and not each.foreign:
                score = _LIKE
            again = best is not None and each.layout is best.layout and score == best.score
            if score >= _LIKE and (best is None or score > best.score or again):
                best = TextHead(each.layout, first, last, score, length)
    if best is None or best.letters < _SHORTEST * len(_expected(best.layout.id)):
        return None
    due = [number for number, column in best.layout.official.items() if not column.optional]
    found = _headings(best, lines, letter)
    return replace(best, headings=found) if sum(number in found for number in due) >= _SHARE * len(due) else None


def _headings(head: TextHead, lines: Sequence[TextLine], letter: str) -> dict[str, Heading]:
    """The headings whose words the head says, each with the years it prints; all in the cell of the head's first line."""
    said = " ".join(line.text for line in lines[head.first : head.last + 1])
    years, due = sorted(set(_YEAR.findall(said))), _expected_words(head.layout.id)
    cell = f"{letter}{lines[head.first].at + 1}"
    found = {}
    for number, column in head.layout.official.items():
        text = _with_years(column.heading, years)
        own = re.split(r"[\s/]+", text) if text else []
        there = [word for word in own if _is_said(word, said)]
        if own and len(there) >= _SHARE * len(own) and not (column.optional and due.issuperset(_words(column.heading))):
            found[number] = Heading(" ".join(there), False, cell)
    return found


def _is_said(word: str, said: str) -> bool:
    """Whether the words of a heading are said in a head, whole, broken over lines, or with a letter other."""
    from rapidfuzz import fuzz, process

    wanted, words = _words(word), _words(said)
    glued = "".join(words)
    return all(
        x in words
        or (len(x) > 2 and x in glued)
        or bool(process.extractOne(x, words, scorer=fuzz.ratio, score_cutoff=_WORD_LIKE))
        for x in wanted
    ) and (bool(wanted) or word in said)


def _with_years(heading: str, years: Sequence[str]) -> str:
    """A heading with its year labels as printed: the latest year stands for n, the one before for n-1, the first for r."""
    label = re.fullmatch(r"\{r(?:\+(\d))?\}", heading)
    if label:
        year = str(int(years[0]) + int(label[1] or 0)) if years else ""
        return year if year in years else ""
    for name, back in (("{n}", 1), ("{n-1}", 2)):
        if name in heading:
            heading = heading.replace(name, years[-back] if len(years) >= back else "")
    return heading
