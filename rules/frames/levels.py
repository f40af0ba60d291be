"""Where the rows of a stacked table stand in its hierarchy: by code, by name, in groups, or all on one level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rules.arrays import Cells, Mask, Numbers, as_cells, at_rows
from rules.frames.groups import Member, depths_in_groups
from rules.frames.meant_codes import meant
from rules.frames.outline import CodeNames, OutlineEntry, outline
from rules.frames.outline_by_amounts import by_amounts
from rules.frames.outline_by_look import by_look
from rules.frames.outline_by_others import by_others
from rules.frames.parts_of_programs import UNIT, begins_with_program, depths_below_programs, heads_sums
from rules.model.document import Look
from rules.record import record
from rules.values.codes import PROGRAM, Code, CodeStatus, level_of, read_code
from rules.values.names import level_above_programs, names_unit

_DEPTHS = frozenset("0123456789")


@record
class Levels:
    """The place of each row of a view in the hierarchy of its table; arrays with one value for each row."""

    code: Cells
    """What names a row within its table (str, None for none): its code, or where the table has none a name of our own."""
    parent: Cells
    """The ``code`` of the row above it in the hierarchy (None for none), whether the table has that row or not."""
    level: Numbers
    """From 0 (urusan) to 4 (sub kegiatan), in groups the depth from 0 (the whole); -1 for rows that stand nowhere."""
    guessed: Mask
    """Whether the level is only a guess."""
    official: Cells
    """The code as the decree writes it, as far as it is known (str or None)."""
    status: Cells
    """How the code cell was read (:class:`rules.values.codes.CodeStatus`)."""
    split: Mask
    """Whether the code was typed over several cells."""
    inferred: Mask
    """Whether the cell holds no code, but the codes around it leave no doubt which one was meant: it counts as that."""


def nowhere(rows: int) -> Levels:
    """A table without hierarchy."""
    blank, never = as_cells([None] * rows), np.zeros(rows, dtype=bool)
    return Levels(
        code=blank,
        parent=blank,
        level=np.full(rows, -1),
        guessed=never,
        official=blank,
        status=as_cells([CodeStatus.EMPTY] * rows),
        split=never,
        inferred=never,
    )


def by_code(values: Sequence[Any], digits: Sequence[int], docs: Numbers) -> Levels:
    """Codes as typed, and for each row the digits of its decree's sub kegiatan segment."""
    read = [read_code(value, width) for value, width in zip(values, digits, strict=True)]
    known = meant(values, read, digits, docs)
    for row, code in known.items():
        read[row] = Code(code, level_of(code), read[row].status, read[row].split)
    official = as_cells([code.official for code in read])
    return Levels(
        code=official,
        parent=as_cells([code.parent for code in read]),
        level=np.array([code.level for code in read], dtype=np.int64),
        guessed=np.zeros(len(read), dtype=bool),
        official=official,
        status=as_cells([code.status for code in read]),
        split=np.array([code.split for code in read], dtype=bool),
        inferred=at_rows(known, len(read)),
    )


def on_one_level(
    numbers: Cells,
    names: Cells,
    amounts: Sequence[Sequence[int | None]],
    unnamed: Mask,
    data: Mask,
    docs: Numbers,
    known: Callable[[int], CodeNames],
    sub_digits: Callable[[int], int],
) -> Levels:
    """Rows of a table without hierarchy: each that has a name, or counts though it is ``unnamed``, is a program.

    Others are those of an urusan, of its bidang or of an office, under which programs stand, and the parts of a program
    below it.
    """
    own = [PROGRAM if (level := level_above_programs(name)) is None else level for name in names]
    levels = np.where(data & ((names != "") | unnamed), own, -1)
    for doc in np.unique(docs):
        # A table of what each unit of an office has is none of programs below units.
        units = np.flatnonzero((levels == UNIT) & (docs == doc))
        units = units[[names_unit(name) for name in names[units]]] if len(units) else units
        if len(units) and not heads_sums(levels, docs == doc, units.tolist(), amounts):
            levels[units] = PROGRAM
        rows = np.flatnonzero((levels == PROGRAM) & (docs == doc))
        of_rows = [[column[row] for column in amounts] for row in rows.tolist()]
        found = depths_below_programs(numbers[rows].tolist(), names[rows].tolist(), of_rows) if len(rows) else None
        if found is None and begins_with_program(names[rows].tolist()):
            found = _official_depths(names[rows].tolist(), known(int(doc)), sub_digits(int(doc)))
        if found is not None:
            levels[rows] = PROGRAM + np.array(found)
    return _named_by_row(levels, as_cells([None] * len(names)), np.zeros(len(names), bool), docs)


def _official_depths(names: Sequence[str], known: CodeNames, sub_digits: int) -> list[int] | None:
    """How deep each row stands below its program, where the official names tell all of them."""
    found = outline([OutlineEntry("", "", name) for name in names], known, sub_digits)
    told = all(standing.official and standing.level >= PROGRAM for standing in found)
    return [standing.level - PROGRAM for standing in found] if told else None


def by_name(
    entries: Sequence[OutlineEntry],
    amounts: Sequence[Sequence[int | None]],
    looks: Sequence[Look],
    data: Mask,
    docs: Numbers,
    names: Callable[[int], CodeNames],
    sub_digits: Callable[[int], int],
) -> Levels:
    """Rows told by number and name, where neither tells by which of them sum up the others, and else by how they look."""
    levels = np.full(len(entries), -1)
    official = as_cells([None] * len(entries))
    guessed = np.zeros(len(entries), bool)
    for doc in np.unique(docs):
        rows = np.flatnonzero(data & (docs == doc)).tolist()
        found = outline([entries[row] for row in rows], names(int(doc)), sub_digits(int(doc)))
        named = [bool(entries[row].name) for row in rows]
        held = [[column[row] for column in amounts] for row in rows]
        found = by_amounts(found, held, named)
        found = by_look(found, [entries[row].name for row in rows], [looks[row] for row in rows])
        found = by_others(found, [entries[row].number for row in rows], held)
        for row, standing in zip(rows, found, strict=True):
            levels[row], official[row], guessed[row] = standing.level, standing.official, standing.guessed
    return _named_by_row(levels, official, guessed, docs)


def marked(numbers: Cells, names: Cells) -> Cells:
    """Names with the marks of their rows before them, where these stand in a column of their own."""
    ended = [number if number.endswith((".", ")")) else f"{number}." for number in numbers]
    return np.where(numbers != "", as_cells([" ".join(row) for row in zip(ended, names, strict=True)]), names)


def in_groups(
    names: Cells, stated: Cells, amounts: Sequence[Sequence[int | None]], data: Mask, docs: Numbers
) -> Levels:
    """Rows of groups of any depth, by mark, stated depth and amounts."""
    rows_of = zip(names, stated, *amounts, strict=True)
    members = [Member(name, int(depth) if depth in _DEPTHS else None, found) for name, depth, *found in rows_of]
    levels = np.full(len(members), -1)
    guessed = np.zeros(len(members), bool)
    for doc in np.unique(docs):
        rows = [
            row
            for row in np.flatnonzero(data & (docs == doc)).tolist()
            if members[row].text or any(members[row].amounts)
        ]
        for row, (depth, guess) in zip(rows, depths_in_groups([members[row] for row in rows]), strict=True):
            levels[row], guessed[row] = depth, guess
    return _named_by_row(levels, as_cells([None] * len(members)), guessed, docs)


def _named_by_row(levels: Numbers, official: Cells, guessed: Mask, docs: Numbers) -> Levels:
    own = [f"#{row}" if level >= 0 else None for row, level in enumerate(levels)]
    return Levels(
        code=as_cells(own),
        parent=as_cells(_parents(levels, own, docs)),
        level=levels,
        guessed=guessed,
        official=official,
        status=as_cells([CodeStatus.OK] * len(own)),
        split=np.zeros(len(own), dtype=bool),
        inferred=np.zeros(len(own), dtype=bool),
    )


def _parents(levels: Numbers, own: Sequence[str | None], docs: Numbers) -> list[str | None]:
    """For each row the nearest one above with a higher level, within the workbook; None for the highest."""
    parents: list[str | None] = []
    path: dict[int, str | None] = {}
    before = None
    for level, name, doc in zip(levels, own, docs, strict=True):
        if doc != before:
            path, before = {}, doc
        if level < 0:
            parents.append(None)
            continue
        path = {higher: known for higher, known in path.items() if higher < level}
        parents.append(path[max(path)] if path else None)
        path[level] = name
    return parents
