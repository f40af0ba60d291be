"""A document: the official tables of one workbook, holding what the planner typed.

Rows are known by their Excel row, columns by their official number: the cell of a finding needs no search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from rules.model.bilingual import NOTHING, Text
from rules.model.references import References
from rules.record import record
from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text
from rules.values.number_format import NumberFormat

if TYPE_CHECKING:
    import pandas as pd

    from rules.model.seal_record import Seal

LINK, ACTIVE, HIDDEN, OUTSIDE, UNSEEN = "tautan", "isi aktif", "tersembunyi", "di luar tabel", "tak terlihat"
ASIDE = "tidak dibaca"
SCALED, AGAINST_SCALE = "skala", "skala bertentangan"
"""What a file should not hold, what nobody sees of it, what stands outside its tables, and what of it is not read."""
TOTAL, DATA = "total", "isi"
MEAN, PREDICATE, NOTE, SUBTOTAL = "rata-rata", "predikat", "keterangan", "jumlah antara"
"""Kinds of rows: means, predicates and notes stand below the data, sums of parts among it."""
TablePlace = tuple[int, str]
"""A cell of a table: Excel row and official column number."""


@record
class Heading:
    """What stands above one official column: heading text, whether its number is printed, where it is."""

    text: str
    numbered: bool
    cell: str


@record
class Stray:
    """A block of figures or formulas beside a table, or below its end: its cells (`L8:M40`) and how many of them count.

    ``heading`` is that of a column no form has, in the table or beside it; ``coded`` is whether a code stands before them.
    """

    cells: str
    count: int
    below: bool
    heading: str = ""
    coded: bool = False


@record
class MoneyScale:
    """The scale in which a column prints its amounts: the ``power`` of ten, the words that say so, and their cell.

    ``against`` is what contradicts it; then the amounts are read as whole rupiah.
    """

    power: int
    text: str
    cell: str
    against: Text = NOTHING

    @property
    def factor(self) -> int:
        """Rupiah of what the column prints as one."""
        return 1 if self.against else int(10**self.power)


@dataclass(slots=True)
class Captions:
    """What is printed above the rows of a table.

    ``headings`` are those of the columns by official number; ``groups`` the headings over several columns, by their
    official text, and ``group_cells`` their cells; ``titles`` the lines above the head with their cells. ``uncalculated``
    are cells of titles and headings whose formula was never calculated, so that only the words typed in it are known.
    ``scales`` are those of columns of money that are printed in thousands of rupiah or more.
    """

    headings: dict[str, Heading] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    group_cells: dict[str, str] = field(default_factory=dict)
    titles: list[tuple[str, str]] = field(default_factory=list)
    uncalculated: set[str] = field(default_factory=set)
    scales: dict[str, MoneyScale] = field(default_factory=dict)

    @property
    def first_cell(self) -> str:
        """The cell of the first heading; empty without any."""
        return next((heading.cell for heading in self.headings.values()), "")


class Look(NamedTuple):
    """How the text of a cell is set off: how far it is indented, in steps of about ten points, and whether it is bold."""

    indent: int = 0
    bold: bool = False


@dataclass(slots=True)
class Marks:
    """What is known of the cells (row, official number) of a table besides their values.

    ``formulas`` are the cells that hold one, ``uncalculated`` those of them without a stored value. ``shared`` are blank
    cells for which the value of another row stands, because it was merged over them. ``scaled`` are amounts that were typed
    as text in a column with a scale, as typed. ``struck`` are cells that are struck out: what of their text is, empty where all is. ``looks`` are the names that
    are set off, in tables whose levels only names tell; ``formats`` what the number formats of cells show or hide.
    """

    formulas: MutableMapping[TablePlace, str] = field(default_factory=dict)
    uncalculated: set[TablePlace] = field(default_factory=set)
    shared: set[TablePlace] = field(default_factory=set)
    scaled: dict[TablePlace, str] = field(default_factory=dict)
    struck: dict[TablePlace, str] = field(default_factory=dict)
    looks: dict[TablePlace, Look] = field(default_factory=dict)
    formats: dict[TablePlace, NumberFormat] = field(default_factory=dict)

    def where(self, holds: Callable[[TablePlace], bool]) -> Marks:
        """The marks of those cells for which something holds."""
        return Marks(**{mark.name: _of_cells(getattr(self, mark.name), holds) for mark in fields(self)})


def _of_cells(marked: Any, holds: Callable[[TablePlace], bool]) -> Any:
    """What is marked, cells alone or cells with what is known of them, of the cells for which something holds."""
    if isinstance(marked, Mapping):
        return {cell: told for cell, told in marked.items() if holds(cell)}
    return set(filter(holds, marked))


@dataclass(slots=True)
class Hidden:
    """What of a table nobody sees: its sheet, rows, columns (official numbers), and values ``buried`` in merged blocks.

    A buried value stands in a cell that a merged block covers, but for the block's first one: it counts, unseen.
    """

    sheet: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    buried: list[TablePlace] = field(default_factory=list)


@dataclass(slots=True)
class Recognition:
    """How a table was recognised.

    ``certainty`` (0 to 100) is how sure it is that this is the official table, ``matched`` by what, ``against`` what speaks against it. A table whose columns
    stand elsewhere on a later page, or in single rows, is several of them; all but the first ``continues`` the one before.
    ``unread`` is why a table that was found could not be read into cells, and ``unread_at`` the cell that stopped it;
    ``guessed`` are the rows of a table in lines of text in which the border of a cell is a guess.
    """

    certainty: float = 100.0
    matched: Text = NOTHING
    against: Text = NOTHING
    continues: bool = False
    unread: Text = NOTHING
    unread_at: str = ""
    guessed: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Placing:
    """Where the rows of a pasted table stand.

    ``cells`` has the Excel columns (`F`, `A:E`) of every row by official number; ``shifted`` are rows whose cells stand so
    many columns right of their headings (left: negative); ``joined`` the further Excel rows that continue a row's cells.
    """

    cells: dict[int, dict[str, str]] = field(default_factory=dict)
    shifted: dict[int, int] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Around:
    """What stands around the rows of a table: ``free`` rows between and below them that are blank, ``strays`` of figures."""

    free: list[int] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """One official table found in a sheet.

    ``rows`` are Excel row numbers, ``kinds`` tells `isi` from `total` rows, ``columns`` maps official numbers to lists of
    values as typed (same length as ``rows``), ``letters`` to Excel columns. A value typed over several cells is joined by
    `|` (codes) or a space (text).
    """

    layout: str
    sheet: str
    rows: list[int]
    kinds: list[str]
    columns: dict[str, list[Any]]
    letters: dict[str, str]
    captions: Captions = field(default_factory=Captions)
    marks: Marks = field(default_factory=Marks)
    hidden: Hidden = field(default_factory=Hidden)
    recognition: Recognition = field(default_factory=Recognition)
    placing: Placing = field(default_factory=Placing)
    around: Around = field(default_factory=Around)

    @property
    def in_lines(self) -> bool:
        """Whether its cells stand in lines of text, so that no column has cells of its own."""
        return bool(self.recognition.unread) or len({*self.letters.values()}) < len(self.letters)

    def is_contradicted(self, limit: float) -> bool:
        """Whether it is less sure than ``limit`` and something speaks against it: then it is asked about, and not judged."""
        return self.recognition.certainty < limit and bool(self.recognition.against) and not self.in_lines

    def factor(self, column: str) -> int:
        """Rupiah of what a column prints as one: amounts in ``columns`` are rupiah, in the file they are so many times less."""
        scale = self.captions.scales.get(column)
        return scale.factor if scale else 1

    @property
    def frame(self) -> pd.DataFrame:
        """The table as a DataFrame of its own: index = Excel row, columns = official numbers, values as typed."""
        import pandas as pd

        return pd.DataFrame(self.columns, index=pd.Index(self.rows, name="baris"), dtype=object)


@dataclass(slots=True)
class Field:
    """One field of the identity form: its value as typed and the cell it stands in."""

    value: Any
    sheet: str
    cell: str


@record
class Foreign:
    """Something in a workbook that reaches outside or acts: its kind, what it is, where (empty: the workbook), its words."""

    kind: str
    what: Text
    sheet: str = ""
    cell: str = ""
    told: str = ""


@record
class Unseen:
    """A text with characters that nobody sees, as it stands in the file: in a cell, or the name of its sheet (no ``cell``)."""

    text: str
    sheet: str
    cell: str = ""
    calculated: bool = False


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()


@dataclass(slots=True)
class Document:
    """The official tables and the identity of one workbook, and what it is held against.

    ``beside`` is the document of the other kind that the same workbook holds; its identity may be ``lent`` by that one. ``whole`` is whether the sender was asked for the whole document; ``printed`` is what titles and headings say of year,
    office and government, used where ``identity`` says nothing; ``before`` is the same at an earlier stage, as far as the workbook holds its tables.
    ``companions`` are further documents whose tables its narrative speaks of; ``seal`` is the seal it carries, ``seal_fault`` why the one it carries cannot be read; ``foreign`` what in it reaches outside or acts; ``unseen`` the texts
    out of which characters were taken that nobody sees.
    """

    source: str
    kind: str
    tables: list[Table] = field(default_factory=list)
    identity: dict[str, Field] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    references: References = field(default_factory=References)
    companions: list[Document] = field(default_factory=list)
    seal: Seal | None = None
    seal_fault: str = ""
    foreign: list[Foreign] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    whole: bool = False
    beside: Document | None = None
    before: Document | None = None
    lent: bool = False
    printed: dict[str, Field] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """An identity field as text, empty if absent."""
        return as_text(self.identity[key].value) if key in self.identity else ""

    def said(self, key: str) -> Field | None:
        """A field of the identity, or else what titles and headings say of it; a year that cannot be read says nothing."""
        typed = self.text(key)
        if typed and (key != "tahun" or key not in self.printed or _is_year(typed)):
            return self.identity[key]
        return self.printed.get(key)

    def said_text(self, key: str) -> str:
        """The same as text, empty if nothing says it."""
        return as_text(found.value) if (found := self.said(key)) else ""

    @property
    def year(self) -> int | None:
        """The plan year n, from the identity or else as printed, or None."""
        text = self.said_text("tahun")
        return int(text) if _is_year(text) else None

    @property
    def renstra(self) -> int | None:
        """The first year of the Renstra, from the identity, or None."""
        text = self.text("renstra_awal")
        return int(text) if _is_year(text) else None

    @property
    def bidang(self) -> list[str]:
        """The office's own bidang urusan, as codes."""
        import re

        found = re.findall(r"(?<![\d.])(\d)\.(\d{1,2})(?![\d.])", self.text("bidang_urusan"), re.ASCII)
        return [f"{urusan}.{bidang.zfill(2)}" for urusan, bidang in found]

    def of_place(self, place: str) -> Iterator[Table]:
        """The tables that fill a place of the document."""
        return (table for table in self.tables if layouts()[table.layout].place == place)

    @property
    def alone(self) -> list[str]:
        """The places whose tables were handed in alone; none where Identitas or most tables say that this is the whole document.

        An Identitas above a table, in its own sheet, speaks of that table.
        """
        required = {layout.place for layout in self.required() if layout.columns}
        found = list(dict.fromkeys(layouts()[table.layout].place for table in self.tables))
        of_all = not self.lent and not {x.sheet for x in self.identity.values()} <= {x.sheet for x in self.tables}
        if self.whole or of_all or 2 * len(required.intersection(found)) >= len(required):
            return []
        return found

    def required(self) -> list[Layout]:
        """The layouts a document of this kind must have, one per place."""
        from rules.schema.layout import document_layouts

        return [x for x in document_layouts(self.kind, self.year) if x.required and x.default]
