"""Official columns: what they hold, which role they play, which year they speak of."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Role = Literal[
    "kode", "no", "uraian", "indikator", "lokasi", "target", "realisasi", "pagu", "sumber_dana", "catatan",
    "tujuan", "sasaran", "prioritas", "kelompok_sasaran", "penanggung_jawab", "standar", "proyeksi",
    "kebutuhan", "realisasi_dana", "akumulasi", "tingkat_realisasi", "tingkat_capaian", "capaian", "serapan", "jenis",
    "satuan", "pagu_awal", "jumlah", "nilai", "tingkat", "ukuran", "rumus", "masukan", "masukan_rumus", "rekomendasi",
    "tindak_lanjut", "iku", "nomor_iku", "tahun", "nama", "kategori", "rata_capaian", "rata_serapan", "efisiensi",
]  # fmt: skip
Kind = Literal["text", "code", "money", "target", "percent"]
Required = Literal["", "selalu", "kode", "indikator", "dana", "nihil"]
Choices = Literal["satuan", "sumber_dana", "jenis", "tingkat", "ukuran", "rumus"]


class ColumnSpec(BaseModel):
    """One official column.

    ``year`` is the plan year the column speaks of, as an offset from n (0 = n, 1 = n+1, -2 = n-2); see :attr:`offset`.
    ``period`` instead counts years from the first one of the Renstra. ``group`` and ``subgroup`` are the headings
    above it, outermost first. ``spans``: one cell may be merged over rows that share it. An ``optional`` column is left
    out by many documents. ``required``: ``selalu`` every row, ``kode`` rows with a code from program down, ``indikator`` also continuation lines, ``dana`` rows whose
    pagu is not nil, ``nihil`` rows that state there is nothing. An ``extra`` column is no official one: it
    stands right of the table in our templates and helps it calculate.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    heading: str
    role: Role
    kind: Kind = "text"
    width: float = Field(default=18, gt=0, le=120)
    required: Required = ""
    year: int | None = None
    period: int | None = None
    optional: bool = False
    spans: bool = False
    decimals: int = Field(default=0, ge=0, le=4)
    hint: str = ""
    group: str = ""
    subgroup: str = ""
    extra: bool = False
    choices: Choices | Literal[""] = ""

    @property
    def offset(self) -> int:
        """The year it speaks of, as an offset from n: a column that names none speaks of this year."""
        return self.year or 0

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
