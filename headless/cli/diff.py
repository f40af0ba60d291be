"""`renja diff`: two versions of a document by business key."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Limit
from workbook_templates.console import tell, tell_report
from workbook_templates.safe_writing import refuse_inputs, save_text

app = typer.Typer()


class DiffFormat(StrEnum):
    """Forms of the report."""

    text = "text"
    json = "json"
    html = "html"


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="LAMA", help="Buku kerja versi lama.")],
    new: Annotated[Path, typer.Argument(metavar="BARU", help="Buku kerja versi baru.")],
    format: Annotated[DiffFormat, typer.Option(help="Bentuk laporan.")] = DiffFormat.text,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Tulis laporan ke file.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file lain yang sudah ada.")] = False,
) -> None:
    """Bandingkan dua versi: temuan baru, hilang, dan tetap; angka dan teks yang berubah. Status 1: versi baru memuat kesalahan."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.reports.formats import FORMATS
    from headless.reports.outputs import may_hold
    from headless.tasks.versions import compared

    if out:
        refuse_inputs([out], [old, new])
        may_hold(out, FORMATS[format.value], overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    told = apart(bounds, compared, old, new, format.value, pack, limits)
    if out is None:
        tell_report([told.report])
    else:
        save_text(told.report, out)
        tell(f"Ditulis: {out}")
    raise typer.Exit(told.status)
