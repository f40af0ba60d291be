"""What the parts of an .ods hold beside its sheets: macros and embedded objects, and whether a password locks it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from rules.model.document import ACTIVE, Foreign
from workbook_templates.reading.active_kinds import EMBEDDED_OBJECTS, MACROS
from workbook_templates.reading.archive import part_names, read_part
from workbook_templates.reading.errors import LockedFileError
from workbook_templates.reading.guarded_xml import elements

_LISTING = "META-INF/manifest.xml"
_MACROS = re.compile(r"Basic/[^/]+/(?!script-lb\.xml$|dialog-lb\.xml$)[^/]+\.xml|Scripts/.+[^/]")
_HARMLESS = re.compile(r"application/vnd\.oasis\.opendocument\.(?:chart|formula|graphics)")
"""Kinds of objects inside a workbook that only show something."""
_OBJECT = re.compile(
    r"application/(?:vnd\.oasis\.opendocument\.|vnd\.sun\.star\.oleobject|x-openoffice-gdimetafile-ole)"
)


def check_open(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a file whose parts are encrypted."""
    if any(tag == "encryption-data" for tag, _ in _listed(path, archive)):
        raise LockedFileError(path, "buka di LibreOffice, pilih Simpan Sebagai tanpa kata sandi")


def in_ods_parts(path: Path, archive: zipfile.ZipFile) -> Iterator[Foreign]:
    """The macros and embedded objects of a workbook, each kind once."""
    macro = next(filter(_MACROS.fullmatch, part_names(archive)), "")
    if macro:
        yield Foreign(ACTIVE, MACROS, told=macro[:120])
    for _, attributes in _listed(path, archive):
        kind, name = attributes.get("media-type", ""), attributes.get("full-path", "/")
        if name != "/" and _OBJECT.match(kind) and not _HARMLESS.match(kind):
            yield Foreign(ACTIVE, EMBEDDED_OBJECTS, told=name[:120])
            return


def _listed(path: Path, archive: zipfile.ZipFile) -> list[tuple[str, dict[str, str]]]:
    """What the listing of the package says of its parts."""
    if _LISTING not in part_names(archive):
        return []
    return elements(read_part(path, archive, _LISTING), "file-entry", "encryption-data")
