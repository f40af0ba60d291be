"""Claims of a narrative held against what the tables hold: agreed, apart, or not to be judged, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from rules.factcheck.fact import GROUP, HEADING, INDICATOR, ROW, WHOLE, Fact
from rules.factcheck.tables import Tables
from rules.frames.view import View
from rules.model.document import Document
from rules.narrative.claims import Claim, claims_of
from rules.narrative.figures import NOUNS, PEOPLE, Figure
from rules.narrative.lexicon import ACHIEVED, ACTUAL, EFFICIENT, GIVEN, HEADS, OUTCOME, SHARE, SPENT, TARGET
from rules.narrative.paragraphs import Narrative

AGREED, APART, UNJUDGED = "cocok", "beda", "tidak dinilai"

_OF_INDICATORS = {
    TARGET: ("target", "proyeksi"),
    ACTUAL: ("realisasi", "capaian", "tingkat_realisasi", "tingkat_capaian", "akumulasi"),
    OUTCOME: ("realisasi", "capaian", "tingkat_realisasi", "tingkat_capaian", "akumulasi"),
    ACHIEVED: ("capaian", "realisasi", "tingkat_realisasi", "tingkat_capaian", "akumulasi"),
}
_OF_MONEY = {
    GIVEN: ("pagu", "pagu_awal", "kebutuhan"),
    SPENT: (SPENT,),
    ACTUAL: (SPENT,),
    SHARE: (SPENT,),
    ACHIEVED: (SPENT,),
}
_RECKONED = (SHARE, "capaian", "tingkat_realisasi", "tingkat_capaian")
"""Measures whose figures a table may show rounder than a text does."""
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:)(%]|(?:dengan|dan|sementara|sehingga|melebihi|atau|pada|yang|dari|maka|namun|sedangkan|menjadi|di|untuk|tahun|"
    r"poin|tercapai|sudah|telah|serta|sampai|atas|ke|lebih|artinya|ini)\b)",
    re.IGNORECASE,
)

_STAFF = re.compile(
    r"\b(?:jumlah\s+(?:pegawai|aparatur|ASN|SDM|personil)|(?:pegawai|aparatur|ASN|SDM|personil)\b[^.;]{0,80}\b(?:ber|se)jumlah)\b[^.;]*$",
    re.IGNORECASE,
)
_NEAR, _CLAUSE = 100, 1_000
"""Letters around a figure that say whether it changes or in what it is counted, and letters of a clause."""
NOT_HELD = "tabel tidak memuat angka seperti itu untuknya"
PART_ONLY = "menghitung sebagian baris saja, atau yang disebut sebelumnya"
OTHER_UNIT = "satuannya bukan satuan tabel"
NO_YEAR = "tahunnya tidak disebut dan angkanya berbeda-beda menurut tahun"
NO_TABLE = "tabelnya tidak disebut dan jumlah barisnya berbeda-beda menurut tabel"


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim with its verdict; ``fact`` is the figure it was held against, ``reason`` why it was not judged.

    ``elsewhere`` are figures that say what the claim says; ``slipped`` a year the text names though its table is of
    another.
    """

    claim: Claim
    status: str
    fact: Fact | None = None
    reason: str = ""
    elsewhere: tuple[Fact, ...] = ()
    slipped: int | None = None


def _digits(value: Decimal) -> int:
    """Significant digits as shown: zeros before the first one do not count."""
    return len(value.as_tuple().digits) if value else 1


def _near(shown: Decimal, exact: Decimal, step: Decimal) -> bool:
    """Whether an exact figure rounds, or is cut off, to a shown one with last digits of ``step``."""
    steps = exact / step
    return shown / step in (
        steps.quantize(Decimal(1), rounding=ROUND_HALF_UP),
        steps.quantize(Decimal(1), rounding=ROUND_DOWN),
    )


def agrees(figure: Figure, fact: Fact) -> bool:
    """Whether a figure says what the table says.

    Whole rupiah are exact. A rounded figure passes with two digits or more: `86%` is 86,06, but `1%` is not 1,01.
    """
    if figure.value is None:
        return False
    for held in (fact.value, *fact.also):
        if figure.value == held:
            return True
        exact = figure.kind == "cacah" or (figure.kind == "rupiah" and figure.scale == 1)
        if exact:
            continue
        own = figure.value / figure.scale
        if _digits(own) > 1 and _near(figure.value, held, figure.step):
            return True
        places = held.as_tuple().exponent
        coarser = isinstance(places, int) and -places < figure.decimals and _digits(held) > 1
        if fact.measure in _RECKONED and coarser and _near(held, figure.value, Decimal(1).scaleb(int(places))):
            return True
    return False


def _before_change(claim: Claim) -> bool:
    """Whether a figure is the one before a change: the first of `dari … menjadi …`."""
    start, end, text = claim.figure.start, claim.figure.end, claim.paragraph.text
    around = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return bool(re.search(r"\bdari(?:\s+sebesar)?\s*$", around[0]) and re.match(r"[^.;]{0,60}?\bmenjadi\b", around[1]))


class _Court:
    """Judges the claims of one narrative."""

    def __init__(self, tables: Tables, claims: Sequence[Claim]) -> None:
        self.tables, self.claims = tables, claims
        self.own = tables.documents[0]
        self._places: dict[tuple[str, str], set[tuple[int, int]]] = {}

    def judge(self, claim: Claim) -> JudgedClaim:
        """The verdict on one claim."""
        if claim.reason:
            return JudgedClaim(claim, UNJUDGED, reason=claim.reason)
        pool, reason = self._candidates(claim)
        if not pool:
            return JudgedClaim(claim, UNJUDGED, reason=reason)
        here = [fact for fact in pool if fact.place in self._anchor(claim)]
        if claim.figure.noun in NOUNS:
            return self._count(claim, pool, here)
        return self._figure(claim, here or pool, pool)

    def _anchor(self, claim: Claim) -> set[tuple[int, int]]:
        if claim.table is None:
            return set()
        if claim.table not in self._places:
            self._places[claim.table] = self.tables.places(*claim.table)
        return self._places[claim.table]

    # ---- what a claim can be held against

    def _candidates(self, claim: Claim) -> tuple[list[Fact], str]:
        """Figures of the claim's measure and names, the narrative's own document first; or why there are none."""
        found = [fact for measure, kinds in self._wanted(claim) for fact in self._of(claim, measure, kinds)]
        fitting = [fact for fact in found if self._unit_fits(claim, fact)]
        if not fitting:
            return [], OTHER_UNIT if found else NOT_HELD
        first = min(fact.place[0] for fact in fitting)
        return [fact for fact in fitting if fact.place[0] == first], ""

    def _of(self, claim: Claim, measure: str, kinds: tuple[str, ...]) -> list[Fact]:
        if measure == HEADS:
            return self._heads(claim)
        found = [fact for fact in self.tables.of(claim.names, *kinds) if fact.measure == measure]
        if not found and claim.names and measure in NOUNS and claim.table is not None:
            whole = self.tables.of((), WHOLE)
            return [fact for fact in whole if fact.measure == measure and fact.place in self._anchor(claim)]
        return found

    @staticmethod
    def _wanted(claim: Claim) -> list[tuple[str, tuple[str, ...]]]:
        """Measures and kinds of figures that could bear a claim out, the likeliest first."""
        kind, measure = claim.figure.kind, claim.measure
        spending = (ROW, GROUP, WHOLE)
        if measure in {*NOUNS, HEADS, EFFICIENT}:
            return [(measure, spending)]
        if kind == "rupiah":
            return [(role, spending) for role in _OF_MONEY.get(measure, ())]
        wanted: list[tuple[str, tuple[str, ...]]] = [(role, (INDICATOR,)) for role in _OF_INDICATORS.get(measure, ())]
        if kind == "persen" and measure in {SHARE, SPENT}:
            return [(SHARE, spending)]
        if kind == "persen" and measure == ACTUAL:
            return [*wanted, (SHARE, (ROW, WHOLE))]
        return wanted

    def _heads(self, claim: Claim) -> list[Fact]:
        """Counts of heads whose heading stands right after the figure (`22 Pegawai Negeri Sipil (PNS)`); else all heads."""
        after = re.split(r"[,;.]|\d", claim.paragraph.text[claim.figure.end : claim.figure.end + _CLAUSE], maxsplit=1)[
            0
        ]
        facts = [fact for fact in self.tables.facts if fact.of == HEADING]
        words = set(re.findall(r"\w+", after.casefold()))
        named = [fact for fact in facts if fact.name and set(re.findall(r"\w+", fact.name.casefold())) <= words]
        if named or claim.names or claim.figure.noun not in PEOPLE[:2]:
            return named
        staff = _STAFF.search(claim.paragraph.text[max(0, claim.figure.start - _CLAUSE) : claim.figure.start])
        return [fact for fact in facts if not fact.name] if staff else []

    @staticmethod
    def _unit_fits(claim: Claim, fact: Fact) -> bool:
        figure = claim.figure
        if figure.kind in {"rupiah", "cacah"} and claim.measure in {*NOUNS, HEADS, EFFICIENT, *_OF_MONEY}:
            return True
        unit = fact.unit.casefold()
        if figure.kind == "persen":
            return unit in {"", "persen", "%"}
        after = claim.paragraph.text[figure.end : figure.end + _NEAR]
        word = re.match(r"\s*([A-Za-z]+)", after)
        if _GOES_ON.match(after) or word is None:
            return True
        return unit.split()[0] == word[1].casefold() if unit else not fact.name.casefold().startswith("persen")

    # ---- figures

    def _figure(self, claim: Claim, pool: Sequence[Fact], everywhere: Sequence[Fact]) -> JudgedClaim:
        options, slipped = self._years(claim, pool)
        before = _before_change(claim)
        if before and claim.measure == GIVEN and not any(fact.measure == "pagu_awal" for fact in everywhere):
            return JudgedClaim(claim, UNJUDGED, reason=NOT_HELD)
        timely = [fact for fact in pool if not options or fact.year is None or fact.year in options]
        good = next((fact for fact in timely if agrees(claim.figure, fact)), None)
        if good:
            return JudgedClaim(claim, AGREED, good)
        definite = [fact for fact in timely if fact.year is not None or fact.of == HEADING]
        if not definite:
            return JudgedClaim(claim, UNJUDGED, reason=f"tabel tidak memuat tahun {options[0]}" if options else NO_YEAR)
        if len({fact.year for fact in definite}) > 1 and not options:
            return JudgedClaim(claim, UNJUDGED, reason=NO_YEAR)
        same = tuple(fact for fact in everywhere if agrees(claim.figure, fact) and fact not in timely)
        return JudgedClaim(claim, APART, self._held(claim, definite), elsewhere=same, slipped=slipped)

    @staticmethod
    def _held(claim: Claim, facts: Sequence[Fact]) -> Fact:
        """The figure to show: of `dari … menjadi …` the one before or after the change, else the likeliest."""
        first = "pagu_awal" if _before_change(claim) else facts[0].measure
        return next((fact for fact in facts if fact.measure == first), facts[0])

    def _years(self, claim: Claim, pool: Sequence[Fact]) -> tuple[tuple[int, ...], int | None]:
        """The years a claim may speak of; a year its table does not have is a slip where the amounts are the table's."""
        options = claim.years
        if not options and self.own.kind == "lkip" and self.own.year is not None:
            options = (self.own.year,)
        held = {fact.year for fact in pool}
        if not claim.years or held & {*options, None}:
            return options, None
        for other in self.claims:
            beside = (
                other.paragraph == claim.paragraph and other.sentence == claim.sentence and other.names == claim.names
            )
            if not beside or other.figure.kind != "rupiah" or other.reason:
                continue
            meant = {fact.year for fact in self._candidates(other)[0] if agrees(other.figure, fact)} & held
            if len(meant) == 1 and (year := meant.pop()) is not None:
                return (year,), options[0]
        return options, None

    # ---- counts

    def _count(self, claim: Claim, pool: Sequence[Fact], here: Sequence[Fact]) -> JudgedClaim:
        value = claim.figure.value
        counts = here or pool
        if claim.years and not here:
            counts = [fact for fact in pool if fact.year is None or fact.year in claim.years]
        if not counts:
            return JudgedClaim(claim, UNJUDGED, reason=f"tabel tidak memuat tahun {claim.years[0]}")
        good = next((fact for fact in counts if agrees(claim.figure, fact)), None)
        these = claim.figure.text.casefold().startswith("ke")
        if good and (these or not claim.partial):
            return JudgedClaim(claim, AGREED, good)
        if claim.partial or these:
            most = max(counts, key=lambda fact: fact.value)
            if here and not these and value is not None and value > most.value:
                return JudgedClaim(claim, APART, most)
            return JudgedClaim(claim, UNJUDGED, reason=PART_ONLY)
        certain = (
            bool(here)
            or claim.measure == EFFICIENT
            or (bool(claim.names) and claim.figure.noun not in {"indikator", "sasaran", "tujuan"})
        )
        if not certain and (
            len({fact.value for fact in counts}) > 1 or claim.figure.noun in {"indikator", "sasaran", "tujuan"}
        ):
            return JudgedClaim(claim, UNJUDGED, reason=NO_TABLE)
        if claim.years and not here and all(fact.year is None for fact in counts):
            return JudgedClaim(claim, UNJUDGED, reason=NO_TABLE)
        return JudgedClaim(claim, APART, counts[0])


def judge_narrative(
    narrative: Narrative, document: Document, tables: Mapping[str, View] | None = None
) -> list[JudgedClaim]:
    """The verdict on every figure of a narrative of a document, in order; ``tables`` are those of its stack."""
    return judge_claims(narrative, Tables([document, *document.companions], tables))


def judge_claims(narrative: Narrative, tables: Tables) -> list[JudgedClaim]:
    """The verdict on every figure of a narrative by the given tables, in order."""
    claims = claims_of(narrative, tables.lexicon, tables.voice)
    court = _Court(tables, claims)
    return [court.judge(claim) for claim in claims]
