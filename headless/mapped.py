"""Validation with a map of tables: written from what was recognised, read back once the planner confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.cli_common import fail
from headless.references import Comparison
from rules.document import Document
from rules.finding import Verdict
from rules.pack import Pack
from workbook_templates.errors import UnreadableError
from workbook_templates.files import same_file, written
from workbook_templates.mapping import read_mapped, write_map
from workbook_templates.reader import read_document


def only_file(files: Sequence[Path], option: str) -> Path:
    """The one file that a map speaks of."""
    if len(files) != 1:
        fail(f"{option} berlaku untuk satu buku kerja; disebut {len(files)}.")
    return files[0]


def make_map(source: Path, target: Path, *, overwrite: bool) -> str:
    """Write the map of a file and say what was recognised; raises :class:`UnreadableError`."""
    if same_file(source, target):
        fail(f"'{target}' adalah file masukan; pilih nama lain untuk peta.")
    if target.exists() and not overwrite:
        fail(f"'{target}' sudah ada; pakai nama lain, atau tambahkan --timpa bila memang boleh diganti.")
    document = read_document(source)
    with written(target) as partial:
        partial.write_text(write_map(source.name, document), encoding="utf-8")
    return "\n".join([f"Ditulis: {target}", *_recognised(document)])


def _recognised(document: Document) -> list[str]:
    """A line for each table: where, which, how much like the official form."""
    lines = []
    for table in document.tables:
        if not table.continues:
            more = f" ({table.matched})" if table.matched else ""
            lines.append(f"  {table.sheet}: {table.layout}, kemiripan {round(table.certainty)} dari 100{more}")
    return [*lines, "Periksa peta itu, lalu jalankan kembali dengan --peta."]


def validate_mapped(
    source: Path, map_file: Path, pack: Pack | None, lang: str, comparison: Comparison
) -> list[Verdict]:
    """The verdict of one file read by its map; a file or map that cannot be read is a verdict of its own."""
    from rules.engine import validate_many

    try:
        document = read_mapped(source, map_file)
        document.references = comparison.of(document)
    except UnreadableError as error:
        return [Verdict(str(source), "unreadable", reason=str(error))]
    return validate_many([document], pack, lang)
