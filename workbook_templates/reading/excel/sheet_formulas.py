"""Formulas of a sheet as its XML holds them: texts of their own, and those filled down from another cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Set
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from rules.model.formula_texts import FormulaTexts
from rules.values.cells import column_letter, column_number
from workbook_templates.reading.excel.cell_text import unescaped, without_numbered

Place = tuple[int, int]
"""1-based row and column."""
Numbers = np.ndarray[Any, np.dtype[np.int64]]

_MOST_REPEATED, _MOST_GROUPS = 20_000, 2_000
_LONGEST_SHARED = 8_192
_CORNER = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
"""Of formulas in a plain sheet, where other quotes and white space do not part them."""
_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
_Piece = str | tuple[int, bool, int, bool]


class _First:
    """The first formula of those that were filled down or across, and what it says in their cells.

    It is taken to pieces when that is asked for: most of them nobody asks for.
    """

    def __init__(self, text: str, row: int, column: int) -> None:
        self._text, self._row, self._column = text, row, column

    @cached_property
    def spelled(self) -> bytes:
        """Its own text."""
        return self._text.encode()

    def at(self, row: int, column: int) -> str:
        """The formula in a cell; a reference that leaves the sheet is #REF!. Nothing but `=` where it cannot be read."""
        return "".join(piece if isinstance(piece, str) else self._moved(piece, row, column) for piece in self._pieces)

    @cached_property
    def _pieces(self) -> list[_Piece]:
        try:
            return ["=", *self._parted()]
        except Exception:
            # The tokenizer fails in many ways on what is no formula; such a text says nothing in other cells either.
            return ["="]

    def _parted(self) -> Iterator[_Piece]:
        from openpyxl.formula.tokenizer import Token, Tokenizer

        for token in Tokenizer(self._text).items:
            if token.subtype == Token.RANGE:
                yield from self._of_range(token.value)
            else:
                yield token.value

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

    def _moved(self, piece: tuple[int, bool, int, bool], row: int, column: int) -> str:
        own_column, fixed_column, own_row, fixed_row = piece
        own_column += 0 if fixed_column else column - self._column
        own_row += 0 if fixed_row else row - self._row
        if own_column < 1 or own_row < 1:
            return "#REF!"
        return f"{'$' * fixed_column}{column_letter(own_column)}{'$' * fixed_row}{own_row}"


class Formulas:
    """Formula texts of one sheet, told in the order of its XML: one that was filled down stands in the first cell of its group only."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, int, int]] = {}
        self._firsts: dict[str, _First | None] = {}
        self._read = self._repeated = 0

    def text(self, written: str, group: str, row: int, column: int) -> str:
        """A cell's own formula; ``written`` is what stands in it, ``group`` empty or the number of its group."""
        first = self.first(written, group, row, column)
        return first.at(row, column) if first else written

    def first(self, written: str, group: str, row: int, column: int) -> _First | None:
        """The formula that a cell repeats; None where its own text tells, or nothing does."""
        if not group:
            return None
        if len(written) > 1:
            self._texts[group] = written, row, column
            self._firsts.pop(group, None)
            return None
        if group not in self._firsts:
            self._firsts[group] = self._taken_up(group)
        self._repeated += 1
        return self._firsts[group] if self._repeated <= _MOST_REPEATED else None

    def _taken_up(self, group: str) -> _First | None:
        """The first formula of a group; None if there is none or it is too much to be taken to pieces."""
        if group not in self._texts or len(self._texts[group][0]) >= _LONGEST_SHARED or self._read >= _MOST_GROUPS:
            return None
        self._read += 1
        return _First(*self._texts[group])


class _Repeat(NamedTuple):
    """A formula that was filled down or across: the one it repeats, and the cell it stands in."""

    first: _First
    row: int
    column: int

    def text(self) -> str:
        """What it says there."""
        return self.first.at(self.row, self.column)


_Spelled = bytes | str | _Repeat
"""A formula as it is spelled in the XML, or the text that somebody asked for or wrote, or what it repeats."""


class FormulasInXml(Mapping[Place, str]):
    """Formula texts by place, taken out of a sheet's XML when they are asked for: most of them nobody asks for.

    ``spans`` are the ends of the texts, ``tags`` those of the attributes, row by row as the cells stand in the XML.
    """

    def __init__(self, xml: bytes, rows: Numbers, columns: Numbers, spans: Numbers, tags: Numbers) -> None:
        self._xml, self._rows, self._columns, self._spans, self._tags = xml, rows, columns, spans, tags

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
            found = self._texts[place] = self._text(found)
        return found

    def __eq__(self, other: object) -> bool:
        return dict(self.items()) == (dict(other.items()) if isinstance(other, FormulasInXml) else other)

    __hash__ = None  # type: ignore[assignment]

    def of_table(self, rows: Set[int], columns: Mapping[int, str]) -> SpelledFormulas:
        """The formulas that stand in some rows and columns, in their order, by row and by what a column is called."""
        xml, repeats = self._xml, self._repeats
        places = zip(count(), self._rows.tolist(), self._columns.tolist(), *self._spans.T.tolist(), strict=False)
        # Of two cells that claim one place, the later one counts.
        spelled: dict[tuple[int, str], _Spelled] = {
            (row, columns[at]): xml[start:end] or repeats.get(number, b"")
            for number, row, at, start, end in places
            if row in rows and at in columns
        }
        return SpelledFormulas(spelled)

    @cached_property
    def shapes(self) -> set[bytes]:
        """The different texts as they are spelled in the XML, with noughts for their digits; empty for those filled down.

        Formulas of a table are alike but for the rows they name, so that what is asked of each is asked of few.
        """
        if not len(self._spans):
            return set()
        (begin, *_), (*_, end) = self._spans[0].tolist(), self._spans[-1].tolist()
        if b"&#" in self._xml[begin:end]:
            # Digits of a reference tell a sign.
            texts = {self._xml[start:stop] for start, stop in self._spans.tolist()}
            return {without_numbered(text.decode()).encode().translate(_NOUGHTS) for text in texts}
        if int(np.diff(self._spans).sum()) * 2 < end - begin:
            # They stand far apart.
            return {self._xml[start:stop].translate(_NOUGHTS) for start, stop in self._spans.tolist()}
        spelled = self._xml[begin:end].translate(_NOUGHTS)
        return set(map(spelled.__getitem__, map(slice, *(self._spans - begin).T.tolist())))

    def _written(self, number: int) -> str:
        start, end = self._spans[number].tolist()
        return _decoded(self._xml[start:end])

    def _text(self, number: int) -> str:
        return self._repeats[number].text() if number in self._repeats else self._written(number)

    @cached_property
    def _repeats(self) -> dict[int, _Repeat]:
        """The formulas that were filled down, by their number: those of which something tells what they say."""
        begins, ends = self._spans.T
        if (begins < ends).all():
            return {}
        found, formulas = dict[int, _Repeat](), Formulas()
        tags = list(map(self._xml.__getitem__, map(slice, *self._tags.T.tolist())))
        groups = {tag: _group(tag) for tag in set(tags)}
        for number, (tag, span, place) in enumerate(zip(tags, self._spans.tolist(), self._places, strict=True)):
            if group := groups[tag]:
                first = formulas.first(_decoded(self._xml[slice(*span)]), group, *place)
                if first:
                    found[number] = _Repeat(first, *place)
        return found


class SpelledFormulas(FormulaTexts):
    """Formulas of a table by place, each as it is spelled in the XML until someone asks for it."""

    def __init__(self, spelled: dict[tuple[int, str], _Spelled]) -> None:
        self._texts = spelled

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, place: object) -> bool:
        return place in self._texts

    def __getitem__(self, place: tuple[int, str]) -> str:
        text = self._texts[place]
        if not isinstance(text, str):
            text = self._texts[place] = _decoded(text) if isinstance(text, bytes) else text.text()
        return text

    def __setitem__(self, place: tuple[int, str], text: str) -> None:
        self._texts[place] = text

    def __delitem__(self, place: tuple[int, str]) -> None:
        del self._texts[place]

    def with_numbers(self, digits: int) -> Iterator[tuple[int, str]]:
        """The places of the formulas into which a number of so many digits was typed, or may have been."""
        noughts = b"0" * digits
        spelled = {place: _spelled(text) for place, text in self._texts.items()}
        # Few tables hold any: all of their formulas are asked at once.
        if not _may_hold(b" ".join(spelled.values()), noughts):
            return iter(())
        return (place for place, text in spelled.items() if _may_hold(text, noughts))


def _spelled(text: _Spelled) -> bytes:
    """A text for which numbers are typed; that of a formula that was filled down holds the same."""
    if isinstance(text, _Repeat):
        return text.first.spelled
    return text if isinstance(text, bytes) else text.encode()


def _group(tag: bytes) -> str:
    """The number of the group of a formula with these attributes, empty if it is in none."""
    told = dict(_ATTRIBUTE.findall(tag))
    return told.get(b"si", b"").decode("utf-8", "replace") if told.get(b"t") == b"shared" else ""


def _may_hold(spelled: bytes, noughts: bytes) -> bool:
    """Whether formulas may hold digits in a row; a reference may stand for one, and other alphabets have their own."""
    return noughts in spelled.translate(_NOUGHTS) or b"&#" in spelled or not spelled.isascii()


def _decoded(spelled: bytes) -> str:
    return f"={unescaped(spelled.decode())}"


def formulas_of_table(
    formulas: Mapping[Place, str], rows: Set[int], columns: Mapping[int, str]
) -> MutableMapping[tuple[int, str], str]:
    """Of the formulas of a sheet those that stand in some rows and columns, in their order, by row and name of the column."""
    if isinstance(formulas, FormulasInXml):
        return formulas.of_table(rows, columns)
    return {(row, columns[at]): text for (row, at), text in formulas.items() if row in rows and at in columns}
