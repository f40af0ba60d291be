"""`renja cetak`: a workbook as the document that is printed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from headless.cli.common import Limit, must_be_free
from headless.cli.errors import UnknownDocumentError
from workbook_templates.console import tell

app = typer.Typer()
DOCUMENTS = ("renja", "lkip")


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
    dokumen: Annotated[
        str | None, typer.Option(metavar="<renja|lkip>", help="Yang dicetak dari buku kerja dengan tabel keduanya.")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Buat juga PDF di sampingnya (dengan LibreOffice).")] = False,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Cetak buku kerja sebagai dokumen Word: bab menurut peraturan, setiap tabel resmi dengan judul dan nomornya."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.papers.pdf import write_pdf
    from headless.tasks.printouts import printed, refilled

    if dokumen not in (None, *DOCUMENTS):
        raise UnknownDocumentError(dokumen, DOCUMENTS)
    must_be_free(out, [file, ke], overwrite=timpa, endings=(".docx",))
    if pdf:
        must_be_free(out.with_suffix(".pdf"), [file, ke], overwrite=timpa, endings=(".pdf",))
    limits, bounds = limits_of(batas or [])
    answer = (
        apart(bounds, refilled, file, ke, out, pack, limits, dokumen)
        if ke
        else apart(bounds, printed, file, out, pack, limits, dokumen)
    )
    tell(*answer.lines)
    if pdf:
        with TemporaryDirectory(prefix="renja-cetak-") as folder:
            source = out if ke else Path(folder) / out.name
            if not ke:
                apart(bounds, printed, file, source, pack, limits, dokumen, settled=True)
            write_pdf(source, out.with_suffix(".pdf"))
        tell(f"Ditulis: {out.with_suffix('.pdf')}")
