"""STR-015: a table was only guessed to be an official one."""

from __future__ import annotations

import pandas as pd

from rules.engine.example_table_edits import Example, Guessed, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import NOTHING, Text


def check(view: StackedRows, column: str) -> Judgement:
    """Blame tables whose likeness to the official form is below the pack's limit."""
    certainty = pd.to_numeric(view.frame[column])
    bad = (certainty < view.session.pack.thresholds["keyakinan_tabel"]) & ~view.frame["sebab"].astype(bool)
    everything = pd.Series(True, index=view.frame.index)
    return view.judge(everything, bad, value=[round(x) for x in certainty[bad]],
                      matched=[Text(f"; yang cocok: {x.id}", f"; matched: {x.en}") if x else NOTHING for x in view.frame["cocok"][bad]],
                      against=[Text(f"; yang tidak: {x.id}", f"; not: {x.en}") if x else NOTHING for x in view.frame["lawan"][bad]])  # fmt: skip


RULE = Rule(
    id="STR-015",
    name="tabel-diduga",
    severity="peringatan",
    subject="pengenalan",
    basis="Permendagri 86/2017, bentuk tabel Renja Perangkat Daerah",
    title=Text("Tabel hanya diduga sebagai tabel resmi", "A table is only guessed to be an official one"),
    message=Text(
        "Tabel ini diduga {key} (kemiripan {value} dari 100{matched}{against}).",
        "This table is guessed to be {key} (likeness {value} of 100{matched}{against}).",
    ),
    suggestion=Text(
        "Pastikan bentuk dan kolomnya dengan file peta: 'renja validate FILE --buat-peta peta.yaml', periksa isinya, lalu "
        "'renja validate FILE --peta peta.yaml'; atau perbaiki judul dan nomor kolomnya.",
        "Confirm its form and columns with a map: 'renja validate FILE --buat-peta peta.yaml', then --peta peta.yaml; or "
        "mend its headings and column numbers.",
    ),
    explanation="Tabel dari dokumen lain dikenali dari nomor dan judul kolomnya. Bila keduanya kurang mirip, isinya tetap "
    "diperiksa menurut tabel yang paling mirip, tetapi dugaan itu perlu dipastikan oleh perencana: kolom yang keliru "
    "dikenali membuat semua temuan di bawahnya keliru. Tabel yang kolomnya bertentangan dengan dugaan itu belum diperiksa isinya. Dari baris teks tanpa sel, batas kata yang tidak ditentukan oleh "
    "angka atau nama yang dikenal disebut bersama selnya.",
    check=check,
    bad=Example(
        (Guessed("T-C.33", 58.0, Text("nomor kolom 1 sampai 10", "column numbers 1 to 10")),), finds="T-C.33!A9"
    ),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
