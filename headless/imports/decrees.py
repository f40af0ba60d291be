"""Importing a decree: lines of whatever shape become entries, and nothing is lost without being told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from headless.imports.errors import NoUsableRowsError, UnknownDecreeError, UnnamedDecreeError
from headless.imports.gathering import gather
from headless.imports.raw_lines import kinds_named
from headless.imports.report import Report, ReportedLine, tidy
from headless.imports.tables import MAP, NAMED_LEVELS, PLAIN, SEGMENTS, SIPD, Recognised, recognise
from rules.nomenclature import Decree, Store, decrees, find_decree
from rules.nomenclature.at_hand import stored_decree
from rules.nomenclature.entry import counts, save_decree, stored_lines
from rules.values.codes import level_of, read_code
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

DECREE_SHAPES = (SIPD, NAMED_LEVELS, SEGMENTS, PLAIN)


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


def import_decree(
    table: Recognised, store: Store, decree_text: str | None, kind: str | None, *, partial: bool
) -> Report:
    """Import a decree into a store: kinds in the file replace those of before, other kinds stay."""
    decree = chosen_decree(decree_text, table.head)
    renamed = next((x for x in decrees().values() if x.formerly == decree.id), None) if table.shape == SIPD else None
    entries, report = gather(table, renamed or decree, kind)
    if renamed:
        report.notes.insert(0, f"ekspor SIPD-RI bukan {decree.name}; disimpan sebagai {renamed.name} ({renamed.id})")
        decree = renamed
    kinds = sorted(report.counts)
    before = stored_decree(decree.id, store)
    others = [x for x in stored_lines(before, definitions=True) if x.jenis not in kinds] if before else []
    keep = {x.jenis for x in others}
    was_partial = bool(before and before.header.about.get("partial"))
    source = {
        "file": table.path.name, "sha256": table.sha256, "date": dt.date.today().isoformat(), "shape": table.shape,
        "kinds": kinds, "rejected": len(report.rejected), "conflicts": len(report.conflicts),
    }  # fmt: skip
    sources = [x for x in before.header.sources if set(x["kinds"]) & keep] if before else []
    about = {
        "decree": decree.id, "sources": [*sources, source], "partial": partial or report.partial or bool(keep and was_partial),
        "counts": counts([*others, *entries]),
    }  # fmt: skip
    report.path = save_decree(store, decree.id, about, [*others, *entries])
    return report


def import_map(table: Recognised, store: Store, kind: str | None) -> Report:
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
        jenis = next(iter(kinds_named(cell["jenis"])), kind or "")
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
    path: Path,
    store: Store,
    decree: str | None = None,
    kind: str | None = None,
    *,
    partial: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Import a file of any known shape within limits; raises :class:`UnreadableError`."""
    table = recognise(path, limits)
    if table.shape in DECREE_SHAPES:
        return import_decree(table, store, decree, kind, partial=partial)
    if table.shape == MAP:
        return import_map(table, store, kind)
    from headless.imports.word_lists import import_vocabulary

    return import_vocabulary(table, store)
