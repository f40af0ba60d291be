"""Lists that are kept small until somebody reads them: of twenty thousand verdicts few findings are looked at twice."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

_T = TypeVar("_T")
_QUICKLY = 1
"""How hard the compressor tries: more takes thrice the time for a tenth of the size."""


class Packed(Sequence[_T]):
    """A list as compressed bytes. Every reading unpacks it anew: whoever needs it twice keeps what it was given."""

    __slots__ = ("_bytes", "_length")

    def __init__(self, values: Iterable[_T]) -> None:
        listed = list(values)
        self._length = len(listed)
        self._bytes = zlib.compress(pickle.dumps(listed, pickle.HIGHEST_PROTOCOL), _QUICKLY)

    def _unpacked(self) -> list[_T]:
        found: list[_T] = pickle.loads(zlib.decompress(self._bytes))
        return found

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_T]:
        return iter(self._unpacked()) if self._length else iter(())

    @overload
    def __getitem__(self, at: int) -> _T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_T]: ...
    def __getitem__(self, at: int | slice) -> _T | Sequence[_T]:
        return self._unpacked()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__: Any = None
