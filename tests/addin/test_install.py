"""Installing the add-in: what is written where on Windows and the Mac, taken out again without a trace."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings

from addin import install as installing
from addin.cli import app
from addin.errors import HeldByExcelError, StorePythonError, UnreadablePythonPathError
from addin.excel_folders import Places, places, script_source
from addin.install import Python, install, missing, pinned_python, uninstall
from headless.cli.app import app as commands
from tests.conftest import Run

PYTHON = Python(Path(r"C:\Users\Sri Dewi\renja\Scripts\pythonw.exe"), library=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file and folder below a folder."""
    return {
        str(path.relative_to(folder)): b"" if path.is_dir() else path.read_bytes() for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """An add-in already built."""
    path = tmp_path / "renja.xlam"
    path.write_bytes(b"PK add-in")
    return path


def here(system: str, home: Path) -> Places:
    """The places of a system below a home folder."""
    found = places(system, home, {})
    assert found
    return found


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_installing_and_taking_out_leaves_no_trace(system: str, tmp_path: Path, built: Path) -> None:
    home = tmp_path / "rumah"
    (home / "Library" / "Containers").mkdir(parents=True)
    (home / "surat.txt").write_text("milik sendiri")
    before, where, record = tree(home), here(system, home), home / ".data" / "renja" / "addin.json"
    assert missing(where)
    written = install(where, PYTHON, record, built)
    assert missing(where) == [f"Python yang dipakai tidak ada lagi: {PYTHON.executable}; jalankan: renja addin install"]
    assert where.addin.read_bytes() == built.read_bytes()
    assert set(written) == {x for x in (where.addin, where.config, where.script) if x}
    # A newer version is put in the place of the older one.
    built.write_bytes(b"PK newer")
    install(where, PYTHON, record, built)
    assert where.addin.read_bytes() == b"PK newer"
    removed, kept = uninstall(where, record)
    assert (set(removed), kept) == (set(written), [])
    (home / ".data").rmdir()
    assert tree(home) == before
    assert uninstall(where, record) == ([], [])


def test_places_are_the_users_own_and_follow_roaming_profiles() -> None:
    env = {"APPDATA": "/srv/profil/AppData/Roaming", "USERPROFILE": "/srv/profil"}
    windows = places("win32", Path("/home/x"), env)
    assert windows
    assert str(windows.addin) == "/srv/profil/AppData/Roaming/Microsoft/Excel/XLSTART/renja.xlam"
    assert str(windows.config) == "/srv/profil/.renja/renja.conf"
    mac = here("darwin", Path("/Users/sri"))
    assert str(mac.config) == "/Users/sri/Library/Containers/com.microsoft.Excel/Data/renja.conf"
    assert mac.script == Path("/Users/sri/Library/Application Scripts/com.microsoft.Excel") / script_source().name
    assert places("linux") is None


@pytest.mark.parametrize(("library", "warm"), [(True, "True"), (False, "False")])
def test_configuration_pins_the_interpreter(library: bool, warm: str, tmp_path: Path, built: Path) -> None:
    where = here("win32", tmp_path / "rumah")
    install(where, Python(PYTHON.executable, library), tmp_path / "addin.json", built)
    assert where.config.read_bytes().decode("cp1252").splitlines() == [
        r'"INTERPRETER_WIN","C:\Users\Sri Dewi\renja\Scripts\pythonw.exe"',
        '"ADD_WORKBOOK_TO_PYTHONPATH","False"',
        f'"USE UDF SERVER","{warm}"',
        '"SHOW CONSOLE","False"',
        f'"XLWINGS VERSION","{xlwings.__version__}"',
    ]
    assert pinned_python(where) == PYTHON.executable


def test_the_mac_starts_python_anew_each_time(tmp_path: Path, built: Path) -> None:
    where = here("darwin", tmp_path / "rumah")
    install(where, Python(Path("/opt/renja/bin/python3"), library=True), tmp_path / "addin.json", built)
    config = where.config.read_text(encoding="mac_roman")
    assert '"INTERPRETER_MAC","/opt/renja/bin/python3"' in config
    assert '"USE UDF SERVER","False"' in config
    assert where.script
    assert where.script.read_bytes() == script_source().read_bytes()


def test_a_script_that_was_there_before_stays(tmp_path: Path, built: Path) -> None:
    where, record = here("darwin", tmp_path / "rumah"), tmp_path / "addin.json"
    assert where.script
    where.script.parent.mkdir(parents=True)
    where.script.write_text("milik xlwings")
    install(where, PYTHON, record, built)
    uninstall(where, record)
    assert where.script.read_text() == "milik xlwings"
    assert not where.addin.exists()


def test_a_configuration_changed_since_is_kept_and_told(tmp_path: Path, built: Path) -> None:
    where, record = here("win32", tmp_path / "rumah"), tmp_path / "addin.json"
    install(where, PYTHON, record, built)
    where.config.write_text("diubah")
    removed, kept = uninstall(where, record)
    assert (removed, kept) == ([where.addin], [where.config])


def test_excel_holding_the_add_in_is_told(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where, record = here("win32", tmp_path / "rumah"), tmp_path / "addin.json"
    install(where, PYTHON, record, built)

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(HeldByExcelError):
        uninstall(where, record)


def test_a_path_excel_cannot_read_is_refused(tmp_path: Path, built: Path) -> None:
    where = here("win32", tmp_path / "rumah")
    with pytest.raises(UnreadablePythonPathError):
        install(where, Python(Path("C:\\Users\\佐藤\\python.exe"), library=True), tmp_path / "addin.json", built)


def test_the_library_is_looked_for_where_xlwings_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = tmp_path / "lingkungan" / "Scripts"
    scripts.mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe"):
        (scripts / name).write_bytes(b"")
    monkeypatch.setattr(installing.sys, "executable", str(scripts / "python.exe"))
    assert installing.this_python("win32") == Python(scripts / "pythonw.exe", library=False)
    (tmp_path / "lingkungan" / "xlwings64-0.1.0.dll").write_bytes(b"")
    assert not installing.this_python("win32").library, "the add-in asks for the library of its own version"
    (tmp_path / "lingkungan" / f"xlwings64-{xlwings.__version__}.dll").write_bytes(b"")
    assert installing.this_python("win32").library


def test_python_of_the_store_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    store = r"C:\Users\Sri\AppData\Local\Microsoft\WindowsApps\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0\python.exe"
    for name in ("executable", "base_prefix"):
        with monkeypatch.context() as patch:
            patch.setattr(installing.sys, name, store)
            with pytest.raises(StorePythonError, match=r"python\.org"):
                installing.this_python("win32")
            assert installing.this_python("darwin")


def test_an_upgrade_of_xlwings_is_told(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = here("win32", tmp_path / "rumah")
    install(where, Python(Path(sys.executable), library=True), tmp_path / "addin.json", built)
    assert missing(where) == []
    monkeypatch.setattr(installing, "version", lambda _: "9.9.9")
    (told,) = missing(where)
    assert f"dibuat untuk xlwings {xlwings.__version__}, sekarang terpasang 9.9.9" in told
    assert "renja addin install" in told


def test_commands_are_mounted_and_say_on_linux_what_they_would_do(
    renja: Callable[..., Run], built: Path, tmp_path: Path
) -> None:
    assert app in [group.typer_instance for group in commands.registered_groups] or renja("addin", "status").status == 0
    told = renja("addin", "install", "--file", built)
    assert told.status == 0
    for part in ("tidak ada yang dipasang", "XLSTART/renja.xlam", "Startup.localized/Excel/renja.xlam", ".applescript"):
        assert part in told.out
    assert "tidak ada yang terpasang" in renja("addin", "uninstall").out
    assert renja("addin", "install", "--file", "tiada.xlam").status == 2
    assert renja("addin", "build", "x.xlsm").status == 2
    made = renja("addin", "build", tmp_path / "baru.xlam")
    assert made.status == 0
    assert (tmp_path / "baru.xlam").read_bytes()[:2] == b"PK"
    assert renja("addin", "build", tmp_path / "baru.xlam").status == 2
