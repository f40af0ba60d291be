"""`renja compute` and `renja fix`: copies with derived cells filled, or safe fixes applied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import must_be_free, pack_named
from workbook_templates.console import tell

if TYPE_CHECKING:
    from rules.calculation.compute import Derived
    from workbook_templates.copies.fill import Filling

app = typer.Typer()

_STATES = {
    "filled": "diisi",
    "refreshed": "rumus dihitung ulang",
    "typed": "diketik, dibiarkan",
    "deferred": "ditunda: ada sel rinciannya yang tidak terbaca",
}


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
    from workbook_templates.copies.fill import fill_workbook

    must_be_free(out, [file], overwrite=timpa)
    filling = fill_workbook(file, out, pack_named(pack))
    cells = filling.derived
    tell(f"{out}: {len(cells)} sel turunan")
    for line in _carried(filling):
        tell(f"  {line}")
    for state, label in _STATES.items():
        found = [cell for cell in cells if cell.derived.state == state and _done(cell.derived)]
        if not found:
            continue
        listed = ", ".join(f"{cell.derived.sheet}!{cell.cell}" for cell in found[:8])
        tell(f"  {len(found):>4} {label}: {listed}{' …' if len(found) > 8 else ''}")


@app.command()
def fix(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah diperbaiki.")],
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Terapkan hanya perbaikan yang aman (kode, angka, satuan) pada salinan, dan sebutkan setiap sel yang diubah."""
    from headless.reports.fix_report import lines
    from workbook_templates.copies.fix import fix_workbook

    must_be_free(out, [file], overwrite=timpa)
    for line in lines(fix_workbook(file, out, pack_named(pack)), out):
        tell(line)


def _done(cell: Derived) -> bool:
    """Whether there is anything to tell of a cell: an empty one without a figure stays as it is."""
    return cell.state != "filled" or cell.value is not None
