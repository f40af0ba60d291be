"""The structure of a workbook as frames, so that structural rules run like all others.

`tabel` has a row per required table, `kolom` a row per column of each table found, `identitas` a row per
field of the identity form. Each has `doc`, `sheet`, `row`, `cell`, `table` and the judged column `isi`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rules.document import year_label
from rules.judgement import Stack
from rules.layout import layouts
from rules.view import View

_COMMON = ("doc", "sheet", "row", "cell", "tabel", "key", "isi")


def _view(session: Stack, name: str, rows: list[dict[str, Any]], extra: tuple[str, ...] = ()) -> View:
    frame = pd.DataFrame(rows, columns=[*_COMMON, *extra], dtype=object)
    frame["doc"] = frame["doc"].astype("int64")
    frame["row"] = frame["row"].astype("int64")
    return View(session, None, frame, name)


def _tables(session: Stack) -> View:
    rows = []
    for doc, document in enumerate(session.documents):
        for layout in document.required():
            tables = list(document.of_place(layout.place))
            found = bool(document.identity) if layout.fields else any(table.rows for table in tables)
            rows.append(
                {"doc": doc, "sheet": "", "row": 0, "cell": "", "tabel": layout.id, "key": layout.place,
                 "isi": layout.id if found else None, "judul": layout.seed_title or layout.title[0],
                 "lembar": tables[0].sheet if tables else ""}
            )  # fmt: skip
    return _view(session, "tabel", rows, ("judul", "lembar"))


def _columns(session: Stack) -> View:
    rows = []
    for doc, document in enumerate(session.documents):
        for table in document.tables:
            layout = layouts()[table.layout]
            for number, column in layout.columns.items():
                heading = table.headings.get(number)
                rows.append(
                    {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "key": number,
                     "cell": heading.cell if heading else "", "isi": heading.text if heading else None,
                     "numbered": heading.numbered if heading else False,
                     "resmi": year_label(column.heading, document.year)}
                )  # fmt: skip
    return _view(session, "kolom", rows, ("numbered", "resmi"))


def _identity(session: Stack) -> View:
    rows: list[dict[str, Any]] = []
    for doc, document in enumerate(session.documents):
        form = next((x for x in layouts().values() if x.fields and x.document == document.kind), None)
        for key, spec in (form.fields if form else {}).items():
            found = document.identity.get(key)
            rows.append(
                {"doc": doc, "sheet": found.sheet if found else "", "row": 0, "tabel": form.id if form else "",
                 "cell": found.cell if found else "", "key": key, "isi": found.value if found else None,
                 "label": spec.label, "required": spec.required, "form": bool(document.identity), "group": ""}
            )  # fmt: skip
        for table in document.tables:
            rows.extend(_year_headings(doc, document.year, table))
    return _view(session, "identitas", rows, ("label", "required", "form", "group"))


def _year_headings(doc: int, year: int | None, table: Any) -> list[dict[str, Any]]:
    """Group headings that name a year: what stands there and what the identity makes of it."""
    layout = layouts()[table.layout]
    templates = {column.group: number for number, column in layout.columns.items() if "{n" in column.group}
    return [
        {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "key": number,
         "cell": table.group_cells.get(group, ""), "isi": table.groups.get(group), "label": "",
         "required": False, "form": True, "group": year_label(group, year)}
        for group, number in templates.items()
        if year is not None and table.groups.get(group)
    ]  # fmt: skip


def structure_views(session: Stack) -> dict[str, View]:
    """The three structure frames of a stack, by name."""
    return {"tabel": _tables(session), "kolom": _columns(session), "identitas": _identity(session)}
