"""Odd packages: workbooks that two programs could read in two ways, each fault alone and several together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from tests.support.odd_packages.base import Parts, add_rows, base
from tests.support.odd_packages.of_cells import CELLS, IGNORABLE, PROCESSED, ROWS, WITH_IGNORED
from tests.support.odd_packages.of_packages import OTHERS, RENAMED, SWAPS

Fault = Callable[[Parts], None]


def _cell(xml: str, root: str, parts: Parts) -> None:
    add_rows(parts, f'<row r="1">{xml}</row>', root)


def _rows(told: tuple[str, str, str], parts: Parts) -> None:
    add_rows(parts, *told)


def _swap(told: tuple[str, str, str], parts: Parts) -> None:
    name, old, new = told
    parts[name] = parts.get(name, "").replace(old, new, 1)


def _rename(told: tuple[str, str], parts: Parts) -> None:
    old, new = told
    if old in parts:
        text = parts.pop(old)
        parts |= {new: text} if new else {}


FAULTS: dict[str, Fault] = {
    **{name: partial(_cell, xml, "") for name, xml in CELLS.items()},
    **{name: partial(_cell, xml, IGNORABLE) for name, xml in WITH_IGNORED.items()},
    "cell_in_a_processed_element": partial(_cell, PROCESSED, f'{IGNORABLE} mc:ProcessContent="zz:w"'),
    **{name: partial(_rows, told) for name, told in ROWS.items()},
    **{name: partial(_swap, told) for name, told in SWAPS.items()},
    **{name: partial(_rename, told) for name, told in RENAMED.items()},
    **OTHERS,
}
"""All faults by name."""


def odd_packages(together: int, read: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, Parts]]:
    """Packages with each fault alone, then so many with two to four faults, by name.

    Of the latter, faults that ``read`` says yes to are taken most often: with another one the file would only be refused.
    """
    for name, fault in FAULTS.items():
        parts = base()
        fault(parts)
        yield name, parts
    dice, readable = random.Random(16), [name for name in FAULTS if read(name)]
    for number in range(together):
        parts = base()
        names = dice.sample(readable, dice.choice((2, 3, 4)))
        if dice.random() < 0.1:
            names[-1] = dice.choice(list(FAULTS))
        for name in names:
            FAULTS[name](parts)
        yield f"{number}-{'+'.join(names)}", parts
