"""No received text makes its reader look at it over and over: four times the text is at most about four times the work.

Work is counted: calls, and processor time of this thread, of which the least of several runs is taken. Quadratic work
would be sixteen times as much.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from rules.narrative import sentences
from rules.narrative.claims import Voice, claims_of
from rules.narrative.figures import figures
from rules.narrative.mentions import Lexicon
from rules.narrative.paragraphs import Narrative
from rules.seal import canon_v1
from rules.seal.canon_v2 import formula_form, value_form
from rules.validation import validate
from rules.values import targets, terbilang
from rules.values.codes import read_code
from rules.values.fund_names import fund, split_funds
from rules.values.likeness import likeness
from rules.values.money import read_money
from rules.values.names import missing_words, names_in, normalise
from rules.values.number import read_number
from rules.values.phone_code import heard
from rules.values.terminal_safe import terminal_safe
from rules.values.terms import says
from rules.values.text import fold, plain_heading
from rules.values.vocabulary import units
from tests.support.helpers import grid, table_rows
from workbook_templates.reading.active_content import in_formulas, in_names
from workbook_templates.reading.formula_grammar import is_formula
from workbook_templates.recognition.read_grids import read_grids

LONGEST = 10_000
"""Signs: a cell of Excel holds three times as many, and longer ones are refused."""
SEEDS = (
    "x/", "1.", "1", "9,", " ", "- ", "(", "((", ")", '"', "'", "[1]", "|", "a", "A1+", "dan ", "x dan y ", "rp ", "Rp.",
    "% ", "10 20 ", "ik1 ", "se ", "a-", "a- ", "1-", "1/", "{", "{}", "dari 5 menjadi ", "berikut ", "tabel 1. ", "5 program ",
    "Dinas A ", ".", "; ", "n+1 ", "\u00a0", "SUM(", "=", "5 s/d ", "a|", "'a|",
)  # fmt: skip
Read = Callable[[str], object]
READERS: dict[str, Read] = {
    "text": fold, "heading": plain_heading, "name": normalise, "words of a name": lambda text: missing_words(text, "a b"),
    "office": lambda text: names_in(text, "Dinas Contoh"), "money": lambda text: read_money(text, 0), "number": read_number,
    "code": lambda text: read_code(text, 4), "target": targets.read_target, "unit of a target": targets.first_unit,
    "unit": lambda text: units().official(text), "nearest unit": lambda text: units().nearest(text), "fund": fund,
    "funds": split_funds, "spelled": terbilang.is_terbilang, "kind of an indicator": lambda text: says("perubahan", text),
    "figures": figures, "sentences": sentences.sentences, "caption": sentences.caption, "table": sentences.table_number,
    "years": lambda text: sentences.years(text, 0, len(text), 2024), "above": sentences.points_above,
    "below": sentences.points_below, "other office": lambda text: sentences.foreign_office(text, "Dinas A", "Kota B"),
    "defined name": lambda text: list(in_names([("x", f"={text}")])), "form of a formula": is_formula,
    "formula": lambda text: list(in_formulas("T", {(1, 1): f"={text}"})), "sealed formula": formula_form,
    "sealed formula of version 1": canon_v1.formula_form, "sealed value": value_form,
    "likeness of a heading": lambda text: likeness(text, "Program dan Kegiatan"), "code heard": heard, "shown safely": terminal_safe,
}  # fmt: skip


def seconds(read: Read, text: str) -> float:
    """The least processor time of this thread; what a reader keeps of texts it has seen is got round."""
    best = float("inf")
    for number in range(2):
        other = f"{text}{number}"
        start = time.thread_time()
        read(other)
        best = min(best, time.thread_time() - start)
    return best


@pytest.mark.parametrize("name", READERS)
def test_a_longer_text_is_no_more_work_than_it_is_longer(name: str) -> None:
    for seed in SEEDS:
        for start, end in (("", ""), ("1 ", "!")):
            few, many = (
                seconds(READERS[name], f"{start}{seed * (size // len(seed))}{end}") for size in (LONGEST // 4, LONGEST)
            )
            assert many < 9 * few + 0.01, f"{seed!r}: {few:.4f} s, {many:.4f} s"


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C counted too."""
    count = 0

    def note(_: Any, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


SENTENCES = (
    "dari 5 menjadi 6 program ",
    "berikut rincian. ",
    "pagu tabel 3.1 di atas 5 orang. ",
    "Rp 5.000 ",
    "kegiatan dan program ",
)


@pytest.mark.parametrize("said", SENTENCES)
def test_a_longer_narrative_is_no_more_work_than_it_is_longer(said: str) -> None:
    lexicon, voice = Lexicon(["Program Penilaian Kesehatan", "Rapat"]), Voice("Dinas A", "Kota B", 2024)

    def work(times: int) -> tuple[int, float]:
        one, many = Narrative.of_text(said * times), Narrative.of_text("\n".join([said] * times))
        start = time.thread_time()
        claims_of(one, lexicon, voice)
        claims_of(many, lexicon, voice)
        spent = time.thread_time() - start
        return calls(lambda: claims_of(one, lexicon, voice)) + calls(lambda: claims_of(many, lexicon, voice)), spent

    (few, short), (more, long) = work(300), work(1_200)
    assert more < 5.5 * few
    assert long < 9 * short + 0.05


WORDS = ("x/x ", "1.000 Orang ", "2.17.01 ")


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", ["T-C.33", "T-C.31", "T-C.29"])
@pytest.mark.parametrize("grown", ["cells", "headings", "title"])
def test_a_longer_text_anywhere_in_a_table_is_no_more_work_than_it_is_longer(name: str, word: str, grown: str) -> None:
    """From the sheet to the verdict: every cell of a row, every heading, or the title grows."""
    rows = [list(cells) for cells in table_rows(name)]
    numbers = next(at for at, cells in enumerate(rows) if "(1)" in cells)
    places = {"cells": [numbers + 2], "headings": range(numbers), "title": []}[grown]

    def work(times: int) -> tuple[int, float]:
        longer = [
            [f"{text} {word * times}" if at in places and text is not None else text for text in cells]
            for at, cells in enumerate(rows)
        ]
        if grown == "title":
            longer.insert(0, [f"Rencana Kerja {word * times}"])

        def judge() -> None:
            validate(read_grids("x.xlsx", [grid(longer, name)]))

        judge()
        start = time.thread_time()
        judge()
        spent = time.thread_time() - start
        return calls(judge), spent

    (few, short), (more, long) = work(250), work(1_000)
    assert more < 4.5 * few
    assert long < 9 * short + 0.05
