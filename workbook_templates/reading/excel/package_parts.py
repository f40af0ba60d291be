"""The parts of a workbook and how they belong together: told by relationships and content types, never by their names."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import ClassVar
from xml.parsers import expat

from rules.record import record
from workbook_templates.reading.archive import inflated, part_names
from workbook_templates.reading.errors import BrokenPartError, MissingPartError, UnsurePackageError
from workbook_templates.reading.guarded_xml import ForbiddenXmlError, unsure
from workbook_templates.reading.limit_errors import LargeTablesError
from workbook_templates.reading.limits import MEGABYTE, Limits
from workbook_templates.reading.part_stream import Attributes, PartStream

TYPES, ROOT = "[Content_Types].xml", ""
"""The part that lists content types; the name of the whole package where relationships are asked for."""
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_EXCEL = "application/vnd.ms-excel."
_CONTENT = {
    "officeDocument": {
        f"{_SPREADSHEET}sheet.main+xml", f"{_SPREADSHEET}template.main+xml",
        f"{_EXCEL}sheet.macroenabled.main+xml", f"{_EXCEL}template.macroenabled.main+xml",
    },
    "worksheet": {f"{_SPREADSHEET}worksheet+xml"},
    "chartsheet": {f"{_SPREADSHEET}chartsheet+xml"},
    "dialogsheet": {f"{_SPREADSHEET}dialogsheet+xml"},
    "xlMacrosheet": {f"{_EXCEL}macrosheet+xml"},
    "xlIntlMacrosheet": {f"{_EXCEL}intlmacrosheet+xml"},
    "styles": {f"{_SPREADSHEET}styles+xml"},
    "sharedStrings": {f"{_SPREADSHEET}sharedstrings+xml"},
}  # fmt: skip
"""Content types, in small letters, of the parts that relationships of a kind lead to."""
_KINDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.microsoft.com/office/2006/relationships/",
)


@record
class Relation:
    """A relationship: its kind (`worksheet`; the whole type if it is none of the office formats), and where it leads.

    ``part`` is the name of a part, whether it is there or not; empty where ``target`` is outside.
    """

    id: str
    kind: str
    target: str
    part: str


class _Relations(PartStream):
    spaces: ClassVar = {"http://schemas.openxmlformats.org/package/2006/relationships"}
    content: ClassVar = {"": {"Relationships"}, "Relationships": {"Relationship"}, "Relationship": ()}

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.found: dict[str, Relation] = {}

    def opens_relationship(self, attributes: Attributes) -> None:
        key, type_, target = (attributes.get(name, "") for name in ("Id", "Type", "Target"))
        if key in self.found:
            raise unsure(f"mencatat hubungan '{key[:40]}' dua kali")
        kind = next((type_.removeprefix(start) for start in _KINDS if type_.startswith(start)), type_)
        inside = attributes.get("TargetMode", "Internal") == "Internal"
        self.found[key] = Relation(key, kind, target, resolved(self.source, target) if inside else "")


class _ContentTypes(PartStream):
    spaces: ClassVar = {"http://schemas.openxmlformats.org/package/2006/content-types"}
    content: ClassVar = {"": {"Types"}, "Types": {"Default", "Override"}, "Default": (), "Override": ()}

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def _put(self, key: str, attributes: Attributes) -> None:
        if key in self.found:
            raise unsure(f"mencatat jenis '{key[:80]}' dua kali")
        self.found[key] = attributes.get("ContentType", "").lower()

    def opens_default(self, attributes: Attributes) -> None:
        self._put(attributes.get("Extension", "").lower(), attributes)

    def opens_override(self, attributes: Attributes) -> None:
        self._put(attributes.get("PartName", "").casefold(), attributes)


def resolved(source: str, target: str) -> str:
    """The name of the part that a relationship of another one leads to; empty if it leads to none."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target) or not target:
        return ""
    path = target if target.startswith("/") else f"/{posixpath.join(posixpath.dirname(source), target)}"
    steps: list[str] = []
    for step in path.split("/")[1:]:
        if step == ".." and steps:
            steps.pop()
        elif step in {"", ".", ".."}:
            return ""  # programs go different ways from here
        else:
            steps.append(step)
    return "/".join(steps)


def relations_of(part: str) -> str:
    """The name of the part that holds the relationships of another one."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Parts:
    """The parts of an open workbook by name. Whatever is wrong with them is raised as its refusal."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path, self._archive = path, archive
        self.entries = part_names(archive)
        self._folded = {name.casefold(): name for name in self.entries}
        self._relations: dict[str, dict[str, Relation]] = {}

    def read(self, name: str) -> bytes:
        """A whole part; one that is not there, or is not as the directory tells, is refused."""
        if name not in self.entries:
            raise MissingPartError(self.path, name)
        entry = self.entries[name]
        return inflated(self._archive, entry, entry.file_size)

    def check_size(self, limits: Limits, *names: str) -> None:
        """Parts that are to be read stay within their limit, as the directory tells; more is never inflated."""
        size = sum(self.entries[name].file_size for name in {*names} if name in self.entries)
        if size > limits.xml:
            raise LargeTablesError(self.path, size // MEGABYTE, limits.xml // MEGABYTE)

    @contextmanager
    def readable(self, what: str) -> Iterator[None]:
        """Turn the faults of an XML part into the reason for refusing its workbook; ``what`` names it."""
        try:
            yield
        except expat.ExpatError as error:
            raise BrokenPartError(self.path, what, str(error), "Excel") from None
        except ForbiddenXmlError as fault:
            raise fault.refusal(self.path, what) from None

    def parse(self, name: str, stream: PartStream) -> None:
        """Read a part's XML."""
        xml = self.read(name)
        with self.readable(f"bagian {name}"):
            stream.read(xml)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by their ids; none where it has no such part."""
        if part not in self._relations:
            found, name = _Relations(part), relations_of(part)
            if self._there(name):
                self.parse(name, found)
            self._relations[part] = found.found
        return self._relations[part]

    def related(self, part: str, kind: str) -> str:
        """The one part of a kind that belongs to another part; empty if there is none."""
        found = [relation for relation in self.relations(part).values() if relation.kind == kind]
        if len(found) > 1:
            raise UnsurePackageError(self.path, f"ada {len(found)} bagian {kind}")
        return self.target(found[0]) if found else ""

    def target(self, relation: Relation) -> str:
        """The part that a relationship leads to, empty if it is not there; one of another content type is refused."""
        if not self._there(relation.part):
            return ""
        if relation.kind not in _CONTENT or self._type(relation.part) not in _CONTENT[relation.kind]:
            raise UnsurePackageError(
                self.path, f"bagian {relation.part} dinyatakan berjenis lain daripada pemakaiannya"
            )
        return relation.part

    def _there(self, name: str) -> bool:
        """Whether a part is there. Programs differ in whether they find one under a name in other letters."""
        found = self._folded.get(name.casefold())
        if found is not None and found != name:
            raise UnsurePackageError(self.path, f"bagian {name} tersimpan dengan nama {found}")
        return found is not None

    def _type(self, part: str) -> str:
        listed = self._types
        return listed.get(f"/{part}".casefold()) or listed.get(part.rpartition(".")[2].lower(), "")

    @cached_property
    def _types(self) -> dict[str, str]:
        found = _ContentTypes()
        if not self._there(TYPES):
            raise MissingPartError(self.path, TYPES)
        self.parse(TYPES, found)
        return found.found
