"""The sound Renja as the plan of another office: its own codes, names, indicators and units, from the list of a decree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rules.examples.sound_renja import PLAN, sound_document
from rules.model.document import DATA
from rules.nomenclature import Decree
from rules.schema.layout import layouts
from workbook_templates.template.blueprint import Row, Template
from workbook_templates.template.office_codes import OfficeCode, office_codes, office_reference

_COUNTED = ("Dokumen", "Laporan", "Orang", "Unit", "Paket")
"""Units in which the figures of the sound Renja make sense."""
_OLD_UNITS = ("Unit Usaha", "Paket", "Laporan")


def office_template(bidang: str, decree: Decree, year: int = 2026) -> Template:
    """A template whose tables are all filled: penunjang, and a kegiatan of the office with two sub kegiatan."""
    identity: dict[str, Any] = {
        "pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": bidang,
        "tahun": year, "tahap": "rancangan akhir", "keputusan": decree.name, "kepala": "Kepala Dinas",
    }  # fmt: skip
    chosen = planned(office_codes(identity, office_reference(identity, decree)), bidang)
    return Template("renja", identity, layouts=["E.81-16"], rows=_rows(chosen))


def planned(lines: Sequence[OfficeCode], bidang: str) -> list[OfficeCode]:
    """The lines that stand for those of the sound plan that bear a code, in their order."""
    by_code = {line.kode: line for line in lines}
    penunjang = [f"{bidang}.01", *(f"{bidang}.01.2.06{sub}" for sub in ("", ".0005", ".0009"))]
    known = [line for line in lines if line.nama and line.indikator and line.satuan in _COUNTED]
    of_kegiatan = Counter(line.kode.rpartition(".")[0] for line in known if not line.kode.startswith(f"{bidang}.01"))
    kegiatan = next(x for x, many in of_kegiatan.items() if many > 1 and by_code[x].nama and by_code[x[:7]].nama)
    subs = [line.kode for line in known if line.kode.startswith(f"{kegiatan}.")][:2]
    return [by_code[code] for code in (bidang[0], bidang, *penunjang, kegiatan[:7], kegiatan, *subs)]


def _rows(chosen: Sequence[OfficeCode]) -> dict[str, list[Row]]:
    old = [row for row in PLAN if row[0] and row[0] != "TOTAL"]
    line_of = {text: line for row, line in zip(old, chosen, strict=True) for text in row[:2]}
    found: dict[str, list[Row]] = {}
    for table in sound_document().tables:
        layout = layouts()[table.layout]
        rows = found[layout.id] = []
        for at, kind in enumerate(table.kinds):
            if kind == DATA:
                row = {number: values[at] for number, values in table.columns.items() if number not in layout.derived}
                rows.append(_own(row, line_of))
    return found


def _own(row: Row, line_of: dict[str, OfficeCode]) -> Row:
    """A row with what the office plans in place of what the sound plan has."""
    line = next((line_of[value] for value in row.values() if value in line_of), None)
    made = dict(row)
    for number, value in row.items():
        if value in line_of:
            made[number] = line_of[value].kode if value[:1].isdigit() else line_of[value].nama
        elif line and line.satuan and isinstance(value, str):
            if value.startswith("Jumlah "):
                made[number] = line.indikator
            for unit in _OLD_UNITS:
                if value.endswith(f" {unit}"):
                    made[number] = value.removesuffix(unit) + line.satuan
    return made
