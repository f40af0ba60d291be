"""The command `renja narrative`: a narrative held against its workbooks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import WRITTEN, Lang, Limit
from workbook_templates.console import tell, tell_report
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
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file lain yang sudah ada.")] = False,
) -> None:
    """Cocokkan naskah dengan buku kerjanya: terbilang, jumlah, persentase, dan cacah."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.reports.formats import FORMATS
    from headless.reports.outputs import may_hold
    from headless.tasks.narratives import checked_narrative

    if out:
        refuse_inputs([out], [doc, *workbook])
        may_hold(out, FORMATS[format.value], overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    told = apart(bounds, checked_narrative, doc, workbook, format.value, lang.value, limits)
    if out is None:
        tell_report([told.report])
    else:
        save_text(told.report, out)
        tell(WRITTEN.get(lang.value).format(place=out))
    raise typer.Exit(told.status)
