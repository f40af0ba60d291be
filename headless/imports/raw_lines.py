"""The lines of a decree as its file has them: a code as written, what stands beside it, whose it is.

A file writes a code in one cell, a segment to a cell, or all levels of a sub kegiatan in one row, each with its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from headless.imports.report import tidy
from headless.imports.tables import LEVEL_ROLES, NAMED_LEVELS, SEGMENTS, SIPD, Recognised
from rules.nomenclature import KABKOTA, KINDS, PROVINSI
from rules.values.cells import as_text

_COMBINED = re.compile(r"\s*([0-9X][0-9X.]*)(?:\s+(.*))?", re.DOTALL)
_TEXTS = ("kinerja", "indikator", "satuan")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A code as written with what stands beside it; ``is_row`` unless it is a parent told in the row of its child."""

    place: str
    jenis: str
    code: Any
    texts: dict[str, str]
    is_row: bool = True


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds of government a cell names; both for `Provinsi/Kabupaten/Kota`.

    >>> kinds_named("KAB/KOTA"), kinds_named("Provinsi/Kabupaten/Kota"), kinds_named("negara")
    (('kabkota',), ('provinsi', 'kabkota'), ())
    """
    words = [word.strip() for word in re.split(r"[/,&]| dan ", text.casefold())]
    named = {
        PROVINSI: any(x.startswith("prov") for x in words),
        KABKOTA: any(x.startswith(("kab", "kot")) for x in words),
    }
    return tuple(kind for kind in KINDS if named[kind])


def kind_of_file(table: Recognised) -> str:
    """The kind a file is for, by what stands above its table or in its name; empty where it tells both or none."""
    text = table.head.casefold()
    named = {
        KABKOTA: bool(re.search(r"kabupaten\s*/\s*kota|kab\s*/?\s*kota?\b|kabkota?", text)),
        PROVINSI: "prov" in text,
    }
    told = [kind for kind, is_named in named.items() if is_named]
    return told[0] if len(told) == 1 else ""


def raw_lines(table: Recognised) -> Iterator[RawLine]:
    """The lines of a recognised decree, parents before their children."""
    of_row = {SIPD: _combined, NAMED_LEVELS: _levels}.get(table.shape, _one_code)
    seen: set[tuple[str, str]] = set()
    for place, row in table.rows:
        kind = tidy(table.cell(row, "jenis"))
        *above, (code, name) = of_row(table, row)
        for parent, parent_name in above:
            if (kind, parent) not in seen:
                seen.add((kind, parent))
                yield RawLine(place, kind, parent, {"nama": parent_name}, is_row=False)
        yield RawLine(place, kind, code, {"nama": name} | _texts(table, row))


def _texts(table: Recognised, row: list[Any]) -> dict[str, str]:
    texts = {name: tidy(table.cell(row, name)) for name in _TEXTS}
    definition = table.cell(row, "definisi")
    lines = definition.splitlines() if isinstance(definition, str) and tidy(definition) else []
    texts["definisi"] = "\n".join(" ".join(line.split()) for line in lines).strip()
    texts["sebelumnya"] = tidy(table.cell(row, "sebelumnya"))
    return texts


def _combined(table: Recognised, row: list[Any]) -> list[tuple[Any, str]]:
    """The levels of a row whose cells hold code and name together."""
    found: list[tuple[Any, str]] = []
    for role in LEVEL_ROLES[:-1]:
        cell = _COMBINED.fullmatch(as_text(table.cell(row, role)))
        if cell:
            found.append((cell[1], tidy(cell[2])))
    sub = table.cell(row, LEVEL_ROLES[-1])
    cell = _COMBINED.fullmatch(as_text(sub))
    return [*found, (cell[1], tidy(cell[2])) if cell else (tidy(sub), "")]


def _levels(table: Recognised, row: list[Any]) -> list[tuple[Any, str]]:
    """The levels of a row that has a cell for the code and one for the name of each."""
    found: list[tuple[Any, str]] = []
    for code, role in zip(_codes(table, row), LEVEL_ROLES, strict=True):
        name = tidy(table.cell(row, f"nama_{role}"))
        if name or tidy(table.cell(row, role)):
            found.append((code, name))
    return found or [("", "")]


def _one_code(table: Recognised, row: list[Any]) -> list[tuple[Any, str]]:
    """The one code of a row, in a cell of its own or a segment to a cell."""
    code = _codes(table, row)[-1] if table.shape == SEGMENTS else table.cell(row, "kode")
    name = tidy(table.cell(row, "nama"))
    written = tidy(code)
    if written and name.startswith(written):
        # Some lists repeat the code before the name.
        name = name.removeprefix(written).lstrip(" -–:.") or name
    return [(code, name)]


def _codes(table: Recognised, row: list[Any]) -> list[str]:
    """The code down to each level: cells hold segments, or the whole code so far."""
    code, found = "", []
    for at, role in enumerate(LEVEL_ROLES):
        part = _segment(table.cell(row, role), at).strip(".")
        if part.startswith(f"{code}."):
            code = part
        elif part:
            code = f"{code}.{part}".strip(".")
        found.append(code)
    return found


def _segment(value: Any, position: int) -> str:
    """One segment of a code; a kegiatan segment stored as the number 2.1 was 2.10."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = float(value).is_integer()
        return str(int(value)) if whole and position != 3 else f"{value:.2f}"
    return tidy(value)
