"""NOM-012: the indicator of a sub kegiatan is not the official one."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, among, filled
from rules.comparison.difference import difference
from rules.comparison.nomenclature import differs, per_value, referenced, severity_of, unsure_texts
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.names import normalise, similarity


def _columns(layout: Layout) -> list[str]:
    ranked = layout.hierarchy == "uraian" or of_role("kode")(layout)
    return of_role("indikator")(layout) if ranked and layout.hierarchy != "datar" else []


def _stated_below(view: View, column: str, rows: Mask) -> Mask:
    """Of rows whose own line says something else: those with the official indicator in a line that continues them."""
    official, texts, continued = referenced(view).indicator, view.text(column), view.continued
    found = np.zeros(len(texts), bool)
    for row in np.flatnonzero(rows & continued):
        wanted, line = normalise(official[row]), row
        while continued[line]:
            line += 1
            found[row] |= normalise(texts[line]) == wanted
    return found


def check(view: View, column: str) -> Judgement:
    """Blame indicators of sub kegiatan; a further indicator is none where the official one stands with it."""
    known, texts = referenced(view), view.text(column)
    code = view.layout.by_role("kode")
    swapped = view.blamed(code, "NOM-014") if code else np.zeros(len(texts), dtype=bool)
    told = filled(known.indicator) & ~among(texts, "", "-", "–") & ~view.errors(column)
    checked = told & ~swapped
    bad = checked & differs(view, checked, texts, known.indicator)
    bad &= ~_stated_below(view, column, bad)

    due = known.indicator

    def compare(row: int) -> tuple[int, Text]:
        one, other = texts[row], due[row]
        return int(similarity(one, other)), difference(one, other)

    said = per_value(view, bad, compare, texts, known.indicator)[bad]
    return view.judge(
        checked,
        bad,
        deferred=told & swapped,
        skipped=unsure_texts(view),
        value=texts,
        expected=known.indicator,
        severity=severity_of(view, bad),
        likeness=[likeness for likeness, _ in said],
        what=[what for _, what in said],
    )


RULE = Rule(
    id="NOM-012",
    name="indikator-beda",
    severity="peringatan",
    basis="Keputusan Mendagri tentang nomenklatur: indikator kinerja sub kegiatan",
    title=Text("Indikator berbeda dari nomenklatur", "Indicator differs from the nomenclature"),
    message=Text(
        'Indikator {key} "{value}" berbeda dari indikator resmi "{expected}": {what} (kemiripan {likeness}%).',
        'The indicator of {key}, "{value}", differs from the official "{expected}": {what} ({likeness}% alike).',
    ),
    suggestion=Text(
        "Salin indikator resminya: {expected}. Indikator tambahan boleh ditulis di baris lanjutan.",
        "Copy the official indicator: {expected}. Further indicators may stand in continuation lines.",
    ),
    explanation="Keputusan nomenklatur menetapkan indikator setiap sub kegiatan agar kinerjanya dapat direkap. Huruf "
    "besar/kecil, spasi, dan Kab/Kota untuk Kabupaten/Kota tidak dianggap beda. Indikator program dan kegiatan tidak "
    "dinilai di sini, karena keputusan tidak menetapkannya.",
    check=check,
    columns=_columns,
    waits=("NOM-014",),
    causes=(
        CauseKind(
            remedy=Text(
                "Salin indikator resminya; indikator tambahan boleh ditulis di baris lanjutan.",
                "Copy the official indicator; further ones may stand in lines below.",
            ),
            mended="expected",
        ),
    ),
    bad=Example((Put("T-C.33", 17, "3", "Jumlah Paket Barang Cetakan yang Disediakan"),), finds="T-C.33!C17"),
    good=Example((Put("T-C.33", 17, "3", "JUMLAH  PAKET BARANG CETAKAN DAN PENGGANDAAN YANG DISEDIAKAN"),)),
)
