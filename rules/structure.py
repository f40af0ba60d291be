"""The structure of a workbook as frames, so that structural rules run like all others.

`naskah` has a row per figure (:mod:`rules.figures_view`), `tabel` has a row per required table, `kolom` a row per column of each table found, `identitas` a row per
field of the identity form, `segel` a row per table that was sealed. Each has `doc`, `sheet`, `row`, `cell`, `table` and the judged column `isi`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from rules.document import Document, Table, year_label
from rules.figures_view import figure_rows
from rules.judgement import Stack
from rules.layout import layouts
from rules.seal_check import RECORD, SEAL, Changed, SealCheck, check_seal
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
            for number, column in layout.official.items():
                heading = table.headings.get(number)
                if column.optional and heading is None:
                    continue
                text = _own_words(heading.text, table.groups.get(column.group, "")) if heading else None
                rows.append(
                    {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "key": number,
                     "cell": heading.cell if heading else "", "isi": text,
                     "numbered": heading.numbered if heading else False,
                     "resmi": year_label(column.heading, document.year, document.renstra)}
                )  # fmt: skip
    return _view(session, "kolom", rows, ("numbered", "resmi"))


def _own_words(heading: str, group: str) -> str:
    """A column's heading without that of its group, which stands over the first of its columns."""
    return heading.removeprefix(group).strip() or heading


def _identity(session: Stack) -> View:
    rows: list[dict[str, Any]] = []
    for doc, document in enumerate(session.documents):
        form = next((x for x in layouts().values() if x.fields and x.document == document.kind), None)
        for key, spec in (form.fields if form else {}).items():
            found = document.identity.get(key)
            rows.append(
                {"doc": doc, "sheet": found.sheet if found else "", "row": 0, "tabel": form.id if form else "",
                 "cell": found.cell if found else "", "key": key, "isi": found.value if found else None,
                 "label": spec.label, "required": spec.required, "known": bool(document.identity), "what": "isian"}
            )  # fmt: skip
        for table in document.tables:
            for what, text, cells, due in _statements(document, table):
                rows.append(
                    {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "cell": cells[0], "key": what,
                     "isi": text, "known": table.untold.isdisjoint(cells), "required": False, "what": what, "resmi": due}
                )  # fmt: skip
    return _view(session, "identitas", rows, ("label", "required", "known", "what", "resmi"))


def _statements(document: Document, table: Table) -> Iterator[tuple[str, str, list[str], str]]:
    """What titles and headings say of year and office: (`tahun` or `nama`, text, cells, what the identity makes of it)."""
    layout, year, start = layouts()[table.layout], document.year, document.renstra
    title = " ".join(layout.title)
    if year is not None:
        for text, cell in table.titles:
            yield "tahun", text, [cell], year_label(title, year, start)
        for group in dict.fromkeys(column.group for column in layout.official.values() if "{" in column.group):
            if table.groups.get(group):
                yield "tahun", table.groups[group], [table.group_cells.get(group, "")], year_label(group, year, start)
        for number, column in layout.official.items():
            if "{" in column.heading and number in table.headings:
                heading = table.headings[number]
                yield "tahun", heading.text, [heading.cell], year_label(f"{column.group} {column.heading}", year, start)
    if "{perangkat_daerah}" in title and layout.numbered and table.headings:
        cells = [cell for _, cell in table.titles] or [next(iter(table.headings.values())).cell]
        yield "nama", " ".join(text for text, _ in table.titles), cells, document.text("perangkat_daerah")


def _figures(session: Stack) -> View:
    rows = [row for doc, document in enumerate(session.documents) for row in figure_rows(doc, document)]
    return _view(session, "naskah", rows, ("figure", "paragraph"))


def _seals(session: Stack) -> View:
    rows: list[dict[str, Any]] = []
    for doc, document in enumerate(session.documents):
        seal, row = document.seal, {"doc": doc, "sheet": "", "row": 0, "cell": "", "isi": None, "segel": document.seal}
        check = check_seal(document, seal) if seal else SealCheck()
        if document.seal_fault:
            check.changes.append(Changed(SEAL, RECORD))
        for name in dict.fromkeys([SEAL, *check.tables]):
            changes = tuple(change for change in check.changes if change.table == name)
            found = {"isi": changes, "sheet": changes[0].sheet, "cell": changes[0].cell} if changes else {}
            rows.append(row | {"tabel": name, "key": name} | found)
    return _view(session, "segel", rows, ("segel",))


def structure_views(session: Stack) -> dict[str, View]:
    """The structure frames of a stack, by name."""
    return {
        "tabel": _tables(session),
        "kolom": _columns(session),
        "identitas": _identity(session),
        "naskah": _figures(session),
        "segel": _seals(session),
    }
