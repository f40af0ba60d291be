"""The examples in docstrings say what the functions give."""

from __future__ import annotations

import doctest
import importlib

import pytest

from tests.places import ROOT

PACKAGES = ("rules", "workbook_templates", "headless")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_of_a_module_hold(module: str) -> None:
    failed, run = doctest.testmod(importlib.import_module(module))
    assert run
    assert failed == 0
