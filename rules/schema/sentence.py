"""Sentences with figures as data: their words, and which figure of which table stands in each place.

In a text `{n}`, `{perangkat_daerah}` and the like are labels; `[pagu n terbilang]` is a figure: its measure, the year it speaks
of where its column has one, and `terbilang` for an amount that is also said in words. `[nama]` is what the figures are of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from rules.errors import BrokenRuleFileError
from rules.schema.column import Strict
from rules.schema.layout import layouts
from rules.yamlfile import load_mapping

FOLDER = Path(__file__).parent.parent / "sentences"
NAME = "nama"
"""The place in a sentence of what its figures are of."""

MEASURES = frozenset({
    "program", "kegiatan", "sub kegiatan", "indikator", "sasaran", "tujuan", "baris", "jumlah", "pagu", "pagu_awal", "kebutuhan",
    "realisasi_dana", "serapan", "efisien", "target", "realisasi", "capaian", "tingkat_realisasi", "tingkat_capaian", "akumulasi", "proyeksi",
})  # fmt: skip
"""What a figure may measure: a role of columns, or what is counted."""
_FIGURE = re.compile(r"\[([a-z_ ]+?)(?: (n(?:[+-]\d)?))?( terbilang)?\]")


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """A place for a figure: its measure, the year as an offset from n (None for none), and whether it is said in words too."""

    measure: str
    year: int | None
    in_words: bool
    asked: str
    """As it is written in the sentence, without its brackets."""


class Sentence(Strict):
    """A sentence on a place of the document; ``of`` is what its figures are of, for each of which it is said once."""

    id: str = Field(max_length=20, pattern=r"^[a-z-]+$")
    place: str
    of: Literal["seluruhnya", "baris", "indikator", "kelompok", "judul kolom", "sasaran"]
    text: str

    @property
    def parts(self) -> Iterator[str | FigureAsked]:
        """Its words and its figures, in order."""
        end = 0
        for found in _FIGURE.finditer(self.text):
            yield self.text[end : found.start()]
            year = int(found[2][1:] or 0) if found[2] else None
            yield FigureAsked(found[1], year, bool(found[3]), found[0][1:-1])
            end = found.end()
        yield self.text[end:]

    @property
    def named(self) -> bool:
        """Whether it says what its figures are of."""
        return f"[{NAME}]" in self.text


class _SentenceFile(Strict):
    document: Literal["renja", "lkip"]
    source: str
    sentences: list[Sentence]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = {layout.place for layout in layouts().values() if layout.document == self.document}
        ids = [sentence.id for sentence in self.sentences]
        for sentence in self.sentences:
            if sentence.place not in known:
                raise ValueError(f"sentences.{sentence.id}: tempat '{sentence.place}' tidak ada dalam dokumen ini")
            if ids.count(sentence.id) > 1:
                raise ValueError(f"sentences.{sentence.id}: disebut lebih dari sekali")
            asked = {part.measure for part in sentence.parts if isinstance(part, FigureAsked)}
            if "[" in _FIGURE.sub("", sentence.text) or not asked <= {*MEASURES, NAME}:
                raise ValueError(f"sentences.{sentence.id}: angka dalam kurung siku harus [ukuran n terbilang]")
        return self


@cache
def sentences_of(document: str) -> list[Sentence]:
    """The sentences of `renja` or `lkip`; raises :class:`RulebookError` naming file, key and reason."""
    path = FOLDER / f"{document}.yaml"
    try:
        return _SentenceFile.model_validate(load_mapping(path)).sentences
    except ValidationError as error:
        raise BrokenRuleFileError.from_validation(path, error) from None
