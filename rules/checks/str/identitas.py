"""STR-013: the identity is incomplete, or a table's heading contradicts it."""

from __future__ import annotations

import re

import numpy as np

from rules.arrays import at_rows
from rules.engine.example_table_edits import Example, Heads
from rules.engine.example_workbook_edits import Identify
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import Document
from rules.nomenclature import find_decree, government_named
from rules.schema.layout import FieldSpec, layouts
from rules.values.cells import as_text
from rules.values.names import names_in
from rules.values.years import read_year

_EMPTY = Text("belum diisi", "is not filled in")
_YEAR = re.compile(r"\b20\d\d\b")
_OF_RENSTRA = re.compile(r"tingkat\s+capaian\b.*\brenstra\b", re.IGNORECASE | re.DOTALL)
"""What a heading says that may name the year in which the Renstra ends."""
_MANY = 4
"""From this many headings on that all name the same other year, it is the identity that is off."""


def _fault_of_field(spec: FieldSpec, text: str) -> Text | None:
    if not text:
        return _EMPTY if spec.required else None
    chosen = government_named(text) if spec.kind == "government" else text.casefold()
    if spec.choices and chosen not in spec.choices:
        listed = ", ".join(spec.choices)
        return Text(f'berisi "{text}"; pilihannya: {listed}', f'holds "{text}"; choices: {listed}')
    if spec.kind == "year" and not re.fullmatch(r"20[0-9]{2}", text):
        return Text(f'berisi "{text}", bukan tahun empat angka', f'holds "{text}", not a four-digit year')
    if spec.kind == "decree" and find_decree(text) is None:
        return Text(f'berisi "{text}", keputusan yang tidak dikenal', f'holds "{text}", an unknown decree')
    if spec.kind == "bidang" and not re.search(r"\d\.\d{1,2}", text):
        return Text(f'berisi "{text}", bukan kode bidang urusan', f'holds "{text}", not a code of a bidang urusan')
    return None


def _fault_of_period(key: str, document: Document) -> Text | None:
    """What is wrong with the period of the Renstra: it ends before it begins, or the document's year is not in it."""
    first, last = (read_year(document.text(name)) for name in ("renstra_awal", "renstra_akhir"))
    year = document.year
    if first is None or last is None or year is None:
        return None
    if key == "renstra_akhir" and last < first:
        return Text(f"berisi {last}, sebelum tahun awalnya {first}", f"holds {last}, before its first year {first}")
    outside = {"renstra_awal": last >= first > year, "renstra_akhir": first <= last < year}
    if outside.get(key):
        period = f"{first}-{last}"
        return Text(f"periode {period} tidak memuat tahun {year}", f"the period {period} does not hold the year {year}")
    return None


def _shift(found: str, official: str, year: int | None) -> int | None:
    """By how many years a heading is off; None where it names no year, none is due, or the Renstra ends in that year."""
    years, due = _YEAR.findall(found), _YEAR.findall(official)
    if not years or not due:
        return None
    if _OF_RENSTRA.search(found) and min(map(int, years)) > (year or int(max(due))):
        return None
    return 0 if set(years) <= set(due) else int(years[0]) - int(due[0])


_BY_IDENTITY = Text("menurut Identitas seharusnya", "by the identity it should be")
_BY_THE_OTHERS = Text("menurut tabel lain seharusnya", "by the other tables it should be")
"""Whose year a heading contradicts: where Identitas has none, that of most titles and headings counts."""


def _fault_of_heading(found: str, official: str, document: Document) -> Text | None:
    if not _shift(found, official, document.year):
        return None
    due = _YEAR.findall(official)
    year = next(year for year in _YEAR.findall(found) if year not in due)
    wanted = Text(" atau ".join(dict.fromkeys(due)), " or ".join(dict.fromkeys(due)))
    whose = _BY_THE_OTHERS if document.said("tahun") is document.printed.get("tahun") else _BY_IDENTITY
    return Text(
        f'"{found}" menyebut tahun {year}, {whose.id} {wanted.id}',
        f'"{found}" names the year {year}, {whose.en} {wanted.en}',
    )


def _fault_of_office(found: str, office: str) -> Text | None:
    if not office or names_in(office, found):
        return None
    return Text(f'nama perangkat daerah "{office}" tidak disebut', f'the office "{office}" is not named')


def _shared_shifts(view: StackedRows, column: str) -> dict[int, int]:
    """The one number of years by which every heading of a workbook is off, by workbook, where there are many.

    A line of a title that names some of the years of the whole does not tell which of them it means.
    """
    found: dict[int, list[int]] = {}
    for doc, what, value, due in zip(*map(view.cells, ("doc", "what", column, "resmi")), strict=True):
        text = as_text(value)
        if what != "tahun" or len(set(_YEAR.findall(text))) != len(set(_YEAR.findall(due))):
            continue
        shift = _shift(text, due, view.session.documents[doc].year)
        if shift is not None:
            found.setdefault(doc, []).append(shift)
    return {doc: shifts[0] for doc, shifts in found.items() if len(shifts) >= _MANY and len(set(shifts)) == 1}


def check(view: StackedRows, column: str) -> Judgement:
    """Blame empty or unusable fields of the identity, and titles and headings that contradict it."""
    shifts, faults = _shared_shifts(view, column), dict[int, Text]()
    cells = zip(*map(view.cells, (column, "what", "resmi", "doc", "tabel", "key")), strict=True)
    for row, (value, what, due, doc, table, key) in enumerate(cells):
        text, shift = as_text(value), shifts.get(doc)
        fault = None
        if what == "isian":
            spec = layouts()[table].fields[key]
            fault = _fault_of_field(spec, text) or (
                None if shift else _fault_of_period(key, view.session.documents[doc])
            )
            if fault is None and spec.kind == "year" and shift:
                told = int(text) + shift
                fault = Text(f"berisi {text}, padahal semua judul tabel menyebut tahun {told}",
                             f"holds {text}, while all headings speak of {told}")  # fmt: skip
        elif what == "tahun":
            fault = None if shift else _fault_of_heading(text, due, view.session.documents[doc])
        else:
            fault = _fault_of_office(text, due)
        if fault:
            faults[row] = fault
    known = view.cells("known").astype(bool)
    bad = known & at_rows(faults, len(known))
    rows = np.flatnonzero(bad).tolist()
    what, labels, tables = map(view.cells, ("what", "label", "tabel"))
    places = [f"Isian {labels[r]}" if what[r] == "isian" else f"Judul {tables[r]}" for r in rows]
    faulty = [faults[r] for r in rows]
    causes = [what[r] if what[r] in {"isian", "tahun"} else "nama" for r in rows]
    return view.judge(known, bad, deferred=~known, value=view.cells(column), place=places, fault=faulty, cause=causes)


RULE = Rule(
    id="STR-013",
    name="identitas",
    severity="galat",
    subject="identitas",
    basis="Permendagri 86/2017, sampul dan judul tabel Renja Perangkat Daerah",
    title=Text("Identitas kurang atau bertentangan", "Identity incomplete or contradicted"),
    message=Text("{place}: {fault}.", "{place}: {fault}."),
    suggestion=Text(
        "Lengkapi lembar Identitas, dan samakan tahun dan nama perangkat daerah pada judul tabel.",
        "Complete the Identitas sheet, and make years and office in the headings agree with it.",
    ),
    explanation="Tahun, perangkat daerah, tahap, dan keputusan nomenklatur menentukan aturan mana yang berlaku. Tahun pada "
    "judul tabel dan judul kolom (n-3 sampai n+1) harus sesuai dengan tahun rencana, dan judul tabel menyebut perangkat "
    "daerahnya. Bila semua judul menyebut tahun lain yang sama, yang keliru adalah isian Identitas.",
    check=check,
    causes=(
        CauseKind("isian", Text("Isian Identitas kurang atau keliru", "The identity is incomplete or wrong"), Text("Lengkapi dan perbaiki isian lembar Identitas.", "Complete and correct the Identitas sheet.")),
        CauseKind("tahun", Text("Tahun pada judul kolom bukan tahun dokumen ini", "Years in headings are not those of the document"),
            Text("Perbarui tahun pada judul tabel dan kolom menurut tahun rencana.", "Bring the years in titles and headings up to date.")),
        CauseKind("nama", Text("Judul tabel tidak menyebut perangkat daerahnya", "A title does not name the office"),
            Text("Sebut nama perangkat daerah pada judul tabel, sama dengan Identitas.", "Name the office in the title, as in the identity.")),),
    bad=Example((Identify("tahap", None), Heads("T-C.32", "USULAN PEMANGKU KEPENTINGAN TAHUN 2024")),
                finds="Identitas!C10 T-C.32!A2"),
    good=Example((Identify("tahap", "Rancangan Akhir"),)),
)  # fmt: skip
