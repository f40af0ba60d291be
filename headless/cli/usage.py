"""Wrong calls told in Indonesian: the library that reads the command line knows what is wrong, and says so in English."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer

WrongCall: Any = typer.BadParameter.__bases__[0]
"""What the library raises for a call it cannot read: an unknown option, a missing argument, a value of another kind."""

_ALIKE = 0.75
"""From this likeness on (0 to 1) a name may be what was meant."""
_QUOTED = re.compile(r"'([^']*)'")
_DETAILS = (
    (r"is not one of (.+)", "pilihannya: {}"),
    (r"valid (?:integer|int)", "harus bilangan bulat"),
    (r"valid (?:number|float)", "harus bilangan"),
    (r"greater than or equal to (-?\d+)", "paling sedikit {}"),
    (r"less than or equal to (-?\d+)", "paling banyak {}"),
    (r"range (\S+)\.?$", "harus dalam {}"),
    (r"match the formats? ", "tulis tanggal yang ada, contoh 31-12-2026"),
    (r"does not exist", "file atau folder itu tidak ada"),
    (r"is a directory", "itu folder, bukan file"),
    (r"is a file", "itu file, bukan folder"),
)
"""What the library says of a value, and what we say."""


def wrong_call(error: Any) -> str:
    """What is wrong with a call and where its help is; for a call of nothing at all the help itself."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    command = error.ctx.command_path if error.ctx else "renja"
    return f"{_fault(error)}. Bantuan: {command} --help"


def _fault(error: Any) -> str:
    message = str(error.message or "")
    named = _QUOTED.findall(message)
    match type(error).__name__:
        case "NoSuchOption":
            return f"Pilihan {error.option_name} tidak ada{_perhaps(error.option_name, error.possibilities or ())}"
        case "MissingParameter":
            return f"Belum disebut: {_parameter(error)}"
        case "BadOptionUsage":
            needs = "tidak memerlukan nilai" if "not take" in message else "memerlukan nilai di belakangnya"
            return f"Pilihan {error.option_name} {needs}"
        case "BadParameter":
            return f"Nilai untuk {_parameter(error)} tidak dapat dipakai{_detail(message)}"
    if "No such command" in message:
        return f"Perintah '{named[0]}' tidak ada{_perhaps(named[0], named[1:])}"
    if "Missing command" in message:
        return "Perintahnya belum disebut"
    extra = re.search(r"unexpected extra argument\S* \((.*)\)", message)
    return f"Terlalu banyak yang disebut: {extra[1]}" if extra else "Perintah ini tidak dapat dimengerti"


def _perhaps(written: str, names: Any) -> str:
    """What was probably meant; the library offers much that is hardly like it."""
    near = get_close_matches(written, names, cutoff=_ALIKE)
    return f"; mungkin {', '.join(sorted(near))}" if near else ""


def _parameter(error: Any) -> str:
    """An option by its names, an argument by the word that stands for it."""
    param = error.param
    if param is None:
        return str(error.param_hint or "salah satu pilihan")
    return (
        " / ".join(param.opts)
        if param.param_type_name == "option"
        else str(param.metavar or param.name).removesuffix("...")
    )


def _detail(message: str) -> str:
    """What a value should have been; empty where the library says something that we do not know."""
    for pattern, told in _DETAILS:
        found = re.search(pattern, message)
        if found:
            value = ", ".join(_QUOTED.findall(found[1])) or found[1] if found.groups() else ""
            return f": {told.format(value)}"
    return ""
