"""Putting the add-in into Excel's start folder, with a configuration that pins this Python; and taking it out again.

Nothing needs an administrator. What was put where is recorded, so that uninstalling removes just that. The add-in does
not look for Python code beside workbooks, so that workbooks in OneDrive and SharePoint, whose paths are addresses, work.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from addin.errors import HeldByExcelError, StorePythonError, UnreadablePythonPathError
from addin.excel_folders import WINDOWS, Places, script_source
from addin.xlam import build
from workbook_templates.errors import RefusedOutputError
from workbook_templates.safe_writing import reason, written

_STORE = "windowsapps"
"""In the path of every Python of the Microsoft Store."""
_VERSION = "XLWINGS VERSION"
"""The key of the configuration that holds the version of xlwings whose code the add-in carries."""


@dataclass(frozen=True, slots=True)
class Python:
    """The interpreter to pin: its path, and whether xlwings' library for a warm process and functions lies beside it."""

    executable: Path
    library: bool


def this_python(system: str = sys.platform) -> Python:
    """The interpreter running now; on Windows its windowless twin, if there is one.

    Raises :class:`StorePythonError` for the one of the Microsoft Store: what it writes below %APPDATA%, Windows puts into a
    folder of its own, where Excel does not look.
    """
    executable = Path(sys.executable)
    if system == WINDOWS and any(_STORE in name.casefold() for name in (sys.executable, sys.base_prefix)):
        raise StorePythonError(executable)
    quiet = executable.with_name(executable.name.replace("python.exe", "pythonw.exe"))
    executable = quiet if system == WINDOWS and quiet.exists() else executable
    # xlwings' VBA looks for its library in the interpreter's folder and in the one above, nowhere else.
    beside = (executable.parent, executable.parent.parent)
    library = f"xlwings64-{version('xlwings')}.dll"
    return Python(executable, any((folder / library).is_file() for folder in beside))


def config_lines(system: str, python: Python) -> list[str]:
    """The configuration as xlwings' VBA reads it: a key and a value in quotes a line."""
    warm = system == WINDOWS and python.library
    settings = {
        f"INTERPRETER_{'WIN' if system == WINDOWS else 'MAC'}": str(python.executable),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": str(warm),
        "SHOW CONSOLE": "False",
        _VERSION: version("xlwings"),
    }
    return [f'"{key}","{value}"' for key, value in settings.items()]


@dataclass(frozen=True, slots=True)
class InstallStep:
    """A file that installing writes: what it is for, and how."""

    path: Path
    what: str
    write: Callable[[Path], object]


def steps(where: Places, python: Python, source: Path | None = None) -> Iterator[InstallStep]:
    """What installing writes; ``source`` is an add-in already built, else one is built."""
    put = (lambda path: shutil.copyfile(source, path)) if source else build
    yield InstallStep(where.addin, "add-in, dimuat Excel setiap kali dibuka", put)
    yield InstallStep(
        where.config, f"pengaturan: Python yang dipakai {python.executable}", _config(where.system, python)
    )
    if where.script:
        yield InstallStep(where.script, "skrip yang menjalankan Python dari Excel", _copy_script)


def _config(system: str, python: Python) -> Callable[[Path], object]:
    text = "\n".join([*config_lines(system, python), ""])
    encoding = "mbcs" if sys.platform == WINDOWS == system else "cp1252" if system == WINDOWS else "mac_roman"

    def write(path: Path) -> None:
        try:
            path.write_bytes(text.replace("\n", "\r\n" if system == WINDOWS else "\n").encode(encoding))
        except UnicodeEncodeError:
            raise UnreadablePythonPathError(python.executable) from None

    return write


def _copy_script(path: Path) -> None:
    shutil.copyfile(script_source(), path)


# ---- installing and taking out again


def install(where: Places, python: Python, record: Path, source: Path | None = None) -> list[Path]:
    """Write all files of an installation, in the place of an earlier one; returns their paths.

    Raises :class:`RenjaError` where one cannot be written; a script that was there before stays and is not ours.
    """
    known = _Record.read(record)
    put: list[Path] = []
    for step in steps(where, python, source):
        if step.path == where.script and step.path.exists() and str(step.path) not in known.files:
            continue
        known.folders += [str(folder) for folder in _made(step.path.parent)]
        with _closed_excel(step.path), written(step.path) as partial:
            step.write(partial)
        known.files[str(step.path)] = _print(step.path)
        known.save(record)
        put.append(step.path)
    return put


def uninstall(where: Places, record: Path) -> tuple[list[Path], list[Path]]:
    """Remove what installing put there, and folders it made that are empty now; returns those removed and those kept.

    A file that was changed since is the planner's own and stays, except for the add-in itself.
    """
    known = _Record.read(record)
    removed, kept = [], []
    files = known.files or {str(where.addin): "", str(where.config): ""}
    for name, told in files.items():
        path = Path(name)
        if not path.exists():
            continue
        if told and path != where.addin and _print(path) != told:
            kept.append(path)
            continue
        with _closed_excel(path):
            path.unlink()
        removed.append(path)
    for name in sorted(known.folders, key=len, reverse=True):
        folder = Path(name)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    record.unlink(missing_ok=True)
    if record.parent.is_dir() and not any(record.parent.iterdir()):
        record.parent.rmdir()
    return removed, kept


def missing(where: Places) -> list[str]:
    """What an installation lacks, a sentence each; nothing where it is whole."""
    found = [
        f"Belum ada: {path}" for path in filter(None, (where.addin, where.config, where.script)) if not path.is_file()
    ]
    pinned = pinned_python(where)
    if pinned and not pinned.exists():
        found.append(f"Python yang dipakai tidak ada lagi: {pinned}; jalankan: renja addin install")
    carried = _configured(where, _VERSION)
    if carried and carried != version("xlwings"):
        found.append(
            f"Add-in dibuat untuk xlwings {carried}, sekarang terpasang {version('xlwings')}; tutup Excel, lalu jalankan: "
            "renja addin install"
        )
    return found


def pinned_python(where: Places) -> Path | None:
    """The interpreter that the configuration names."""
    found = _configured(where, "INTERPRETER_")
    return Path(found) if found else None


def _configured(where: Places, key: str) -> str | None:
    """The value of the first key of the configuration that begins so."""
    if not where.config.is_file():
        return None
    for line in where.config.read_bytes().decode("latin-1").splitlines():
        if line.startswith(f'"{key}'):
            return line.split('","')[1].rstrip('"')
    return None


@dataclass(slots=True)
class _Record:
    """What was put where: a fingerprint by path, and the folders that were made for it."""

    files: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> _Record:
        """The record at a path; an empty one where there is none or it cannot be read."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return cls(dict(found["files"]), list(found["folders"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the record."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with written(path) as partial:
            partial.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


class _closed_excel:  # noqa: N801  (reads as a phrase)
    """Says of a file that cannot be replaced that Excel holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, PermissionError):
            raise HeldByExcelError(self.path) from error
        if isinstance(error, OSError):
            raise RefusedOutputError(self.path, reason(error)) from error


def _made(folder: Path) -> Iterator[Path]:
    """Make a folder and those above it that are missing; yields the ones made."""
    absent = [folder, *folder.parents]
    absent = absent[: next((at for at, one in enumerate(absent) if one.exists()), len(absent))]
    for one in reversed(absent):
        one.mkdir()
        yield one


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
