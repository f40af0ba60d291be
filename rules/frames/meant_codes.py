"""Which code a cell was meant to hold that is none as it stands, told by the codes around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rules.arrays import Numbers
from rules.values.cells import as_text
from rules.values.codes import Code, CodeStatus, parent_of, read_code, sort_key
from rules.values.codes_made_numbers import before_excel, is_number

_DOUBTFUL = (CodeStatus.MALFORMED, CodeStatus.NUMBER)
_LETTERS = str.maketrans("OoIl", "0011")
_LIKE_A_CODE = re.compile(r"\d[\dOoIl.|\s]*")
_HEAD = re.compile(r"\W*((?:\d|X)[\d.X]*)[\s.:–-]+(?=[^\W\d_]{2})")
"""A code with its name behind it."""


def written_as(text: str) -> str:
    """A code without the brackets around it and the name behind it, and with digits for letters that look like them.

    >>> written_as("(2.17.03)"), written_as("2.17.O3"), written_as("2.17.03 Program Pengawasan"), written_as("2.17.03")
    ('2.17.03', '2.17.03', '2.17.03', '')
    """
    bare = text.strip("()[]{}<>\"'“”‘’*:; ")
    named = _HEAD.match(bare)
    bare = named[1].rstrip(".") if named else bare
    found = bare.translate(_LETTERS) if _LIKE_A_CODE.fullmatch(bare) else bare
    return "" if found == text else found


def meant(values: Sequence[Any], read: Sequence[Code], digits: Sequence[int], docs: Numbers) -> dict[int, str]:
    """The codes of cells that are none as they stand, by row, where one reading alone fits between the codes around it.

    It stands nowhere else in the table, comes behind the code above it and before that below it, and is the parent of the
    one below or, but for a number that may have lost a zero, has its own parent above.
    """
    doubtful = [row for row, code in enumerate(read) if code.status in _DOUBTFUL]
    if not doubtful:
        return {}
    present = {(doc, code.official) for doc, code in zip(docs.tolist(), read, strict=True) if code.official}
    found = {}
    for row in doubtful:
        above, below = (_nearest(read, docs, row, step) for step in (-1, 1))
        loose = read[row].status is CodeStatus.MALFORMED or not isinstance(values[row], int | float)
        fitting = [
            code
            for code in _readings(values[row], read[row], digits[row])
            if (docs[row], code) not in present and _fits(code, above, below, under_parent=loose)
        ]
        if len(fitting) == 1:
            found[row] = fitting[0]
    return found


def _readings(value: Any, read: Code, digits: int) -> list[str]:
    """The codes that a cell may have been meant to hold."""
    if read.status is CodeStatus.NUMBER or is_number(value):
        return before_excel(value)
    code = read_code(written_as(as_text(value)), digits).official
    return [code] if code else []


def _nearest(read: Sequence[Code], docs: Numbers, row: int, step: int) -> str:
    """The nearest readable code above or below a row; empty where its workbook has none."""
    row += step
    while 0 <= row < len(read) and docs[row] == docs[row - step]:
        if code := read[row].official:
            return code
        row += step
    return ""


def _fits(code: str, above: str, below: str, *, under_parent: bool) -> bool:
    if (above and sort_key(above) >= sort_key(code)) or (below and sort_key(code) >= sort_key(below)):
        return False
    if below and parent_of(below) == code:
        return True
    parent = parent_of(code)
    return under_parent and parent is not None and f"{above}.".startswith(f"{parent}.")
