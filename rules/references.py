"""What a workbook is held against besides itself: ceilings it was given, last year's document, its narrative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.narrative import Narrative


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings in whole rupiah by code; the empty code is the office as a whole. ``source`` names the file."""

    amounts: Mapping[str, int]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Forward estimates of last year's document in whole rupiah, and names, by code of the sub kegiatan."""

    amounts: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """What is at hand for one workbook; where something is not, the reason."""

    ceilings: Ceilings | None = None
    foreseen: Foreseen | None = None
    no_ceilings: str = "plafon tidak diberikan (--plafon FILE)"
    no_foreseen: str = "dokumen tahun lalu tidak diberikan (--tahun-lalu FILE)"
    narrative: Narrative | None = None
    no_narrative: str = "naskah tidak diberikan"
