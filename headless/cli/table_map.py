"""Validation with a map of tables: written from what was recognised, read back once the planner confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from headless.cli.errors import OneWorkbookError
from rules.model.document import Document
from workbook_templates.errors import TakenError
from workbook_templates.files import refuse_inputs, save_text
from workbook_templates.reader import read_document
from workbook_templates.reading.archive import Limits
from workbook_templates.recognition.map_file import read_mapped, write_map

if TYPE_CHECKING:
    from headless.batch.worker import Read


def only_file(files: Sequence[Path], option: str) -> Path:
    """The one file that a map speaks of."""
    if len(files) != 1:
        raise OneWorkbookError(option, len(files))
    return files[0]


def make_map(source: Path, target: Path, read: Sequence[Path], *, overwrite: bool) -> list[str]:
    """Write the map of a file and say what was recognised; ``read`` are the other files of the call; raises :class:`RenjaError`."""
    refuse_inputs([target], [source, *read])
    if target.exists() and not overwrite:
        raise TakenError(target)
    document = read_document(source)
    save_text(write_map(source.name, document), target)
    return [f"Ditulis: {target}", *_recognised(document)]


def _recognised(document: Document) -> list[str]:
    """A line for each table: where, which, how much like the official form."""
    lines = []
    for table in document.tables:
        known = table.recognition
        if not known.continues:
            more = f" ({known.matched})" if known.matched else ""
            more += f"; periksa isian 'teks' baris {', '.join(map(str, known.guessed))}" if known.guessed else ""
            more = f"; tidak terbaca: {known.unread}" if known.unread else more
            lines.append(f"  {table.sheet}: {table.layout}, kemiripan {round(known.certainty)} dari 100{more}")
    return [*lines, "Periksa peta itu, lalu jalankan kembali dengan --peta."]


def reader_of(map_file: Path) -> Read:
    """Reads a file by its map."""
    return partial(_by_map, map_file)


def _by_map(map_file: Path, source: Path, limits: Limits) -> Document:
    return read_mapped(source, map_file, limits)
