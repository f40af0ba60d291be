"""What *Validasi* holds the workbook against besides itself, as its receiver does: asked once for each document, then remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from addin.asking import agrees, chosen_file
from addin.remembered import ReferenceFiles, recall, remember
from rules.errors import RenjaError
from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.references import References
from workbook_templates.references.comparison import Comparison

_BUTTON = "Acuan > Pilih acuan"
_NOT_CHOSEN = {
    "plafon": Text(f"plafon belum dipilih ({_BUTTON})", f"no ceilings were chosen ({_BUTTON})"),
    "tahun_lalu": Text(f"dokumen tahun lalu belum dipilih ({_BUTTON})", f"last year's document was not chosen ({_BUTTON})"),
    "renja": Text(f"Renja tahun yang dilaporkan belum dipilih ({_BUTTON})",
                  f"the Renja of the reported year was not chosen ({_BUTTON})"),
}  # fmt: skip
_NONE_CHOSEN = References(
    no_ceilings=_NOT_CHOSEN["plafon"],
    no_foreseen=_NOT_CHOSEN["tahun_lalu"],
    no_planned=_NOT_CHOSEN["renja"],
    no_reported=_NOT_CHOSEN["tahun_lalu"],
)
_READ: Mapping[str, Callable[[Path], Comparison]] = {
    "plafon": Comparison,
    "tahun_lalu": lambda path: Comparison(last_year=[path]),
    "renja": lambda path: Comparison(plans=[path]),
}


def held_against(book: Any, document: Document, *, ask: bool = False) -> tuple[References, list[str]]:
    """What a document is held against, and what to tell of it, a sentence each.

    With ``ask``, the planner is asked where that was never answered.
    """
    places = recall(document)
    if places is None and ask:
        places = _first_answer(book, document)
    references, told, read = _NONE_CHOSEN, list[str](), list[str]()
    for what, path in (places or ReferenceFiles()).given.items():
        try:
            found = _READ[what](path).of(document)
        except RenjaError as error:
            told.append(f"Tidak dibandingkan dengan '{path.name}': {error} Pilih file lain lewat {_BUTTON}.")
            continue
        references = _joined(references, found)
        read.append(path.name)
    return references, [*([f"Dibandingkan dengan {', '.join(read)}."] if read else []), *told]


def _joined(known: References, found: References) -> References:
    """What was known, and what was found beside it."""
    plain = References()
    new = {field.name: getattr(found, field.name) for field in fields(References)}
    return replace(known, **{name: value for name, value in new.items() if value != getattr(plain, name)})


def choose(book: Any, document: Document) -> ReferenceFiles:
    """Ask for each file that a document can be held against, and remember the answers."""
    places = ReferenceFiles(**{what: chosen_file(book, title) for what, title in _asked(document).items()})
    remember(document, places)
    return places


def _first_answer(book: Any, document: Document) -> ReferenceFiles:
    wanted = " dan ".join(_asked(document).values())
    question = (
        f"Penerima membandingkan dokumen ini dengan {wanted}. Pilih filenya sekarang, supaya hasil Validasi sama dengan "
        f"hasil penerima?\n\nPertanyaan ini muncul sekali untuk dokumen ini; ubah kapan saja lewat {_BUTTON}."
    )
    if agrees(book, question):
        return choose(book, document)
    remember(document, ReferenceFiles())
    return ReferenceFiles()


def _asked(document: Document) -> dict[str, str]:
    """The files that a document can be held against, and how each is called."""
    year, before = (f" {document.year + offset}" if document.year else "" for offset in (0, -1))
    if document.kind == "lkip":
        return {"renja": f"Renja{year}", "tahun_lalu": f"LKIP{before}"}
    return {"plafon": f"daftar plafon{year}", "tahun_lalu": f"Renja{before}"}
