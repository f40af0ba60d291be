"""Templates filled as their own Petunjuk says: what a planner types into which cells, made up from the codes they offer.

Only cells that the Petunjuk tells to fill are typed; names, indicators and sums that follow by formula are left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rules.carryover.plan_to_other_tables import numbers_by_level
from rules.schema.layout import Layout, form_of
from rules.values.cells import column_letter
from rules.values.codes import KEGIATAN, PROGRAM, level_of
from workbook_templates.template.blueprint import Template, decree_named, place_of, starting_rows
from workbook_templates.template.carried_sheet import IDENTITY_FIRST
from workbook_templates.template.office_codes import OfficeCode
from workbook_templates.template.reference_sheet import fills_in

Edit = list[Any]
"""`put`, sheet, cell, value."""
Cells = Mapping[str, Any]
"""What is typed into a row, by official column."""

_PLACE, _FUND, _STAGE = "Kota Contoh", "Pendapatan Asli Daerah (PAD)", "rancangan akhir"
_PROGRAMS, _CHILDREN = 3, 2


@dataclass(frozen=True)
class Entry:
    """A row of the plan: its code and name, and what the planner says of it."""

    code: str
    name: str
    indicator: str
    unit: str
    money: int | None

    @property
    def level(self) -> int:
        """The level of its code."""
        return level_of(self.code)

    def target(self, number: int) -> str:
        """A target or realisation of so much."""
        return f"{number}%" if self.unit == "%" else f"{number} {self.unit}"


def blank(document: str, year: int, bidang: str) -> Template:
    """The template that a planner of a bidang gets."""
    identity: dict[str, Any] = {
        "pemda": "Kota Contoh", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": bidang,
        "tahun": year, "keputusan": decree_named(year),
    }  # fmt: skip
    if document == "lkip":
        identity |= {"renstra_awal": year - 1, "renstra_akhir": year + 2}
    return Template(document, identity)


def typed(template: Template, quarters: int = 0) -> list[Edit]:
    """All that a planner types into a template, E.81 up to a quarter of the plan's year."""
    rows = _plan_rows(template, quarters) if template.document == "renja" else _report_rows(template)
    edits = list(_identity(template))
    for layout in template.chosen():
        edits += _table(template, layout, rows[layout.id])
    return edits


def _identity(template: Template) -> Iterator[Edit]:
    given = {"tahap": _STAGE, "kepala": "Kepala Dinas Contoh", "renstra_awal": 2023, "renstra_akhir": 2026}
    form = form_of(template.document)
    for at, key in enumerate(form.fields, IDENTITY_FIRST):
        if template.identity.get(key) is None and key in given:
            yield ["put", form.sheet_name, f"C{at}", given[key]]


def _table(template: Template, layout: Layout, rows: Sequence[Cells]) -> Iterator[Edit]:
    started = starting_rows(template, layout)
    place = place_of(template, layout, len(started))
    known = {code: told for code, *told in template.own_codes}
    assert len(rows) <= len(started), (layout.id, len(rows), len(started))
    for at, row in enumerate(rows, place.first_row):
        given = started[at - place.first_row]
        for number, value in row.items():
            if value is None or given.get(number) == value or number not in place.starts:
                continue
            if fills_in(template, layout, number) and value in known.get(str(row.get("1")), ()):
                continue
            yield ["put", layout.sheet_name, f"{column_letter(place.starts[number])}{at}", value]


# ---- the plan


def plan(template: Template) -> list[Entry]:
    """A small plan of the office's own codes: urusan, bidang, some programs with kegiatan and sub kegiatan."""
    return list(_entries(_chosen(template)))


def _chosen(template: Template) -> list[OfficeCode]:
    """The codes of the plan: all rows that the template starts with, else a few of those it offers."""
    listed = template.own_codes
    coded = [layout for layout in template.chosen() if layout.by_role("kode")]
    plan = next((layout for layout in coded if "rencana" in layout.plays), coded[0])
    started = [str(code) for row in starting_rows(template, plan) if (code := row.get(plan.by_role("kode") or ""))]
    if started:
        return [line for line in listed if line[0] in started]
    kept: dict[str, int] = {}
    found: list[OfficeCode] = []
    for line in listed:
        code = line[0]
        parent, level = code.rpartition(".")[0] if code.count(".") != 4 else code[:-5], level_of(code)
        if level >= PROGRAM:
            room = _PROGRAMS if level == PROGRAM else _CHILDREN
            if (level > PROGRAM and parent not in {x[0] for x in found}) or kept.get(parent, 0) >= room:
                continue
            kept[parent] = kept.get(parent, 0) + 1
        found.append(line)
    return found


def _entries(lines: Sequence[OfficeCode]) -> Iterator[Entry]:
    for at, (code, known, indicator, unit) in enumerate(lines, 1):
        # A name that does not ship is typed.
        level, name = level_of(code), known or f"Rincian {code}"
        if level < PROGRAM:
            yield Entry(code, name, "", "", None)
        elif level == PROGRAM:
            yield Entry(code, name, f"Persentase Capaian Kinerja {name}", "%", None)
        elif level == KEGIATAN:
            yield Entry(code, name, f"Jumlah Laporan {name}", "Laporan", None)
        else:
            yield Entry(code, name, indicator or f"Jumlah Dokumen {name}", unit or "Dokumen", 10_000_000 + 250_000 * at)


def _plan_rows(template: Template, quarters: int) -> dict[str, list[Cells]]:
    entries = plan(template)
    own = [entry for entry in entries if entry.level >= PROGRAM]
    numbers = numbers_by_level([entry.level for entry in own])
    return {
        "T-C.33": [_planned(entry, forward=True) for entry in entries],
        "Bab-IV": [_planned(entry, forward=False) for entry in entries],
        "T-C.29": [_evaluated(entry) for entry in entries],
        "T-C.31": [_analysed(entry, number) for entry, number in zip(own, numbers, strict=True)],
        "E.81": [_quarters(entry, number, quarters) for entry, number in zip(own, numbers, strict=True)],
        "Anggaran-Realisasi": [
            {"1": str(at), "2": entry.name, "3": 40_000_000 * at, "4": 38_000_000 * at}
            for at, entry in enumerate((x for x in own if x.level == PROGRAM), 1)
        ],
        "T-C.30": [
            {"1": str(at), "2": f"Jumlah Layanan Kantor Jenis {at}"} | {str(n): f"{n + at} Unit" for n in range(5, 13)}
            for at in (1, 2, 3)
        ],
        "T-C.32": [{"1": "-", "2": "Nihil", "3": "-", "4": "-", "5": "-", "6": "Tidak ada usulan dari pemangku kepentingan"}],
        "Tujuan-Sasaran": [
            {"1": "1", "2": "Meningkatnya mutu layanan", "4": "Persentase Layanan Bermutu", "5": "85%"},
            {"1": "2", "3": "Meningkatnya jangkauan layanan", "4": "Jumlah Warga yang Dilayani", "5": "1.250 Orang"},
        ],
    }  # fmt: skip


def _planned(entry: Entry, *, forward: bool) -> Cells:
    row: dict[str, Any] = {"1": entry.code, "2": entry.name}
    if entry.level < PROGRAM:
        return row
    row |= {"3": entry.indicator, "4": _PLACE, "5": entry.target(12), "6": entry.money, "7": _FUND}
    return row | ({"9": entry.target(14), "10": entry.money} if forward else {})


def _evaluated(entry: Entry) -> Cells:
    row: dict[str, Any] = {"1": entry.code, "2": entry.name}
    if entry.level < PROGRAM:
        return row
    return (
        row | {"3": entry.indicator} | {n: entry.target(x) for n, x in zip("45679", (60, 10, 12, 11, 12), strict=True)}
    )


def _analysed(entry: Entry, number: str | None) -> Cells:
    side = (entry.name, _PLACE, entry.indicator, entry.target(12), entry.money)
    return {"1": number} | {str(at): x for at, x in enumerate((*side, *side), 2)}


def _quarters(entry: Entry, number: str | None, quarters: int) -> Cells:
    """A row of the plan with what its year has brought so far; percentages are told as they stand, all else by quarter."""
    brought: dict[str, Any] = {}
    for at in range(1, quarters + 1):
        brought[f"{7 + at}K"] = entry.target(3 * at if entry.unit == "%" else 3)
        brought[f"{7 + at}Rp"] = entry.money and entry.money // 4
    return brought | {"1": number, "3": entry.name, "4": entry.indicator, "5K": entry.target(60), "6K": entry.target(10),
            "7K": entry.target(12), "7Rp": entry.money, "5Rp": entry.money and 5 * entry.money,
            "6Rp": entry.money and 2 * entry.money}  # fmt: skip


# ---- the report

_IKU = (("Persentase Layanan Bermutu", "%"), ("Jumlah Warga yang Dilayani", "Orang"))
_SASARAN = ("Meningkatnya mutu layanan", "Meningkatnya jangkauan layanan")


def _report_rows(template: Template) -> dict[str, list[Cells]]:
    entries = [entry for entry in plan(template) if entry.level >= PROGRAM]
    programs = [entry for entry in entries if entry.level == PROGRAM]
    subs = {p.code: [x for x in entries if x.money and x.code.startswith(f"{p.code}.")] for p in programs}
    money = [sum(x.money or 0 for x in subs[p.code]) for p in programs]
    spent = [x // 10 * 9 for x in money]
    named = [{"1": str(at), "2": p.name} for at, p in enumerate(programs, 1)]
    goals, reached = ("80", "1.250"), ("82", "1.300")
    return {
        "SDM": [{"3": 3 + at, "4": at, "5": 0} for at in range(7)],
        "Aset": [{"2": 4, "3": 1_250_000.5} if not given.get("1") or _is_leaf(template, at) else {}
                 for at, given in enumerate(_given(template, "Aset"))],
        "LKIP-Tujuan-Sasaran": [{"1": "Meningkatnya layanan", "2": sasaran, "3": iku}
                                | dict.fromkeys("4567", goal + ("%" if unit == "%" else f" {unit}"))
                                for sasaran, (iku, unit), goal in zip(_SASARAN, _IKU, goals, strict=True)],
        "IKU": [{"1": str(at), "2": sasaran, "3": iku, "4": "Tugas pokok", "5": "Hasil pendataan", "6": unit, "7": goal}
                for at, (sasaran, (iku, unit), goal) in enumerate(zip(_SASARAN, _IKU, goals, strict=True), 1)],
        "PK": [{"1": str(at), "2": sasaran, "3": iku, "4": unit, "5": goal}
               for at, (sasaran, (iku, unit), goal) in enumerate(zip(_SASARAN, _IKU, goals, strict=True), 1)],
        "PK-Anggaran": [row | {"3": x, "4": x} for row, x in zip(named, money, strict=True)],
        "Capaian": [{"1": str(at), "2": sasaran, "3": iku, "4": unit, "5": goal, "6": real}
                    for at, (sasaran, (iku, unit), goal, real) in enumerate(zip(_SASARAN, _IKU, goals, reached, strict=True), 1)],
        "Capaian-IKU": [{"1": str(at), "2": iku, "3": unit, "4": goal, "5": goal, "6": goal, "7": real}
                        for at, ((iku, unit), goal, real) in enumerate(zip(_IKU, goals, reached, strict=True), 1)],
        "Akumulasi-Renstra": [row for at, (iku, unit) in enumerate(_IKU) for row in (
            {"1": iku, "2": "Target", "3": unit, "4": goals[at], "5": goals[at], "6": goals[at], "7": goals[at]},
            {"2": "Realisasi", "3": unit, "4": goals[at], "5": reached[at], "6": "-", "7": "-"})],
        "Perhitungan-IKU": [],
        "Tindak-Lanjut": [{"1": "1", "2": "Menyempurnakan pohon kinerja", "3": "Pohon kinerja disusun kembali"}],
        "Indikator-Program": [{"1": str(at), "2": iku if at == 1 else None, "3": p.indicator, "4": "%", "5": "12", "6": "11"}
                              for at, (p, iku) in enumerate(zip(programs, [_IKU[0][0]] * len(programs), strict=True), 1)],
        "Anggaran-IKU": list(_behind(entries, _IKU[0][0])),
        "Pembanding": [{"1": _IKU[0][0], "2": str(template.year), "3": "80%", "4": "82%"}],
        "Daftar-Pendukung": [],
        "Efisiensi": [{"1": "1" if at == 0 else None, "2": _SASARAN[0] if at == 0 else None, "3": _IKU[0][0] if at == 0 else None,
                       "4": 102.5 if at == 0 else None, "6": 90} for at in range(len(programs))],
        "Pagu": [row | {"3": x, "4": x} for row, x in zip(named, money, strict=True)],
        "Pagu-Realisasi": [row | {"3": x, "4": y} for row, x, y in zip(named, money, spent, strict=True)],
        "Perbandingan": [row | {"3": x, "4": y, "6": x, "7": y} for row, x, y in zip(named, money, spent, strict=True)],
    }  # fmt: skip


def _behind(entries: Sequence[Entry], iku: str) -> Iterator[Cells]:
    for at, entry in enumerate(entries):
        first = {"1": "1", "2": iku} if at == 0 else {}
        spent = entry.money and entry.money // 10 * 9
        yield first | {"3": entry.name, "4": entry.money, "5": spent}


def _given(template: Template, name: str) -> Sequence[Mapping[str, Any]]:
    return starting_rows(template, next(layout for layout in template.chosen() if layout.id == name))


def _is_leaf(template: Template, at: int) -> bool:
    depths = [int(row.get("tingkat") or 0) for row in _given(template, "Aset")]
    return at + 1 == len(depths) or depths[at + 1] <= depths[at]
