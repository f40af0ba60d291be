"""The workbook part: which sheets it lists, which parts they, the shared texts and the formats are, and its names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rules.record import record
from workbook_templates.reading.errors import MissingBookPartError, MissingSheetError, NoSheetsError, UnsurePackageError
from workbook_templates.reading.excel.package_parts import ROOT, TYPES, Parts, relations_of
from workbook_templates.reading.limit_errors import ManySheetsError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.part_stream import Attributes, PartStream

_IDS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "http://purl.oclc.org/ooxml/officeDocument/relationships id",
}
"""How a sheet's relationship is named, by the namespace of the workbook."""
_OTHER_SHEETS = {"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
_TRUE = {"1", "true"}


@record
class ListedSheet:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class BookParts:
    """The workbook part and what belongs to it; ``styles`` and ``strings`` are empty where there are none.

    ``sheets`` are the worksheets in order, ``names`` the defined names with their formulas.
    """

    part: str
    sheets: list[ListedSheet]
    styles: str
    strings: str
    from_1904: bool = False
    names: list[tuple[str, str]] = field(default_factory=list)


class _Workbook(PartStream):
    content: ClassVar = {
        "": {"workbook"}, "workbook": {"workbookPr", "sheets", "definedNames"}, "workbookPr": (), "sheets": {"sheet"},
        "sheet": (), "definedNames": {"definedName"}, "definedName": (),
    }  # fmt: skip
    loose: ClassVar = {"workbook", "workbookPr", "sheet"}
    once: ClassVar = {"workbookPr", "sheets", "definedNames"}
    texts: ClassVar = {"definedName"}

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.names: list[tuple[str, str]] = []
        self.from_1904 = False

    def opens_workbookpr(self, attributes: Attributes) -> None:
        self.from_1904 = attributes.get("date1904") in _TRUE

    def opens_sheet(self, attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((attributes.get("name", ""), attributes.get(_IDS[self.space], ""), hidden))

    def opens_definedname(self, attributes: Attributes) -> None:
        self.names.append((attributes.get("name", ""), ""))

    def closes_definedname(self, text: str) -> None:
        self.names[-1] = self.names[-1][0], text


def find_book(parts: Parts, limits: Limits) -> BookParts:
    """The workbook of a package; raises :class:`workbook_templates.errors.UnreadableError` where it is not whole."""
    parts.check_size(limits, TYPES, relations_of(ROOT))
    part = parts.related(ROOT, "officeDocument")
    if not part:
        raise MissingBookPartError(parts.path)
    parts.check_size(limits, part, relations_of(part))
    found = _Workbook()
    parts.parse(part, found)
    if len(found.sheets) > limits.sheets:
        raise ManySheetsError(parts.path, len(found.sheets))
    listed = [sheet for sheet in (_listed(parts, part, *told) for told in found.sheets) if sheet]
    if not listed:
        raise NoSheetsError(parts.path)
    _check_once(parts, [name.casefold() for name, _, _ in found.sheets], "dua lembar bernama sama")
    _check_once(parts, [sheet.part for sheet in listed], "dua lembar berisi bagian yang sama")
    styles, strings = parts.related(part, "styles"), parts.related(part, "sharedStrings")
    return BookParts(part, listed, styles, strings, found.from_1904, found.names)


def _listed(parts: Parts, book: str, name: str, key: str, hidden: bool) -> ListedSheet | None:
    """A sheet by the id of its relationship; None for one that holds no table of cells."""
    relation = parts.relations(book).get(key)
    if relation is not None and relation.kind in _OTHER_SHEETS:
        return None
    part = parts.target(relation) if relation and relation.kind == "worksheet" else ""
    if not part:
        raise MissingSheetError(parts.path, name)
    return ListedSheet(name, part, hidden)


def _check_once(parts: Parts, found: list[str], what: str) -> None:
    if len(set(found)) < len(found):
        raise UnsurePackageError(parts.path, f"ada {what}")
