"""What the commands share: languages, packs, places to write."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_templates.errors import TakenError, WrongEndingError

if TYPE_CHECKING:
    from rules.schema.pack import Pack


class Lang(StrEnum):
    """Languages of messages."""

    id = "id"
    en = "en"


class DocumentKind(StrEnum):
    """Kinds of documents."""

    renja = "renja"
    lkip = "lkip"


def pack_named(name: str | None) -> Pack | None:
    """The pack of a name; None leaves it to the plan year."""
    from rules.schema.pack import load_pack

    return load_pack(name) if name else None


def must_be_free(path: Path, overwrite: bool) -> None:
    """Refuse an output that is no .xlsx or already stands there."""
    if path.suffix.lower() != ".xlsx":
        raise WrongEndingError(path, ".xlsx")
    if path.exists() and not overwrite:
        raise TakenError(path)
