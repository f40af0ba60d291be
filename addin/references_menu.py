"""The menu *Acuan*: which files the document in front is held against, chosen anew or forgotten."""

from __future__ import annotations

from typing import Any

from addin.actions import read_tables
from addin.compared import choose
from addin.remembered import recall, remember


def choose_references(book: Any) -> str:
    """Ask for the files that the workbook in front is held against, and remember them for its document."""
    given = choose(book, read_tables(book)[0]).given
    if not given:
        return "Tidak ada acuan yang dipilih: Validasi memeriksa buku kerja ini sendiri saja."
    files = "\n".join(map(str, given.values()))
    return f"Diingat untuk dokumen ini di komputer ini:\n{files}\n\nKlik Validasi untuk membandingkannya."


def forget_references(book: Any) -> str:
    """Forget what was answered for the document of the workbook in front."""
    document = read_tables(book)[0]
    if recall(document) is None:
        return "Tidak ada acuan yang diingat untuk dokumen ini."
    remember(document, None)
    return "Acuan dokumen ini dilupakan; Validasi berikutnya menanyakannya lagi."
