"""The structure of a workbook as frames, so that structural rules run like all others.

`naskah` has a row per figure (:mod:`rules.engine.narrative_view`), `tabel` has a row per required table, `kolom` a row per column
of each table found, `pengenalan` a row per table with how sure it is or why it was not read, `identitas` a row per field of the identity form,
`segel` a row per table that was sealed, `berkas` a row per kind of thing a file should not hold (`what`) and per one that
it does. Each has `doc`, `sheet`, `row`, `cell`, `table` and the judged column `isi`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from rules.arrays import as_cells
from rules.engine.narrative_view import figure_rows
from rules.engine.scale_rows import scale_rows
from rules.engine.unseen_rows import unseen_rows
from rules.frames.begun import holds_rows, waiting
from rules.frames.judgement import Stack
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import ACTIVE, AGAINST_SCALE, HIDDEN, LINK, OUTSIDE, SCALED, UNSEEN, Document, Table
from rules.schema.layout import form_of, layouts
from rules.schema.year_label import year_label
from rules.seal.check import RECORD, SEAL, Changed, SealCheck, check_seal
from rules.values.cell_ranges import cell_ranges
from rules.values.cells import any_filled, is_blank
from rules.values.codes import PROGRAM, read_code
from rules.values.text import is_running_number, is_sentence, speaks_of_other_years, without_dates, without_period

_COMMON = ("doc", "sheet", "row", "cell", "tabel", "key", "isi")


def _view(session: Stack, name: str, rows: list[dict[str, Any]], extra: tuple[str, ...]) -> StackedRows:
    columns = {column: as_cells([row.get(column, np.nan) for row in rows]) for column in (*_COMMON, *extra)}
    return StackedRows(session, name, columns)


def _tables(session: Stack) -> StackedRows:
    rows = []
    for doc, document in enumerate(session.documents):
        named = waiting(session)[doc]
        for layout in document.required():
            tables = list(document.of_place(layout.place))
            found = (
                bool(document.identity) if layout.fields else any(map(holds_rows, tables)) and layout.place not in named
            )
            rows.append(
                {"doc": doc, "sheet": "", "row": 0, "cell": "", "tabel": layout.id, "key": layout.place,
                 "isi": layout.id if found else None, "judul": layout.seed_title or layout.title[0],
                 "lembar": tables[0].sheet if tables else "", "bernama": layout.place in named}
            )  # fmt: skip
    return _view(session, "tabel", rows, ("judul", "lembar", "bernama"))


def _columns(session: Stack) -> StackedRows:
    rows = []
    for doc, document in enumerate(session.documents):
        year, start = document.year, document.renstra
        for table in filter(lambda table: not table.recognition.continues, document.tables):
            layout = layouts()[table.layout]
            if _is_doubted(table, session) or table.recognition.unread:
                # What is only guessed to be a form cannot be blamed for not being it; STR-015 or STR-016 tells why.
                continue
            for number, column in layout.official.items():
                heading = table.captions.headings.get(number)
                if heading is None and not column.due:
                    continue
                text = _own_words(heading.text, table.captions.groups.get(column.group, "")) if heading else None
                rows.append(
                    {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "key": number,
                     "cell": heading.cell if heading else "", "isi": text,
                     "numbered": heading.numbered if heading else False,
                     "resmi": year_label(column.heading, year, start), "coded": _holds_codes(table, number, text or "")}
                )  # fmt: skip
    return _view(session, "kolom", rows, ("numbered", "resmi", "coded"))


def _is_doubted(table: Table, session: Stack) -> bool:
    """Whether a table in cells is only guessed to be the official one."""
    return table.recognition.certainty < session.pack.thresholds["keyakinan_tabel"] and not table.in_lines


def _holds_codes(table: Table, number: str, heading: str) -> bool:
    """Whether a column of codes that is headed like a running number holds codes all the same."""
    if layouts()[table.layout].columns[number].kind != "code" or not is_running_number(heading):
        return False
    filled = [value for value in table.columns[number] if not is_blank(value)]
    return 2 * sum(read_code(value, 0).level >= PROGRAM for value in filled) >= len(filled)


def _recognitions(session: Stack) -> StackedRows:
    rows = [
        {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "key": table.layout, "isi": known.certainty,
         "cell": known.unread_at if known.continues else table.captions.first_cell,
         "cocok": known.matched, "lawan": known.against, "sebab": known.unread, "di": known.unread_at}
        for doc, document in enumerate(session.documents)
        for table in document.tables
        for known in [table.recognition]
        if known.unread or not known.continues
    ]  # fmt: skip
    return _view(session, "pengenalan", rows, ("cocok", "lawan", "sebab", "di"))


def _own_words(heading: str, group: str) -> str:
    """A column's heading without that of its group, which stands over the first of its columns."""
    rest = heading.removeprefix(group)
    return heading if rest[:1].isalnum() else rest.strip() or heading


def _identity(session: Stack) -> StackedRows:
    rows: list[dict[str, Any]] = []
    for doc, document in enumerate(session.documents):
        form = form_of(document.kind)
        # An identity that another document lends is judged there.
        for key, spec in form.fields.items() if not document.lent else ():
            found = document.identity.get(key)
            if found is None and spec.kind == "decree" and document.identity:
                # A form of another maker that does not ask for it leaves it to the pack of its year.
                continue
            rows.append(
                {"doc": doc, "sheet": found.sheet if found else "", "row": 0, "tabel": form.id,
                 "cell": found.cell if found else "", "key": key, "isi": found.value if found else None,
                 "label": spec.label, "required": spec.required, "known": bool(document.identity), "what": "isian"}
            )  # fmt: skip
        for table in document.tables:
            if table.recognition.continues or _is_doubted(table, session):
                continue
            for what, text, cells, due in _statements(document, table):
                known = table.captions.uncalculated.isdisjoint(cells)
                rows.append(
                    {"doc": doc, "sheet": table.sheet, "row": 0, "tabel": table.layout, "cell": cells[0], "key": what,
                     "isi": text, "known": known, "required": False, "what": what, "resmi": due}
                )  # fmt: skip
    return _view(session, "identitas", rows, ("label", "required", "known", "what", "resmi"))


def _statements(document: Document, table: Table) -> Iterator[tuple[str, str, list[str], str]]:
    """What titles and headings say of year and office: (`tahun` or `nama`, text, cells, what the identity makes of it)."""
    layout, year, start = layouts()[table.layout], document.year, document.renstra
    title, said = " ".join(layout.title), table.captions
    if year is not None:
        for text, cell in said.titles:
            if not is_sentence(text):
                # Whatever year a form speaks of, a line of its title may name that of the document.
                due = year_label(title, year, start) + ("" if speaks_of_other_years(text) else f" {year}")
                yield "tahun", without_dates(without_period(text)), [cell], due
        for group in dict.fromkeys(column.group for column in layout.official.values() if "{" in column.group):
            if said.groups.get(group):
                yield "tahun", said.groups[group], [said.group_cells.get(group, "")], year_label(group, year, start)
        for number, column in layout.official.items():
            if "{" in column.heading and number in said.headings:
                heading = said.headings[number]
                yield "tahun", heading.text, [heading.cell], year_label(f"{column.group} {column.heading}", year, start)
    if "{perangkat_daerah}" in title and layout.numbered and said.headings:
        cells = [cell for _, cell in said.titles] or [said.first_cell]
        yield "nama", " ".join(text for text, _ in said.titles), cells, document.text("perangkat_daerah")


def _figures(session: Stack) -> StackedRows:
    rows = [row for doc, document in enumerate(session.documents) for row in figure_rows(doc, document)]
    return _view(session, "naskah", rows, ("figure", "paragraph"))


def _seals(session: Stack) -> StackedRows:
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


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Rows one below the other as (first, last)."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], found[-1]


def _unseen(table: Table) -> Iterator[tuple[Text, str]]:
    """What of a table nobody sees though it holds something: what it is, and its first cell."""
    letters = list(table.letters.values())
    if table.hidden.sheet and table.rows:
        yield Text(f"lembar '{table.sheet}'", f"sheet '{table.sheet}'"), f"{letters[0]}{table.rows[0]}"
        return
    hidden = [at for at, row in enumerate(table.rows) if row in table.hidden.rows]
    full = [table.rows[at] for at in hidden if any_filled(values[at] for values in table.columns.values())]
    for first, last in _runs(full):
        rows = f"{first}" if first == last else f"{first}-{last}"
        yield Text(f"baris {rows}", f"row {rows}"), f"{letters[0]}{first}"
    yield from _unseen_digits(table)
    for number in table.hidden.columns:
        if any_filled(table.columns[number]):
            yield Text(f"kolom {number}", f"column {number}"), f"{table.letters[number]}{table.rows[0]}"


def _unseen_digits(table: Table) -> Iterator[tuple[Text, str]]:
    """What the formats of cells keep from being seen: all they hold, or the thousands that no scale speaks of."""
    hiding: dict[Text, list[str]] = {}
    white: list[str] = []
    order = list(table.letters)
    for (row, number), shown in sorted(table.marks.formats.items(), key=lambda x: (x[0][0], order.index(x[0][1]))):
        cell = f"{table.letters[number]}{row}"
        if not table.columns[number][table.rows.index(row)]:
            continue
        if shown.white and not layouts()[table.layout].columns[number].extra:
            white.append(cell)
        elif shown.unseen:
            hiding.setdefault(Text("angka", "the number"), []).append(cell)
        elif shown.power and number not in table.captions.scales:
            digits = Text(f"{shown.power} angka terakhir", f"the last {shown.power} digits")
            hiding.setdefault(digits, []).append(cell)
    for said, cells in hiding.items():
        where = ", ".join(cell_ranges(cells))
        told = Text(f"{said.id} di sel {where} (oleh format angka)", f"{said.en} in {where} (by the number format)")
        yield told, cells[0]
    if white:
        where = ", ".join(cell_ranges(white))
        yield Text(f"isi sel {where} (huruf putih di atas putih)", f"what {where} holds (white on white)"), white[0]


def _file(session: Stack) -> StackedRows:
    rows: list[dict[str, Any]] = []
    for doc, document in enumerate(session.documents):
        empty = {"doc": doc, "sheet": "", "row": 0, "cell": "", "tabel": "Berkas", "isi": None, "told": ""}
        for kind in (LINK, ACTIVE, HIDDEN, OUTSIDE, UNSEEN, SCALED, AGAINST_SCALE):
            rows.append(empty | {"key": kind, "what": kind})
        for found in document.foreign:
            place = {"sheet": found.sheet, "cell": found.cell, "told": found.told, "isi": found.what}
            rows.append(empty | place | {"key": found.kind, "what": found.kind})
        limit = session.pack.thresholds["keyakinan_tabel"]
        for table in document.tables:
            for said, cell in _unseen(table):
                place = {"sheet": table.sheet, "cell": cell, "isi": said, "tabel": table.layout}
                rows.append(empty | place | {"key": HIDDEN, "what": HIDDEN})
            for stray in table.around.strays if not table.is_contradicted(limit) else ():
                place = {"sheet": table.sheet, "cell": stray.cells.partition(":")[0], "tabel": table.layout}
                told = {"isi": stray.cells, "told": stray.count, "key": OUTSIDE, "what": OUTSIDE, "below": stray.below,
                        "judul": stray.heading, "coded": stray.coded}  # fmt: skip
                rows.append(empty | place | told)
        rows += (empty | found for found in scale_rows(document))
        rows += (empty | found | {"what": UNSEEN} for found in unseen_rows(document))
    return _view(session, "berkas", rows, ("what", "told", "below", "coded", "judul", "bersih", "also"))


def structure_views(session: Stack) -> dict[str, StackedRows]:
    """The structure frames of a stack, by name."""
    return {
        "tabel": _tables(session),
        "kolom": _columns(session),
        "pengenalan": _recognitions(session),
        "identitas": _identity(session),
        "naskah": _figures(session),
        "segel": _seals(session),
        "berkas": _file(session),
    }
