"""Holding a document against its seal, and naming what changed since.

Rows are aligned by what is typed in them, so that an inserted row is one change, not one in every row below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.seal_record import PartPrint, RowPrint, Seal, SealError
from rules.model.unchecked import Gap, Skip
from rules.record import record
from rules.seal.content import parts
from rules.seal.seal import content_hash

TYPED, FORMULA, RESULT, NEW, GONE = "isi", "rumus", "hasil rumus", "baris baru", "baris hilang"
NEW_TABLE, GONE_TABLE, RECORD, UNNAMED = "tabel baru", "tabel hilang", "catatan segel", "isi yang tidak dapat ditunjuk"
SEAL = "Segel"
UNSEALED = Skip(
    Gap.NOTHING, Text("buku kerja ini tidak bersegel (renja seal)", "this workbook bears no seal (renja seal)")
)
CAUSES = (TYPED, FORMULA, NEW, GONE, NEW_TABLE, GONE_TABLE, RECORD, UNNAMED)
"""Kinds of change other than results, which only follow."""


@record
class Changed:
    """One change: in which table and sheet, of which kind, where. ``cell`` is A1 (or empty), ``key`` names the row."""

    table: str
    what: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    key: str = ""


@dataclass(slots=True)
class SealCheck:
    """What became of a sealed document.

    ``changes`` is empty if the seal holds. ``unstored`` counts formulas without a stored result now, which had one when
    sealed: their text is unchanged, what they show was not compared.
    """

    changes: list[Changed] = field(default_factory=list)
    unstored: int = 0
    tables: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing changed."""
        return not self.changes


def check_seal(document: Document, seal: Seal) -> SealCheck:
    """Hold a document against a seal."""
    found = parts(document, seal.version)
    now = {part.name: PartPrint.of(part, seal.version) for part in found}
    check = SealCheck(tables=list(now))
    if not seal.intact:
        check.changes.append(Changed(SEAL, RECORD))
    try:
        sealed = {part.name: part for part in seal.prints()}
    except SealError:
        sealed = now
    for name, part in sealed.items():
        if name in now:
            _compare(part, now[name], check)
        else:
            check.changes.append(Changed(name, GONE_TABLE, part.sheet))
    check.changes += [Changed(name, NEW_TABLE, part.sheet) for name, part in now.items() if name not in sealed]
    check.tables += [name for name in sealed if name not in now]
    if content_hash(found, seal.version) != seal.content and not any(change.what in CAUSES for change in check.changes):
        check.changes.append(Changed(SEAL, UNNAMED))
    return check


def _compare(sealed: PartPrint, now: PartPrint, check: SealCheck) -> None:
    for old, new in _aligned([row for row in sealed.rows if row.typed], [row for row in now.rows if row.typed]):
        if old is None and new is not None:
            check.changes.append(_at(now, new, NEW))
        elif new is None and old is not None:
            check.changes.append(Changed(now.name, GONE, now.sheet, key=old.key))
        elif old is not None and new is not None:
            _compare_rows(now, old, new, check)
    _compare_calculated(sealed, now, check)


def _compare_calculated(sealed: PartPrint, now: PartPrint, check: SealCheck) -> None:
    """Rows that hold formulas only: they show what their results are, and nothing while those are not stored."""
    before = {row.number: row for row in sealed.rows if not row.typed}
    after = {row.number: row for row in now.rows if not row.typed}
    for number, old in before.items():
        if number in after:
            _compare_rows(now, old, after[number], check)
        elif any(text.strip("0") for text in old.results.values()):
            check.changes.append(Changed(now.name, GONE, now.sheet, key=old.key))
    for number, new in after.items():
        if number not in before and any(text.strip("0") for text in new.results.values()):
            check.changes.append(_at(now, new, NEW))


def _at(part: PartPrint, row: RowPrint, what: str, column: str = "") -> Changed:
    letter = part.letters.get(column or next(iter(part.letters), ""), "")
    return Changed(part.name, what, part.sheet, f"{letter}{row.number}" if letter else "", column, row.key)


def _compare_rows(part: PartPrint, old: RowPrint, new: RowPrint, check: SealCheck) -> None:
    for column in dict.fromkeys([*old.typed, *old.formulas, *new.typed, *new.formulas]):
        before, after = (row.formulas.get(column) for row in (old, new))
        if old.typed.get(column) != new.typed.get(column) or (before is None) != (after is None):
            check.changes.append(_at(part, new, TYPED, column))
        elif before != after:
            check.changes.append(_at(part, new, FORMULA, column))
        elif column in old.results and column not in new.results and column in new.formulas:
            check.unstored += 1
        elif column in old.results and old.results[column] != new.results.get(column):
            check.changes.append(_at(part, new, RESULT, column))


def _aligned(old: list[RowPrint], new: list[RowPrint]) -> Iterator[tuple[RowPrint | None, RowPrint | None]]:
    """Rows side by side: those typed alike, then within each gap those of one key, then what is left in order."""
    one, other = ([tuple(sorted(row.typed.items())) for row in rows] for rows in (old, new))
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(old[first:last], new[start:end], strict=True)
        else:
            yield from _paired(old[first:last], new[start:end])


def _paired(old: list[RowPrint], new: list[RowPrint]) -> Iterator[tuple[RowPrint | None, RowPrint | None]]:
    left = list(new)
    alone: list[RowPrint] = []
    for row in old:
        match = next((other for other in left if other.key == row.key or _alike(row, other)), None)
        if match is None:
            alone.append(row)
        else:
            left.remove(match)
            yield row, match
    # As many rows as before, in which little is the same: typed over, each in its place.
    yield from zip(alone, left, strict=True) if len(alone) == len(left) else _apart(alone, left)


def _apart(old: list[RowPrint], new: list[RowPrint]) -> Iterator[tuple[RowPrint | None, RowPrint | None]]:
    yield from ((row, None) for row in old)
    yield from ((None, row) for row in new)


def _alike(one: RowPrint, other: RowPrint) -> bool:
    """Whether most of what is typed in two rows is the same."""
    same = sum(other.typed.get(column) == text for column, text in one.typed.items())
    return same * 2 >= max(len(one.typed), len(other.typed))
