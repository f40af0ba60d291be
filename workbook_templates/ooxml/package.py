"""A workbook as a package of parts: some are rewritten, the others are copied as they are."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbook_templates.ooxml.errors import BrokenCopyPartError, OnlyXlsxChangedError
from workbook_templates.ooxml.part_xml import added, children, next_number, parse, to_bytes, whole
from workbook_templates.ooxml.plain_styles import plain_styles
from workbook_templates.reading.archive import part_names
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.only_read import READ_ONLY, way_to_xlsx
from workbook_templates.reading.preflight import inspect
from workbook_templates.safe_writing import refuse_inputs, written

_TYPES = "[Content_Types].xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STYLES = "xl/styles.xml"
"""Where some readers look for the formats, whatever the relationships say."""
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class Package:
    """The parts of a workbook that passed the preflight.

    ``book`` is the workbook's own part, ``sheets`` maps sheet names to parts. Reading raises :class:`UnreadableError` for a broken part.
    """

    def __init__(self, source: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self.source = source
        if source.suffix.lower() in READ_ONLY:
            raise OnlyXlsxChangedError(source, way_to_xlsx(source))
        found = inspect(source, limits)
        self.book, self.sheets = found.book, {sheet.name: sheet.part for sheet in found.sheets}
        self._changed: dict[str, bytes] = {}
        with zipfile.ZipFile(source) as archive:
            self._names = part_names(archive)

    def __contains__(self, part: str) -> bool:
        return part in self._names or part in self._changed

    def __iter__(self) -> Iterator[str]:
        return iter([*self._names, *(part for part in self._changed if part not in self._names)])

    def read(self, part: str) -> bytes:
        """A part's content as it now stands."""
        if part in self._changed:
            return self._changed[part]
        with zipfile.ZipFile(self.source) as archive:
            return self._read(archive, part_names(archive)[part])

    def put(self, part: str, content: bytes) -> None:
        """Give a part new content; a new part comes after the others."""
        self._changed[part] = content

    def tree(self, part: str) -> Any:
        """The root of a part's XML."""
        sheet = next((f"Lembar '{name}'" for name, known in self.sheets.items() if known == part), f"Bagian {part}")
        return parse(self.read(part), f"{sheet} di '{self.source.name}'")

    def put_tree(self, part: str, root: Any) -> None:
        """Give a part new XML."""
        self.put(part, to_bytes(root))

    def free(self, pattern: str) -> str:
        """The first part name that is not taken; ``pattern`` holds `{}` for a number."""
        taken = {part.casefold() for part in self}
        number = next(n for n in range(1, len(taken) + 2) if pattern.format(n).casefold() not in taken)
        return pattern.format(number)

    def save(self, target: Path) -> None:
        """Write the copy; raises :class:`OutputError` if it cannot be written or would replace the source."""
        refuse_inputs([target], [self.source])
        self.styles()
        with written(target) as partial, zipfile.ZipFile(self.source) as old, zipfile.ZipFile(partial, "w") as new:
            for name, entry in part_names(old).items():
                changed = self._changed.get(name)
                content = self._read(old, entry) if changed is None else changed
                copy = zipfile.ZipInfo(name, entry.date_time)
                copy.compress_type, copy.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                new.writestr(copy, content)
            for part, content in self._changed.items():
                if part not in self._names:
                    entry = zipfile.ZipInfo(part)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    new.writestr(entry, content)

    def _read(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """A part to copy; the preflight opens only those that hold tables, so others may prove broken here."""
        try:
            return archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise BrokenCopyPartError(self.source, entry.filename, str(error)) from None

    # ---- how parts belong together

    @property
    def relation_space(self) -> str:
        """The namespace of `r:id` and the beginning of relationship types: transitional or strict."""
        return _STRICT if b"purl.oclc.org/ooxml/spreadsheetml" in self.read(self.book)[:4096] else _TRANSITIONAL

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """(id, part) of the relationships of a kind, such as `comments`; those to the outside are left out."""
        relations = _relations_of(part)
        if relations not in self:
            return []
        found = []
        for relation in children(self.tree(relations), "Relationship"):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                found.append((relation.get("Id", ""), _resolved(part, relation.get("Target", ""))))
        return [(key, target) for key, target in found if target in self]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to another part; returns its id. Some readers follow only targets told from where the part stands."""
        relations = _relations_of(part)
        root = parse(self.read(relations) if relations in self else _RELATIONS, f"Bagian {relations}")
        taken = {relation.get("Id") for relation in children(root, "Relationship")}
        key = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        way = posixpath.relpath(f"/{target}", posixpath.dirname(f"/{part}"))
        kinds = {"Id": key, "Type": f"{self.relation_space}/{kind}", "Target": way}
        added(root, "Relationship", kinds)
        self.put_tree(relations, root)
        return key

    def forget(self, part: str, kind: str) -> None:
        """Take out the relationships of a kind that a part has."""
        relations = _relations_of(part)
        if relations not in self:
            return
        root = self.tree(relations)
        for relation in children(root, "Relationship"):
            if relation.get("Type", "").endswith(f"/{kind}"):
                root.remove(relation)
        self.put_tree(relations, root)

    def styles(self) -> str:
        """The part with the formats; a workbook that has none gets plain ones, for not every reader opens it without."""
        related = self.related(self.book, "styles")
        if related:
            return related[0][1]
        # A relationship that leads to no part would be a second one beside that of the part made here.
        self.forget(self.book, "styles")
        part = self.free("xl/styles{}.xml") if _STYLES in self else _STYLES
        self.put(part, plain_styles(map(self.read, self.sheets.values()), strict=self.relation_space == _STRICT))
        self.declare(_STYLES_TYPE, part=part)
        self.relate(self.book, "styles", part)
        return part

    def list_sheet(self, part: str, name: str) -> None:
        """Make a part a sheet of the workbook, after the others."""
        self.declare(_SHEET_TYPE, part=part)
        key = self.relate(self.book, "worksheet", part)
        root = self.tree(self.book)
        sheets = children(root, "sheets")[0]
        number = next_number((whole(sheet.get("sheetId")) for sheet in children(sheets, "sheet")), 1)
        added(sheets, "sheet", {"name": name, "sheetId": str(number), f"{{{self.relation_space}}}id": key})
        self.put_tree(self.book, root)

    def declare(self, content_type: str, *, part: str = "", extension: str = "") -> None:
        """State the content type of a part, or of all parts with an extension, unless it is stated already."""
        root = self.tree(_TYPES)
        name, key, value = ("Override", "PartName", f"/{part}") if part else ("Default", "Extension", extension)
        if any(x.get(key, "").casefold() == value.casefold() for x in children(root, name)):
            return
        added(root, name, {key: value, "ContentType": content_type})
        self.put_tree(_TYPES, root)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    if re.match(r"[a-z]+:", target, re.IGNORECASE):
        return ""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
