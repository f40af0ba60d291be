"""Shared fixtures: the example workbooks, and a running LibreOffice where the machine has one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from headless.cli import app
from rules.import_store import Store
from tests.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test may see what the person at this machine has imported, nor write to it; child processes inherit this.
os.environ["RENJA_STORE"] = tempfile.mkdtemp(prefix="renja-store-")
os.environ["RENJA_JURNAL"] = tempfile.mkdtemp(prefix="renja-jurnal-")
# Starting workers takes longer than judging a test's few files; tests of batches ask for them.
os.environ["RENJA_JOBS"] = "0"

EXAMPLES = ROOT / "examples"
Sheets = dict[str, list[list[Any]]]
Recalculate = Callable[..., Sheets]


def missing(program: str, reason: str) -> None:
    """Leave a test out and say why; where CI demands the program, fail instead."""
    if program in os.environ.get("RENJA_REQUIRE", "").split(","):
        pytest.fail(f"{program} is required here: {reason}")
    pytest.skip(reason)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store that this test alone reads and writes."""
    folder = tmp_path / "toko"
    monkeypatch.setenv("RENJA_STORE", str(folder))
    return Store(folder)


@pytest.fixture(scope="session")
def compilations() -> Path:
    """The folder of whole decrees and lists, where one is at hand."""
    folder = Path(os.environ.get("RENJA_NOMENKLATUR") or ROOT.parent / "shared" / "nomenklatur")
    if not folder.is_dir():
        pytest.skip("no compilations of decrees at hand; RENJA_NOMENKLATUR names their folder")
    return folder


@pytest.fixture(scope="session")
def seed() -> Path:
    """The real Renja with its faults."""
    return EXAMPLES / "renja-2024-seed.xlsx"


@pytest.fixture(scope="session")
def benar() -> Path:
    """Its corrected twin."""
    return EXAMPLES / "renja-2024-benar.xlsx"


class Run(NamedTuple):
    """What a call left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def renja(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Run]:
    """Calls `renja` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["renja", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        assert not list(tmp_path.rglob(".renja-*")), "a half-written file was left behind"
        return Run(int(ended.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing("chromium", "Chromium is not on this machine")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


def _uno_python() -> str | None:
    for candidate in (shutil.which("python3", path="/usr/bin"), shutil.which("python3")):
        if (
            candidate
            and subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False).returncode == 0
        ):
            return candidate
    return None


class Office:
    """A running LibreOffice that scripts under its own Python talk to."""

    def __init__(self, python: str, port: int, folder: Path) -> None:
        self.python, self.port, self.folder = python, port, folder

    def ask(self, script: str, file: Path, **request: Any) -> Any:
        """What a script under ``tests`` answers for a copy of a file."""
        # A copy of its own: two offices of parallel test runs would lock each other out of one file.
        copy = shutil.copy(file, self.folder / f"{uuid.uuid4()}{file.suffix}")
        return self._told(script, file=str(copy), **request)

    def shown(self, files: Sequence[Path]) -> dict[str, Any]:
        """What is shown of each of some files that nothing else opens: see `uno_shown.py`."""
        found: dict[str, Any] = self._told("uno_shown.py", files=[str(file) for file in files])
        return found

    def _told(self, script: str, **request: Any) -> Any:
        asked = json.dumps({"port": self.port, **request})
        driver = [self.python, str(ROOT / "tests" / "support" / script)]
        done = subprocess.run(driver, input=asked, capture_output=True, text=True, timeout=300, check=False)
        # LibreOffice's bridge sometimes crashes while the driver ends (SIGSEGV), after it has told everything.
        assert done.returncode == 0 or (done.returncode == -signal.SIGSEGV and done.stdout), done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once."""
    program, python = shutil.which("soffice"), _uno_python()
    if program is None or python is None:
        missing("libreoffice", "LibreOffice with its Python bridge is not on this machine")
        return
    profile = tmp_path_factory.mktemp("office")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    command = [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", accept]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    yield Office(python, port, profile)
    os.killpg(process.pid, 15)
    process.wait(30)


@pytest.fixture(scope="session")
def recalculate(office: Office) -> Recalculate:
    """A function (file, *edits) → values of every sheet after LibreOffice applied the edits and recalculated."""

    def run(file: Path, *edits: list[Any]) -> Sheets:
        found: Sheets = office.ask("uno_driver.py", file, edits=edits)
        return found

    return run
