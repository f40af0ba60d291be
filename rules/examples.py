"""The sound document that every rule's examples start from, and the edits that turn it into them.

It is a small Renja of one office: two programs in T-C.33 and Bab-IV (rows 12–23) and its goals
(rows 12–15), under Kepmendagri 050-5889/2021. No rule finds anything in it.
"""

from __future__ import annotations

from typing import Any

from rules.cells import column_letter
from rules.document import DATA, TOTAL, Document, Field, Heading, Table, year_label
from rules.layout import layouts
from rules.rule import Drop, Edit, Identify, Insert, Put, Remove, Retitle, Uncalculated

_FIRST_ROW, _HEADING_ROW = 12, 9
_PAD = "Pendapatan Asli Daerah (PAD)"
_IDENTITY = {
    "pemda": "Kota Bekasi",
    "jenis_pemda": "kota",
    "perangkat_daerah": "Dinas Koperasi, Usaha Kecil dan Menengah",
    "bidang_urusan": "2.17",
    "tahun": 2024,
    "tahap": "rancangan akhir",
    "keputusan": "Kepmendagri 050-5889/2021",
    "kepala": "Kepala Dinas",
}
# kode, uraian, indikator, target, pagu n, pagu n+1
_PLAN: list[tuple[Any, ...]] = [
    ("2", "Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar", None, None, 440_000_000, 443_000_000),
    ("2.17", "Urusan Pemerintahan Bidang Koperasi, Usaha Kecil, dan Menengah", None, None, 440_000_000, 443_000_000),
    ("2.17.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
     "IKP.1 Persentase Layanan Perkantoran", "100%", 190_000_000, 193_000_000),
    (None, None, "IKP.2 Indeks Kepuasan Layanan", "85", None, None),
    ("2.17.01.2.06", "Administrasi Umum Perangkat Daerah", "Persentase Layanan Administrasi Umum", "100%",
     190_000_000, 193_000_000),
    ("2.17.01.2.06.05", "Penyediaan Barang Cetakan dan Penggandaan",
     "Jumlah Paket Barang Cetakan dan Penggandaan yang Disediakan", "3 Paket", 30_000_000, 33_000_000),
    ("2.17.01.2.06.09", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
     "Jumlah Laporan Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD", "12 Laporan", 160_000_000, 160_000_000),
    ("2.17.04", "Program Penilaian Kesehatan KSP/USP Koperasi", "Persentase Koperasi yang Tersertifikasi Kesehatannya",
     "4%", 250_000_000, 250_000_000),
    ("2.17.04.2.01", "Penilaian Kesehatan Koperasi Simpan Pinjam/Unit Simpan Pinjam Koperasi yang Wilayah "
     "Keanggotaanya dalam 1 (Satu) Daerah Kabupaten/Kota", "Jumlah Penilaian KSP/USP Koperasi", "65 Unit Usaha",
     250_000_000, 250_000_000),
    ("2.17.04.2.01.01", "Pelaksanaan Penilaian Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
     "Jumlah Unit Usaha Koperasi yang Telah Dilakukan Penilaian Kesehatan", "65 Unit Usaha", 200_000_000, 200_000_000),
    ("2.17.04.2.01.02", "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
     "Jumlah Koperasi yang Menerima Penghargaan", "5 Unit Usaha", 50_000_000, 50_000_000),
    ("TOTAL", None, None, None, 440_000_000, 443_000_000),
]  # fmt: skip
_GOALS: list[tuple[Any, ...]] = [
    ("1", "Meningkatnya Kualitas Manajemen", None, "Nilai AKIP", "75,80"),
    (None, None, "Meningkatnya Akuntabilitas", "Nilai AKIP", "75,80"),
    ("2", "Meningkatnya Pertumbuhan Koperasi", None, "Persentase Peningkatan Volume Usaha", "1%"),
    (None, None, "Meningkatnya Daya Saing", "Persentase Peningkatan Volume Usaha", "1%"),
]


def _table(layout_id: str, rows: list[dict[str, Any]], kinds: list[str], year: int) -> Table:
    layout = layouts()[layout_id]
    letters = {number: column_letter(int(number)) for number in layout.columns}
    groups = {column.group: number for number, column in reversed(layout.columns.items()) if column.group}
    return Table(
        layout=layout_id,
        sheet=layout_id,
        rows=list(range(_FIRST_ROW, _FIRST_ROW + len(rows))),
        kinds=kinds,
        columns={number: [row.get(number) for row in rows] for number in layout.columns},
        letters=letters,
        headings={
            number: Heading(year_label(column.heading, year), True, f"{letters[number]}{_HEADING_ROW}")
            for number, column in layout.columns.items()
        },
        groups={group: year_label(group, year) for group in groups},
        group_cells={group: f"{letters[number]}{_HEADING_ROW - 1}" for group, number in groups.items()},
    )


def _plan_row(values: tuple[Any, ...], with_forward: bool) -> dict[str, Any]:
    code, name, indicator, target, now, later = values
    row = {"1": code, "2": name, "3": indicator, "5": target, "6": now}
    if code and code.count(".") >= 2:
        row |= {"4": "Kota Bekasi", "7": _PAD}
    return row | ({"9": target, "10": later} if with_forward else {})


def sound_document() -> Document:
    """A fresh copy of the sound document."""
    year = 2024
    kinds = [TOTAL if values[0] == "TOTAL" else DATA for values in _PLAN]
    goals = [{str(n): value for n, value in enumerate(values, 1)} for values in _GOALS]
    return Document(
        source="contoh.xlsx",
        kind="renja",
        sheets=["Identitas", "Tujuan-Sasaran", "T-C.33", "Bab-IV"],
        identity={key: Field(value, "Identitas", f"C{5 + i}") for i, (key, value) in enumerate(_IDENTITY.items())},
        tables=[
            _table("Tujuan-Sasaran", goals, [DATA] * len(goals), year),
            _table("T-C.33", [_plan_row(values, True) for values in _PLAN], kinds, year),
            _table("Bab-IV", [_plan_row(values, False) for values in _PLAN], list(kinds), year),
        ],
    )


def _apply(document: Document, edit: Edit) -> None:
    if isinstance(edit, Identify):
        document.identity[edit.field].value = edit.value
        return
    if isinstance(edit, Drop):
        document.tables = [table for table in document.tables if table.layout != edit.table]
        return
    table = next(table for table in document.tables if table.layout == edit.table)
    if isinstance(edit, Retitle):
        if edit.text is None:
            del table.headings[edit.column], table.letters[edit.column], table.columns[edit.column]
        else:
            table.headings[edit.column].text = edit.text
    elif isinstance(edit, Put):
        table.columns[edit.column][table.rows.index(edit.row)] = edit.value
    elif isinstance(edit, Uncalculated):
        table.columns[edit.column][table.rows.index(edit.row)] = None
        table.formulas[(edit.row, edit.column)] = edit.formula
        table.uncalculated.add((edit.row, edit.column))
    else:
        _insert_or_remove(table, edit)


def _insert_or_remove(table: Table, edit: Insert | Remove) -> None:
    if isinstance(edit, Insert):
        position = table.rows.index(edit.after) + 1
        table.kinds.insert(position, DATA)
        for number, values in table.columns.items():
            values.insert(position, edit.values.get(number))
    else:
        position = table.rows.index(edit.row)
        for values in (table.kinds, *table.columns.values()):
            del values[position]
    table.rows = list(range(_FIRST_ROW, _FIRST_ROW + len(table.kinds)))


def example_document(edits: tuple[Edit, ...]) -> Document:
    """The sound document after the edits of an example."""
    document = sound_document()
    for edit in edits:
        _apply(document, edit)
    return document


def describe(edit: Edit) -> str:
    """An edit in the planner's words, for the printed rule book."""
    if isinstance(edit, Put):
        shown = "dikosongkan" if edit.value is None else f'diisi "{edit.value}"'
        return f"{edit.table} sel {column_letter(int(edit.column))}{edit.row} {shown}"
    if isinstance(edit, Remove):
        return f"{edit.table} baris {edit.row} dihapus"
    if isinstance(edit, Insert):
        return f"{edit.table} sesudah baris {edit.after} disisipkan {edit.values.get('1')} {edit.values.get('2')}"
    if isinstance(edit, Drop):
        return f"tabel {edit.table} dihapus"
    if isinstance(edit, Retitle):
        return f'{edit.table} judul kolom {edit.column} menjadi "{edit.text or ""}"'
    if isinstance(edit, Identify):
        return f'Identitas {edit.field} diisi "{edit.value or ""}"'
    return f"{edit.table} sel {column_letter(int(edit.column))}{edit.row} berisi rumus {edit.formula} tanpa nilai"
