"""What a workbook is held against: ceilings, last year's document, the Renja it reports on, its narrative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from rules.model.bilingual import Text
from rules.record import record

if TYPE_CHECKING:
    from rules.narrative.paragraphs import Narrative

_NO_CEILINGS = Text("plafon tidak diberikan (--plafon FILE)", "no ceilings were given (--plafon FILE)")
_NO_FORESEEN = Text(
    "dokumen tahun lalu tidak diberikan (--tahun-lalu FILE)",
    "last year's document was not given (--tahun-lalu FILE)",
)
_NO_NARRATIVE = Text("naskah tidak diberikan (renja narrative)", "no narrative was given (renja narrative)")
_NO_PLANNED = Text(
    "Renja tahun yang dilaporkan tidak diberikan (--renja FILE)",
    "the Renja of the reported year was not given (--renja FILE)",
)
_NO_REPORTED = Text(
    "LKIP tahun lalu tidak diberikan (--tahun-lalu FILE)", "last year's LKIP was not given (--tahun-lalu FILE)"
)


@record
class GivenInVain(Text):
    """Why something that was given beside a workbook holds nothing for it."""


@record
class Ceilings:
    """Ceilings in whole rupiah by code; the empty code is the office as a whole. ``source`` names the file."""

    amounts: Mapping[str, int]
    source: str = ""


@record
class Foreseen:
    """Forward estimates of last year's document in whole rupiah, and names, by code of the sub kegiatan."""

    amounts: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@record
class Planned:
    """What the Renja of the reported year plans: whole rupiah by program name, targets as typed by key of the indicator."""

    pagu: Mapping[str, int] = field(default_factory=dict)
    targets: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""


@record
class Reported:
    """What last year's LKIP reports of its own year.

    ``figures`` as typed by measure (`target`, `realisasi`, `capaian`) and key of the indicator; ``money`` in whole rupiah
    by role (`pagu`, `realisasi_dana`) and program name.
    """

    figures: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    money: Mapping[tuple[str, str], int] = field(default_factory=dict)
    source: str = ""


@record
class References:
    """What is at hand for one workbook; where something is not, the reason."""

    ceilings: Ceilings | None = None
    foreseen: Foreseen | None = None
    planned: Planned | None = None
    reported: Reported | None = None
    no_ceilings: Text = _NO_CEILINGS
    no_foreseen: Text = _NO_FORESEEN
    narrative: Narrative | None = None
    no_narrative: Text = _NO_NARRATIVE
    no_planned: Text = _NO_PLANNED
    no_reported: Text = _NO_REPORTED
