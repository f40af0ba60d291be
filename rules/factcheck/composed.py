"""Sentences composed of what the tables say: the same facts that the figures of a narrative are held against."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from rules.factcheck.fact import Fact
from rules.schema.layout import layouts
from rules.schema.sentence import NAME, FigureAsked, Sentence
from rules.schema.year_label import year_label
from rules.values.money import format_rupiah
from rules.values.terbilang import words_of

_SHOWN = Decimal("0.01")
_PREFIX = "renja-angka"
_PLANNED = ("pagu", "pagu_awal", "kebutuhan")
"""Money of which nothing is said where it is nil: a table that plans none has not been filled in."""


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure in a sentence: as it is said, and the tag by which it is found again."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence as it is said of one thing: its words and figures in order."""

    sentence: Sentence
    parts: Sequence[str | SaidFigure]

    @property
    def figures(self) -> dict[str, str]:
        """Its figures by their tags."""
        return {part.tag: part.text for part in self.parts if isinstance(part, SaidFigure)}


def is_figure_tag(tag: str) -> bool:
    """Whether a tag is that of a figure in a sentence."""
    return tag.startswith(f"{_PREFIX}:")


def composed(
    sentences: Sequence[Sentence], facts: Sequence[Fact], year: int | None, names: Mapping[str, str]
) -> Iterator[SaidSentence]:
    """The sentences as far as the facts have all that they say; ``names`` fill labels such as `{perangkat_daerah}`.

    Of several facts alike the first one counts; one that a table does not hold leaves its sentence out, and so does money
    planned that is nil.
    """
    for sentence in sentences:
        of = [fact for fact in facts if fact.of == sentence.of and layouts()[fact.table].place == sentence.place]
        for name in dict.fromkeys(fact.name for fact in of):
            if bool(name) == sentence.named:
                known = {(fact.measure, fact.year): fact for fact in reversed(of) if fact.name == name}
                parts = _said(sentence, name, known, year, names)
                if parts is not None:
                    yield SaidSentence(sentence, parts)


def _said(
    sentence: Sentence,
    name: str,
    known: Mapping[tuple[str, int | None], Fact],
    year: int | None,
    names: Mapping[str, str],
) -> list[str | SaidFigure] | None:
    """The parts of a sentence, None where one of its figures is not known."""
    said: list[str | SaidFigure] = []
    for part in sentence.parts:
        if isinstance(part, str):
            said.append(_labelled(part, year, names))
        elif part.measure == NAME:
            said.append(name)
        else:
            if part.year is not None and year is None:
                return None
            fact = known.get((part.measure, None if part.year is None else (year or 0) + part.year))
            if fact is None or (fact.measure in _PLANNED and not fact.value):
                return None
            said.append(SaidFigure(_tag(sentence, part, name), figure_text(fact, in_words=part.in_words)))
    return list(_joined(said))


def _joined(parts: Sequence[str | SaidFigure]) -> Iterator[str | SaidFigure]:
    """Parts with the words between two figures in one."""
    for is_text, together in groupby(parts, key=lambda part: isinstance(part, str)):
        if is_text:
            yield from filter(None, ["".join(map(str, together))])
        else:
            yield from together


def _labelled(text: str, year: int | None, names: Mapping[str, str]) -> str:
    for key, said in names.items():
        text = text.replace(f"{{{key}}}", said)
    return year_label(text, year)


def _tag(sentence: Sentence, asked: FigureAsked, name: str) -> str:
    """A tag of at most 64 signs, as Word has it; what the figure is of stands in it by a short fingerprint."""
    of = hashlib.sha256(" ".join(name.casefold().split()).encode()).hexdigest()[:8] if name else ""
    return ":".join(filter(None, (_PREFIX, sentence.id, asked.asked.replace(" ", "."), of)))


def figure_text(fact: Fact, *, in_words: bool) -> str:
    """A figure as a sentence says it.

    >>> from rules.factcheck.fact import ROW
    >>> def said(value: str, unit: str, in_words: bool = False) -> str:
    ...     fact = Fact(ROW, "Nilai AKIP", "x", None, Decimal(value), unit, "", "", "")
    ...     return figure_text(fact, in_words=in_words)
    >>> said("12000", "rupiah", in_words=True), said("8", "cacah"), said("86.0597", "persen"), said("75.80", "Nilai")
    ('Rp\\xa012.000 (dua belas ribu rupiah)', '8 (delapan)', '86,06%', '75,80')
    """
    if fact.unit == "rupiah":
        amount = int(fact.value)
        # No line ends between the two.
        return f"Rp\N{NO-BREAK SPACE}{format_rupiah(amount)}" + (f" ({words_of(amount)} rupiah)" if in_words else "")
    if fact.unit == "cacah":
        return f"{int(fact.value)} ({words_of(int(fact.value))})"
    exact = fact.value
    if fact.unit == "persen":
        return f"{_plain(exact)}%"
    unit = "" if fact.unit and fact.name.casefold().startswith(fact.unit.casefold()) else fact.unit
    return f"{_plain(exact)} {unit}".strip()


def _plain(value: Decimal) -> str:
    """A number with a decimal comma, of two decimals at most."""
    rounded = value.quantize(_SHOWN, ROUND_HALF_UP)
    return format(rounded if value != rounded else value, "f").replace(".", ",")
