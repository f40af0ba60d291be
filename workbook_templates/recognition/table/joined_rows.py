"""Lines of a table that was pasted or typed by hand: rows that slipped sideways, and cells continued in rows of their own.

A code, a number, or a name with money begins a row. What has none of them either states a further indicator
with its targets, or only continues the cells of the row above or below: then its cells are joined to that row's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rules.model.document import DATA, Table
from rules.schema.layout import layouts
from rules.values.cells import SPLIT, as_text, filled_columns, is_blank, join_parts
from rules.values.names import names_unit
from rules.values.text import fold
from workbook_templates.recognition.table.rows import Line
from workbook_templates.recognition.table.shifted_rows import aligned, as_total

Likeness = Callable[[str], float]
"""How much a name resembles any name known, 0 to 100."""

_OPEN = re.compile(r"(?:[,/(\-]|\b(?:dan|atau|serta|dengan|untuk|dalam|para|yang|pada|di|ke|dari|bagi|oleh|terhadap|kepada))$",
                   re.IGNORECASE)  # fmt: skip
_NUMBERS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_FEW_WORDS = 3
_COMPLETE = 0.7
_MOST_SLIPPED = 0.2
_FEW_ROWS = 2
SAME = 100.0
"""How much a name resembles itself."""


@lru_cache(maxsize=64)
def _code_and_name(layout_id: str) -> tuple[str | None, str | None]:
    """The columns of a layout that hold codes and names."""
    layout = layouts()[layout_id]
    return layout.by_role("kode"), layout.by_role("uraian")


def _tidy(line: Line) -> Line:
    """The line with the parts of its code that the scan doubled left out, and words in the code column moved to the name."""
    code, name = _code_and_name(line.head.layout.id)
    typed = line.values.get(code or "")
    if not code or not isinstance(typed, str) or line.kind != DATA:
        return line
    if not _DIGIT.search(typed) and name:
        words = typed.replace(SPLIT, " ")
        values = line.values | {code: None, name: join_parts([words, line.values.get(name)], " ")}
        return replace(line, values=values)
    if " " not in typed:
        return line
    parts = typed.split(SPLIT)
    kept = [
        part
        for before, part in zip(["", *parts], parts, strict=False)
        if not before or not part.startswith(f"{before} ")
    ]
    return line if len(kept) == len(parts) else replace(line, values=line.values | {code: SPLIT.join(kept)})


def _spread(lines: Sequence[Line]) -> None:
    """Mark the cells that one amount stands for, which was merged over them before it was pasted."""
    data = [line for line in lines if line.kind == DATA]
    if not data or data[0].head.layout.hierarchy != "datar":
        return
    layout = data[0].head.layout
    for number in layout.of_kind("money", "percent"):
        holding = [line for line in data if not is_blank(line.values.get(number))]
        if len(holding) == 1 and len(data) > _FEW_ROWS:
            for line in data:
                if line is not holding[0]:
                    line.shared.add(number)


# ---- cells continued in rows of their own


class Joiner:
    """Joins continuation lines of one table to the rows they continue."""

    def __init__(self, lines: Sequence[Line], alike: Likeness) -> None:
        self.lines, self.alike = list(lines), alike
        layout = lines[0].head.layout
        self.columns = layout.official
        self.code = layout.by_role("kode") if layout.by_role("kode") in layout.official else None
        self.number, self.name = layout.by_role("no"), layout.by_role("uraian")
        self.indicator = layout.by_role("indikator")
        self.texts = [number for number, spec in self.columns.items() if spec.kind == "text" and spec.role != "no"]
        self.notes = [
            number for number, spec in self.columns.items() if spec.role in {"catatan", "sumber_dana", "lokasi"}
        ]
        self.money = layout.of_kind("money")
        self.targets = [number for number, spec in self.columns.items() if spec.kind in {"target", "percent"}]

    def joined(self) -> list[Line]:
        """The lines of the table, each with what continues it."""
        sorts = [self._sort(at) for at in range(len(self.lines))]
        goes = self._directions(sorts)
        rows: list[Line] = []
        waiting: list[Line] = []
        for line, sort, below in zip(self.lines, sorts, goes, strict=True):
            if sort == "sambungan" and (below or not rows):
                waiting.append(line)
            elif sort == "sambungan":
                self._append(rows[-1] if rows[-1].kind == DATA else line, line)
            else:
                for part in reversed(waiting):
                    self._prepend(line, part)
                waiting.clear()
                if sort == "lanjutan":
                    self._move_fragments(rows, line)
                rows.append(line)
        return self._in_order([*rows, *waiting])

    # ---- what a line is

    def _filled(self, line: Line, number: str | None) -> bool:
        value = line.values.get(number) if number is not None else None
        return value is not None and value != "" and not is_blank(value)

    def _share(self, line: Line, numbers: Sequence[str]) -> float:
        return sum(self._filled(line, number) for number in numbers) / len(numbers) if numbers else 0.0

    def _sort(self, at: int) -> str:
        """`baris` a row of its own, `lanjutan` a further indicator, `sambungan` what continues a row's cells."""
        line = self.lines[at]
        if line.kind != DATA:
            return "baris"
        if self.code and _DIGIT.search(as_text(line.values.get(self.code))):
            return "baris"
        if self._filled(line, self.number) or (
            self._filled(line, self.name) and any(self._filled(line, x) for x in self.money)
        ):
            return "baris"
        if self._filled(line, self.indicator) and self._share(line, self.targets) >= (_COMPLETE if self.code else 0.01):
            return "lanjutan"
        filled = [number for number in line.values if self._filled(line, number)]
        if set(filled) <= set(self.notes):
            return "sambungan"
        if not self.code or not self.name:
            return (
                "sambungan"
                if any(self._continues(at, number) for number in filled if number in self.texts)
                else "baris"
            )
        if (
            self._filled(line, self.indicator)
            and not self._filled(line, self.name)
            and not self._continues(at, self.indicator)
        ):
            return "lanjutan"
        # What some rows are of is none of their names.
        return "baris" if self._is_unit(line) and not self._continues(at, self.name) else "sambungan"

    def _is_unit(self, line: Line) -> bool:
        """Whether a line says no more than of which part of the office the rows below it are."""
        filled = [number for number in line.values if self._filled(line, number)]
        return self.name is not None and filled == [self.name] and names_unit(as_text(line.values[self.name]))

    def _continues(self, at: int, number: str | None) -> bool:
        """Whether a text goes on from the cell above: it begins small, or that one ends open."""
        above = next((x for x in reversed(self.lines[:at]) if self._filled(x, number)), None)
        text, before = (as_text(line.values.get(number or "")) if line else "" for line in (self.lines[at], above))
        return bool(before) and (begins_small(text) or is_open(before))

    # ---- where it belongs

    def _directions(self, sorts: Sequence[str]) -> list[bool]:
        """For each continuation line whether it belongs to the row below."""
        below = [False] * len(sorts)
        pending: list[int] = []
        for at, sort in enumerate(sorts):
            if sort != "sambungan":
                pending.clear()
                continue
            pending.append(at)
            if not self._filled(self.lines[at], self.name):
                continue
            down = self._belongs_below(at, sorts)
            for other in pending:
                below[other] = down
            pending.clear()
        return below

    def _belongs_below(self, at: int, sorts: Sequence[str]) -> bool:
        text = as_text(self.lines[at].values[self.name or ""])
        above = next((x for x in range(at - 1, -1, -1) if sorts[x] == "baris"), None)
        below = next((x for x in range(at + 1, len(sorts)) if sorts[x] == "baris"), None)
        if above is None or below is None or self.lines[above].kind != DATA or self.lines[below].kind != DATA:
            return above is None
        upper, lower = " ".join(map(self._name_of, range(above, at))).strip(), self._name_of(below)
        if not upper or is_open(upper) or begins_small(text):
            return False
        if not lower or is_open(text) or begins_small(lower):
            return True
        gain_above = self.alike(f"{upper} {text}") - self.alike(upper)
        return self.alike(f"{text} {lower}") - self.alike(lower) > gain_above

    def _name_of(self, at: int) -> str:
        return as_text(self.lines[at].values.get(self.name or ""))

    # ---- joining

    def _join(self, upper: Any, lower: Any, number: str) -> Any:
        return join_parts([upper, lower], SPLIT if self.columns[number].kind == "code" else " ")

    def _append(self, row: Line, part: Line) -> None:
        for number, value in part.values.items():
            if not is_blank(value):
                row.values[number] = self._join(row.values.get(number), value, number)
        row.joined += [part, *part.joined]

    def _prepend(self, row: Line, part: Line) -> None:
        for number, value in part.values.items():
            if not is_blank(value):
                row.values[number] = self._join(value, row.values.get(number), number)
        row.joined += [part, *part.joined]

    def _move_fragments(self, rows: list[Line], line: Line) -> None:
        """Text of a further indicator's row that goes on from the row above, to that row."""
        for number in self.texts:
            if number == self.indicator or not self._filled(line, number):
                continue
            row = next((x for x in reversed(rows) if self._filled(x, number)), None)
            few = self.code and number == self.name and len(as_text(line.values[number]).split()) <= _FEW_WORDS
            if row is not None and (
                few or begins_small(as_text(line.values[number])) or is_open(as_text(row.values[number]))
            ):
                row.values[number] = self._join(row.values[number], line.values[number], number)
                row.joined.append(replace(line, values=dict(line.values)))
                line.values[number] = None

    def _in_order(self, rows: list[Line]) -> list[Line]:
        """Rows with the indicators that stand above their program, because its cell is centred over them, behind it."""
        if not self.code:
            return rows
        found: list[Line] = []
        early: list[Line] = []
        for at, line in enumerate(rows):
            written = _NUMBERS.findall(as_text(line.values.get(self.code)))
            if len(written) > 2:
                return [*found, line, *early, *rows[at + 1 :]]
            (found if written or line.kind != DATA or self._is_unit(line) else early).append(line)
        return [*found, *early]


def holds_torn_names(table: Table) -> bool:
    """Whether a row of a table of codes holds nothing but how the name or indicator of the row above it goes on."""
    layout = layouts()[table.layout]
    code = layout.by_role("kode") if layout.hierarchy == "kode" else None
    texts = [x for x in (layout.by_role("uraian"), layout.by_role("indikator")) if x in table.columns]
    if code not in table.columns or not texts:
        return False
    codes, others = table.columns[code], [cells for x, cells in table.columns.items() if x not in texts]
    for at in range(1, len(codes)):
        if codes[at] is None and table.kinds[at] == DATA and all(is_blank(cells[at]) for cells in others):
            told = [(as_text(table.columns[x][at]), as_text(table.columns[x][at - 1])) for x in texts]
            if any(text for text, _ in told) and all(
                not text or begins_small(text) or is_open(before) for text, before in told
            ):
                return True
    return False


def is_open(text: str) -> bool:
    return bool(_OPEN.search(text.rstrip().rpartition(" ")[2]))


def begins_small(text: str) -> bool:
    return text[:1].islower()


@lru_cache(maxsize=4096)
def known_name(text: str) -> float:
    """How much a name resembles any official name that ships, 0 to 100."""
    name, official = fold(text), _official_names()
    if name in official:
        return SAME
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, official.keys(), scorer=fuzz.ratio)
    return float(found[1]) if found else 0.0


@lru_cache(maxsize=1)
def _official_names() -> dict[str, None]:
    """All of them, in order, each once."""
    from rules.nomenclature import decrees, shipped

    found = [small.names.values() for small in map(shipped, decrees()) if small]
    return dict.fromkeys(fold(name) for names in found for name in names)


def mended(lines: Sequence[Line], rows: list[list[Any]], alike: Likeness = known_name) -> list[Line]:
    """The lines of a pasted table: read where they stand, continuation lines joined."""
    filled = [filled_columns(rows[line.at]) for line in lines]
    straight = [as_total(line, rows[line.at], places) for line, places in zip(lines, filled, strict=True)]
    placed = [aligned(line, rows[line.at], places) for line, places in zip(straight, filled, strict=True)]
    if sum(line.moved != 0 for line in placed) > _MOST_SLIPPED * len(placed):
        # It is the head that stands elsewhere, not the rows.
        placed = straight
    found = Joiner([_tidy(line) for line in placed], alike).joined() if placed else []
    _spread(found)
    return found
