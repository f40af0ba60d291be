"""What the coded columns of the tables offer to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.schema.layout import MEASURES, TYPES
from rules.schema.pack import Pack
from rules.values.vocabulary import funds, units


def choices_of(kind: str, pack: Pack) -> Sequence[Any]:
    """The values a column with these ``choices`` offers, under a pack; none where it offers nothing."""
    offered: dict[str, Sequence[Any]] = {
        "sumber_dana": list(funds().entries),
        "satuan": list(units().entries),
        "jenis": TYPES,
        "tingkat": range(7),
        "ukuran": MEASURES,
        "rumus": list(pack.iku),
    }
    return offered.get(kind, ())
