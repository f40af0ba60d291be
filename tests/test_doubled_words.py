"""No text says a word twice in a row, also where it is put together from pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGES = ("rules", "workbook_templates", "headless", "addin", "loket", "renja")
_TWICE = re.compile(r"(?<![-\w])([^\W\d_]{2,}) \1\b")


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives a name."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _built(node: ast.JoinedStr, named: dict[str, str]) -> str:
    """An f-string with the module's own texts filled in; a dot stands for what is known only when it runs."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant)
        else named.get(part.value.id, ".") if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name)
        else "."
        for part in node.values
    )  # fmt: skip


def texts(path: Path) -> Iterator[str]:
    """All texts of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield _built(node, named)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("package", PACKAGES)
def test_no_word_is_said_twice(package: str) -> None:
    found = {
        (str(path.relative_to(ROOT)), twice.group())
        for path in sorted((ROOT / package).rglob("*.py"))
        for text in texts(path)
        if (twice := _TWICE.search(text))
    }
    assert not found
