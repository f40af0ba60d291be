"""Values of a call: what is understood without the library is what the library understands."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from headless.cli.app import _mount_commands, app
from headless.cli.plain_values import _PlainFirst
from headless.cli.usage import WrongCall
from tests.places import ROOT

WORDS = (
    "",
    "a",
    " a ",
    "-",
    "0",
    "12",
    "-3",
    "1e3",
    "9" * 12,
    "x.xlsx",
    "/",
    "id",
    "en",
    "renja",
    "é",
    "\udcff",
    "true",
)


def _parameters(command: Any) -> Iterator[Any]:
    yield from command.params
    for below in getattr(command, "commands", {}).values():
        yield from _parameters(below)


def _understood(way: Any, value: Any, parameter: Any) -> Any:
    try:
        found = way.coerce(value, param=parameter, ctx=None)
    except WrongCall as error:
        return str(error)
    return type(found), found


def test_values_are_those_of_the_library() -> None:
    _mount_commands()
    asked = 0
    for parameter in _parameters(typer.main.get_command(app)):
        several = parameter.multiple or parameter.nargs == -1
        for value in (None, parameter.default, *((word,) if several else word for word in WORDS)):
            if callable(value):
                continue
            library = parameter.get_runtime_param
            expected = _understood(library(), value, parameter)
            assert _understood(_PlainFirst(library), value, parameter) == expected, (parameter.name, value)
            asked += 1
    assert asked > 1000


@pytest.mark.parametrize(
    "words", [["validate", "tidak-ada.xlsx", "--format", "json", "--jobs", "1"], ["rules", "JML-004"]]
)
def test_plain_calls_load_no_library_for_their_values(words: list[str]) -> None:
    code = f"""
import sys
sys.argv = ["renja", *{words!r}]
from headless.cli import app
try:
    app.main()
finally:
    print("loaded:", "typer._adapters" in sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "loaded: False"
