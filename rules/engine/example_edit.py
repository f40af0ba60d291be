"""What an edit is: a change that turns the sound document into a rule's example, and its words in the rule book.

An edit is one class: its data, what it does to a document, and how it is told. Its kinds stand in :mod:`rules.engine.example_table_edits`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rules.model.bilingual import Text
from rules.model.display import display, money_decimals
from rules.model.document import Document, Table
from rules.record import record
from rules.schema.layout import layouts
from rules.values.cells import column_letter


class Edit(ABC):
    """A change of the sound document."""

    __slots__ = ()

    @property
    def of_report(self) -> bool:
        """Whether it speaks of the LKIP, not of the Renja."""
        return False

    @abstractmethod
    def apply(self, document: Document) -> None:
        """Make the change."""

    @property
    @abstractmethod
    def words(self) -> Text:
        """The change in the planner's words."""

    def describe(self, lang: str = "id") -> str:
        """The change in the planner's words, in `id` or `en`."""
        return self.words.get(lang)


@record
class InTable(Edit):
    """A change of one table."""

    table: str

    @property
    def of_report(self) -> bool:
        """Whether the table is one of the LKIP."""
        return layouts()[self.table].document == "lkip"

    def found(self, document: Document) -> Table:
        """The table in the document."""
        return next(table for table in document.tables if table.layout == self.table)


@record
class InCell(InTable):
    """A change of one cell, by Excel row and official column."""

    row: int
    column: str

    @property
    def cell(self) -> str:
        """The cell as Excel names it, where the sound document has its columns."""
        return f"{letter(self.table, self.column)}{self.row}"

    def fill(self, document: Document, value: Any) -> Table:
        """Put a value into the cell; the table that now holds it."""
        table = self.found(document)
        table.columns[self.column][table.rows.index(self.row)] = value
        return table


def letter(table: str, column: str) -> str:
    """The Excel column of an official column in the sound document."""
    return column_letter(list(layouts()[table].official).index(column) + 1)


def quoted(value: Any, table: str = "", column: str = "") -> str:
    """A typed value as reports show it, texts in quotes."""
    said = display(value, money_decimals(table, column))
    return f'"{said}"' if isinstance(value, str) else said
