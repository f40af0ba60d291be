"""A template sheet to write on: merged headings, titles over Identitas, formulas with their stored values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbook_templates.template.geometry import Geometry
from workbook_templates.template.style import Styles
from workbook_templates.template.titles import title_formula, title_text


class _Empty(str):
    """The empty text as a formula's stored result: XlsxWriter leaves out the type of a plain one."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


_EMPTY = _Empty()


@dataclass(frozen=True)
class Canvas:
    """One sheet under construction with its geometry; rows and columns are 1-based as Excel counts."""

    sheet: Any
    styles: Styles
    place: Geometry
    identity: Mapping[str, Any]

    def block(self, top: int, left: int, bottom: int, right: int, text: str, style: Any) -> None:
        """Write a text over a block; one with year labels or names becomes a formula with its value."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", style)
        if "{" in text:
            self.formula(top, left, title_formula(text), style, title_text(text, self.identity))
        else:
            self.sheet.write_string(top - 1, left - 1, text, style)

    def over(self, top: int, bottom: int, numbers: list[str], text: str, style: Any) -> None:
        """Write a text over several columns side by side."""
        left, right = self.place.spanned(numbers)
        self.block(top, left, bottom, right, text, style)

    def formula(self, row: int, column: int, formula: str, style: Any, value: Any) -> None:
        """Write a formula with its stored value; None is the empty text."""
        stored = _EMPTY if value is None or value == "" else value
        self.sheet.write_formula(row - 1, column - 1, formula, style, stored)

    def blank(self, row: int, first: int, last: int, style: Any) -> None:
        """Blank cells of one style."""
        for column in range(first, last + 1):
            self.sheet.write_blank(row - 1, column - 1, None, style)
