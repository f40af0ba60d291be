"""A plan as large as an office's gets: eight official tables of some 400 rows each, built as a template that calculates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rules.layout import Layout, document_layouts
from workbook_templates.build import build_template
from workbook_templates.template import Template

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


def rows_of(layout: Layout) -> list[dict[str, Any]]:
    """Some 400 rows of a table: 8 programs of 4 kegiatan of 11 sub kegiatan each."""
    found: list[dict[str, Any]] = []
    for program in range(1, 9):
        found.append(_row(layout, f"5.01.{program:02}", f"Program {program}", len(found) + 1, leaf=False))
        for kegiatan in range(1, 5):
            code = f"5.01.{program:02}.2.{kegiatan:02}"
            found.append(_row(layout, code, f"Kegiatan {program}.{kegiatan}", len(found) + 1, leaf=False))
            for sub in range(1, 12):
                name = f"Sub Kegiatan {program}.{kegiatan}.{sub}"
                found.append(_row(layout, f"{code}.{sub:02}", name, len(found) + 1, leaf=True))
    return found


def build_large(path: Path, *, as_typed: bool = False) -> Path:
    """Write the workbook; ``as_typed`` without any formula, its derived cells blank."""
    wanted = [x for x in document_layouts("renja", 2024) if x.columns and x.default and x.id != _LEFT_OUT]
    rows = {layout.id: rows_of(layout) for layout in wanted}
    build_template(path, Template("renja", IDENTITY, rows=rows, without=(_LEFT_OUT,), as_typed=as_typed))
    return path
