"""`renja validate`: judge workbooks, write or print the reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import DocumentKind, Lang, pack_named
from headless.cli.errors import NegativeJobsError
from headless.errors import NoWorkbooksError

if TYPE_CHECKING:
    from headless.reports.outputs import Outputs
    from rules.model.finding import Verdict

_MOST_PLACES = 10
"""From this many annotated copies on only their folder is told."""

app = typer.Typer()


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Buku kerja atau folder.", readable=False)],
    format: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BENTUK",
            help="Bentuk laporan: text (bawaan), json, html, xlsx (salinan beranotasi), sarif, junit; beberapa dipisah "
            "koma atau diulang.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Satu bentuk: file laporan. Beberapa bentuk: awal nama (hasil menjadi hasil.html, hasil.json, ...) atau "
            "folder yang ada (laporan.html, laporan.json, ... di dalamnya). Salinan xlsx: file untuk satu buku kerja, "
            "folder untuk beberapa (NAMA-temuan.xlsx); bersama bentuk lain, folder OUT-temuan.",
        ),
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa laporan.")] = Lang.id,
    rinci: Annotated[bool, typer.Option("--rinci", help="Tampilkan setiap sel, juga yang sejenis.")] = False,
    plafon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Daftar plafon (.csv/.xlsx: kode, plafon, perangkat daerah).")
    ] = None,
    tahun_lalu: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Buku kerja Renja atau LKIP tahun lalu, atau foldernya.")
    ] = None,
    renja: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Renja tahun yang dilaporkan LKIP, atau foldernya.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            envvar="RENJA_JOBS",
            help="Banyaknya pekerja di komputer ini; bawaan: sebanyak prosesornya. 0: tanpa pekerja, file yang "
            "menggantung menghentikan semuanya.",
        ),
    ] = None,
    scheduler: Annotated[str, typer.Option(metavar="tcp://…", help="Klaster Dask yang memeriksa, ganti --jobs.")] = "",
    lanjut: Annotated[
        bool, typer.Option("--lanjut", help="Lanjutkan pemeriksaan yang terputus; file yang tidak berubah dilewati.")
    ] = False,
    batas: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAMA=NILAI", help="Batas lain, contoh sel=800000 atau waktu=120; daftarnya di docs/batas.md."
        ),
    ] = None,
    dokumen: Annotated[
        DocumentKind | None, typer.Option(help="Dokumen apa ini; bawaan: menurut Identitas dan tabel yang ditemukan.")
    ] = None,
    lengkap: Annotated[
        bool, typer.Option("--lengkap", help="Minta seluruh dokumen, juga bila hanya sebagian tabelnya diserahkan.")
    ] = False,
    peta: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Baca tabel di tempat yang disebut peta ini (satu buku kerja).")
    ] = None,
    buat_peta: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Tulis peta tabel yang dikenali, untuk diperiksa dan dipakai dengan --peta."),
    ] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti salinan .xlsx atau peta yang sudah ada.")] = False,
) -> None:
    """Periksa buku kerja terhadap semua aturan."""
    from headless.batch import run as batch
    from headless.batch.inputs import find_files
    from headless.batch.journal import Journal, settings_hash
    from headless.batch.references import Comparison
    from headless.batch.worker import Work
    from headless.cli.limits import limits_of
    from headless.cli.progress import progress
    from headless.reports import outputs

    files = find_files(paths)
    if not files:
        raise NoWorkbooksError
    if buat_peta:
        from headless.cli.table_map import make_map, only_file

        typer.echo(make_map(only_file(files, "--buat-peta"), buat_peta, overwrite=timpa))
        return
    planned = outputs.plan(outputs.chosen(format or ["text"]), out, files, paths, overwrite=timpa)
    comparison = Comparison(plafon, tahun_lalu, renja)
    limits, bounds = limits_of(batas or [])
    work = Work(
        pack_named(pack), lang.value, comparison, limits, kind=dokumen.value if dokumen else None, whole=lengkap
    )
    if jobs is not None and jobs < 0:
        raise NegativeJobsError
    if peta:
        from headless.cli.table_map import only_file, reader_of

        only_file(files, "--peta")
        work = replace(work, read=reader_of(peta))
    journal = None
    if len(files) > 1:
        held_against = [file for path in (plafon, tahun_lalu, renja) if path for file in find_files([path])]
        journal = Journal(paths, settings_hash(work, held_against), resume=lanjut)
    with progress(len(files)) as advance:
        verdicts = list(batch.judge(files, work, batch.Hands(jobs, scheduler, bounds), advance, journal))
    faults = _report(planned, files, verdicts, lang.value, rinci)
    raise typer.Exit(2 if faults else batch.exit_status(verdicts))


def _report(planned: Outputs, files: Sequence[Path], verdicts: Sequence[Verdict], lang: str, full: bool) -> list[str]:
    """Write or print the reports and copies; returns why some copies could not be made."""
    from datetime import datetime

    from headless.reports.outputs import Format, save, write_copies, write_report

    made = datetime.now().astimezone()
    for format, place in planned.reports.items():
        if place is not None:
            save(write_report(format, verdicts, made, lang, full=full), place)
        elif format is Format.text:
            _show(verdicts, lang, full)
        else:
            sys.stdout.write(write_report(format, verdicts, made, lang, full=full))
    faults = write_copies(planned.copies, files, verdicts, lang) if planned.copies else []
    if planned.copies or len(planned.reports) > 1:
        _told(planned, verdicts)
    for fault in faults:
        typer.echo(fault, err=True)
    return faults


def _told(planned: Outputs, verdicts: Sequence[Verdict]) -> None:
    """Say what was written where."""
    places = [place for place in planned.reports.values() if place is not None]
    made = [place for place in planned.copies.values() if place.exists()]
    for place in [*places, *(made if len(made) < _MOST_PLACES else ())]:
        typer.echo(f"Ditulis: {place}")
    if len(made) >= _MOST_PLACES:
        typer.echo(f"Ditulis: {len(made)} salinan beranotasi di {made[0].parent}")
    refused = sum(verdict.status == "unreadable" for verdict in verdicts)
    if planned.copies and refused:
        typer.echo(f"Tanpa salinan: {refused} buku kerja yang tidak terbaca.")


def _show(verdicts: Sequence[Verdict], lang: str, full: bool) -> None:
    from rich.console import Console

    from headless.reports.text_report import TextReport

    TextReport(Console(highlight=False), lang, full=full).show(verdicts)
