"""The command line `renja`: templates, validation, computing, the rule book.

Exit status: 0 no galat, 1 at least one galat, 2 a file could not be read or the call is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from headless import cli_diff, cli_recap, cli_seal
from rules.errors import RulebookError
from workbook_templates.errors import UnreadableError

if TYPE_CHECKING:
    from rules.compute import Derived
    from rules.finding import Verdict
    from rules.pack import Pack
    from workbook_templates.fill import Filling

app = typer.Typer(
    name="renja",
    help="Periksa dan hitung buku kerja Renja perangkat daerah.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for door in (cli_seal, cli_diff, cli_recap):
    app.add_typer(door.app)


class Format(StrEnum):
    """Report formats."""

    text = "text"
    json = "json"


class Lang(StrEnum):
    """Languages of messages."""

    id = "id"
    en = "en"


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _pack(name: str | None) -> Pack | None:
    from rules.pack import load_pack

    return load_pack(name) if name else None


def _free(path: Path, overwrite: bool) -> None:
    if path.suffix.lower() != ".xlsx":
        _fail(f"Nama keluaran '{path.name}' harus berakhiran .xlsx.")
    if path.exists() and not overwrite:
        _fail(f"'{path}' sudah ada; pakai nama lain, atau tambahkan --timpa bila memang boleh diganti.")


@app.command()
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="File yang dibuat.")],
    tahun: Annotated[int, typer.Option(help="Tahun rencana (n).", min=2021, max=2045)],
    dokumen: Annotated[str, typer.Option(help="Jenis dokumen: renja.")] = "renja",
    opd: Annotated[str, typer.Option(help="Nama perangkat daerah.")] = "",
    bidang: Annotated[str, typer.Option(help="Kode bidang urusan, contoh 2.17; beberapa dipisah titik koma.")] = "",
    pemda: Annotated[str, typer.Option(help="Nama pemerintah daerah, contoh 'Kota Bekasi'.")] = "",
    layout: Annotated[list[str] | None, typer.Option(help="Bentuk tabel lain, contoh Bab-IV-SIPD.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Buat templat buku kerja dengan tabel resmi dan rumusnya."""
    from rules.layout import layouts
    from rules.nomenclature import decrees
    from rules.pack import pack_for
    from workbook_templates.build import build_template
    from workbook_templates.template import Template

    known = layouts()
    documents = sorted({x.document for x in known.values()})
    if dokumen not in documents:
        _fail(f"Jenis dokumen '{dokumen}' tidak ada; yang tersedia: {', '.join(documents)}.")
    for name in layout or []:
        if name not in known or not known[name].columns or known[name].document != dokumen:
            names = ", ".join(x.id for x in known.values() if x.columns and x.document == dokumen)
            _fail(f"Bentuk tabel '{name}' tidak ada; yang tersedia: {names}.")
    _free(out, timpa)
    decree = decrees().get(pack_for(tahun).decree or "")
    kind = pemda.split()[0].casefold() if pemda.strip() else ""
    identity = {
        "pemda": pemda or None,
        "jenis_pemda": kind if kind in {"provinsi", "kabupaten", "kota"} else None,
        "perangkat_daerah": opd or None,
        "bidang_urusan": bidang or None,
        "tahun": tahun,
        "keputusan": decree.name if decree else None,
    }
    sheets = build_template(out, Template(dokumen, identity, layouts=layout or ()))
    typer.echo(f"{out}: {', '.join(sheets)}")


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Buku kerja atau folder.", readable=False)],
    format: Annotated[Format, typer.Option(help="Bentuk laporan.")] = Format.text,
    out: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Tulis laporan ke file.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa laporan.")] = Lang.id,
    rinci: Annotated[bool, typer.Option("--rinci", help="Tampilkan setiap sel, juga yang sejenis.")] = False,
    plafon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Daftar plafon (.csv/.xlsx: kode, plafon, perangkat daerah).")
    ] = None,
    tahun_lalu: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Buku kerja Renja tahun lalu, atau foldernya.")
    ] = None,
) -> None:
    """Periksa buku kerja terhadap semua aturan."""
    from headless import batch
    from headless.found import find_files
    from headless.references import Comparison
    from workbook_templates.files import same_file

    files = find_files(paths)
    if not files:
        _fail("Tidak ada buku kerja .xlsx di tempat yang disebut.")
    if out and any(same_file(out, path) for path in files):
        _fail(f"'{out}' adalah file masukan; pilih nama lain untuk laporan.")
    chosen, comparison = _pack(pack), Comparison(plafon, tahun_lalu)
    with _progress(len(files)) as advance:
        verdicts = list(batch.validate_files(files, chosen, lang.value, advance, comparison))
    if format is Format.json:
        from headless.report_json import render

        _write(render(verdicts) + "\n", out)
    else:
        _write_text(verdicts, out, lang.value, rinci)
    raise typer.Exit(batch.exit_status(verdicts))


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error, where a person watches and there is more than one file."""
    if total < 2 or not sys.stderr.isatty():
        yield int
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Memeriksa"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)


def _write(text: str, out: Path | None) -> None:
    from workbook_templates.files import written

    if out is None:
        sys.stdout.write(text)
        return
    with written(out) as partial:
        partial.write_text(text, encoding="utf-8", errors="replace")


def _write_text(verdicts: Sequence[Verdict], out: Path | None, lang: str, full: bool) -> None:
    import io

    from rich.console import Console

    from headless.report_text import TextReport

    if out is None:
        TextReport(Console(highlight=False), lang, full=full).show(verdicts)
        return
    buffer = io.StringIO()
    TextReport(Console(file=buffer, width=120, highlight=False), lang, full=full).show(verdicts)
    _write(buffer.getvalue(), out)


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

    _free(out, timpa)
    filling = fill_workbook(file, out, _pack(pack))
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
def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Satu aturan dengan contohnya.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa.")] = Lang.id,
) -> None:
    """Buku aturan: daftar semua aturan, atau satu aturan dengan penjelasan dan contohnya."""
    from headless.rulebook import describe_rule, list_rules
    from rules.registry import find_rule

    if rule_id is None:
        typer.echo(list_rules(lang.value))
        return
    rule = find_rule(rule_id)
    if rule is None:
        _fail(f"Aturan '{rule_id}' tidak ada; lihat daftarnya dengan 'renja rules'.")
    typer.echo(describe_rule(rule, lang.value))


def main() -> None:
    """Entry point: errors of files and data end as one sentence and status 2, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
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
