"""The command line `renja`: templates, validation, computing, the rule book.

Exit status: 0 no galat, 1 at least one galat, 2 a file could not be read or the call is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless import cli_diff, cli_narrative, cli_nomenclature, cli_recap, cli_seal, cli_template
from headless.cli_common import Lang, fail, must_be_free, pack_named
from rules.errors import RulebookError
from workbook_templates.errors import UnreadableError

if TYPE_CHECKING:
    from headless.outputs import Outputs
    from rules.compute import Derived
    from rules.finding import Verdict
    from workbook_templates.fill import Filling

_MOST_PLACES = 10
"""From this many annotated copies on only their folder is told."""

app = typer.Typer(
    name="renja",
    help="Periksa dan hitung buku kerja Renja dan LKIP perangkat daerah.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for door in (cli_template, cli_narrative, cli_seal, cli_diff, cli_recap):
    app.add_typer(door.app)
app.add_typer(cli_nomenclature.app, name="nomenclature")


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
    from headless import batch, outputs
    from headless.found import find_files
    from headless.journal import Journal, settings_hash
    from headless.limits import limits_of
    from headless.progress import progress
    from headless.references import Comparison
    from headless.work import Work

    files = find_files(paths)
    if not files:
        fail("Tidak ada buku kerja .xlsx di tempat yang disebut.")
    if buat_peta:
        from headless.mapped import make_map, only_file

        typer.echo(make_map(only_file(files, "--buat-peta"), buat_peta, overwrite=timpa))
        return
    try:
        planned = outputs.plan(outputs.chosen(format or ["text"]), out, files, paths, overwrite=timpa)
    except outputs.OutputError as error:
        fail(str(error))
    comparison = Comparison(plafon, tahun_lalu, renja)
    limits, bounds = limits_of(batas or [])
    work = Work(pack_named(pack), lang.value, comparison, limits)
    if jobs is not None and jobs < 0:
        fail("Banyaknya pekerja (--jobs) tidak boleh negatif.")
    if peta:
        from headless.mapped import only_file, reader_of

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

    from headless.outputs import Format, save, write_copies, write_report

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

    from headless.report_text import TextReport

    TextReport(Console(highlight=False), lang, full=full).show(verdicts)


_STATES = {
    "filled": "diisi",
    "refreshed": "rumus dihitung ulang",
    "typed": "diketik, dibiarkan",
    "deferred": "ditunda: ada sel rinciannya yang tidak terbaca",
}


def _done(cell: Derived) -> bool:
    """Whether there is anything to tell of a cell: an empty one without a figure stays as it is."""
    return cell.state != "filled" or cell.value is not None


def _carried(filling: Filling) -> Iterator[str]:
    """What was carried from the plan to each table, and what could not be."""
    tables = dict.fromkeys(cell.table for cell, _ in filling.carried)
    for name in tables:
        cells = [place for cell, place in filling.carried if cell.table == name]
        listed = ", ".join(cells[:6]) + (" …" if len(cells) > 6 else "")
        yield f"{name}: {len(cells)} sel dibawa dari T-C.33: {listed}"
    for left in filling.left:
        if left.room is None:
            yield f"{left.table}: {left.rows} baris T-C.33 tidak ada di tabel ini; sisipkan barisnya bila memang perlu."
        else:
            yield (
                f"{left.table}: {left.rows} baris T-C.33 tidak muat dalam {left.room} baris kosong; sisipkan baris kosong "
                "di dalam tabel, lalu jalankan kembali."
            )


@app.command()
def compute(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah dihitung.")],
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Isi kolom turunan dan jumlah, bawa kode, nama, dan indikator T-C.33 ke tabel lain; yang diketik tidak diubah."""
    from workbook_templates.fill import fill_workbook

    must_be_free(out, timpa)
    filling = fill_workbook(file, out, pack_named(pack))
    cells = filling.derived
    typer.echo(f"{out}: {len(cells)} sel turunan")
    for line in _carried(filling):
        typer.echo(f"  {line}")
    for state, label in _STATES.items():
        found = [cell for cell in cells if cell.derived.state == state and _done(cell.derived)]
        if not found:
            continue
        listed = ", ".join(f"{cell.derived.sheet}!{cell.cell}" for cell in found[:8])
        typer.echo(f"  {len(found):>4} {label}: {listed}{' …' if len(found) > 8 else ''}")


@app.command()
def fix(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah diperbaiki.")],
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Terapkan hanya perbaikan yang aman (kode, angka, satuan) pada salinan, dan sebutkan setiap sel yang diubah."""
    from headless.report_fix import lines
    from workbook_templates.mend import fix_workbook

    must_be_free(out, timpa)
    for line in lines(fix_workbook(file, out, pack_named(pack)), out):
        typer.echo(line)


@app.command()
def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Satu aturan dengan contohnya.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa.")] = Lang.id,
) -> None:
    """Buku aturan: daftar semua aturan, atau satu aturan dengan penjelasan dan contohnya."""
    from rules.registry import find_rule
    from rules.rulebook import describe_rule, list_rules

    if rule_id is None:
        typer.echo(list_rules(lang.value))
        return
    rule = find_rule(rule_id)
    if rule is None:
        fail(f"Aturan '{rule_id}' tidak ada; lihat daftarnya dengan 'renja rules'.")
    typer.echo(describe_rule(rule, lang.value))


def _mount_commands() -> None:
    """Offer the commands that other packages bring along (entry points of the group `renja.commands`)."""
    from importlib.metadata import entry_points

    taken = {group.name for group in app.registered_groups}
    for command in entry_points(group="renja.commands"):
        if command.name not in taken:
            app.add_typer(command.load(), name=command.name)


def main() -> None:
    """Entry point: errors of files and data end as one sentence and status 2, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        _mount_commands()
        app()
    except (UnreadableError, RulebookError) as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        from workbook_templates.files import reason

        what = f"'{error.filename}'" if error.filename else "File"
        typer.echo(f"{what} tidak dapat ditulis atau dibaca: {reason(error)}.", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
