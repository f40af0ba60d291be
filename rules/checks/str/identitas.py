"""STR-013: the identity is incomplete, or a table's heading contradicts it."""

from __future__ import annotations

import re

from rules.cells import as_text
from rules.judgement import Judgement
from rules.layout import FieldSpec, layouts
from rules.nomenclature import find_decree
from rules.rule import Example, Identify, Rule, Text
from rules.view import View

_EMPTY = Text("belum diisi", "is not filled in")


def _fault_of_field(spec: FieldSpec, text: str) -> Text | None:
    if not text:
        return _EMPTY if spec.required else None
    if spec.choices and text.casefold() not in spec.choices:
        listed = ", ".join(spec.choices)
        return Text(f'berisi "{text}"; pilihannya: {listed}', f'holds "{text}"; choices: {listed}')
    if spec.kind == "year" and not re.fullmatch(r"20[0-9]{2}", text):
        return Text(f'berisi "{text}", bukan tahun empat angka', f'holds "{text}", not a four-digit year')
    if spec.kind == "decree" and find_decree(text) is None:
        return Text(f'berisi "{text}", keputusan yang tidak dikenal', f'holds "{text}", an unknown decree')
    if spec.kind == "bidang" and not re.search(r"\d\.\d{1,2}", text):
        return Text(f'berisi "{text}", bukan kode bidang urusan', f'holds "{text}", not a code of a bidang urusan')
    return None


def _fault_of_heading(found: str, official: str) -> Text | None:
    years, due = re.findall(r"\b20\d\d\b", found), re.findall(r"\b20\d\d\b", official)
    if not years or years == due:
        return None
    return Text(
        f'"{found}" menyebut tahun {years[0]}, menurut Identitas seharusnya {due[0]}',
        f'"{found}" names the year {years[0]}, by the identity it should be {due[0]}',
    )


def check(view: View, column: str) -> Judgement:
    """Blame empty or unusable fields of the identity, and year headings that contradict it."""
    frame = view.frame
    faults: dict[int, Text] = {}
    for row, key, table, group, value in zip(
        frame.index, frame["key"], frame["tabel"], frame["group"], frame[column], strict=True
    ):
        text = as_text(value)
        spec = layouts()[table].fields.get(key) if table else None
        fault = _fault_of_heading(text, group) if group else _fault_of_field(spec, text) if spec else None
        if fault:
            faults[row] = fault
    form = frame["form"].astype(bool)
    bad = form & frame.index.isin(list(faults))
    what = [
        f"Isian {frame['label'][row]}" if not frame["group"][row] else f"Judul {frame['tabel'][row]}"
        for row in frame.index[bad]
    ]
    return view.judge(
        form, bad, deferred=~form, value=frame[column], what=what, fault=[faults[row] for row in frame.index[bad]]
    )


RULE = Rule(
    id="STR-013",
    name="identitas",
    severity="galat",
    subject="identitas",
    basis="Permendagri 86/2017, sampul dan judul tabel Renja Perangkat Daerah",
    title=Text("Identitas kurang atau bertentangan", "Identity incomplete or contradicted"),
    message=Text("{what}: {fault}.", "{what}: {fault}."),
    suggestion=Text(
        "Lengkapi lembar Identitas dan samakan tahun pada judul tabel.",
        "Complete the Identitas sheet and make the years in the headings agree.",
    ),
    explanation="Tahun, perangkat daerah, tahap, dan keputusan nomenklatur menentukan aturan mana yang berlaku. Tahun "
    "pada judul kelompok kolom (Rencana Tahun n, Prakiraan Maju n+1) harus sesuai dengan tahun rencana.",
    check=check,
    bad=Example((Identify("tahap", None),), finds="Identitas!C10"),
    good=Example((Identify("tahap", "Rancangan Akhir"),)),
)
