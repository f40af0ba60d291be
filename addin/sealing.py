"""The button *Segel*: the workbook is judged, and the seal of its tables and verdict stands in its sheet Segel."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from addin.actions import read_tables
from addin.blocks import quiet
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from rules.model.verdict_words import counted
from workbook_templates.copies.errors import OtherSealSheetError

if TYPE_CHECKING:
    from rules.model.seal_record import Seal


def seal(book: Any) -> str:
    """Judge the workbook and put the seal of its tables and verdict into its sheet Segel, in the place of an old one."""
    from addin.undo_record import Keeper
    from rules.schema.pack import pack_for
    from rules.seal.seal import make_seal
    from rules.validation import validate as judge
    from workbook_templates.recognition.document.seal_sheet import MARK, SHEET

    document = read_tables(book)[0]
    # An old seal is replaced: that the content differs from it is no fault of the content.
    document.seal, document.seal_fault = None, ""
    pack = pack_for(document.year)
    verdict = judge(document, pack)
    made = make_seal(document, verdict, pack, datetime.now().astimezone().isoformat(timespec="seconds"))
    with quiet(book):
        Keeper(book, "Segel", [(SHEET, MARK)]).about_to_write({})
        _write_seal(book, made)
    told = [
        f"Kode segel: {made.code}",
        "Simpan buku kerja ini sekarang dan jangan diubah lagi; bacakan kodenya kepada penerima.",
    ]
    if verdict.count("galat"):
        told.append(f"Perhatian: masih ada {counted(verdict.count('galat'), 'galat')}; itu tercatat dalam segel.")
    return "\n\n".join(told)


def _write_seal(book: Any, made: Seal) -> None:
    from workbook_templates.copies.seal import text_rows
    from workbook_templates.recognition.document.seal_sheet import MARK, SHEET

    rows = list(text_rows(made))
    sheet = find_sheet(book, SHEET, MARK)
    if sheet is None:
        if any(other.name.casefold() == SHEET.casefold() for other in book.sheets):
            raise OtherSealSheetError(book.name, SHEET)
        sheet = add_sheet(book, SHEET, (22, 60))
    write_lines(sheet, [texts(cells) for _, cells in rows], 2)
    hidden = [number for number, (hide, _) in enumerate(rows, 1) if hide]
    if hidden:
        sheet.range((hidden[0], 1), (hidden[-1], 1)).row_height = 0
