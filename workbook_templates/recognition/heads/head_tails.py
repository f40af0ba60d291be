"""The last words of headings in a row of their own below a head, as texts are pasted that were broken over lines."""

from __future__ import annotations

from dataclasses import replace

from rules.values.cells import filled_columns
from rules.values.names import names_unit
from workbook_templates.recognition.heads.column_numbers import printed_number
from workbook_templates.recognition.heads.head import Head, cell_at
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet

_LONGEST = 30
"""Letters of such words at most."""


def with_tail(sheet: SearchedSheet, head: Head) -> Head:
    """The head with such a row, which has words alone, and no number above the row that is the first one."""
    below, number = head.bottom + 1, head.layout.by_role("no")
    if number not in head.starts or below + 1 >= len(sheet.rows) or head.number_rows:
        return head
    row, place = sheet.rows[below], head.starts[number]
    places = filled_columns(row)
    if not places or place in places or printed_number(cell_at(sheet.rows[below + 1], place)) != 1:
        return head
    # A line over some rows stands alone, and says more than a word.
    lines = len(places) == 1 and (" " in str(row[places[0]]).strip() or names_unit(str(row[places[0]])))
    return head if lines or not all(_may_be_tail(row[at]) for at in places) else replace(head, bottom=below)


def _may_be_tail(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and not any(map(str.isdigit, value))
