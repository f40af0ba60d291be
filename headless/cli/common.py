"""What the commands share: languages, packs, places to write."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rules.model.bilingual import Text
from workbook_templates.errors import TakenError, WrongEndingError
from workbook_templates.safe_writing import refuse_inputs

Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--batas",
        metavar="NAMA=NILAI",
        help="Batas lain, contoh sel=800000 atau waktu=120; daftarnya di docs/batas.md.",
    ),
]
"""The option of all commands that read a received file."""


WRITTEN = Text("Ditulis: {place}", "Written: {place}")


class Lang(StrEnum):
    """Languages of messages."""

    id = "id"
    en = "en"


class DocumentKind(StrEnum):
    """Kinds of documents."""

    renja = "renja"
    lkip = "lkip"


def must_be_free(
    path: Path, read: Sequence[Path | None], *, overwrite: bool, endings: Sequence[str] = (".xlsx",)
) -> None:
    """Refuse an output of another ending, one that is read by this very call, and one that already stands there."""
    if path.suffix.lower() not in endings:
        raise WrongEndingError(path, " atau ".join(endings))
    refuse_inputs([path], [other for other in read if other is not None])
    if path.exists() and not overwrite:
        raise TakenError(path)


def copy_must_be_free(source: Path, copy: Path, *, overwrite: bool) -> None:
    """The same of a changed copy of a workbook: one with macros stays one by name, or Excel would not open it."""
    ending = ".xlsm" if source.suffix.lower() == ".xlsm" else ".xlsx"
    must_be_free(copy, [source], overwrite=overwrite, endings=(ending,))
