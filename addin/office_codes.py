"""The hidden list of codes of our own workbooks, brought in line with the bidang that Identitas names now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addin.blocks import quiet, write_cells
from rules.model.document import Document
from workbook_templates.grid import REFERENCE_SHEET, Grid
from workbook_templates.template.office_codes import told_of
from workbook_templates.template.reference_sheet import holds_other_bidang, with_other_bidang


def follow_bidang(book: Any, document: Document, grids: Mapping[str, Grid]) -> list[str]:
    """Write the codes of another bidang where Identitas names one; returns what to tell."""
    grid = grids.get(REFERENCE_SHEET)
    identity = {key: field.value for key, field in document.identity.items()}
    if grid is None or not grid.lists or not holds_other_bidang(grid, identity):
        return []
    with quiet(book):
        write_cells(book, {grid.name: with_other_bidang(grid, identity)})
    return ["Daftar kode diperbarui menurut bidang di Identitas.", *told_of(identity)]
