"""Files of reference data as rows of cells, and which of the known shapes they have.

A shape is told by its headings, wherever in the first rows of whichever sheet they stand, in one row or two.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headless.imports.errors import SqlDumpError, UnrecognisedListError
from headless.imports.report import tidy
from rules.values.cells import as_text
from rules.values.text import fold
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.received import read_received
from workbook_templates.reading.reference_lists import read_reference_list

_HEAD_ROWS = 40
_MOST_HEADINGS, _LONGEST_HEADING = 12, 40

LEVEL_ROLES = ("urusan", "bidang", "program", "kegiatan", "sub")
"""Columns of a code's levels, from the top."""
_LEVEL_NAMES = {
    "urusan": ("urusan", "urusan pemerintahan", "unsur"),
    "bidang": ("bidang", "bidang urusan", "bidang urusan pemerintahan", "bidang unsur"),
    "program": ("program",),
    "kegiatan": ("kegiatan",),
    "sub": ("subkegiatan", "sub kegiatan", "sub-kegiatan"),
}

_HEADINGS = {
    "jenis": ("jenis pemda", "jenis pemerintah daerah", "jenis pemerintahan"),
    "kode": ("kode", "kode nomenklatur", "code"),
    "nama": ("nama", "uraian", "nama nomenklatur", "nomenklatur"),
    **{role: (*names, *(f"kode {name}" for name in names)) for role, names in _LEVEL_NAMES.items()},
    **{f"nama_{role}": tuple(f"nama {name}" for name in names) for role, names in _LEVEL_NAMES.items()},
    "kinerja": ("kinerja",),
    "indikator": ("indikator", "indikator kinerja"),
    "satuan": ("satuan",),
    "definisi": ("definisi operasional", "definisi"),
    "sebelumnya": ("subkegiatan sebelumnya", "sub kegiatan sebelumnya"),
    "kode_lama": ("kode lama",),
    "nama_lama": ("nama lama",),
    "kode_baru": ("kode baru",),
    "nama_baru": ("nama baru",),
    "satuan_baru": ("satuan baru",),
    "nilai": ("value",),
    "item": ("item",),
    "keterangan": ("keterangan",),
    "sebutan_lain": ("sebutan lain", "sinonim"),
    "sumber_dana": ("sumber dana", "nama sumber dana"),
    "kelompok": ("kelompok",),
    "jenis_dana": ("jenis",),
    "objek": ("objek",),
    "rincian_objek": ("rincian objek",),
    "sub_rincian_objek": ("sub rincian objek",),
    "uraian_akun": ("uraian akun",),
    "kelompok_satuan": ("jenis satuan",),
}
_BY_HEADING = {heading: role for role, headings in _HEADINGS.items() for heading in headings}

SIPD, NAMED_LEVELS, SEGMENTS, PLAIN = "sipd", "berjenjang", "segmen", "kode"
MAP, UNITS, FUNDS = "peta", "satuan", "sumber_dana"
SHAPES: dict[str, tuple[frozenset[str], str]] = {
    MAP: (frozenset({"kode_lama", "kode_baru"}), "peta kode: kolom 'kode lama' dan 'kode baru'"),
    FUNDS: (frozenset({"sumber_dana", "uraian_akun"}), "sumber dana: kolom kode per segmen ('Sumber Dana', 'Kelompok', …) dan 'Uraian Akun'"),
    NAMED_LEVELS: (frozenset({"program", "kegiatan", "sub", "nama_sub"}), "tabel berjenjang: 'kode_program', 'nama_program', …, 'kode_sub_kegiatan', 'nama_sub_kegiatan'"),
    SEGMENTS: (frozenset({"program", "kegiatan", "sub", "nama"}), "tabel keputusan: satu kolom per segmen kode ('Program', 'Kegiatan', 'Sub Kegiatan', …) dan kolom 'Nomenklatur'"),
    SIPD: (frozenset({"program", "kegiatan", "sub"}), "ekspor SIPD-RI: kolom 'Program', 'Kegiatan', 'Subkegiatan' berisi kode dan nama"),
    PLAIN: (frozenset({"kode", "nama"}), "tabel kode: kolom 'kode' dan 'nama' (boleh 'indikator', 'satuan', 'jenis pemda')"),
    UNITS: (frozenset({"satuan"}), "daftar satuan: kolom 'satuan' (boleh 'sinonim', 'jenis satuan'), atau 'Value', 'item', 'Sebutan lain'"),
}  # fmt: skip
"""Shapes in the order they are tried: the headings they must have, and how they are described."""
_UNSUR = re.compile(r"/(bidang )?unsur$")
"""Decrees head a column `URUSAN/UNSUR`."""
_UNITS_TOO = frozenset({"nilai", "item"})


@dataclass(slots=True)
class Recognised:
    """A file whose shape is known: data rows with their places, columns by role, what stands above the head."""

    path: Path
    shape: str
    columns: dict[str, int]
    head: str
    rows: list[tuple[str, list[Any]]]
    sha256: str

    def cell(self, row: Sequence[Any], role: str) -> Any:
        """The cell of a role in a row, None where the file lacks it."""
        at = self.columns.get(role)
        return row[at] if at is not None and at < len(row) else None


def _role(text: str) -> str | None:
    plain = " ".join(fold(text.replace("_", " ")).split())
    plain = _UNSUR.sub("", plain)
    if plain.startswith(("nomenklatur", "urusan, bidang")):
        return "nama"
    return _BY_HEADING.get(plain)


def _heading_roles(rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Columns by role in one row of headings, or in two that stand over each other."""
    found: dict[str, int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            role = _role(as_text(cell)) if isinstance(cell, str) else None
            if role and role not in found:
                found[role] = at
    return found


def _shape(roles: dict[str, int]) -> str | None:
    for shape, (wanted, _) in SHAPES.items():
        if wanted <= roles.keys() or (shape == UNITS and roles.keys() >= _UNITS_TOO):
            return shape
    return None


def _found(sheets: Sequence[tuple[str, list[list[Any]]]]) -> str:
    """The fullest of the first rows, as the headings that were found."""
    rows = [[tidy(cell) for cell in row if tidy(cell)] for _, rows in sheets for row in rows[:_HEAD_ROWS]]
    fullest = max(rows, key=len, default=[])
    listed = ", ".join(f"'{cell[:_LONGEST_HEADING]}'" for cell in fullest[:_MOST_HEADINGS])
    return listed or "tidak ada"


def recognise(path: Path, limits: Limits) -> Recognised:
    """The shape and the data rows of a file; raises :class:`UnreadableError` that says what was looked for."""
    if path.suffix.lower() == ".sql":
        raise SqlDumpError(path)
    sheets = [(grid.name, grid.rows) for grid in read_reference_list(path, limits)]
    best: tuple[str, dict[str, int], str, list[list[Any]], int] | None = None
    for name, rows in sheets:
        for at in range(min(len(rows), _HEAD_ROWS)):
            roles, depth = _heading_roles(rows[at : at + 1]), 1
            shape = _shape(roles)
            # A code's segments may stand in a second row, under a common 'Kode'.
            below = _heading_roles(rows[at + 1 : at + 2])
            if shape in (None, PLAIN) and roles and SHAPES[SEGMENTS][0] <= (below | roles).keys() and "sub" in below:
                shape, roles, depth = SEGMENTS, below | roles, 2
            if shape and (best is None or len(roles) > len(best[1])):
                best = shape, roles, name, rows, at + depth
            if shape:
                break
    if best is None:
        raise UnrecognisedListError(path, _HEAD_ROWS, "; ".join(text for _, text in SHAPES.values()), _found(sheets))
    shape, roles, name, rows, first = best
    head = " ".join(as_text(cell) for row in rows[:first] for cell in row if cell)
    prefix = f"{name}!" if name else ""
    data = [(f"{prefix}{first + at + 1}", row) for at, row in enumerate(rows[first:]) if any(as_text(x) for x in row)]
    stem = re.sub(r"(?<=[A-Za-z])-", " ", path.stem.replace("_", " "))
    content = read_received(path, limits.file_size, "daftar acuan")
    return Recognised(path, shape, roles, f"{stem} {name} {head}", data, hashlib.sha256(content).hexdigest())
