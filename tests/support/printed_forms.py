"""Official tables as other offices print them, and tables of theirs that are none of the official ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.model.document import Table
from rules.schema.column import number_of
from rules.schema.layout import Layout, layouts
from rules.schema.year_label import year_label
from rules.values.cells import is_blank
from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import CELLS_ONLY

Rows = list[list[Any]]
YEAR, RENSTRA = 2024, 2023


@dataclass
class Form:
    """How a table is printed: rows above and below, over which columns numbers stand, and merged blocks (0-based)."""

    head: Rows
    body: Rows
    numbers: Rows = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    title: Rows = field(default_factory=list)

    def grid(self, name: str = "Lembar1") -> Grid:
        """The sheet."""
        top = len(self.title)
        merges = [(a + top + 1, b + 1, c + top + 1, d + 1) for a, b, c, d in self.merges]
        return Grid(name, [*self.title, *self.head, *self.numbers, *self.body], replace(CELLS_ONLY, merges=merges))


def _tiers(layout: Layout) -> int:
    columns = layout.official.values()
    return 1 + any(spec.group for spec in columns) + any(spec.subgroup for spec in columns)


def printed(table: Table, title: bool = True) -> Form:
    """A table with its groups merged over their columns and its headings down to the last tier, as a word processor prints it."""
    layout = layouts()[table.layout]
    tiers = _tiers(layout)
    head: Rows = [[None] * len(layout.official) for _ in range(tiers)]
    merges = []
    before: tuple[str, str] = ("", "")
    started: dict[int, int] = {}
    for at, spec in enumerate(layout.official.values()):
        over = [spec.group, spec.subgroup][: tiers - 1] if spec.group else []
        for tier, text in enumerate(over):
            if text and (spec.group, spec.subgroup)[: tier + 1] != before[: tier + 1]:
                head[tier][at], started[tier] = year_label(text, YEAR, RENSTRA), at
            elif text:
                merges = [m for m in merges if m[:2] != (tier, started[tier])] + [(tier, started[tier], tier, at)]
        lowest = tiers - 1
        first = len([text for text in over if text])
        head[first][at] = year_label(spec.heading, YEAR, RENSTRA)
        if first < lowest:
            merges.append((first, at, lowest, at))
        before = spec.group, spec.subgroup
    body = [[values[row] for values in table.columns.values()] for row in range(len(table.rows))]
    lines = [
        [year_label(line, YEAR, RENSTRA).replace("{perangkat_daerah} {pemda}", "DINAS CONTOH KOTA CONTOH")]
        for line in layout.title
    ]
    return Form(head, body, _numbers(layout, str), merges, [*lines, []] if title else [])


def _numbers(layout: Layout, said: Callable[[str], Any]) -> Rows:
    row: list[Any] = []
    before = ""
    for number in layout.official:
        own = number_of(number)
        row.append(said(own) if own != before else None)
        before = own
    return [row]


# ---- ways to print an official table; each makes a form of a table, or None where it does not apply


def without_numbers(table: Table) -> Form:
    """No row of column numbers."""
    form = printed(table)
    form.numbers = []
    return form


def numbers_with_arithmetic(table: Table) -> Form:
    """Derived columns say how they are reckoned: `12 = 8+9+10+11`."""
    form, layout = printed(table), layouts()[table.layout]
    said = {
        number_of(number): f"{number_of(number)} = {derivation.common.text}".replace("K", "").replace("Rp", "")
        for number, derivation in layout.derived.items()
    }
    form.numbers = _numbers(layout, lambda number: said.get(number, number))
    return form


def numbers_above_the_last_tier(table: Table) -> Form | None:
    """The row of numbers stands above that of K and Rp."""
    layout, form = layouts()[table.layout], printed(table)
    if _tiers(layout) < 2 or not any(len(spec.heading) <= 2 for spec in layout.official.values()):
        return None
    last = form.head.pop()
    form.body = [last, *form.body]
    form.merges = [(a, b, min(c, len(form.head) - 1), d) for a, b, c, d in form.merges if a < len(form.head)]
    return form


def a_further_column(table: Table) -> Form:
    """A column of the office's own at the right."""
    form = printed(table)
    form.head[0].append("Keterangan Bidang")
    for row in form.head[1:]:
        row.append(None)
    form.merges.append((0, len(form.head[0]) - 1, len(form.head) - 1, len(form.head[0]) - 1))
    form.body = [[*row, "Bidang A" if at % 2 else "Bidang B"] for at, row in enumerate(form.body)]
    return form


def a_code_in_cells(table: Table) -> Form | None:
    """The code over five cells, numbered like columns."""
    layout = layouts()[table.layout]
    place = next((at for at, spec in enumerate(layout.official.values()) if spec.kind == "code"), None)
    if place is None:
        return None
    form = without_numbers(table)
    form.head = [[*row[: place + 1], *[None] * 4, *row[place + 1 :]] for row in form.head]
    form.merges = [(a, b + 4 * (b > place), c, d + 4 * (d >= place)) for a, b, c, d in form.merges]
    body = []
    for row in form.body:
        parts = (
            str(row[place]).split(".", 4) if not is_blank(row[place]) and str(row[place])[0].isdigit() else [row[place]]
        )
        body.append([*row[:place], *parts, *[None] * (5 - len(parts)), *row[place + 1 :]])
    form.body = body
    form.numbers = [[str(at + 1) for at in range(len(form.head[0]))]]
    return form


def without_merges(table: Table) -> Form:
    """Groups over their first column only, nothing merged."""
    form = printed(table)
    form.merges = []
    return form


def in_capitals(table: Table) -> Form:
    """Headings in capitals, with line breaks."""
    form = without_numbers(table)
    form.head = [
        [text.upper().replace(" ", "\n", 1) if isinstance(text, str) else text for text in row] for row in form.head
    ]
    return form


def groups_flattened(table: Table) -> Form | None:
    """One row of headings, group and heading in one cell: `Prakiraan Maju Rencana Tahun 2025 Target Capaian Kinerja`."""
    layout = layouts()[table.layout]
    if not any(spec.group for spec in layout.official.values()):
        return None
    form = without_numbers(table)
    form.head = [[
        " ".join(filter(None, (year_label(text, YEAR, RENSTRA) for text in (spec.group, spec.subgroup, spec.heading))))
        for spec in layout.official.values()
    ]]  # fmt: skip
    form.merges = []
    return form


def on_two_pages(table: Table) -> Form:
    """The head printed again in the middle."""
    form = printed(table)
    half = len(form.body) // 2
    form.body = [*form.body[:half], *form.head, *form.numbers, *form.body[half:]]
    return form


WAYS: Mapping[str, Callable[[Table], Form | None]] = {
    way.__name__: way
    for way in (
        printed, without_numbers, numbers_with_arithmetic, numbers_above_the_last_tier, a_further_column, a_code_in_cells,
        without_merges, in_capitals, groups_flattened, on_two_pages,
    )
}  # fmt: skip


# ---- tables that are none of the official ones


def foreign_tables() -> Iterator[tuple[str, Rows]]:
    """Tables of planning offices that stand beside the official ones, by what they are."""
    years = [str(year) for year in range(2025, 2030)]

    def body(*kinds: Callable[[int], Any], rows: int = 6) -> Rows:
        return [[kind(at) for kind in kinds] for at in range(1, rows + 1)]

    name, count = (lambda at: f"Uraian contoh {at}"), (lambda at: at)
    unit, money, share = (lambda _: "Dokumen"), (lambda at: at * 1_250_000), (lambda at: f"{70 + at}%")
    yield "renstra, kinerja dan rupiah tiap tahun", [
        ["Kode", "Program dan Kegiatan", "Indikator", "Satuan", *(x for year in years for x in (year, None)), "Kondisi Akhir", None],
        [None, None, None, None, *["K", "Rp"] * 6],
        *body(lambda at: f"2.17.0{at}", name, name, unit, *[x for _ in range(6) for x in (count, money)]),
    ]  # fmt: skip
    yield (
        "iku lima tahun",
        [
            ["NO", "INDIKATOR KINERJA UTAMA", "PENJELASAN", "SKPD", *years],
            *body(count, name, name, name, *[share] * 5),
        ],
    )
    yield (
        "rencana aksi bulanan",
        [
            ["No", "Sasaran", "Indikator", "Target", "Rencana Aksi", *(f"B{month:02}" for month in range(1, 13))],
            *body(count, name, name, count, name, *[count] * 12),
        ],
    )
    yield (
        "daftar pegawai",
        [["No", "Jabatan", "Golongan", "Pendidikan", "Jumlah"], *body(count, name, name, name, count)],
    )
    yield (
        "rencana umum pengadaan",
        [
            ["No", "Nama Paket", "Metode Pemilihan", "Pagu (Rp)", "Waktu Pemilihan", "Lokasi"],
            *body(count, name, name, money, name, name),
        ],
    )
    yield (
        "rincian belanja",
        [
            ["Kode Rekening", "Uraian", "Koefisien", "Satuan", "Harga", "PPN", "Jumlah"],
            *body(lambda at: f"5.1.02.01.01.00{at:02}", name, count, unit, money, count, money),
        ],
    )
    yield (
        "jadwal penyusunan",
        [
            ["No", "Tahapan", "Januari", "Februari", "Maret", "Penanggung Jawab"],
            *body(count, name, name, name, name, name),
        ],
    )
    yield (
        "penduduk menurut kecamatan",
        [
            ["Kecamatan", "Laki-laki", "Perempuan", "Jumlah", "Kepadatan"],
            *body(name, lambda at: 1200 * at, lambda at: 1300 * at, lambda at: 2500 * at, count),
        ],
    )
    yield (
        "risiko",
        [
            ["No", "Pernyataan Risiko", "Penyebab", "Dampak", "Skor", "Rencana Tindak Pengendalian"],
            *body(count, name, name, name, count, name),
        ],
    )
    yield (
        "realisasi pendapatan",
        [
            [
                "Kode",
                "Uraian Pendapatan",
                "Target Pendapatan",
                "Realisasi s.d. Bulan Lalu",
                "Realisasi Bulan Ini",
                "Sisa",
            ],
            *body(lambda at: f"4.1.0{at}", name, money, money, money, money),
        ],
    )
    yield (
        "pengukuran bulanan",
        [
            ["Pejabat", "Sasaran Kegiatan", "Indikator", "Satuan", "Target", "Realisasi", *[None] * 12],
            [None, None, None, None, None, *(str(month) for month in range(1, 13)), "Jumlah"],
            *body(name, name, name, unit, count, *[count] * 13),
        ],
    )
    yield (
        "tujuan dan sasaran rpjmd",
        [
            ["NO", "MISI", "TUJUAN", "SASARAN", "INDIKATOR", "KONDISI AWAL", *years],
            *body(count, name, name, name, name, share, *[share] * 5),
        ],
    )
