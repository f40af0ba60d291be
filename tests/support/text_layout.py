"""Reports of made-up offices and how their tables look as lines of text: cell after cell, wrapped, broken by pages."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_GOALS = ["Meningkatnya", "Terwujudnya", "Menurunnya", "Terjaganya", "Meningkatkan", "Optimalnya"]
_WHAT = ["kualitas pelayanan", "akuntabilitas dan kinerja", "daya saing", "ketahanan", "produksi dan produktivitas", "minat baca",
         "pertumbuhan nilai investasi", "tata kelola", "derajat", "kemandirian", "cakupan pelayanan"]  # fmt: skip
_WHOM = ["masyarakat", "perangkat daerah", "Pertanian dan Perikanan", "kesehatan ibu dan anak", "Destinasi Wisata", "Perpustakaan",
         "pemuda (usia 16-30 tahun)", "Kota", "usaha mikro", "lingkungan hidup di wilayah pesisir", "Tahun 2024", "aset BLUD"]  # fmt: skip
_MEASURES = ["Persentase", "Jumlah", "Nilai", "Indeks", "Tingkat", "Rasio", "Angka", "Cakupan", "Kunjungan", "Opini", "Usia harapan",
             "Luas", "Produksi"]  # fmt: skip
_OF = ["kepuasan", "SAKIP", "kunjungan wisatawan", "penanganan sampah", "ketersediaan pangan", "Nilai tambah", "kelulusan",
       "kematian bayi", "pelaporan keuangan", "peningkatan jumlah pengunjung", "Tingkat partisipasi"]  # fmt: skip
_UNITS = ["%", "Persen", "Nilai", "Orang", "Indeks", "Unit"]
_TEXTS = ["Berdasarkan Peraturan Menteri Nomor 88 Tahun 2021 tentang evaluasi kinerja instansi pemerintah",
          "Sesuai Rencana Strategis; indikator ini menunjukkan mutu pelayanan. Hasilnya dinilai setiap tahun",
          "Perlu dilakukan evaluasi untuk mengetahui sejauh mana pelaksanaan program di wilayah Kota",
          "Jumlah yang tercapai dibagi jumlah seluruhnya x 100%", "Nilai tahun ini dikurangi nilai tahun lalu",
          "Melakukan perbaikan dokumen perencanaan agar selaras dengan Renstra", "Menyusun pedoman teknis, lalu menerapkannya",
          "Meningkatkan koordinasi antarbidang dalam penyusunan laporan", "Dinas telah menyusun SOP pengumpulan data kinerja"]  # fmt: skip

Row = dict[str, str]


@dataclass
class Office:
    """A made-up office: its goals with their indicators, each with unit, target and realisation."""

    goals: list[tuple[str, list[tuple[str, str, str, str]]]]


@dataclass
class Typed:
    """A table as it was typed: its layout, head, columns in order, rows, and which of them hold words."""

    layout: str
    head: list[str]
    columns: list[str]
    words: set[str]
    rows: list[Row]
    title: list[str] = field(default_factory=list)
    total: Row | None = None


def office(rng: random.Random) -> Office:
    """An office with two to four goals of one to three indicators."""

    def name(first: Sequence[str], then: Sequence[str]) -> str:
        words = [rng.choice(first), rng.choice(then), rng.choice(_WHOM)]
        if rng.random() < 0.5:
            words += ["dan", rng.choice(_WHAT)]
        return " ".join(words)

    goals = []
    for _ in range(rng.randint(2, 4)):
        found = []
        for _ in range(rng.choice([1, 1, 2, 3])):
            target = rng.choice([10, 75, 80, 100])
            figures = (str(target), f"{target * rng.choice([0.9, 1.0, 1.05]):.2f}")
            found.append((name(_MEASURES, _OF), rng.choice(_UNITS), *figures))
        goals.append((name(_GOALS, _WHAT), found))
    return Office(goals)


def wrapped(text: str, width: int) -> list[str]:
    """A cell's lines."""
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]


# ---- tables of an office


def capaian_iku(made: Office) -> Typed:
    """Capaian-IKU, which needs no names."""
    rows, number = [], 0
    for _, indicators in made.goals:
        for name, unit, target, got in indicators:
            number += 1
            share = f"{float(got) / float(target) * 100:.2f}"
            rows.append(
                {
                    "1": str(number),
                    "2": name,
                    "3": unit,
                    "4": target,
                    "5": got,
                    "6": target,
                    "7": got,
                    "8": share,
                    "9": share,
                }
            )
    head = ["No", "Indikator", "Kinerja", "Sasaran", "Satuan", "Tahun 2023 Tahun 2024 Capaian kinerja",
            "Target Realisasi Target Realisasi 2023 2024"]  # fmt: skip
    return Typed("Capaian-IKU", head, list("123456789"), {"2"}, rows)


def capaian(made: Office) -> Typed:
    """Capaian: goals numbered, each beside its first indicator."""
    rows = []
    for number, (goal, indicators) in enumerate(made.goals, 1):
        for at, (name, unit, target, got) in enumerate(indicators):
            opened = {"1": f"{number}.", "2": goal} if not at else {}
            share = f"{float(got) / float(target) * 100:.2f}"
            rows.append(opened | {"3": name, "4": unit, "5": target, "6": got, "7": share})
    head = ["NO SASARAN", "STRATEGIS", "INDIKATOR", "KINERJA", "SATUAN TARGET REALISASI CAPAIAN", "KINERJA", "(%)"]
    return Typed("Capaian", head, list("1234567"), {"2", "3"}, rows)


def pk(made: Office) -> Typed:
    """PK: as Capaian, with a target only."""
    rows = [{n: text for n, text in row.items() if n in {"1", "2", "3", "5"}} for row in capaian(made).rows]
    return Typed("PK", ["No. Sasaran Strategis Indikator Kinerja Target Tahunan"], list("1235"), {"2", "3"}, rows)


def tujuan(made: Office, rng: random.Random) -> Typed:
    """Tujuan-Sasaran: each goal's aim in a row of its own above it, or beside it."""
    rows: list[Row] = []
    for goal, indicators in made.goals:
        aim = f"{rng.choice(_GOALS)} {rng.choice(_WHAT)} daerah"
        beside = rng.random() < 0.5
        if not beside:
            rows.append({"1": aim, "3": f"{rng.choice(_MEASURES)} {rng.choice(_OF)}", "4": "70", "5": "71", "6": "72"})
        for at, (name, _, target, got) in enumerate(indicators):
            opened = ({"1": aim} if beside else {}) | {"2": goal} if not at else {}
            rows.append(opened | {"3": name, "4": target, "5": target, "6": got})
    head = ["Tujuan Sasaran", "Indikator", "Tujuan/Sasaran", "2024 2025 2026"]
    return Typed("LKIP-Tujuan-Sasaran", head, list("123456"), {"1", "2", "3"}, rows)


def iku(made: Office, rng: random.Random) -> Typed:
    """IKU: goals, indicators and two columns of free text."""
    rows = []
    for row in capaian(made).rows:
        words = {"4": rng.choice(_TEXTS), "5": rng.choice(_TEXTS)}
        rows.append({n: row[n] for n in ("1", "2", "3") if n in row} | words | {"6": row["4"], "7": row["5"]})
    head = [
        "NO Sasaran",
        "Indikator",
        "Kinerja",
        "Sasaran",
        "Alasan",
        "Penjelasan/",
        "Rumus",
        "Satuan",
        "Target",
        "2024",
    ]
    return Typed("IKU", head, list("1234567"), {"2", "3", "4", "5"}, rows)


def efisiensi(made: Office) -> Typed:
    """Efisiensi, with further rows of one figure under an indicator."""
    rows: list[Row] = []
    for number, (goal, indicators) in enumerate(made.goals, 1):
        for at, (name, _, target, got) in enumerate(indicators):
            share = f"{float(got) / float(target) * 100:.2f}"
            opened = {"1": f"{number}.", "2": goal, "5": share} if not at else {}
            rows.append(opened | {"3": name, "4": share, "6": "93.31", "7": "89.49", "8": "efisien"})
            rows += [{"6": f"9{more}.02"} for more in range((number + at) % 3)]
    head = ["No Sasaran", "Strategis", "Indikator", "Kinerja", "Capaian", "Kinerja", "(%)", "Rata-", "rata", "Capaian", "Kinerja",
            "Realisasi", "Anggaran", "(%)", "Rata-rata", "Realisasi", "Anggaran", "(%)", "Efisiensi"]  # fmt: skip
    return Typed("Efisiensi", head, list("12345678"), {"2", "3"}, rows)


def tindak_lanjut(rng: random.Random) -> Typed:
    """Tindak-Lanjut: two columns of free text."""
    rows = [{"1": str(n), "2": f"{rng.choice(_TEXTS)};", "3": rng.choice(_TEXTS)} for n in range(1, rng.randint(3, 6))]
    head = ["NO Rekomendasi Hasil Evaluasi", "SAKIP Tahun 2023", "Tindak Lanjut Tahun 2024"]
    return Typed("Tindak-Lanjut", head, list("123"), {"2", "3"}, rows)


def sdm(rng: random.Random) -> Typed:
    """SDM with blank cells and its sums."""
    names = ["SLTA", "Diploma", "Strata I", "Strata II", "Strata III"]
    rows = []
    for number, name in enumerate(names, 1):
        counts = {n: str(rng.randint(1, 40)) for n in ("3", "5") if rng.random() < 0.8}
        rows.append({"1": str(number), "2": name} | (counts or {"3": "2"}))
    sums = {n: str(sum(int(row.get(n, "0")) for row in rows)) for n in ("3", "5")}
    return Typed("SDM", ["NO JENJANG PENDIDIKAN PNS TKK KET"], list("1235"), {"2"}, rows, total={"2": "JUMLAH"} | sums)


def akumulasi(made: Office) -> Iterator[Typed]:
    """A table of target and realisation for each indicator, which stands in title and head."""
    for _, indicators in made.goals:
        for name, unit, target, got in indicators:
            rows = [
                {"1": name, "2": "Target", "3": unit, "4": target, "5": target, "6": got},
                {"2": "Realisasi", "3": unit, "4": got},
            ]
            head = ["Capaian", "Indikator", "Kinerja", "Sasaran", "Satuan", *wrapped(name, 30), "2024 2025 2026"]
            title = ["Perbandingan Akumulasi Realisasi Indikator Kinerja", name, "Target Akhir Renstra 2024-2026"]
            yield Typed("Akumulasi-Renstra", head, list("23456"), set(), rows, title)


# ---- lines


@dataclass
class Look:
    """How a table is laid out: widths of its columns of words, figures on one line or each on its own, the number beside its words."""

    widths: dict[str, int]
    one_line: bool
    beside: bool
    glued: bool
    breaks: bool


def look(rng: random.Random, table: Typed) -> Look:
    """A look by chance."""
    widths = {n: rng.randint(13, 40) for n in table.words}
    return Look(widths, *(rng.random() < share for share in (0.7, 0.6, 0.3, 0.5)))


def lines_of(table: Typed, shape: Look, rng: random.Random) -> list[str]:
    """The lines of a table, as text comes out of a page: cell after cell, heads again on each page."""
    lines = ["Tabel 9.9", *table.title, *table.head]
    for at, row in enumerate(table.rows):
        cells = {
            n: wrapped(row[n], shape.widths[n]) if n in shape.widths else [row[n]] for n in table.columns if n in row
        }
        tallest = max((len(cells[n]) for n in cells if n in table.words), default=0)
        if shape.breaks and tallest > 2 and rng.random() < 0.35:
            cut = rng.randint(1, tallest - 1)
            upper = {n: cell[:cut] if n in table.words else cell for n, cell in cells.items()}
            lines += _row(table, upper, shape)
            lines += [
                *table.head,
                *(line for n in table.columns if n in table.words for line in cells.get(n, [])[cut:]),
            ]
        else:
            lines += _row(table, cells, shape)
            if shape.breaks and at + 1 < len(table.rows) and rng.random() < 0.2:
                lines += table.head
    if table.total:
        lines.append(" ".join(table.total.values()))
    return [*lines, "Sumber: Data Kinerja Tahun 2024"]


def _row(table: Typed, cells: dict[str, list[str]], shape: Look) -> list[str]:
    """The lines of one row: number, words, then the other cells."""
    lines: list[str] = []
    for n in table.columns:
        if n in table.words:
            lines += cells.get(n, [])
    figures = [cells[n][0] for n in table.columns if n in cells and n not in table.words and n != "1"]
    if "1" in cells and "1" not in table.words:
        lines = [f"{cells['1'][0]} {lines[0]}", *lines[1:]] if shape.beside and lines else [*cells["1"], *lines]
    shown = [" ".join(figures)] if shape.one_line and figures else figures
    if shape.glued and lines and shown:
        return [*lines[:-1], f"{lines[-1]} {shown[0]}", *shown[1:]]
    return [*lines, *shown]
