"""A stored result that its formula does not give is told, however the formula is stored."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from rules.validation import validate
from tests.conftest import EXAMPLES
from workbook_templates.reader import read_document

SUM = re.compile(rb'<c r="(F1[3-9])"([^>]*)><f>([^<]*SUMIFS[^<]*)</f><v>(\d{6,})</v>')
"""A sum of T-C.31 with its cell, style, formula and result."""


def _stored_otherwise(target: Path, formula: bytes) -> str:
    """A corrected plan in which one sum holds another result; ``formula`` is how it is stored. Returns the cell."""
    cell = b""
    with zipfile.ZipFile(EXAMPLES / "renja-2024-benar.xlsx") as book, zipfile.ZipFile(target, "w") as copy:
        for name in book.namelist():
            content = book.read(name)
            if not cell and (found := SUM.search(content)):
                cell, style, text, result = found.groups()
                stored = b"<v>%d</v>" % (int(result) + 1000)
                written = b'<c r="%s"%s>%s%s' % (cell, style, formula % {b"cell": cell, b"text": text}, stored)
                content = content[: found.start()] + written + content[found.end() :]
            copy.writestr(name, content)
    return cell.decode()


@pytest.mark.parametrize(
    "formula", [b"<f>%(text)s</f>", b'<f t="shared" ref="%(cell)s" si="0">%(text)s</f>'], ids=["plain", "shared"]
)
def test_a_stored_result_that_the_formula_does_not_give_is_told(tmp_path: Path, formula: bytes) -> None:
    cell = _stored_otherwise(tmp_path / "x.xlsx", formula)
    told = {
        finding.cell for finding in validate(read_document(tmp_path / "x.xlsx")).findings if finding.rule == "STR-012"
    }
    assert cell in told
