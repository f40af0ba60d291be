"""The command `renja narrative`: a narrative held against its workbooks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Lang
from headless.exit_status import exit_status
from workbook_templates.console import tell_report
from workbook_templates.files import refuse_inputs, save_text

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
) -> None:
    """Cocokkan naskah dengan buku kerjanya: terbilang, jumlah, persentase, dan cacah."""
    from headless.narrative import check_narrative, render_json, render_text

    if out:
        refuse_inputs([out], [doc, *workbook])
    checked = check_narrative(doc, workbook, lang.value)
    report = (render_json(checked) if format is NarrativeFormat.json else render_text(checked, lang.value)) + "\n"
    if out is None:
        tell_report(report)
    else:
        save_text(report, out)
    raise typer.Exit(exit_status([checked.verdict]))
