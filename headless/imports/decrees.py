"""Importing a decree: lines of whatever shape become entries, and nothing is lost without being told."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headless.imports.errors import NoUsableRowsError, UnknownDecreeError, UnnamedDecreeError
from headless.imports.report import Report, ReportedLine, tidy
from headless.imports.tables import MAP, PLAIN, SEGMENTS, SIPD, Recognised, recognise
from rules.nomenclature import KABKOTA, KIND_LABEL, PROVINSI, Decree, Entry, Store, decrees, find_decree
from rules.nomenclature.at_hand import installed_entries
from rules.nomenclature.entry import counts, save_decree, stored_lines
from rules.values.cells import as_text
from rules.values.codes import LEVELS, level_of, parent_of, read_code
from rules.values.names import normalise

DECREE_SHAPES = (SIPD, SEGMENTS, PLAIN)
_COMBINED = re.compile(r"\s*([0-9X][0-9X.]*)(?:\s+(.*))?", re.DOTALL)


def chosen_decree(given: str | None, found: str) -> Decree:
    """The decree asked for, else the one the file names; raises :class:`CallError` with those there are."""
    if given:
        decree = decrees().get(given) or find_decree(given)
        if decree is None:
            raise UnknownDecreeError(given, list(decrees()))
        return decree
    decree = find_decree(found)
    if decree is None:
        raise UnnamedDecreeError(list(decrees()))
    return decree


def _kind(text: str) -> str:
    plain = text.casefold().replace(" ", "")
    if plain.startswith("prov"):
        return PROVINSI
    return KABKOTA if plain.startswith(("kab", "kota")) else ""


def _kind_of_file(table: Recognised) -> str:
    """The kind a file is for, by what stands above its table or in its name; empty where it tells both or none."""
    text = table.head.casefold()
    named = {
        KABKOTA: bool(re.search(r"kabupaten\s*/\s*kota|kab\s*/?\s*kota?\b|kabkota?", text)),
        PROVINSI: "prov" in text,
    }
    told = [kind for kind, is_named in named.items() if is_named]
    return told[0] if len(told) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Raw:
    """A code as written with what stands beside it."""

    place: str
    jenis: str
    code: Any
    texts: dict[str, str]
    is_row: bool = True


def _segment(value: Any, position: int) -> str:
    """One segment of a code; a kegiatan segment stored as the number 2.1 was 2.10."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = float(value).is_integer()
        return str(int(value)) if whole and position != 3 else f"{value:.2f}"
    return tidy(value)


def _raw(table: Recognised) -> Iterator[_Raw]:
    texts_of = ("kinerja", "indikator", "satuan")
    above_seen: set[tuple[str, str]] = set()
    for place, row in table.rows:
        kind = tidy(table.cell(row, "jenis"))
        texts = {name: tidy(table.cell(row, name)) for name in texts_of}
        definition = table.cell(row, "definisi")
        lines = definition.splitlines() if isinstance(definition, str) and tidy(definition) else []
        texts["definisi"] = "\n".join(" ".join(line.split()) for line in lines).strip()
        texts["sebelumnya"] = tidy(table.cell(row, "sebelumnya"))
        if table.shape == SIPD:
            for role in ("urusan", "bidang", "program", "kegiatan"):
                cell = as_text(table.cell(row, role))
                above = None if (kind, cell) in above_seen else _COMBINED.fullmatch(cell)
                above_seen.add((kind, cell))
                if above:
                    yield _Raw(place, kind, above[1], {"nama": tidy(above[2])}, is_row=False)
            combined = _COMBINED.fullmatch(as_text(table.cell(row, "sub")))
            code, name = (combined[1], tidy(combined[2])) if combined else (tidy(table.cell(row, "sub")), "")
            yield _Raw(place, kind, code, {"nama": name} | texts)
            continue
        if table.shape == SEGMENTS:
            parts = [
                _segment(table.cell(row, role), at)
                for at, role in enumerate(("urusan", "bidang", "program", "kegiatan", "sub"))
            ]
            code = ".".join(part.strip(".") for part in parts if part)
        else:
            code = table.cell(row, "kode")
        yield _Raw(place, kind, code, {"nama": tidy(table.cell(row, "nama"))} | texts)


def _is_heading(raw: _Raw, table: Recognised) -> bool:
    """A head or a row of column numbers repeated at a page break."""
    words = tidy(raw.code).casefold()
    numbered = re.fullmatch(r"[()\d. ]+", words) and re.fullmatch(r"\(?\d{1,2}\)?", raw.texts["nama"])
    return (
        bool(numbered) or words.startswith(("kode", "urusan")) or raw.texts["nama"].casefold().startswith("nomenklatur")
    )


class _Gathering:
    """Entries under way, and the report on their lines."""

    def __init__(self, table: Recognised, decree: Decree, kind: str | None) -> None:
        self.table, self.decree, self.wanted = table, decree, kind
        self.file_kind = kind or _kind_of_file(table)
        self.report = Report(table.shape, decree=decree)
        self.found: dict[tuple[str, str], Entry] = {}
        self.told: set[tuple[str, str, str]] = set()

    def all(self) -> list[Entry]:
        for raw in _raw(self.table):
            self.report.read += raw.is_row
            self._take(raw)
        self._orphans()
        return list(self.found.values())

    def _take(self, raw: _Raw) -> None:
        if raw.is_row and _is_heading(raw, self.table):
            self.report.headings += 1
            return
        said = f"{tidy(raw.code)} {raw.texts['nama']}".strip()
        code = read_code(tidy(raw.code), self.decree.sub_digits).official
        kind = _kind(raw.jenis) or self.file_kind or (_kind_of_code(code) if code else "")
        why = self._refusal(raw, code, kind)
        if why or code is None:
            if raw.is_row:
                self.report.rejected.append(ReportedLine(raw.place, said, why))
            elif (kind, tidy(raw.code), why) not in self.told and self.wanted in (None, kind):
                self.told.add((kind, tidy(raw.code), why))
                self.report.notes.append(f'{raw.place}: induk "{said}" tidak dipakai: {why}')
            return
        entry = Entry(kind, code, **raw.texts)
        before = self.found.get((kind, code))
        if before is None:
            self.found[kind, code] = entry
            self.report.kept += raw.is_row
            return
        self._again(raw, entry, before, said)

    def _refusal(self, raw: _Raw, code: str | None, kind: str) -> str:
        if not tidy(raw.code):
            return "tanpa kode"
        if code is None:
            return f"kode tidak terbaca sebagai kode {self.decree.name} (sub kegiatan {self.decree.sub_digits} angka)"
        if self.table.shape == SIPD and raw.is_row and level_of(code) != len(LEVELS) - 1:
            return "kolom subkegiatan tidak berisi kode sub kegiatan"
        if not raw.texts["nama"]:
            return "tanpa nama"
        if not kind:
            return "jenis pemda tidak diketahui; tambahkan --jenis"
        if raw.jenis and not _kind(raw.jenis):
            return f"jenis pemda '{raw.jenis}' tidak dikenal"
        if self.wanted and kind != self.wanted:
            return f"untuk {KIND_LABEL[kind]}, tidak diminta (--jenis {self.wanted})"
        return ""

    def _again(self, raw: _Raw, entry: Entry, before: Entry, said: str) -> None:
        """A code met before: the same, or with other words; the first one stays, empty texts are filled in."""
        pairs = {name: (getattr(before, name), getattr(entry, name)) for name in ("nama", "indikator", "satuan")}
        other = [name for name, (a, b) in pairs.items() if a and b and normalise(a) != normalise(b)]
        if not other:
            if raw.is_row:
                self.report.duplicates.append(ReportedLine(raw.place, said, "sama dengan baris sebelumnya"))
            filled = {name: getattr(before, name) or getattr(entry, name) for name in Entry._fields[2:]}
            self.found[before.jenis, before.kode] = before._replace(**filled)
            return
        line = ReportedLine(raw.place, said, f'{", ".join(other)} berbeda; dipakai "{pairs[other[0]][0]}"')
        if raw.is_row:
            self.report.conflicts.append(line)
        elif (before.jenis, before.kode, line.text) not in self.told:
            self.told.add((before.jenis, before.kode, line.text))
            self.report.notes.append(f"{raw.place}: induk {line.text}: {line.reason}")

    def _orphans(self) -> None:
        lacking = Counter(
            (kind, parent) for kind, code in self.found if level_of(code) > 2
            and (parent := parent_of(code)) and (kind, parent) not in self.found
        )  # fmt: skip
        for (kind, parent), number in sorted(lacking.items()):
            self.report.notes.append(f"{number} kode {KIND_LABEL[kind]} di bawah {parent}, yang tidak ada di file")


def _kind_of_code(code: str) -> str:
    parts = code.split(".")
    return {"1": PROVINSI, "2": KABKOTA}.get(parts[3], "") if len(parts) > 4 else ""


def gather(table: Recognised, decree: Decree, kind: str | None = None) -> tuple[list[Entry], Report]:
    """The entries of a recognised file for a decree, and what became of its lines."""
    gathering = _Gathering(table, decree, kind)
    entries = gathering.all()
    report = gathering.report
    report.counts = counts(entries)
    if not entries:
        reasons = "; ".join(
            f"{number} baris: {why}" for why, number in Counter(x.reason for x in report.rejected).most_common(3)
        )
        raise NoUsableRowsError(table.path, decree.name, reasons or "tidak ada baris data")
    for kind_found in report.counts:
        if not any(code.startswith("X.XX.01") for found, code in gathering.found if found == kind_found):
            report.notes.append(f"program penunjang (X.XX.01) {KIND_LABEL[kind_found]} tidak ada di file ini")
    return entries, report


def import_decree(
    table: Recognised, store: Store, decree_text: str | None, kind: str | None, *, partial: bool
) -> Report:
    """Import a decree into a store: kinds in the file replace those of before, other kinds stay."""
    decree = chosen_decree(decree_text, table.head)
    entries, report = gather(table, decree, kind)
    kinds = sorted(report.counts)
    stored, was_partial = installed_entries(decree.id, store)
    keep = {name for name in stored if name not in kinds}
    before = store.open(decree.id) if keep else None
    others = [x for x in stored_lines(before, definitions=True) if x.jenis in keep] if before else []
    source = {
        "file": table.path.name, "sha256": table.sha256, "date": dt.date.today().isoformat(), "shape": table.shape,
        "kinds": kinds, "rejected": len(report.rejected), "conflicts": len(report.conflicts),
    }  # fmt: skip
    sources = [x for x in before.header.sources if set(x["kinds"]) & keep] if before else []
    about = {
        "decree": decree.id, "sources": [*sources, source], "partial": partial or bool(keep and was_partial),
        "counts": counts([*others, *entries]),
    }  # fmt: skip
    report.path = save_decree(store, decree.id, about, [*others, *entries])
    return report


def import_map(table: Recognised, store: Store, kind: str | None = None) -> Report:
    """Import a map of old to new codes; it replaces the one of before."""
    from rules.nomenclature.code_map import MAP as NAME
    from rules.nomenclature.code_map import Replacement

    report, found = Report(MAP), dict[tuple[str, str], Replacement]()
    for place, row in table.rows:
        report.read += 1
        cell = {
            name: tidy(table.cell(row, name))
            for name in ("jenis", "kode_lama", "nama_lama", "kode_baru", "nama_baru", "satuan_baru")
        }
        said = f"{cell['kode_lama']} → {cell['kode_baru']}"
        codes = [
            next((c for d in (4, 2) if (c := read_code(cell[x], d).official)), None) for x in ("kode_lama", "kode_baru")
        ]
        jenis = _kind(cell["jenis"]) or kind or ""
        if codes[0] is None or codes[1] is None:
            report.rejected.append(ReportedLine(place, said, "kode lama atau kode baru tidak terbaca"))
            continue
        if level_of(codes[0]) != level_of(codes[1]):
            report.rejected.append(ReportedLine(place, said, "kode lama dan kode baru tidak setingkat"))
            continue
        line = Replacement(jenis, codes[0], cell["nama_lama"], codes[1], cell["nama_baru"], cell["satuan_baru"])
        known = found.get((jenis, line.lama))
        if known and known.baru == line.baru:
            report.duplicates.append(ReportedLine(place, said, "sama dengan baris sebelumnya"))
        elif known:
            report.conflicts.append(ReportedLine(place, said, f"kode lama ini sudah dipetakan ke {known.baru}"))
        else:
            found[jenis, line.lama] = line
            report.kept += 1
    if not found:
        raise NoUsableRowsError(table.path, "peta kode", "kode lama atau kode baru tidak terbaca")
    source = {
        "file": table.path.name,
        "sha256": table.sha256,
        "date": dt.date.today().isoformat(),
        "kinds": sorted({x.jenis for x in found.values()}),
    }
    about = {"sources": [source], "count": len(found)}
    report.path = store.save(NAME, "peta", about, list(zip(*found.values(), strict=True)))
    return report


def import_file(
    path: Path, store: Store, decree: str | None = None, kind: str | None = None, *, partial: bool = False
) -> Report:
    """Import a file of any known shape; raises :class:`UnreadableError`."""
    table = recognise(path)
    if table.shape in DECREE_SHAPES:
        return import_decree(table, store, decree, kind, partial=partial)
    if table.shape == MAP:
        return import_map(table, store, kind)
    from headless.imports.vocabulary import import_vocabulary

    return import_vocabulary(table, store)
