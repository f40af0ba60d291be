"""Edits that turn the sound example document into a rule's example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Put:
    """Type a value into a cell of a table (by Excel row and official column)."""

    table: str
    row: int
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a row of a table; rows below move up."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert a row of values (by official column) after an Excel row; rows below move down."""

    table: str
    after: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave a whole table out."""

    table: str


@dataclass(frozen=True, slots=True)
class Retitle:
    """Change the heading of an official column; None removes the column, number and all."""

    table: str
    column: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Identify:
    """Change a field of the identity."""

    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """Leave a formula without a stored value, as programs that do not calculate save it."""

    table: str
    row: int
    column: str
    formula: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """A formula with the value stored for it."""

    table: str
    row: int
    column: str
    formula: str
    value: Any


@dataclass(frozen=True, slots=True)
class Heads:
    """Change the title line above a table."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Let a row stand so many columns right of its headings (negative: left), where the reader still found it."""

    table: str
    row: int
    by: int


@dataclass(frozen=True, slots=True)
class Guessed:
    """Let a table be only guessed: how much it resembles the official form, and what matched."""

    table: str
    certainty: float
    matched: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Let a table be found but not read into cells: why, and the cell that stopped it."""

    table: str
    why: str
    cell: str


@dataclass(frozen=True, slots=True)
class Given:
    """Give the validation something to compare with.

    Ceilings; money foreseen by last year's Renja; money of programs and targets of indicators in the year's Renja; figures
    (measure, indicator, value) and money (role, program, amount) of last year's LKIP.
    """

    ceilings: tuple[tuple[str, int], ...] = ()
    foreseen: tuple[tuple[str, int], ...] = ()
    planned_pagu: tuple[tuple[str, int], ...] = ()
    planned_targets: tuple[tuple[str, str], ...] = ()
    reported: tuple[tuple[str, str, str], ...] = ()
    reported_money: tuple[tuple[str, str, int], ...] = ()

    @property
    def of_report(self) -> bool:
        """Whether an LKIP is held against it."""
        return bool(self.planned_pagu or self.planned_targets or self.reported or self.reported_money)


@dataclass(frozen=True, slots=True)
class Tells:
    """Replace the text of the narrative, a paragraph a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """Seal the document as it stands, under the pack of its year or another."""

    pack: str = ""


@dataclass(frozen=True, slots=True)
class Holds:
    """Put something into the workbook that reaches outside or acts (:class:`rules.model.document.Foreign`)."""

    kind: str
    what: str
    sheet: str = ""
    cell: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Hides:
    """Hide rows and columns of a table, or its whole sheet."""

    table: str
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Leaves:
    """Leave so many figures in cells beside a table (`L8:M12`), or below its end."""

    table: str
    cells: str
    count: int
    below: bool = False


Edit = (
    Put
    | Remove
    | Insert
    | Drop
    | Retitle
    | Identify
    | Uncalculated
    | Calculated
    | Heads
    | Shift
    | Guessed
    | Unread
    | Given
    | Tells
    | Sealed
    | Holds
    | Hides
    | Leaves
)


@dataclass(frozen=True, slots=True)
class Example:
    """Edits to the sound document, in order.

    ``finds`` lists the places `table!cell` the rule blames (empty for a good example); ``also`` what other
    rules rightly find besides, as `RULE table!cell`.
    """

    edits: tuple[Edit, ...]
    finds: str = ""
    also: tuple[str, ...] = ()
