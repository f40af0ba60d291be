"""Free text of two columns side by side in lines: parted where a line ended although the next word had still fitted.

Nothing but cues tells the border: how far the lines of a column reach, where sentences end, which words begin large. What is
parted so is a guess, and said to be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from workbook_templates.recognition.table.joined_rows import begins_small, is_open
from workbook_templates.recognition.text.runs import Piece

_NARROW, _MIDDLE, _LARGE, _WIDE = 0.28, 0.55, 0.68, 0.86
"""Widths of letters in ems, as common fonts without serifs have them: i, n, capitals, m."""
_SLACK = 0.97
"""Share of a column's widest line up to which a line surely had room."""
_ENDS = (".", ";")
_FITTED, _ENDED, _CLOSED, _LARGE_START, _AMID = -3.0, 3.0, 3.0, 1.5, 3.0
"""What a line speaks for: that it went on though there was room; that a cell ended where there was, closes a sentence, begins
large, goes on amid a sentence."""

Runs = Sequence[tuple[int, int]]
"""Runs of lines (first, behind the last), apart where a page ends."""
Cells = tuple[tuple[tuple[int, int], ...], ...]


class _Widths(dict[str, float]):
    """Widths of letters; one not seen yet is told by its look."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _LARGE if letter.isupper() else _MIDDLE
        return self[letter]


_WIDTHS = _Widths(dict.fromkeys("ijltfrI.,;:'|!()[]- /", _NARROW) | dict.fromkeys("mwMW%", _WIDE))


@lru_cache(maxsize=16384)
def width(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(map(_WIDTHS.__getitem__, text))


ends_open = lru_cache(maxsize=8192)(is_open)


def widths_of(rows: Sequence[Sequence[Sequence[str]]]) -> tuple[float, ...]:
    """How far the lines of each column reach in rows whose cells are known."""
    return tuple(
        max((width(line) for row in column for line in row), default=0.0) for column in zip(*rows, strict=True)
    )


def free_cells(
    pieces: Sequence[Piece], parts: Runs, columns: int, widths: Sequence[float] = ()
) -> list[tuple[float, Cells]]:
    """The two best divisions of runs of lines into one or two columns, with what speaks for them.

    ``widths`` are those of the columns as far as other rows show them.
    """
    if columns == 1:
        return [(0.0, (tuple(parts),))]
    if len(parts) > 2:
        return []
    ways = sorted(_divisions(pieces, parts, widths or (0.0, 0.0)), key=lambda way: -way[0])
    return ways[:2]


def _divisions(pieces: Sequence[Piece], parts: Runs, widths: Sequence[float]) -> Iterator[tuple[float, Cells]]:
    """Every division of one run, or of two that the end of a page parts, that is worth weighing."""
    (a, b), (c, d) = parts[0], parts[1] if len(parts) > 1 else (0, 0)
    above, below = (_run(tuple([piece.text for piece in part])) for part in (pieces[a:b], pieces[c:d]))
    ends = [end for end in range(d - c + 1) if end in (0, d - c) or below.may_end(end - 1)]
    for start in range(1, b - a):
        if begins_small(above.texts[start]) or (not below.texts and above.is_open[start - 1]):
            continue
        for end in ends:
            weight = _weight(above, below, start, end, widths)
            halves = ((a, a + start), (c, c + end)), ((a + start, b), (c + end, d))
            yield weight, tuple(tuple(run for run in half if run[0] < run[1]) for half in halves)


class _Run:
    """Lines of one run, and how far those before and behind each border reach.

    ``joints`` say how far each line would have reached with the first word of the next, ``is_open`` which end amid a sentence.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        widths = [width(text) for text in self.texts]
        self.before = list(accumulate(widths, max, initial=0.0))
        self.behind = list(accumulate(reversed(widths), max, initial=0.0))[::-1]
        self.joints = [_reach(a, b) for a, b in pairwise(self.texts)]
        self.is_open = [ends_open(text) for text in self.texts]

    def may_end(self, at: int) -> bool:
        """Whether a cell may end with a line: it closes a sentence, or had room for the next word."""
        closed = self.texts[at].endswith(_ENDS) or self.joints[at] <= self.behind[0]
        return closed and not self.is_open[at]


@lru_cache(maxsize=1024)
def _run(texts: tuple[str, ...]) -> _Run:
    return _Run(texts)


def _weight(above: _Run, below: _Run, start: int, end: int, widths: Sequence[float]) -> float:
    """What speaks for a border in each of two runs: lines that reach as far as they can, and how the cells end and begin."""
    room = [
        max(widths[0], above.before[start], below.before[end]) * _SLACK,
        max(widths[1], above.behind[start], below.behind[end]) * _SLACK,
    ]
    last = above.texts[start - 1]
    fitted = sum([x <= room[0] for x in above.joints[: start - 1]]) + sum([x <= room[1] for x in above.joints[start:]])
    if end:
        fitted += (_reach(last, below.texts[0]) <= room[0]) + sum([x <= room[0] for x in below.joints[: end - 1]])
        last = below.texts[end - 1]
        weight = 0.0
    else:
        weight = _ENDED * (above.joints[start - 1] <= room[0])
        weight += _LARGE_START * above.texts[start][0].isupper()
    if end < len(below.texts):
        fitted += (_reach(above.texts[-1], below.texts[end]) <= room[1]) + sum(
            [x <= room[1] for x in below.joints[end:]]
        )
        if not above.texts[-1].endswith(_ENDS):
            # A sentence that the page broke goes on small.
            weight += _AMID if begins_small(below.texts[end]) else -_AMID
    return weight + _FITTED * fitted + _CLOSED * last.endswith(_ENDS)


def _reach(line: str, following: str) -> float:
    """How far a line would have reached with the first word of the following one."""
    return width(line) + _NARROW + width(following.partition(" ")[0])
