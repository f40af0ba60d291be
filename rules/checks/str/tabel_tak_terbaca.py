"""STR-016: a table is there, but nothing tells where one of its cells ends and the next begins."""

from __future__ import annotations

import pandas as pd

from rules.engine.example_table_edits import Example, Put, Unread
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text


def check(view: StackedRows, column: str) -> Judgement:
    """Blame tables that were found but not read."""
    everything, bad = pd.Series(True, index=view.frame.index), view.frame["sebab"].astype(bool)
    return view.judge(everything, bad, value=view.frame["sebab"], place=view.frame["di"])


RULE = Rule(
    id="STR-016",
    name="tabel-tak-terbaca",
    severity="galat",
    subject="pengenalan",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: isi tabel tersaji dalam baris dan kolom",
    title=Text(
        "Tabel tertulis sebagai baris teks, selnya tidak dapat dipisahkan", "A table in lines of text without cells"
    ),
    message=Text(
        "Tabel {key} ada di lembar ini sebagai baris teks, tetapi tidak dibaca: mulai sel {place} barisnya tidak dapat dibagi menurut kolom ({value}).",
        "Table {key} stands in this sheet as lines of text but was not read: from cell {place} on its lines cannot be divided into columns ({value}).",
    ),
    suggestion=Text(
        "Salin kembali tabelnya dari berkas Word atau Excel asalnya agar setiap sel masuk ke selnya sendiri. Bila yang ada hanya PDF, "
        "beri setiap kolom selnya sendiri mulai baris itu, atau ketik tabelnya di templat.",
        "Copy the table again from the Word or Excel file it came from, so that each cell gets its own. Where there is only a PDF, give "
        "each column its own cell from that line on, or type the table into the template.",
    ),
    explanation="Teks yang disalin dari PDF kehilangan batas selnya. Baris seperti itu tetap dibaca bila bentuk angkanya, "
    "dan nama sasaran serta indikator yang dikenal dari tabel lain buku kerja ini, hanya mengizinkan satu pembagian; bila "
    "tidak, tabelnya tidak dibaca sama sekali agar tidak ada isi yang masuk ke kolom yang salah tanpa diketahui. Baris yang "
    "berdiri terpisah dari tabelnya, misalnya di bawah kepala tabel lain, juga disebutkan di sini bila tidak dapat dikembalikan.",
    check=check,
    bad=Example(
        (
            Unread(
                "Tujuan-Sasaran",
                Text(
                    "kata-kata kolom 2 dan 3 berdampingan tanpa batas",
                    "words of columns 2 and 3 stand side by side with nothing between",
                ),
                "A4",
            ),
        ),
        finds="Tujuan-Sasaran!A9",
    ),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
