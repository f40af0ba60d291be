"""The cells of a sheet as AppleScript has them, over a range of the stand-in for Excel."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from tests.support import excel_engine as excel
from tests.support.apple_events import CommandError, Elements, Keyword, Property, Reference, event, k
from tests.support.excel_calls import ComError
from tests.support.excel_range import Range
from tests.support.excel_values import ERROR_TEXTS


class Rows:
    """Whole rows of a sheet: the way to a cell by numbers, and what fits heights to texts."""

    def __init__(self, sheet: Callable[[], excel.Sheet], row: int | str) -> None:
        self.columns = Elements(lambda column: Cells(lambda: sheet().range((row, column))))

    def autofit(self) -> None:
        event("autofit")


class Cells(Reference):
    """A block of cells."""

    def __init__(self, found: Callable[[], Range]) -> None:
        super().__init__(found)
        self.value = Property("value", self._values, self._put)
        self.string_value = Property("string value", lambda: self._block(found().raw_value, _shown))
        self.formula = Property("formula", lambda: self._block(found().formula, str))
        self.first_row_index = Property("first row index", lambda: found().row)
        self.first_column_index = Property("first column index", lambda: found().column)
        self.number_format = Property(
            "number format", lambda: _alike(found().number_format), self._putting("number_format")
        )
        self.indent_level = Property("indent level", lambda: _alike(found().api.IndentLevel))
        self.merge_cells = Property("merge cells", lambda: _alike(found().merge_cells))
        self.column_width = Property("column width", lambda: found().column_width, self._putting("column_width"))
        self.row_height = Property("row height", lambda: found().row_height, self._putting("row_height"))
        self.wrap_text = Property("wrap text", lambda: found().wrap_text, self._putting("wrap_text"))
        self.interior_object = types.SimpleNamespace(
            color=Property("color", lambda: None, self._colour),
            color_index=Property("color index", lambda: k.color_index_none, lambda _: self._colour(None)),
        )
        self.font_object = types.SimpleNamespace(
            bold=Property("bold", lambda: _alike(found().api.Font.Bold), self._embolden),
            strikethrough=Property("strikethrough", lambda: _alike(found().api.Font.Strikethrough)),
        )
        self.entire_row = types.SimpleNamespace(rows=types.SimpleNamespace(hidden=self._hidden("EntireRow")))
        self.entire_column = types.SimpleNamespace(columns=types.SimpleNamespace(hidden=self._hidden("EntireColumn")))

    @property
    def merge_area(self) -> Cells:
        return Cells(lambda: self._found().merge_area)

    def get_address(self, **_: Any) -> str:
        event("get address")
        return self._found().address

    def count(self, each: Keyword) -> int:
        event("count")
        return self._found().shape[0 if each == k.row else 1]

    def select(self) -> None:
        event("select")
        self._found().select()

    @property
    def Excel_comment(self) -> Comment:  # noqa: N802 - as appscript calls it
        return Comment(self._found)

    def add_comment(self, comment_text: str) -> Comment:
        event("add comment")
        try:
            self._found().add_note(comment_text)
        except ComError as error:
            raise CommandError(-50, "Parameter error.") from error
        return Comment(self._found)

    def clear_Excel_comments(self) -> None:  # noqa: N802 - as appscript calls it
        event("clear comments")
        note = self._found().note
        if note:
            note.delete()

    def autofilter_range(self, field: int, criteria1: str | None = None) -> None:
        event("autofilter range")
        if criteria1 is None:
            self._found().autofilter.clear(field)
        else:
            self._found().autofilter.apply_comparison(field, "", criteria1, None)

    def _block(self, given: Any, shaped: Callable[[Any], Any]) -> Any:
        return [[shaped(value) for value in row] for row in given] if isinstance(given, tuple) else shaped(given)

    def _values(self) -> Any:
        return self._block(self._found().raw_value, _value)

    def _put(self, given: Any) -> None:
        cells = self._found()
        if not isinstance(given, list):
            given = [[given] * cells.size[1]] * cells.size[0]
        for down, row in enumerate(given, 1):
            for across, value in enumerate(row, 1):
                if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**31:
                    continue
                cells(down, across).raw_value = value

    def _putting(self, name: str) -> Callable[[Any], None]:
        return lambda value: setattr(self._found(), name, value)

    def _colour(self, value: tuple[int, int, int] | None) -> None:
        self._found().color = value

    def _embolden(self, value: bool) -> None:
        self._found().font.bold = value

    def _hidden(self, name: str) -> Property:
        return Property("hidden", lambda: _alike(getattr(self._found().api, name).Hidden))


class Comment:
    """The note of a cell; a cell without one refuses to be asked for its text."""

    def __init__(self, found: Callable[[], Range]) -> None:
        self._found = found

    def Excel_comment_text(self) -> str:  # noqa: N802 - as appscript calls it
        event("comment text")
        note = self._found().note
        if note is None:
            raise CommandError(-50, "Parameter error.")
        return note.text


def _alike(value: Any) -> Any:
    return k.missing_value if value is None else value


def _value(given: Any) -> Any:
    """A value as AppleScript hands it over."""
    if given is None:
        return ""
    return k.missing_value if given in ERROR_TEXTS and isinstance(given, int) else given


def _shown(given: Any) -> str:
    if given is None:
        return ""
    return ERROR_TEXTS[given] if isinstance(given, int) and given in ERROR_TEXTS else str(given)
