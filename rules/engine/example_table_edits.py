"""Edits of tables, their rows and cells, and the examples made of edits; a further kind of edit is one more class.

Those of what surrounds the tables stand in :mod:`rules.engine.example_workbook_edits`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.engine.example_edit import Edit, InCell, InTable, letter, quoted
from rules.model.bilingual import Text
from rules.model.document import DATA, Document, Hidden, Stray, Table
from rules.record import record
from rules.values.cells import as_text


@record
class Put(InCell):
    """Type a value into a cell; None empties it."""

    value: Any

    def apply(self, document: Document) -> None:
        self.fill(document, self.value).marks.formulas.pop((self.row, self.column), None)

    @property
    def words(self) -> Text:
        if self.value is None:
            return Text(f"{self.table} sel {self.cell} dikosongkan", f"{self.table} cell {self.cell} emptied")
        value = quoted(self.value, self.table, self.column)
        return Text(f"{self.table} sel {self.cell} diisi {value}", f"{self.table} cell {self.cell} filled with {value}")


@record
class Uncalculated(InCell):
    """Leave a formula without a stored value, as programs that do not calculate save it."""

    formula: str

    def apply(self, document: Document) -> None:
        table = self.fill(document, None)
        table.marks.formulas[(self.row, self.column)] = self.formula
        table.marks.uncalculated.add((self.row, self.column))

    @property
    def words(self) -> Text:
        return Text(
            f"{self.table} sel {self.cell} berisi rumus {self.formula} tanpa nilai",
            f"{self.table} cell {self.cell} holds the formula {self.formula} without a value",
        )


@record
class Calculated(InCell):
    """A formula with the value stored for it."""

    formula: str
    value: Any

    def apply(self, document: Document) -> None:
        self.fill(document, self.value).marks.formulas[(self.row, self.column)] = self.formula

    @property
    def words(self) -> Text:
        value = quoted(self.value, self.table, self.column)
        return Text(
            f"{self.table} sel {self.cell} berisi rumus {self.formula} dengan nilai tersimpan {value}",
            f"{self.table} cell {self.cell} holds the formula {self.formula} with the stored value {value}",
        )


def _close_up(table: Table) -> None:
    """Let the rows of a table stand one below the other again, from where the first one stands."""
    table.rows = list(range(table.rows[0], table.rows[0] + len(table.kinds)))


@record
class Remove(InTable):
    """Delete a row; rows below move up."""

    row: int

    def apply(self, document: Document) -> None:
        table = self.found(document)
        position = table.rows.index(self.row)
        for values in (table.kinds, *table.columns.values()):
            del values[position]
        _close_up(table)

    @property
    def words(self) -> Text:
        return Text(f"{self.table} baris {self.row} dihapus", f"{self.table} row {self.row} deleted")


@record
class Insert(InTable):
    """Insert a row of values (by official column) after an Excel row; rows below move down."""

    after: int
    values: dict[str, Any]

    def apply(self, document: Document) -> None:
        table = self.found(document)
        position = table.rows.index(self.after) + 1
        table.kinds.insert(position, DATA)
        for number, values in table.columns.items():
            values.insert(position, self.values.get(number))
        _close_up(table)

    @property
    def words(self) -> Text:
        name = " ".join(filter(None, (as_text(self.values.get(number)) for number in ("1", "2"))))
        return Text(
            f"{self.table} sesudah baris {self.after} disisipkan {name}",
            f"{self.table} after row {self.after} inserted {name}",
        )


@record
class Merge(InTable):
    """Merge the cells of a column from one row to another; the value of the first one stands for all."""

    column: str
    first: int
    last: int

    def apply(self, document: Document) -> None:
        table = self.found(document)
        below = range(self.first + 1, self.last + 1)
        for row in below:
            table.columns[self.column][table.rows.index(row)] = None
        table.marks.shared |= {(row, self.column) for row in below}

    @property
    def words(self) -> Text:
        at = letter(self.table, self.column)
        cells = f"{at}{self.first}:{at}{self.last}"
        return Text(f"{self.table} sel {cells} digabung", f"{self.table} cells {cells} merged")


@record
class Strike(InTable):
    """Strike out the cells of some rows in some columns (all of them if none are named); ``part`` is what of their text is."""

    rows: tuple[int, ...]
    columns: tuple[str, ...] = ()
    part: str = ""

    def apply(self, document: Document) -> None:
        table = self.found(document)
        columns = self.columns or tuple(table.columns)
        table.marks.struck |= {(row, column): self.part for row in self.rows for column in columns}

    @property
    def words(self) -> Text:
        rows = ", ".join(map(str, self.rows))
        cells = ", ".join(f"{letter(self.table, column)}{row}" for row in self.rows for column in self.columns)
        said, english = (f'"{self.part}" di ', f'"{self.part}" in ') if self.part else ("", "")
        where = Text(f"sel {cells}", f"cells {cells}") if cells else Text(f"baris {rows}", f"row {rows}")
        return Text(f"{said}{self.table} {where.id} dicoret", f"{english}{self.table} {where.en} struck out")


@record
class Shift(InTable):
    """Let a row stand so many columns right of its headings (negative: left), where the reader still found it."""

    row: int
    by: int

    def apply(self, document: Document) -> None:
        self.found(document).placing.shifted[self.row] = self.by

    @property
    def words(self) -> Text:
        return Text(
            f"{self.table} isi baris {self.row} bergeser {self.by} kolom",
            f"{self.table} cells of row {self.row} shifted by {self.by} columns",
        )


@record
class Drop(InTable):
    """Leave a whole table out."""

    def apply(self, document: Document) -> None:
        document.tables = [table for table in document.tables if table.layout != self.table]

    @property
    def words(self) -> Text:
        return Text(f"tabel {self.table} dihapus", f"table {self.table} deleted")


@record
class Retitle(InTable):
    """Change the heading of an official column; None removes the column, number and all."""

    column: str
    text: str | None

    def apply(self, document: Document) -> None:
        table = self.found(document)
        if self.text is None:
            del table.captions.headings[self.column], table.letters[self.column], table.columns[self.column]
        else:
            table.captions.headings[self.column] = replace(table.captions.headings[self.column], text=self.text)

    @property
    def words(self) -> Text:
        if self.text is None:
            return Text(f"{self.table} kolom {self.column} dihapus", f"{self.table} column {self.column} deleted")
        return Text(
            f"{self.table} judul kolom {self.column} menjadi {quoted(self.text)}",
            f"{self.table} heading of column {self.column} changed to {quoted(self.text)}",
        )


@record
class Heads(InTable):
    """Change the title line above a table."""

    text: str

    def apply(self, document: Document) -> None:
        self.found(document).captions.titles = [(self.text, "A2")]

    @property
    def words(self) -> Text:
        return Text(
            f"{self.table} judul tabel menjadi {quoted(self.text)}",
            f"{self.table} title of the table changed to {quoted(self.text)}",
        )


@record
class Guessed(InTable):
    """Let a table be only guessed: how much it resembles the official form, and what matched."""

    certainty: float
    matched: Text

    def apply(self, document: Document) -> None:
        known = self.found(document).recognition
        known.certainty, known.matched = self.certainty, self.matched

    @property
    def words(self) -> Text:
        return Text(
            f"{self.table} hanya diduga (kemiripan {self.certainty})",
            f"{self.table} is only guessed (likeness {self.certainty})",
        )


@record
class Unread(InTable):
    """Let a table be found but not read into cells: why, and the cell that stopped it."""

    why: Text
    cell: str

    def apply(self, document: Document) -> None:
        table = self.found(document)
        table.recognition.unread, table.recognition.unread_at = self.why, self.cell
        table.rows, table.kinds = [], []
        table.columns = {number: [] for number in table.columns}

    @property
    def words(self) -> Text:
        return Text(f"{self.table} ditempel sebagai baris teks", f"{self.table} pasted as lines of text")


@record
class Hides(InTable):
    """Hide rows and columns of a table, or its whole sheet."""

    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    sheet: bool = False

    def apply(self, document: Document) -> None:
        self.found(document).hidden = Hidden(self.sheet, list(self.rows), list(self.columns))

    @property
    def words(self) -> Text:
        return Text(f"{self.table} sebagian disembunyikan", f"{self.table} hidden in part")


@record
class Leaves(InTable):
    """Leave so many figures in cells beside a table (`L8:M12`), or below its end."""

    cells: str
    count: int
    below: bool = False
    coded: bool = False

    def apply(self, document: Document) -> None:
        self.found(document).around.strays.append(Stray(self.cells, self.count, self.below, coded=self.coded))

    @property
    def words(self) -> Text:
        return Text(
            f"{self.table}: {self.count} sel di luar tabel diisi angka ({self.cells})",
            f"{self.table}: {self.count} cells outside the table filled with figures ({self.cells})",
        )


@record
class Example:
    """Edits to the sound document, in order.

    ``finds`` lists the places `table!cell` the rule blames (empty for a good example); ``also`` what other
    rules rightly find besides, as `RULE table!cell`.
    """

    edits: tuple[Edit, ...]
    finds: str = ""
    also: tuple[str, ...] = ()
