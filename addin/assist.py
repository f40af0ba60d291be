"""The ribbon's helpers around a workbook: new templates, the seal, the rule book, the search of codes.

As with the actions, each is a function over an open workbook (xlwings Book) that returns what to tell.
"""

from __future__ import annotations

import webbrowser
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin import pages
from addin.actions import read_tables
from addin.blocks import quiet
from addin.errors import NothingToSearchError
from addin.findings import findings_sheet, listed_findings
from addin.own_sheets import add_sheet, find_sheet, texts, write_lines
from rules.model.verdict_words import counted
from workbook_templates.copies.errors import OtherSealSheetError
from workbook_templates.errors import NoFolderError

if TYPE_CHECKING:
    from rules.model.seal_record import Seal

_HITS = 12
"""So many codes are told of a search."""
_KINDS = {"renja": "Renja", "lkip": "LKIP"}


# ---- templates


def new_template(
    book: Any, kind: str, year: int, government: str = "", office: str = "", bidang: str = "", stage: str = "",
    folder: Path | None = None,
) -> str:  # fmt: skip
    """Build a workbook of a kind (`renja`, `lkip`) for an office and a year in the planner's documents, and open it."""
    from platformdirs import user_documents_path

    from rules.schema.layout import form_of
    from workbook_templates.template.blueprint import Template, decree_named
    from workbook_templates.template.build import build_template
    from workbook_templates.template.office_codes import identity_of, told_of

    folder = folder or user_documents_path()
    target = _free(folder, f"{_KINDS[kind]}-{year}")
    identity = identity_of(government, office, bidang, year, decree_named(year))
    if stage.casefold() in (form_of(kind).fields["tahap"].choices if stage else ()):
        identity["tahap"] = stage.casefold()
    build_template(target, Template(kind, identity))
    book.app.books.open(str(target))
    told = " ".join(told_of(identity))
    return (
        f"Templat {_KINDS[kind]} {year} disimpan sebagai:\n{target}\n\n{told}\n\n"
        "Mulailah dari lembar Petunjuk, lalu lengkapi Identitas."
    )


def _free(folder: Path, stem: str) -> Path:
    """A name in a folder that no file has yet."""
    if not folder.is_dir():
        raise NoFolderError(folder)
    names = [stem, *(f"{stem} ({number})" for number in range(2, 1000))]
    return next(folder / f"{name}.xlsx" for name in names if not (folder / f"{name}.xlsx").exists())


# ---- the seal


def seal(book: Any) -> str:
    """Judge the workbook and put the seal of its tables and verdict into its sheet Segel, in the place of an old one."""
    from rules.schema.pack import pack_for
    from rules.seal.seal import make_seal
    from rules.validation import validate as judge

    document = read_tables(book)[0]
    # An old seal is replaced: that the content differs from it is no fault of the content.
    document.seal, document.seal_fault = None, ""
    pack = pack_for(document.year)
    verdict = judge(document, pack)
    made = make_seal(document, verdict, pack, datetime.now().astimezone().isoformat(timespec="seconds"))
    with quiet(book):
        _write_seal(book, made)
    told = [
        f"Kode segel: {made.code}",
        "Simpan buku kerja ini sekarang dan jangan diubah lagi; bacakan kodenya kepada penerima.",
    ]
    if verdict.count("galat"):
        told.append(f"Perhatian: masih ada {counted(verdict.count('galat'), 'galat')}; itu tercatat dalam segel.")
    return "\n\n".join(told)


def _write_seal(book: Any, made: Seal) -> None:
    from workbook_templates.copies.seal import text_rows
    from workbook_templates.recognition.seal_sheet import MARK, SHEET

    rows = list(text_rows(made))
    sheet = find_sheet(book, SHEET, MARK)
    if sheet is None:
        if any(other.name.casefold() == SHEET.casefold() for other in book.sheets):
            raise OtherSealSheetError(book.name, SHEET)
        sheet = add_sheet(book, SHEET, (22, 60))
    write_lines(sheet, [texts(cells) for _, cells in rows], 2)
    hidden = [number for number, (hide, _) in enumerate(rows, 1) if hide]
    if hidden:
        sheet.range((hidden[0], 1), (hidden[-1], 1)).row_height = 0


# ---- rules and codes


def rule_page(book: Any, open_page: pages.Open = webbrowser.open) -> str:
    """Open the page of the rule whose finding is selected, in the Temuan sheet or in its cell; else the list of rules."""
    rule = _selected_rule(book)
    if rule and pages.rule_page(rule, open_page):
        return f"Penjelasan aturan {rule} dibuka di peramban."
    pages.rule_list(open_page)
    return "Daftar aturan dibuka di peramban. Pilih sel yang punya temuan untuk membuka aturannya langsung."


def _selected_rule(book: Any) -> str | None:
    selected, temuan = book.app.selection, findings_sheet(book)
    if selected is None or temuan is None:
        return None
    sheet, row, column = selected.sheet.name, selected.row, selected.column
    if sheet == temuan.name:
        value = temuan.range((row, 3)).value
        return value if isinstance(value, str) else None
    return next((x.rule for x in listed_findings(book) or () if x.cell == (sheet, row, column)), None)


def search_nomenclature(book: Any, words: str) -> str:
    """The codes whose names fit some words best, under the decree of the workbook if it names one."""
    from rules.nomenclature import at_hand, find_decree, nomenclature
    from rules.nomenclature.search import search

    named = find_decree(_decree_of(book))
    known = at_hand()
    reference = nomenclature(named.id) if named and named.id in known else nomenclature(known[-1]) if known else None
    if reference is None:
        raise NothingToSearchError
    hits = search(reference, words, _HITS)
    if not hits:
        return f"Tidak ada nama yang cocok dengan '{words}' dalam {reference.decree.name}."
    lines = [f"{hit.code}  {hit.name}" + _unit(reference.unit(hit.code)) for hit in hits]
    scope = reference.scope()
    return "\n".join([reference.decree.name, *([scope] if scope else []), "", *lines])


def _unit(unit: str | None) -> str:
    return f" ({unit})" if unit else ""


def _decree_of(book: Any) -> str:
    """The decree that Identitas names; empty without such a sheet."""
    from addin.book import sheet_grid
    from workbook_templates.recognition.find_tables import find_identity

    for sheet in book.sheets:
        if sheet.name.casefold().startswith("identitas"):
            grid = sheet_grid(sheet)
            forms = find_identity(grid).values()
            return next((str(form["keputusan"].value or "") for form in forms if "keputusan" in form), "")
    return ""


def guide(book: Any, open_page: pages.Open = webbrowser.open) -> str:
    """Open the planner's guide."""
    pages.guide(open_page)
    return "Panduan dibuka di peramban."
