"""What is read of odd packages is what LibreOffice shows of them, or they are refused; and what is read can be copied."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from rules.values.cells import ExcelError, Share, column_letter
from rules.values.loose_form import share
from tests.conftest import Office
from tests.support.odd_packages import FAULTS, base, odd_packages
from tests.support.odd_packages.base import write
from workbook_templates.errors import UnreadableError
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reading.workbook import read_workbook

TOGETHER = 60
NOT_OPENED = {"backslashes": "part names with backslashes, which Excel reads as slashes"}
"""What LibreOffice does not open and Excel does."""
ERROR_SHOWN = {
    "f_words": "names one after the other, which are a formula if they name ranges",
    "f_arguments_missing": "a function without the arguments it needs; how many those are is not looked at",
}
"""Formulas that LibreOffice does not understand and shows as an error, where we read the result that is stored."""
Shown = tuple[str, str, float]


def _read(path: Path) -> dict[str, dict[str, Any]] | None:
    """The cells of every sheet by place, those left out that hold a formula without a result; None if refused."""
    try:
        grids = read_workbook(path)
    except UnreadableError:
        return None
    return {
        grid.name: {
            f"{column_letter(column)}{row}": value
            for row, cells in enumerate(grid.rows, 1)
            for column, value in enumerate(cells, 1)
            if value not in (None, "")
        }
        for grid in grids
    }


def _uncalculated(path: Path) -> set[tuple[str, str]]:
    return {
        (grid.name, f"{column_letter(column)}{row}")
        for grid in read_workbook(path)
        for row, column in grid.facts.uncalculated
    }


def _alike(value: Any, shown: Shown) -> bool:
    kind, text, number = shown
    if isinstance(value, ExcelError):
        return text.startswith(("#", "Err"))
    if isinstance(value, bool):
        return number == float(value)
    if isinstance(value, Share):
        return kind != "TEXT" and abs(float(share(value)) - number) < 1e-12
    if isinstance(value, float | int):
        return kind != "TEXT" and not text.startswith("Err") and abs(value - number) <= 1e-14 * max(1, abs(value))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return kind == "VALUE"
    return _spaced(value or "") == _spaced(text)


def _spaced(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The odd packages as files; those that are read alone come together most often."""
    folder = tmp_path_factory.mktemp("ganjil")

    def is_read(name: str) -> bool:
        parts = base()
        FAULTS[name](parts)
        return _read(write(folder / "satu.xlsx", parts)) is not None

    made = odd_packages(TOGETHER, is_read)
    return {name: write(folder / f"{number}.xlsx", parts) for number, (name, parts) in enumerate(made)}


@pytest.mark.libreoffice
def test_what_is_read_is_what_libreoffice_shows(office: Office, packages: dict[str, Path]) -> None:
    read = {name: found for name, path in packages.items() if (found := _read(path)) is not None}
    shown = office.shown([packages[name] for name in read])
    wrong = []
    for name, found in read.items():
        path, faults = packages[name], {*name.partition("-")[2].split("+"), name}
        errors, sheets = not ERROR_SHOWN.keys().isdisjoint(faults), shown[str(path)]
        if sheets is None:
            wrong += [f"{name}: LibreOffice opens none"] if NOT_OPENED.keys().isdisjoint(faults) else []
            continue
        if list(found) != [sheet for sheet in sheets if sheet in found or sheets[sheet]]:
            wrong.append(f"{name}: sheets {list(found)}, LibreOffice {list(sheets)}")
        never = _uncalculated(path)
        for sheet, cells in found.items():
            theirs = sheets.get(sheet, {})
            wrong += [
                f"{name}: {sheet}!{place} read {cells.get(place)!r}, shown {theirs.get(place)}"
                for place in sorted({*cells, *theirs})
                if (sheet, place) not in never
                and not _alike(cells.get(place), theirs.get(place, ("EMPTY", "", 0.0)))
                and not (errors and theirs.get(place, ("", "", 0))[1].startswith("Err:"))
            ]
    assert wrong == []
    assert len(read) > 100, "enough are read for the comparison to say something"


def test_what_is_read_can_be_copied_and_nothing_else(packages: dict[str, Path], tmp_path: Path) -> None:
    """The patching of copies and the reading agree on every package, and a patched copy shows the same but for its cell."""
    for name, path in packages.items():
        before, copy = _read(path), tmp_path / "salinan.xlsx"
        copy.unlink(missing_ok=True)
        sheet = next(iter(before)) if before else "Satu"
        try:
            write_cells(path, copy, {sheet: {(150, 2): "baru"}})
        except UnreadableError:
            assert before is None, f"{name} is read, its copy refused"
            continue
        assert before is not None, f"{name} is refused, but copied"
        assert _read(copy) == before | {sheet: before[sheet] | {"B150": "baru"}}, name
