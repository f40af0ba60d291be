"""Files that are read but never written: every command that would change one says so, and how it can be changed all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.places import EXAMPLES
from tests.support.every_output import with_macros
from tests.support.sheet_files import save_ods
from workbook_templates.reading import other_formats
from workbook_templates.reading.only_read import READ_ONLY, TEXT_ONLY, way_to_xlsx
from workbook_templates.reading.workbook import read_workbook

COMMANDS = {
    "fix": ("fix",),
    "compute": ("compute",),
    "seal": ("seal",),
    "migrate": ("nomenclature", "migrate", "--ke", "sipd-ri-2027"),
    "annotate": ("validate", "--format", "xlsx"),
}


@pytest.fixture(scope="module")
def ods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound plan as LibreOffice keeps it."""
    sheets = [x for x in read_workbook(EXAMPLES / "renja-2024-benar.xlsx") if x.name in ("Identitas", "T-C.33")]
    return save_ods(tmp_path_factory.mktemp("ods") / "renja.ods", sheets)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_opendocument_file_is_to_be_saved_as_xlsx(command: str, ods: Path, renja: Callable[..., Run]) -> None:
    run = renja(*COMMANDS[command], ods, "-o", "hasil.xlsx")
    assert run.status == 2
    assert way_to_xlsx(ods) in " ".join(run.err.split())
    assert "tidak dapat dibaca" not in run.err
    assert not Path("hasil.xlsx").exists()


def test_texts_are_moved_to_a_template() -> None:
    assert {".ods", ".csv", ".docx"} < READ_ONLY
    for suffix in READ_ONLY - {".ods"}:
        assert f"--dari 'renja{suffix}'" in way_to_xlsx(Path(f"renja{suffix}"))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "seal"])
def test_a_copy_of_a_workbook_with_macros_stays_one_by_name(
    command: str, tmp_path: Path, renja: Callable[..., Run]
) -> None:
    """Excel opens no macros under another ending."""
    received = tmp_path / "rencana.xlsm"
    with_macros(EXAMPLES / "renja-2024-seed.xlsx", received)
    run = renja(*COMMANDS[command], received, "-o", "hasil.xlsx")
    assert run.status == 2
    assert "harus berakhiran .xlsm" in " ".join(run.err.split())
    assert not Path("hasil.xlsx").exists()


def test_the_formats_of_text_are_those_that_are_read_as_such() -> None:
    assert {*other_formats._LISTED, ".docx"} == TEXT_ONLY
