"""The figures of all documents at hand, found by name and by the table a narrative points to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rules.factcheck.fact import UNSPOKEN, Fact
from rules.factcheck.table_facts import facts_of
from rules.frames.view import View
from rules.model.document import Document
from rules.narrative.claims import Voice
from rules.narrative.mentions import Lexicon
from rules.schema.layout import layouts


def _name(name: str) -> str:
    return " ".join(name.split())


class Tables:
    """What all documents at hand hold; the first document is the narrative's own."""

    def __init__(self, documents: Sequence[Document], tables: Mapping[str, View] | None = None) -> None:
        """``tables`` are those of the stack the first document is judged in, if it is."""
        self.documents = documents
        self.facts = facts_of(documents[0], 0, tables)
        for source, document in enumerate(documents[1:], 1):
            self.facts += facts_of(document, source)
        self._by_name: dict[str, list[Fact]] = {}
        for fact in self.facts:
            self._by_name.setdefault(fact.name, []).append(fact)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names tables hold."""
        return Lexicon(fact.name for fact in self.facts if fact.name and fact.of not in UNSPOKEN)

    @property
    def voice(self) -> Voice:
        """Office, region and year of the narrative's own document."""
        own = self.documents[0]
        return Voice(own.text("perangkat_daerah"), own.text("pemda"), own.year)

    def of(self, names: Iterable[str], *kinds: str) -> list[Fact]:
        """Facts of given names (none: of the office as a whole) and kinds."""
        listed = list(dict.fromkeys(map(_name, names))) or [""]
        return [fact for name in listed for fact in self._by_name.get(name, []) if fact.of in kinds]

    def places(self, number: str, title: str) -> set[tuple[int, int]]:
        """The tables of the workbooks that a table of the narrative, by number and title, is."""
        titles = {fact.place: fact.titles for fact in self.facts}
        numbered = re.compile(rf"\btabel\s+{re.escape(number)}(?![\d.]*\d)", re.IGNORECASE) if number else None
        own = {place for place, texts in titles.items() if numbered and any(map(numbered.search, texts))}
        if own or not title:
            return own
        alike = {place: max(self._likeness(title, text) for text in texts) for place, texts in titles.items()}
        best = max(alike.values(), default=0.0)
        found = {place for place, score in alike.items() if score >= max(70.0, best - 3)}
        if found or not numbered:
            return found
        seeds = {fact.place: f"Tabel {layouts()[fact.table].seed_title}" for fact in self.facts}
        meant = {place for place, text in seeds.items() if numbered.search(text)}
        return {place for place in meant if alike[place] >= 50}

    def _likeness(self, one: str, other: str) -> float:
        """How alike two titles are, apart from names of offices, indicators and years."""
        from rapidfuzz import fuzz

        said = {*re.findall(r"\w+", f"{self.voice.office} {self.voice.region}".casefold()), "tahun", "tabel", "di"}

        def bare(text: str) -> str:
            kept = text
            for mention in reversed(self.lexicon.mentions(text)):
                kept = kept[: mention.start] + kept[mention.end :]
            return " ".join(word for word in re.findall(r"[^\W\d]+", kept.casefold()) if word not in said)

        return float(fuzz.token_sort_ratio(bare(one), bare(other)))
