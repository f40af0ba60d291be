"""Which code a cell was meant to hold that is none as it stands, told by the codes around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rules.arrays import Numbers
from rules.values.cells import as_text
from rules.values.codes import Code, CodeStatus, parent_of, read_code, sort_key
from rules.values.codes_made_numbers import before_excel, is_number

_DOUBTFUL = (CodeStatus.MALFORMED, CodeStatus.NUMBER)
_ROUNDS = 4
"""Times that codes which do not fit are taken away from those that bear each other out."""
_LETTERS = str.maketrans("OoIl", "0011")
_LIKE_A_CODE = re.compile(r"\d[\dOoIl.|\s]*")
_CODE = r"((?:\d|X)[\d.X]*)"
_NAMED = re.compile(rf"\W*{_CODE}\W+(?=[^\W\d_]{{2}})|\W*kode\W+{_CODE}\W*$", re.IGNORECASE)
"""A code with its name or a remark behind it, or with the word before it."""


def written_as(text: str) -> str:
    """A code without the brackets around it and the words beside it, and with digits for letters that look like them.

    >>> written_as("(2.17.03)"), written_as("2.17.O3"), written_as("2.17.03 Program Pengawasan"), written_as("2.17.03 (baru)")
    ('2.17.03', '2.17.03', '2.17.03', '2.17.03')
    >>> written_as("2.17.03"), written_as("lihat lampiran")
    ('', '')
    """
    bare = text.strip("()[]{}<>\"'“”‘’*:; ")
    named = _NAMED.match(bare)
    bare = (named[1] or named[2]).rstrip(".") if named else bare
    found = bare.translate(_LETTERS) if _LIKE_A_CODE.fullmatch(bare) else bare
    return "" if found == text or not set("0123456789.X| ").issuperset(found) else found


def meant(values: Sequence[Any], read: Sequence[Code], digits: Sequence[int], docs: Numbers) -> dict[int, str]:
    """The codes of cells that are none as they stand, by row, where one reading alone fits between the codes around it.

    It stands nowhere else in the table, comes behind the code above it and before that below it, and is the parent of the
    one below or, but for a number that may have lost a zero, has its own parent above. Codes miswritten all alike bear
    each other out.
    """
    doubtful = [row for row, code in enumerate(read) if code.status in _DOUBTFUL]
    if not doubtful:
        return {}
    readings = {row: _readings(values[row], read[row], digits[row]) for row in doubtful}
    sure = {row: code.official for row, code in enumerate(read) if code.official}
    found = {row: codes[0] for row, codes in readings.items() if codes and read[row].status is CodeStatus.MALFORMED}
    for _ in range(_ROUNDS):
        between = _Between(sure | found, docs)
        fitting = {row: code for row, code in found.items() if between.fits(row, code, under_parent=True)}
        if len(fitting) == len(found):
            break
        found = fitting
    else:
        found = {}
    between = _Between(sure | found, docs)
    for row in set(doubtful) - found.keys():
        loose = read[row].status is CodeStatus.MALFORMED or not isinstance(values[row], int | float)
        fitting_codes = [code for code in readings[row] if between.fits(row, code, under_parent=loose)]
        if len(fitting_codes) == 1:
            found[row] = fitting_codes[0]
    return found


class _Between:
    """Codes by row, and what stands nearest above and below each row of its workbook; empty where nothing does."""

    def __init__(self, known: Mapping[int, str], docs: Numbers) -> None:
        self._docs = docs.tolist()
        self._held = known
        self._count = Counter((self._docs[row], code) for row, code in known.items())
        rows = range(len(self._docs))
        self._above, self._below = self._nearest(rows), self._nearest(rows[::-1])

    def _nearest(self, rows: Iterable[int]) -> dict[int, str]:
        found, last, doc = {}, "", -1
        for row in rows:
            last = last if self._docs[row] == doc else ""
            doc = self._docs[row]
            found[row] = last
            last = self._held.get(row, last)
        return found

    def fits(self, row: int, code: str, *, under_parent: bool) -> bool:
        """Whether a code fits in a row: it stands nowhere else, in its order, and above its detail or below its parent."""
        above, below = self._above[row], self._below[row]
        if self._count[self._docs[row], code] > (self._held.get(row) == code):
            return False
        if (above and sort_key(above) >= sort_key(code)) or (below and sort_key(code) >= sort_key(below)):
            return False
        if below and parent_of(below) == code:
            return True
        parent = parent_of(code)
        return under_parent and parent is not None and f"{above}.".startswith(f"{parent}.")


def _readings(value: Any, read: Code, digits: int) -> list[str]:
    """The codes that a cell may have been meant to hold."""
    if read.status is CodeStatus.NUMBER or is_number(value):
        return before_excel(value)
    code = read_code(written_as(as_text(value)), digits).official
    return [code] if code else []
