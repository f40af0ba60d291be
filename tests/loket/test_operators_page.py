"""The operator's page tells of every setting, command and file of a counter."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from loket import cli
from loket.configuration import Configuration
from tests.places import ROOT

_PAGE = (ROOT / "docs" / "loket.md").read_text(encoding="utf-8")
_TOLD = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", _PAGE, re.MULTILINE))


def test_every_setting_is_told_with_its_default() -> None:
    settings = {field.name: field.default for field in fields(Configuration) if field.name != "folder"}
    assert _TOLD.keys() == settings.keys()
    for name, default in settings.items():
        if default == "":
            written = "kosong"
        elif isinstance(default, bool):
            written = f"`{str(default).lower()}`"
        elif isinstance(default, tuple):
            written = f"`{list(default)}`"
        else:
            written = f'`"{default}"`' if isinstance(default, str) else f"`{default}`"
        assert _TOLD[name] == written, name


@pytest.mark.parametrize("command", [one.callback.__name__ for one in cli.app.registered_commands if one.callback])
def test_every_command_is_told(command: str) -> None:
    assert f"`renja loket {command}" in _PAGE
