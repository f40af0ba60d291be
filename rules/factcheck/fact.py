"""One figure of a table: what it is of, which measure, for which year, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MONEY = ("pagu", "pagu_awal", "kebutuhan", "realisasi_dana")
PERFORMANCE = ("target", "realisasi", "capaian", "tingkat_realisasi", "tingkat_capaian", "akumulasi", "proyeksi")
SHARE, HEADS, EFFICIENT = "serapan", "jumlah", "efisien"
WHOLE, ROW, INDICATOR, GROUP, HEADING = "seluruhnya", "baris", "indikator", "kelompok", "judul kolom"
SASARAN = "sasaran"
"""What a figure is of: the office, a named row, an indicator, what stands behind an indicator, a column's heading, a sasaran."""
UNSPOKEN = frozenset({HEADING, SASARAN})
"""Of these a narrative is not taken to speak by their names alone."""

LEVELS = {2: "program", 3: "kegiatan", 4: "sub kegiatan"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a table.

    ``measure`` is the role of its column, or what is counted; ``year`` the calendar year it speaks of, None where
    the table does not say. ``also`` are figures a text may give instead (the table's own arithmetic, the printed
    total). ``unit`` is `rupiah`, `persen`, `cacah` or the unit as typed. ``parts`` are the names and amounts a sum
    is made of; ``titles`` says which table of the document it is.
    """

    of: str
    name: str
    measure: str
    year: int | None
    value: Decimal
    unit: str
    table: str
    sheet: str
    cell: str
    also: tuple[Decimal, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    titles: tuple[str, ...] = ()
    place: tuple[int, int] = (0, 0)

    @property
    def where(self) -> str:
        """The cell, or what the figure was reckoned from, as a person looks it up."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet
