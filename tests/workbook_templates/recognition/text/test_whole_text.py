"""A whole document as plain text, tables among its paragraphs: saved as .txt or .csv, it is read like a pasted one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rules.model.document import DATA, Document
from tests.conftest import Run
from tests.places import EXAMPLES, PASTED_REPORT
from workbook_templates.reader import read_document

NARRATIVES = EXAMPLES / "data" / "naskah"
PASTED_PLAN = sorted((EXAMPLES / "data" / "tempel" / "renja").glob("*.tsv"))
PLAN = {"T-C.29", "Anggaran-Realisasi", "T-C.30", "T-C.31", "T-C.32", "Tujuan-Sasaran", "T-C.33", "Bab-IV"}


def whole(kind: str, pasted: list[Path], target: Path) -> Path:
    """The text of a document: some paragraphs, then each table with some between."""
    prose = (NARRATIVES / f"{kind}-2024.txt").read_text(encoding="utf-8").splitlines()
    lines = prose[:20]
    for at, table in enumerate(pasted):
        lines += ["", *table.read_text(encoding="utf-8").splitlines(), "", prose[at % len(prose)], ""]
    target.write_text("\n".join(lines), encoding="utf-8")
    return target


def rows(document: Document) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in document.tables:
        found[table.layout] = found.get(table.layout, 0) + table.kinds.count(DATA)
    return found


@pytest.mark.parametrize("ending", [".txt", ".csv"])
def test_the_tables_of_a_plan_are_found_among_its_paragraphs(ending: str, tmp_path: Path) -> None:
    found = rows(read_document(whole("renja", PASTED_PLAN, tmp_path / f"renja{ending}"), kind="renja"))
    assert set(found) == PLAN
    assert found["T-C.33"] > 30


@pytest.mark.parametrize("ending", [".txt", ".csv"])
def test_lines_of_a_report_are_moved_and_what_is_left_is_listed(
    ending: str, tmp_path: Path, renja: Callable[..., Run]
) -> None:
    source, out = whole("lkip", PASTED_REPORT, tmp_path / f"lkip{ending}"), tmp_path / "bersih.xlsx"
    done = renja("template", out, "--dari", source, "--dokumen", "lkip", "--tahun", 2024, "--renstra", 2024, 2026)
    assert done.status == 0, done.err
    assert "Aset 121 baris" in done.out
    assert "Tidak dapat ditempatkan" in done.out
    assert rows(read_document(out))["Anggaran-IKU"] == 44
