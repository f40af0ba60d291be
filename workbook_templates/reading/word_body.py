"""The body of a Word document, element by element as its XML is read: paragraphs, tables and their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from rules.narrative.paragraphs import Paragraph
from workbook_templates.reading.limit_errors import (
    DeepTablesError,
    ManyCellsError,
    ManyColumnsError,
    ManyRowsError,
    ManyTablesError,
)
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.xml_stream import XmlStream, whole
from workbook_templates.sheet_facts import Area

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH_TEXT = "http://schemas.openxmlformats.org/officeDocument/2006/math t"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SKIPPED = ("del", "moveFrom", "txbxContent", "instrText", "footnoteReference", "pPr", "rPr")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_DEEPEST = 12
"""Tables that lie in each other."""
_WIDEST = 999
"""Columns that one cell may cover; what says more covers only its own."""


@dataclass(slots=True)
class DocxTable:
    """A table of a document: its cells, its merged blocks, and whether only blank paragraphs stand above it and below another."""

    rows: list[list[Any]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    follows: bool = False


@dataclass(slots=True)
class _OpenTable:
    """A table under way: the row and the cell that are read, the blocks of cells and where the last one began in each column."""

    made: DocxTable
    row: list[Any] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    column: int = 0
    span: int = 1
    merged: bool = False
    blocks: list[list[int]] = field(default_factory=list)
    begun: dict[int, list[int]] = field(default_factory=dict)
    after_table: bool = False
    """Whether only blank paragraphs stand behind the last table inside the cell."""


class WordBody(XmlStream):
    """Paragraphs and tables, read in order.

    The cells of ``tables`` hold their own paragraphs, and tables inside of them stand beside them; in ``paragraphs`` a
    cell of an outer table holds all that is inside of it.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__()
        self.is_there = False
        self.paragraphs: list[Paragraph] = []
        self.tables: list[DocxTable] = []
        self._path, self._limits = path, limits
        self._open: list[_OpenTable] = []
        self._plain = self._outer = self._rows = self._cells = self._paragraphs_open = 0
        self._pieces: list[str] = []
        self._in_outer_cell: list[str] = []
        self._after_table = False
        begins: dict[str, Callable[[dict[str, str]], bool]] = {
            "body": self._open_body, "p": self._open_paragraph, "t": self._open_text, "tbl": self._open_table,
            "tr": self._open_row, "tc": self._open_cell, "gridBefore": self._skip_columns, "gridSpan": self._span,
            "vMerge": self._merge, **dict.fromkeys(_SKIPPED, _skip), **{x: partial(self._sign, y) for x, y in _SIGNS.items()},
        }  # fmt: skip
        ends = {"p": self._close_paragraph, "t": self._close_text, "tc": self._close_cell, "tr": self._close_row,
                "tbl": self._close_table}  # fmt: skip
        for space in _SPACES:
            self.begins |= {f"{space} {name}": begin for name, begin in begins.items()}
            self.ends |= {f"{space} {name}": end for name, end in ends.items()}
        self.begins |= {_MATH_TEXT: self._open_text, _FALLBACK: _skip}
        self.ends[_MATH_TEXT] = self._close_text

    def _open_body(self, _: dict[str, str]) -> bool:
        self.is_there = True
        return True

    # ---- texts

    def _open_paragraph(self, _: dict[str, str]) -> bool:
        self._paragraphs_open += 1
        if self._paragraphs_open == 1:
            self._pieces = []
        return True

    def _open_text(self, _: dict[str, str]) -> bool:
        self.parser.CharacterDataHandler = self._pieces.append
        return True

    def _close_text(self) -> None:
        self.parser.CharacterDataHandler = None

    def _sign(self, sign: str, _: dict[str, str]) -> bool:
        self._pieces.append(sign)
        return True

    def _close_paragraph(self) -> None:
        self._paragraphs_open -= 1
        if not self._paragraphs_open:
            self._take("".join(self._pieces))

    def _take(self, text: str) -> None:
        words = text.split()
        if self._open:
            table = self._open[-1]
            table.texts.append(text)
            table.after_table = table.after_table and not words
            self._in_outer_cell.append(text)
            return
        self._after_table = self._after_table and not words
        if words:
            self._plain += 1
            self.paragraphs.append(Paragraph(f"paragraf {self._plain}", " ".join(words)))

    # ---- tables

    def _open_table(self, _: dict[str, str]) -> bool:
        if self._paragraphs_open:
            return False
        follows = self._open[-1].after_table if self._open else self._after_table
        self._outer += not self._open
        self.tables.append(DocxTable(follows=follows))
        self._open.append(_OpenTable(self.tables[-1]))
        if len(self.tables) > self._limits.sheets:
            raise ManyTablesError(self._path, self._limits.sheets)
        if len(self._open) > _DEEPEST:
            raise DeepTablesError(self._path, _DEEPEST)
        return True

    def _close_table(self) -> None:
        table = self._open.pop()
        blocks = ((top, left, bottom, right) for top, left, bottom, right in table.blocks)
        table.made.merges = [x for x in blocks if x[:2] != x[2:]]
        if self._open:
            self._open[-1].after_table = True
        else:
            self._after_table = True

    def _open_row(self, _: dict[str, str]) -> bool:
        if not self._open:
            return False
        self._open[-1].row, self._open[-1].column = [], 0
        self._rows += 1
        if self._rows > self._limits.rows:
            raise ManyRowsError(self._path, self._place(), self._limits.rows)
        return True

    def _close_row(self) -> None:
        self._open[-1].made.rows.append(self._open[-1].row)

    def _open_cell(self, _: dict[str, str]) -> bool:
        if not self._open:
            return False
        table = self._open[-1]
        table.texts, table.span, table.merged, table.after_table = [], 1, False, False
        if len(self._open) == 1:
            self._in_outer_cell = []
        return True

    def _skip_columns(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].column = _columns(attributes, 0)
        return True

    def _span(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].span = _columns(attributes, 1)
        return True

    def _merge(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].merged = "restart" not in attributes.values()
        return True

    def _close_cell(self) -> None:
        table = self._open[-1]
        at, column = len(table.made.rows) + 1, table.column + 1
        table.column += table.span
        self._cells += table.span
        if table.column > self._limits.columns:
            raise ManyColumnsError(self._path, f"{self._place()} baris {at}", self._limits.columns)
        if self._cells > self._limits.cells:
            raise ManyCellsError(self._path, self._place(), self._limits.cells)
        if table.merged and column in table.begun:
            table.begun[column][2] = at
        else:
            table.begun[column] = [at, column, at, table.column]
            table.blocks.append(table.begun[column])
        text = "\n".join(table.texts).strip()
        table.row += [None] * (column - 1 - len(table.row)) + [text or None]
        if len(self._open) == 1:
            words = " ".join(" ".join(self._in_outer_cell).split())
            if words:
                self.paragraphs.append(Paragraph(f"tabel {self._outer} baris {at} kolom {column}", words))

    def _place(self) -> str:
        return f"tabel {len(self.tables)}"


def _columns(attributes: dict[str, str], otherwise: int) -> int:
    told = whole(next(iter(attributes.values()), ""), otherwise)
    return told if told <= _WIDEST else otherwise


def _skip(_: dict[str, str]) -> bool:
    return False
