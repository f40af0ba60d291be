"""Titles and headings that speak against a table being the official one: of part of a year, of more of them, or of another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rules.model.bilingual import Text
from rules.model.document import Table
from rules.schema.layout import Layout, layouts
from rules.values.text import is_sentence
from workbook_templates.recognition.heads.heading_times import says_quarter

_UNSURE = 70.0
"""Certainty at most of a table against which its titles speak."""
_PART = re.compile(
    r"\bbulan\s+(?:ini|lalu|januari|[fp]ebruari|maret|april|mei|juni|juli|agustus|september|oktober|no[vp]ember)\b"
    r"|\b(?:triwulan|tw\.?|semester)\s+(?:ke\s*-?\s*)?(?:i{1,3}|[1-3])\b",
    re.IGNORECASE,
)
_REALISED = frozenset({"realisasi", "realisasi_dana"})
_AUDIT = re.compile(r"\b(?:bpkp?|lhp|inspektorat|pemeriksaan|temuan|audit)\b", re.IGNORECASE)
_AGREEMENT = re.compile(r"\bperjanjian\s+kinerja\b", re.IGNORECASE)
_OWN: dict[str, re.Pattern[str]] = {
    "renja": re.compile(r"\b(?:renja|rencana kerja(?! pemerintah| dan anggaran| anggaran)|t-c\.\d)", re.IGNORECASE),
    "lkip": re.compile(
        r"\b(?:perjanjian kinerja|penetapan kinerja|lk[ij]ip|lakip|laporan kinerja|indikator kinerja utama|iku|s?akip)\b",
        re.IGNORECASE,
    ),
}
"""What titles of the tables of either document say of it."""
_REPORTED = r"lppd|lkpj|laporan penyelenggaraan pemerintahan|laporan keterangan pertanggungjawaban|rencana aksi"
_OTHER: dict[str, re.Pattern[str]] = {
    "renja": re.compile(
        r"\b(?:rpjm[dn]|rpjpd|rpd|rkpd|kua|ppas|dpp?a|rka|tagging|responsif gender|rencana kerja (?:pemerintah|dan anggaran)"
        rf"|rencana pembangunan|kebijakan umum|prioritas dan plafon|dokumen pelaksanaan|{_REPORTED})\b",
        re.IGNORECASE,
    ),
    "lkip": re.compile(
        r"\b(?:rkt|rencana (?:kinerja|kerja) tahunan|cascading|pohon kinerja|kinerja (?:individu|pegawai)|skp"
        rf"|kinerja kunci|notul(?:a|en|ensi)|risalah|{_REPORTED}"
        r"|(?<!persentase )(?:capaian|penerapan|pelaksanaan|pemenuhan) (?:indikator )?(?:spm|standar pelayanan minimal))\b",
        re.IGNORECASE,
    ),
}
"""What they say where the table is one of another document, unless its own form says it."""
_YEAR = re.compile(r"\s*\b20\d\d\b")
_MORE_YEARS = 2
"""Further columns of other years from which a table of targets is one of several years."""
_OF_MORE_YEARS = Text(
    "targetnya dirinci untuk lebih banyak tahun daripada bentuk resmi",
    "its targets are those of more years than the form has",
)
_OF_A_PART = Text(
    "judulnya menyebut bulan, triwulan, atau semester, bukan setahun",
    "its titles speak of a month, a quarter or half a year, not of the year",
)
_OF_AN_AUDIT = Text(
    "judulnya menyebut hasil pemeriksaan, bukan evaluasi AKIP",
    "its titles speak of an audit, not of the evaluation of performance reports",
)
_WITHOUT_AGREEMENT = Text(
    "barisnya bukan program, dan tidak ada Perjanjian Kinerja di atasnya",
    "its rows are no programs, and no performance agreement stands above it",
)


def doubt_by_titles(tables: Sequence[Table]) -> None:
    """Tables whose titles or further headings speak of something else than their form are no more than guessed."""
    for at, table in enumerate(tables):
        known, layout = table.recognition, layouts()[table.layout]
        against = [] if known.continues else [*_against(layout, list(_words_of(table))), *_of_another(table, layout)]
        if "anggaran_pk" in layout.plays and _lacks_agreement(table, layout, tables[:at]):
            against.append(_WITHOUT_AGREEMENT)
        if against:
            known.certainty = min(known.certainty, _UNSURE)
            known.against = Text.joined("; ", [known.against, *against])


def _words_of(table: Table) -> Iterator[str]:
    yield from (text for text, _ in table.captions.titles)
    yield from (heading.text for heading in table.captions.headings.values())
    yield from (stray.heading for stray in table.around.strays if not stray.below)


def _against(layout: Layout, words: list[str]) -> Iterator[Text]:
    if layout.document == "lkip" and _of_a_year(layout) and any(map(_PART.search, words)):
        yield _OF_A_PART
    if layout.by_role("tindak_lanjut") and any(map(_AUDIT.search, words)):
        yield _OF_AN_AUDIT


def _of_another(table: Table, layout: Layout) -> Iterator[Text]:
    """What speaks for a table of the same columns in another document: its titles, or targets of further years."""
    lines = [text for text, _ in table.captions.titles if not is_sentence(text)]
    titles = lines or [table.sheet.replace("_", " ")]
    if what := other_document(titles, layout):
        yield Text(f"judulnya menyebut dokumen lain: {what}", f"its titles speak of another document: {what}")
    if layout.by_role("target") and not _REALISED.intersection(spec.role for spec in layout.official.values()):
        told = [_YEAR.sub("", heading.text) for heading in table.captions.headings.values()]
        years = [stray.heading for stray in table.around.strays if not stray.below and _YEAR.search(stray.heading)]
        if sum(any(text.endswith(_YEAR.sub("", year)) for text in told) for year in years) >= _MORE_YEARS:
            yield _OF_MORE_YEARS


def other_document(titles: Sequence[str], layout: Layout) -> str | None:
    """What some titles call a table whose columns are those of a form, if that is another document's and none says the form's own."""
    if any(map(_OWN[layout.document].search, titles)):
        return None
    own = " ".join([*layout.title, *(spec.heading for spec in layout.official.values())]).casefold()
    said = (found[0] for found in map(_OTHER[layout.document].search, titles) if found)
    return next((word for word in said if word.casefold() not in own), None)


def _lacks_agreement(table: Table, layout: Layout, before: Sequence[Table]) -> bool:
    """Whether nothing says that a budget is one of a performance agreement: its own rows, its titles, or the table above it."""
    heading = table.captions.headings.get(layout.by_role("uraian") or "")
    if heading is None or "program" in heading.text.casefold():
        return False
    below = any("sasaran" in layouts()[other.layout].plays for other in before[-1:])
    return not (below or any(_AGREEMENT.search(text) for text, _ in table.captions.titles))


def _of_a_year(layout: Layout) -> bool:
    """Whether a form tells what a whole year came to."""
    columns = layout.official.values()
    quarters = any(says_quarter(f"{spec.group} {spec.subgroup}") for spec in columns)
    return not quarters and any(spec.role in _REALISED for spec in columns)
