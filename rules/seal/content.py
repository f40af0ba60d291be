"""The canonical content of a document: what of its cells a seal speaks of, in one form whatever program saved them.

Typed cells count with their value, formulas with their text. A formula's *result* is no part of the content, because
programs that do not calculate drop it on saving; results are compared one by one where they are stored. Formats,
widths, headings, other sheets and the helping columns' results do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.model.document import Document, Table
from rules.model.seal_record import VERSION, Part, Row
from rules.seal.canon import CANONS, Canon

IDENTITY = "Identitas"


def _key(table: Table, typed: dict[str, str], row: int) -> str:
    first = next((typed[number] for number in list(table.letters)[:4] if number in typed), "")
    return first.removeprefix("'").replace("|", ".")[:60] or f"baris {row}"


def _rows(table: Table, canon: Canon) -> Iterator[Row]:
    for at, (number, kind) in enumerate(zip(table.rows, table.kinds, strict=True)):
        row = Row(number, kind, "")
        for column, values in table.columns.items():
            place = (number, column)
            if place in table.marks.formulas:
                row.formulas[column] = canon.formula(table.marks.formulas[place])
                if place not in table.marks.uncalculated:
                    row.results[column] = canon.result(values[at])
            elif place not in table.marks.shared and (value := canon.value(values[at])):
                row.typed[column] = value
        row.key = _key(table, row.typed, number)
        if row.typed or any(row.results.values()) or len(row.results) < len(row.formulas):
            yield row


def parts(document: Document, version: int = VERSION) -> list[Part]:
    """The parts of a document in the forms of a version, in an order that does not depend on how its sheets are arranged."""
    canon = CANONS[version]
    form = Part(IDENTITY, next((field.sheet for field in document.identity.values()), IDENTITY))
    for name, told in sorted(document.identity.items()):
        if value := canon.value(told.value):
            letters, number = re.sub("[0-9]", "", told.cell), re.sub("[A-Z]", "", told.cell)
            form.rows.append(Row(int(number or 0), name, name, {"isi": value}))
            form.letters = {"isi": letters}
    found = [form] if form.rows else []
    seen: dict[str, int] = {}
    for table in sorted(document.tables, key=lambda table: table.layout):
        seen[table.layout] = count = seen.get(table.layout, 0) + 1
        name = table.layout if count == 1 else f"{table.layout} ({count})"
        found.append(Part(name, table.sheet, list(_rows(table, canon)), dict(table.letters)))
    return found
