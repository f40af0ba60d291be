"""Cells that say no more than that the column beside them holds for them too: `Sesuai`, `Tetap`, `s.d.a.`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rules.schema.layout import Layout
from rules.values.cells import is_blank

_SAME = re.compile(
    r"\W*(?:sesuai|tetap|sama|idem|s\.?\s*d\.?\s*a\.?)"
    r"(?:\s+(?:dengan|rancangan|awal|ranwal|rkpd|renja|usulan|pagu|target|tidak|ada|perubahan))*\W*",
    re.IGNORECASE,
)


def says_same(value: Any) -> bool:
    """Whether a cell says that it holds what another one does.

    >>> says_same("Sesuai"), says_same("Tetap, tidak ada perubahan"), says_same("s.d.a."), says_same("Sesuai target 12 Dokumen")
    (True, True, True, False)
    """
    return isinstance(value, str) and _SAME.fullmatch(value.replace(",", " ")) is not None


def repeating(layout: Layout) -> dict[str, str]:
    """The columns of a layout that repeat others as far as nothing is changed, and those."""
    return {number: spec.repeats for number, spec in layout.columns.items() if spec.repeats}


def borrowed(layout: Layout, columns: Mapping[str, Sequence[Any]]) -> dict[str, list[bool]]:
    """Which cells of a table hold what the columns hold that theirs repeat: those that say so.

    One word may stand for all columns of a row, or of the rows below it that leave them blank.
    """
    own = [number for number in repeating(layout) if number in columns]
    if not any(says_same(value) for number in own for value in columns[number]):
        return {}
    rows = list(_rows(zip(*(columns[number] for number in own), strict=True)))
    return {number: list(found) for number, found in zip(own, zip(*rows, strict=True), strict=True)}


def _rows(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[bool]]:
    """For each row, which of its cells hold what stands beside them."""
    whole = False
    for row in rows:
        says, blank = [says_same(value) for value in row], [is_blank(value) for value in row]
        whole = (any(says) or whole) and all(said or nothing for said, nothing in zip(says, blank, strict=True))
        yield [said or (whole and nothing) for said, nothing in zip(says, blank, strict=True)]
