"""Texts that grow, and all that reads them: four times the text must be about four times the work.

Tests count the calls of it; what work regular expressions do is seen in time only, which `bench/longer_texts.py` measures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

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
from workbook_templates.reading.excel.active_content import in_formulas, in_names
from workbook_templates.reading.excel.formula_grammar import is_formula
from workbook_templates.recognition.read_grids import read_grids

LONGEST = 10_000
"""Signs: a cell of Excel holds three times as many, and longer ones are refused."""
SEEDS = (
    "x/", "1.", "1", "9,", " ", "- ", "(", "((", ")", '"', "'", "[1]", "|", "a", "A1+", "dan ", "x dan y ", "rp ", "Rp.",
    "% ", "10 20 ", "ik1 ", "se ", "a-", "a- ", "1-", "1/", "{", "{}", "dari 5 menjadi ", "berikut ", "tabel 1. ", "5 program ",
    "Dinas A ", ".", "; ", "n+1 ", "\u00a0", "SUM(", "=", "5 s/d ", "a|", "'a|",
    "A1 ", "[a", "'a",
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
"""What reads one text, by what it finds there."""
FRAMES = (("", ""), ("1 ", "!"))
"""What may stand before and behind what is said over and over."""
SENTENCES = (
    "dari 5 menjadi 6 program ",
    "berikut rincian. ",
    "pagu tabel 3.1 di atas 5 orang. ",
    "Rp 5.000 ",
    "kegiatan dan program ",
)
WORDS = ("x/x ", "1.000 Orang ", "2.17.01 ")
TABLES, PLACES = ("T-C.33", "T-C.31", "T-C.29"), ("cells", "headings", "title")
"""Tables in which words grow, and where: in every cell of a row, every heading, or the title."""


def repeated(seed: str, signs: int, frame: tuple[str, str]) -> str:
    """A text of about so many signs that says the same over and over."""
    return f"{frame[0]}{seed * (signs // len(seed))}{frame[1]}"


def narrative(said: str, times: int) -> Callable[[], None]:
    """Reading a narrative that says a sentence so many times, in one paragraph and in as many."""
    lexicon, voice = Lexicon(["Program Penilaian Kesehatan", "Rapat"]), Voice("Dinas A", "Kota B", 2024)
    told = [Narrative.of_text(said * times), Narrative.of_text("\n".join([said] * times))]

    def read() -> None:
        for one in told:
            claims_of(one, lexicon, voice)

    return read


def judged(name: str, place: str, word: str, times: int) -> Callable[[], None]:
    """Judging a table, from the sheet to the verdict, in which a word stands so many times in each of some places."""
    rows = [list(cells) for cells in table_rows(name)]
    numbers = next(at for at, cells in enumerate(rows) if "(1)" in cells)
    places = {"cells": [numbers + 2], "headings": range(numbers), "title": []}[place]
    longer = [
        [f"{text} {word * times}" if at in places and text is not None else text for text in cells]
        for at, cells in enumerate(rows)
    ]
    if place == "title":
        longer.insert(0, [f"Rencana Kerja {word * times}"])

    def judge() -> None:
        validate(read_grids("x.xlsx", [grid(longer, name)]))

    return judge


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
