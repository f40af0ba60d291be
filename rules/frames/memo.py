"""What is worked out once for a view: the function that does it names the result and gives its type."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, TypeVarTuple


class Remembering(Protocol):
    """What keeps the results of :func:`once`: they live as long as it does."""

    known: dict[tuple[Any, ...], Any]


_Kept = TypeVar("_Kept", bound=Remembering)
_Further = TypeVarTuple("_Further")
_Result = TypeVar("_Result")


def once(work: Callable[[_Kept, *_Further], _Result]) -> Callable[[_Kept, *_Further], _Result]:
    """A function of a view, and perhaps of a column or another view, that works only when first asked.

    Further arguments are hashable and given by position. A result is shared by all who ask: none may change it.
    """

    @wraps(work)
    def known(view: _Kept, *further: *_Further) -> _Result:
        key = (work, *further)
        if key not in view.known:
            view.known[key] = work(view, *further)
        found: _Result = view.known[key]
        return found

    return known
