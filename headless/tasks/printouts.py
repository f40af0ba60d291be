"""A workbook printed as a Word document."""

from __future__ import annotations

from pathlib import Path

from headless.batch.serving import at_hand
from headless.errors import OtherDocumentError
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from rules.model.document import Document
from workbook_templates.reading.limits import Limits


def printed(
    file: Path, out: Path, pack: str | None, limits: Limits, kind: str | None = None, *, settled: bool = False
) -> Answer:
    """Write a workbook as the document that is printed, and say which tables it holds. Raises :class:`RenjaError`.

    ``kind`` says which one, where it holds tables of both. A ``settled`` one is for being printed at once.
    """
    from workbook_templates.printing.document import write_printout

    at_hand(file)
    book, other = _chosen(file, limits, kind)
    captions = write_printout(book, out, pack_named(pack), settled=settled)
    lines = [f"Ditulis: {out}, {len(captions)} tabel", *(f"  {caption}" for caption in captions)]
    if other:
        lines.append(
            f"Yang dicetak {book.kind.upper()}; {other.upper()} dalam buku kerja ini dicetak dengan --dokumen {other}."
        )
    return Answer(lines)


def _chosen(file: Path, limits: Limits, kind: str | None) -> tuple[Document, str]:
    """The document of a workbook that is meant, and which other one it holds; raises :class:`OtherDocumentError`."""
    from workbook_templates.reader import read_document

    book = read_document(file, limits)
    held = {one.kind: one for one in (book, book.beside) if one}
    if kind and kind not in held:
        raise OtherDocumentError(file, " dan ".join(held).upper(), kind.upper())
    chosen = held[kind] if kind else book
    return chosen, next((other for other in held if other != chosen.kind), "")


def refilled(file: Path, source: Path, out: Path, pack: str | None, limits: Limits, kind: str | None = None) -> Answer:
    """Write a copy of a document with the tables and figures of a workbook, and say what became of each."""
    from workbook_templates.printing.refill import refill

    at_hand(file)
    book, _ = _chosen(file, limits, kind)
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
