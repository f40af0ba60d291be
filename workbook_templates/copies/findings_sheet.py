"""The Temuan sheet of an annotated copy: put in the place of ours, or added behind the sender's own sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rules.model.finding import Verdict
from rules.values.cells import column_letter
from workbook_templates.copies.findings_lines import (
    NAME,
    TITLE,
    Line,
    ListLine,
    foot_lines,
    free_name,
    heading_line,
    line_height,
    listed_lines,
    unchecked_line,
    verdict_line,
)
from workbook_templates.ooxml.cell_format import CellFormat
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import added, children, insert_after, made, parse
from workbook_templates.ooxml.patch import recalculate
from workbook_templates.ooxml.sheet_cells import set_value
from workbook_templates.ooxml.stylesheet import StyleSheet
from workbook_templates.template.guide import FINDING_COLUMNS, FIRST_FINDING

NOT_FOR_SUBMISSION = "BUKAN UNTUK DISERAHKAN"
_MOST_LINKS = 60_000
"""Excel keeps at most 65,530 links a sheet."""
_BEFORE_LINKS = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations",
}  # fmt: skip
_BEFORE_PAGES = {*_BEFORE_LINKS, "hyperlinks", "printOptions", "pageMargins"}
_BEFORE_NAMES = {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
                 "functionGroups", "externalReferences"}  # fmt: skip
_SHEET = (
    '<worksheet xmlns="{space}"><sheetPr><tabColor rgb="FFC0392B"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane xSplit="3" ySplit="{head}" topLeftCell="D{first}" '
    'activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{cols}'
    '</cols><sheetData/><autoFilter ref="A{head}:M{head}"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" '
    'header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)
_SELECTED = re.compile(rb'(<(?:\w+:)?sheetView\b[^>]*?)\s+tabSelected="(?:1|true)"')


def _head(verdict: Verdict, source: str) -> Iterator[Line]:
    warning = CellFormat(bold=True, size=12, colour="#C0392B", literal=True)
    note = f"{NOT_FOR_SUBMISSION}: salinan beranotasi untuk memperbaiki {source}. Perbaiki dan serahkan file aslinya."
    yield [(TITLE, CellFormat(bold=True, size=12, literal=True))]
    yield [(note, warning)]
    yield [(verdict_line(verdict), CellFormat(bold=True, literal=True))]
    yield [(unchecked_line(verdict), CellFormat(bold=True, literal=True))]
    yield heading_line()


class FindingsSheet:
    """Writes the Temuan sheet into a package and opens the copy on it."""

    def __init__(self, package: Package, styles: StyleSheet, verdict: Verdict) -> None:
        self._package, self._styles, self._verdict = package, styles, verdict
        self.name, self.part, self._ours = self._found()

    def _found(self) -> tuple[str, str, bool]:
        """Name and part of the sheet, and whether it was there before."""
        package = self._package
        for name, part in package.sheets.items():
            if name.startswith(NAME) and _is_ours(package, part):
                return name, part, True
        taken = {sheet.get("name", "") for sheet in _sheets(package.tree(package.book))}
        return free_name(taken), package.free("xl/worksheets/sheet{}.xml"), False

    def write(self) -> None:
        """Fill the sheet, listing it in the workbook if it is new."""
        package = self._package
        if not self._ours:
            self._package.list_sheet(self.part, self.name)
        root = package.tree(self.part) if self._ours else self._blank()
        data = children(root, "sheetData")[0]
        data.clear()
        listed = list(listed_lines(self._verdict))
        lines = [*_head(self._verdict, self._package.source.name), *(one.line for one in listed)]
        last = max(len(lines), FIRST_FINDING - 1)
        for number, line in enumerate([*lines, *foot_lines(self._verdict)], 1):
            self._row(data, number, line)
        self._links(root, listed)
        _fit_to_width(root)
        for extent in children(root, "dimension"):
            root.remove(extent)
        for area in children(root, "autoFilter"):
            for condition in list(area):
                area.remove(condition)
            area.set("ref", f"A{FIRST_FINDING - 1}:{column_letter(len(FINDING_COLUMNS))}{last}")
        for hidden in (*children(root, "sortState"), *children(root, "mergeCells")):
            root.remove(hidden)
        package.put_tree(self.part, root)
        self._open_here(last)
        if self._ours:
            recalculate(package)  # the sheets of our templates count what Temuan lists

    def _row(self, data: Any, number: int, line: Line) -> None:
        row = added(data, "row", {"r": str(number)})
        if number >= FIRST_FINDING:
            row.attrib.update({"ht": str(line_height(line)), "customHeight": "1"})
        for column, (value, look) in enumerate(line, 1):
            cell = added(row, "c", {"r": f"{column_letter(column)}{number}", "s": str(self._styles.look(look))})
            set_value(cell, value if value != "" else None)

    def _links(self, root: Any, listed: Sequence[ListLine]) -> None:
        """Each place leads to its cell."""
        for old in children(root, "hyperlinks"):
            root.remove(old)
        known = self._package.sheets
        # A sheet that is named but not there (its table is missing) has no cell to lead to.
        told = [(row, x.place) for row, x in enumerate(listed, FIRST_FINDING) if x.place and x.place[0] in known]
        places = told[:_MOST_LINKS]
        if not places:
            return
        links = insert_after(root, made(root, "hyperlinks"), _BEFORE_LINKS)
        for row, (sheet, cell) in places:
            quoted = sheet.replace("'", "''")
            added(links, "hyperlink", {"ref": f"A{row}", "location": f"'{quoted}'!{cell}"})

    # ---- in the workbook

    def _blank(self) -> Any:
        space = self._package.tree(self._package.book).tag.rpartition("}")[0].removeprefix("{")
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, (_, width) in enumerate(FINDING_COLUMNS, 1)
        )
        xml = _SHEET.format(space=space, head=FIRST_FINDING - 1, first=FIRST_FINDING, cols=widths)
        return parse(xml.encode(), self.part)

    def _open_here(self, last: int) -> None:
        """Make the sheet the one shown on opening, let its filter's hidden name reach to the last finding, and print it all."""
        package = self._package
        root = package.tree(package.book)
        at = next(n for n, sheet in enumerate(_sheets(root)) if sheet.get("name") == self.name)
        _sheets(root)[at].attrib.pop("state", None)
        for views in children(root, "bookViews"):
            for view in children(views, "workbookView"):
                view.set("activeTab", str(at))
        area = f"'{self.name}'!$A${FIRST_FINDING - 1}:${column_letter(len(FINDING_COLUMNS))}${last}"
        holder = next(iter(children(root, "definedNames")), None)
        if holder is None:
            holder = insert_after(root, made(root, "definedNames"), _BEFORE_NAMES)
        own = [name for name in children(holder, "definedName") if name.get("localSheetId") == str(at)]
        for name in own:
            if name.get("name") in {"_xlnm._FilterDatabase", "_xlnm.Print_Area"}:
                holder.remove(name)
        hidden = {"name": "_xlnm._FilterDatabase", "localSheetId": str(at), "hidden": "1"}
        added(holder, "definedName", hidden).text = area
        package.put_tree(package.book, root)
        for part in {part for kind in ("worksheet", "chartsheet") for _, part in package.related(package.book, kind)}:
            content = package.read(part)
            if b"tabSelected" in content:
                package.put(part, _SELECTED.sub(rb"\1", content))
        shown = package.tree(self.part)
        for views in children(shown, "sheetViews"):
            children(views, "sheetView")[0].set("tabSelected", "1")
        package.put_tree(self.part, shown)


def _fit_to_width(root: Any) -> None:
    """Print a sheet across one page: the empty one of a template is set up for no print at all."""
    properties = next(iter(children(root, "sheetPr")), None)
    if properties is None:
        properties = insert_after(root, made(root, "sheetPr"), set())
    fit = next(iter(children(properties, "pageSetUpPr")), None)
    if fit is None:
        fit = added(properties, "pageSetUpPr", {})
    fit.set("fitToPage", "1")
    setup = next(iter(children(root, "pageSetup")), None)
    if setup is None:
        setup = insert_after(root, made(root, "pageSetup"), _BEFORE_PAGES)
    setup.attrib.update({"orientation": "landscape", "fitToWidth": "1", "fitToHeight": "0"})


def _sheets(book: Any) -> list[Any]:
    return [sheet for holder in children(book, "sheets") for sheet in children(holder, "sheet")]


def _is_ours(package: Package, part: str) -> bool:
    """Whether a sheet is a Temuan sheet of our own, told by its first cell."""
    root = package.tree(part)
    for data in children(root, "sheetData"):
        for cell in (cell for row in children(data, "row")[:1] for cell in children(row, "c")[:1]):
            if cell.get("t") == "inlineStr":
                return "".join(cell.itertext()) == TITLE
            if cell.get("t") == "s":
                return _shared(package, "".join(cell.itertext())) == TITLE
    return False


def _shared(package: Package, number: str) -> str:
    for _, part in package.related(package.book, "sharedStrings"):
        texts = children(package.tree(part), "si")
        if number.isdigit() and int(number) < len(texts):
            return "".join(texts[int(number)].itertext())
    return ""
