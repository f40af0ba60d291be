"""Heads of tables that were pasted as lines of text, a line to a cell: found by the words of their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rules.model.document import Heading
from rules.schema.layout import Layout, layouts
from rules.values.text import plain_heading
from workbook_templates.recognition.table.text_below import names_source
from workbook_templates.recognition.text.lines import TextLine

_LONGEST_HEAD = 24
_LIKE, _WORD_LIKE = 80.0, 80.0
_ROUNDED = 1e-6
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
_WORD = re.compile(r"[^\W_]+|%")
_YEARS = frozenset(f"20{x:02}" for x in range(100))
_LABELS = _YEARS | {"n", "thn", *(f"n{x}" for x in range(10))}
"""Words that headings are compared without, or with another in their place; other words of plain letters stay as they are."""


@dataclass(frozen=True, slots=True)
class TextHead:
    """The head of a table in lines.

    Its layout, its lines (``first`` to ``last``, as indices), how much it resembles the official one (0 to 100), and the
    headings that it says.
    """

    layout: Layout
    first: int
    last: int
    score: float
    headings: dict[str, Heading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Official:
    """An official head: the words of the headings it always prints, sorted as one text.

    ``most_foreign`` are the letters that a head may have in words it does not know.
    """

    layout: Layout
    text: str
    words: frozenset[str]
    most_foreign: float


@lru_cache(maxsize=64)
def _official(layout_id: str) -> tuple[_Official, ...]:
    """The official head, the shortest that others print in its place, and that with the columns of theirs."""
    layout = layouts()[layout_id]
    printed = [column for column in layout.official.values() if not column.optional]
    groups = dict.fromkeys(column.group for column in printed if column.group)
    shortest = [min([x.heading, *x.also], key=len) for x in printed if x.due or x.role == "no"]
    theirs = [max([x.heading, *x.also[:1]], key=len) for x in printed if x.variant]
    found = {}
    for headings in ([x.heading for x in printed if not x.variant], shortest, [*shortest, *theirs]):
        words = sorted(_words(" ".join([*groups, *headings])))
        text = " ".join(words)
        found[text] = _Official(layout, text, frozenset(words), _FOREIGN * len(text))
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text as those of headings are compared."""
    if _is_plain(text):
        words = _WORD.findall(text.casefold())
        labels = _LABELS.intersection(words)
        if not labels:
            return tuple(words)
        if labels <= _YEARS and "_" not in text:
            return tuple([word for word in words if word not in labels])
    return tuple(_WORD.findall(plain_heading(text)))


def _is_plain(text: str) -> bool:
    """Whether a text is compared by its own words, where none of them is a label of years."""
    return text.isascii() and "{" not in text


def heading_words(text: str) -> list[str]:
    """The words of a heading as they are compared."""
    return list(_words(text))


def words_said(words: Sequence[str], said: str) -> list[str]:
    """Those of some words that a text says, whole, broken over lines, or with a letter other."""
    return [word for word in words if (_words(word) or word in said) and all(_is_said(x, said) for x in _words(word))]


@lru_cache(maxsize=16)
def _openings(layout_ids: tuple[str, ...]) -> dict[str, list[_Official]]:
    """The heads that may begin with a word: the first one of any heading."""
    found: dict[str, list[_Official]] = {}
    for official in (form for layout_id in layout_ids for form in _official(layout_id)):
        columns = official.layout.official.values()
        texts = [text for column in columns for text in (column.heading, column.group) if text]
        for word in dict.fromkeys(word for text in texts for word in _words(text)[:1]):
            found.setdefault(word, []).append(official)
    return found


def text_heads(lines: Sequence[TextLine], candidates: Sequence[Layout], letter: str) -> list[TextHead]:
    """The heads in a sheet's lines, from the top: runs of lines whose words are those of an official head."""
    heads: list[TextHead] = []
    openings = _openings(tuple(layout.id for layout in candidates))
    opening = _LABELS.union(openings)
    at = 0
    while at < len(lines):
        text = lines[at].text
        begun = _WORD.search(text)
        if begun and begun[0].casefold() not in opening and _is_plain(text):
            # Most lines: told without their other words.
            at += 1
            continue
        words = _words(text)
        opened = openings.get(words[0], ()) if words else ()
        possible = [x for x in opened if len(x.words.intersection(words)) >= _OWN * len(words)]
        head = _best(lines, at, possible, letter) if possible else None
        if head is None:
            at += 1
            continue
        heads.append(head)
        at = head.last + 1
    return heads


def _best(lines: Sequence[TextLine], first: int, possible: list[_Official], letter: str) -> TextHead | None:
    """The head that begins with a line: that of a layout whose words the lines down to one of the next resemble most."""
    from rapidfuzz import fuzz

    best: _Official | None = None
    last, score, letters = first, _LIKE, 0
    longer = _longer(score)
    words: list[str] = []
    for at in range(first, min(first + _LONGEST_HEAD, len(lines))):
        text = lines[at].text
        if names_source(text) or _FIRST_ROW.match(text) or text.endswith(":"):
            break
        words += _words(text)
        words.sort()
        said = " ".join(words)
        length = len(said)
        left = []
        for each in possible:
            if best and length * longer < len(each.text):
                left.append(each)
                continue
            if length > longer * len(each.text):
                continue
            foreign = 0
            if not each.words.issuperset(words):
                foreign = sum([len(word) for word in words if word not in each.words])
                if foreign > each.most_foreign:
                    continue
            left.append(each)
            found = fuzz.ratio(said, each.text, score_cutoff=score)
            if not found and not best and not foreign:
                found = _LIKE
            if found > score or (found == score and (best is None or each is best)):
                best, last, score, letters = each, at, found, length
                longer = _longer(score)
        possible = left
        if not possible:
            break
    if best is None or letters < _SHORTEST * len(best.text):
        return None
    headings = _headings(best, lines[first : last + 1], letter)
    due = [*best.layout.due, *(number for number in headings if best.layout.columns[number].role == "no")]
    if len(headings.keys() & due) < _SHARE * len(due):
        return None
    return TextHead(best.layout, first, last, score, headings)


def _longer(score: float) -> float:
    """How many times as long as the other one of two texts can be that resemble each other so much (0 to 100)."""
    return 200 / score - 1 + _ROUNDED


def _headings(official: _Official, lines: Sequence[TextLine], letter: str) -> dict[str, Heading]:
    """The headings whose words a head says, each with the years it prints; all in the cell of the head's first line."""
    said = " ".join(line.text for line in lines)
    years = tuple(sorted(set(_YEAR.findall(said))))
    cell = f"{letter}{lines[0].at + 1}"
    found: dict[str, Heading] = {}
    whole = frozenset(_words(said))
    for number, own in _heading_words(official.layout.id, years):
        there = [word for word, parts in own if (parts and whole.issuperset(parts)) or words_said([word], said)]
        if len(there) >= _SHARE * len(own):
            found.setdefault(number, Heading(" ".join(there), False, cell))
    return found


@lru_cache(maxsize=256)
def _heading_words(layout_id: str, years: tuple[str, ...]) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """The words of the headings that tell a column, its own before others, as a head with these years prints them.

    Each word comes with what is compared of it.
    """
    official, found = _official(layout_id)[0], list[tuple[str, list[tuple[str, tuple[str, ...]]]]]()
    for number, column in official.layout.official.items():
        for heading in (column.heading, *column.also):
            text = _with_years(heading, years)
            if text and not (column.optional and official.words.issuperset(_words(heading))):
                found.append((number, [(word, _words(word)) for word in re.split(r"[\s/]+", text)]))
    return found


@lru_cache(maxsize=8192)
def _is_said(word: str, said: str) -> bool:
    """Whether a text says a word, whole, broken over lines, or with a letter other."""
    words = _words(said)
    if word in words or (len(word) > 2 and word in "".join(words)):
        return True
    from rapidfuzz import fuzz, process

    return bool(process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_WORD_LIKE))


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
