"""`renja addin`: build the Excel add-in, install it, take it out, tell whether it is whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.errors import NoAddinFileError
from workbook_templates.console import tell
from workbook_templates.errors import TakenError, WrongEndingError

if TYPE_CHECKING:
    from addin.excel_folders import Places

app = typer.Typer(help="Add-in Excel: bangun, pasang, lepas.", no_args_is_help=True)
_SYSTEMS = {"win32": "Windows", "darwin": "macOS"}
FileOption = Annotated[
    Path | None, typer.Option("--file", metavar="RENJA.xlam", help="Pasang add-in yang sudah dibangun ini.")
]


def _record() -> Path:
    """Where is kept what installing put where."""
    from platformdirs import user_data_path

    return user_data_path("renja", appauthor=False) / "addin.json"


@app.command()
def build(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlam", help="File yang dibuat.")] = Path("renja.xlam"),
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Bangun renja.xlam dari sumbernya, tanpa Excel."""
    from addin import xlam

    if out.suffix.lower() != ".xlam":
        raise WrongEndingError(out, ".xlam")
    if out.exists() and not timpa:
        raise TakenError(out)
    xlam.build(out)
    tell(f"Dibangun: {out} ({', '.join(xlam.sources())})")


@app.command()
def install(file: FileOption = None) -> None:
    """Pasang add-in untuk akun ini, tanpa hak administrator; di Linux hanya mengatakan apa yang akan dilakukan."""
    from addin import install as installing
    from addin.excel_folders import places

    if file and not file.is_file():
        raise NoAddinFileError(file)
    where = places()
    if where is None:
        _would_install(file)
        return
    python = installing.this_python()
    for path in installing.install(where, python, _record(), file):
        tell(f"Ditulis: {path}")
    if where.system == "win32" and not python.library:
        tell(
            "Perhatian: pustaka xlwings tidak ada di samping Python ini, sehingga fungsi lembar kerja (CAPAIAN, TERBILANG, ...) "
            "tidak tersedia dan tombol menunggu Python dibuka setiap kali. Pasang renja di lingkungan sendiri (py -m venv)."
        )
    tell("Terpasang. Buka Excel kembali; tab Renja ada di sebelah kanan.")


def _would_install(file: Path | None) -> None:
    """What installing would do where Excel runs."""
    from addin import install as installing
    from addin.excel_folders import places

    tell(f"Excel tidak ada di {sys.platform}; tidak ada yang dipasang. Yang akan dilakukan:")
    python = installing.Python(Path(sys.executable), library=True)
    for system, name in _SYSTEMS.items():
        where = places(system, Path("~"), {})
        tell(f"{name}:")
        for step in installing.steps(where, python, file) if where else ():
            tell(f"  tulis {step.path}", f"        {step.what}")


@app.command()
def uninstall() -> None:
    """Lepas add-in: hapus semua yang ditulis oleh install, kembali seperti semula."""
    from addin import install as installing
    from addin.excel_folders import places

    where = places()
    if where is None:
        tell(f"Excel tidak ada di {sys.platform}; tidak ada yang terpasang. Di Windows dan macOS dihapus:")
        for system in _SYSTEMS:
            _would_remove(places(system, Path("~"), {}))
        return
    removed, kept = installing.uninstall(where, _record())
    for path in removed:
        tell(f"Dihapus: {path}")
    for path in kept:
        tell(f"Dibiarkan karena diubah sesudah dipasang: {path}")
    tell("Dilepas." if removed else "Tidak ada yang terpasang.")


def _would_remove(where: Places | None) -> None:
    for path in filter(None, (where.addin, where.config, where.script) if where else ()):
        tell(f"  {path}")


@app.command()
def status() -> None:
    """Apakah add-in terpasang utuh, dan Python mana yang dipakainya; status keluar 1 bila tidak."""
    from addin import install as installing
    from addin.excel_folders import places

    where = places()
    if where is None:
        tell(f"Excel tidak ada di {sys.platform}; add-in hanya untuk Windows dan macOS.")
        return
    lacking = installing.missing(where)
    for line in lacking:
        tell(line)
    if not lacking:
        tell(f"Terpasang: {where.addin}")
    if pinned := installing.pinned_python(where):
        tell(
            f"Python: {pinned}{'' if pinned == installing.this_python().executable else ' (bukan yang sedang dipakai)'}"
        )
    raise typer.Exit(1 if lacking else 0)
