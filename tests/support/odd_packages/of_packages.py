"""Packages that one program puts together in another way than the next: relationships, part names, content types, listings."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.odd_packages.base import (
    BOOK,
    COMPATIBLE,
    MAIN,
    OTHER,
    PACKAGE,
    RELATION,
    RELS,
    ROOT_RELS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    Parts,
)

SWAPS: dict[str, tuple[str, str, str]] = {
    "foreign_id_after": (BOOK, 'r:id="rId1"', 'r:id="rId1" zz:id="rId2" xmlns:zz="urn:zz"'),
    "foreign_id_before": (BOOK, 'sheetId="1" r:id="rId1"', 'sheetId="1" xmlns:zz="urn:zz" zz:id="rId2" r:id="rId1"'),
    "plain_id_before": (BOOK, 'sheetId="1" r:id="rId1"', 'sheetId="1" id="rId2" r:id="rId1"'),
    "plain_id_only": (BOOK, 'r:id="rId1"', 'id="rId1"'),
    "rel_dup_last": (
        RELS,
        "</Relationships>",
        f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    ),
    "two_office_docs": (
        ROOT_RELS,
        "</Rel",
        f'<Relationship Id="rId2" Type="{RELATION}/officeDocument" Target="xl/workbook2.xml"/></Rel',
    ),
    "types_wrong_sheet": (TYPES, "worksheet+xml", "styles+xml"),
    "types_wrong_book": (TYPES, "sheet.main+xml", "styles+xml"),
    "target_dots": (RELS, "worksheets/sheet1.xml", "../xl/./worksheets/sheet1.xml"),
    "target_abs": (RELS, "worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"),
    "target_fragment": (RELS, "worksheets/sheet1.xml", "worksheets/sheet1.xml#x"),
    "target_outside": (RELS, "worksheets/sheet1.xml", "../../xl/worksheets/sheet1.xml"),
    "rel_foreign_element": (
        RELS,
        "<Relationship Id",
        f'<zz:Relationship xmlns:zz="urn:zz" Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id',
    ),
    "rel_foreign_attr": (
        RELS,
        'Target="worksheets/sheet1.xml"',
        'Target="worksheets/sheet1.xml" xmlns:zz="urn:zz" zz:Target="worksheets/sheet2.xml" zz:Id="rId2"',
    ),
    "rel_type_other": (RELS, f"{RELATION}/worksheet", "urn:zz/worksheet"),
    "rel_ns_other": (RELS, f"{PACKAGE}", "urn:zz"),
    "wb_ac_sheet": (
        BOOK,
        "<sheets>",
        f'<sheets><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="zz" xmlns:zz="urn:zz"><sheet name="Pilih" sheetId="7" r:id="rId2"/></mc:Choice><mc:Fallback><sheet name="Jatuh" sheetId="8" r:id="rId2"/></mc:Fallback></mc:AlternateContent>',
    ),
    "wb_ac_sheets": (
        BOOK,
        "<sheets>",
        f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="x15" xmlns:x15="urn:zz"><sheets><sheet name="Pilih" sheetId="7" r:id="rId2"/></sheets></mc:Choice></mc:AlternateContent><sheets>',
    ),
    "wb_foreign_sheet": (
        BOOK,
        "<sheets>",
        '<sheets><zz:sheet xmlns:zz="urn:zz" name="Asing" sheetId="9" r:id="rId2"/>',
    ),
    "wb_two_sheets": (BOOK, "</sheets>", '</sheets><sheets><sheet name="Tiga" sheetId="3" r:id="rId2"/></sheets>'),
    "wb_same_name": (BOOK, 'name="Dua"', 'name="SATU"'),
    "wb_same_rid": (BOOK, 'r:id="rId2"', 'r:id="rId1"'),
    "wb_same_sheetid": (BOOK, 'sheetId="2"', 'sheetId="1"'),
    "wb_sheetid_bad": (BOOK, 'sheetId="2"', 'sheetId="1e9"'),
    "wb_no_sheetid": (BOOK, ' sheetId="2"', ""),
    "date1904": (BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>'),
    "fmt_dup": (STYLES, "</numFmts>", '<numFmt numFmtId="164" formatCode="0.00"/></numFmts>'),
    "fmt_builtin": (STYLES, "</numFmts>", '<numFmt numFmtId="9" formatCode="0.00"/></numFmts>'),
    "fmt_ac": (
        STYLES,
        "<cellXfs>",
        f'<cellXfs><mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="zz" xmlns:zz="urn:zz"><xf numFmtId="9"/></mc:Choice></mc:AlternateContent>',
    ),
    "fmt_foreign": (
        STYLES,
        '<xf numFmtId="9" xfId="0"/>',
        '<xf xmlns:zz="urn:zz" zz:numFmtId="9" numFmtId="0" xfId="0"/>',
    ),
    "fmt_bad": (STYLES, 'numFmtId="164" formatCode', 'numFmtId="A1" formatCode'),
    "sst_ac": (
        STRINGS,
        "<si><t>teks nol",
        f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="zz" xmlns:zz="urn:zz"><si><t>pilih</t></si></mc:Choice></mc:AlternateContent><si><t>teks nol',
    ),
    "sst_foreign": (STRINGS, "<si><t>teks nol", '<zz:si xmlns:zz="urn:zz"><t>asing</t></zz:si><si><t>teks nol'),
    "sst_rph": (STRINGS, "teks nol</t>", 'teks nol</t><rPh sb="0" eb="2"><t>FON</t></rPh>'),
    "sst_comment": (STRINGS, "teks nol", "teks<!--x--> nol"),
    "sst_two_t": (STRINGS, "teks nol</t>", "teks nol</t><t>lagi</t>"),
    "sst_zz_t": (STRINGS, "teks nol</t>", 'teks nol</t><zz:t xmlns:zz="urn:zz">lagi</zz:t>'),
    "sst_spaces": (STRINGS, "<t>teks nol</t>", "<t>  teks nol  </t>"),
    "sst_spaces_p": (STRINGS, "<t>teks nol</t>", '<t xml:space="preserve">  teks nol  </t>'),
    "sst_empty": (STRINGS, "<si><t>teks nol</t></si>", "<si/>"),
    "sst_nons": (STRINGS, f' xmlns="{MAIN}"', ""),
    "sst_xesc": (STRINGS, "teks nol", "a_x0041_b_x000D_c_x005F_x0041_"),
    "sst_count": (STRINGS, "<sst ", '<sst count="9" uniqueCount="1" '),
}
"""A text in a part, and what stands there instead."""

RENAMED: dict[str, tuple[str, str]] = {
    "strings_other_case": (STRINGS, "xl/SharedStrings.xml"),
    "sheet_folder_other_case": (SHEET, "xl/Worksheets/Sheet1.xml"),
    "sheet_other_case": (SHEET, "xl/worksheets/Sheet1.xml"),
    "types_other_case": (TYPES, "[content_types].xml"),
    "rels_other_case": (RELS, "xl/_rels/Workbook.xml.rels"),
    "root_rels_other_case": (ROOT_RELS, "_rels/.RELS"),
    "book_other_case": (BOOK, "xl/Workbook.xml"),
    "styles_other_case": (STYLES, "xl/Styles.xml"),
    "types_missing": (TYPES, ""),
    "root_rels_missing": (ROOT_RELS, ""),
    "strings_missing": (STRINGS, ""),
    "styles_missing": (STYLES, ""),
}
"""A part that has another name, or none."""

OTHERS: dict[str, Callable[[Parts], None]] = {}


def other(change: Callable[[Parts], None]) -> Callable[[Parts], None]:
    """Register a change under its name."""
    OTHERS[change.__name__] = change
    return change


def _move(parts: Parts, name: str, to: str) -> None:
    if name in parts:
        parts[to] = parts.pop(name)


def _edit(parts: Parts, name: str, old: str, new: str) -> None:
    if name in parts:
        parts[name] = parts[name].replace(old, new)


@other
def strings_elsewhere_too(parts: Parts) -> None:
    _edit(parts, RELS, "sharedStrings.xml", "teks.xml")
    _edit(parts, TYPES, "sharedStrings.xml", "teks.xml")
    parts["xl/teks.xml"] = parts.get(STRINGS, "").replace("teks nol", "lain nol")


@other
def strings_elsewhere(parts: Parts) -> None:
    _edit(parts, RELS, "sharedStrings.xml", "teks.xml")
    _edit(parts, TYPES, "sharedStrings.xml", "teks.xml")
    _move(parts, STRINGS, "xl/teks.xml")


@other
def strings_twice(parts: Parts) -> None:
    _edit(parts, RELS, "</Rel", f'<Relationship Id="rId9" Type="{RELATION}/sharedStrings" Target="teks.xml"/></Rel')
    parts["xl/teks.xml"] = parts.get(STRINGS, "").replace("teks nol", "lain nol")


@other
def strings_unrelated(parts: Parts) -> None:
    _edit(parts, RELS, f'<Relationship Id="rId4" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>', "")


@other
def folder_in_capitals(parts: Parts) -> None:
    for name in [name for name in parts if name.startswith("xl/")]:
        _move(parts, name, f"XL{name[2:]}")


@other
def sheets_alike_but_for_case(parts: Parts) -> None:
    parts["xl/worksheets/SHEET1.xml"] = parts.get(OTHER, "")


@other
def backslashes(parts: Parts) -> None:
    for name in list(parts):
        _move(parts, name, name.replace("/", "\\"))


@other
def target_encoded(parts: Parts) -> None:
    _edit(parts, RELS, "worksheets/sheet1.xml", "worksheets/sheet%31.xml")


@other
def target_encoded_part_plain(parts: Parts) -> None:
    _edit(parts, RELS, "worksheets/sheet1.xml", "worksheets/lem%20bar.xml")
    _move(parts, SHEET, "xl/worksheets/lem bar.xml")


@other
def target_encoded_part_encoded(parts: Parts) -> None:
    _edit(parts, RELS, "worksheets/sheet1.xml", "worksheets/lem%20bar.xml")
    _move(parts, SHEET, "xl/worksheets/lem%20bar.xml")


@other
def book_elsewhere_too(parts: Parts) -> None:
    parts["xl/buku.xml"] = parts.get(BOOK, "").replace("Satu", "Lain")
    parts["xl/_rels/buku.xml.rels"] = parts.get(RELS, "")
    _edit(parts, ROOT_RELS, "workbook.xml", "buku.xml")
    _edit(parts, TYPES, "xl/workbook.xml", "xl/buku.xml")


@other
def book_in_the_root(parts: Parts) -> None:
    parts["buku.xml"] = parts.get(BOOK, "").replace("Satu", "Lain")
    parts["_rels/buku.xml.rels"] = parts.get(RELS, "").replace('Target="', 'Target="/xl/')
    _edit(parts, ROOT_RELS, "xl/workbook.xml", "buku.xml")
    _edit(parts, TYPES, "xl/workbook.xml", "buku.xml")


@other
def strict_relationships(parts: Parts) -> None:
    _edit(parts, RELS, RELATION, "http://purl.oclc.org/ooxml/officeDocument/relationships")


@other
def strict_id(parts: Parts) -> None:
    _edit(parts, BOOK, RELATION, "http://purl.oclc.org/ooxml/officeDocument/relationships")


@other
def chart_instead_of_sheet(parts: Parts) -> None:
    _edit(
        parts,
        RELS,
        f'{RELATION}/worksheet" Target="worksheets/sheet1',
        f'{RELATION}/chartsheet" Target="worksheets/sheet1',
    )


@other
def sheet_without_namespace(parts: Parts) -> None:
    _edit(parts, SHEET, f' xmlns="{MAIN}"', "")


@other
def sheet_of_other_namespace(parts: Parts) -> None:
    _edit(parts, SHEET, f' xmlns="{MAIN}"', ' xmlns="urn:zz"')


@other
def sheet_strict_in_a_transitional_book(parts: Parts) -> None:
    _edit(parts, SHEET, f' xmlns="{MAIN}"', ' xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"')


@other
def sheet_cut(parts: Parts) -> None:
    parts[SHEET] = parts.get(SHEET, "").partition('<row r="2"')[0]


@other
def sheet_in_a_choice(parts: Parts) -> None:
    _edit(parts, SHEET, "<worksheet ", f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><worksheet ')
    _edit(parts, SHEET, "</worksheet>", "</worksheet></mc:AlternateContent>")


@other
def rows_in_a_choice(parts: Parts) -> None:
    choice = '<sheetData><row r="1"><c r="B1"><v>77</v></c></row></sheetData>'
    _edit(
        parts,
        SHEET,
        "<sheetData>",
        f'<mc:AlternateContent><mc:Choice Requires="zz">{choice}</mc:Choice></mc:AlternateContent><sheetData>',
    )


@other
def rows_twice(parts: Parts) -> None:
    _edit(parts, SHEET, "</sheetData>", '</sheetData><sheetData><row r="1"><c r="B1"><v>77</v></c></row></sheetData>')


@other
def attribute_twice(parts: Parts) -> None:
    _edit(parts, SHEET, '<c r="B1">', '<c r="B1" r="C1">')


@other
def attribute_twice_by_prefix(parts: Parts) -> None:
    _edit(parts, SHEET, '<c r="B1">', '<c r="B1" m2:r="C1">')


@other
def state_unknown(parts: Parts) -> None:
    _edit(parts, BOOK, 'sheetId="2"', 'sheetId="2" state="aneh"')


@other
def default_namespace_redeclared(parts: Parts) -> None:
    _edit(parts, SHEET, '<row r="1">', '<row r="1" xmlns="urn:zz">')


@other
def document_type(parts: Parts) -> None:
    parts[SHEET] = "<!DOCTYPE worksheet>" + parts.get(SHEET, "")


@other
def version_of_xml(parts: Parts) -> None:
    parts[SHEET] = '<?xml version="1.1"?>' + parts.get(SHEET, "")


@other
def encoding_of_windows(parts: Parts) -> None:
    xml = parts.get(SHEET, "").replace(
        "</sheetData>", '<row r="99"><c r="A99" t="inlineStr"><is><t>\udce9</t></is></c></row></sheetData>'
    )
    parts[SHEET] = '<?xml version="1.0" encoding="windows-1252"?>' + xml


@other
def something_behind_the_root(parts: Parts) -> None:
    parts[SHEET] = parts.get(SHEET, "") + "<worksheet/>"
