"""Formulas of a sheet as its XML holds them: texts of their own, and those filled down from another cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Set
from functools import cached_property
from typing import Any

import numpy as np

from rules.model.formula_texts import FormulaTexts
from rules.values.cells import column_letter, column_number
from workbook_templates.reading.cell_text import unescaped

Place = tuple[int, int]
"""1-based row and column."""
Numbers = np.ndarray[Any, np.dtype[np.int64]]

_MOST_TRANSLATED, _MOST_GROUPS = 20_000, 2_000
_LONGEST_SHARED = 8_192
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
"""Of formulas in a plain sheet, where other quotes and white space do not part them."""
_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
_Piece = str | tuple[int, bool, int, bool]


class _Shared:
    """A formula that was filled down or across, and what it says in other cells."""

    def __init__(self, text: str, row: int, column: int) -> None:
        from openpyxl.formula.tokenizer import Token, Tokenizer

        self._row, self._column = row, column
        self._pieces: list[_Piece] = ["="]
        for token in Tokenizer(text).items:
            if token.subtype == Token.RANGE:
                self._pieces += self._of_range(token.value)
            else:
                self._pieces.append(token.value)

    @staticmethod
    def _of_range(value: str) -> Iterator[_Piece]:
        sheet, mark, area = value.rpartition("!")
        yield f"{sheet}{mark}"
        corners = [_CORNER.fullmatch(corner) for corner in area.split(":")]
        for at, corner in enumerate(corners):
            yield ":" if at else ""
            if corner is None or None in corners:
                # A name, or whole rows or columns, which hardly any table fills down.
                yield area if not at else ""
                return
            yield column_number(corner[2]), bool(corner[1]), int(corner[4]), bool(corner[3])

    def at(self, row: int, column: int) -> str:
        """The formula in a cell; a reference that leaves the sheet is #REF!."""
        return "".join(piece if isinstance(piece, str) else self._moved(piece, row, column) for piece in self._pieces)

    def _moved(self, piece: tuple[int, bool, int, bool], row: int, column: int) -> str:
        own_column, fixed_column, own_row, fixed_row = piece
        own_column += 0 if fixed_column else column - self._column
        own_row += 0 if fixed_row else row - self._row
        if own_column < 1 or own_row < 1:
            return "#REF!"
        return f"{'$' * fixed_column}{column_letter(own_column)}{'$' * fixed_row}{own_row}"


class Formulas:
    """Formula texts of one sheet: one that was filled down stands in the first cell of its group only."""

    def __init__(self) -> None:
        self._firsts: dict[str, tuple[str, int, int]] = {}
        self._groups: dict[str, _Shared | None] = {}
        self._read = self._translated = 0

    def text(self, written: str, group: str, row: int, column: int) -> str:
        """A cell's own formula; ``written`` is what stands in it, ``group`` empty or the number of its group."""
        if not group:
            return written
        if len(written) > 1:
            self._firsts[group] = written, row, column
            self._groups.pop(group, None)
            return written
        if group not in self._groups:
            self._groups[group] = self._first(group)
        first = self._groups[group]
        self._translated += 1
        return first.at(row, column) if first and self._translated <= _MOST_TRANSLATED else written

    def _first(self, group: str) -> _Shared | None:
        """The first formula of a group, taken to pieces; None if there is none or it cannot be read."""
        if group not in self._firsts or len(self._firsts[group][0]) >= _LONGEST_SHARED or self._read >= _MOST_GROUPS:
            return None
        self._read += 1
        try:
            return _Shared(*self._firsts[group])
        except Exception:
            # The tokenizer fails in many ways on what is no formula; such a text says nothing in other cells either.
            return None


class FormulasInXml(MutableMapping[Place, str]):
    """Formula texts by place, taken out of a sheet's XML when they are asked for: most of them nobody asks for.

    ``spans`` are the ends of the texts, ``tags`` those of the attributes, row by row as the cells stand in the XML.
    """

    def __init__(self, xml: bytes, rows: Numbers, columns: Numbers, spans: Numbers, tags: Numbers) -> None:
        self._xml, self._rows, self._columns, self._spans, self._tags = xml, rows, columns, spans, tags
        self._filled = False

    @cached_property
    def _places(self) -> list[Place]:
        return list(zip(self._rows.tolist(), self._columns.tolist(), strict=True))

    @cached_property
    def _texts(self) -> dict[Place, str | int]:
        return dict(zip(self._places, range(len(self._places)), strict=True))

    def __bool__(self) -> bool:
        return len(self._rows) > 0

    def __contains__(self, place: object) -> bool:
        return place in self._texts

    def __iter__(self) -> Iterator[Place]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: Place) -> str:
        found = self._texts[place]
        if isinstance(found, int):
            found = self._texts[place] = self._text(found, place)
        return found

    def __setitem__(self, place: Place, text: str) -> None:
        self._texts[place] = text

    def __delitem__(self, place: Place) -> None:
        del self._texts[place]

    def __eq__(self, other: object) -> bool:
        return dict(self.items()) == (dict(other.items()) if isinstance(other, FormulasInXml) else other)

    __hash__ = None  # type: ignore[assignment]

    def of_table(self, rows: Set[int], columns: Mapping[int, str]) -> MutableMapping[tuple[int, str], str]:
        """The formulas that stand in some rows and columns, in their order, by row and by what a column is called."""
        if "_texts" in self.__dict__:
            # Looked up before, and perhaps written to.
            return _of_table(self, rows, columns)
        xml = self._xml
        places = zip(self._rows.tolist(), self._columns.tolist(), *self._spans.T.tolist(), strict=True)
        # Of two cells that claim one place, the later one counts.
        spelled: dict[tuple[int, str], bytes | str] = {
            (row, columns[at]): xml[start:end] for row, at, start, end in places if row in rows and at in columns
        }
        if not all(spelled.values()):
            # Some were filled down: what they say stands elsewhere.
            return _of_table(self, rows, columns)
        return SpelledFormulas(spelled, self.shapes)

    @cached_property
    def shapes(self) -> set[bytes]:
        """The different texts as they are spelled in the XML, with noughts for their digits; empty for those filled down.

        Formulas of a table are alike but for the rows they name, so that what is asked of each is asked of few.
        """
        if not len(self._spans):
            return set()
        (begin, *_), (*_, end) = self._spans[0].tolist(), self._spans[-1].tolist()
        if int(np.diff(self._spans).sum()) * 2 < end - begin:
            # They stand far apart.
            return {self._xml[start:stop].translate(_NOUGHTS) for start, stop in self._spans.tolist()}
        spelled = self._xml[begin:end].translate(_NOUGHTS)
        return set(map(spelled.__getitem__, map(slice, *(self._spans - begin).T.tolist())))

    def _written(self, number: int) -> str:
        start, end = self._spans[number].tolist()
        return _decoded(self._xml[start:end])

    def _group(self, number: int) -> str:
        start, end = self._tags[number].tolist()
        told = dict(_ATTRIBUTE.findall(self._xml, start, end)) if end > start else {}
        return told.get(b"si", b"").decode("utf-8", "replace") if told.get(b"t") == b"shared" else ""

    def _text(self, number: int, place: Place) -> str:
        written = self._written(number)
        if len(written) > 1 or self._filled or not self._group(number):
            return written
        self._fill()
        found = self._texts[place]
        return found if isinstance(found, str) else written

    def _fill(self) -> None:
        """Work out all formulas that were filled down, in the order of the XML."""
        self._filled, formulas = True, Formulas()
        for number, place in enumerate(self._places):
            if group := self._group(number):
                text = formulas.text(self._written(number), group, *place)
                if self._texts.get(place) == number:
                    self._texts[place] = text


class SpelledFormulas(FormulaTexts):
    """Formulas of a table by place, each as it is spelled in the XML until someone asks for it.

    ``shapes`` are those of their sheet (:attr:`FormulasInXml.shapes`).
    """

    def __init__(self, spelled: dict[tuple[int, str], bytes | str], shapes: Set[bytes]) -> None:
        self._texts = spelled
        self._shapes: Set[bytes] | None = shapes

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, place: object) -> bool:
        return place in self._texts

    def __getitem__(self, place: tuple[int, str]) -> str:
        text = self._texts[place]
        if isinstance(text, bytes):
            text = self._texts[place] = _decoded(text)
        return text

    def __setitem__(self, place: tuple[int, str], text: str) -> None:
        self._texts[place], self._shapes = text, None

    def __delitem__(self, place: tuple[int, str]) -> None:
        del self._texts[place]

    def with_numbers(self, digits: int) -> Iterator[tuple[int, str]]:
        """The places of the formulas that hold a number of so many digits, or may do so."""
        noughts = b"0" * digits
        if self._shapes is not None and not any(_may_hold(shape, noughts) for shape in self._shapes):
            return iter(())
        return (
            place
            for place, text in self._texts.items()
            if isinstance(text, str) or _may_hold(text.translate(_NOUGHTS), noughts)
        )


def _may_hold(shape: bytes, noughts: bytes) -> bool:
    """Whether a formula may hold digits in a row; a reference may stand for one, and other alphabets have their own."""
    return noughts in shape or b"&#" in shape or not shape.isascii()


def _decoded(spelled: bytes) -> str:
    return f"={unescaped(spelled.decode())}"


def _of_table(formulas: Mapping[Place, str], rows: Set[int], columns: Mapping[int, str]) -> dict[tuple[int, str], str]:
    return {(row, columns[at]): text for (row, at), text in formulas.items() if row in rows and at in columns}


def formulas_of_table(
    formulas: Mapping[Place, str], rows: Set[int], columns: Mapping[int, str]
) -> MutableMapping[tuple[int, str], str]:
    """Of the formulas of a sheet those that stand in some rows and columns, in their order, by row and name of the column."""
    if isinstance(formulas, FormulasInXml):
        return formulas.of_table(rows, columns)
    return _of_table(formulas, rows, columns)
