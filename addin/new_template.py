"""The button *Templat baru*: a workbook of a kind for an office and a year, saved among the planner's documents and opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from addin.saved_files import free_place

_YES = ("ya", "y")
_KINDS = {"renja": "Renja", "lkip": "LKIP"}


def new_template(
    book: Any, kind: str, year: int, government: str = "", office: str = "", bidang: str = "", stage: str = "",
    numbered: str = "", folder: Path | None = None,
) -> str:  # fmt: skip
    """Build a workbook of a kind (`renja`, `lkip`) for an office and a year in the planner's documents, and open it.

    ``numbered`` says `ya` where the number of each table is printed above its titles.
    """
    from platformdirs import user_documents_path

    from rules.schema.layout import form_of
    from workbook_templates.template.blueprint import Template, decree_named
    from workbook_templates.template.build import build_template
    from workbook_templates.template.office_codes import identity_of, told_of

    folder = folder or user_documents_path()
    target = free_place(folder, f"{_KINDS[kind]}-{year}", ".xlsx")
    identity = identity_of(government, office, bidang, year, decree_named(year))
    if stage.casefold() in (form_of(kind).fields["tahap"].choices if stage else ()):
        identity["tahap"] = stage.casefold()
    build_template(target, Template(kind, identity, captions=numbered.casefold() in _YES))
    book.app.books.open(str(target))
    told = " ".join(told_of(identity))
    return (
        f"Templat {_KINDS[kind]} {year} disimpan sebagai:\n{target}\n\n{told}\n\n"
        "Mulailah dari lembar Petunjuk, lalu lengkapi Identitas."
    )
