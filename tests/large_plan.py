"""A plan as large as an office's gets, eight official tables of some 400 rows each; and a small one with faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rules.schema.layout import Layout, document_layouts
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

IDENTITY = {
    "pemda": "Kota Contoh", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "5.01",
    "tahun": 2024, "tahap": "rancangan", "keputusan": "Kepmendagri 050-5889/2021",
}  # fmt: skip
ROWS = 392
_LEFT_OUT = "T-C.32"
_TEXTS = {"lokasi": "Kota Contoh", "sumber_dana": "PAD", "indikator": "Jumlah Laporan yang Disusun", "tujuan": "Tujuan",
          "sasaran": "Sasaran", "standar": "IKK", "penanggung_jawab": "Sekretaris"}  # fmt: skip


def _row(layout: Layout, code: str, name: str, number: int, *, leaf: bool) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, spec in layout.official.items():
        if column in layout.derived or (spec.kind == "money" and not leaf):
            continue
        if spec.role == "kode":
            row[column] = code
        elif spec.role == "no":
            row[column] = str(number)
        elif spec.role == "uraian":
            row[column] = name
        elif spec.kind == "money":
            row[column] = 1_000_000 + number
        elif spec.kind == "target":
            row[column] = f"{number % 50 + 1} Laporan"
        else:
            row[column] = _TEXTS.get(spec.role or "")
    return row


def rows_of(layout: Layout, programs: int = 8) -> list[dict[str, Any]]:
    """Rows of a table: programs of 4 kegiatan of 11 sub kegiatan each."""
    found: list[dict[str, Any]] = []
    for program in range(1, programs + 1):
        found.append(_row(layout, f"5.01.{program:02}", f"Program {program}", len(found) + 1, leaf=False))
        for kegiatan in range(1, 5):
            code = f"5.01.{program:02}.2.{kegiatan:02}"
            found.append(_row(layout, code, f"Kegiatan {program}.{kegiatan}", len(found) + 1, leaf=False))
            for sub in range(1, 12):
                name = f"Sub Kegiatan {program}.{kegiatan}.{sub}"
                found.append(_row(layout, f"{code}.{sub:02}", name, len(found) + 1, leaf=True))
    return found


def _tables() -> list[Layout]:
    return [x for x in document_layouts("renja", 2024) if x.columns and x.default and x.id != _LEFT_OUT]


def build_large(path: Path, *, programs: int = 8, as_typed: bool = False) -> Path:
    """Write the workbook; ``as_typed`` without any formula, its derived cells blank."""
    rows = {layout.id: rows_of(layout, programs) for layout in _tables()}
    build_template(path, Template("renja", IDENTITY, rows=rows, without=(_LEFT_OUT,), as_typed=as_typed))
    return path


def build_small(path: Path) -> Path:
    """Write a workbook with T-C.33 alone, as typed, with faults: some of them can be mended safely."""
    plan = next(layout for layout in _tables() if layout.id == "T-C.33")
    rows = rows_of(plan, 1)
    for row in rows:
        row["6"] = row["10"] = {2: 44_000_990, 4: 11_000_000}.get(row["1"].count("."), 1_000_000)
    rows[2]["1"], rows[3]["1"] = "5.1.01.2.01.1", "5.01.01.2.01.2"
    rows[5]["6"], rows[6]["5"] = "Rp 1.000.000", "12"
    template = Template(
        "renja", IDENTITY, rows={"T-C.33": rows}, as_typed=True, typed_totals={"T-C.33": {"6": 44_000_000, "10": 45_000_000}},
        without=[x.id for x in document_layouts("renja", 2024) if x.columns and x.id != "T-C.33"],
    )  # fmt: skip
    build_template(path, template)
    return path
