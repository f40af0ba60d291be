"""`renja seal`, `renja verify` and `renja kunci buat`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Limit, must_be_free
from headless.cli.errors import WrongSealCodeError
from workbook_templates.console import tell, tell_report

app = typer.Typer()
keys = typer.Typer(help="Kunci penyegel milik badan perencanaan.", no_args_is_help=True)
app.add_typer(keys, name="kunci")


class CheckFormat(StrEnum):
    """Forms of a check's result."""

    text = "text"
    json = "json"


@app.command()
def seal(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja yang disegel.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan bersegel.")],
    kunci_privat: Annotated[
        Path | None, typer.Option("--kunci-privat", metavar="FILE", help="Tanda tangani dengan kunci ini (PEM).")
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Segel isi tabel resmi beserta hasil pemeriksaannya dalam salinan, dengan kode pendek untuk dibacakan."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.seal_keys import is_locked
    from headless.tasks.seals import sealed

    must_be_free(out, [file, kunci_privat], overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    password = _ask_password() if kunci_privat and is_locked(kunci_privat) else ""
    told = apart(bounds, sealed, file, out, kunci_privat, password, pack, limits)
    tell(*told.lines)
    raise typer.Exit(told.status)


def _ask_password() -> str:
    return str(typer.prompt("Kata sandi kunci privat", hide_input=True, err=True))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja bersegel.")],
    kunci_publik: Annotated[
        Path | None,
        typer.Option("--kunci-publik", metavar="FILE", help="Periksa tanda tangannya dengan kunci ini (PEM)."),
    ] = None,
    kode: Annotated[str | None, typer.Option(metavar="KODE", help="Kode segel yang dibacakan pengirim.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    format: Annotated[CheckFormat, typer.Option(help="Bentuk hasil.")] = CheckFormat.text,
) -> None:
    """Periksa segel: apakah isi tabel resmi masih seperti saat disegel, dan bila tidak, apa yang berubah."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.seals import verified
    from rules.values.phone_code import heard

    code = heard(kode) if kode else None
    if kode and code is None:
        raise WrongSealCodeError(kode)
    limits, bounds = limits_of(batas or [])
    told = apart(bounds, verified, file, kunci_publik, code, pack, format is CheckFormat.json, limits)
    if told.report:
        tell_report([told.report])
    tell(*told.lines)
    raise typer.Exit(told.status)


@keys.command()
def buat(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Tempat kedua file kunci.")],
    sandi: Annotated[
        bool, typer.Option("--sandi", help="Lindungi kunci privat dengan kata sandi (ditanyakan).")
    ] = False,
) -> None:
    """Buat pasangan kunci: yang privat disimpan badan perencanaan, yang publik dibagikan."""
    from headless.seal_keys import PRIVATE, PUBLIC, make_keys

    password = ""
    if sandi:
        password = str(typer.prompt("Kata sandi", hide_input=True, confirmation_prompt="Ulangi kata sandi", err=True))
    name = make_keys(folder, password)
    tell(f"Kunci {name}")
    tell(f"  {folder / PRIVATE}: rahasia; jangan dikirim, simpan cadangannya di tempat terkunci")
    if not password:
        tell(
            "  Kunci privat itu tidak dilindungi: siapa pun yang menyalinnya dapat menandatangani; --sandi memberinya kata sandi."
        )
    tell(f"  {folder / PUBLIC}: bagikan kepada siapa pun yang memeriksa segel")
