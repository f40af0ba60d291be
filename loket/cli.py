"""`renja loket`: serve the counter, further workers, back-up and restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loket.configuration import Configuration, read_configuration
from loket.errors import NoLoketError
from workbook_templates.console import tell

app = typer.Typer(help="Loket: serah dan verifikasi dokumen lewat peramban.", invoke_without_command=True)

Folder = Annotated[
    Path, typer.Option("--folder", metavar="FOLDER", help="Tempat setelan, basis data dan berkas loket.")
]
Database = Annotated[
    str | None, typer.Option("--db", metavar="postgresql://…", help="Basis data lain daripada SQLite di folder loket.")
]


@app.callback()
def loket(
    context: typer.Context,
    folder: Folder = Path("loket-data"),
    alamat: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Alamat yang dilayani; bawaan 127.0.0.1:8046.")
    ] = None,
    db: Database = None,
    penilai: Annotated[
        int | None,
        typer.Option(metavar="N", help="Banyaknya penilai di samping server; 0: hanya 'renja loket worker'."),
    ] = None,
    tanpa_cadangan: Annotated[
        bool,
        typer.Option("--tanpa-cadangan", help="Tingkatkan basis data tanpa cadangan otomatis; cadangannya sudah ada."),
    ] = False,
) -> None:
    """Layani loket: perangkat daerah menyerahkan, badan perencanaan memverifikasi."""
    if context.invoked_subcommand:
        context.obj = (folder, db)
        return
    configuration = read_configuration(folder, alamat=alamat, db=db, penilai=penilai)
    _set_up(configuration)
    from loket.seal_key import checked_key
    from loket.service.serve import serve
    from loket.service.start import link, make_ready

    sealing = checked_key(configuration)
    secret = make_ready(configuration, backed_up=tanpa_cadangan)
    if secret:
        tell(f"Administrator: buka {link(configuration, secret)} dan pilih kata sandi (berlaku sekali, 7 hari).")
    if sealing:
        tell(f"Yang diserahkan disegel dengan kunci {sealing}.")
    tell(f"Loket melayani http://{configuration.alamat} (berhenti: Ctrl+C). Data: {configuration.folder}")
    serve(configuration)


@app.command()
def worker(context: typer.Context) -> None:
    """Satu penilai lagi, di komputer ini atau komputer lain yang memakai basis data dan folder yang sama."""
    _set_up(_configuration(context))
    from loket.judging.worker import work
    from loket.service.upgrade import refuse_old_register

    refuse_old_register()
    tell("Penilai bekerja (berhenti: Ctrl+C).")
    work()


@app.command()
def cadangan(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder baru untuk cadangan.")],
) -> None:
    """Cadangkan register, berkas dan setelan ke sebuah folder; loket boleh tetap melayani."""
    configuration = _configuration(context)
    _set_up(configuration)
    from loket.service.backup import back_up
    from loket.service.upgrade import refuse_old_register

    refuse_old_register()
    number = back_up(configuration, folder)
    tell(f"{folder}: register dan {number} berkas tercadangkan.")


@app.command()
def pulihkan(
    context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder cadangan.")]
) -> None:
    """Isi loket yang kosong dari sebuah cadangan, juga ke basis data jenis lain."""
    configuration = _configuration(context)
    _set_up(configuration)
    from loket.service.backup import restore
    from loket.service.upgrade import migrate

    migrate(configuration)
    number = restore(configuration, folder)
    tell(f"{configuration.folder}: register dan {number} berkas dipulihkan dari {folder}.")


def _configuration(context: typer.Context) -> Configuration:
    folder, db = context.obj
    return read_configuration(folder, db=db)


def _set_up(configuration: Configuration) -> None:
    try:
        from loket.service.start import set_up

        set_up(configuration)
    except ModuleNotFoundError as error:
        raise NoLoketError(error.name or "") from None
