"""Records are what frozen dataclasses of the same fields are, to all who compare, keep, show, copy and send them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from rules.record import record


@record
class Kept:
    """As a record."""

    KIND: ClassVar[str] = "kind"
    name: str
    number: int = 1
    several: tuple[int, ...] = ()
    unhashed: dict[str, int] = field(default_factory=dict, hash=False)
    apart: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The same, as the library makes it."""

    KIND: ClassVar[str] = "kind"
    name: str
    number: int = 1
    several: tuple[int, ...] = ()
    unhashed: dict[str, int] = field(default_factory=dict, hash=False)
    apart: str = field(default="", compare=False)


@record
class Single:
    """One field alone."""

    name: str


@record
class Nothing:
    """No field at all."""


CASES = [("a",), ("a", 2), ("a", 1, (1, 2)), ("a", 1, (), {"x": 1}), ("a", 1, (), {}, "apart")]


@pytest.mark.parametrize("values", CASES)
def test_a_record_is_what_a_frozen_dataclass_is(values: tuple[object, ...]) -> None:
    ours, theirs = Kept(*values), Frozen(*values)  # type: ignore[arg-type]
    assert repr(ours) == repr(theirs).replace("Frozen", "Kept")
    assert hash(ours) == hash(theirs)
    assert [ours == Kept(*x) for x in CASES] == [theirs == Frozen(*x) for x in CASES]  # type: ignore[arg-type]
    assert dataclasses.astuple(ours) == dataclasses.astuple(theirs)
    assert dataclasses.replace(ours, number=9) == Kept(ours.name, 9, ours.several, ours.unhashed)
    for copied in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert copied == ours
        assert copied.apart == ours.apart
    assert not hasattr(ours, "__dict__")
    others: list[object] = [theirs, values, None]
    assert all(ours != other for other in others)


def test_records_of_one_field_and_of_none() -> None:
    assert len({Single("a"), Single("a"), Single("b")}) == 2
    assert hash(Nothing()) == hash(Nothing())
    assert Nothing() == Nothing()
    other: object = Nothing()
    assert Single("a") != other
