"""What a template is built from, and the rows it starts with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.codes import level_of
from rules.document import Document, Field
from rules.layout import Layout, document_layouts, layouts
from rules.nomenclature import decrees, find_decree, nomenclature, own
from rules.pack import pack_for

BLANK_ROWS = 40
Row = Mapping[str, Any]


@dataclass(slots=True)
class Template:
    """What a template is built from.

    ``identity`` holds the fields of Identitas; ``rows`` the data rows per layout id by official column (the
    grand total row excepted); where a layout has none, the office's codes from the nomenclature at hand are
    laid out, or blank rows. ``typed_totals`` per layout id makes parents and the total constants, as someone
    types them, instead of formulas. ``code_cells`` splits the code column over that many cells.
    """

    document: str
    identity: Mapping[str, Any]
    layouts: Sequence[str] = ()
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    typed_totals: Mapping[str, Row] = field(default_factory=dict)
    code_cells: int = 1

    @property
    def year(self) -> int:
        """The plan year n."""
        return int(self.identity["tahun"])

    @property
    def sub_digits(self) -> int:
        """Digits of the sub kegiatan segment under the decree of the identity, else of the year's pack."""
        decree = find_decree(str(self.identity.get("keputusan") or ""))
        decree = decree or decrees().get(pack_for(self.year).decree or "")
        return decree.sub_digits if decree else 4

    def chosen(self) -> list[Layout]:
        """The tables of the document, one per place: the layout asked for, else the default one."""
        found = [x for x in document_layouts(self.document, self.year) if x.columns]
        asked = {layouts()[name].place: name for name in self.layouts}
        return [x for x in found if (x.id == asked[x.place] if x.place in asked else x.default)]


def nomenclature_rows(template: Template, layout: Layout) -> list[Row]:
    """The office's own codes and names, where the reference at hand covers its bidang."""
    code, name = layout.by_role("kode"), layout.by_role("uraian")
    decree = find_decree(str(template.identity.get("keputusan") or ""))
    reference = nomenclature(decree.id) if decree else None
    document = Document(
        "", template.document, identity={"bidang_urusan": Field(template.identity.get("bidang_urusan"), "", "")}
    )
    if not code or not name or reference is None:
        return []
    rows: list[Row] = []
    for bidang in document.bidang:
        if not reference.covers(bidang):
            continue
        listed = {own(known, bidang): text for known, text in reference.names.items()}
        rows += [
            {code: known, name: text}
            for known, text in sorted(listed.items())
            if known.startswith(f"{bidang}.") and level_of(known) >= 2
        ]
    return rows
