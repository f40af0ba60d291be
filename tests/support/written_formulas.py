"""Every formula of a workbook we wrote, wherever it stands: cells, names, validations, conditional formats."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KINDS = {f"{_MAIN}{name}": name for name in ("f", "formula", "formula1", "formula2", "definedName")}
_ROW = re.compile(r"(?<![A-Za-z_.])(\$?[A-Z]{1,3}\$?)\d+")


class Written(NamedTuple):
    """A formula: the part it stands in, what it is there (`f` in a cell), its text without `=`."""

    part: str
    kind: str
    text: str


def formulas(path: Path) -> Iterator[Written]:
    """All formulas of a file; the words of a list are none."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part == "xl/workbook.xml" or part.startswith("xl/worksheets/sheet"):
                for element in ElementTree.fromstring(package.read(part)).iter():
                    if element.tag in _KINDS and element.text:
                        yield Written(part, _KINDS[element.tag], element.text)


def distinct(paths: Iterator[Path]) -> dict[str, Written]:
    """The formulas of several files that differ in more than their rows: one of each."""
    return {_ROW.sub(r"\1#", x.text): x for path in paths for x in formulas(path)}
