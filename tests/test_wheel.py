"""The wheel as somebody else installs it: whole, working outside of the repository, its types seen by mypy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import rules
from tests.places import ROOT

OUTSIDE = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "MYPYPATH"}}
"""The environment of somebody who has never heard of the repository."""
PACKAGES = ("renja", "rules", "workbook_templates", "addin", "headless", "loket")
_SCRIPT = """
from collections.abc import Sequence
from pathlib import Path

import renja


def faults(folder: Path) -> dict[str, Sequence[renja.Finding]]:
    documents: list[renja.Document] = [renja.read(path) for path in folder.glob("*.xlsx")]
    verdicts: list[renja.Verdict] = renja.validate(documents)
    return {verdict.file: verdict.findings for verdict in verdicts}


reveal_type(renja.read("a.xlsx"))
reveal_type(renja.validate(renja.read("a.xlsx")))
reveal_type(renja.validate([renja.read("a.xlsx")]))
reveal_type(renja.validate(renja.read("a.xlsx")).findings[0].difference)
reveal_type(renja.compute(renja.read("a.xlsx"))[0].value)
reveal_type(renja.__version__)
reveal_type(renja.schema("T-C.33", 2024))
renja.validate("a.xlsx")
renja.validate([], lang="jv")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy: what lies in the repository's own build folder would go into it."""
    source, target = tmp_path_factory.mktemp("sumber"), tmp_path_factory.mktemp("roda")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-w", str(target), str(source)], check=True)
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel in it; the libraries are those of this one."""
    folder = tmp_path_factory.mktemp("lingkungan")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, env=OUTSIDE)
    own = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    # A line of a .pth file is looked into after what is installed, and reads no further .pth files.
    (Path(own.strip()) / "pustaka.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def _run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, *words], cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False)


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc"}
    assert wanted - held == set()
    assert {name for name in held if ".dist-info/" not in name} == wanted
    assert wheel.name.split("-")[:2] == ["renja", rules.__version__]


def test_the_command_works_outside_of_the_repository(installed: Path, tmp_path: Path, seed: Path, benar: Path) -> None:
    command = str(installed.parent / "renja")
    where = _run(installed, tmp_path, "-c", "import headless; print(headless.__file__)").stdout
    assert Path(where).is_relative_to(installed.parent.parent)
    assert _run(installed, tmp_path, command, "--version").stdout == f"renja {rules.__version__}\n"
    sound = _run(installed, tmp_path, command, "validate", str(benar))
    assert (sound.returncode, sound.stderr) == (0, "")
    faulty = _run(installed, tmp_path, command, "validate", str(seed), "--format", "html", "-o", "laporan.html")
    assert (faulty.returncode, faulty.stderr) == (1, "")
    assert "JML-004" in (tmp_path / "laporan.html").read_text(encoding="utf-8")
    built = _run(installed, tmp_path, command, "template", "lkip.xlsx", "--dokumen", "lkip", "--tahun", "2025")
    assert (built.returncode, built.stderr) == (0, "")
    assert "addin" in _run(installed, tmp_path, command, "--help").stdout


def test_mypy_sees_the_types_of_the_face(installed: Path, tmp_path: Path) -> None:
    script = tmp_path / "periksa.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(installed), "--no-error-summary"]
    done = subprocess.run([*mypy, script.name], cwd=tmp_path, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    told = [line.split(":", 3) for line in done.stdout.splitlines()]
    revealed = [text.partition('"')[2].rstrip('"') for *_, text in told if "Revealed type is" in text]
    assert revealed == [
        "rules.model.document.Document",
        "rules.model.finding.Verdict",
        "list[rules.model.finding.Verdict]",
        "Any",
        "float | int | str | None",
        "str",
        "rules.engine.table_schema.TableSchema",
    ]
    last = len(_SCRIPT.splitlines())
    assert {int(line) for _, line, kind, _ in told if kind == " error"} == {last - 1, last}, done.stdout
