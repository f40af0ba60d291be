"""NOM-003: a name that is not the official name of its code."""

from __future__ import annotations

from rules.arrays import filled, within
from rules.comparison.difference import difference
from rules.comparison.nomenclature import differs, per_value, referenced, unsure_texts
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.names import similarity


def check(view: View, column: str) -> Judgement:
    """Blame names that differ from the official one; case, spacing and Kab/Kota are no difference."""
    known = referenced(view)
    code_column = view.column_of("kode")
    swapped = view.blamed(code_column, "NOM-014", "NOM-007")
    if swapped.any():
        # Above a code of another bidang stands its urusan: it is the codes that are off, not the names.
        swapped |= within(code_keys(view), set(parent_keys(view)[swapped]))
    named = filled(known.name) & ~view.blank(column) & ~view.errors(column)
    checked = named & ~swapped
    names, official = view.text(column), known.name
    bad = checked & differs(view, checked, names, official)
    told = per_value(view, bad, lambda row: _told(names[row], official[row]), names, official)[bad]
    return view.judge(
        checked,
        bad,
        deferred=named & swapped,
        skipped=unsure_texts(view),
        value=names,
        expected=official,
        likeness=[likeness for likeness, _ in told],
        what=[what for _, what in told],
    )


def _told(name: str, official: str) -> tuple[int, Text]:
    return int(similarity(name, official)), difference(name, official)


RULE = Rule(
    id="NOM-003",
    name="nama-beda",
    severity="peringatan",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: nomenklatur",
    title=Text("Nama berbeda dari nomenklatur", "Name differs from the nomenclature"),
    message=Text(
        'Nama {key} "{value}" berbeda dari nama resmi "{expected}": {what} (kemiripan {likeness}%).',
        'The name of {key}, "{value}", differs from the official "{expected}": {what} ({likeness}% alike).',
    ),
    suggestion=Text("Salin nama resminya: {expected}.", "Copy the official name: {expected}."),
    explanation="Nama program, kegiatan, dan sub kegiatan ditetapkan dalam keputusan dan tidak boleh diubah daerah. "
    "Huruf besar/kecil, spasi, dan Kab/Kota untuk Kabupaten/Kota tidak dianggap beda.",
    check=check,
    columns=lambda layout: of_role("uraian")(layout) if of_role("kode")(layout) else [],
    waits=("NOM-007", "NOM-014"),
    causes=(CauseKind(remedy=Text("Salin nama resminya.", "Copy the official name."), mended="expected"),),
    bad=Example((Put("T-C.33", 17, "2", "Penyediaan Barang Cetakan"),), finds="T-C.33!B17"),
    good=Example((Put("T-C.33", 17, "2", "PENYEDIAAN  BARANG CETAKAN DAN PENGGANDAAN"),)),
)
