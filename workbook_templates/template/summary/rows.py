"""The rows that the Ringkasan sheet lists: told by native formulas, and the same from the rows given.

Array formulas (as entered with Ctrl+Shift+Enter) find the k-th row that qualifies; they work in Excel 2013 and
later and in LibreOffice, and keep up with rows inserted or deleted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from rules.schema.layout import Layout
from rules.values.cells import SPLIT, column_letter
from workbook_templates.template.blueprint import Row, Template, place_of, starting_rows
from workbook_templates.template.plan_range import PlanRange
from workbook_templates.template.stored_values import StoredFormulas

NAME_LENGTH = 64
"""Characters of a name that are shown; longer ones end in `…`."""


class Listed:
    """Some rows of a table: those that have a name.

    Ranges reach from the row of column numbers to the closing row; positions count rows in them from 1.
    """

    names: tuple[str, ...] = ("2",)

    def __init__(self, template: Template, layout: Layout, plan: PlanRange | None) -> None:
        self.layout, self.typed = layout, template.as_typed
        rows = starting_rows(template, layout)
        self.place = place_of(template, layout, len(rows))
        self.stored = StoredFormulas(template, layout, self.place, rows, plan)
        self.rows: Mapping[int, Row] = dict(enumerate(rows, 2))

    @cached_property
    def found(self) -> list[int]:
        """Positions of the rows to be listed."""
        return [position for position in self.rows if self.listed(position)]

    @property
    def condition(self) -> str:
        """Array condition of the rows to be listed."""
        length = "+".join(f"LEN(TRIM({self.cells(number)}))" for number in self.names)
        rows = f"ROW({self.cells(self.names[0])})"
        return f"({length}>0)*({rows}>MIN({rows}))"

    def listed(self, position: int) -> bool:
        """Whether a row meets the condition."""
        return any(str(self.rows[position].get(number) or "").strip() for number in self.names)

    def value(self, position: int, number: str) -> Any:
        """What stands in a column of a row: as given, or the stored value of its formula."""
        row = self.rows[position]
        if self.typed or not self.stored.derived(row, number):
            return row.get(number)
        return self.stored.value(self.place.number_row + position - 1, number)

    def cells(self, number: str, part: int = 0) -> str:
        """The range of a column, or of one of the cells a code is split over."""
        letter = column_letter(self.place.starts[number] + part)
        return f"'{self.layout.sheet_name}'!${letter}${self.place.number_row}:${letter}${self.place.spacer_row}"

    def cell(self, number: str, at: str, part: int = 0) -> str:
        """The cell of a column in the row whose position a cell holds."""
        return f"INDEX({self.cells(number, part)},{at})"

    def position(self, count: int) -> str:
        """Array formula of the position of the n-th row to be listed, or empty."""
        rows = f"ROW({self.cells(self.names[0])})"
        return f'IFERROR(SMALL(IF({self.condition},{rows}-MIN({rows})+1),{count}),"")'

    def name_formula(self, at: str) -> str:
        """The name of a row, shortened to one line."""
        short = []
        for text in (self.cell(number, at) for number in self.names):
            cut = f'SUBSTITUTE(LEFT({text},{NAME_LENGTH}),CHAR(10)," ")'
            short.append(f'{cut}&IF(LEN({text})>{NAME_LENGTH},"…","")')
        return short[0] if len(short) == 1 else f"IF(LEN({self.cell(self.names[0], at)})>0,{short[0]},{short[1]})"

    def name(self, row: Row) -> str:
        """The value of the shortened name."""
        name = self.whole_name(row)
        return name[:NAME_LENGTH].replace("\n", " ") + ("…" if len(name) > NAME_LENGTH else "")

    def whole_name(self, row: Row) -> str:
        """The name of a row as it was given."""
        return next((str(row[number]) for number in self.names if row.get(number)), "")

    def count_formula(self) -> str:
        """Array formula of the number of rows to be listed."""
        return f"SUM(IF({self.condition},1,0))"


class Budgeted(Listed, ABC):
    """Rows with a label, the name and two amounts each."""

    numbers: tuple[str, str]

    @abstractmethod
    def label_formula(self, at: str) -> str:
        """What stands before the name of the row whose position a cell holds."""

    @abstractmethod
    def label(self, row: Row) -> str:
        """The value of the label."""

    def figures(self, number: str) -> str:
        """A money column as an array in which all but numbers is nil."""
        return f"IF(ISNUMBER({self.cells(number)}),{self.cells(number)},0)"

    def sum_formula(self, number: str) -> str:
        """Array formula of the sum of a money column over all rows to be listed."""
        return f"SUM(IF({self.condition},{self.figures(number)},0))"

    def amounts(self, positions: Sequence[int]) -> list[float]:
        """The sums of both money columns over some rows."""
        return [sum(self._amount(position, number) for position in positions) for number in self.numbers]

    def _amount(self, position: int, number: str) -> float:
        value = self.value(position, number)
        return value if isinstance(value, int | float) else 0


class Programs(Budgeted):
    """The programs of T-C.33: codes of the form `1.02.03`, or three filled cells of a split one."""

    numbers = ("6", "10")

    @property
    def condition(self) -> str:
        code = self.cells("1")
        whole = f'(LEN({code})=7)*(MID({code},2,1)=".")*(MID({code},5,1)=".")'
        if self.place.code_cells > 1:
            # A code that was mended stands whole in its first cell.
            return f"((LEN({self.cells('1', 2)})>0)*(LEN({self.cells('1', 3)})=0)+{whole})"
        return whole

    def listed(self, position: int) -> bool:
        return bool(self.label(self.rows[position]))

    def label_formula(self, at: str) -> str:
        first, second, third = (self.cell("1", at, part) for part in range(3))
        split = f'{first}&"."&{second}&"."&RIGHT("0"&{third},2)'
        return f"IF(LEN({first})=7,{first},{split})" if self.place.code_cells > 1 else first

    def label(self, row: Row) -> str:
        code = str(row.get("1") or "")
        if SPLIT in code:
            first, second, third, fourth, *_ = [*code.split(SPLIT), "", "", ""]
            return f"{first}.{second}.{third.zfill(2)[-2:]}" if third and not fourth else ""
        return code if len(code) == 7 and code[1] == code[4] == "." else ""


class Changes(Budgeted):
    """The named rows of T-C.31, below the urusan, whose figures differ."""

    names, numbers = ("2", "7"), ("6", "11")

    @property
    def condition(self) -> str:
        # A blank cell out of an array is nought to Excel: joined to the empty text it is blank again.
        name = 'IF(LEN({0})>0,{0}&"",{1}&"")'.format(*map(self.cells, self.names))
        differ = "<>".join(map(self.figures, self.numbers))
        return f'({differ})*(LEN({name})>0)*(LEFT({name},6)<>"URUSAN")*(LEFT({name},13)<>"BIDANG URUSAN")'

    def listed(self, position: int) -> bool:
        name = self.whole_name(self.rows[position]).upper()
        before, after = self.amounts([position])
        return before != after and bool(name) and not name.startswith(("URUSAN", "BIDANG URUSAN"))

    def label_formula(self, at: str) -> str:
        """The level, by the code found for the name, else by the number or the first word."""
        number, name = (f'{self.cell(column, at)}&" "' for column in ("1", "2"))
        told = f'IF(ISNUMBER(FIND(LEFT({number},1),"IVXL")),"Program",IF(ISNUMBER(FIND(LEFT({number},1),"0123456789")),"Kegiatan",'
        told += f'IF(LEFT({name},8)="PROGRAM ","Program","")))'
        if self.typed:
            return told
        length = f"LEN({self.cell('kode', at)})"
        return f'IF({length}=7,"Program",IF({length}=12,"Kegiatan",IF({length}>12,"Sub kegiatan",{told})))'

    def label(self, row: Row) -> str:
        length = 0 if self.typed else len(self.stored.looked_up(row))
        if length >= 7:
            return {7: "Program", 12: "Kegiatan"}.get(length, "Sub kegiatan")
        first = str(row.get("1") or " ")[0]
        if first.isdigit():
            return "Kegiatan"
        return "Program" if first in "IVXL" or str(row.get("2")).upper().startswith("PROGRAM ") else ""
