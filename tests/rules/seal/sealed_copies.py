"""Sealed copies of workbooks, the same after another program saved them, and what changed since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

from rules.model.seal_record import Seal
from rules.schema.pack import pack_for
from rules.seal.check import check_seal
from rules.seal.seal import make_seal
from rules.validation import validate
from workbook_templates.copies.seal import write_seal
from workbook_templates.reader import read_document

DATE = "2024-03-06T10:15:00+07:00"


def sealed_copy(source: Path, target: Path) -> Seal:
    """A sealed copy of a workbook, and its seal."""
    document = read_document(source)
    pack = pack_for(document.year)
    seal = make_seal(document, validate(document, pack), pack, DATE)
    write_seal(source, target, seal)
    return seal


def found(path: Path) -> list[tuple[str, str, str]]:
    """What changed in a sealed workbook: (table, kind, cell or key)."""
    document = read_document(path)
    assert document.seal is not None
    return [(x.table, x.what, x.cell or x.key) for x in check_seal(document, document.seal).changes]


def resaved(path: Path, target: Path, edit: Callable[[openpyxl.Workbook], object] = lambda _: None) -> Path:
    """The workbook after openpyxl opened, edited and saved it: stored results are gone."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(target)
    return target
