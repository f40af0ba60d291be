"""`renja cetak`: a workbook as the document that is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Limit, must_be_free
from workbook_templates.console import tell

app = typer.Typer()


@app.command()
def cetak(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.docx", help="Dokumen yang dicetak.")],
    ke: Annotated[
        Path | None,
        typer.Option(
            "--ke", metavar="DOKUMEN.docx", help="Ganti hanya tabel dan angka kalimat dalam dokumen ini; teksnya tetap."
        ),
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Cetak buku kerja sebagai dokumen Word: bab menurut peraturan, setiap tabel resmi dengan judul dan nomornya."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.printouts import printed, refilled

    must_be_free(out, [file, ke], overwrite=timpa, endings=(".docx",))
    limits, bounds = limits_of(batas or [])
    answer = (
        apart(bounds, refilled, file, ke, out, pack, limits) if ke else apart(bounds, printed, file, out, pack, limits)
    )
    tell(*answer.lines)
