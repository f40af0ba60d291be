"""Renja as large as an office's gets, no two alike: eight official tables with so many rows each, for tests and bench.

One workbook is built as our templates build them, formulas and their results included, or typed without any. The others are
copies in which every amount of money and every name of the office is its own, so that sums still hold and no value is known
from another file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rules.schema.layout import document_layouts
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

IDENTITY: dict[str, Any] = {
    "pemda": "Kota Contoh", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "2.11",
    "tahun": 2024, "renstra_awal": 2024, "renstra_akhir": 2026, "tahap": "rancangan akhir",
    "keputusan": "Kepmendagri 050-5889/2021", "kepala": "Kepala Dinas",
}  # fmt: skip
TABLES = ("T-C.29", "T-C.30", "Anggaran-Realisasi", "T-C.31", "T-C.32", "Tujuan-Sasaran", "T-C.33", "Bab-IV")
_PLACE, _PAD = "Kota Contoh", "Pendapatan Asli Daerah (PAD)"
_MILLION = 1_000_000


def _entries(rows: int) -> Iterator[tuple[str, str, str, str, int | None]]:
    """Programs of two kegiatan with six sub kegiatan each: code, name, indicator, unit, money of the sub kegiatan."""
    for at in range(rows):
        program, place = at // 15 + 1, at % 15
        code, name = f"2.11.{program:02}", f"Pembinaan Usaha Kantor-0 Bagian {program}"
        if place == 0:
            yield code, f"Program {name}", f"Persentase {name}", "%", None
            continue
        kegiatan, sub = (place - 1) // 7 + 1, (place - 1) % 7
        code, name = f"{code}.2.{kegiatan:02}", f"{name} Kelompok {kegiatan}"
        if sub == 0:
            yield code, f"Penyelenggaraan {name}", f"Jumlah Laporan {name}", "Laporan", None
        else:
            name = f"{name} Urutan {sub}"
            yield f"{code}.{sub:02}", f"Pelaksanaan {name}", f"Jumlah Peserta {name}", "Orang", _MILLION * (at + 1)


def _roman(number: int) -> str:
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def _mark(code: str) -> str | None:
    """The number before a row of a table without codes."""
    parts = code.split(".")
    return _roman(int(parts[2])) if len(parts) == 3 else str(int(parts[4])) if len(parts) == 5 else None


def _target(unit: str, number: int) -> str:
    return "100%" if unit == "%" else f"{number} {unit}"


def tables(rows: int, *, dirty: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The rows of the eight tables; in a dirty workbook every tenth row has a fault of its own."""
    found: dict[str, list[dict[str, Any]]] = {layout: [] for layout in TABLES}
    for at, (code, name, indicator, unit, money) in enumerate(_entries(rows)):
        goal, past = _target(unit, 300), _target(unit, 100)
        plan = {"1": code, "2": name, "3": indicator, "4": _PLACE, "5": past, "7": _PAD, "6": money}
        side = (name, _PLACE, indicator, past, money)
        mark = _mark(code)
        found["T-C.33"].append(plan | {"9": past, "10": money})
        found["Bab-IV"].append(dict(plan))
        found["T-C.29"].append({"1": code, "2": name, "3": indicator, "4": goal, "5": _target(unit, 0), "6": past,
                                "7": past, "9": past})  # fmt: skip
        found["T-C.31"].append({"1": mark} | {str(n): x for n, x in enumerate((*side, *side), 2)})
        found["T-C.30"].append({"1": str(at + 1), "2": f"Jumlah Layanan Kantor-0 Jenis {at + 1}"}
                               | {str(n): f"{at + 1} Unit" for n in range(5, 13)})  # fmt: skip
        found["T-C.32"].append({"1": str(at + 1), "2": f"Usulan Kantor-0 Nomor {at + 1}", "3": _PLACE,
                                "4": f"Jumlah Peserta Usulan {at + 1}", "5": "20 Orang", "6": "Musrenbang"})  # fmt: skip
        found["Tujuan-Sasaran"].append({"1": str(at + 1), "2": f"Meningkatnya Layanan Kantor-0 Jenis {at + 1}",
                                        "4": f"Jumlah Layanan Kantor-0 Jenis {at + 1}", "5": f"{at + 1} Unit"})  # fmt: skip
        spent = _MILLION * (at + 1)
        found["Anggaran-Realisasi"].append({"1": str(at + 1), "2": f"Program Layanan Kantor-0 Jenis {at + 1}",
                                            "3": 2 * spent, "4": spent})  # fmt: skip
        if dirty and at % 10 == 9:
            _damage(found, at // 10, money)
    return found


def _damage(found: dict[str, list[dict[str, Any]]], number: int, money: int | None) -> None:
    """One fault, of another kind each time, in the row last added."""
    if number % 5 == 0:
        found["Bab-IV"][-1]["6"] = (money or 0) + 9
    elif number % 5 == 1:
        found["T-C.33"][-1]["5"] = "100 Orangg"
    elif number % 5 == 2:
        found["T-C.29"][-1]["1"] = found["T-C.29"][-1]["1"].replace(".2.0", ".2.", 1)
    elif number % 5 == 3:
        found["T-C.30"][-1]["7"] = "seratus"
    else:
        found["T-C.33"][-1]["4"] = None


def build_large(path: Path, *, rows: int = 400, as_typed: bool = False) -> Path:
    """Write one workbook without faults; ``as_typed`` without any formula, its derived cells and totals blank."""
    build_template(path, Template("renja", IDENTITY, rows=tables(rows), as_typed=as_typed))
    return path


def build_small(path: Path) -> Path:
    """Write a workbook with T-C.33 alone, as typed, with faults: some of them can be mended safely."""
    rows = tables(15)["T-C.33"]
    for row in rows:
        row["6"] = row["10"] = {2: 12_000_990, 4: 6_000_000}.get(row["1"].count("."), 1_000_000)
    rows[2]["1"], rows[3]["1"] = "2.11.1.2.01.1", "2.11.01.2.01.2"
    rows[5]["6"], rows[6]["5"] = "Rp 1.000.000", "12"
    template = Template(
        "renja", IDENTITY, rows={"T-C.33": rows}, as_typed=True, typed_totals={"T-C.33": {"6": 12_000_000, "10": 13_000_000}},
        without=[x.id for x in document_layouts("renja", IDENTITY["tahun"]) if x.columns and x.id != "T-C.33"],
    )  # fmt: skip
    build_template(path, template)
    return path


def generate(folder: Path, count: int, rows: int, *, dirty: bool = False) -> list[Path]:
    """Write so many workbooks into a folder that exists; their paths."""
    first = folder / "kantor-0000.xlsx"
    build_template(first, Template("renja", IDENTITY, rows=tables(rows, dirty=dirty)))
    return [first, *(_copy(first, folder / f"kantor-{number:04}.xlsx", number) for number in range(1, count))]


_AMOUNT = re.compile(rb"<v>(\d{6,})</v>")


def _copy(source: Path, target: Path, number: int) -> Path:
    """A copy with amounts and names of its own."""

    def times(found: re.Match[bytes]) -> bytes:
        return b"<v>%d</v>" % (int(found[1]) * (number + 1))

    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                content = _AMOUNT.sub(times, content)
            elif item.filename == "xl/sharedStrings.xml":
                content = content.replace(b"Kantor-0", b"Kantor-%d" % number)
            new.writestr(item, content)
    return target
