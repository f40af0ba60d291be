"""Work on received files in a child: what ends the child ends as a sentence, and the asking process stays light."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from headless.batch import helper
from headless.batch.apart import Apart
from headless.batch.child import start_spare
from headless.batch.serving import WorkerBounds
from headless.errors import LostWorkError
from tests.places import ROOT
from tests.support import batch_hooks
from workbook_templates.reading.errors import EmptyFileError

FILE = Path("kiriman.xlsx")


@pytest.mark.parametrize(
    ("task", "bounds", "said"),
    [
        (
            batch_hooks.die,
            WorkerBounds(),
            "'kiriman.xlsx' tidak selesai diperiksa: pekerja yang memeriksanya mati mendadak (status -9);",
        ),
        (batch_hooks.hang, WorkerBounds(seconds=1), "'kiriman.xlsx' tidak selesai diperiksa: melewati batas waktu;"),
        (
            batch_hooks.starve,
            WorkerBounds(memory=1_000_000_000),
            "'kiriman.xlsx' tidak selesai diperiksa: memori yang diizinkan tidak cukup;",
        ),
    ],
)
def test_what_ends_the_child_is_one_sentence_and_the_next_task_is_done(
    task: Callable[[Path], None], bounds: WorkerBounds, said: str
) -> None:
    with Apart(bounds, here=False) as child:
        with pytest.raises(LostWorkError) as lost:
            child.do(task, FILE)
        assert str(lost.value).startswith(said)
        assert lost.value.status == 2
        assert child.do(batch_hooks.process) != os.getpid()


def test_errors_told_to_people_come_through_whole() -> None:
    with Apart(here=False) as child:
        with pytest.raises(EmptyFileError) as refused:
            child.do(batch_hooks.refuse, FILE)
        assert refused.value.path == FILE
        first = child.do(batch_hooks.process)
        assert child.do(batch_hooks.process) == first


def test_child_has_the_environment_and_the_folder_of_the_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RENJA_STORE", "di sini")
    with Apart(here=False) as child:
        assert child.do(os.getcwd) == str(tmp_path)
        assert child.do(os.getenv, "RENJA_STORE") == "di sini"


def test_children_that_are_not_forked_do_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: each child is an interpreter of its own, and the first one starts before it is asked for."""
    monkeypatch.setattr(helper, "forks", lambda: False)
    start_spare()
    with Apart(WorkerBounds(memory=0), here=False) as child:
        assert child.do(batch_hooks.loaded_of, ["pandera.pandas"]) == ["pandera.pandas"]
        with pytest.raises(LostWorkError, match="status -9"):
            child.do(batch_hooks.die, FILE)


def test_what_cannot_be_told_to_another_process_is_a_failure() -> None:
    with Apart(here=False) as child, pytest.raises(LostWorkError, match="pemeriksaan gagal"):
        child.do(batch_hooks.untellable)


# ---- the command line as a process

_TELLS = """
import sys
from headless.cli.entry import main
if __name__ == "__main__":
    try:
        main()
    finally:
        heavy = {"pandas", "numpy", "pandera", "openpyxl", "lxml", "python_calamine", "xlsxwriter", "docx"}
        print("loaded:", *sorted(heavy & set(sys.modules)), file=sys.stderr)
"""
SEED, RIGHT = ROOT / "examples" / "renja-2024-seed.xlsx", ROOT / "examples" / "renja-2024-benar.xlsx"


def command(folder: Path, *words: object, script: str = _TELLS) -> subprocess.CompletedProcess[str]:
    """The command line in an interpreter of its own, with workers as a user has them."""
    (folder / "jalankan.py").write_text(script, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "RENJA_JOBS"}
    return subprocess.run(
        [sys.executable, str(folder / "jalankan.py"), *map(str, words)],
        cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("validate", SEED),
        ("validate", SEED, RIGHT, "--format", "text,json,html,sarif,junit,xlsx", "-o", "hasil", "--tahun-lalu", RIGHT),
        ("validate", SEED, "--buat-peta", "peta.yaml"),
        ("compute", SEED, "-o", "terisi.xlsx"),
        ("fix", SEED, "-o", "diperbaiki.xlsx"),
        ("seal", RIGHT, "-o", "bersegel.xlsx"),
        ("diff", SEED, RIGHT, "--format", "html", "-o", "beda.html"),
        ("rekap", SEED, RIGHT, "-o", "rekap.xlsx"),
    ],
    ids=["one", "all-reports", "map", "compute", "fix", "seal", "diff", "rekap"],
)
def test_asking_process_loads_nothing_heavy(tmp_path: Path, words: tuple[object, ...]) -> None:
    done = command(tmp_path, *words)
    assert done.returncode in {0, 1} or words[0] == "rekap", done.stderr
    assert done.stderr.splitlines()[-1] == "loaded:"


@pytest.mark.skipif(not helper.forks(), reason="only a process that forks is told to start a tracker")
def test_no_interpreter_is_started_that_does_nothing(tmp_path: Path) -> None:
    script = _TELLS.replace("import sys", "import sys\nfrom multiprocessing import resource_tracker", 1).replace(
        "*sorted(heavy & set(sys.modules))", "resource_tracker._resource_tracker._pid"
    )
    done = command(tmp_path, "validate", RIGHT, script=script)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "loaded: None"


def test_nothing_is_imported_from_the_folder_of_received_files(tmp_path: Path) -> None:
    for name in ("pandas", "multiprocessing", "headless"):
        (tmp_path / "kiriman" / name).mkdir(parents=True)
        (tmp_path / "kiriman" / name / "__init__.py").write_text("open('diambil-alih', 'w')", encoding="utf-8")
    script = _TELLS.replace("main()\n", "import os; os.chdir('kiriman'); main()\n", 1)
    done = command(tmp_path, "validate", RIGHT, script=script)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "kiriman" / "diambil-alih").exists()


_ASKS = """
import sys
sys.path.insert(0, sys.argv[1])
if __name__ == "__main__":
    import headless
    from headless.batch.apart import apart
    from headless.batch.serving import UNBOUNDED
    print(headless.__file__, *apart(UNBOUNDED, eval, "[__import__('headless').__file__, *__import__('sys').path]"), sep="\\n")
"""


def test_children_import_the_packages_of_the_asker(tmp_path: Path) -> None:
    packages = tmp_path / "lain"
    packages.mkdir()
    for name in ("headless", "rules", "workbook_templates"):
        (packages / name).symlink_to(ROOT / name)
    own, theirs, *folders = command(tmp_path, packages, script=_ASKS).stdout.splitlines()
    assert own == theirs == str(packages / "headless" / "__init__.py")
    assert folders[0] == str(packages)
    assert str(tmp_path) not in folders


def _alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are listed by Linux only")
def test_nothing_is_left_behind_by_a_command_that_is_killed(tmp_path: Path) -> None:
    """An orphan ends by itself: idle at once, at work when its time is over."""
    script = """
import os, signal
from headless.batch.apart import Apart
from headless.batch.serving import WorkerBounds
from tests.support import batch_hooks
if __name__ == "__main__":
    with Apart(WorkerBounds(), here=False) as child:
        print(child.do(batch_hooks.process), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""
    done = command(tmp_path, script=script)
    assert done.returncode == -signal.SIGKILL
    orphan = int(done.stdout)
    for _ in range(600):
        if not _alive(orphan):
            return
        time.sleep(0.1)
    pytest.fail("the child outlived the process that asked")
