"""What the figures of a narrative claim: which measure, of what, for which year, in which table.

Read from the words around a figure. Where the words leave it open, or speak of another office, a bound or a change,
the claim says why it cannot be judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rules.narrative.figures import NOUNS, Figure, figures
from rules.narrative.lexicon import (
    ACHIEVED,
    ACTUAL,
    CALLED_EFFICIENT,
    CHANGE,
    EFFICIENT,
    FORMULA,
    GENERIC,
    GIVEN,
    HEAD,
    HEADS,
    LEADS,
    LOOSE,
    MEASURES,
    NAMING,
    OUTCOME,
    PARTIAL,
    SHARE,
    SPENT,
    TARGET,
    WHOLE,
)
from rules.narrative.mentions import Lexicon, Mention
from rules.narrative.paragraphs import Narrative, Paragraph
from rules.narrative.sentences import SaidAt, foreign_office, points_above, points_below, sentences, table_number, years

NO_MEASURE = "tidak disebut sebagai pagu, realisasi, serapan, target, atau capaian"
NO_SUBJECT = "tidak menyebut program, kegiatan, indikator, jumlah, atau tabel"
UNKNOWN_NAME = "menyebut nama yang tidak ada di tabel"
OTHER_OFFICE = "menyangkut perangkat daerah atau daerah lain"
ONLY_BOUND = "batas, bukan angka pasti"
ONLY_CHANGE = "kenaikan, penurunan, atau sisa, bukan angka tabel"
UNREADABLE = "angkanya tidak terbaca"
IN_ROW = "deretan angka seperti isi tabel"


_REACH = 200
"""Letters before a figure in which the words stand that lead up to it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one figure claims.

    ``names`` are the names it may be of (none: the office as a whole). ``years`` are the years it may speak of,
    empty where no year is said. ``table`` is number and title of the table it points to. ``partial`` counts speak
    of some of the rows only. ``reason`` says why it cannot be judged, empty where it can. ``sentence`` numbers the
    sentence in its paragraph.
    """

    paragraph: Paragraph
    figure: Figure
    sentence: int
    measure: str = ""
    names: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    table: tuple[str, str] | None = None
    partial: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a text speaks of at a place: names, the whole, or (``known`` false) a name no table has.

    One that ``lasts`` is still spoken of in the sentences after it.
    """

    end: int
    names: frozenset[str]
    known: bool = True
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose narrative it is: office, region and year of its document."""

    office: str
    region: str
    year: int | None


class _Paragraph:
    """Reads one paragraph: what each sentence speaks of lasts until another is named."""

    def __init__(self, narrative: Narrative, at: int, lexicon: Lexicon, voice: Voice) -> None:
        self.narrative, self.at, self.lexicon, self.voice = narrative, at, lexicon, voice
        self.paragraph = narrative.paragraphs[at]
        self.text = self.paragraph.text
        self.subject: _Subject | None = None
        self.years: tuple[int, ...] = ()
        self.table: tuple[str, str] | None = None

    def claims(self, found: Sequence[Figure]) -> Iterator[Claim]:
        """The claims of the paragraph's figures, in order."""
        begins = [figure.start for figure in found]
        for number, (start, end) in enumerate(sentences(self.text)):
            inside = found[bisect_left(begins, start) : bisect_left(begins, end)]
            subjects = self._subjects(start, end)
            self.table = self._table(self.text[start:end]) or self._introduced(end) or self.table
            said = years(self.text, start, end, self.voice.year)
            foreign = foreign_office(self.text[start:end], self.voice.office, self.voice.region)
            for figure in inside:
                claim = self._claim(figure, number, (start, end), subjects, inside)
                when = self._years(figure, said)
                claim = replace(claim, years=when, table=self.table)
                yield replace(claim, reason=OTHER_OFFICE) if foreign and not claim.reason else claim
            formula = FORMULA.search(self.text, start, end)
            lasting = [x for x in subjects if x.lasts and not (formula and x.end > formula.start())]
            if lasting:
                self.subject = lasting[-1]
            if said:
                self.years = tuple(dict.fromkeys(int(year.value) for year in said))

    # ---- what a sentence speaks of

    def _subjects(self, start: int, end: int) -> list[_Subject]:
        """Names, totals and unknown names of a sentence, in order of where they end."""
        mentions = self.lexicon.mentions(self.text, start, end)
        found = [_Subject(mention.end, mention.names) for mention in mentions]
        found += [_Subject(match.end(), frozenset()) for match in WHOLE.finditer(self.text, start, end)]
        unknown = self._unknown(start, end, mentions)
        found += [_Subject(place, frozenset(), known=False, lasts=lasts) for place, lasts in unknown]
        return sorted(found, key=lambda subject: subject.end)

    def _unknown(self, start: int, end: int, mentions: Sequence[Mention]) -> Iterator[tuple[int, bool]]:
        """Where a name begins that no table knows (`program`, `persentase` … with words of its own), and if it lasts."""
        for match in HEAD.finditer(self.text, start, end):
            if any(mention.start <= match.start() < mention.end for mention in mentions):
                continue
            follows = NAMING.match(self.text, match.end(), end)
            if not follows or any(mention.start <= follows.start("word") < mention.end for mention in mentions):
                continue
            if follows["word"].casefold() not in GENERIC and not follows["word"].casefold().startswith(
                ("me", "di", "ber", "ter")
            ):
                yield follows.end("word"), match[1].casefold() not in LOOSE

    def _table(self, sentence: str) -> tuple[str, str] | None:
        """The table a sentence points to, by number and title."""
        number = table_number(sentence)
        if number:
            return self.narrative.caption_of(number)
        if points_above(sentence):
            return self.narrative.caption_above(self.at) or ("", "")
        if points_below(sentence):
            return self.narrative.caption_below(self.at) or ("", "")
        return None

    def _introduced(self, end: int) -> tuple[str, str] | None:
        """The table that the next sentence introduces (`Berikut rincian …`), told of before it comes."""
        following = self.text[end : end + _REACH].lstrip()
        if not following.casefold().startswith("berikut") or not points_below(following):
            return None
        return self.narrative.caption_below(self.at)

    def _years(self, figure: Figure, said: Sequence[SaidAt]) -> tuple[int, ...]:
        """The year said last before a figure, else the first one after it in the sentence, else those said before."""
        before = [int(year.value) for year in said if year.start < figure.start]
        after = [int(year.value) for year in said if year.start >= figure.start]
        return (before[-1],) if before else (after[0],) if after else self.years

    # ---- what a figure claims

    def _claim(
        self, figure: Figure, number: int, span: tuple[int, int], subjects: Sequence[_Subject], inside: Sequence[Figure]
    ) -> Claim:
        claim = Claim(self.paragraph, figure, number)
        if figure.value is None:
            return replace(claim, reason=UNREADABLE)
        if figure.hedged:
            return replace(claim, reason=ONLY_BOUND)
        if self._in_row(figure):
            return replace(claim, reason=IN_ROW)
        if CHANGE.search(self.text[max(span[0], figure.start - _REACH) : figure.start]):
            return replace(claim, reason=ONLY_CHANGE)
        measure = figure.noun if figure.noun in NOUNS else self._measure(figure, span[0])
        if figure.kind == "cacah" and measure not in {*NOUNS, TARGET, ACTUAL, OUTCOME, ACHIEVED}:
            measure = HEADS
        if not measure:
            return replace(claim, reason=NO_MEASURE)
        clause = self._clause_after(figure, span[1], inside)
        if measure == "sasaran" and CALLED_EFFICIENT.match(clause):
            measure = EFFICIENT
        subject = self._subject_of(figure, span, subjects, inside, measure)
        if subject is None:
            return replace(claim, measure=measure, reason=NO_SUBJECT)
        if not subject.known:
            return replace(claim, measure=measure, reason=UNKNOWN_NAME)
        partial = figure.kind == "cacah" and measure != EFFICIENT and bool(PARTIAL.search(clause))
        return replace(claim, measure=measure, names=subject.names, partial=partial)

    def _in_row(self, figure: Figure) -> bool:
        """Whether a number stands among others, or bare behind a name, as in the text of a table."""
        before = _before(self.text, figure)
        bare = figure.kind == "rupiah" and figure.text[0].isdigit() and "rupiah" not in figure.text.casefold()
        return bool(re.search(r"\d%?\s+$", before)) or (bare and not LEADS.search(before))

    def _clause_after(self, figure: Figure, end: int, inside: Sequence[Figure]) -> str:
        """What follows a count up to the next figure or the end of its clause."""
        stop = min([end, *(other.start for other in inside if other.start > figure.end)])
        return re.split(r"[,;:]", self.text[figure.end : stop], maxsplit=1)[0]

    def _measure(self, figure: Figure, start: int) -> str:
        """The measure named last before a figure, in its longest form (`realisasi anggaran` is no `anggaran`)."""
        found = [
            (match.end(), -match.start(), measure)
            for pattern, measure in MEASURES
            for match in pattern.finditer(self.text, start, figure.start)
        ]
        if not found:
            return ""
        if figure.kind == "angka" and not LEADS.search(self.text[max(start, figure.start - _REACH) : figure.start]):
            return ""
        return max(found)[2]

    def _subject_of(
        self,
        figure: Figure,
        span: tuple[int, int],
        subjects: Sequence[_Subject],
        inside: Sequence[Figure],
        measure: str,
    ) -> _Subject | None:
        before = [subject for subject in subjects if subject.end <= figure.start]
        after = [subject for subject in subjects if subject.end > figure.start and (subject.names or not subject.known)]
        if measure in {*NOUNS[3:], EFFICIENT}:
            return self._context() or _Subject(0, frozenset())
        if measure in {*NOUNS, HEADS}:
            named = [subject for subject in (*reversed(before), *after) if subject.names]
            return named[0] if named else self._context() or _Subject(0, frozenset())
        if before:
            return before[-1]
        later = [other.start for other in inside if other.start > figure.start]
        near = [subject for subject in after if not later or subject.end <= later[0]]
        if near and re.search(r"\b(?:untuk|pada|dari|atas|bagi|oleh)\b", self.text[figure.end : near[0].end]):
            return near[0]
        if self.subject and not self._points(span):
            return self.subject
        return self._context() or self.subject or self._whole(span)

    def _points(self, span: tuple[int, int]) -> bool:
        return self._table(self.text[span[0] : span[1]]) is not None

    def _context(self) -> _Subject | None:
        """The indicator or program named by the caption of the table a sentence points to; else the whole of it."""
        if self.table is None:
            return None
        named = [mention for mention in self.lexicon.mentions(self.table[1]) if mention.names]
        return _Subject(0, frozenset[str]().union(*(mention.names for mention in named)))

    def _whole(self, span: tuple[int, int]) -> _Subject | None:
        """The office as a whole: named in the sentence, or meant by a sentence that begins with the measure."""
        sentence = self.text[span[0] : span[1]].strip()
        first = self.voice.office.split()[:2]
        named = bool(first) and re.search(r"\s+".join(map(re.escape, first)).rstrip(","), sentence, re.IGNORECASE)
        begins = any(pattern.match(sentence) for pattern, measure in MEASURES if measure in {SHARE, GIVEN, SPENT})
        return _Subject(0, frozenset()) if named or begins else None


def _before(text: str, figure: Figure) -> str:
    """The words that lead up to a figure."""
    return text[max(0, figure.start - _REACH) : figure.start]


def claims_of(narrative: Narrative, lexicon: Lexicon, voice: Voice) -> list[Claim]:
    """The claims of every figure of a narrative, in order."""
    found: list[Claim] = []
    for at, paragraph in enumerate(narrative.paragraphs):
        numbers = figures(paragraph.text)
        told = [figure for figure in numbers if figure.kind != "angka" or LEADS.search(_before(paragraph.text, figure))]
        if told:
            found += _Paragraph(narrative, at, lexicon, voice).claims(told)
    return found
