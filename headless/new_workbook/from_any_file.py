"""`renja template --dari PASTED`: what was read of any Renja or LKIP, moved into a clean template; what could not be placed is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from headless.errors import NoYearInFileError
from rules.engine.session import Session
from rules.model.document import DATA, Document, Table
from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from rules.schema.pack import pack_for
from rules.values.cells import SPLIT, ExcelError, as_text, is_blank
from rules.values.codes import read_code
from rules.values.money import MoneyStatus, in_rupiah, read_money
from rules.values.number import read_number
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

_MOST_LISTED = 40
_OWN_SHEETS = {"Petunjuk", "Ringkasan", "Temuan", "Daftar", "Acuan", "Bawaan", "Segel", "Migrasi"}
"""Sheets of our own that never hold a table."""


@dataclass(slots=True)
class _Moved:
    """Rows by layout, and what could not be placed: (`sheet!cell`, why)."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)


def move_into_template(
    out: Path, source: Path, document: Document, identity: Mapping[str, Any], layout: Sequence[str], *, captions: bool,
) -> list[str]:  # fmt: skip
    """Build a clean workbook of the same kind from what was read of ``source``; ``identity`` holds what the call gives.

    Returns what to tell, line by line.
    """
    given = {key: found.value for key, found in document.identity.items() if not is_blank(found.value)}
    given |= {key: value for key, value in identity.items() if value is not None}
    given["tahun"] = identity.get("tahun") or document.year
    if given["tahun"] is None:
        raise NoYearInFileError(source)
    template = Template(document.kind, given, layouts=_forms(document, layout))
    moved = _move(document, template)
    build_template(out, Template(document.kind, given, layouts=template.layouts, rows=moved.rows, captions=captions))
    return list(_told(out, document, moved))


def _forms(document: Document, asked: Sequence[str]) -> list[str]:
    """The form of each place: as asked, else as the tables found have it."""
    found = {layouts()[table.layout].place: table.layout for table in document.tables}
    return list({**found, **{layouts()[name].place: name for name in asked}}.values())


def _move(document: Document, template: Template) -> _Moved:
    moved = _Moved()
    wanted = {layout.id: layout for layout in template.chosen()}
    standing = _standing(document)
    for table in document.tables:
        known = table.recognition
        if known.unread:
            moved.left.append((f"{table.sheet}!{known.unread_at}", f"tabel {table.layout}: {known.unread.id}"))
            continue
        if table.layout not in wanted:
            moved.left.append((table.sheet, f"tabel {table.layout}: bukan bentuk yang dipakai templat"))
            continue
        rows = moved.rows.setdefault(table.layout, [])
        for at, kind in enumerate(table.kinds):
            if kind == DATA:
                beside = standing.get((table.layout, table.sheet, table.rows[at]), {})
                rows.append(beside | dict(_cells(table, at, template.sub_digits, moved)))
    return moved


def _standing(document: Document) -> dict[tuple[str, str, int], dict[str, Any]]:
    """What stands beside rows so that the template adds up their groups: the code their name tells, their depth."""
    session = Session([document], pack_for(document.year), [])
    found: dict[tuple[str, str, int], dict[str, Any]] = {}
    for view in session.tables.values():
        code, depth = (
            number if number in view.layout.extras else None
            for number in (view.layout.by_role("kode"), view.layout.by_role("tingkat"))
        )
        for position in np.flatnonzero(view.data & (view.levels.level >= 0)) if code or depth else ():
            sheet, row = view.place(int(position))
            stands = {code: view.levels.official[position], depth: str(view.levels.level[position])}
            found[(view.name, sheet, row)] = {number: value for number, value in stands.items() if number and value}
    return found


def _cells(table: Table, at: int, digits: int, moved: _Moved) -> Iterator[tuple[str, Any]]:
    """The cells of a row as the template wants them; what it works out itself is left to its formulas."""
    layout = layouts()[table.layout]
    for number, values in table.columns.items():
        spec, value = layout.columns[number], values[at]
        worked_out = number in layout.derived or number in layout.averages or number in layout.words
        by_hand = not spec.extra or (
            spec.role not in {"kode", "tingkat"} and (table.rows[at], number) not in table.marks.formulas
        )
        if is_blank(value) or worked_out or not by_hand:
            continue
        place = f"{table.sheet}!{table.letters[number]}{table.rows[at]}"
        clean, why = _clean(value, spec, digits)
        if why:
            moved.left.append((place, f"{layout.id} kolom {number}: {why}"))
        if clean is not None:
            yield number, clean


def _clean(value: Any, spec: ColumnSpec, digits: int) -> tuple[Any, str]:
    """A cell for the template, and why it could not be placed (empty if it could)."""
    if isinstance(value, ExcelError):
        return None, f"galat {value}"
    if spec.kind == "code":
        code = read_code(value, digits)
        shown = as_text(value).replace(SPLIT, " | ")
        return (code.official, "") if code.official else (None, f"kode '{shown}' tidak terbaca")
    if spec.kind == "money":
        money = read_money(value, spec.decimals)
        if money.amount is None or money.status is MoneyStatus.UNREADABLE:
            return None, f"'{as_text(value)}' bukan angka"
        return in_rupiah(money.amount, spec.decimals), ""
    if spec.role == "jenis":
        return None, f"jenis indikator '{as_text(value)}' ditentukan templat; pilih kembali di sana"
    if spec.kind == "percent" and isinstance(value, str):
        number = read_number(value.removesuffix("%").strip())
        return (float(number.value) if number and not number.ambiguous else as_text(value)), ""
    return (value if isinstance(value, int | float) and not isinstance(value, bool) else as_text(value)), ""


def _told(out: Path, document: Document, moved: _Moved) -> Iterator[str]:
    counts = ", ".join(f"{name} {len(rows)} baris" for name, rows in moved.rows.items())
    yield f"{out}: {counts}"
    sure = pack_for(document.year).thresholds["keyakinan_tabel"]
    yield "Jumlah induk yang dikenali, TOTAL, dan kolom turunan dihitung templat; angka aslinya tidak dibawa."
    yield from (
        f"  {table.sheet}: hanya diduga {table.layout} (kemiripan {round(known.certainty)} dari 100); periksa isinya."
        for table in document.tables
        for known in [table.recognition]
        if not known.continues and known.certainty < sure and not known.unread
    )
    without = [sheet for sheet in document.sheets if sheet not in _sheets_read(document) | _OWN_SHEETS]
    yield from (f"  {sheet}: tidak memuat tabel yang dikenali" for sheet in without)
    if moved.left:
        yield f"Tidak dapat ditempatkan ({len(moved.left)}):"
        yield from (f"  {place}  {why}" for place, why in moved.left[:_MOST_LISTED])
        if len(moved.left) > _MOST_LISTED:
            yield f"  … dan {len(moved.left) - _MOST_LISTED} lagi"
    else:
        yield "Semua isi tabel ditempatkan."


def _sheets_read(document: Document) -> set[str]:
    return {table.sheet for table in document.tables} | {found.sheet for found in document.identity.values()}
