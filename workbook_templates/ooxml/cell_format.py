"""What a cell of our own sheets looks like, however the sheet is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellFormat:
    """A format of our own: colours as `#RRGGBB`; ``literal`` texts are never taken for formulas, even when edited."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: int = 10
    colour: str = "#1F2933"
    fill: str = ""
    wrap: bool = False
    border: bool = False
    literal: bool = False
    number: str = ""
