"""Folders of received files, as batches judge them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from headless.batch.worker import Work
from headless.reports.json_report import render
from tests.support.batch_folders import batch_files, small_plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six workbooks, one of them broken, and a lock file."""
    place = tmp_path_factory.mktemp("diterima")
    for number in range(5):
        small_plan(place / f"{number}.xlsx", amount=number + 1)
    (place / "rusak.xlsx").write_bytes(b"PK rusak")
    (place / "~$0.xlsx").write_bytes(b"kunci")
    return place


@pytest.fixture(scope="module")
def files(folder: Path) -> list[Path]:
    """The workbooks of the folder."""
    return batch_files(folder)


@pytest.fixture(scope="module")
def expected(files: list[Path]) -> str:
    """The report of the files judged one by one in this process."""
    return render([Work().judge([path])[0] for path in files])


@pytest.fixture
def bad_folder(folder: Path, tmp_path: Path) -> Path:
    """The folder with files whose reading kills, hangs, starves and fails, and one that kills only once."""
    place = tmp_path / "buruk"
    shutil.copytree(folder, place)
    for name in ("mati", "macet", "rakus", "gagal", "sekali"):
        shutil.copy(folder / "0.xlsx", place / f"{name}.xlsx")
    return place


@pytest.fixture
def journals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of journals of its own."""
    monkeypatch.setenv("RENJA_JURNAL", str(tmp_path / "jurnal"))
    return tmp_path / "jurnal"
