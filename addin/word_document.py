"""The button *Cetak ke Word*: the workbook as the document that is printed, beside it under a name that no file has yet.

One with tables of both documents is printed as both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlwings as xw

from addin.actions import read_tables
from addin.saved_files import free_place


def print_document(book: Any) -> str:
    """Write the workbook as a Word document, and say where it is and what it holds."""
    from workbook_templates.printing.document import write_printout

    document = read_tables(book)[0]
    folder, stem, made = _folder(book), Path(book.name).stem, list[str]()
    for one in filter(None, (document, document.beside)):
        target = free_place(folder, f"{stem}-{one.kind}" if document.beside else stem, ".docx")
        captions = write_printout(one, target)
        made.append(f"{len(captions)} tabel dan kalimat dengan angkanya dicetak ke dokumen Word:\n{target}\n")
    return "\n".join([
        *made,
        "Tulis uraiannya di bawah setiap judul bab. Bila kelak angkanya berubah, ganti hanya tabel dan angkanya dengan "
        f"'renja cetak {book.name} --ke {target.name} -o BARU.docx'.",
    ])  # fmt: skip


def _folder(book: Any) -> Path:
    """Where the workbook lies; one that was never saved, or that lies in the cloud, has its document among the planner's."""
    from platformdirs import user_documents_path

    try:
        folder = Path(book.fullname).parent
    except xw.XlwingsError:
        return user_documents_path()
    return folder if folder.is_absolute() and folder.is_dir() else user_documents_path()
