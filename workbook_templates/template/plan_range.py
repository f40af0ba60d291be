"""Where tables without codes look theirs up: by name, in the order of the plan.

Names are not unique: sub kegiatan of several kegiatan bear the same one. A row is the first of its name behind that of
the row above it, so rows in the order of the plan find their own. The hidden column `posisi` holds which row of the
plan, or of the nomenclature at hand where the workbook has no plan, each row is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook_templates.template.blueprint import Row, Template, place_of, starting_rows
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.office_codes import CODES, NAMES, excel_name_key, name_key, plain_name

UNKNOWN = "?"
"""What stands for the code of a name that is not known."""
_FAR = 1_000_000
"""More than any position."""


@dataclass(frozen=True, slots=True)
class PlanRange:
    """Names with their codes in the order of the plan, and those of the nomenclature for what the plan lacks."""

    place: Geometry | None
    listed: Sequence[tuple[str, str]]
    others: Mapping[str, str]

    @classmethod
    def known(cls, template: Template) -> PlanRange:
        """No plan in the workbook: names are looked up in the nomenclature at hand alone."""
        return cls(None, [(_folded(line.nama), line.kode) for line in template.own_codes], {})

    @classmethod
    def of(cls, template: Template, rows: Sequence[Row], place: Geometry) -> PlanRange:
        """The range of a plan table in the workbook to be built; names it lacks are looked up in the nomenclature."""
        code, name = (place.layout.by_role(role) or "" for role in ("kode", "uraian"))
        listed = [(str(row.get(name) or "").casefold(), str(row.get(code) or "")) for row in rows]
        return cls(place, listed, {_folded(line.nama): line.kode for line in reversed(template.own_codes) if line.nama})

    def codes(self, names: Sequence[str]) -> list[str]:
        """The codes that the native look-up finds for the names of a table's rows; :data:`UNKNOWN` for unknown ones."""
        at, found = -1, []
        for name in names:
            told = (plain_name(name) if self.place else name_key(name)).casefold()
            same = [here for here, (text, _) in enumerate(self.listed) if text == told] if told else []
            if same:
                at = next((here for here in same if here > at), same[0])
                found.append(self.listed[at][1])
            else:
                found.append(self.others.get(_folded(name), UNKNOWN) if told else "")
        return found

    def position(self, cell: str, own: str) -> str:
        """Native formula: which row of the range the name in a cell is; ``own`` is the cell of this formula."""
        names, _ = self._ranges()
        above, name = f"N(OFFSET({own},-1,0))", self._sought(cell)
        place = f"(ROW({names})-ROW(INDEX({names},1))+1)"
        nearest = f"SUMPRODUCT(MAX(({names}={name})*(({place}>{above})*{_FAR}+{_FAR}-{place})))"
        there = f"SUMPRODUCT(--({names}={name}))>0"
        return f'=IF(TRIM({cell})="",{above},IF({there},{_FAR}-MOD({nearest},{_FAR}),{above}))'

    def lookup(self, cell: str, position: str) -> str:
        """Native formula: the code of the name that stands in a cell."""
        (names, codes), other = self._ranges(), f'"{UNKNOWN}"'
        if self.place:
            other = f"IFERROR(INDEX({CODES},MATCH({excel_name_key(_excel_plain(cell))},{NAMES},0)),{other})"
        at = f"MAX(1,N({position}))"
        found = f'IF(INDEX({names},{at})={self._sought(cell)},INDEX({codes},{at})&"",{other})'
        return f'=IF(TRIM({cell})="","",{found})'

    def _sought(self, cell: str) -> str:
        """Native expression: what the name in a cell is compared by; the plan has names in full."""
        return _excel_plain(cell) if self.place else excel_name_key(_excel_plain(cell))

    def _ranges(self) -> tuple[str, str]:
        """The ranges of names and codes."""
        if self.place is None:
            return NAMES, CODES
        place, found = self.place, []
        for role in ("uraian", "kode"):
            letter = place.letter(place.layout.by_role(role) or "")
            found.append(f"'{place.layout.sheet_name}'!${letter}${place.number_row}:${letter}${place.spacer_row}")
        return found[0], found[1]


def plan_range(template: Template) -> PlanRange:
    """The names that the tables of a workbook to be built look up: those of its plan, else of the nomenclature."""
    for layout in template.chosen():
        if "rencana" in layout.plays:
            rows = starting_rows(template, layout)
            return PlanRange.of(template, rows, place_of(template, layout, len(rows)))
    return PlanRange.known(template)


def _folded(name: str) -> str:
    """A name as it is looked up in the nomenclature."""
    return name_key(name).casefold()


def _excel_plain(cell: str) -> str:
    """Native expression: the same of the name in a cell."""
    return f'SUBSTITUTE(SUBSTITUTE(TRIM({cell}),"Kab/Kota","Kabupaten/Kota"),"KAB/KOTA","KABUPATEN/KOTA")'
