"""What the commands share: languages, packs, and refusing a call in one sentence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rules.schema.pack import Pack


class Lang(StrEnum):
    """Languages of messages."""

    id = "id"
    en = "en"


def fail(message: str) -> NoReturn:
    """End the call with a message and status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def pack_named(name: str | None) -> Pack | None:
    """The pack of a name; None leaves it to the plan year."""
    from rules.schema.pack import load_pack

    return load_pack(name) if name else None


def must_be_free(path: Path, overwrite: bool) -> None:
    """Refuse an output that is no .xlsx or already stands there."""
    if path.suffix.lower() != ".xlsx":
        fail(f"Nama keluaran '{path.name}' harus berakhiran .xlsx.")
    if path.exists() and not overwrite:
        fail(f"'{path}' sudah ada; pakai nama lain, atau tambahkan --timpa bila memang boleh diganti.")
