"""NOM-003: a name that is not the official name of its code."""

from __future__ import annotations

from rules.judgement import Judgement
from rules.names import missing_words, normalise, similarity
from rules.reference import missing_reference, referenced
from rules.rule import Example, Put, Rule, Text, of_role
from rules.view import View


def _difference(found: str, official: str) -> Text:
    lacking, extra = missing_words(found, official)
    if not lacking and not extra:
        return Text("tanda baca atau urutan katanya tidak sama", "punctuation or word order differs")
    said, english = [], []
    if lacking:
        said.append(f'kurang "{" ".join(lacking)}"')
        english.append(f'lacks "{" ".join(lacking)}"')
    if extra:
        said.append(f'lebih "{" ".join(extra)}"')
        english.append(f'has "{" ".join(extra)}" too much')
    return Text(", ".join(said), ", ".join(english))


def check(view: View, column: str) -> Judgement:
    """Blame names that differ from the official one; case, spacing and Kab/Kota are no difference."""
    known = referenced(view)
    code_column = view.layout.by_role("kode") or ""
    swapped = view.blamed(code_column, "NOM-014")
    named = known["official"].notna() & ~view.blank(column)
    checked = named & ~swapped
    names = view.text(column)
    rows = [row for row in view.frame.index[checked] if normalise(names[row]) != normalise(known["official"][row])]
    bad = view.frame.index.isin(rows)
    official = [known["official"][row] for row in rows]
    return view.judge(
        checked,
        checked & bad,
        deferred=named & swapped,
        skipped=missing_reference(view),
        value=names,
        expected=official,
        likeness=[int(similarity(names[row], name)) for row, name in zip(rows, official, strict=True)],
        what=[_difference(names[row], name) for row, name in zip(rows, official, strict=True)],
    )


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
    bad=Example((Put("T-C.33", 17, "2", "Penyediaan Barang Cetakan"),), finds="T-C.33!B17"),
    good=Example((Put("T-C.33", 17, "2", "PENYEDIAAN  BARANG CETAKAN DAN PENGGANDAAN"),)),
)
