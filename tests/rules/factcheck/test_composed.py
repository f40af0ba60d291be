"""Sentences composed of facts: what they say, what leaves them out, and the tags by which their figures are found again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from rules.factcheck.composed import SaidSentence, composed, is_figure_tag
from rules.factcheck.fact import GROUP, HEADING, ROW, WHOLE, Fact
from rules.factcheck.table_facts import facts_of
from rules.schema.outline import outline_of
from rules.schema.sentence import Sentence, sentences_of
from tests.places import EXAMPLES
from workbook_templates.reader import read_document

NAMES = {"perangkat_daerah": "Dinas Contoh", "pemda": "Kota Bekasi"}


def fact(measure: str, value: object, unit: str, *, of: str = WHOLE, name: str = "", year: int | None = 2024) -> Fact:
    return Fact(of, name, measure, year, Decimal(str(value)), unit, "T-C.33", "T-C.33", "A1")


def sentence(text: str, of: str = WHOLE) -> Sentence:
    return Sentence(id="uji", place="T-C.33", of=of, text=text)  # type: ignore[arg-type]


def said(asked: Sentence, *facts: Fact, year: int | None = 2024) -> list[str]:
    return [
        "".join(x if isinstance(x, str) else x.text for x in one.parts).replace("Rp\N{NO-BREAK SPACE}", "Rp ")
        for one in composed([asked], facts, year, NAMES)
    ]


def test_figures_are_said_by_their_unit_and_labels_are_filled_in() -> None:
    asked = sentence("{perangkat_daerah} {n+1}: [program n] program, [pagu n terbilang], [pagu n+1], [serapan n].")
    facts = [
        fact("program", 8, "cacah"), fact("pagu", 1500000, "rupiah"), fact("pagu", 2000, "rupiah", year=2025),
        fact("serapan", "86.0599", "persen"),
    ]  # fmt: skip
    assert said(asked, *facts) == [
        "Dinas Contoh 2025: 8 (delapan) program, Rp 1.500.000 (satu juta lima ratus ribu rupiah), Rp 2.000, 86,06%."
    ]


def test_what_a_table_does_not_say_leaves_the_sentence_out() -> None:
    asked = sentence("[program n] program dan [kegiatan n] kegiatan.")
    assert said(asked, fact("program", 8, "cacah")) == []
    assert said(asked, fact("program", 8, "cacah"), fact("kegiatan", 3, "cacah"), year=None) == []


def test_nothing_is_said_of_money_that_nobody_planned_yet() -> None:
    """A table not filled in has sums of nought; money not spent is a figure like any other."""
    asked = sentence("[program n] program sebesar [pagu n], terealisasi [realisasi_dana n].")
    counted, spent = fact("program", 8, "cacah"), fact("realisasi_dana", 0, "rupiah")
    assert said(asked, counted, fact("pagu", 0, "rupiah"), spent) == []
    assert said(asked, counted, fact("pagu", 5000, "rupiah"), spent) == [
        "8 (delapan) program sebesar Rp 5.000, terealisasi Rp 0."
    ]


def test_is_said_once_of_each_name_in_the_order_of_the_table() -> None:
    asked = sentence("[nama]: [pagu n].", ROW)
    facts = [
        fact("pagu", at, "rupiah", of=ROW, name=name)
        for at, name in enumerate(("Program B", "Program A", "Program B"), 1)
    ]
    assert said(asked, *facts) == ["Program B: Rp 1.", "Program A: Rp 2."]


def test_a_sentence_without_a_name_speaks_of_what_has_none() -> None:
    facts = [fact("jumlah", 41, "orang", of=HEADING), fact("jumlah", 22, "orang", of=HEADING, name="PNS")]
    assert said(sentence("Berjumlah [jumlah n].", HEADING), *facts) == ["Berjumlah 41 orang."]
    assert said(sentence("[nama] sebanyak [jumlah n].", HEADING), *facts) == ["PNS sebanyak 22 orang."]


def test_tags_are_short_and_each_figure_has_its_own() -> None:
    for document in ("renja", "lkip"):
        book = read_document(EXAMPLES / f"{document}-2024-benar.xlsx")
        made = list(composed(sentences_of(document), facts_of(book), book.year, NAMES))
        tags = [tag for one in made for tag in one.figures]
        assert len(tags) == len(set(tags)) > 50
        assert all(len(tag) <= 64 and is_figure_tag(tag) for tag in tags)


def test_a_tag_outlives_other_figures_but_not_another_name() -> None:
    def tags(name: str, value: int) -> set[str]:
        (one,) = composed(
            [sentence("[nama]: [pagu n].", GROUP)], [fact("pagu", value, "rupiah", of=GROUP, name=name)], 2024, NAMES
        )
        return set(one.figures)

    assert tags("Nilai AKIP", 1) == tags("NILAI  AKIP", 2) != tags("Nilai SAKIP", 1)


@pytest.mark.parametrize("document", ["renja", "lkip"])
def test_every_sentence_of_an_example_is_said_somewhere(document: str) -> None:
    """But for those whose tables the example lacks."""
    book = read_document(EXAMPLES / f"{document}-2024-benar.xlsx")
    made: list[SaidSentence] = list(composed(sentences_of(document), facts_of(book), book.year, NAMES))
    assert {one.sentence.id for one in made} == {one.id for one in sentences_of(document)}
    placed = [name for chapter in outline_of(document).chapters for part in chapter.parts for name in part.sentences]
    assert sorted(placed) == sorted(one.id for one in sentences_of(document))


@pytest.mark.parametrize(
    ("words", "count", "also"),
    [
        (("efisien", "Cukup Efisien", "efisien"), 2, [1]),
        (("Sangat efisien", "efisien", "efisien"), 2, [1]),
        (("efisien", "tidak efisien", "efisien"), 1, [2]),
        (("efisien", "efisien", "tidak efisien"), 1, [2]),
        (("efisien", "", "efisien"), 2, []),
    ],
)
def test_efficient_sasaran_are_those_whose_words_all_say_so(words: Sequence[str], count: int, also: list[int]) -> None:
    """The second sasaran has the last two words; what its figures make due is another way to count."""
    book = read_document(EXAMPLES / "lkip-2024-benar.xlsx")
    table = next(table for table in book.tables if table.layout == "Efisiensi")
    labelled = [at for at, text in enumerate(table.columns["8"]) if text]
    assert len(labelled) == len(words)
    for at, word in zip(labelled, words, strict=True):
        table.columns["8"][at] = word
    (found,) = (fact for fact in facts_of(book) if fact.measure == "efisien")
    assert (found.value, list(found.also)) == (count, also)


def test_the_sentences_of_real_documents_are_composed() -> None:
    """Their kinds, by the figures: counts of the plan, of sasaran with their indicators, of proposals, efficiency, two years."""
    made = {}
    for document in ("renja", "lkip"):
        book = read_document(EXAMPLES / f"{document}-2024-seed.xlsx")
        for one in composed(sentences_of(document), facts_of(book), book.year, NAMES):
            made.setdefault(one.sentence.id, list(one.figures.values()))
    assert made["efisiensi"] == ["2 (dua)", "2 (dua)"]
    assert made["indikator-sasaran"] == ["1 (satu)"]
    assert made["usulan-jumlah"] == ["2 (dua)"]
    assert made["perbandingan-rinci"] == ["83,53%", "82,56%"]
    assert len(made["evaluasi"]) == 3
