"""What was read as one official table, from where, and how surely."""

from __future__ import annotations

from typing import Any

from rules.record import record


@record
class TableRead:
    """One official table as it was read.

    ``cells`` are those from its first heading to its last row, ``rows`` how many rows it has (continued pages included),
    ``certainty`` (0 to 100) how sure it is that this is the official table, ``guessed`` whether that is too little to be
    relied on, or its cells were divided by guess. ``columns`` are the Excel columns by official number, ``further`` the
    headings of columns that no form has, by theirs. ``unread`` is why a table that stands there was not read.
    """

    table: str
    sheet: str
    cells: str
    rows: int
    certainty: int
    guessed: bool
    columns: dict[str, str]
    further: dict[str, str]
    unread: str = ""

    def as_json(self) -> dict[str, Any]:
        """The table in the fields of the JSON contract."""
        return {
            "table": self.table, "sheet": self.sheet, "cells": self.cells, "rows": self.rows, "certainty": self.certainty,
            "guessed": self.guessed, "columns": self.columns, "further": self.further,
            "unread": self.unread or None,
        }  # fmt: skip
