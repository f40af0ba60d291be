"""Rows and columns of no height or width: nobody sees them, however they were made so."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.helpers import table_rows
from tests.support.sheet_files import save_ods, save_xlsx
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.sheet_facts import CELLS_ONLY

PLAN = "T-C.33"
HIDING = Grid(PLAN, table_rows(PLAN), replace(CELLS_ONLY, hidden_rows={14}, hidden_columns={7}))
"""A plan whose row 14 and column G are hidden, by the word for it."""


def edited(path: Path, part: str, edit: Callable[[str], str]) -> Path:
    """The file with one of its parts edited."""
    target = path.with_stem("datar")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, edit(content.decode()).encode() if name == part else content)
    return target


def flat_sizes(xml: str) -> str:
    """Sizes of nought in place of the word."""
    xml = re.sub(r'<col min="7" max="7"[^>]*/>', '<col min="7" max="7" width="0" customWidth="1"/>', xml)
    xml = re.sub(r'(<row r="14"[^>]*?) hidden="1"', r'\1 ht="0.75" customHeight="1"', xml)
    assert "hidden" not in xml
    assert 'ht="0.75"' in xml
    return xml


def commented(xml: str) -> str:
    """The same in a form that is read more thoroughly."""
    return flat_sizes(xml).replace("<sheetData>", "<sheetData><!-- -->")


def flat_styles(xml: str) -> str:
    """Styles of no height and width in place of the word."""
    styles = "".join(
        f'<style:style style:name="datar-{what}" style:family="table-{what}"><style:table-{what}-properties style:{size}="0in"/></style:style>'
        for what, size in (("row", "row-height"), ("column", "column-width"))
    )
    xml = re.sub(
        r'<table:table-(row|column) table:visibility="collapse"', r'<table:table-\1 table:style-name="datar-\1"', xml
    )
    return xml.replace("</office:automatic-styles>", f"{styles}</office:automatic-styles>")


@pytest.mark.parametrize(
    ("save", "part", "edit"),
    [
        (save_xlsx, "xl/worksheets/sheet1.xml", flat_sizes),
        (save_xlsx, "xl/worksheets/sheet1.xml", commented),
        (save_ods, "content.xml", flat_styles),
    ],
)
def test_rows_and_columns_of_no_size_are_hidden(
    tmp_path: Path, save: Callable[..., Path], part: str, edit: Callable[[str], str]
) -> None:
    ending = ".ods" if save is save_ods else ".xlsx"
    path = edited(save(tmp_path / f"rencana{ending}", [HIDING]), part, edit)
    (table,) = read_document(path).tables
    assert (table.hidden.rows, table.hidden.columns) == ([14], ["7"])
