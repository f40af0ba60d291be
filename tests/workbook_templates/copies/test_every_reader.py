"""Copies open in every reader: ExcelJS, openpyxl, LibreOffice, whatever of the received workbook was left out or spelled oddly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from rules.validation import validate
from tests.places import EXAMPLES
from tests.support import hostile, javascript
from tests.support.office import converted
from tests.support.packages import parts
from workbook_templates.copies.annotate import annotate
from workbook_templates.ooxml.add_sheet import add_sheet
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook

SEED = EXAMPLES / "renja-2024-seed.xlsx"
_R = rb' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def _plain(folder: Path) -> Path:
    return SEED


def _without_styles(folder: Path) -> Path:
    """No part with formats, though every cell names one."""
    made = {name: xml for name, xml in hostile.parts_of(SEED).items() if name != hostile.STYLES}
    made[hostile.RELS] = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", made[hostile.RELS])
    made["[Content_Types].xml"] = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", made["[Content_Types].xml"])
    return hostile.write(folder / "tanpa.xlsx", made)


def _without_r(folder: Path) -> Path:
    """Sheets that do not declare the prefix of relationships, as they need none."""
    made = {
        name: xml.replace(_R, b"", 1) if name.startswith("xl/worksheets/sheet") and b" r:id" not in xml else xml
        for name, xml in hostile.parts_of(SEED).items()
    }
    return hostile.write(folder / "tanpa-r.xlsx", made)


def _annotated(source: Path, target: Path) -> None:
    annotate(source, target, validate(read_document(source)))


def _patched(source: Path, target: Path) -> None:
    write_cells(source, target, {"T-C.33": {(150, 2): "baru"}})


def _with_a_sheet(source: Path, target: Path) -> None:
    add_sheet(source, target, "Catatan", [["isi"]], [20])


SOURCES = [_plain, _without_styles, _without_r]
COPIES = [_annotated, _patched, _with_a_sheet]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each kind of copy of each source."""
    folder, made = tmp_path_factory.mktemp("salinan"), dict[str, Path]()
    for source in SOURCES:
        for copy in COPIES:
            name = f"{source.__name__}{copy.__name__}".strip("_")
            made[name] = folder / f"{name}.xlsx"
            copy(source(folder), made[name])
    return made


def test_openpyxl_opens_them(copies: dict[str, Path]) -> None:
    for path in copies.values():
        assert len(openpyxl.load_workbook(path).sheetnames) > 8


def test_they_are_spelled_as_readers_by_name_expect(copies: dict[str, Path]) -> None:
    for name, path in copies.items():
        own = parts(path)
        assert "xl/styles.xml" in own
        assert not [part for part, xml in own.items() if part.endswith(".rels") and b'Target="/' in xml], name
        assert not [part for part, xml in own.items() if b"ns0:" in xml], name


def test_exceljs_opens_them(copies: dict[str, Path]) -> None:
    for path in copies.values():
        assert len(javascript.values("exceljs", path)) > 8


@pytest.mark.libreoffice
def test_libreoffice_opens_them(copies: dict[str, Path], tmp_path: Path) -> None:
    for name in ("without_styles_annotated", "without_r_annotated"):
        sheets = {grid.name: grid.rows for grid in read_workbook(converted(copies[name], "xlsx", tmp_path / name))}
        assert sheets["T-C.33"] == next(grid.rows for grid in read_workbook(copies[name]) if grid.name == "T-C.33")


COMPUTED = b'IFERROR(__xludf.DUMMYFUNCTION("SUMIFS(F:F,A:A,""2.??"")"),%s)'


@pytest.mark.parametrize(
    "text", [COMPUTED % b"440000000", b'IFERROR(__xludf.DUMMYFUNCTION("""COMPUTED_VALUE"""),440000000)']
)
def test_what_google_computed_is_a_formula(tmp_path: Path, text: bytes) -> None:
    """A sum that only Google can calculate is neither refused nor a constant typed over a formula."""
    source, change = hostile.parts_of(), _formula_of_total(text)
    assert change(source) != source[hostile.SHEET]
    source[hostile.SHEET] = change(source)
    document = read_document(hostile.write(tmp_path / "x.xlsx", source))
    plan = next(table for table in document.tables if table.layout == "T-C.33")
    formula = plan.marks.formulas[plan.rows[-1], "6"]
    assert formula.startswith("=IFERROR(__xludf.DUMMYFUNCTION(")
    assert not [
        x
        for x in validate(document).findings
        if x.rule in {"STR-003", "STR-011", "STR-012", "JML-006"} and x.cell[:1] == "F"
    ]


def _formula_of_total(text: bytes) -> Callable[[dict[str, bytes]], bytes]:
    """Puts a formula into the last amount of the column."""
    escaped = text.replace(b'"', b"&quot;")

    def change(source: dict[str, bytes]) -> bytes:
        *_, last = re.finditer(rb'(<c r="F[0-9]+"[^>]*>)<f>[^<]*</f>', source[hostile.SHEET])
        sheet = source[hostile.SHEET]
        return sheet[: last.start()] + last[1] + b"<f>" + escaped + b"</f>" + sheet[last.end() :]

    return change
