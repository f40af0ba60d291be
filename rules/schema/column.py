"""One official column of a table: its heading, what its cells hold, and what part it plays."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Role = Literal[
    "kode", "no", "uraian", "indikator", "lokasi", "target", "realisasi", "pagu", "sumber_dana", "catatan",
    "tujuan", "sasaran", "prioritas", "kelompok_sasaran", "penanggung_jawab", "standar", "proyeksi",
    "kebutuhan", "realisasi_dana", "akumulasi", "tingkat_realisasi", "tingkat_capaian", "capaian", "serapan", "jenis",
    "satuan", "pagu_awal", "jumlah", "nilai", "tingkat", "ukuran", "rumus", "masukan", "masukan_rumus", "rekomendasi",
    "tindak_lanjut", "iku", "nomor_iku", "tahun", "nama", "kategori", "rata_capaian", "rata_serapan", "efisiensi", "lain",
    "indikator_program", "indikator_kegiatan", "target_program", "target_kegiatan", "tolok_ukur",
    "target_sebelum", "pagu_sebelum",
]  # fmt: skip
Kind = Literal["text", "code", "money", "target", "percent"]
Choices = Literal["satuan", "sumber_dana", "jenis", "tingkat", "ukuran", "rumus"]
Required = Literal["", "selalu", "kode", "indikator", "dana", "nihil", "ukuran"]


class Strict(BaseModel):
    """Data of the rule book: no key that is not described, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnSpec(Strict):
    """One official column.

    ``year`` is the plan year the column speaks of, as an offset from n (0 = n, 1 = n+1, -2 = n-2); see :attr:`offset`.
    ``period`` instead counts years from the first one of the Renstra. ``group`` and ``subgroup`` are the headings
    above it, outermost first. ``spans``: one cell may be merged over rows that share it. An ``optional`` column is left out by many documents, a ``dispensable`` one by forms of other offices. ``required``: ``selalu`` every row,
    ``kode`` rows with a code from program down, ``indikator`` also continuation lines, ``dana`` rows without
    details whose pagu is not nil, ``nihil`` rows that state there is nothing, ``ukuran`` the first of the rows that state the measures of one indicator. An ``extra`` column is no official one: it
    stands right of the table in our templates and helps it calculate. A ``variant`` column is none of the official form either:
    some offices print it, wherever it stands, and it is read where it is found. ``also`` are other headings it bears; of
    the words it ``says`` one must stand in its heading, or over it, however much the rest resembles. What it ``repeats`` is the
    column whose value it has where a cell says no more than that (`Sesuai`).
    """

    heading: str
    role: Role
    kind: Kind = "text"
    width: float = Field(default=18, gt=0, le=120)
    required: Required = ""
    year: int | None = None
    period: int | None = None
    optional: bool = False
    spans: bool = False
    dispensable: bool = False
    decimals: int = Field(default=0, ge=0, le=4)
    hint: str = ""
    group: str = ""
    subgroup: str = ""
    extra: bool = False
    variant: bool = False
    also: list[str] = []
    repeats: str = ""
    says: list[str] = []
    choices: Choices | Literal[""] = ""

    @property
    def offset(self) -> int:
        """The year it speaks of, as an offset from n: a column that names none speaks of this year."""
        return self.year or 0

    @property
    def due(self) -> bool:
        """Whether a table of the form must have it: the running number is no data."""
        return not (self.optional or self.dispensable or self.extra or self.variant or self.role == "no")

    @model_validator(mode="after")
    def _money_has_role(self) -> Self:
        if (self.kind == "code") != (self.role == "kode"):
            raise ValueError("kind 'code' dan role 'kode' harus bersama")
        return self


def number_of(column: str) -> str:
    """The printed number of an official column; `5K` and `5Rp` share one.

    >>> number_of("5K"), number_of("12")
    ('5', '12')
    """
    return column.rstrip("KRp")
