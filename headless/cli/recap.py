"""`renja rekap`: the plans of many offices in one workbook or page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import Limit, must_be_free
from workbook_templates.console import tell

app = typer.Typer()


@app.command()
def rekap(
    folder: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folder berisi Renja yang diterima.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx|OUT.html", help="Rekap yang dibuat.")],
    daftar_pd: Annotated[
        Path | None, typer.Option("--daftar-pd", metavar="FILE", help="Daftar perangkat daerah (.xlsx, .csv, .txt).")
    ] = None,
    tahun: Annotated[
        int | None, typer.Option(metavar="TAHUN", help="Tahun yang direkap; bawaan: tahun kebanyakan file.")
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAMA", help="Paket aturan; bawaan menurut tahun.")] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Jumlahkan rencana semua perangkat daerah menurut program, bidang, dan sumber dana. Status 2: ada file tak dihitung."""
    from headless.batch.apart import apart, without_workers
    from headless.batch.inputs import RECEIVED, find_files, no_workbooks, skipped_files
    from headless.batch.run import Hands, judged
    from headless.batch.serving import UNBOUNDED
    from headless.cli.limit_options import limits_of
    from headless.recap.workbook import is_recap
    from headless.tasks.recaps import OfficeWork, left_out, offices_listed, written_recap
    from workbook_templates.safe_writing import same_file

    # An earlier recap and the list of offices may lie in the same folder: they are no plans.
    aside = [*([out] if is_recap(out) else []), *([daftar_pd] if daftar_pd else [])]
    files = [file for file in find_files(folder, RECEIVED) if not any(same_file(file, other) for other in aside)]
    must_be_free(out, [*files, daftar_pd], overwrite=timpa, endings=(".xlsx", ".html"))
    if not files:
        raise no_workbooks(folder, RECEIVED)
    limits, bounds = limits_of(batas or [])
    listed = apart(bounds, offices_listed, daftar_pd, limits) if daftar_pd else None
    hands = Hands(0 if without_workers() else None, bounds=bounds)
    found = dict(judged(files, OfficeWork(pack, limits), hands))
    others = [one for one in skipped_files(folder, RECEIVED) if not any(same_file(one.path, x) for x in aside)]
    told = apart(
        UNBOUNDED, written_recap, [*(found[file] for file in files), *map(left_out, others)], out, tahun, listed
    )
    tell(*told.lines)
    tell(*told.faults, err=True)
    raise typer.Exit(told.status)
