"""The command `renja template`: a blank workbook, a clean one from another, or a report started from a Renja."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from headless.cli.common import Limit, must_be_free
from headless.cli.errors import (
    NoYearError,
    OnlyReportsAreRenewedError,
    OutsidePeriodError,
    RenewalWithIdentityError,
    RenewalWithoutPlanError,
    RowsOfPlanError,
    UnknownBidangError,
    UnknownDocumentError,
    UnknownLayoutError,
    UnreadBidangError,
)
from workbook_templates.console import tell

app = typer.Typer()

_OF_ONE_KIND = " untuk kabupaten/kota (provinsi: sebut --pemda 'Provinsi …')"


@app.command()
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="File yang dibuat.")],
    tahun: Annotated[
        int | None,
        typer.Option(metavar="TAHUN", help="Tahun rencana (n); dengan --dari diambil dari Renja.", min=2021, max=2045),
    ] = None,
    dokumen: Annotated[str, typer.Option(metavar="<renja|lkip>", help="Jenis dokumen.")] = "renja",
    opd: Annotated[str, typer.Option(metavar="NAMA", help="Nama perangkat daerah.")] = "",
    bidang: Annotated[
        str, typer.Option(metavar="KODE", help="Kode bidang urusan, contoh 2.17; beberapa dipisah titik koma.")
    ] = "",
    pemda: Annotated[str, typer.Option(metavar="NAMA", help="Nama pemerintah daerah, contoh 'Kota Bekasi'.")] = "",
    keputusan: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Keputusan nomenklatur, contoh 900.1.15.5-3406-2024; bawaan menurut tahunnya."),
    ] = None,
    renstra: Annotated[
        tuple[int, int] | None, typer.Option(metavar="AWAL AKHIR", help="Tahun awal dan akhir Renstra (untuk lkip).")
    ] = None,
    baris: Annotated[
        int | None,
        typer.Option(metavar="N", help="Banyaknya baris setiap tabel, bila bawaannya kurang.", min=1, max=1000),
    ] = None,
    nomor_tabel: Annotated[
        bool, typer.Option("--nomor-tabel", help="Cetak nomor tabelnya, contoh 'Tabel 3.3', di atas setiap judul.")
    ] = False,
    layout: Annotated[
        list[str] | None, typer.Option(metavar="BENTUK", help="Bentuk tabel lain, contoh Bab-IV-SIPD; boleh diulang.")
    ] = None,
    dari: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Untuk lkip: isi dengan program, indikator, dan pagu Renja ini. Dokumen yang sejenis: pindahkan isi "
            "tabelnya ke templat bersih.",
        ),
    ] = None,
    perbarui: Annotated[
        Path | None,
        typer.Option(metavar="LKIP.xlsx", help="Salin lkip ini dengan isi baru dari --dari; yang diketik tetap."),
    ] = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Buat templat buku kerja dengan tabel resmi dan rumusnya."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.imports.decrees import chosen_decree
    from headless.tasks.new_workbooks import renewed, started
    from rules.schema.layout import layouts
    from workbook_templates.template.blueprint import Template, decree_named
    from workbook_templates.template.build import build_template
    from workbook_templates.template.office_codes import identity_of, told_of

    known = layouts()
    documents = sorted({x.document for x in known.values()})
    if dokumen not in documents:
        raise UnknownDocumentError(dokumen, documents)
    for name in layout or []:
        if name not in known or not known[name].columns or known[name].document != dokumen:
            raise UnknownLayoutError(name, [x.id for x in known.values() if x.columns and x.document == dokumen])
    must_be_free(out, [dari, perbarui], overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    if perbarui and dokumen != "lkip":
        raise OnlyReportsAreRenewedError
    if perbarui:
        if dari is None:
            raise RenewalWithoutPlanError
        if opd or bidang or pemda or keputusan or renstra or layout or baris or nomor_tabel:
            raise RenewalWithIdentityError
        tell(*apart(bounds, renewed, out, perbarui, dari, tahun, limits))
        return
    if tahun is None and dari is None:
        raise NoYearError
    _may_cover(renstra, tahun)
    identity = identity_of(pemda, opd, bidang, tahun, chosen_decree(keputusan, "").name if keputusan else None)
    _may_be_planned(identity)
    if dari and baris:
        raise RowsOfPlanError
    if dari:
        tell(*apart(bounds, started, out, dari, dokumen, identity, renstra, layout or (), nomor_tabel, limits))
        return
    identity["keputusan"] = identity["keputusan"] or decree_named(tahun)
    if dokumen == "lkip":
        identity |= {"renstra_awal": renstra[0], "renstra_akhir": renstra[1]} if renstra else {}
    sheets = build_template(
        out, Template(dokumen, identity, layouts=layout or (), blank_rows=baris, captions=nomor_tabel)
    )
    tell(f"{out}: {', '.join(sheets)}", *told_of(identity))


def _may_be_planned(identity: Mapping[str, Any]) -> None:
    """Refuse a bidang that is miswritten, and one that is in no decree."""
    from workbook_templates.template.office_codes import unknown_bidang, unread_bidang

    for word in unread_bidang(identity["bidang_urusan"] or ""):
        raise UnreadBidangError(word)
    for code in unknown_bidang(identity):
        raise UnknownBidangError(code, "" if identity["jenis_pemda"] else _OF_ONE_KIND)


def _may_cover(renstra: tuple[int, int] | None, year: int | None) -> None:
    """Refuse a period that ends before it begins, or that the year is not in."""
    if renstra is None:
        return
    first, last = renstra
    if first > last:
        raise OutsidePeriodError(first, last, "terbalik")
    if year is not None and not first <= year <= last:
        raise OutsidePeriodError(first, last, f"tidak memuat tahun {year}")
