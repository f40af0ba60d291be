"""The command `renja narrative`: a narrative held against its workbooks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Lang, Limit
from workbook_templates.console import tell_report
from workbook_templates.safe_writing import refuse_inputs, save_text

app = typer.Typer()


class NarrativeFormat(StrEnum):
    """Report formats of a narrative."""

    text = "text"
    json = "json"


@app.command()
def narrative(
    doc: Annotated[Path, typer.Argument(metavar="DOC.docx", help="Naskah Renja atau LKIP.")],
    workbook: Annotated[
        list[Path], typer.Option("--workbook", metavar="FILE", help="Buku kerja yang dibicarakan; boleh beberapa.")
    ],
    format: Annotated[NarrativeFormat, typer.Option(help="Bentuk laporan.")] = NarrativeFormat.text,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Tulis laporan ke file.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa laporan.")] = Lang.id,
    batas: Limit = None,
) -> None:
    """Cocokkan naskah dengan buku kerjanya: terbilang, jumlah, persentase, dan cacah."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.narratives import checked_narrative

    if out:
        refuse_inputs([out], [doc, *workbook])
    limits, bounds = limits_of(batas or [])
    told = apart(bounds, checked_narrative, doc, workbook, format.value, lang.value, limits)
    if out is None:
        tell_report(told.report)
    else:
        save_text(told.report, out)
    raise typer.Exit(told.status)
