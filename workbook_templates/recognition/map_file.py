"""Maps of tables: what was recognised where, as a small file the planner confirms or corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from rules.model.document import Document, Table
from rules.schema.column import number_of
from rules.schema.layout import Layout, layouts, player
from rules.values.cells import as_text, column_number
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.workbook import read_sheets
from workbook_templates.recognition.errors import (
    EmptyMapError,
    FarColumnsError,
    LongMapError,
    MixedMapError,
    NoColumnsError,
    NoListInMapError,
    UnknownColumnError,
    UnknownFormError,
    UnknownMapFieldError,
    UnknownSheetError,
    UnreadLinesError,
    WrongLettersError,
    WrongLinesError,
    WrongRowsError,
)
from workbook_templates.recognition.heads.column_numbers import number_row
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.map_yaml import read_yaml
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.table.assemble import tables_of
from workbook_templates.recognition.table.joined_rows import mended
from workbook_templates.recognition.table.rows import Line, whole_page
from workbook_templates.recognition.text.lines import sheets_in_lines
from workbook_templates.recognition.text.mapped import confirm, head_row, text_entry
from workbook_templates.recognition.text.tables import text_tables

Entry = dict[str, Any]
"""One item of a map: a part of a table, and where it stands."""

_HEADER = """# Peta tabel '{name}': di mana tabel resmi dikenali, dan kolom mana yang memuat apa.
# Periksa, perbetulkan bila perlu, lalu: renja validate '{name}' --peta FILE-INI
#   bentuk : tabel resmi (T-C.33, Bab-IV, ...); hapus butirnya bila bukan tabel resmi
#   kepala : baris judul kolom; baris: baris isi, termasuk TOTAL
#   kolom  : nomor kolom resmi dan kolom Excel-nya; beberapa sel untuk satu kolom: A:E
#   lanjutan: ya bila menyambung tabel di atasnya (halaman berikut)
#   teks   : tabel berupa baris teks: isi sel pada baris yang batas selnya hanya diduga; pindahkan kata ke kolom yang benar
"""
_EXAMPLE = """# Tidak ada tabel yang dikenali. Ini contoh butirnya; ganti isinya dan hapus tanda # di depannya.
#tabel:
"""
_ROWS = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?")
_COLUMNS = re.compile(r"([A-Z]{1,3})(?:\s*:\s*([A-Z]{1,3}))?")
_BREAK = 3
"""Rows from one line to the next from which on a head is taken to stand between them."""
_MOST_ENTRIES, _LONGEST_SHOWN = 2_000, 60
_WIDEST = DEFAULT_LIMITS.columns
_KEYS = {"lembar", "bentuk", "kemiripan", "cocok", "kepala", "baris", "kolom", "lanjutan", "teks"}


def write_map(name: str, document: Document) -> str:
    """The map of a document as YAML, with a word on how to use it."""
    every = {(table.sheet, row) for table in document.tables for row in table.rows}
    entries = [entry for table in document.tables for entry in _entries(table, every)]
    body = yaml.safe_dump({"tabel": entries}, allow_unicode=True, sort_keys=False, width=120)
    return _HEADER.format(name=name) + body


def example_map(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """A map with an example for each sheet, all of it comments, for a file in which no table is known."""
    grids, _ = read_sheets(path, limits)
    entries = [
        {
            "lembar": grid.name,
            "bentuk": player("renja", "rencana").id,
            "kepala": "4-6",
            "baris": f"7-{len(grid.rows)}",
            "kolom": {"1": "A", "2": "B"},
        }
        for grid in grids
        if grid.rows
    ]
    body = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=120)
    return _HEADER.format(name=path.name) + _EXAMPLE + "".join(f"#{line}\n" for line in body.splitlines())


def _entries(table: Table, rows_of_all: set[tuple[str, int]]) -> Iterator[Entry]:
    """A table's entries: one for each run of rows whose columns stand at the same places.

    A row that continues another one here but is a row of its own in ``rows_of_all`` is listed only there.
    """
    if table.in_lines and not table.placing.cells:
        yield from [] if table.recognition.unread else [text_entry(table)]
        return
    runs: list[tuple[dict[str, str], list[int]]] = []
    own = set(table.rows)
    for row in sorted(x for x in table.placing.cells if x in own or (table.sheet, x) not in rows_of_all):
        if not runs or runs[-1][0] != table.placing.cells[row]:
            runs.append((table.placing.cells[row], []))
        runs[-1][1].append(row)
    for number, (columns, rows) in enumerate(runs):
        entry: Entry = {"lembar": table.sheet, "bentuk": table.layout}
        if number or table.recognition.continues:
            entry["lanjutan"] = True
        if table.captions.headings and not number:
            entry["kemiripan"] = round(table.recognition.certainty)
            if table.recognition.matched:
                entry["cocok"] = table.recognition.matched.id
            entry["kepala"] = f"{head_row(table)}-{rows[0] - 1}"
        yield entry | {"baris": _ranges(rows), "kolom": dict(columns)}


def _ranges(rows: Sequence[int]) -> str:
    """Rows as `8-12, 15-40`."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def read_map(map_file: Path, limits: Limits = DEFAULT_LIMITS) -> list[Entry]:
    """The entries of a map, before its workbook is looked at; raises :class:`MapError`, or :class:`UnreadableError` for no map."""
    content = read_yaml(map_file, limits.map)
    entries = content.get("tabel") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise NoListInMapError(map_file)
    if len(entries) > _MOST_ENTRIES or sum(map(_rows_asked_for, entries)) > limits.rows:
        raise LongMapError(map_file, _MOST_ENTRIES, limits.rows)
    return entries


def read_by_entries(path: Path, map_file: Path, entries: Sequence[Entry], limits: Limits = DEFAULT_LIMITS) -> Document:
    """The tables of a workbook where the entries of a map say they stand; raises :class:`MapError` naming what is wrong in it."""
    grids, foreign = read_sheets(path, limits)
    document = read_grids(str(path), grids)
    document.foreign = foreign
    by_name = {grid.name: grid for grid in grids}
    groups: list[tuple[Grid, Head, list[Line]]] = []
    further: set[int] = set()
    in_lines: list[Table] = []
    anew: dict[tuple[str, str], list[Table]] = {}
    for number, entry in enumerate(entries, 1):
        if "teks" in entry:
            in_lines.append(_in_lines(map_file, number, entry, by_name, document.tables, anew))
            continue
        grid, head, lines = _lines(map_file, number, entry, by_name)
        goes_on = _says_yes(entry.get("lanjutan")) and bool(groups) and groups[-1][1].layout is head.layout
        if goes_on and groups[-1][0] is grid:
            groups[-1][2].extend(lines)
            continue
        further |= {len(groups)} if goes_on else set()
        groups.append((grid, head, lines))
    kinds = {head.layout.document for _, head, _ in groups} | {layouts()[x.layout].document for x in in_lines}
    if len(kinds) != 1:
        raise MixedMapError(map_file) if kinds else EmptyMapError(map_file)
    document.kind = kinds.pop()
    document.tables = in_lines
    for number, (grid, head, lines) in enumerate(groups):
        tables = list(tables_of(grid, head, _read(grid, head, lines), len(grid.rows)))
        # What goes on on a further sheet has no head that is judged for itself.
        tables[0].recognition.continues = number in further
        document.tables += tables
    return document


def _read(grid: Grid, head: Head, lines: list[Line]) -> list[Line]:
    """The lines as the table's own form wants them: one block under its numbered head is read as it stands."""
    in_one = all(0 < later.at - line.at < _BREAK and later.head is line.head for line, later in pairwise(lines))
    return lines if not head.whole or (head.plain and in_one) else mended(lines, grid.rows)


def _in_lines(
    map_file: Path, number: int, entry: Entry, grids: dict[str, Grid], known: Sequence[Table],
    anew: dict[tuple[str, str], list[Table]],
) -> Table:  # fmt: skip
    """The table in lines of text that an entry names, its cells as the entry tells them; ``anew`` keeps what was read again."""
    grid, layout = _place(map_file, number, entry, grids)
    head, _ = _rows(map_file, number, "kepala", entry.get("kepala"), len(grid.rows))
    in_sheet = [x for x in known if (x.sheet, x.layout) == (grid.name, layout.id) and x.in_lines]
    same = [x for x in in_sheet if head_row(x) == head]
    if all(x.recognition.unread for x in same):
        # Read as another table, or not at all: the planner knows better which one it is.
        if (grid.name, layout.id) not in anew:
            others = [table for table in known if table.sheet != grid.name]
            anew[grid.name, layout.id] = text_tables(sheets_in_lines([grid]), [layout], others).get(grid.name, [])
        same += [x for x in anew[grid.name, layout.id] if head_row(x) == head]
    table = next((x for x in same if not x.recognition.unread), None)
    if table is None:
        why = f": {same[0].recognition.unread.id} (sel {same[0].recognition.unread_at})" if same else ""
        raise UnreadLinesError(map_file, number, grid.name, layout.id, why)
    try:
        confirm(table, entry["teks"])
    except ValueError as error:
        raise WrongLinesError(map_file, number, str(error)) from None
    return table


def _lines(map_file: Path, number: int, entry: Entry, grids: dict[str, Grid]) -> tuple[Grid, Head, list[Line]]:
    """The sheet, head and lines an entry names."""
    grid, layout = _place(map_file, number, entry, grids)
    most = len(grid.rows)
    spans = [_rows(map_file, number, "baris", part, most) for part in str(entry.get("baris")).split(",")]
    starts, ends = _columns(map_file, number, layout, entry.get("kolom"))
    top = bottom = max(spans[0][0] - 2, 0)
    if entry.get("kepala"):
        top, bottom = (row - 1 for row in _rows(map_file, number, "kepala", entry["kepala"], most))
    printed = {str(found) for found in (number_row(grid.rows[bottom]) or {}).values()}
    numbered = frozenset(number for number in starts if number_of(number) in printed)
    head = Head(layout, top, bottom, starts, numbered, min(starts.values()), max(ends.values()), ends=ends)
    return grid, head, [line for first, last in spans for line in whole_page(grid, head, range(first - 1, last))]


def _place(map_file: Path, number: int, entry: Entry, grids: dict[str, Grid]) -> tuple[Grid, Layout]:
    """The sheet and the official form an entry names."""
    unknown = [key for key in entry if key not in _KEYS]
    if unknown:
        raise UnknownMapFieldError(map_file, number, _shown(unknown[0]), sorted(_KEYS))
    grid = grids.get(str(entry.get("lembar")))
    if grid is None:
        raise UnknownSheetError(map_file, number, _shown(entry.get("lembar")), list(grids))
    layout = layouts().get(str(entry.get("bentuk")))
    if layout is None or not layout.columns:
        known = [x.id for x in layouts().values() if x.columns]
        raise UnknownFormError(map_file, number, _shown(entry.get("bentuk")), known)
    return grid, layout


def _columns(map_file: Path, number: int, layout: Layout, columns: Any) -> tuple[dict[str, int], dict[str, int]]:
    """First and last physical column (0-based) of each official column an entry names."""
    if not isinstance(columns, dict) or not columns:
        raise NoColumnsError(map_file, number)
    places = {}
    for column, letters in columns.items():
        match = _COLUMNS.fullmatch(str(letters).upper())
        if column not in layout.columns:
            raise UnknownColumnError(map_file, number, _shown(column), layout.id, list(layout.columns))
        if match is None:
            raise WrongLettersError(map_file, number, column, _shown(letters))
        first, last = column_number(match[1]) - 1, column_number(match[2] or match[1]) - 1
        if not first <= last < _WIDEST:
            raise FarColumnsError(map_file, number, column, _shown(letters), _WIDEST)
        places[column] = first, last
    ordered = {column: places[column] for column in layout.columns if column in places}
    return {column: first for column, (first, _) in ordered.items()}, {
        column: last for column, (_, last) in ordered.items()
    }


def _shown(told: Any) -> str:
    """What a map says, short enough for a sentence."""
    text = as_text(str(told))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _says_yes(text: Any) -> bool:
    return str(text or "").casefold() in {"ya", "y", "yes", "true", "benar", "on"}


def _rows_asked_for(entry: Entry) -> int:
    """How many rows an entry names, whether they are there or not."""
    spans = (_ROWS.fullmatch(part.strip()) for part in str(entry.get("baris")).split(","))
    return sum(max(0, int(span[2] or span[1]) - int(span[1]) + 1) for span in spans if span)


def _rows(map_file: Path, number: int, what: str, text: Any, most: int) -> tuple[int, int]:
    match = _ROWS.fullmatch(str(text).strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= most:
        raise WrongRowsError(map_file, number, what, _shown(text), most)
    return first, last
