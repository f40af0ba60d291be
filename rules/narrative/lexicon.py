"""The words by which a planning text says what its figures are: measures, totals, changes, names, parts."""

from __future__ import annotations

import re

SPENT, SHARE, GIVEN, TARGET, ACTUAL, ACHIEVED = "realisasi_dana", "serapan", "pagu", "target", "realisasi", "capaian"
HEADS, OUTCOME, EFFICIENT = "jumlah", "outcome", "efisien"
MEASURES = [
    (re.compile(pattern, re.IGNORECASE), measure)
    for pattern, measure in (
        (r"\brealisasi(?:nya)?\s+(?:penyerapan\s+)?(?:anggaran|dana|keuangan|belanja|pagu)\b", SPENT),
        (r"\b(?:pen|tingkat\s+)?(?:y?erapan|serapan)(?:nya)?(?:\s+(?:anggaran|dana|keuangan))?\b", SHARE),
        (r"\b(?:capaian|realisasi)(?:nya)?\s+(?:\(?outcome\)?|output)\b", OUTCOME),
        (r"\brealisasi(?:nya)?\s+(?:kinerja|fisik|target|capaian|indikator)\b", ACHIEVED),
        (r"\b(?:tingkat\s+)?capaian(?:nya)?(?:\s+(?:realisasi(?:nya)?|kinerja(?:nya)?))?\b", ACHIEVED),
        (r"\b(?:te)?realisasi(?:nya|kan)?\b", ACTUAL),
        (r"\b(?:di)?target(?:nya|kan)?\b", TARGET),
        (
            r"\b(?:pagu|alokasi|anggaran|pendanaan|kebutuhan\s+dana|belanja)(?:nya)?(?:\s+(?:anggaran|indikatif))?\b",
            GIVEN,
        ),
    )
]
WHOLE = re.compile(
    r"\b(?:total|keseluruhan|seluruh(?:nya)?|jumlah\s+(?:pagu|anggaran|dana|pendanaan|realisasi))\b", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:naik|meningkat|turun|menurun|bertambah|berkurang|kenaikan|penurunan|peningkatan|pertumbuhan|selisih|deviasi|sisa)"
    r"(?:nya)?\s+(?:(?:sebesar|sebanyak|hingga|rata-rata)\s*)?$",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"(?:\b(?:sebesar|mencapai|adalah|yaitu|menjadi|yakni|senilai|dari|sejumlah|sebanyak)|[:=(]|realisasi|target|capaian)\s*$",
    re.I,
)
HEAD = re.compile(
    r"\b(sub\s+kegiatan|program|kegiatan|indikator|persentase|presentase|indeks|jumlah|rasio|cakupan|tingkat|nilai)\s+(?=[\w“\"‘'])",
    re.IGNORECASE,
)
LOOSE = frozenset({"jumlah", "nilai", "tingkat", "rasio"})
"""Words that begin names of indicators, and much else."""
FORMULA = re.compile(r"\b(?:rumus|dihitung|dibagi|dikali(?:kan)?)\b", re.IGNORECASE)
NAMING = re.compile(
    r"(?:(?:kinerja|sasaran|utama|strategis|outcome|output|pendukung|prioritas|program|kegiatan|indikator|yaitu|yakni|adalah)\b[\s:,]*)*"
    r"[“\"‘']?(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
GENERIC = frozenset(
    [
        "dan",
        "di",
        "yang",
        "tersebut",
        "ini",
        "itu",
        "anggaran",
        "target",
        "capaian",
        "realisasi",
        "pagu",
        "dengan",
        "atas",
        "dari",
        "sudah",
        "telah",
        "sebanyak",
        "sebesar",
        "dinas",
        "badan",
        "kecamatan",
        "inspektorat",
        "sekretariat",
        "pada",
        "tahun",
        "ke",
        "kedua",
        "pertama",
        "ketiga",
        "keempat",
        "pendanaan",
        "pendanaannya",
        "dana",
        "total",
        "seluruh",
        "keseluruhan",
        "penyerapan",
        "serapan",
        "belanja",
        "hasil",
        "dalam",
        "untuk",
        "sebagai",
        "secara",
        "per",
        "pegawai",
        "akhir",
        "lainnya",
        "tidak",
        "belum",
        "rata",
        "rp",
        "hanya",
        "melalui",
        "dapat",
        "menurut",
        "oleh",
        "akan",
        "juga",
        "perangkat",
        "opd",
        "skpd",
    ]
)
CALLED_EFFICIENT = re.compile(
    r"\s*sasaran(?:\s+strategis)?(?:\s+yang)?(?:\s+(?:menunjukkan|mencapai|mengalami|dinilai|tergolong|berkategori))?"
    r"\s+(?:efisien|efisiensi(?:\s+(?:penggunaan\s+)?anggaran)?)\b(?!\s+(?:yang|rendah|kurang|tidak))",
    re.IGNORECASE,
)
"""Behind a count of sasaran: that they are the efficient ones."""
PARTIAL = re.compile(
    r"\b(?:tercapai|capaian(?:nya)?|melebihi|melampaui|belum|tidak|berhasil|menunjukkan|mengalami|mencapai|memenuhi|selesai|terlaksana|"
    r"terealisasi|efisien|dihentikan|baru|tambahan|di antaranya|diantaranya|salah)\b",
    re.IGNORECASE,
)
