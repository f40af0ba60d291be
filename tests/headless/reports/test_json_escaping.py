"""The JSON of all reports: what the library writes, with what steers a terminal escaped."""

from __future__ import annotations

import json
from enum import IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headless.reports.json_escaping import json_pieces, json_text

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]))
)
BODIES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text('ab"\\é'), inner), max_leaves=12
)


class _Number(IntEnum):
    one = 1


class _Word(StrEnum):
    yes = "ya"


@given(st.dictionaries(st.text("ab"), BODIES), st.integers(1, 3))
def test_it_is_the_json_of_the_library(body: dict[str, Any], indent: int) -> None:
    assert json_text(body, indent) == json.dumps(body, ensure_ascii=False, indent=indent)


def test_members_of_enumerations_are_their_values() -> None:
    body = {"a": [_Number.one, _Word.yes, True], "b": {}, "c": [], "d": ()}
    assert json_text(body) == json.dumps(body, indent=2)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        json_text({"a": object()})
    with pytest.raises(TypeError):
        json_text({1: "a"})  # type: ignore[dict-item]


@given(st.lists(st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3), max_size=2)))
def test_piece_by_piece_is_the_same(entries: list[dict[str, Any]]) -> None:
    body = {"version": 1, "entries": entries, "skipped": [], "summary": {"a": 1}}
    assert "".join(json_pieces(body | {"entries": iter(entries)})) == json_text(body)
