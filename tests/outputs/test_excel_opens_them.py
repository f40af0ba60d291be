"""Every kind of workbook that renja writes, held to what Excel takes without a repair and to what other readers see."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator, ValidationSeverity

from tests.support import javascript
from tests.support.cell_values import differences, ours
from tests.support.every_output import OUTPUTS, ending
from tests.support.excel_repair import faults
from tests.support.excel_repair.planted import PLANTED, planted, sound

_FONT = "/styleSheet[1]/fonts[1]/font["
"""openpyxl orders what a font says in its own way; Excel takes any order, as the first edition of the schema did."""


@pytest.fixture(scope="module", params=OUTPUTS)
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each kind."""
    name = str(request.param)
    path = tmp_path_factory.mktemp("keluaran") / f"{name}{ending(name)}"
    OUTPUTS[name](path)
    return path


def test_nothing_in_it_is_known_to_be_repaired(output: Path) -> None:
    assert faults(output) == []


def test_it_holds_to_the_schemas(output: Path, schemas: Callable[[Path], list[str]]) -> None:
    assert [x for x in schemas(output) if not (_FONT in x and "Unexpected element" in x)] == []


@pytest.mark.parametrize("reader", ["exceljs", "sheetjs"])
def test_readers_of_the_javascript_world_see_what_we_see(output: Path, reader: str) -> None:
    theirs = javascript.values(reader, output)
    if output.suffix == ".xlam":
        assert list(theirs) == ["Sheet1"], "an add-in's one sheet is never shown"
        return
    expected = ours(output)
    assert list(theirs) == list(expected)
    differ = {name: found for name in expected if (found := differences(theirs[name], expected[name]))}
    if reader == "exceljs":
        # It leaves out the result of a formula that is 0.
        differ = {
            name: found for name, told in differ.items() if (found := {x for x, y in told.items() if y != (None, 0)})
        }
    assert differ == {}
    assert sum(map(len, expected.values())) > 100


# ---- the checkers themselves


@pytest.fixture(scope="module")
def schemas() -> Callable[[Path], list[str]]:
    """A function from a file to what the schemas of Office (ISO 29500, with Microsoft's extensions) say is wrong."""
    validator = OpenXmlValidator()

    def told(path: Path) -> list[str]:
        # Its warnings are of what Excel writes otherwise at the next save.
        return [str(x) for x in validator.validate(str(path)).errors if x.severity == ValidationSeverity.ERROR]

    return told


@pytest.fixture(scope="module")
def without_fault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound workbook with all that is looked at."""
    return sound(tmp_path_factory.mktemp("utuh") / "utuh.xlsx")


def test_a_sound_workbook_has_none(without_fault: Path, schemas: Callable[[Path], list[str]]) -> None:
    assert faults(without_fault) == []
    assert schemas(without_fault) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, without_fault: Path, tmp_path: Path) -> None:
    found = faults(planted(PLANTED[name], without_fault, tmp_path / "cacat.xlsx"))
    assert PLANTED[name].kind in {fault.kind for fault in found}


def test_every_kind_of_fault_is_planted() -> None:
    """A check that no planted fault proves may be one that never speaks."""
    source = Path(__file__).parents[1] / "support" / "excel_repair"
    spoken = set[str]()
    for module in source.glob("o*.py"):
        spoken |= _kinds(module.read_text(encoding="utf-8"))
    assert spoken - {fault.kind for fault in PLANTED.values()} == set()


def _kinds(source: str) -> set[str]:

    return set(re.findall(r'Fault\(\s*"([^"]+)"', source)) | set(re.findall(r'yield "([^"]+)"', source))


def test_the_schemas_find_what_they_are_for(
    without_fault: Path, tmp_path: Path, schemas: Callable[[Path], list[str]]
) -> None:
    for name in ("a sheet's elements out of order", "an element Excel has not", "a kind of cell Excel has not"):
        assert schemas(planted(PLANTED[name], without_fault, tmp_path / "cacat.xlsx")), name
