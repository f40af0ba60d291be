"""What a sum's own formula adds up: rows it misses, rows it counts twice, amounts typed into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from rules.arrays import Mask
from rules.calculation.recalculate import OF_GOOGLE
from rules.calculation.sums import families
from rules.frames.memo import once
from rules.frames.stacking import marks
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.display import display
from rules.model.document import TablePlace
from rules.model.formula_texts import FormulaTexts
from rules.record import record
from rules.values.cells import column_number

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_FEWEST_DIGITS = 4
_AMOUNT = re.compile(rf"(?<![A-Za-z$\d.!])\d{{{_FEWEST_DIGITS},15}}(?:\.\d+)?(?![\d.(!:A-Za-z])")
_YEARS = range(1900, 2100)
_CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_PIECE = re.compile(rf"\s*(?:(?P<sum>SUM\(\s*(?P<inside>[^()]*)\))|(?P<cell>{_CELL}))\s*(?P<plus>\+|$)")
_AREA = re.compile(rf"\s*({_CELL})(?:\s*:\s*({_CELL}))?\s*")
_MOST_ROWS = 20_000


def _meant(formula: str) -> str:
    """A formula as it was written, whatever program it was exported from.

    >>> _meant('=IFERROR(__xludf.DUMMYFUNCTION("SUM(F11:F12)"),440000000)')
    '=SUM(F11:F12)'
    """
    exported = OF_GOOGLE.fullmatch(formula) if "__xludf" in formula else None
    return "=" + exported[1].replace('""', '"') if exported else formula


@lru_cache(maxsize=4096)
def typed_amounts(formula: str) -> tuple[str, ...]:
    """Amounts of four digits or more typed into a formula, as they stand there; years are none.

    >>> typed_amounts("=20906000-R15"), typed_amounts("=SUM(F11:F1200)*100")
    (('20906000',), ())
    """
    if not _AMOUNT.search(formula):
        return ()
    formula = _meant(formula)
    found = _AMOUNT.findall(_TEXT.sub('""', re.sub(rf"{_CELL}", "A", formula)))
    return tuple(x for x in found if "." in x or int(x) not in _YEARS)


@lru_cache(maxsize=4096)
def _added(formula: str, column: int) -> tuple[int, ...] | None:
    """Sheet rows of one column that a formula adds up, each as often as it is added; None for any other formula."""
    body, at = _meant(formula).lstrip("=+").strip().upper(), 0
    rows: list[int] = []
    while at < len(body):
        piece = _PIECE.match(body, at)
        if piece is None or (not piece["plus"] and piece.end() < len(body)):
            return None
        for area in re.split(r"[,;]", piece["inside"]) if piece["sum"] else [piece["cell"]]:
            match = _AREA.fullmatch(area)
            if match is None:
                return None
            (left, top), (right, bottom) = (_place(match[1]), _place(match[2] or match[1]))
            if left != column or right != column or not 0 <= bottom - top < _MOST_ROWS:
                return None
            rows += range(top, bottom + 1)
        at = piece.end()
    return tuple(rows) or None


def _place(cell: str) -> tuple[int, int]:
    plain = cell.replace("$", "")
    letters = plain.rstrip("0123456789")
    return column_number(letters), int(plain[len(letters) :])


@record
class Reach:
    """Rows that a sum misses, counts more than once, or adds though they are not its own: Excel row and key of each."""

    missed: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str], ...] = ()
    strange: tuple[tuple[int, str], ...] = ()

    @property
    def sound(self) -> bool:
        """Whether each row is counted once."""
        return not (self.missed or self.twice or self.strange)

    @property
    def words(self) -> Text:
        """What is wrong with the reach, in one sentence."""
        parts = [(self.missed, "tidak menjumlahkan", "misses"), (self.twice, "menjumlahkan dua kali", "counts twice"),
                 (self.strange, "ikut menjumlahkan yang bukan rinciannya:", "adds what is not its own:")]  # fmt: skip
        told = [(id_word, en_word, _listed(rows)) for rows, id_word, en_word in parts if rows]
        return Text(
            f"Rumusnya {'; '.join(f'{word} {rows[0]}' for word, _, rows in told)}.",
            f"Its formula {'; '.join(f'{word} {rows[1]}' for _, word, rows in told)}.",
        )


def _listed(rows: tuple[tuple[int, str], ...]) -> tuple[str, str]:
    shown = [f"{row} ({key})" for row, key in rows[:4]]
    more = f" … ({len(rows)})" if len(rows) > 4 else ""
    return f"baris {', '.join(shown)}{more}", f"rows {', '.join(shown)}{more}"


class _Tree:
    """Rows of a view by place and by what adds them up, as plain lists: a sum looks at few of them, many times."""

    def __init__(self, view: View) -> None:
        self.docs, self.sheets, self.rows = view.docs.tolist(), view.cells("sheet").tolist(), view.cells("row").tolist()
        self.coded = view.coded.tolist()
        places = enumerate(zip(self.docs, self.sheets, self.rows, strict=True))
        self.at = {place: at for at, place in places}
        self.children = families(view).of
        self._leaves: dict[int, tuple[int, ...]] = {}

    def leaves(self, at: int) -> tuple[int, ...]:
        """The rows without details under a row, or the row itself."""
        if at not in self._leaves:
            below = self.children(at)
            self._leaves[at] = tuple(leaf for row in below for leaf in self.leaves(row)) if below else (at,)
        return self._leaves[at]


@once
def _tree(view: View) -> _Tree:
    return _Tree(view)


def reach(view: View, column: str, position: int) -> Reach | None:
    """What the sum in a row reaches, told by its formula; None where that is no plain sum of its own column."""
    tree = _tree(view)
    table = view.table_of(position)
    formula, letter = table.marks.formulas.get((tree.rows[position], column)), table.letters.get(column)
    added = _added(formula, column_number(letter)) if formula and letter else None
    if added is None:
        return None
    due = {leaf for child in tree.children(position) for leaf in tree.leaves(child)}
    counted: Counter[int] = Counter()
    strange: list[int] = []
    for row in added:
        hit = tree.at.get((tree.docs[position], tree.sheets[position], row))
        if hit is None or hit == position or not tree.coded[hit]:
            continue
        leaves = tree.leaves(hit)
        strange += [hit] if not due.issuperset(leaves) else []
        counted.update(leaves)
    return Reach(
        _named(view, [x for x in due if not counted[x]]),
        _named(view, [x for x in due if counted[x] > 1]),
        _named(view, strange),
    )


def _named(view: View, rows: list[int]) -> tuple[tuple[int, str], ...]:
    return tuple((view.place(row)[1], str(view.keys[row])) for row in sorted(set(rows)))


def of_formula(view: View, column: str, position: int) -> Text:
    """Why a sum is off, by its formula: what it misses or counts twice, or amounts typed into it; empty if nothing."""
    found = reach(view, column, position)
    if found is not None and not found.sound:
        return found.words
    table, at = view.table_of(position), view.place(position)[1]
    typed = typed_amounts(table.marks.formulas.get((at, column), ""))
    return amounts_told(typed) if typed else NOTHING


def amounts_told(typed: tuple[str, ...]) -> Text:
    """A sentence about amounts typed into a formula."""
    shown = ", ".join(display(int(x), 0) if x.isdigit() else x for x in typed)
    return Text(f"Rumusnya memuat angka ketikan {shown}.", f"Its formula holds the typed amount {shown}.")


@once
def _with_typed_amounts(view: View) -> dict[str, Mask]:
    return marks(view.tables, lambda table: _places_of_amounts(table.marks.formulas))


def _places_of_amounts(formulas: Mapping[TablePlace, str]) -> list[TablePlace]:
    places = formulas.with_numbers(_FEWEST_DIGITS) if isinstance(formulas, FormulaTexts) else formulas
    return [place for place in places if typed_amounts(formulas[place])]


def in_formulas(view: View, column: str) -> Mask:
    """Cells whose formula holds an amount typed into it."""
    masks = _with_typed_amounts(view)
    return masks[column] if column in masks else np.zeros(len(view.frame), dtype=bool)
