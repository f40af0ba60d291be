"""`renja diff`: two versions of a document by business key."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.exit_status import exit_status
from workbook_templates.console import tell, tell_report
from workbook_templates.files import refuse_inputs, save_text

app = typer.Typer()


class DiffFormat(StrEnum):
    """Forms of the report."""

    text = "text"
    json = "json"
    html = "html"


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Buku kerja versi lama.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Buku kerja versi baru.")],
    format: Annotated[DiffFormat, typer.Option(help="Bentuk laporan.")] = DiffFormat.text,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Tulis laporan ke file.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
) -> None:
    """Bandingkan dua versi: temuan baru, hilang, dan tetap; angka dan teks yang berubah. Status 1: versi baru bergalat."""
    from headless.diff import report
    from headless.diff.compare import compare
    from rules.schema.pack import load_pack
    from rules.validation import validate_many
    from workbook_templates.reader import read_document

    if out:
        refuse_inputs([out], [old, new])
    chosen = load_pack(pack) if pack else None
    one, other = read_document(old), read_document(new)
    before, after = validate_many([one, other], chosen)
    found = compare(one, other, (before, after))
    render = {
        DiffFormat.text: report.render_text,
        DiffFormat.json: report.render_json,
        DiffFormat.html: report.render_html,
    }
    text = render[format](found)
    if out is None:
        tell_report(text)
    else:
        save_text(text, out)
        tell(f"Ditulis: {out}")
    raise typer.Exit(exit_status([after]))
