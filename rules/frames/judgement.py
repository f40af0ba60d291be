"""What passes between rules, views and the session that runs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from rules.record import record

if TYPE_CHECKING:
    from rules.arrays import Mask, Numbers
    from rules.frames.outline import CodeNames
    from rules.model.document import Document
    from rules.model.unchecked import Skip
    from rules.nomenclature import Decree, Nomenclature
    from rules.schema.pack import Pack


@record
class Faults:
    """The blamed cells of a column: their rows, ascending, and what is told of them, by name one value for each.

    Names are `value`, `expected`, `difference`, `suggestion`, `fix`, `repeats` (lists of :class:`Repeat`), `rests_on` and `also`
    (cells, as sheet and cell), the placeholders of the rule's message, and `severity` where a fault weighs otherwise than
    the rule (None where it does not).
    """

    rows: Numbers
    details: Mapping[str, Sequence[Any]]

    def of(self, row: int) -> dict[str, Any]:
        """What is told of one of the rows."""
        at = int(self.rows.searchsorted(row))
        return {name: values[at] for name, values in self.details.items()}


NO_FAULTS = Faults(np.zeros(0, dtype=np.intp), {})


@record
class Repeat:
    """A further cell with a fault that is told once: its place, its value, and what can safely be written into it."""

    row: int
    column: str
    value: Any
    fix: Any


@dataclass(slots=True)
class Judgement:
    """What a rule says of one column: cells it checked, cells it blames with details, what it left undone.

    ``checked`` and ``deferred`` are masks over the view's rows. ``skipped`` gives the reason for workbooks that could not be judged.
    ``elsewhere`` are cells with a fault that is told once, in another cell: what rests on them is put off all the same.
    ``certain`` are cells of which no doubt is left what they should hold: what rests on them takes that, and is not put off.
    """

    checked: Mask
    faults: Faults
    deferred: Mask | None = None
    skipped: dict[int, Skip] = field(default_factory=dict)
    elsewhere: Mask | None = None
    certain: Mask | None = None

    def spoiling(self) -> Judgement:
        """The same, without what it blames though it is certain."""
        return self if self.certain is None else self.within(~self.certain)

    def within(self, rows: Mask) -> Judgement:
        """What is said of some rows of the view, and of no others."""
        kept = rows[self.faults.rows]
        details = {name: [*compress(told, kept)] for name, told in self.faults.details.items()}
        deferred = None if self.deferred is None else self.deferred & rows
        return replace(
            self, checked=self.checked & rows, faults=Faults(self.faults.rows[kept], details), deferred=deferred
        )

    def putting_off(self, rows: Mask) -> Judgement:
        """The same, with some rows put off besides."""
        return replace(self, deferred=rows if self.deferred is None else self.deferred | rows)

    def unjudged_in(self, rows: Mask) -> Judgement:
        """The same, but what was checked in some rows is put off instead."""
        put_off = self.checked & rows
        put_off[self.faults.rows[rows[self.faults.rows]]] = True
        return replace(self.within(~rows), deferred=self.deferred).putting_off(put_off)

    def along_with(self, other: Judgement) -> Judgement:
        """What the same rule says of rows of the same view, and of other rows."""
        rows = np.concatenate([self.faults.rows, other.faults.rows])
        order, names = rows.argsort(), dict.fromkeys([*self.faults.details, *other.faults.details])
        told = {name: [*self.faults.details.get(name, ()), *other.faults.details.get(name, ())] for name in names}
        faults = Faults(rows[order], {name: [values[at] for at in order] for name, values in told.items()})
        put_off = [mask for mask in (self.deferred, other.deferred) if mask is not None]
        deferred = np.logical_or.reduce(put_off) if put_off else None
        return Judgement(self.checked | other.checked, faults, deferred, {**self.skipped, **other.skipped})


def told_of(value: Any, rows: Numbers, size: int) -> Sequence[Any]:
    """What is told of some rows of a view: a scalar for all, a value for each, or theirs among those of the whole view.

    Raises ValueError for a list that has not one value for each row.
    """
    if not isinstance(value, list) and hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if isinstance(value, np.ndarray):
        value = (value[rows] if len(value) == size else value).tolist()
    told = value if isinstance(value, list) else [value] * len(rows)
    if len(told) != len(rows):
        raise ValueError(f"{len(told)} values are told of {len(rows)} rows")
    return told


class Stack(Protocol):
    """What a view may ask of the session it belongs to (:class:`rules.engine.session.Session`)."""

    documents: Sequence[Document]
    pack: Pack

    known: dict[tuple[Any, ...], Any]
    """What :func:`rules.frames.memo.once` keeps."""

    @property
    def tables(self) -> Mapping[str, Any]:
        """The tables of the stack by layout id, in sheet order."""

    @property
    def decree_ids(self) -> list[str | None]:
        """The decree each workbook is judged by."""

    def decree(self, doc: int) -> Decree | None:
        """The decree of one workbook."""

    @property
    def kinds(self) -> list[str]:
        """The kind of government of each workbook."""

    def reference(self, doc: int) -> Nomenclature | None:
        """Codes and names one workbook is judged by."""

    def sub_digits(self, doc: int) -> int:
        """Digits of the sub kegiatan segment in a workbook's decree."""

    def names(self, doc: int) -> CodeNames:
        """Names of codes one workbook may use, for tables without codes."""

    def group(self, view: Any) -> Iterator[Any]:
        """The other tables that must agree with a view."""

    def awaited(self, names: Sequence[str], view: Any, column: str) -> Iterator[Judgement]:
        """What rules say of a column, named by id or by what they spoil; each evaluated once."""
