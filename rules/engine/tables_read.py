"""What a document was read from: its tables, and what titles had to tell where Identitas does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rules.engine.session import Session
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.document import ASIDE, DATA, SUBTOTAL, Document, Field, Stray, Table
from rules.model.table_read import TableRead
from rules.schema.layout import layouts
from rules.schema.pack import Pack
from rules.values.cells import as_text, column_number, is_blank

_MOST_ROWS = 6
_PRINTED = {
    "tahun": Text("Tahun", "The year"),
    "perangkat_daerah": Text("Perangkat daerah", "The office"),
    "pemda": Text("Pemerintah daerah", "The government"),
}


def tables_read(document: Document, pack: Pack, lang: str) -> list[TableRead]:
    """The official tables of a document, in order; a table that goes on elsewhere is one."""
    found, limit = [], pack.thresholds["keyakinan_tabel"]
    for pieces in _tables(document.tables):
        first, known = pieces[0], pieces[0].recognition
        guessed = known.certainty < limit or any(piece.recognition.guessed for piece in pieces)
        further = {_column(stray): stray.heading for stray in first.around.strays if stray.heading}
        found.append(
            TableRead(first.layout, first.sheet, _cells(first), _rows(pieces), round(known.certainty),
                      guessed, dict(first.letters), further, known.unread.get(lang))
        )  # fmt: skip
    return found


def _column(stray: Stray) -> str:
    """The first Excel column of a block."""
    return stray.cells.partition(":")[0].rstrip("0123456789")


def _tables(tables: Iterable[Table]) -> Iterator[list[Table]]:
    """The pieces of each table."""
    started = 0

    def number(table: Table) -> int:
        nonlocal started
        started += not table.recognition.continues
        return started

    return (list(pieces) for _, pieces in groupby(tables, key=number))


def _rows(pieces: Sequence[Table]) -> int:
    """How many rows a table has; none where its grand total stands alone, or formulas that were never calculated."""
    filled = any(kind == DATA and _known(piece, at) for piece in pieces for at, kind in enumerate(piece.kinds))
    return sum(len(piece.rows) for piece in pieces) if filled else 0


def _known(table: Table, at: int) -> bool:
    """Whether anything stands in a row but formulas without a value."""
    return any(
        not is_blank(cells[at]) and (table.rows[at], number) not in table.marks.uncalculated
        for number, cells in table.columns.items()
    )


def _cells(table: Table) -> str:
    """The cells from the first heading to the last row of a piece."""
    letters = sorted(set(table.letters.values()), key=column_number)
    rows = [int(heading.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for heading in table.captions.headings.values()]
    rows += [*table.rows[:1], *table.rows[-1:]]
    if not letters or not rows:
        return table.recognition.unread_at
    return f"{letters[0]}{min(rows)}:{letters[-1]}{max(rows)}"


def said_in_print(document: Document, key: str) -> bool:
    """Whether titles and headings alone say a field of Identitas."""
    return key in document.printed and document.said(key) is document.printed[key]


def notes(document: Document, lang: str) -> list[str]:
    """What a reader of the verdict must know of how the document was read, in `id` or `en`."""
    said = [
        _from_print(label, document.printed[key]) for key, label in _PRINTED.items() if said_in_print(document, key)
    ]
    if document.alone:
        names = ", ".join(document.alone)
        said.append(
            Text(f"Hanya {names} yang diserahkan; tabel lain tidak diminta. Seluruh dokumen diperiksa dengan --lengkap.",
                 f"Only {names} was handed in; other tables are not asked for. --lengkap asks for the whole document.")
        )  # fmt: skip
    said += [text for table in document.tables for text in (*_after_the_change(table), *_subtotals(table))]
    aside = [found for found in document.foreign if found.kind == ASIDE]
    if aside:
        words = Text.joined(", ", (found.what for found in aside))
        said.append(Text(f"Tidak dibaca: {words.id}.", f"Not read: {words.en}."))
    return [text.get(lang) for text in said]


def _after_the_change(table: Table) -> Iterator[Text]:
    """Which columns were taken where what stood before a change is printed too."""
    columns, letters, headings = layouts()[table.layout].columns, table.letters, table.captions.headings
    for before, role in (("target_sebelum", "target"), ("pagu_sebelum", "pagu")):
        left = next((n for n in headings if columns[n].role == before), None)
        order = list(columns)
        after = order[order.index(left) :] if left else []
        taken = next((n for n in after if n in headings and columns[n].role == role), None)
        if left and taken:
            yield Text(
                f"{table.layout}: {role} dibaca dari kolom {letters[taken]}, sesudah perubahan; kolom {letters[left]}, sebelum perubahan, tidak dinilai.",
                f"{table.layout}: {role} was read from column {letters[taken]}, after the change; column {letters[left]}, before it, is not judged.",
            )  # fmt: skip


def _subtotals(table: Table) -> Iterator[Text]:
    """Which rows are sums of parts that no rule holds against these."""
    rows = [str(row) for row, kind in zip(table.rows, table.kinds, strict=True) if kind == SUBTOTAL]
    if rows:
        listed = ", ".join(rows[:_MOST_ROWS]) + (", …" if len(rows) > _MOST_ROWS else "")
        yield Text(f"{table.layout}: jumlah antara di baris {listed} tidak diperiksa.",
                   f"{table.layout}: the sums of parts in rows {listed} are not judged.")  # fmt: skip


def unjudged_sums(session: Session, doc: int, lang: str) -> list[str]:
    """Of which tables parents were not held against their details, because nothing tells the levels of some rows."""
    said = []
    for view in session.views.values():
        if not isinstance(view, View) or view.layout.hierarchy != "uraian" or view.layout.totals is None:
            continue
        layout = view.layout
        unsure = int((view.levels.guessed & (view.docs == doc)).sum())
        if unsure:
            said.append(
                Text(f"{layout.place}: jenjang {unsure} baris tidak dapat dipastikan dari nomor, nama, atau angkanya, sehingga jumlah induknya tidak diperiksa.",
                     f"{layout.place}: nothing tells the level of {unsure} rows, so that the sums above them were not judged.")
            )  # fmt: skip
    return [text.get(lang) for text in said]


def _from_print(label: Text, field: Field) -> Text:
    value, place = as_text(field.value), f"{field.sheet}!{field.cell}" if field.cell else field.sheet
    return Text(f"{label.id} ({value}) dibaca dari {place}, karena Identitas tidak menyebutnya.",
                f"{label.en} ({value}) was read from {place}, since Identitas does not say.")  # fmt: skip
