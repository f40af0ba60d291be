"""Writing values into a copy of a workbook by patching its XML.

A re-save through a workbook library would lose stored formula values, charts and conditional formats that
it does not know; here only the cells named are touched, everything else is copied as it is. Spreadsheet
programs are told to recalculate the copy when they open it.
"""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any

from rules.cells import column_letter, column_number
from workbook_templates.errors import UnreadableError
from workbook_templates.files import same_file, written
from workbook_templates.preflight import DEFAULT_LIMITS, Limits, inspect

Value = float | int | str | None
Cells = Mapping[tuple[int, int], Value]
"""Values by 1-based (row, column); None empties a cell or a formula's result, leaving the formula."""

_BOOK = "xl/workbook.xml"
_BEFORE_CALCULATION = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
}  # fmt: skip
"""What the schema of a workbook puts before `calcPr`."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,10})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


# ---- XML


def _parse(xml: bytes, what: str) -> Any:
    """The root of a part that passed the preflight; ``what`` begins the sentence for one that still fails."""
    from lxml import etree

    # huge_tree: the preflight bounds the size of parts and refuses entities, so long texts are only long.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        said = str(error).partition("\n")[0].rstrip(".")
        raise UnreadableError(f"{what} tidak dapat ditulisi ({said}); buka di Excel, simpan, lalu ulangi.") from None


def _bytes(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(parent: Any, name: str) -> list[Any]:
    return [child for child in parent if _local(child) == name]


def _made(like: Any, name: str, attributes: dict[str, str] | None = None) -> Any:
    """A new element in the namespace, and under the prefix, of another."""
    from lxml import etree

    space = like.tag.rpartition("}")[0]
    return etree.Element(f"{space}}}{name}" if space else name, attributes, nsmap=like.nsmap)


# ---- places


def _rows(data: Any) -> Iterator[tuple[int, Any]]:
    """Rows with their numbers; one that does not tell its own stands where its cells say, or next."""
    number = 0
    for row in _children(data, "row"):
        given = row.get("r", "")
        if re.fullmatch("[0-9]{1,10}", given):
            number = int(given)
        else:
            told = (_CELL.fullmatch(cell.get("r", "")) for cell in _children(row, "c"))
            number = next((int(match[2]) for match in told if match), number + 1)
        yield number, row


def _row_cells(row: Any, number: int) -> Iterator[tuple[tuple[int, int], Any]]:
    """Cells of a row with their places; one that does not tell its own stands next to the one before."""
    column = 0
    for cell in _children(row, "c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        column = column_number(match[1]) if match else column + 1
        yield (int(match[2]) if match else number, column), cell


class _Sheet:
    """The cells of one sheet that are wanted, and room for those that it lacks."""

    def __init__(self, data: Any, wanted: Cells) -> None:
        self.data, rows = data, list(_rows(data))
        self.found = {place: cell for number, row in rows for place, cell in _row_cells(row, number) if place in wanted}
        self.rows = sorted(rows, key=itemgetter(0))

    def row(self, number: int) -> Any:
        """The row of a number, made where it belongs if there is none."""
        at = bisect_left(self.rows, number, key=itemgetter(0))
        behind, other = self.rows[at] if at < len(self.rows) else (0, None)
        if behind == number:
            return other
        new = _made(self.data, "row", {"r": str(number)})
        _put_before(other, new, self.data, str(behind))
        self.rows.insert(at, (number, new))
        return new

    def cell(self, number: int, column: int) -> Any:
        """The cell of a place, made where it belongs if there is none."""
        if (number, column) not in self.found:
            row = self.row(number)
            behind = [(place[1], cell) for place, cell in _row_cells(row, number) if place[1] > column]
            letter, other = min(behind, key=itemgetter(0), default=(0, None))
            new = self.found[number, column] = _made(row, "c", {"r": f"{column_letter(column)}{number}"})
            _put_before(other, new, row, f"{column_letter(letter)}{number}")
            row.attrib.pop("spans", None)
        return self.found[number, column]


def _put_before(other: Any, new: Any, parent: Any, place: str) -> None:
    """Insert ``new`` before ``other``, whose ``place`` must not move with it, or at the end of ``parent``."""
    if other is None:
        parent.append(new)
        return
    if not other.get("r"):
        other.set("r", place)
    other.addprevious(new)


# ---- values


def _number(value: float | int) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return repr(float(value))


def _set(cell: Any, value: Value) -> None:
    """Replace a cell's value; its formula, style and whatever else it has stay."""
    formulas = _children(cell, "f")
    for old in (*_children(cell, "v"), *_children(cell, "is")):
        cell.remove(old)
    for name in ("t", "vm"):
        cell.attrib.pop(name, None)
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    if value is None and not formulas:
        return
    new = made = _made(cell, "is" if isinstance(value, str) and not formulas else "v")
    if isinstance(value, str | None):
        cell.set("t", "str" if formulas else "inlineStr")
        if not formulas:
            made = _made(cell, "t", _PRESERVE)
            new.append(made)
        made.text = _NOT_XML.sub("", value or "")
    else:
        made.text = _number(value)
    cell.insert(cell.index(formulas[-1]) + 1 if formulas else 0, new)


def _widen(root: Any, places: list[tuple[int, int]]) -> None:
    """Make the sheet's stated extent hold the places; one that cannot be read is dropped."""
    for extent in _children(root, "dimension"):
        match = _AREA.fullmatch(extent.get("ref", ""))
        if not match:
            root.remove(extent)
            continue
        left, top, right, bottom = match[1], match[2], match[3] or match[1], match[4] or match[2]
        corners = [(int(top), column_number(left)), (int(bottom), column_number(right))]
        if all(corners[0][i] <= place[i] <= corners[1][i] for place in places for i in (0, 1)):
            continue
        rows, columns = zip(*corners, *places, strict=True)
        first, last = (f"{column_letter(end(columns))}{end(rows)}" for end in (min, max))
        extent.set("ref", f"{first}:{last}")


def _patched(xml: bytes, cells: Cells, what: str) -> bytes:
    """A sheet's XML with the cells set."""
    root = _parse(xml, what)
    data = next(iter(_children(root, "sheetData")), None)
    if data is None:
        raise UnreadableError(f"{what} tidak memuat sel satu pun; buka di Excel, simpan, lalu ulangi.")
    sheet = _Sheet(data, cells)
    for place, value in sorted(cells.items(), key=lambda item: item[0]):
        if value is not None or place in sheet.found:
            _set(sheet.cell(*place), value)
    _widen(root, list(sheet.found))
    return _bytes(root)


def _recalculated(xml: bytes, what: str) -> bytes:
    """The workbook's XML, asking for a full calculation when it is opened; unchanged if it already does."""
    root = _parse(xml, what)
    known = _children(root, "calcPr")
    if known and all(settings.get("fullCalcOnLoad") in {"1", "true"} for settings in known):
        return xml
    if not known:
        before = [at for at, child in enumerate(root, 1) if _local(child) in _BEFORE_CALCULATION]
        known = [_made(root, "calcPr")]
        root.insert(max(before, default=0), known[0])
    for settings in known:
        settings.set("fullCalcOnLoad", "1")
    return _bytes(root)


# ---- files


def _read(source: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part to copy; the preflight opens only those that hold tables, so others may prove broken here."""
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableError(
            f"'{source.name}' tidak dapat disalin: bagian {entry.filename} rusak ({error}); buka di Excel, simpan, "
            "lalu ulangi."
        ) from None


def write_cells(source: Path, target: Path, sheets: Mapping[str, Cells], limits: Limits = DEFAULT_LIMITS) -> None:
    """Copy ``source`` to ``target`` with cells set per sheet name; formulas keep, only their results change.

    Numbers that are not finite count as None; characters that XML forbids are left out of texts. Raises
    :class:`UnreadableError` if the source is refused or the target cannot be written or is the source itself.
    """
    if same_file(source, target):
        raise UnreadableError(f"'{target.name}' adalah file masukan; pilih nama lain agar aslinya tidak hilang.")
    inspection = inspect(source, limits)
    parts = {part.part: part.name for part in inspection.sheets if sheets.get(part.name)}
    with written(target) as partial, zipfile.ZipFile(source) as old, zipfile.ZipFile(partial, "w") as new:
        for entry in old.infolist():
            content = _read(source, old, entry)
            if entry.filename in parts:
                name = parts[entry.filename]
                content = _patched(content, sheets[name], f"Lembar '{name}' di '{source.name}'")
            elif entry.filename == _BOOK and parts:
                content = _recalculated(content, f"Bagian {_BOOK} di '{source.name}'")
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            new.writestr(copy, content)
