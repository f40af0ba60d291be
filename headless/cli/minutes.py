"""`renja berita-acara`: the minutes of a verification."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import Limit, must_be_free
from headless.cli.errors import OneWorkbookError
from workbook_templates.console import tell

if TYPE_CHECKING:
    from headless.papers.model import Signatory

app = typer.Typer()
_DATES = ["%d-%m-%Y", "%Y-%m-%d"]


@app.command("berita-acara")
def minutes(
    source: Annotated[
        list[Path],
        typer.Argument(metavar="PUTUSAN.json|FILE|FOLDER...", help="Putusan (--format json), atau buku kerjanya."),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="OUT.docx|FOLDER", help="Satu dokumen, atau folder: satu tiap perangkat daerah."
        ),
    ],
    tanggal: Annotated[
        datetime | None,
        typer.Option(
            formats=_DATES, metavar="TANGGAL", help="Tanggal berita acara, contoh 31-12-2026; bawaan: hari ini."
        ),
    ] = None,
    nomor: Annotated[str, typer.Option(metavar="NOMOR", help="Nomor berita acara.")] = "",
    verifikator: Annotated[
        str, typer.Option(metavar="NAMA", help="Badan yang memeriksa, di kepala berita acara.")
    ] = "",
    pemda: Annotated[str, typer.Option(metavar="NAMA", help="Pemerintah daerah; bawaan: menurut Identitas.")] = "",
    opd: Annotated[
        str, typer.Option(metavar="NAMA", help="Perangkat daerah; bawaan: menurut Identitas, atau nama file.")
    ] = "",
    tahap: Annotated[str, typer.Option(metavar="TAHAP", help="Tahap dokumen; bawaan: menurut Identitas.")] = "",
    versi: Annotated[str, typer.Option(metavar="VERSI", help="Versi dokumen; bawaan: nama file.")] = "",
    catatan: Annotated[
        list[str] | None, typer.Option(metavar="TEKS", help="Catatan verifikator; boleh beberapa.")
    ] = None,
    penanda_tangan: Annotated[
        list[str] | None, typer.Option(metavar='"JABATAN; NAMA; NIP"', help="Penanda tangan; boleh beberapa.")
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Buat juga PDF di sampingnya (dengan LibreOffice).")] = False,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Tulis Berita Acara Hasil Verifikasi: rekomendasi menurut sebab temuan, ruang catatan, dan tanda tangan."""
    from headless.batch.apart import apart, without_workers
    from headless.batch.inputs import RECEIVED, find_files, no_workbooks, without_tables
    from headless.batch.run import Hands, judge
    from headless.batch.worker import Work
    from headless.cli.limit_options import limits_of
    from headless.papers.known_minutes import is_minutes
    from headless.papers.model import USUAL_SIGNATORIES, MinutesFacts
    from headless.papers.pdf import write_pdf
    from headless.tasks.minutes import written_minutes
    from headless.tasks.packs import pack_named
    from workbook_templates.reading.errors import MissingFileError
    from workbook_templates.safe_writing import means_folder, same_file

    reports = [path for path in source if path.suffix.lower() == ".json"]
    asked = [path for path in source if path not in reports]
    for path in source:
        if not path.exists():  # There are no minutes of what nobody handed in.
            raise MissingFileError(path)
    files = find_files(asked, RECEIVED)
    if is_minutes(out):  # earlier ones in the folder of the workbooks
        files = [file for file in files if not same_file(file, out)]
    if not means_folder(out):
        must_be_free(out, [*reports, *files], overwrite=timpa, endings=(".docx",))
        if pdf:
            must_be_free(out.with_suffix(".pdf"), [*reports, *files], overwrite=timpa, endings=(".pdf",))
    if not (reports or files):
        raise no_workbooks(source, RECEIVED)
    signatories = tuple(_signatory(words) for words in penanda_tangan or ()) or USUAL_SIGNATORIES
    facts = MinutesFacts(
        (tanggal or datetime.now()).date(),
        pemda,
        opd,
        tahap,
        versi,
        verifikator,
        nomor,
        tuple(catatan or ()),
        signatories,
    )
    limits, bounds = limits_of(batas or [])
    hands = Hands(0 if without_workers() else None, bounds=bounds)
    judged = list(judge(files, Work(pack_named(pack), limits=limits), hands))
    left = {str(one.path) for one in without_tables(judged, asked)}
    verdicts = [verdict for verdict in judged if verdict.file not in left]
    if not (reports or verdicts):
        raise no_workbooks([], RECEIVED)
    count = len(reports) + len(verdicts)
    for option, value in {"--opd": opd, "--versi": versi}.items():
        if value and count > 1:
            raise OneWorkbookError(option, count)
    answer = apart(bounds, written_minutes, verdicts, reports, facts, out, limits)
    tell(*answer.lines)
    for place in answer.places if pdf else ():
        write_pdf(place, place.with_suffix(".pdf"))
        tell(f"Ditulis: {place.with_suffix('.pdf')}")
    raise typer.Exit(answer.status)


def _signatory(words: str) -> Signatory:
    from headless.papers.errors import WrongSignatoryError
    from headless.papers.model import Signatory

    position, *rest = (word.strip() for word in words.split(";"))
    if not position or len(rest) > 2:
        raise WrongSignatoryError(words)
    return Signatory(position, *rest)
