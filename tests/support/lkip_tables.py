"""Small LKIP tables made in code, for claims about them: one office's figures of 2024, as its report prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rules.model.document import DATA, TOTAL, Captions, Document, Field, Heading, Table
from rules.schema.layout import Layout, layouts
from rules.values.cells import column_letter

YEAR = 2024
IDENTITY = {
    "pemda": "Kota Bekasi",
    "perangkat_daerah": "Dinas Koperasi, Usaha Kecil dan Menengah",
    "tahun": YEAR,
    "bidang_urusan": "2.17",
}
KOPERASI, UMKM, AKIP = (
    "Persentase Peningkatan Volume Usaha Koperasi",
    "Persentase Peningkatan Volume Usaha UMKM",
    "Nilai AKIP DISKOPUKM",
)

Row = tuple[Any, ...]

_SPENDING = {"pagu": "Pagu Anggaran (Rp)", "realisasi_dana": "Realisasi Anggaran (Rp)", "serapan": "%"}


def _column(heading: str, role: str, year: int | None = None) -> dict[str, Any]:
    kind = {"pagu": "money", "pagu_awal": "money", "realisasi_dana": "money", "serapan": "percent", "capaian": "percent",
            "target": "target", "realisasi": "target", "jumlah": "target"}.get(role, "text")  # fmt: skip
    return {"heading": heading, "role": role, "kind": kind, "year": year}


def _layout(name: str, title: str, columns: Sequence[dict[str, Any]], **more: Any) -> Layout:
    numbered = {str(number): column for number, column in enumerate(columns, 1)}
    body = {
        "id": name,
        "document": "lkip",
        "order": 900,
        "source": "uji",
        "title": [title],
        "columns": numbered,
        "required": False,
    }
    return Layout.model_validate(body | more)


def _per_program(name: str, title: str, columns: Sequence[dict[str, Any]], derived: dict[str, str]) -> Layout:
    head = [_column("No", "no"), _column("Program", "uraian"), *columns]
    money = [str(number) for number, column in enumerate(head, 1) if column["kind"] == "money"]
    return _layout(name, title, head, hierarchy="datar", derived=derived, totals={"columns": money, "label": "TOTAL"})


def made_layouts() -> list[Layout]:
    """Layouts with the roles of the official LKIP tables, under names of their own."""
    spent = [_column(heading, role, 0) for role, heading in _SPENDING.items()]
    before = [_column(heading, role, -1) for role, heading in _SPENDING.items()]
    results = [
        _column(text, role, 0)
        for text, role in (("Target", "target"), ("Realisasi", "realisasi"), ("Capaian", "capaian"))
    ]
    both = [
        _column(f"{text} {year}", role, year)
        for year in (-1, 0)
        for text, role in (("Target", "target"), ("Realisasi", "realisasi"), ("Capaian", "capaian"))
    ]
    return [
        _layout("Uji-Anggaran-IKU", "ALOKASI DAN REALISASI ANGGARAN UNTUK INDIKATOR KINERJA UTAMA",
                [_column("No", "no"), _column("Indikator Sasaran", "indikator"), _column("Program/Kegiatan", "uraian"), *spent],
                hierarchy="uraian", derived={"6": "5 / 4 * 100"}, totals={"columns": ["4", "5"], "label": "TOTAL"}),
        _layout("Uji-Capaian", "CAPAIAN KINERJA",
                [_column("No", "no"), _column("Sasaran Strategis", "sasaran"), _column("Indikator Kinerja", "indikator"), *results]),
        _layout("Uji-Capaian-IKU", "ANALISIS PENCAPAIAN INDIKATOR KINERJA UTAMA",
                [_column("No", "no"), _column("Indikator Kinerja Sasaran", "indikator"), *both]),
        _layout("Uji-Indikator-Program", "INDIKATOR CAPAIAN PROGRAM PENDUKUNG INDIKATOR KINERJA",
                [_column("No", "no"), _column("Indikator Program", "indikator"), *results]),
        _per_program("Uji-Pagu-Realisasi", "PAGU DAN REALISASI ANGGARAN SETELAH P-APBD PER PROGRAM", spent, {"5": "4 / 3 * 100"}),
        _per_program("Uji-Perbandingan", "PERBANDINGAN PAGU DAN REALISASI ANGGARAN", [*spent, *before],
                     {"5": "4 / 3 * 100", "8": "7 / 6 * 100"}),
    ]  # fmt: skip


PROGRAMS: list[Row] = [
    ("Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", 8_771_302_348, 7_327_081_454, 83.53, 9_234_188_720, 7_623_789_399, 82.56),
    ("Program Pelayanan Izin Usaha Simpan Pinjam", 76_355_000, 71_250_000, 93.31, 74_360_000, 62_493_000, 84.04),
    ("Program Pemberdayaan dan Perlindungan Koperasi", 343_380_000, 295_840_000, 86.16, 314_957_000, 245_927_000, 78.08),
    ("Program Penilaian Kesehatan KSP/USP Koperasi", 200_000_000, 182_135_800, 91.07, 190_852_000, 178_558_500, 93.56),
    ("Program Pendidikan dan Latihan Perkoperasian", 275_000_000, 238_932_000, 86.88, 549_880_000, 524_230_500, 95.34),
    ("Program Pengawasan dan Pemeriksaan Koperasi", 40_000_000, 36_009_000, 90.02, 11_555_000, 5_078_000, 43.95),
    ("Program Pengembangan Usaha Menengah, Kecil dan Menengah dan Mikro (UMKM)", 1_884_454_300, 1_707_401_740, 90.60,
     2_360_264_000, 2_237_788_800, 94.81),
    ("Program Pemberdayaan Usaha Menengah, Usaha Kecil dan Usaha Mikro (UMKM)", 1_194_767_182, 1_144_310_500, 95.78,
     1_164_454_500, 1_132_711_000, 97.27),
]  # fmt: skip
_TOTAL: Row = ("TOTAL", None, 12_785_258_830, 11_002_960_494, 86.06, 13_900_511_220, 12_010_576_199, 86.40)


def _behind() -> list[Row]:
    """Programs behind two indicators, each with its kegiatan and sub kegiatan (names shortened)."""
    rows: list[Row] = []
    for at, (name, given, spent, share) in enumerate([program[:4] for program in PROGRAMS[1:6]]):
        label = KOPERASI if at == 0 else None
        rows += [(None, label, name, given, spent, share)]
        rows += [
            (None, None, f"Kegiatan {at} Koperasi", given, spent, share),
            (None, None, f"Sub Kegiatan {at} Koperasi", given, spent, share),
        ]
    first, second = PROGRAMS[6:]
    names = (first, ("Kegiatan A Usaha Mikro", *first[1:]), ("Sub Kegiatan A Usaha Mikro", *first[1:]), second,
             ("Kegiatan B Usaha Mikro", *second[1:]), ("Sub Kegiatan B Usaha Mikro", 105_527_500, 104_190_000, 98.73),
             ("Sub Kegiatan C Usaha Mikro", 250_000_000, 239_070_000, 95.63), ("Sub Kegiatan D Usaha Mikro", 839_239_682, 801_050_500, 95.45))  # fmt: skip
    return rows + [(None, UMKM if at == 0 else None, *row[:4]) for at, row in enumerate(names)]


_ROWS: dict[str, list[Row]] = {
    "Uji-Anggaran-IKU": _behind(),
    "Uji-Capaian": [
        (1, "Meningkatnya Akuntabilitas", AKIP, "75,80", "78,19", 103.15),
        (2, "Meningkatnya Daya Saing Koperasi dan UMKM", KOPERASI, "1%", "1,05%", 104),
        (None, None, UMKM, "1%", "1,01%", 101),
    ],
    "Uji-Capaian-IKU": [
        (1, AKIP, "70", "76,01", 108.58, "75,80", "78,19", 103.15),
        (2, KOPERASI, "-", "-", None, "1%", "1,05%", 105),
        (
            3,
            "Persentase Kontribusi Sektor Koperasi terhadap pertumbuhan ekonomi",
            "0,102%",
            "0,296%",
            290,
            "-",
            "-",
            None,
        ),
    ],
    "Uji-Indikator-Program": [
        (1, "Persentase Koperasi yang meningkat skala usahanya", "0,2%", "0,3%", 150),
        (2, "Persentase PKL yang menempati tempat yang telah ditetapkan", "10%", "12,38%", 123.8),
    ],
    "Uji-Pagu-Realisasi": [(at, *row[:4]) for at, row in enumerate(PROGRAMS, 1)] + [_TOTAL[:5]],
    "Uji-Perbandingan": [(at, *row) for at, row in enumerate(PROGRAMS, 1)] + [_TOTAL],
}


def _table(layout: Layout) -> Table:
    rows = _ROWS[layout.id]
    letters = {number: column_letter(at) for at, number in enumerate(layout.official, 1)}
    columns = {number: [row[at] for row in rows] for at, number in enumerate(layout.official)}
    headings = {
        number: Heading(column.heading, True, f"{letters[number]}4") for number, column in layout.official.items()
    }
    kinds = [TOTAL if row[0] == "TOTAL" else DATA for row in rows]
    return Table(
        layout.id,
        layout.id,
        list(range(6, 6 + len(rows))),
        kinds,
        columns,
        letters,
        Captions(headings, titles=[(layout.title[0], "A2")]),
    )


def lkip_document() -> Document:
    """The tables as one document; only within :func:`lkip_layouts`."""
    tables = [_table(layout) for layout in made_layouts()]
    identity = {key: Field(value, "Identitas", "C5") for key, value in IDENTITY.items()}
    return Document("lkip.xlsx", "lkip", tables, identity, ["Identitas", *(table.sheet for table in tables)])


@contextmanager
def lkip_layouts() -> Iterator[Document]:
    """The tables' layouts known for a while; yields their document."""
    known = layouts()
    made = {layout.id: layout for layout in made_layouts()}
    known.update(made)
    try:
        yield lkip_document()
    finally:
        for name in made:
            del known[name]
