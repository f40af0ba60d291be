"""`renja compute` and `renja fix`: copies with derived cells filled, or safe fixes applied."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Limit, copy_must_be_free
from workbook_templates.console import tell

app = typer.Typer()


@app.command()
def compute(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah dihitung.")],
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Isi kolom turunan dan jumlah, bawa kode, nama, dan indikator T-C.33 ke tabel lain; yang diketik tidak diubah."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.copies import computed_copy

    copy_must_be_free(file, out, overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    tell(*apart(bounds, computed_copy, file, out, pack, limits))


@app.command()
def fix(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah diperbaiki.")],
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Terapkan hanya perbaikan yang aman (kode, angka, satuan) pada salinan, dan sebutkan setiap sel yang diubah."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.copies import fixed_copy

    copy_must_be_free(file, out, overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    answer = apart(bounds, fixed_copy, file, out, pack, limits)
    tell(*answer.lines)
    raise typer.Exit(answer.status)
