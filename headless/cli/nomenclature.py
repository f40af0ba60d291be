"""`renja nomenclature …`: importing, listing, showing, searching and migrating."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import Limit, copy_must_be_free
from headless.cli.errors import DecreeOfYearError, NotACodeError, NothingImportedError, UnknownCodeError
from workbook_templates.console import tell

if TYPE_CHECKING:
    from rules.nomenclature import Store

app = typer.Typer(
    name="nomenclature",
    help="Keputusan nomenklatur: impor, daftar, tampilkan, cari, dan migrasikan.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Kind(StrEnum):
    """Kinds of government."""

    provinsi = "provinsi"
    kabkota = "kabkota"


StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="FOLDER", help="Folder data bersama; bawaan folder data pengguna (atau RENJA_STORE)."
    ),
]
DecreeOption = Annotated[str | None, typer.Option("--keputusan", metavar="ID", help="Keputusan, contoh 050-5889-2021.")]
KindOption = Annotated[Kind | None, typer.Option("--jenis", help="Hanya untuk provinsi atau kabkota.")]


def _use(folder: Path | None) -> None:
    """Have all that is read later in this run, also by children, read from the store asked for."""
    if folder is not None:
        os.environ["RENJA_STORE"] = str(folder)


def _store(folder: Path | None) -> Store:
    """The store asked for; what is read later in this run is read from it too."""
    from rules.nomenclature import Store

    _use(folder)
    return Store(folder)


def _decree_of(year: int) -> str:
    """The decree in force for a plan year."""
    from rules.schema.pack import pack_for

    decree = pack_for(year).decree
    if decree is None:
        raise DecreeOfYearError(year)
    return decree


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ekspor SIPD-RI, tabel keputusan, peta kode, atau daftar.")
    ],
    keputusan: DecreeOption = None,
    jenis: KindOption = None,
    store: StoreOption = None,
    sebagian: Annotated[bool, typer.Option("--sebagian", help="File hanya memuat sebagian kode keputusan.")] = False,
    rinci: Annotated[bool, typer.Option("--rinci", help="Tampilkan semua baris yang tidak dipakai.")] = False,
    batas: Limit = None,
) -> None:
    """Impor nomenklatur, peta kode, satuan, atau sumber dana; bentuk filenya dikenali sendiri."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.imports import imported

    _use(store)
    limits, bounds = limits_of(batas or [])
    tell(*apart(bounds, imported, file, keputusan, jenis.value if jenis else None, sebagian, rinci, limits))


@app.command("list")
def list_(store: StoreOption = None) -> None:
    """Daftar keputusan dan daftar lain yang disertakan dan yang diimpor."""
    from headless.imports.shipped_report import shipped_lines
    from headless.tasks.imports import counted
    from rules.nomenclature import decrees

    place = _store(store)
    names = place.names()
    for line in shipped_lines():
        tell(line)
    tell(
        f"Diimpor ke {place.folder}, mendahului yang disertakan:"
        if names
        else f"Belum ada yang diimpor ke {place.folder}."
    )
    for name in sorted(names, key=lambda x: (list(decrees()).index(x) if x in decrees() else 99, x)):
        stored = place.open(name)
        if stored is None:
            continue
        tell(f"{name}  {decrees()[name].name}" if name in decrees() else name)
        for line in counted(stored.header.about.get("counts", {})):
            tell(f"  {line}")
        if "count" in stored.header.about:
            tell(f"  {stored.header.about['count']} baris")
        if stored.header.about.get("partial"):
            tell("  hanya sebagian kode; kode di luarnya tidak dinilai")
        for source in stored.header.sources:
            lost = f", {source['rejected']} baris ditolak" if source.get("rejected") else ""
            tell(f"  dari {source['file']}, diimpor {source['date']}{lost}, sha256 {source['sha256'][:12]}")


@app.command()
def show(
    kode: Annotated[str, typer.Argument(metavar="KODE", help="Kode, contoh 2.17.01.2.01.06.")],
    keputusan: DecreeOption = None,
    jenis: KindOption = None,
    store: StoreOption = None,
) -> None:
    """Tampilkan satu kode: jalur, indikator, satuan, definisi, dan keputusan yang memuatnya."""
    from headless.imports.show_code import found_in, only, title
    from rules.values.codes import read_code

    code = next((found for digits in (4, 2) if (found := read_code(kode, digits).official)), None)
    if code is None:
        raise NotACodeError(kode)
    places = list(found_in(code, jenis.value if jenis else "", _store(store)))
    wanted = [place for place in places if only(place, keputusan)]
    if not wanted:
        where = f" dalam {keputusan}" if keputusan else ""
        raise UnknownCodeError(code, where)
    told: list[list[str]] = []
    for place in wanted:
        head, *rest = title(place, code)
        if rest not in told:
            told.append(rest)
            for line in (head, *rest):
                tell(line)
    others = list(dict.fromkeys(place.decree.name for place in places))
    tell(f"Ada dalam: {', '.join(others)}")


@app.command()
def search(
    kata: Annotated[list[str], typer.Argument(metavar="KATA...", help="Kata dari nama; salah ketik dimaafkan.")],
    keputusan: DecreeOption = None,
    tahun: Annotated[
        int | None,
        typer.Option(
            metavar="TAHUN", help="Menurut keputusan tahun rencana ini; bawaan: daftar terbaru.", min=2021, max=2045
        ),
    ] = None,
    jenis: KindOption = None,
    store: StoreOption = None,
    banyak: Annotated[int, typer.Option(metavar="N", help="Jumlah hasil.", min=1, max=500)] = 15,
) -> None:
    """Cari kode menurut namanya; yang paling cocok di atas."""
    from headless.imports.decrees import chosen_decree
    from rules.nomenclature import at_hand, nomenclature
    from rules.nomenclature.search import search as find

    place = _store(store)
    if keputusan:
        chosen = chosen_decree(keputusan, "").id
    elif tahun:
        chosen = _decree_of(tahun)
    else:
        chosen = (at_hand(place) or [""])[-1]
    reference = nomenclature(chosen, jenis.value if jenis else "", place)
    if reference is None:
        raise NothingImportedError
    scope = reference.scope()
    tell(f"{reference.decree.name} ({scope})" if scope else reference.decree.name)
    hits = find(reference, " ".join(kata), banyak)
    for hit in hits:
        tell(f"  {hit.code:<18} {hit.name}")
    if not hits:
        tell("  tidak ada nama yang cocok")


@app.command()
def migrate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja.")],
    ke: Annotated[str, typer.Option("--ke", metavar="KEPUTUSAN", help="Keputusan tujuan, contoh sipd-ri-2027.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan yang sudah diubah.")],
    mungkin: Annotated[bool, typer.Option("--mungkin", help="Ubah juga yang belum pasti.")] = False,
    store: StoreOption = None,
    batas: Limit = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Ubah kode, nama, indikator, dan satuan ke keputusan lain, di salinan; yang belum pasti hanya didaftar."""
    from headless.batch.apart import apart
    from headless.cli.limit_options import limits_of
    from headless.tasks.copies import migrated_copy

    _use(store)
    copy_must_be_free(file, out, overwrite=timpa)
    limits, bounds = limits_of(batas or [])
    tell(*apart(bounds, migrated_copy, file, out, ke, mungkin, limits))
