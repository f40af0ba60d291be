"""The map of a workbook's tables: written from what was recognised, read back once the planner confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.serving import at_hand
from workbook_templates.safe_writing import save_text

if TYPE_CHECKING:
    from headless.batch.worker import Read
    from rules.model.document import Document
    from workbook_templates.reading.limits import Limits
    from workbook_templates.recognition.map_file import Entry


def make_map(source: Path, target: Path, limits: Limits) -> list[str]:
    """Write the map of a file; returns what to tell of what was recognised. Raises :class:`RenjaError`."""
    from workbook_templates.errors import NoTablesError, NothingWrittenError
    from workbook_templates.reader import read_document
    from workbook_templates.recognition.map_file import example_map, write_map

    at_hand(source)
    try:
        document = read_document(source, limits)
    except NothingWrittenError:
        raise
    except NoTablesError:
        save_text(example_map(source, limits), target)
        return [
            f"Ditulis: {target}",
            "Tidak ada tabel yang dikenali; isi contoh di dalamnya, lalu jalankan dengan --peta.",
        ]
    save_text(write_map(source.name, document), target)
    return [f"Ditulis: {target}", *_recognised(document)]


def _recognised(document: Document) -> list[str]:
    """A line for each table: where, which, how much like the official form."""
    lines = []
    for table in document.tables:
        known = table.recognition
        if not known.continues:
            more = f" ({known.matched.id})" if known.matched else ""
            more += f"; periksa isian 'teks' baris {', '.join(map(str, known.guessed))}" if known.guessed else ""
            more = f"; tidak terbaca: {known.unread.id}" if known.unread else more
            lines.append(f"  {table.sheet}: {table.layout}, kemiripan {round(known.certainty)} dari 100{more}")
    return [*lines, "Periksa peta itu, lalu jalankan kembali dengan --peta."]


def reader_of(map_file: Path, limits: Limits) -> Read:
    """Reads a file by a map, which is read once and beforehand; raises :class:`RenjaError` where it is none."""
    from workbook_templates.recognition.map_file import read_map

    at_hand(map_file)
    return partial(_by_map, map_file, read_map(map_file, limits))


def _by_map(map_file: Path, entries: Sequence[Entry], source: Path, limits: Limits) -> Document:
    from workbook_templates.recognition.map_file import read_by_entries

    return read_by_entries(source, map_file, entries, limits)
