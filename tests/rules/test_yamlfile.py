"""What is kept of YAML files is what parsing them gives, and never outlives the text it was parsed from."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rules import yamlfile
from rules.errors import BrokenYamlError
from rules.yamlfile import load_mapping, load_yaml
from tests.places import ROOT

_OWN = sorted((ROOT / "rules").rglob("*.yaml"))


@pytest.fixture(autouse=True)
def _may_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The texts that were parsed."""
    found: list[bytes] = []
    parse = yamlfile._parsed

    def noted(written: bytes) -> object:
        found.append(written)
        return parse(written)

    monkeypatch.setattr(yamlfile, "_parsed", noted)
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of our own."""
    path = tmp_path / "aturan.yaml"
    path.write_text('1: satu\n"2": [2, 2.5, true, null]\n', encoding="utf-8")
    return path


_HELD = {1: "satu", "2": [2, 2.5, True, None]}


@pytest.mark.parametrize("path", _OWN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_of_ours_are_kept_as_they_are_parsed(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    once, again = load_yaml(copy), load_yaml(copy)
    assert repr(once) == repr(again) == repr(yamlfile._parsed(path.read_bytes()))


def test_a_text_is_parsed_once(file: Path, parsed: list[bytes]) -> None:
    assert load_yaml(file) == load_yaml(file) == _HELD
    assert parsed == [file.read_bytes()]


def test_another_text_is_parsed_anew_whatever_its_size_and_time(file: Path, parsed: list[bytes]) -> None:
    load_yaml(file)
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("satu", "dua "), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_yaml(file)[1] == "dua"
    assert len(parsed) == 2


@pytest.mark.parametrize("kept", [b"", b"\0", b"i\1\0\0\0", b"rubbish", b"[\3\0\0\0"])
def test_what_is_kept_and_spoilt_is_not_taken(file: Path, parsed: list[bytes], kept: bytes) -> None:
    load_yaml(file)
    (place,) = (file.parent / "__pycache__").iterdir()
    place.write_bytes(kept)
    assert load_yaml(file) == _HELD
    assert len(parsed) == 2


def test_where_nothing_can_be_kept_each_reading_parses(file: Path, parsed: list[bytes]) -> None:
    (file.parent / "__pycache__").write_bytes(b"a file in the way")
    assert load_yaml(file) == load_yaml(file) == _HELD
    assert len(parsed) == 2


def test_nothing_is_kept_where_python_keeps_no_byte_code(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load_yaml(file) == _HELD
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [", "\xff"])
def test_faults_are_told_each_time(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    for _ in range(2):
        with pytest.raises(BrokenYamlError, match=r"aturan\.yaml"):
            load_mapping(file)
