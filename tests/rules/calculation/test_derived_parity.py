"""One arithmetic, three results: LibreOffice over the native formulas, `compute`, and the TUR checks agree.

Workbooks of several hundred rows with targets as planners type them: units, blanks, dashes, percent signs,
predicates, commas and dots, mixed units.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from rules.calculation.compute import compute
from rules.schema.layout import TYPES, layouts
from rules.validation import validate
from rules.values.cells import column_number
from tests.conftest import Recalculate
from tests.support.helpers import IDENTITY
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

pytestmark = pytest.mark.libreoffice

ROWS = 300
_INDICATORS = ("Jumlah Laporan yang Disusun", "Persentase Layanan", "IKU.1 Presentase Koperasi Aktif", "Nilai AKIP",
               "Indeks Kepuasan", "Laju Pertumbuhan", "Rata-rata Belanja", "Opini BPK", "Cakupan Layanan", "", "Jumlah Peserta")  # fmt: skip
_UNITS = ("Laporan", "laporan", "Dok", "Dokumen", "Orang/Bulan", "Orang / Bulan", "%", " %", "", "Unit Usaha", "persen")
_ODD = (
    None,
    None,
    "-",
    "0",
    0,
    "BB",
    "A",
    "nihil",
    "1.050 Orang",
    "1.234.567 Orang",
    "2,5 Orang",
    "0.25 %",
    "12.5%",
    "1.234,5 Orang",
    "97.741 %",
    "97,741%",
    "1,050 Orang",
    "1.050 Ha",
    "0.143",
    "≥ 95 %",
    "minimal 80 Orang",
    "5,20-6,50",
    "5,2 s.d. 6,5 %",
    "2,5±1",
    "2,5 ± 1 %",
    "1:32",
    "1 : 17,9",
    "A (82,14)",
    "82,14 (A)",
    "78,5 / BB",
    "−8,5 %",
    "(8,58)",
    "minus 0,5 %",
    "belum rilis",
    "N/A",
    "15 per 1.000 KH",
    "12 Laporan (2 jenis)",
    "Rp 5.250.000",
    "US$ 4.500,25",
    "3.5 Indeks",
    "4 TW",
)


def _target(pick: random.Random, unit: str) -> Any:
    if pick.random() < 0.25:
        return pick.choice(_ODD)
    number = pick.choice([pick.randint(0, 2000), round(pick.random() * 100, pick.randint(1, 2))])
    if pick.random() < 0.1:
        return number
    text = str(number).replace(".", ",") if pick.random() < 0.7 else str(number)
    own = unit if pick.random() < 0.85 else pick.choice(_UNITS)
    return f"{text}{'' if own.startswith((' ', '%')) else ' '}{own}".strip()


def _rows(layout_id: str, seed: int) -> list[dict[str, Any]]:
    """Rows of one program after another, each with random targets, money on the sub kegiatan."""
    pick, layout = random.Random(seed), layouts()[layout_id]
    typed = [n for n, c in layout.official.items() if c.kind == "target" and n not in layout.derived]
    money = [n for n, c in layout.official.items() if c.kind == "money" and n not in layout.derived]
    rows: list[dict[str, Any]] = []
    while len(rows) < ROWS:
        program = len(rows) // 12 + 1
        sub = len(rows) % 12
        code = f"2.17.{program:02}" + ("" if sub == 0 else ".2.01" if sub == 1 else f".2.01.{sub:02}")
        unit = pick.choice(_UNITS)
        row: dict[str, Any] = {
            layout.by_role("uraian"): f"Nama {code}",
            layout.by_role("indikator"): pick.choice(_INDICATORS),
        }
        row |= {number: _target(pick, unit) for number in typed}
        if layout.by_role("kode") == "1":
            row["1"] = code
        if sub > 1:
            row |= {number: pick.choice([0, None, pick.randint(1, 10**10)]) for number in money}
        rows.append({number: value for number, value in row.items() if value not in ("",)})
    return rows


def _plan(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{"1": str(row[name]).removeprefix("Nama "), "2": row[name]} for row in rows]


def _edits(layout_id: str, seed: int, first: int) -> list[list[Any]]:
    """Types of indicators picked by the planner over the guess, here and there."""
    pick = random.Random(seed)
    return [
        ["put", layout_id, f"{_jenis_letter(layout_id)}{first + at}", pick.choice(TYPES)] for at in range(0, ROWS, 7)
    ]


def _jenis_letter(layout_id: str) -> str:
    return {"T-C.29": "M", "E.81": "AB", "E.81-16": "AD"}[layout_id]


@pytest.mark.parametrize("layout_id", ["T-C.29", "E.81", "E.81-16"])
@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(seed=st.integers(0, 10**6))
def test_native_formulas_compute_and_rules_agree(
    layout_id: str, seed: int, tmp_path_factory: pytest.TempPathFactory, recalculate: Recalculate
) -> None:
    path = tmp_path_factory.mktemp("paritas") / f"{layout_id}.xlsx"
    rows = _rows(layout_id, seed)
    given_rows = {layout_id: rows}
    if layout_id != "T-C.29":
        given_rows["T-C.33"] = _plan(rows, layouts()[layout_id].by_role("uraian") or "")
    build_template(path, Template("renja", IDENTITY, layouts=[layout_id], rows=given_rows))
    table = next(t for t in read_document(path).tables if t.layout == layout_id)
    _compare(path, layout_id, recalculate(path))
    sheets = recalculate(path, *_edits(layout_id, seed, table.rows[0]))
    _compare(path, layout_id, sheets, refreshed=True)


def _compare(path: Path, layout_id: str, sheets: Any, *, refreshed: bool = False) -> None:
    document = read_document(path)
    table = next(t for t in document.tables if t.layout == layout_id)
    if refreshed:
        # What LibreOffice saw: the types as picked, every formula with its new result.
        for number, letter in table.letters.items():
            column = column_number(letter) - 1
            for at, row in enumerate(table.rows):
                if (row, number) in table.marks.formulas or number == "jenis":
                    value = sheets[layout_id][row - 1][column]
                    table.columns[number][at] = value if value != "" else None
    wrong = []
    for cell in compute(document):
        if cell.table != layout_id:
            continue
        found = sheets[layout_id][cell.row - 1][column_number(table.letters[cell.column]) - 1]
        if not _same(found, cell.value):
            operands = {n: table.columns[n][table.rows.index(cell.row)] for n in table.columns}
            wrong.append((cell.column, cell.row, found, cell.value, cell.state, operands))
    assert not wrong, "\n".join(map(repr, wrong[:6]))
    named = [f for f in validate(document).findings if f.table == layout_id and f.rule.startswith(("TUR", "STR-012"))]
    assert [f for f in named if f.rule != "TUR-009"] == []


def _same(found: Any, value: Any) -> bool:
    if value is None:
        return found == ""
    if isinstance(value, str) or isinstance(found, str):
        return str(found).casefold() == str(value).casefold()
    return bool(found == pytest.approx(value, rel=1e-12, abs=1e-9))
