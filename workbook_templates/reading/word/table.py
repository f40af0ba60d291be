"""A table of a Word document while its XML is read: cells, merged blocks, and rows and cells whose deletion is tracked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from rules.model.document import Look
from rules.values.number_format import NumberFormat
from workbook_templates.reading.xml_stream import whole
from workbook_templates.sheet_facts import Area, Place, struck_part

Pieces = list[tuple[str, bool]]
"""Pieces of a text and whether they are struck out."""
_WIDEST = 999
_BESIDE = re.compile(r"renja:([^=]+)=(.+)", re.DOTALL)


def beside_tag(heading: str, text: str) -> str:
    """The tag of a content control in a row that says what stands beside it in the workbook, under which heading.

    >>> beside_tag("Jenis indikator", "negatif"), said_beside("renja:Jenis indikator=negatif"), said_beside("lain")
    ('renja:Jenis indikator=negatif', ('Jenis indikator', 'negatif'), None)
    """
    return f"renja:{heading}={text}"


def said_beside(tag: str) -> tuple[str, str] | None:
    """Heading and text of such a tag; None for any other."""
    found = _BESIDE.fullmatch(tag)
    return (found[1], found[2]) if found else None


def columns_covered(attributes: dict[str, str], otherwise: int) -> int:
    """How many columns the one attribute of an element tells; ``otherwise`` where it tells none, or more than one cell may cover."""
    told = whole(next(iter(attributes.values()), ""), otherwise)
    return told if told <= _WIDEST else otherwise


@dataclass(slots=True)
class DocxTable:
    """A table of a document: its cells, its merged blocks, what is struck out, set off, hidden or written in white.

    ``follows`` is whether only blank paragraphs stand above it and below another one, ``above`` its caption: the lines
    from `Tabel 3.3` on that stand right over it. ``beside`` is what tags of a row (1-based) say under which heading.
    """

    rows: list[list[Any]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    struck: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, Look] = field(default_factory=dict)
    formats: dict[Place, NumberFormat] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    follows: bool = False
    above: list[str] = field(default_factory=list)
    beside: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def with_beside(self) -> list[list[Any]]:
        """Its rows, and right of them, behind a gap, columns for what is said beside them, each headed in the first row."""
        headings = list(dict.fromkeys(heading for told in self.beside.values() for heading in told))
        if not headings:
            return self.rows
        width = max(map(len, self.rows)) + 1
        made: list[list[Any]] = []
        for at, row in enumerate(self.rows, 1):
            more = headings if at == 1 else [self.beside.get(at, {}).get(heading) for heading in headings]
            made.append([*row, *[None] * (width - len(row)), *more])
        return made


@dataclass(slots=True)
class OpenCell:
    """The cell that is read: its paragraphs, the columns it covers, and how it is merged with those above and to the left."""

    paragraphs: list[Pieces] = field(default_factory=list)
    span: int = 1
    indent: int = 0
    bold: bool | None = None
    white: bool | None = None
    """Whether all its texts are; None before the first one."""
    shaded: bool = False
    below: bool = False
    beside: bool = False
    deleted: bool = False
    after_table: bool = False
    """Whether only blank paragraphs stand behind the last table inside of it."""


@dataclass(slots=True)
class OpenTable:
    """A table under way: the row and the cell that are read, where the block of cells in each column began,
    and the block of the ``last`` cell of the row."""

    made: DocxTable
    row: list[Any] = field(default_factory=list)
    column: int = 0
    cell: OpenCell = field(default_factory=OpenCell)
    deleted: bool = False
    hides: bool = False
    blocks: list[list[int]] = field(default_factory=list)
    begun: dict[int, list[int]] = field(default_factory=dict)
    last: list[int] | None = None
    struck: dict[Place, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    looks: dict[Place, Look] = field(default_factory=dict)
    formats: dict[Place, NumberFormat] = field(default_factory=dict)

    @property
    def at(self) -> int:
        """The number of the row that is read."""
        return len(self.made.rows) + 1

    def open_row(self) -> None:
        """A row begins."""
        self.row, self.column, self.last, self.beside = [], 0, None, {}
        self.struck, self.looks, self.formats = {}, {}, {}
        self.deleted = self.hides = False

    def close_cell(self) -> int:
        """Put the cell into its row; the column it begins in. A deleted one makes room for the next."""
        cell, at, column = self.cell, self.at, self.column + 1
        if cell.deleted:
            return column
        self.column += cell.span
        if cell.beside and self.last is not None:
            self.last[3] = self.column
        elif cell.below and column in self.begun:
            self.last = self.begun[column]
            self.last[2] = at
        else:
            self.last = self.begun[column] = [at, column, at, self.column]
            self.blocks.append(self.last)
        text = "\n".join("".join(piece for piece, _ in pieces) for pieces in cell.paragraphs).strip()
        self.row += [None] * (column - 1 - len(self.row)) + [text or None]
        part = struck_part([piece for pieces in cell.paragraphs for piece in (*pieces, (" ", False))])
        if part is not None:
            self.struck[at, column] = part
        if text and any(look := Look(cell.indent, bool(cell.bold))):
            self.looks[at, column] = look
        if text and cell.white and not cell.shaded:
            self.formats[at, column] = NumberFormat(white=True)
        return column

    def close_row(self) -> None:
        """Put the row into the table; of a deleted one nothing stays."""
        at = self.at
        if self.deleted:
            self.blocks = [block for block in self.blocks if block[0] < at]
            self.begun = {column: block for column, block in self.begun.items() if block[0] < at}
            for block in self.blocks:
                block[2] = min(block[2], at - 1)
            return
        if self.beside:
            self.made.beside[at] = self.beside
        self.made.rows.append(self.row)
        self.made.struck |= self.struck
        self.made.looks |= self.looks
        self.made.formats |= self.formats
        if self.hides:
            self.made.hidden_rows.add(at)

    def close(self) -> None:
        """The table ends."""
        blocks = ((top, left, bottom, right) for top, left, bottom, right in self.blocks)
        self.made.merges = [block for block in blocks if block[:2] != block[2:]]
