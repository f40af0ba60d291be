"""Files that are no Excel workbooks: .csv, .txt, .ods, tables and lines of a .docx as sheets of cells; others refused with a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rules.model.document import ASIDE, Document, Foreign
from rules.schema.layout import layouts
from rules.values.money import MoneyStatus, in_rupiah, read_money
from workbook_templates.grid import Grid
from workbook_templates.reading.delimited import read_rows, read_tabbed
from workbook_templates.reading.errors import OtherFormatError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.opendocument.read_sheets import ods_sheets
from workbook_templates.reading.received import check_file
from workbook_templates.reading.word.docx import docx_content
from workbook_templates.reading.word.lines import word_lines
from workbook_templates.reading.word.table import DocxTable
from workbook_templates.sheet_facts import CELLS_ONLY, SheetFacts

_SAVE_AS = "buka di Excel atau LibreOffice lalu simpan sebagai .xlsx"
_REFUSED = {
    ".xls": ("format .xls lama", _SAVE_AS),
    ".xlsb": ("format biner .xlsb", _SAVE_AS),
    ".doc": ("format .doc lama", "buka di Word lalu simpan sebagai .docx"),
    ".pdf": ("PDF tidak memuat tabel yang dapat dibaca dengan pasti", "minta .docx atau .xlsx asalnya"),
}
"""What a format is that is not read, and the way out."""
_RENAMED = {".xls": ".xlsx", ".doc": ".docx"}
"""The new format, a zip archive, behind the name of an old one."""
_LISTED: Mapping[str, tuple[str, Callable[[Path, Limits], list[list[str]]]]] = {
    ".csv": ("daftar CSV", read_rows), ".txt": ("teks", read_tabbed), ".tsv": ("teks", read_tabbed),
}  # fmt: skip
"""What a file of text is called, and how it is read."""


def other_sheets(path: Path, limits: Limits) -> tuple[list[Grid], list[Foreign]] | None:
    """The sheets of a file of another format and what in it reaches outside, None for an Excel workbook.

    Raises :class:`UnreadableError`.
    """
    suffix = path.suffix.lower()
    if suffix in _REFUSED:
        raise _refusal(path, suffix, limits)
    if suffix in _LISTED:
        what, read = _LISTED[suffix]
        check_file(path, limits, what)
        # A code is never a number: every cell is text.
        return [Grid(path.stem, [[cell or None for cell in row] for row in read(path, limits)], CELLS_ONLY)], []
    if suffix == ".ods":
        return ods_sheets(path, limits)
    if suffix == ".docx":
        tables, lines, aside = docx_content(path, limits)
        return [*word_grids(tables), *word_lines(lines)], [Foreign(ASIDE, what) for what in aside]
    return None


def _refusal(path: Path, suffix: str, limits: Limits) -> OtherFormatError:
    """Why a file is not read: its format, or only its name, which is that of an old one."""
    if suffix in _RENAMED and check_file(path, limits, "buku kerja Excel").startswith(b"PK"):
        new = _RENAMED[suffix]
        return OtherFormatError(
            path, f"isinya bukan format {suffix} lama", f"ganti akhiran namanya menjadi {new}, lalu kirim kembali"
        )
    return OtherFormatError(path, *_REFUSED[suffix])


def word_grids(tables: Sequence[DocxTable]) -> list[Grid]:
    """The tables of a document as sheets, in order."""
    return [_of_word(number, table) for number, table in enumerate(tables, 1)]


def _of_word(number: int, table: DocxTable) -> Grid:
    """A table of a document as a sheet: its cells are text, and Word hides no columns."""
    facts = SheetFacts(
        errors={},
        percents=frozenset(),
        struck=table.struck,
        looks=table.looks,
        formats=table.formats,
        formulas={},
        uncalculated=frozenset(),
        merges=table.merges,
        hidden=False,
        hidden_rows=table.hidden_rows,
        hidden_columns=frozenset(),
        follows=table.follows,
        above=table.above,
    )
    return Grid(f"Tabel {number}", table.with_beside, facts)


def amounts_as_numbers(document: Document) -> None:
    """Amounts as numbers in a document whose format knows only text: there a number typed as text is no fault."""
    for table in document.tables:
        for number, values in table.columns.items():
            spec = layouts()[table.layout].columns[number]
            if spec.kind != "money":
                continue
            read = [read_money(value, spec.decimals) for value in values]
            table.columns[number] = [
                in_rupiah(money.amount, spec.decimals)
                if money.status is MoneyStatus.TEXT and money.amount is not None
                else value
                for money, value in zip(read, values, strict=True)
            ]
