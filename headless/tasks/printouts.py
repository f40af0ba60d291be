"""A workbook printed as a Word document."""

from __future__ import annotations

from pathlib import Path

from headless.batch.serving import at_hand
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from workbook_templates.reading.limits import Limits


def printed(file: Path, out: Path, pack: str | None, limits: Limits, *, settled: bool = False) -> Answer:
    """Write a workbook as the document that is printed, and say which tables it holds. Raises :class:`RenjaError`.

    A ``settled`` one is for being printed at once.
    """
    from workbook_templates.printing.document import write_printout
    from workbook_templates.reader import read_document

    at_hand(file)
    book = read_document(file, limits)
    captions = write_printout(book, out, pack_named(pack), settled=settled)
    lines = [f"Ditulis: {out}, {len(captions)} tabel", *(f"  {caption}" for caption in captions)]
    if book.beside:
        other = book.beside.kind.upper()
        lines.append(f"Yang dicetak {book.kind.upper()}; tabel {other} dalam buku kerja ini tidak ikut dicetak.")
    return Answer(lines)


def refilled(file: Path, source: Path, out: Path, pack: str | None, limits: Limits) -> Answer:
    """Write a copy of a document with the tables and figures of a workbook, and say what became of each."""
    from workbook_templates.printing.refill import refill
    from workbook_templates.reader import read_document

    at_hand(file)
    book = read_document(file, limits)
    at_hand(file, source)
    told = refill(book, source, out, limits, pack_named(pack))
    lines = [f"Ditulis: {out}", f"Tabel diganti: {len(told.replaced)}", *(f"  {one}" for one in told.replaced)]
    lines += [f"Tabel tidak diganti: {len(told.left)}", *(f"  {one}" for one in told.left)] if told.left else []
    if told.renewed or told.same or told.lost:
        lines.append(
            f"Angka dalam kalimat: {told.renewed} diperbarui, {told.same} tetap, {len(told.lost)} tidak dapat diperbarui"
        )
        lines += [f"  {one}" for one in told.lost]
    else:
        lines.append("Angka dalam kalimat: tidak ada yang ditandai dalam dokumen ini, jadi tidak ada yang diperbarui")
    for what, found in (
        ("Tahun dalam judul tabel diperbarui", told.captions),
        ("Grafik diperbarui", told.charts.renewed),
        ("Grafik tidak diperbarui", told.charts.left),
    ):
        lines += [f"{what}: {len(found)}", *(f"  {one}" for one in found)] if found else []
    return Answer(lines)
