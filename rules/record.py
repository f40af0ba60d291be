"""Values of named fields that nobody writes to, made at a tenth of what `dataclass(frozen=True)` costs.

A frozen dataclass has six functions compiled for it, every time it is loaded: for two hundred of them that took longer than
judging a workbook. Here only the constructor is; that no field is written to is held by the type checker alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_Kind = TypeVar("_Kind", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: _Kind) -> _Kind:
    """A class of records by its annotations: a dataclass with slots, told apart and hashed by its fields.

    Fields left out of comparing or hashing (:func:`dataclasses.field`) are so here, and :mod:`dataclasses` knows all of them.
    """
    made: Any = dataclass(slots=True, repr=False, eq=False)(kind)
    listed = fields(made)
    compared = _values([x.name for x in listed if x.compare])
    hashed = _values([x.name for x in listed if (x.compare if x.hash is None else x.hash)])

    def equal(one: Any, other: Any) -> bool:
        return compared(one) == compared(other) if one.__class__ is other.__class__ else NotImplemented

    def hash_of(one: Any) -> int:
        return hash(hashed(one))

    made.__eq__, made.__hash__, made.__repr__ = equal, hash_of, _shown
    made.__getstate__, made.__setstate__ = _state, _set_state
    found: _Kind = made
    return found


def _values(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _shown(one: Any) -> str:
    told = ", ".join(f"{x.name}={getattr(one, x.name)!r}" for x in fields(one) if x.repr)
    return f"{one.__class__.__qualname__}({told})"


def _state(one: Any) -> list[Any]:
    """All values, as the library's own classes with slots hand them on to another process."""
    return [getattr(one, x.name) for x in fields(one)]


def _set_state(one: Any, values: list[Any]) -> None:
    for x, value in zip(fields(one), values, strict=True):
        setattr(one, x.name, value)
