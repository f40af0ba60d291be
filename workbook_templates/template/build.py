"""Building the workbook templates: the official tables with native formulas and their stored values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from rules.nomenclature import decrees
from rules.schema.choices import choices_of
from rules.schema.column import Choices
from rules.schema.layout import FieldSpec, form_of
from rules.values.cells import column_letter
from rules.values.separators import kind_of_unit
from rules.values.terms import terms
from rules.values.vocabulary import units
from workbook_templates.grid import WORDS_SHEET
from workbook_templates.safe_writing import written_workbook
from workbook_templates.template import guide
from workbook_templates.template.blueprint import Template
from workbook_templates.template.carried_sheet import IDENTITY_FIRST, mark, write_carried, write_legend
from workbook_templates.template.plan_range import plan_range
from workbook_templates.template.reference_sheet import CHOSEN, bidang_note, stored_note, write_acuan
from workbook_templates.template.style import PROTECTION, Styles, print_setup
from workbook_templates.template.summary.summary import write_summary
from workbook_templates.template.table_sheet import TableSheet

_NAMES = {"tahun": "tahun_n", "pemda": "pemda", "perangkat_daerah": "perangkat_daerah",
          "renstra_awal": "renstra_awal", "keputusan": CHOSEN}  # fmt: skip


def build_template(path: Path, template: Template) -> list[str]:
    """Write a workbook; returns the names of its sheets. The file appears whole or not at all."""
    with written_workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"{template.document} {template.year}", "comments": "Dibuat dengan renja"})
        styles = Styles(book)
        chosen = template.chosen()
        guide.write_guide(book.add_worksheet("Petunjuk"), styles, template.document, chosen)
        if template.start:
            write_legend(book.get_worksheet_by_name("Petunjuk"), "B3", styles)
        _write_identity(book, styles, template)
        plan = plan_range(template)
        write_summary(book, styles, template, chosen, plan)
        for layout in chosen:
            TableSheet(book, styles, template, layout, plan).write()
        guide.write_findings(book.add_worksheet("Temuan"), styles)
        if template.start:
            write_carried(book, styles, template, template.start, chosen)
        _write_lists(book, styles, template)
        write_acuan(book, styles, template)
        book.get_worksheet_by_name(form_of(template.document).sheet_name).activate()
        return [sheet.get_name() for sheet in book.worksheets()]


# ---- Identitas and lists


def _write_identity(book: Any, styles: Styles, template: Template) -> None:
    form = form_of(template.document)
    sheet = book.add_worksheet(form.sheet_name)
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 3)
    sheet.set_column("B:B", 34)
    sheet.set_column("C:C", 60)
    sheet.set_column("D:D", 62)
    sheet.set_row(1, 24)
    sheet.write("B2", f"{form.title[0]} {template.document.upper()}", styles.strong)
    sheet.write("B3", "Isi sel kuning. Tahun dan nama perangkat daerah dipakai di judul semua tabel.", styles.banner)
    for row, (key, spec) in enumerate(form.fields.items(), IDENTITY_FIRST - 1):
        value = template.identity.get(key)
        sheet.set_row(row, 22)
        sheet.write(row, 1, spec.label, styles.label)
        sheet.write(row, 2, "" if value is None else value, styles.year if spec.kind == "year" else styles.field)
        if validation := _validation(spec, template):
            sheet.data_validation(row, 2, row, 2, validation)
        if spec.kind == "bidang" and not template.as_typed:
            sheet.set_row(row, 36)
            sheet.write_formula(row, 3, bidang_note(f"$C${row + 1}"), styles.advice, stored_note(template))
        if key in _NAMES:
            book.define_name(_NAMES[key], f"={form.sheet_name}!$C${row + 1}")
    if template.start:
        write_legend(sheet, "B4", styles)
        mark(sheet, styles, form.sheet_name, (IDENTITY_FIRST - 1, 2, IDENTITY_FIRST + len(form.fields) - 2, 2))
    sheet.protect("", PROTECTION)
    print_setup(sheet, 3)
    sheet.print_area(0, 0, IDENTITY_FIRST + len(form.fields) - 2, 2)


def _validation(spec: FieldSpec, template: Template) -> dict[str, Any]:
    """What the cell of a field takes, and what it says while it is filled in; nothing where it takes anything and says nothing."""
    hint = {"input_title": spec.label[:32], "input_message": template.shown(spec.hint)} if spec.hint else {}
    if spec.choices:
        return {"validate": "list", "source": spec.choices, "error_title": "Pilihan",
                "error_message": "Pilih salah satu dari daftar."} | hint  # fmt: skip
    if spec.kind == "decree":
        return {"validate": "list", "source": "=daftar_keputusan", "show_error": False} | hint
    if spec.kind == "year":
        return {"validate": "integer", "criteria": "between", "minimum": 2020, "maximum": 2045,
                "error_title": "Tahun", "error_message": "Tulis tahunnya, empat angka."} | hint  # fmt: skip
    return {"validate": "any"} | hint if hint else {}


def _write_lists(book: Any, styles: Styles, template: Template) -> None:
    """The hidden sheet of lists that cells offer and formulas look up."""
    sheet = book.add_worksheet(WORDS_SHEET)
    offered = {kind: choices_of(kind, template.pack) for kind in get_args(Choices)}
    lists: dict[str, Sequence[Any]] = {
        "daftar_sumber_dana": offered["sumber_dana"],
        "daftar_satuan": offered["satuan"],
        "daftar_keputusan": [decree.name for decree in decrees().values()],
        **{f"daftar_{kind}": offered[kind] for kind in ("jenis", "tingkat", "ukuran", "rumus")},
        "daftar_predikat": terms("predikat"),
        "daftar_kata_persen": terms("persentase"),
        "daftar_kata_nilai": terms("tanpa_satuan"),
        **{f"daftar_kata_{kind}": terms(kind) for kind in ("cacah", "berskala", "berpecahan")},
        # Excel makes a formula of what begins so, and other programs of a cell that holds it.
        "daftar_awalan": [term for term in terms("awalan") if not term.startswith("=")],
        "daftar_nihil": terms("nihil"),
    }
    for column, (name, values) in enumerate(lists.items()):
        letter = column_letter(column + 1)
        sheet.write(0, column, name, styles.strong)
        sheet.write_column(1, column, values)
        book.define_name(name, f"=Daftar!${letter}$2:${letter}${len(values) + 1}")
    first, spellings = len(lists), units().spellings
    left, right = column_letter(first + 1), column_letter(first + 3)
    sheet.write(0, first, "satuan_baku", styles.strong)
    for row, (spelling, official) in enumerate(spellings.items(), 1):
        sheet.write_row(row, first, (spelling, official, kind_of_unit(official)))
    book.define_name("satuan_baku", f"=Daftar!${left}$2:${right}${len(spellings) + 1}")
    book.define_name("satuan_tertulis", f"=Daftar!${left}$2:${left}${len(spellings) + 1}")
    sheet.hide()
