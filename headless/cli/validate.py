"""`renja validate`: judge workbooks, write or print the reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import WRITTEN, DocumentKind, Lang, Limit
from headless.cli.errors import NegativeJobsError
from headless.exit_status import UNREADABLE, exit_status
from headless.reports.formats import Occasion, chosen_formats, formats_in_words
from headless.told_names import told_apart
from rules.errors import RenjaError
from rules.model.bilingual import Text
from workbook_templates.console import tell, tell_report
from workbook_templates.safe_writing import save_pieces

if TYPE_CHECKING:
    from headless.batch.inputs import Skipped
    from headless.batch.run import Hands
    from headless.batch.worker import Work
    from headless.reports.outputs import Outputs
    from rules.model.finding import Verdict
    from workbook_templates.reading.limits import Limits
    from workbook_templates.recognition.document.identity_form import Kind

_MOST_PLACES = 10
"""From this many annotated copies on only their folder is told."""

_COPIES = Text("Ditulis: {number} salinan beranotasi di {folder}", "Written: {number} annotated copies in {folder}")
_NO_COPY = Text(
    "Tanpa salinan: {number} buku kerja yang tidak terbaca.",
    "Without a copy: workbooks that cannot be read ({number}).",
)
_NO_XLSX = Text("Tanpa salinan, karena bukan .xlsx: {names}.", "Without a copy, since they are no .xlsx: {names}.")
_UNUSED = Text("Tidak ikut dibandingkan", "Not compared with")
_IN_VAIN = Text(
    "{option} tidak dipakai: hanya untuk {wanted}, sedangkan yang diperiksa {found}.",
    "{option} was not used: it is for a {wanted} only, and what was validated is a {found}.",
)

app = typer.Typer()

_KINDS: dict[DocumentKind, Kind] = {DocumentKind.renja: "renja", DocumentKind.lkip: "lkip"}


@app.command()
def validate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Buku kerja atau folder.", readable=False)],
    format: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BENTUK",
            help=f"Bentuk laporan: {formats_in_words()}; beberapa dipisah koma atau diulang.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="Satu bentuk: file laporan. Beberapa bentuk: awal nama (hasil menjadi hasil.html, hasil.json, ...). Folder "
            "yang ada, atau yang ditulis dengan / di akhir: laporan.html, laporan.json, ... di dalamnya. Salinan xlsx: file untuk satu buku kerja, "
            "folder untuk beberapa (NAMA-temuan.xlsx); bersama bentuk lain, folder OUT-temuan.",
        ),
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
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
    batas: Limit = None,
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
    ketat: Annotated[
        bool, typer.Option("--ketat", help="Status keluar 1 juga bila ada buku kerja yang belum lengkap diperiksa.")
    ] = False,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti salinan .xlsx atau peta yang sudah ada.")] = False,
) -> None:
    """Periksa buku kerja terhadap semua aturan."""
    from headless.batch import run as batch
    from headless.batch.held_against import read_comparison
    from headless.batch.inputs import RECEIVED, find_files, no_workbooks, skipped_files, without_tables
    from headless.batch.journal import Journal, settings_hash
    from headless.batch.worker import Work
    from headless.cli.limit_options import limits_of
    from headless.cli.progress import progress
    from headless.reports.outputs import plan_outputs
    from headless.tasks.packs import pack_named

    files = find_files(paths, RECEIVED)
    if not files:
        raise no_workbooks(paths, RECEIVED)
    held_against = [file for path in (plafon, tahun_lalu, renja) if path for file in find_files([path])]
    limits, bounds = limits_of(batas or [])
    if jobs is not None and jobs < 0:
        raise NegativeJobsError
    hands = batch.Hands(jobs, scheduler, bounds)
    if buat_peta:
        _make_map(files, buat_peta, [*held_against, *([peta] if peta else [])], hands, limits, overwrite=timpa)
        return
    formats, read = chosen_formats(format or ["text"]), [*held_against, *([peta] if peta else [])]
    planned = plan_outputs(formats, out, files, paths, read, overwrite=timpa)
    kind: Kind | None = _KINDS[dokumen] if dokumen else None
    work = Work(pack_named(pack), lang.value, limits=limits, kind=kind, whole=lengkap)
    if peta:
        work = _by_map(work, files, peta, hands)
    if plafon or tahun_lalu or renja:
        with hands.apart() as child:
            comparison = read_comparison(child, plafon, tahun_lalu, renja, limits)
        tell(*(f"{_UNUSED.get(lang.value)}: {error.told(lang.value)}" for error in comparison.unread), err=True)
        work = replace(work, comparison=comparison)
    journal = Journal(paths, settings_hash(work, held_against), resume=lanjut) if len(files) > 1 else None
    with progress(len(files)) as advance:
        judged = list(batch.judge(files, work, hands, advance, journal))
    others = without_tables(judged, paths)
    left = {str(one.path) for one in others}
    verdicts = [verdict for verdict in judged if verdict.file not in left]
    given = {"--plafon": ("renja", plafon), "--renja": ("lkip", renja)}
    tell(
        *given_in_vain({option: kind for option, (kind, path) in given.items() if path}, verdicts, lang.value), err=True
    )
    faults = _report(planned, verdicts, work, hands, [*others, *skipped_files(paths, RECEIVED)], full=rinci)
    if not verdicts:
        raise no_workbooks([], RECEIVED)
    raise typer.Exit(UNREADABLE if faults else exit_status(verdicts, strict=ketat))


def given_in_vain(wanted: Mapping[str, str], verdicts: Sequence[Verdict], lang: str) -> Iterator[str]:
    """Options that serve one kind of document, by that kind, where no workbook is of it."""
    found = {verdict.document for verdict in verdicts if verdict.status != "unreadable"}
    for option, kind in wanted.items():
        if found and kind not in found:
            told = {"option": option, "wanted": kind.upper(), "found": ", ".join(sorted(found)).upper()}
            yield _IN_VAIN.get(lang).format(**told)


def _make_map(
    files: Sequence[Path], target: Path, read: Sequence[Path], hands: Hands, limits: Limits, *, overwrite: bool
) -> None:
    """Write the map of the one file that is meant, and say what was recognised."""
    from headless.cli.table_map import may_map, only_file
    from headless.tasks.table_map import make_map

    source = only_file(files, "--buat-peta")
    may_map(source, target, read, overwrite=overwrite)
    with hands.apart() as child:
        tell(*child.do(make_map, source, target, limits))


def _by_map(work: Work, files: Sequence[Path], map_file: Path, hands: Hands) -> Work:
    """The same work, but the one file that is meant is read by its map."""
    from headless.cli.table_map import only_file
    from headless.tasks.table_map import reader_of

    only_file(files, "--peta")
    with hands.apart() as child:
        return replace(work, read=child.do(reader_of, map_file, work.limits))


def _report(
    planned: Outputs,
    verdicts: Sequence[Verdict],
    work: Work,
    hands: Hands,
    skipped: Sequence[Skipped],
    *,
    full: bool,
) -> list[RenjaError]:
    """Write or print the reports and copies; returns why some copies could not be made."""
    from datetime import datetime

    from headless.batch.inputs import of_one_content
    from headless.batch.serving import UNBOUNDED
    from headless.reports.copies import write_copies

    made = datetime.now().astimezone()
    same = of_one_content([Path(verdict.file) for verdict in verdicts]) if len(verdicts) > 1 else []
    planned.make_folder()
    with hands.apart(UNBOUNDED) as child:
        for format, place in planned.reports:
            occasion = Occasion(made, work.lang, full=full, console=place is None, skipped=skipped, same=same)
            asked = format.rulebook
            pieces = [child.do(format.whole, verdicts, occasion)] if asked else format.pieces(verdicts, occasion)
            if place is None:
                tell_report(pieces, styled=format.styled)
            else:
                save_pieces(pieces, place)
    faults: list[RenjaError] = []
    if planned.copies:
        with hands.apart() as child:
            faults = write_copies(planned.copies, verdicts, work.lang, work.limits, child)
    if all(place for _, place in planned.reports):
        from headless.reports.text_report import in_brief, summary

        if len(verdicts) == 1 and not skipped:
            tell(*(in_brief(verdicts[0], work.lang) if not faults else ()))
        else:
            tell_report([summary(verdicts, Occasion(made, work.lang, skipped=skipped, same=same))], styled=True)
    if planned.copies or len(planned.reports) > 1:
        tell(*_written(planned, verdicts, work.lang))
    tell(*map(str, faults), err=True)
    return faults


def _written(planned: Outputs, verdicts: Sequence[Verdict], lang: str) -> Iterator[str]:
    """What was written where."""
    made = [place for place in planned.copies.values() if place.exists()]
    places = [place for _, place in planned.reports] + (made if len(made) < _MOST_PLACES else [])
    yield from (WRITTEN.get(lang).format(place=place) for place in places)
    if len(made) >= _MOST_PLACES:
        yield _COPIES.get(lang).format(number=len(made), folder=made[0].parent)
    refused = sum(verdict.status == "unreadable" for verdict in verdicts)
    if planned.copies and refused:
        yield _NO_COPY.get(lang).format(number=refused)
    others = [x for x in verdicts if x.status != "unreadable" and Path(x.file) not in planned.copies]
    if planned.copies and others:
        yield _NO_XLSX.get(lang).format(names=", ".join(told_apart(x.file for x in others).values()))
