"""Lists in sentences that stay short, however many things there are to name."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 10
"""Names that a list gives before it only counts."""


def some_of(names: Iterable[str], between: str = "; ") -> str:
    """Names in one clause: all of them, or the first ten and how many more there are.

    >>> some_of(["a", "b"]), some_of(map(str, range(1, 15)), ", ")
    ('a; b', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, dan 4 lainnya')
    """
    all_names = list(names)
    left = len(all_names) - _MOST
    more = [f"dan {left} lainnya"] if left > 0 else []
    return between.join([*all_names[:_MOST], *more])
