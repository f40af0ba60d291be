"""The help of the commands in Indonesian: the library that lays it out knows its headings in English alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import typer

_Context: Any = typer.Context.__mro__[1]
_Formatter: Any = _Context.formatter_class
_HEADINGS = {"Arguments": "Isian", "Options": "Pilihan", "Commands": "Perintah"}
_WORDS = tuple(
    (re.compile(english), told)
    for english, told in (
        (r"Show this message and exit\.", "Tampilkan bantuan ini."),
        (r"\[required\]", "[wajib]"),
        (r"\[default: ", "[bawaan: "),
        (r"\[env var: ", "[atau variabel "),
        (r"(\d+)<=x<=(\d+)", r"\1 sampai \2"),
        (r"\[OPTIONS\]", "[PILIHAN]"),
        (r"COMMAND \[ARGS\]\.\.\.", "PERINTAH [ISIAN]..."),
        # What is named as one of several, or as one that may be left out, is marked as such again.
        (r"\.\.\.\}\.\.\.", "}..."),
        (r"\[\[(\w+)\]\]", r"[\1]"),
    )
)
_TYPE = re.compile(r" <[^>|]+>$")
"""The type that the library tells behind the name of an argument."""


def _in_indonesian(text: str) -> str:
    for english, told in _WORDS:
        text = english.sub(told, text)
    return text


class HelpFormatter(_Formatter):  # type: ignore[misc]
    """Lays the help out as the library does, under our headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: how the command is called."""
        super().write_usage(prog, _in_indonesian(args), prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        """A heading over arguments, options or commands."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int, **named: int) -> None:
        """A list of names with what they mean."""
        told = [(_TYPE.sub("", name), _in_indonesian(meaning)) for name, meaning in rows]
        super().write_dl(told, *widths, **named)


class _IndonesianContext(_Context):  # type: ignore[misc]
    formatter_class = HelpFormatter


def with_indonesian_help(command: Any) -> Any:
    """A command of the library, it and all below it with their help in Indonesian."""
    for found in _all(command):
        found.context_class = _IndonesianContext
    return command


def _all(command: Any) -> Iterator[Any]:
    yield command
    for below in getattr(command, "commands", {}).values():
        yield from _all(below)
