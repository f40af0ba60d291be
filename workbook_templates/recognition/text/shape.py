"""What a row of lines of text is made of: a number, words, a unit, and figures of the columns' own shapes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rules.model.bilingual import NOTHING, Text
from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout, layouts
from rules.values.vocabulary import Vocabulary, units
from workbook_templates.recognition.text.doubts import NO_CLOSING_FIGURE, WORDS_BEHIND_FIGURES

_FIGURE = r"(?:Rp\.?\s*)?\d(?:[\d.,]*\d)?(?:,-)?(?:\s?%)?|-"
_TAIL = re.compile(rf"(?:^|\s)((?:{_FIGURE})(?:\s+(?:{_FIGURE}))*)$", re.IGNORECASE)
FIGURE = re.compile(_FIGURE, re.IGNORECASE)
AMOUNT = re.compile(r"(?:Rp\.?\s*)?\d{1,3}(?:(?:[.,]\d{3})+|(?:\.\d{2,3}){2,})(?:,\d\d|,-)?", re.IGNORECASE)
_ENDINGS = frozenset("0123456789%-")
_IN_FIGURES = "0123456789.,-%RrPp \t\n\v\f\r\x1c\x1d\x1e\x1f"
"""Letters that figures and the space between them consist of."""
_BROKEN = re.compile(r"\w-$")
_COUNT = re.compile(r"\d{1,6}")
_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s?%?|-")
_YEAR = re.compile(r"20\d\d")


_SPOKEN = re.compile(
    r"(?:\b(?:(tahun|thn)|nomor|no|tabel|bab|pasal|ayat|ke|triwulan|tw|semester|angka|huruf|lampiran))\.?$",
    re.IGNORECASE,
)
_LONGEST_UNIT = 3
_ANY_YEAR = re.compile(r"(?:19|20)\d\d\b")


class AmbiguousError(Exception):
    """Lines of a table cannot be told apart into cells; holds what to say and the sheet row (0-based)."""

    def __init__(self, why: Text, at: int) -> None:
        super().__init__(why.id)
        self.why, self.at = why, at


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row is made of: number (or none), words of these columns, unit (or none), figures, a closing word (or none).

    ``counted`` says that every row has a number of its own, which counts from 1.
    """

    number: str | None
    words: tuple[str, ...]
    unit: str | None
    figures: tuple[tuple[str, ColumnSpec], ...]
    closing: str | None
    counted: bool


@dataclass(slots=True)
class TextRow:
    """A row: its kind, cells by official column, and the sheet rows (0-based) of its lines.

    ``said`` are its words line by line; ``joined`` says that its name goes on below a page break; ``guessed`` names
    what in it is a guess; ``short`` are figures whose columns are not known yet.
    """

    kind: str
    values: dict[str, str]
    lines: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    joined: bool = False
    guessed: Text = NOTHING
    short: list[str] = field(default_factory=list)


def shape_of(layout: Layout, stated: Collection[str], at: int) -> Shape:
    """The shape of the rows of a table whose head states these columns; raises :class:`AmbiguousError`."""
    shape = _shape(layout.id, tuple(stated))
    if isinstance(shape, Text):
        raise AmbiguousError(shape, at)
    return shape


@lru_cache(maxsize=128)
def _shape(layout_id: str, stated: tuple[str, ...]) -> Shape | Text:
    """The shape of rows, or why it tells no cells apart."""
    layout = layouts()[layout_id]
    due = {
        number: column
        for number, column in layout.official.items()
        if number in stated or column.due or column.role == "no"
    }
    number = next((n for n, column in due.items() if column.role in {"no", "nomor_iku"}), None)
    unit = next((n for n, column in due.items() if column.role == "satuan"), None)
    figures = [n for n, x in due.items() if x.kind in {"money", "target", "percent"} or x.role == "tahun"]
    closing = next((n for n in due if n in layout.words and n in stated), None)
    order = list(due)
    words = [
        n
        for n, column in due.items()
        if n not in {number, unit, closing, *figures}
        and not (column.optional and figures and order.index(n) > order.index(figures[-1]))
    ]
    counted = due[number].role == "no" if number else False
    if figures and any(order.index(n) > order.index(figures[0]) for n in words):
        return WORDS_BEHIND_FIGURES
    if not figures and not counted:
        return NO_CLOSING_FIGURE
    return Shape(number, tuple(words), unit, tuple((n, due[n]) for n in figures), closing, counted)


def by_names(layout: Layout, shape: Shape) -> bool:
    """Whether words of columns stand side by side, so that only names tell where one ends and the next begins."""
    roles = {layout.columns[n].role for n in shape.words}
    return len(shape.words) > 1 and roles != {"iku", "uraian"}


def fits(text: str, column: ColumnSpec) -> bool:
    """Whether a figure may stand in a column, by its look alone."""
    if column.role == "tahun":
        return bool(_YEAR.fullmatch(text))
    if column.kind == "money" and column.role == "jumlah":
        return bool(_COUNT.fullmatch(text))
    if column.kind == "money":
        return bool(AMOUNT.fullmatch(text)) or text == "-"
    return bool(_SHARE.fullmatch(text))


@lru_cache(maxsize=4)
def _unit_ends(known: Vocabulary) -> frozenset[str]:
    """The last words of all units."""
    return frozenset(spelling.split()[-1] for spelling in known.spellings if spelling) | {"%"}


def unit_of(said: str) -> str:
    """The unit that ends some words, of up to three words; empty where none does."""
    words = said.split()
    if not words or words[-1].casefold() not in _unit_ends(units()):
        return ""
    for count in range(min(_LONGEST_UNIT, len(words)), 0, -1):
        text = " ".join(words[-count:])
        if text == "%" or units().official(text):
            return text
    return ""


def is_spoken(said: str, figure: str) -> bool:
    """Whether a figure belongs to the words before it: `Tahun 2024`, `Bab 4`; but not `Tahun 72`, which is a unit.

    >>> is_spoken("Hasil panen tahun", "2024"), is_spoken("Usia harapan hidup Tahun", "72.5")
    (True, False)
    """
    match = _SPOKEN.search(said.rpartition(" ")[2])
    return match is not None and (not match[1] or bool(_ANY_YEAR.match(figure)))


def joined(lines: Sequence[str]) -> str:
    """Lines of one cell as its text; a word that a hyphen breaks at the end of its line is one.

    >>> joined(["Rata-", "rata capaian"])
    'Rata-rata capaian'
    """
    text = ""
    for line in filter(None, lines):
        text += line if not text or (text[-1] == "-" and _BROKEN.search(text)) else f" {line}"
    return text


def trailing_figures(text: str) -> tuple[str, tuple[str, ...]]:
    """The words of a line and the figures that end it."""
    text = text.strip()
    return _parted(text) if text[-1:] in _ENDINGS else (text, ())


@lru_cache(maxsize=16384)
def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    # No figure begins before the last letter that none has.
    match = _TAIL.search(text, len(text.rstrip(_IN_FIGURES)) if text.isascii() else 0)
    return (text[: match.start()].strip(), tuple(FIGURE.findall(match[1]))) if match else (text, ())
