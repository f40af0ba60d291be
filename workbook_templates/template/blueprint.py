"""What a template is built from, and the rows it starts with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rules.carryover.plan_to_other_tables import numbers_by_level
from rules.carryover.report_from_plan import Start
from rules.nomenclature import decrees
from rules.schema.layout import Layout, document_layouts, layouts
from rules.schema.outline import table_numbers
from rules.schema.pack import Pack, pack_for
from rules.values.codes import PROGRAM, SUB, level_of
from workbook_templates.template.derived_formulas import helper_names
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.office_codes import OfficeCode, codes_by_decree, office_decree

MOST_ROWS = 150
"""Of an office with more codes than this only a part is planned: its tables start blank and offer them."""
_EXAMPLE = "1.02.02.2.01.0001"
"""How a code is written, for an office whose codes are not known."""
OFFICIAL_UNIT = "satuan resmi"
"""The column beside a table that tells the official unit of the row's code."""
_PLAN_ROWS, _PAGE_ROWS = 48, 25
"""Rows of a table of which nothing is known: of those that list the plan, and of all others, which then fit on a page."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OwnForm:
    """How an office's own table differs from the official form: its titles, headings and merged cells.

    ``headings`` by official column; ``groups`` by the first column of the group; ``merges`` are
    (column, first, last data row counted from 1); ``code_cells`` splits the code over that many cells.
    """

    titles: Sequence[str] | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    merges: Sequence[tuple[str, int, int]] = ()
    numbered: bool = True
    code_cells: int = 1


@dataclass
class Template:
    """What a template is built from.

    ``identity`` holds the fields of Identitas; ``rows`` the data rows per layout id by official column (the
    grand total row excepted); where a layout has none, the office's codes from the nomenclature at hand are
    laid out, or blank rows; ``blank_rows`` asks for tables of so many rows at least. ``start`` tells which of the rows were carried from a Renja. ``as_typed`` makes a workbook as someone types it: every figure a constant, with
    the grand totals of ``typed_totals``, in the ``shapes`` of the office's own tables. ``without`` leaves
    tables out, ``without_columns`` optional columns of tables, by layout id. ``captions`` prints the number of each
    table in its document (`Tabel 3.3`) above its titles.
    """

    document: str
    identity: Mapping[str, Any]
    layouts: Sequence[str] = ()
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    as_typed: bool = False
    typed_totals: Mapping[str, Row] = field(default_factory=dict)
    shapes: Mapping[str, OwnForm] = field(default_factory=dict)
    blank_rows: int | None = None
    without: Sequence[str] = ()
    without_columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    start: Start | None = None
    captions: bool = False

    @property
    def year(self) -> int:
        """The plan year n."""
        return int(self.identity["tahun"])

    @property
    def sub_digits(self) -> int:
        """Digits of the sub kegiatan segment under the decree of the identity, else of the year's pack."""
        decree = office_decree(self.identity)
        return decree.sub_digits if decree else 4

    @cached_property
    def codes(self) -> Mapping[str, Sequence[OfficeCode]]:
        """What the office may plan under each decree, by its id."""
        return codes_by_decree(self.identity)

    @property
    def own_codes(self) -> Sequence[OfficeCode]:
        """What the office may plan under the decree of the identity, else of the year's pack."""
        decree = office_decree(self.identity)
        return self.codes[decree.id] if decree else ()

    @property
    def example_code(self) -> str:
        """A sub kegiatan of the office's own, to show how a code is written."""
        own = [line.kode for line in self.own_codes if level_of(line.kode) == SUB]
        return next((code for code in own if code.split(".")[2] != "01"), own[0] if own else self._example)

    @property
    def _example(self) -> str:
        """One of another bidang, with as many digits as the decree has."""
        begin, _, sub = _EXAMPLE.rpartition(".")
        return f"{begin}.{int(sub):0{self.sub_digits}}"

    def shown(self, hint: str) -> str:
        """What a cell shows when it is chosen: examples are of the office's own bidang; 255 characters at most."""
        code = self.example_code
        return hint.replace("{kode}", code).replace("{bidang}", ".".join(code.split(".")[:2]))[:255]

    def titles(self, layout: Layout) -> Sequence[str]:
        """The lines above a table."""
        own = self.shape(layout).titles
        return own if own is not None else [*self._numbers.get(layout.place, ()), *layout.title]

    @cached_property
    def _numbers(self) -> dict[str, list[str]]:
        """The line with the number of each table, where it is wanted."""
        numbers = table_numbers(self.document, [x.place for x in self.chosen()]) if self.captions else {}
        return {place: [number] for place, number in numbers.items()}

    def chosen(self) -> list[Layout]:
        """The tables of the document, one per place: the layout asked for, else the default one."""
        found = [x for x in document_layouts(self.document, self.year) if x.columns]
        asked = {layouts()[name].place: name for name in self.layouts}
        wanted = [x for x in found if (x.id == asked[x.place] if x.place in asked else x.default)]
        return [self._as_wanted(x) for x in wanted if x.id not in self.without]

    def _as_wanted(self, layout: Layout) -> Layout:
        """A table without columns of variants, and without optional ones: those not wanted, and years past the end of the Renstra."""
        first, last = (str(self.identity.get(key) or "") for key in ("renstra_awal", "renstra_akhir"))
        years = int(last) - int(first) if first.isdecimal() and last.isdecimal() else None
        unwanted = {
            number
            for number, column in layout.columns.items()
            if column.variant
            or (
                column.optional
                and (
                    number in self.without_columns.get(layout.id, ())
                    or (column.period is not None and years is not None and column.period > years)
                )
            )
        }
        if not unwanted:
            return layout
        columns = {
            number: column for number, column in layout.columns.items() if not (number in unwanted or column.variant)
        }
        words = {number: rule for number, rule in layout.words.items() if number not in unwanted}
        totals = layout.totals and layout.totals.model_copy(
            update={"columns": [number for number in layout.totals.columns if number not in unwanted]}
        )
        # A copy would keep what was worked out of all the columns.
        fields = {name: getattr(layout, name) for name in Layout.model_fields}
        return Layout.model_construct(**fields | {"columns": columns, "words": words, "totals": totals})

    @property
    def pack(self) -> Pack:
        """The rule pack of the plan year."""
        return pack_for(self.year)

    def shape(self, layout: Layout) -> OwnForm:
        """The form of a table in this workbook."""
        return self.shapes.get(layout.id, OwnForm(numbered=layout.numbered))


def decree_named(year: int | None) -> str | None:
    """The decree that the pack of a plan year works by, as Identitas names it."""
    decree = decrees().get(pack_for(year).decree or "")
    return decree.name if decree else None


def offers_codes(template: Template, layout: Layout) -> bool:
    """Whether a table's code cells offer the office's codes: those at hand, in tables that were not given filled."""
    code = layout.by_role("kode")
    if template.as_typed or layout.id in template.rows or code is None or layout.columns[code].extra:
        return False
    return any(template.codes.values())


def nomenclature_rows(template: Template, layout: Layout) -> list[Row]:
    """The office's own codes and names, where the reference at hand covers its bidang."""
    code = layout.by_role("kode")
    names = [number for number, column in layout.official.items() if column.role == "uraian"]
    one_program_a_row = layout.hierarchy == "datar" and layout.group == "program"
    if not names or not (code or one_program_a_row):
        return []
    listed = [(line.kode, line.nama) for line in template.own_codes if level_of(line.kode) >= PROGRAM]
    if len(listed) > MOST_ROWS:
        return []
    number = layout.by_role("no")
    if not code:
        programs = [text for x, text in listed if level_of(x) == PROGRAM]
        return [{number or "": str(at)} | dict.fromkeys(names, text) for at, text in enumerate(programs, 1)]
    if number is None:
        return [{code: x} | dict.fromkeys(names, text) for x, text in listed]
    numbers = numbers_by_level([level_of(x) for x, _ in listed])
    return [{number: n, code: x} | dict.fromkeys(names, text) for n, (x, text) in zip(numbers, listed, strict=True)]


def _blank_rows(layout: Layout) -> int:
    return _PLAN_ROWS if layout.document == "renja" and layout.by_role("kode") else _PAGE_ROWS


def starting_rows(template: Template, layout: Layout) -> list[Row]:
    """The rows a table starts with: those given, else the office's codes, else blank ones."""
    given = template.rows.get(layout.id)
    rows = list(given) if given is not None else nomenclature_rows(template, layout)
    rows = rows or [dict(row) for row in layout.starting]
    if given or layout.starting:
        return rows
    wanted = template.blank_rows or (0 if rows else _blank_rows(layout))
    return [*rows, *({} for _ in range(wanted - len(rows)))]


def place_of(template: Template, layout: Layout, rows: int) -> Geometry:
    """Where the parts of a table stand."""
    shape, titles = template.shape(layout), len(template.titles(layout))
    helpers = () if template.as_typed else tuple(helper_names(layout))
    if offers_codes(template, layout) and layout.of_kind("target"):
        helpers = (OFFICIAL_UNIT, *helpers)
    return Geometry(layout, rows, titles, shape.code_cells, shape.numbered, helpers)
