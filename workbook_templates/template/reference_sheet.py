"""The hidden reference sheet: the office's codes under every decree, from which cells offer codes and fill in what belongs to them.

The decree chosen in Identitas picks the lines that the names of its ranges stand for, in Excel and LibreOffice alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.nomenclature import Nomenclature, decrees, find_decree
from rules.schema.layout import Layout
from rules.values.cells import as_text, column_letter
from workbook_templates.grid import FIRST_REFERENCE, REFERENCE_SHEET, Grid, Value
from workbook_templates.template.blueprint import OFFICIAL_UNIT, Row, Template, offers_codes
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.office_codes import (
    CODES,
    NAMES,
    Identity,
    OfficeCode,
    codes_by_decree,
    name_key,
    office_bidang,
    office_codes,
    office_reference,
)
from workbook_templates.template.style import Styles

SHEET, CHOSEN = REFERENCE_SHEET, "keputusan"
"""Names of the sheet, and of the cell of Identitas with the decree."""
_RANGE = "acuan"
_HEADINGS = ((FIRST_REFERENCE, 20), ("nama", 60), ("indikator", 60), ("satuan", 18), ("nama yang dicari", 60))
_BY_ROLE = {"uraian": 2, "indikator": 3, OFFICIAL_UNIT: 4}
_KEY = len(_HEADINGS)
_BLANK = 2
"""The row that stands for the list of a decree of which nothing is at hand."""
_DECREE, _NUMBER, _YEAR, _FIRST, _LAST = range(_KEY + 1, _KEY + 6)
_INDEX = ("keputusan", "nomor", "tahun", "baris pertama", "baris terakhir")
"""Columns (0-based) and headings of the list of decrees, which tells where the lines of each stand."""
_PICKED = _LAST + 2
"""The column with the place of the chosen decree in that list, and its first and last row."""
_FIRST_PICKED = 3
"""The row in that column with the first line of the chosen decree."""
_BIDANG = 5
"""The row in that column with the bidang whose codes the sheet holds, as they stand in Identitas."""


def _cells(lines: Sequence[OfficeCode]) -> list[tuple[str, ...]]:
    return [(*line, name_key(line.nama)) for line in lines]


def write_acuan(book: Any, styles: Styles, template: Template) -> None:
    """Write the sheet and name its ranges, for a template with formulas."""
    if template.as_typed:
        return
    sheet = book.add_worksheet(SHEET)
    for column, (heading, width) in enumerate(_HEADINGS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, styles.strong)
    sheet.write_row(0, _DECREE, _INDEX, styles.strong)
    at = _BLANK + 1
    placed: dict[tuple[OfficeCode, ...], tuple[int, int]] = {(): (_BLANK, _BLANK)}
    for row, decree in enumerate(decrees().values(), 1):
        lines = tuple(template.codes[decree.id])
        if lines not in placed:
            placed[lines] = (at, at + len(lines) - 1)
            for offset, cells in enumerate(_cells(lines)):
                for column, text in enumerate(cells):
                    sheet.write_string(at - 1 + offset, column, text)
            at += len(lines)
        sheet.write_row(row, _DECREE, (decree.name, decree.number, str(decree.year), *placed[lines]))
    _write_choice(book, sheet, template, placed[tuple(template.own_codes)])
    sheet.hide()


def _write_choice(book: Any, sheet: Any, template: Template, own: tuple[int, int]) -> None:
    """Which lines the decree in Identitas picks, however it is typed there; where it names none, the template's ``own``."""
    known, decree = list(decrees().values()), find_decree(str(template.identity.get("keputusan") or ""))
    numbers, years, first, last = (
        f"${column_letter(at + 1)}$2:${column_letter(at + 1)}${len(known) + 1}"
        for at in (_NUMBER, _YEAR, _FIRST, _LAST)
    )
    named = "*".join(f"ISNUMBER(SEARCH({part},{CHOSEN}))" for part in (numbers, years))
    place = column_letter(_PICKED + 1)
    cells = (
        (f"=SUMPRODUCT(MAX({named}*(ROW({numbers})-1)))", known.index(decree) + 1 if decree else 0),
        *((f"=IF({place}$2=0,{at},INDEX({rows},{place}$2))", at) for rows, at in zip((first, last), own, strict=True)),
    )
    sheet.write_string(0, _PICKED, "terpilih")
    sheet.write_string(_BIDANG - 1, _PICKED, typed_bidang(template.identity))
    for row, (formula, value) in enumerate(cells, 1):
        sheet.write_formula(row, _PICKED, formula, None, value)
    for name, start, end in ((_RANGE, 1, _BY_ROLE[OFFICIAL_UNIT]), (CODES, 1, 1), (NAMES, _KEY, _KEY)):
        corners = (f"INDEX({SHEET}!${letter}:${letter},{SHEET}!${place}${row})"
                   for letter, row in ((column_letter(start), 3), (column_letter(end), 4)))  # fmt: skip
        book.define_name(name, f"={':'.join(corners)}")


def renewed(grid: Grid, identity: Identity, reference: Nomenclature) -> dict[tuple[int, int], Value]:
    """The cells to write into the sheet so that a decree stands for what is at hand of it now."""
    lines, at = _cells(office_codes(identity, reference)), len(grid.rows) + 1
    written: dict[tuple[int, int], Value] = {
        (row, column): text for row, cells in enumerate(lines, at) for column, text in enumerate(cells, 1)
    }
    for row, cells in enumerate(grid.rows, 1):
        if as_text(cells[_DECREE] if len(cells) > _DECREE else None) == reference.decree.name:
            written[(row, _FIRST + 1)], written[(row, _LAST + 1)] = at, at + len(lines) - 1
    return written


def typed_bidang(identity: Identity) -> str:
    """The bidang of Identitas as text; one typed as a number has a dot."""
    return " ".join(as_text(identity.get("bidang_urusan")).replace(",", ".").split())


_NO_CODES = (
    "Tidak ada kode bidang ini menurut keputusan yang dipilih, jadi tidak ada yang ditawarkan: pilih keputusan lain, atau impor "
    "keputusannya (renja nomenclature import FILE), lalu buat buku kerja baru."
)
"""What stands beside the bidang where the chosen decree has none of its codes at hand."""


def bidang_note(cell: str) -> str:
    """Native formula beside the bidang in Identitas: that its codes are not offered here, and what to do."""
    built, first = (f"{SHEET}!${column_letter(_PICKED + 1)}${row}" for row in (_BIDANG, _FIRST_PICKED))
    new = "buat buku kerja baru lewat tombol Templat baru atau renja template --bidang."
    nothing = f'IF(AND({built}<>"",{first}={_BLANK}),"{_NO_CODES}","")'
    return (
        f'=IF(TRIM(SUBSTITUTE({cell},",","."))={built},{nothing},IF({built}="","Buku kerja ini dibuat tanpa bidang, jadi tidak '
        f'menawarkan kode: {new}","Daftar kode di buku kerja ini untuk bidang "&{built}&". Klik Hitung supaya daftarnya '
        f'mengikuti, atau {new}"))'
    )


def stored_note(template: Template) -> str:
    """The stored value of :func:`bidang_note` in a new workbook."""
    return _NO_CODES if typed_bidang(template.identity) and not template.own_codes else ""


def holds_other_bidang(grid: Grid, identity: Identity) -> bool:
    """Whether the sheet offers codes, and of another bidang than Identitas names."""
    built = as_text(grid.at((_BIDANG, _PICKED + 1)))
    return bool(built and office_bidang(identity)) and built != typed_bidang(identity)


def with_other_bidang(grid: Grid, identity: Identity) -> dict[tuple[int, int], Value]:
    """The cells to write into the sheet so that it holds the codes of the bidang that Identitas names now."""
    codes = {decrees()[name].name: tuple(lines) for name, lines in codes_by_decree(identity).items()}
    written: dict[tuple[int, int], Value] = {(_BIDANG, _PICKED + 1): typed_bidang(identity)}
    at = _BLANK + 1
    placed: dict[tuple[OfficeCode, ...], tuple[int, int]] = {(): (_BLANK, _BLANK)}
    for row in range(2, len(grid.rows) + 1):
        lines = codes.get(as_text(grid.at((row, _DECREE + 1))))
        if lines is None:
            continue
        if lines not in placed:
            placed[lines] = (at, at + len(lines) - 1)
            for offset, cells in enumerate(_cells(lines), at):
                written |= {(offset, column): text for column, text in enumerate(cells, 1)}
            at += len(lines)
        written[(row, _FIRST + 1)], written[(row, _LAST + 1)] = placed[lines]
    written |= {(row, column): None for row in range(at, len(grid.rows) + 1) for column in range(1, _KEY + 1)}
    return written


def code_list() -> dict[str, Any]:
    """The rule of a code cell: a list to choose from, other codes allowed."""
    return {"validate": "list", "source": f"={CODES}", "show_error": False}


def looked_up(layout: Layout, place: Geometry, role: str, row: int) -> str:
    """Native formula: name, indicator or official unit that belongs to the code of a row; empty for an unknown code."""
    code = f"TRIM(${place.address(layout.by_role('kode') or '', row)})"
    return f'=IF({code}="","",IFERROR(VLOOKUP({code},{_RANGE},{_BY_ROLE[role]},FALSE)&"",""))'


def fills_in(template: Template, layout: Layout, number: str) -> bool:
    """Whether a column's cells are filled in from the code: name and indicator of rows nobody has typed yet."""
    spec = layout.columns[number]
    return spec.role in ("uraian", "indikator") and not spec.extra and offers_codes(template, layout)


def stored_unit(template: Template, layout: Layout, row: Row) -> str:
    """The stored value of the official unit's look-up."""
    reference, code = office_reference(template.identity), str(row.get(layout.by_role("kode") or "") or "")
    return (reference.unit(code) or "") if reference and code.count(".") == 5 else ""


def stored_text(template: Template, layout: Layout, number: str, row: Row) -> str:
    """The stored value of a look-up of name or indicator."""
    if layout.columns[number].role == "uraian":
        return str(row.get(number) or "")
    reference, code = office_reference(template.identity), str(row.get(layout.by_role("kode") or "") or "")
    return (reference.indicator(code) or "") if reference and code.count(".") == 5 else ""
