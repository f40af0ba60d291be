"""What lies behind a derived figure that is wrong: the causes that the TUR rules share."""

from __future__ import annotations

from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows

NEGATIVE_WAY = "arah"
"""A figure that is right only if less of its indicator is better, where nothing says so: the outcome, and its cause."""

_FIGURES = (
    *("LTS-002", "LTS-004", "JML-001", "JML-002", "JML-003", "JML-004", "JML-005"),
    *("TUR-001", "TUR-002", "TUR-003", "TUR-004", "TUR-005", "TUR-010"),
)
FIGURE_CAUSES = (
    CauseKind(
        remedy=Text(
            "Perbaiki menjadi hasil hitungannya, juga kolom yang dihitung darinya; atau periksa angka yang dipakai.",
            "Make it what the arithmetic gives, and the columns reckoned from it; or check the figures it uses.",
        ),
        mended="expected",
        follows=(Follows(_FIGURES, "cell"),),
    ),
    CauseKind(
        NEGATIVE_WAY,
        Text(
            "Capaian dihitung sebagai indikator negatif, jenisnya tidak disebut",
            "Achievements are reckoned for indicators of which less is better, and nothing says so",
        ),
        Text(
            "Bila makin rendah memang makin baik, tulis negatif di kolom Jenis Indikator; bila tidak, perbaiki angkanya.",
            "If less is better, say negatif in the column Jenis Indikator; if not, correct the figure.",
        ),
    ),
    CauseKind(
        "kosong",
        Text("Angka turunan belum dihitung", "A derived figure is not calculated yet"),
        Text("Hitung: renja compute, atau tombol Hitung di Excel.", "Compute: renja compute, or the button Hitung."),
        mended="compute",
        shared="belum-dihitung",
    ),
)
"""What lies behind a derived figure that is wrong: what was typed, here or in a cell it is reckoned from, or that nothing was."""
