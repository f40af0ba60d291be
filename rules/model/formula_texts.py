"""The formulas of a table where some of what is asked of them is told without their texts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, MutableMapping


class FormulaTexts(MutableMapping[tuple[int, str], str]):
    """Formulas by place (Excel row, official column number), whose texts cost something to come by."""

    @abstractmethod
    def with_numbers(self, digits: int) -> Iterable[tuple[int, str]]:
        """The places, in order, of all formulas into which a number of so many digits was typed, and perhaps of some others."""
