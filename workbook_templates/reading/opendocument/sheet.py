"""A sheet of an .ods while it is read."""

from __future__ import annotations

from typing import Any

from rules.model.document import Look
from rules.values.number_format import NumberFormat
from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import Area, Place, SheetFacts


class OdsSheet:
    """What is known so far of a sheet; what is repeated is told once in its XML, and noted for each place here."""

    def __init__(self, name: str, *, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.rows: list[list[Any]] = []
        self.errors: dict[Place, str] = {}
        self.percents: dict[Place, str] = {}
        self.formats: dict[Place, NumberFormat] = {}
        self.struck: dict[Place, str] = {}
        self.looks: dict[Place, Look] = {}
        self.formulas: dict[Place, str] = {}
        self.uncalculated: dict[Place, str] = {}
        self.merges: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.struck_columns: set[int] = set()

    def grid(self) -> Grid:
        """The sheet as a grid."""
        facts = SheetFacts(
            errors=self.errors,
            percents=self.percents.keys(),
            formats=self.formats,
            struck=self.struck,
            looks=self.looks,
            formulas=self.formulas,
            uncalculated=self.uncalculated.keys(),
            merges=self.merges,
            hidden=self.hidden,
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
            follows=False,
            above=(),
        )
        return Grid(self.name, self.rows, facts)
