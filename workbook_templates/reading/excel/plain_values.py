"""What the cells of plainly written sheets hold: the texts between their tags as values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from rules.model.document import Look
from rules.values.number_format import NumberFormat
from workbook_templates.reading.excel import cell_text
from workbook_templates.reading.excel.cell_formats import Formats
from workbook_templates.reading.excel.plain_cells import ERROR, INLINE_TEXT, NUMBER, SHARED, TEXT, TRUTH, Cells
from workbook_templates.reading.excel.plain_tags import (
    CELL,
    FORMULA,
    INLINE,
    VALUE,
    Bytes,
    Flags,
    Places,
    Tags,
    numbers,
)
from workbook_templates.reading.excel.shared_strings import Texts, struck_of
from workbook_templates.reading.excel.sheet_formulas import FormulasInXml
from workbook_templates.reading.guarded_xml import ForbiddenXmlError

_Told = TypeVar("_Told", str, Look, NumberFormat)
_DIGITS = b"0123456789.-+eE\n"
_PRESERVE, _GROUP = b"xml:space", b't="shared"'


@dataclass(slots=True)
class Values:
    """Values of all cells in the order of the XML (None in blank ones), the sizes of their texts, and the formulas.

    ``formula_cells`` are positions of cells, ``texts`` and ``attributes`` the ends of their formulas in the XML.
    """

    xml: bytes
    values: Any
    sizes: Places
    error_cells: Places
    percent_cells: Places
    struck_cells: dict[int, str]
    look_cells: dict[int, Look]
    format_cells: dict[int, NumberFormat]
    formula_cells: Places
    texts: Places
    attributes: Places
    uncalculated: Flags

    def filled_of(self, own: slice) -> Places:
        """The positions of the cells of a sheet that hold something."""
        filled: Places = np.flatnonzero(self.values[own] != None) + own.start  # noqa: E711  (asked of each)
        return filled

    def errors_of(self, cells: Cells, own: slice) -> dict[tuple[int, int], str]:
        """The error values of a sheet by place."""
        at = self.error_cells[(self.error_cells >= own.start) & (self.error_cells < own.stop)]
        return {place: str(value) for place, value in zip(cells.places(at), self.values[at], strict=True)}

    def percents_of(self, cells: Cells, own: slice) -> set[tuple[int, int]]:
        """The places of a sheet's numbers that are shown as percentages."""
        return set(
            cells.places(self.percent_cells[(self.percent_cells >= own.start) & (self.percent_cells < own.stop)])
        )

    def struck_of(self, cells: Cells, own: slice) -> dict[tuple[int, int], str]:
        """What is struck out of a sheet's cells, by place."""
        return _of_sheet(self.struck_cells, cells, own)

    def looks_of(self, cells: Cells, own: slice) -> dict[tuple[int, int], Look]:
        """The cells of a sheet with texts that are set off, by place."""
        return _of_sheet(self.look_cells, cells, own)

    def formats_of(self, cells: Cells, own: slice) -> dict[tuple[int, int], NumberFormat]:
        """The telling number formats of a sheet's numbers, by place."""
        return _of_sheet(self.format_cells, cells, own)

    def formulas_of(self, cells: Cells, own: slice) -> tuple[Mapping[tuple[int, int], str], set[tuple[int, int]]]:
        """The formulas of a sheet, and those without a stored result, by place."""
        part = slice(*np.searchsorted(self.formula_cells, (own.start, own.stop)).tolist())
        at = self.formula_cells[part]
        if not len(at):
            return {}, set()
        formulas = FormulasInXml(self.xml, cells.rows[at], cells.columns[at], self.texts[part], self.attributes[part])
        return formulas, set(cells.places(at[self.uncalculated[part]]))


def find_values(data: Bytes, xml: bytes, tags: Tags, cells: Cells, formats: Formats, strings: Texts) -> Values | None:
    """What the cells hold; None if one holds what is not plainly of its kind."""
    inside = np.minimum(cells.tags + 1, len(tags.kinds) - 1)
    kinds = tags.kinds
    calculated = (kinds[inside] & 15 == FORMULA) & (kinds[cells.tags] == CELL)
    # The value comes behind the formula, which is one tag or two.
    value = np.where(calculated, inside + 1 + (kinds[inside] == FORMULA), inside)
    valued = (kinds[value] & 15 == VALUE) & (kinds[cells.tags] == CELL)
    inline = (kinds[inside] == INLINE) & (kinds[cells.tags] == CELL)
    if (inline & (cells.kinds != INLINE_TEXT) | valued & (cells.kinds == INLINE_TEXT)).any():
        return None
    if (calculated & ((cells.kinds == SHARED) | (cells.kinds == INLINE_TEXT))).any():
        return None
    begins, ends = tags.spans(np.where(inline, inside + 1, value))
    begins, ends = np.where(valued | inline, begins, 0), np.where(valued | inline, ends, 0)
    held = np.flatnonzero(ends > begins)
    found = _Found(data, xml, begins, ends, np.full(len(cells.tags), None, object))
    by_kind = {kind: held[cells.kinds[held] == kind] for kind in range(6)}
    try:
        plain = (
            found.numbers(by_kind[NUMBER], cells.styles, formats)
            and found.shared(by_kind[SHARED], strings)
            and found.truths(by_kind[TRUTH])
            and found.errors(by_kind[ERROR])
            and found.texts(by_kind[TEXT], tags, value)
            and found.inline(by_kind[INLINE_TEXT])
        )
    except ForbiddenXmlError:
        return None
    if not plain:
        return None
    own = np.flatnonzero(calculated)
    formula = inside[own]
    texts = np.stack(tags.spans(formula), axis=1)
    attributes = np.stack((tags.opened[formula] + 2, tags.closed[formula]), axis=1)
    if not _of_groups(xml, attributes[texts[:, 0] == texts[:, 1]]):
        return None
    # The result may be a text of no signs.
    uncalculated = np.where(cells.kinds[own] == TEXT, ~valued[own], ends[own] <= begins[own])
    percents = by_kind[NUMBER][_bearing(cells.styles[by_kind[NUMBER]], formats.percents)]
    struck = found.struck(held, cells.styles, by_kind[SHARED], formats, strings)
    of_text = np.concatenate([by_kind[kind] for kind in (SHARED, TEXT, INLINE_TEXT)])
    looks = found.styled(of_text, cells.styles, formats.looks)
    shown = found.styled(by_kind[NUMBER], cells.styles, formats.telling)
    shown |= found.styled(of_text, cells.styles, formats.white)
    return Values(
        xml,
        found.values,
        found.sizes,
        by_kind[ERROR],
        percents,
        struck,
        looks,
        shown,
        own,
        texts,
        attributes,
        uncalculated,
    )


def _of_sheet(told: Mapping[int, _Told], cells: Cells, own: slice) -> dict[tuple[int, int], _Told]:
    """What is told of some cells of a sheet, by place."""
    at = [place for place in told if own.start <= place < own.stop]
    return dict(zip(cells.places(np.array(at, int)), map(told.__getitem__, at), strict=True))


def _of_groups(xml: bytes, attributes: Places) -> bool:
    """Whether formulas without a text were filled down from other cells."""
    return all(_GROUP in piece for piece in {xml[start:end] for start, end in attributes.tolist()})


def _bearing(styles: Places, wanted: Collection[int]) -> Flags:
    """Which cells bear one of the styles."""
    table = np.zeros(max([int(styles.max(initial=0)), *wanted]) + 1, bool)
    table[list(wanted)] = True
    return table[styles]


class _Found:
    """Fills in values kind by kind; each method tells whether all were plain."""

    def __init__(self, data: Bytes, xml: bytes, begins: Places, ends: Places, values: Any) -> None:
        self.data, self.xml, self.begins, self.ends, self.values = data, xml, begins, ends, values
        self.sizes = np.zeros(len(values), np.int64)

    def _pieces(self, at: Places) -> list[bytes]:
        return list(map(self.xml.__getitem__, map(slice, self.begins[at].tolist(), self.ends[at].tolist())))

    def numbers(self, at: Places, styles: Places, formats: Formats) -> bool:
        pieces = self._pieces(at)
        if b"\n".join(pieces).translate(None, _DIGITS):
            return False
        try:
            found = np.array(list(map(float, pieces)))
        except ValueError:
            return False
        if not np.isfinite(found).all():
            return False
        self.values[at] = found.tolist()
        special = at[_bearing(styles[at], formats.all)]
        for place, style in zip(special.tolist(), styles[special].tolist(), strict=True):
            self.values[place] = formats.shown(self.values[place], style)
        return True

    def struck(self, at: Places, styles: Places, shared: Places, formats: Formats, strings: Texts) -> dict[int, str]:
        """What is struck out of cells, by their styles and, in shared texts, by the runs of these."""
        found = at[_bearing(styles[at], formats.struck)].tolist() if formats.struck else []
        struck = {cell: "" for cell in found if self.values[cell] is not None}
        if strings.runs:
            index = numbers(self.data, self.begins[shared])[0]
            rich = np.isin(index, list(strings.runs))
            for cell, number in zip(shared[rich].tolist(), index[rich].tolist(), strict=True):
                told = struck_of(strings.runs[number], cell=struck.pop(cell, None) is not None)
                if told is not None:
                    struck[cell] = told
        return struck

    def styled(self, at: Places, styles: Places, told: Mapping[int, _Told]) -> dict[int, _Told]:
        """What is told of some styles, of those cells that bear one and hold something."""
        found = at[_bearing(styles[at], told)] if told else at[:0]
        by_style = zip(found.tolist(), styles[found].tolist(), strict=True)
        return {cell: told[style] for cell, style in by_style if self.values[cell] is not None}

    def shared(self, at: Places, strings: Texts) -> bool:
        index, end = numbers(self.data, self.begins[at])
        if (end != self.ends[at]).any() or index.max(initial=-1) >= len(strings.values):
            return False
        texts = np.empty(len(strings.values), object)
        texts[:] = [text or None for text in strings.values]
        lengths = np.fromiter(map(len, strings.values), np.int64, len(strings.values))
        self.values[at], self.sizes[at] = texts[index], lengths[index]
        return True

    def truths(self, at: Places) -> bool:
        signs = self.data[self.begins[at]]
        self.values[at] = (signs == 49).tolist()
        return bool(((self.ends[at] - self.begins[at] == 1) & ((signs == 48) | (signs == 49))).all())

    def errors(self, at: Places) -> bool:
        found = [cell_text.error(piece.decode()) for piece in self._pieces(at)]
        self.values[at] = found
        return None not in found

    def texts(self, at: Places, tags: Tags, tag: Places) -> bool:
        """Texts in values; ``tag`` are the numbers of the tags before them."""
        kept = (_PRESERVE in self.xml[tags.opened[number] : tags.closed[number]] for number in tag[at].tolist())
        for place, piece, preserve in zip(at.tolist(), self._pieces(at), kept, strict=True):
            text = cell_text.unescaped(piece.decode())
            if text is None or cell_text.ESCAPE.search(text):
                return False
            self._put(place, text if preserve else text.strip(cell_text.BLANKS))
        return True

    def inline(self, at: Places) -> bool:
        """Texts of their own."""
        for place, piece in zip(at.tolist(), self._pieces(at), strict=True):
            text = cell_text.unescaped(piece.decode())
            if text is None:
                return False
            self._put(place, cell_text.as_shown(text))
        return True

    def _put(self, place: int, text: str) -> None:
        self.values[place], self.sizes[place] = text or None, len(text)
