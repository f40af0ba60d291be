"""The body of a Word document, element by element as its XML is read: paragraphs, tables and their cells.

Tracked changes are read as if they were accepted: what is deleted or moved away is not there. Nor is hidden text, which Word
neither shows nor prints, and what only prompts for an entry in a content control. Tables in text boxes are tables; other text in
boxes is no paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from rules.model.bilingual import Text
from rules.narrative.paragraphs import Paragraph
from rules.values.footnotes import as_raised
from workbook_templates.reading.limit_errors import (
    DeepTablesError,
    ManyCellsError,
    ManyColumnsError,
    ManyRowsError,
    ManyTablesError,
)
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.word.captions import caption, is_title
from workbook_templates.reading.word.lines import TAB
from workbook_templates.reading.word.run import RunLook, is_ground
from workbook_templates.reading.word.table import DocxTable, OpenCell, OpenTable, Pieces, columns_covered, said_beside
from workbook_templates.reading.xml_stream import XmlStream, is_on, whole

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespaces of Word's text: transitional and strict."""
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_FORMER = ("tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange", "rPrChange")
"""How something was before a tracked change of its format."""
_SKIPPED = ("instrText", "footnoteReference", "pPrChange", *_FORMER)
_SIGNS = {"tab": TAB, "br": " ", "cr": " ", "noBreakHyphen": "-"}
_DEEPEST = 12
"""Tables that lie in each other."""
_MOST_CAPTION = 4
"""Lines that a caption, or the titles with which a document opens, may have."""
_STEP = 200
"""Twentieths of a point of one step of indentation."""
HIDDEN_TEXT, TRACKED, EMBEDDED = (
    Text("teks tersembunyi (tidak tampil dan tidak tercetak)", "hidden text (neither shown nor printed)"),
    Text(
        "yang dihapus menurut perubahan terlacak (dibaca seolah-olah diterima)",
        "what tracked changes delete (read as accepted)",
    ),
    Text("objek atau dokumen yang disematkan", "embedded objects or documents"),
)
"""What a document may hold and is not read."""


class WordBody(XmlStream):
    """Paragraphs and tables, read in order.

    The cells of ``tables`` hold their own paragraphs, and tables inside of them stand beside them; in ``paragraphs`` a
    cell of an outer table holds all that is inside of it. ``lines`` are those outside of tables, blank ones too, with the tabs that
    part their cells. ``aside`` names what is there and not read.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        super().__init__()
        self.is_there = False
        self.paragraphs, self.lines = list[Paragraph](), list[str]()
        self.tables: list[DocxTable] = []
        self.aside: dict[Text, None] = {}
        self._path, self._limits = path, limits
        self._open: list[OpenTable] = []
        self._plain = self._outer = self._rows = self._cells = self._paragraphs_open = 0
        self._pieces: Pieces = []
        self._in_outer_cell: list[str] = []
        self._lines_above: list[str] = []
        self._opening: list[str] = []
        self._after_table = self._of_row = self._of_paragraph = False
        self._run = run = RunLook()
        self._boxes: list[tuple[int, list[OpenTable], Pieces, list[str], bool]] = []
        self._prompts: list[bool] = []
        begins: dict[str, Callable[[dict[str, str]], bool]] = {
            "body": self._open_body, "p": self._open_paragraph, "r": self._open_run, "t": self._open_text,
            "strike": run.strike, "dstrike": run.strike, "vertAlign": run.raise_up, "b": run.embolden, "ind": self._indent,
            "pPr": self._paragraph_look, "rPr": lambda _: not self._of_paragraph, "vanish": run.vanish, "txbxContent": self._open_box,
            "color": run.colour, "shd": self._shade,
            "sdt": self._open_control, "showingPlcHdr": self._prompt, "tag": self._tag, "tbl": self._open_table, "tr": self._open_row,
            "trPr": self._row_begins, "hidden": self._hide_row, "del": self._delete, "moveFrom": self._delete,
            "tc": self._open_cell, "gridBefore": self._skip_columns, "gridSpan": self._span, "vMerge": self._merge,
            "hMerge": self._merge_beside, "cellDel": self._delete_cell, "cellMerge": self._merge_tracked,
            **{name: partial(self._embedded, name) for name in ("altChunk", "object", "subDoc")},
            **dict.fromkeys(_SKIPPED, _skip), **{x: partial(self._sign, y) for x, y in _SIGNS.items()},
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "p": self._close_paragraph, "pPr": partial(setattr, self, "_of_paragraph", False), "r": self._close_run,
            "t": self._close_text, "tc": self._close_cell, "tr": self._close_row, "trPr": self._row_begun,
            "tbl": self._close_table, "sdt": self._close_control, "txbxContent": self._close_box}  # fmt: skip
        for space in SPACES:
            self.begins |= {f"{space} {name}": begin for name, begin in begins.items()}
            self.ends |= {f"{space} {name}": end for name, end in ends.items()}
        self.begins |= {f"{_MATH}t": self._open_text, f"{_MATH}r": self._open_run, _FALLBACK: _skip}
        self.ends |= {f"{_MATH}t": self._close_text, f"{_MATH}r": self._close_run}

    def _open_body(self, _: dict[str, str]) -> bool:
        self.is_there = True
        return True

    def _embedded(self, name: str, _: dict[str, str]) -> bool:
        self.aside[EMBEDDED] = None
        return name == "object"

    # ---- texts

    def _open_paragraph(self, _: dict[str, str]) -> bool:
        self._paragraphs_open += 1
        if self._paragraphs_open == 1:
            self._pieces = []
        return True

    def _open_run(self, _: dict[str, str]) -> bool:
        self._close_run()
        return True

    def _close_run(self) -> None:
        self._run.clear()

    def _paragraph_look(self, _: dict[str, str]) -> bool:
        self._of_paragraph = True  # what follows is the look of the sign at its end
        return True

    def _indent(self, attributes: dict[str, str]) -> bool:
        if self._open:
            told = next((text for name, text in attributes.items() if name.endswith((" left", " start"))), "")
            self._open[-1].cell.indent = round(whole(told, 0) / _STEP)
        return True

    def _shade(self, attributes: dict[str, str]) -> bool:
        if self._open and not is_ground(attributes):
            self._open[-1].cell.shaded = True
        return True

    def _open_text(self, _: dict[str, str]) -> bool:
        if self._run.unshown:
            self.aside[HIDDEN_TEXT] = None
        if self._run.unshown or any(self._prompts):
            return False
        self.parser.CharacterDataHandler = self._hear
        return True

    def _hear(self, text: str) -> None:
        if self._open and not text.isspace():
            cell = self._open[-1].cell
            cell.bold = self._run.bold and cell.bold is not False
            cell.white = self._run.white and cell.white is not False
        self._pieces.append((as_raised(text) if self._run.raised else text, self._run.struck))

    def _close_text(self) -> None:
        self.parser.CharacterDataHandler = None

    def _sign(self, sign: str, _: dict[str, str]) -> bool:
        if not (self._run.unshown or any(self._prompts)):
            self._pieces.append((" " if sign == TAB and self._open else sign, self._run.struck))
        return True

    def _close_paragraph(self) -> None:
        self._paragraphs_open -= 1
        if not self._paragraphs_open:
            self._take(self._pieces)

    def _take(self, pieces: Pieces) -> None:
        text = "".join(piece for piece, _ in pieces)
        words = text.split()
        if self._open:
            cell = self._open[-1].cell
            cell.paragraphs.append(pieces)
            cell.after_table = cell.after_table and not words
            self._in_outer_cell.append(text)
            return
        self._after_table = self._after_table and not words
        if self._boxes:
            return
        self.lines.append(text)
        if words:
            self._plain += 1
            self._lines_above = [*self._lines_above, " ".join(words)][-_MOST_CAPTION:]
            if not self.tables and len(self._opening) < _MOST_CAPTION and text.isupper() and is_title(text):
                self._opening.append(" ".join(words))
            self.paragraphs.append(Paragraph(f"paragraf {self._plain}", " ".join(words)))

    # ---- content controls and text boxes

    def _open_control(self, _: dict[str, str]) -> bool:
        self._prompts.append(False)
        return True

    def _prompt(self, attributes: dict[str, str]) -> bool:
        if self._prompts:
            self._prompts[-1] = is_on(attributes)
        return True

    def _tag(self, attributes: dict[str, str]) -> bool:
        """What a tag in a row says beside it."""
        said = said_beside(next(iter(attributes.values()), ""))
        if said and self._open:
            self._open[-1].beside[said[0]] = said[1]
        return True

    def _close_control(self) -> None:
        self._prompts.pop()

    def _open_box(self, _: dict[str, str]) -> bool:
        around = self._paragraphs_open, self._open, self._pieces, self._in_outer_cell, self._after_table
        self._boxes.append(around)
        self._paragraphs_open, self._open, self._pieces, self._in_outer_cell, self._after_table = 0, [], [], [], False
        return True

    def _close_box(self) -> None:
        around = self._boxes.pop()
        self._paragraphs_open, self._open, self._pieces, self._in_outer_cell, self._after_table = around

    # ---- tables

    def _open_table(self, _: dict[str, str]) -> bool:
        if self._paragraphs_open:
            return False
        follows = self._open[-1].cell.after_table if self._open else self._after_table
        self._outer += not (self._open or self._boxes)
        captioned = [] if self._open or self._boxes else caption(self._lines_above) or self._opening
        self.tables.append(DocxTable(follows=follows, above=captioned))
        self._open.append(OpenTable(self.tables[-1]))
        if len(self.tables) > self._limits.sheets:
            raise ManyTablesError(self._path, self._limits.sheets)
        if len(self._open) > _DEEPEST:
            raise DeepTablesError(self._path, _DEEPEST)
        return True

    def _close_table(self) -> None:
        self._open.pop().close()
        if self._open:
            self._open[-1].cell.after_table = True
        else:
            self._after_table, self._lines_above, self._opening = True, [], []

    def _open_row(self, _: dict[str, str]) -> bool:
        if not self._open:
            return False
        self._open[-1].open_row()
        self._rows += 1
        if self._rows > self._limits.rows:
            raise ManyRowsError(self._path, self._place(), self._limits.rows)
        return True

    def _close_row(self) -> None:
        self._open[-1].close_row()

    def _row_begins(self, _: dict[str, str]) -> bool:
        self._of_row = bool(self._open)
        return self._of_row

    def _row_begun(self) -> None:
        self._of_row = False

    def _hide_row(self, attributes: dict[str, str]) -> bool:
        if self._of_row:
            self._open[-1].hides = is_on(attributes)
        return True

    def _delete(self, _: dict[str, str]) -> bool:
        """Deleted text is passed over; among the properties of a row it says that the row is."""
        self.aside[TRACKED] = None
        if self._of_row:
            self._open[-1].deleted = True
        return False

    # ---- cells

    def _open_cell(self, _: dict[str, str]) -> bool:
        if not self._open:
            return False
        self._open[-1].cell = OpenCell()
        if len(self._open) == 1:
            self._in_outer_cell = []
        return True

    def _skip_columns(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].column = columns_covered(attributes, 0)
        return True

    def _span(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].cell.span = columns_covered(attributes, 1)
        return True

    def _merge(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].cell.below = "restart" not in attributes.values()
        return True

    def _merge_beside(self, attributes: dict[str, str]) -> bool:
        if self._open:
            self._open[-1].cell.beside = "restart" not in attributes.values()
        return True

    def _merge_tracked(self, attributes: dict[str, str]) -> bool:
        """What a tracked change makes of a cell, not what it was before."""
        told = [value for name, value in attributes.items() if name.endswith(" vMerge")]
        if self._open and told:
            self._open[-1].cell.below = told == ["cont"]
        return True

    def _delete_cell(self, _: dict[str, str]) -> bool:
        self.aside[TRACKED] = None
        if self._open:
            self._open[-1].cell.deleted = True
        return True

    def _close_cell(self) -> None:
        table = self._open[-1]
        at, column = table.at, table.close_cell()
        self._cells += table.cell.span
        if table.column > self._limits.columns:
            raise ManyColumnsError(self._path, f"{self._place()} baris {at}", self._limits.columns)
        if self._cells > self._limits.cells:
            raise ManyCellsError(self._path, self._place(), self._limits.cells)
        if len(self._open) == 1 and not (self._boxes or table.deleted or table.cell.deleted):
            words = " ".join(" ".join(self._in_outer_cell).split())
            if words:
                self.paragraphs.append(Paragraph(f"tabel {self._outer} baris {at} kolom {column}", words))

    def _place(self) -> str:
        return f"tabel {len(self.tables)}"


def _skip(_: dict[str, str]) -> bool:
    return False
