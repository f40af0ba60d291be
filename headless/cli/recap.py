"""`renja rekap`: the plans of many offices in one workbook or page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headless.cli.common import must_be_free
from headless.exit_status import UNREADABLE
from workbook_templates.console import tell
from workbook_templates.files import save_text

app = typer.Typer()


@app.command()
def rekap(
    folder: Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folder berisi Renja yang diterima.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx|OUT.html", help="Rekap yang dibuat.")],
    daftar_pd: Annotated[
        Path | None, typer.Option("--daftar-pd", metavar="FILE", help="Daftar perangkat daerah (.xlsx, .csv, .txt).")
    ] = None,
    tahun: Annotated[int | None, typer.Option(help="Tahun yang direkap; bawaan: tahun kebanyakan file.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Jumlahkan rencana semua perangkat daerah menurut program, bidang, dan sumber dana. Status 2: ada file tak dihitung."""
    from headless.batch.inputs import find_files
    from headless.errors import NoWorkbooksError
    from headless.recap.office_list import read_offices
    from headless.recap.sums import gather
    from headless.recap.workbook import is_recap
    from rules.schema.pack import load_pack
    from rules.values.money import format_rupiah
    from workbook_templates.files import same_file

    # An earlier recap and the list of offices may lie in the same folder: they are no plans.
    aside = [*([out] if is_recap(out) else []), *([daftar_pd] if daftar_pd else [])]
    files = [file for file in find_files(folder) if not any(same_file(file, other) for other in aside)]
    must_be_free(out, [*files, daftar_pd], overwrite=timpa, endings=(".xlsx", ".html"))
    if not files:
        raise NoWorkbooksError
    recap = gather(files, tahun, load_pack(pack) if pack else None, read_offices(daftar_pd) if daftar_pd else None)
    if out.suffix.lower() == ".xlsx":
        from headless.recap.workbook import write_recap

        write_recap(recap, out)
    else:
        from headless.recap.page import render_recap

        save_text(render_recap(recap), out)
    total = sum(office.total for office in recap.counted)
    tell(f"{out}: {len(recap.counted)} rencana tahun {recap.year}, jumlah pagu {format_rupiah(total)}")
    if recap.missing:
        tell(f"  Belum mengirim ({len(recap.missing)}): {'; '.join(recap.missing)}")
    for office in recap.open:
        tell(f"  {office.verdict}: {office.name} ({office.unchecked})")
    for shared in recap.shared[:10]:
        tell(f"  Kode ganda {shared.code}: {'; '.join(shared.amounts)}")
    if len(recap.shared) > 10:
        tell(f"  … {len(recap.shared) - 10} kode ganda lagi dalam rekap")
    for office in recap.refused:
        tell(f"Tidak dihitung: {office.file} ({office.state}): {office.reason}", err=True)
    raise typer.Exit(UNREADABLE if recap.refused else 1 if any(office.galat for office in recap.counted) else 0)
