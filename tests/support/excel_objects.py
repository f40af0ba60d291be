"""Excel's own objects behind a range of the stand-in (`Range.api`): as much of them as is asked for."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import column_index_from_string, get_column_letter

from tests.support.excel_calls import com

if TYPE_CHECKING:
    from tests.support.excel_range import Range


class Com:
    """Excel's own object of a range: as much of it as is asked for."""

    def __init__(self, of: Range) -> None:
        columns = [get_column_letter(at) for at in range(of.first[1], of.last[1] + 1)]
        self.EntireRow = Entire(lambda: of.sheet.formulas.row_dimensions, range(of.first[0], of.last[0] + 1))
        self.EntireColumn = Entire(lambda: _columns_apart(of.sheet.formulas), columns)
        self.of = of
        self.Font = Letters(of)

    @property
    @com
    def IndentLevel(self) -> int | None:  # noqa: N802 - as Excel calls it
        found = {int(cell.alignment.indent or 0) for cell in self.of._cells()}
        return found.pop() if len(found) == 1 else None

    def Characters(self, start: int, length: int) -> Any:  # noqa: N802 - as Excel calls it
        signs = [struck for text, struck in _runs_of(self.of, next(self.of._cells())) for _ in text]
        return SimpleNamespace(Font=Strikes(lambda: signs[start - 1 : start - 1 + length]))


class Strikes:
    """A font as far as it strikes out; what it strikes out is looked up when it is asked for, in Excel's own time."""

    def __init__(self, found: Callable[[], list[bool]]) -> None:
        self._found = found

    @property
    @com
    def Strikethrough(self) -> bool | None:  # noqa: N802 - as Excel calls it
        found = self._found()
        return found[0] if len(set(found)) == 1 else None


class Letters(Strikes):
    """The font of some cells."""

    def __init__(self, of: Range) -> None:
        super().__init__(lambda: _strikes(of))
        self._of = of

    @property
    @com
    def Bold(self) -> bool | None:  # noqa: N802 - as Excel calls it
        found = {bool(cell.font.b) for cell in self._of._cells()}
        return found.pop() if len(found) == 1 else None


def _strikes(of: Range) -> list[bool]:
    return [struck for cell in of._cells() for text, struck in _runs_of(of, cell) if text]


def _runs_of(of: Range, cell: Any) -> list[tuple[str, bool]]:
    """The pieces of a cell's text and whether they are struck out."""
    own, rich = cell.has_style and bool(cell.font.strike), of.sheet.book.rich
    value = rich[of.sheet.title][cell.coordinate].value if rich else None
    if not isinstance(value, CellRichText):
        return [(str(cell.value or " "), own)]
    return [(str(part), bool(part.font.strike) if isinstance(part, TextBlock) else own) for part in value]


class Entire:
    """Whole rows or columns."""

    def __init__(self, dimensions: Callable[[], Any], keys: Any) -> None:
        self._dimensions, self._keys = dimensions, keys

    @property
    @com
    def Hidden(self) -> bool | None:  # noqa: N802 - as Excel calls it
        dimensions = self._dimensions()
        found = {key in dimensions and bool(dimensions[key].hidden) for key in self._keys}
        return found.pop() if len(found) == 1 else None


def _columns_apart(sheet: Any) -> dict[str, Any]:
    """The dimensions of columns by letter; openpyxl keeps those of neighbours alike under the first one."""
    return {
        get_column_letter(at): found
        for found in sheet.column_dimensions.values()
        for own in [column_index_from_string(found.index)]
        for at in range(found.min or own, (found.max or own) + 1)
    }
