"""Formats and print set-up of the templates: one look for every sheet."""

from __future__ import annotations

from functools import cached_property
from typing import Any

FONT = "Arial"
HEAD_FILL, TOTAL_FILL, PROGRAM_FILL, KEGIATAN_FILL, INPUT_FILL = "#D9E2EC", "#E4E9EF", "#EAF1E4", "#F6F9F3", "#FFFBE6"
SEVERITY_FILL = {"galat": "#F8C9C4", "peringatan": "#FCE4B0", "catatan": "#CFE2F7"}
CARRIED_FONT = "#1F5FBF"
_F4, _A3 = 14, 8
_WIDE = 12
_FIGURE = "[>=1000]#,##0;General"
"""Figures of any size; `#,##0.##` would leave a comma behind whole ones."""


class Styles:
    """The formats of one workbook, made on first use."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._indented: dict[int, Any] = {}
        self._money: dict[tuple[int, bool, bool], Any] = {}

    def _make(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": FONT, "font_size": 9, "valign": "top", **properties})

    @cached_property
    def title(self) -> Any:
        return self._make(bold=True, font_size=12, align="center", valign="vcenter")

    @cached_property
    def heading(self) -> Any:
        return self._make(bold=True, align="center", valign="vcenter", text_wrap=True, border=1, bg_color=HEAD_FILL)

    @cached_property
    def number(self) -> Any:
        return self._make(align="center", valign="vcenter", border=1, bg_color=HEAD_FILL, font_size=8, num_format="@")

    @cached_property
    def text(self) -> Any:
        return self._make(text_wrap=True, border=1, locked=False)

    def indented(self, steps: int) -> Any:
        """A text that stands so many steps to the right."""
        if steps not in self._indented:
            self._indented[steps] = self._make(text_wrap=True, border=1, locked=False, align="left", indent=steps)
        return self._indented[steps]

    @cached_property
    def centred(self) -> Any:
        return self._make(text_wrap=True, border=1, locked=False, align="center")

    @cached_property
    def code(self) -> Any:
        return self._make(border=1, num_format="@", locked=False)

    @cached_property
    def target(self) -> Any:
        return self._make(text_wrap=True, border=1, num_format="@", align="center", locked=False)

    def money(self, decimals: int = 0, *, derived: bool = False, total: bool = False) -> Any:
        """Amounts with so many decimals: typed, derived, or of the grand total."""
        key = (decimals, derived, total)
        if key not in self._money:
            fill = {"bold": True, "bg_color": TOTAL_FILL} if total else {}
            shown = "#,##0" + ("." + "0" * decimals if decimals else "") + "_)"
            self._money[key] = self._make(border=1, num_format=shown, align="right", locked=derived or total, **fill)
        return self._money[key]

    @cached_property
    def share(self) -> Any:
        return self._make(border=1, num_format="0.00", align="center", locked=False)

    @cached_property
    def derived_text(self) -> Any:
        return self._make(border=1, align="center", text_wrap=True)

    @cached_property
    def derived_number(self) -> Any:
        return self._make(border=1, num_format="0.00", align="center")

    @cached_property
    def derived_target(self) -> Any:
        return self._make(border=1, num_format=_FIGURE, align="center")

    @cached_property
    def figure(self) -> Any:
        return self._make(border=1, num_format=_FIGURE, align="center", locked=False)

    @cached_property
    def helper(self) -> Any:
        return self._make(font_color="#5B6770", bg_color="#F2F4F6", border=4, locked=False, font_size=8)

    @cached_property
    def advice(self) -> Any:
        return self._make(font_color="#C0392B", text_wrap=True, valign="vcenter", font_size=8)

    @cached_property
    def helper_heading(self) -> Any:
        return self._make(font_color="#5B6770", bg_color="#F2F4F6", border=4, text_wrap=True, align="center",
                          valign="vcenter", font_size=8)  # fmt: skip

    @cached_property
    def total_number(self) -> Any:
        return self._make(bold=True, border=1, bg_color=TOTAL_FILL, num_format="0.00", align="center")

    @cached_property
    def note_label(self) -> Any:
        return self._make(bold=True, border=1, text_wrap=True)

    @cached_property
    def total_label(self) -> Any:
        return self._make(bold=True, border=1, bg_color=TOTAL_FILL, align="center")

    @cached_property
    def spacer(self) -> Any:
        return self._make(bg_color="#BFC8D2", font_size=6, left=1, right=1)

    @cached_property
    def label(self) -> Any:
        return self._make(bold=True, border=1, bg_color=HEAD_FILL, font_size=10, valign="vcenter")

    @cached_property
    def field(self) -> Any:
        return self._make(border=1, locked=False, font_size=10, num_format="@", bg_color=INPUT_FILL, valign="vcenter",
                          text_wrap=True, align="left")  # fmt: skip

    @cached_property
    def year(self) -> Any:
        return self._make(border=1, locked=False, font_size=10, num_format="0", bg_color=INPUT_FILL, align="left",
                          valign="vcenter")  # fmt: skip

    @cached_property
    def body(self) -> Any:
        return self._make(text_wrap=True, font_size=10)

    @cached_property
    def term(self) -> Any:
        return self._make(text_wrap=True, font_size=10, bold=True)

    @cached_property
    def strong(self) -> Any:
        return self._make(text_wrap=True, font_size=11, bold=True)

    @cached_property
    def banner(self) -> Any:
        return self._make(font_size=10, italic=True)

    @cached_property
    def program_rule(self) -> Any:
        return self._book.add_format({"bold": True, "bg_color": PROGRAM_FILL})

    @cached_property
    def kegiatan_rule(self) -> Any:
        return self._book.add_format({"bold": True, "bg_color": KEGIATAN_FILL})

    @cached_property
    def carried(self) -> Any:
        return self._make(font_size=10, font_color=CARRIED_FONT, text_wrap=False)

    @cached_property
    def line(self) -> Any:
        return self._make(border=1, align="left")

    @cached_property
    def link(self) -> Any:
        return self._make(border=1, font_color=CARRIED_FONT, underline=1)

    @cached_property
    def carried_rule(self) -> Any:
        return self._book.add_format({"font_color": CARRIED_FONT})

    def severity_rule(self, severity: str) -> Any:
        """Fill of a cell that the Temuan sheet lists with a severity."""
        return self._book.add_format({"bg_color": SEVERITY_FILL[severity]})

    def legend(self, colour: str) -> Any:
        """A filled cell of the legend."""
        return self._make(border=1, bg_color=colour, font_size=10)


PROTECTION = {
    "insert_rows": True, "delete_rows": True, "format_cells": True, "format_columns": True, "format_rows": True,
    "sort": True, "autofilter": True, "insert_hyperlinks": True, "select_locked_cells": True, "objects": True,
}  # fmt: skip
"""A protected sheet (no password) in which everything but locked cells can be worked on."""


def needs_a3(columns: int) -> bool:
    """Whether a table of so many columns is printed on A3; all else is printed on F4."""
    return columns > _WIDE


def keep_from_print(sheet: Any, cell: str) -> None:
    """Keep a sheet out of the printed document: all that is printed of it is a cell with nothing in it."""
    sheet.set_paper(_F4)
    sheet.print_area(f"{cell}:{cell}")


def print_setup(sheet: Any, columns: int, repeat: tuple[int, int] | None = None, *, narrow: bool = False) -> None:
    """Landscape on F4, on A3 for wide tables, upright for narrow ones; one page wide; heads repeated (0-based rows)."""
    if narrow:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(_A3 if needs_a3(columns) else _F4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
    if repeat:
        sheet.repeat_rows(*repeat)
