"""STR-001: a required table is absent."""

from __future__ import annotations

import pandas as pd

from rules.rule import Drop, Example, Judgement, Put, Rule, Text
from rules.view import View


def check(view: View, column: str) -> Judgement:
    """Blame every required place that no table of the workbook fills."""
    everything = pd.Series(True, index=view.frame.index)
    return view.judge(everything, view.frame[column].isna(), value=None, judul=view.frame["judul"])


RULE = Rule(
    id="STR-001",
    name="tabel-hilang",
    severity="galat",
    subject="tabel",
    basis="Permendagri 86/2017, sistematika dan tabel Renja Perangkat Daerah",
    title=Text("Tabel wajib tidak ada", "A required table is absent"),
    message=Text(
        "Tabel {key} ({judul}) tidak ditemukan di buku kerja.", "Table {key} ({judul}) is not in the workbook."
    ),
    suggestion=Text(
        "Tambahkan tabel itu dengan judul kolom dan baris nomor kolom resminya, atau salin dari templat.",
        "Add the table with its official headings and column-number row, or copy it from the template.",
    ),
    explanation="Dokumen tanpa salah satu tabel wajib tidak dapat dinilai dan akan dikembalikan. Tabel dikenali "
    "dari judul dan baris nomor kolomnya, di lembar mana pun; bila tabelnya ada tetapi tidak dikenali, periksa "
    "apakah baris nomor kolom (1) (2) … masih ada.",
    check=check,
    bad=Example((Drop("Tujuan-Sasaran"),), finds="Tujuan-Sasaran!"),
    good=Example((Put("Tujuan-Sasaran", 12, "4", "Nilai AKIP Perangkat Daerah"),)),
)
