"""Which rows of a stacked table are rows of their own, and which only carry on another one or name an office."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rules.arrays import Cells, Mask, Numbers, filled, from_above, only
from rules.frames.distinct import Distinct
from rules.values.codes import CodeStatus, is_code_of_office
from rules.values.names import names_office, names_unit, normalise


def rows_of_offices(status: Cells, names: Cells, further: Mask, codes: Distinct) -> Mask:
    """Rows of an office in a table of codes: they have none, or that of the office; ``further`` rows have indicators."""
    found = np.zeros(len(status), dtype=bool)
    for row in np.flatnonzero((status == CodeStatus.EMPTY) & (names != "") & ~further).tolist():
        found[row] = names_office(names[row]) or names_unit(names[row])
    malformed = status == CodeStatus.MALFORMED
    if malformed.any():
        found |= malformed & codes.test(is_code_of_office)
    return found


def unnamed_rows(
    named: Mask, numbered: Mask, amounts: Sequence[Numbers], measured: Sequence[Mask], tables: Numbers
) -> Mask:
    """Rows with amounts though nothing names them, but for lines that go on with the named row above them.

    Such a line has a measure of its own, and the named row lacks one of ``measured`` or has the same amounts.
    """
    found: Mask = ~named & np.any([named & False, *(column != 0 for column in amounts)], axis=0)
    if not measured or not found.any():
        return found
    heads = from_above(only(np.arange(len(named)).astype(object), named | numbered), tables, -1).astype(np.int64)
    same = np.all([column == column[heads] for column in amounts], axis=0)
    lacking = ~np.all(measured, axis=0)[heads]
    own: Mask = found & ~(~numbered & np.any(measured, axis=0) & (heads >= 0) & (lacking | same))
    return own


def rows_repeating_the_code(codes: Cells, docs: Numbers, names: Cells) -> Mask:
    """Rows that repeat the code of the row above, and name nothing else."""
    same = np.zeros(len(codes), dtype=bool)
    same[1:] = filled(codes[1:]) & (codes[1:] == codes[:-1]) & (docs[1:] == docs[:-1])
    for row in np.flatnonzero(same & (names != "")).tolist():
        same[row] = names[row - 1] == "" or normalise(names[row]) == normalise(names[row - 1])
    return same
