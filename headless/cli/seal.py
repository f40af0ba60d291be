"""`renja seal`, `renja verify` and `renja kunci buat`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import must_be_free
from headless.cli.errors import BrokenSealError, NoSealError, WrongSealCodeError
from headless.exit_status import exit_status
from workbook_templates.console import tell, tell_report

if TYPE_CHECKING:
    from rules.model.document import Document
    from rules.model.seal_record import Seal
    from rules.schema.pack import Pack
    from rules.seal.check import SealCheck

app = typer.Typer()
keys = typer.Typer(help="Kunci penyegel milik badan perencanaan.", no_args_is_help=True)
app.add_typer(keys, name="kunci")


class CheckFormat(StrEnum):
    """Forms of a check's result."""

    text = "text"
    json = "json"


def _pack(name: str | None, year: int | None) -> Pack:
    from rules.schema.pack import load_pack, pack_for

    return load_pack(name) if name else pack_for(year)


@app.command()
def seal(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja yang disegel.")],
    out: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.xlsx", help="Salinan bersegel.")],
    kunci_privat: Annotated[
        Path | None, typer.Option("--kunci-privat", metavar="FILE", help="Tanda tangani dengan kunci ini (PEM).")
    ] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti file yang sudah ada.")] = False,
) -> None:
    """Segel isi tabel resmi beserta hasil pemeriksaannya dalam salinan, dengan kode pendek untuk dibacakan."""
    from headless.seal_keys import read_private, sign
    from rules.seal.seal import make_seal
    from rules.validation import validate
    from workbook_templates.copies.seal import write_seal
    from workbook_templates.reader import read_document
    from workbook_templates.recognition.seal_sheet import facts

    must_be_free(out, [file, kunci_privat], overwrite=timpa)
    key = read_private(kunci_privat, _ask_password) if kunci_privat else None
    document = read_document(file)
    # An old seal is replaced: that the content differs from it is no fault of the content.
    document.seal, document.seal_fault = None, ""
    chosen = _pack(pack, document.year)
    verdict = validate(document, chosen)
    made = make_seal(document, verdict, chosen, datetime.now().astimezone().isoformat(timespec="seconds"))
    if key:
        made = sign(made, key)
    write_seal(file, out, made)
    tell(f"Disegel: {out}")
    for label, text in facts(made):
        tell(f"  {label:<18} {text}")
    raise typer.Exit(exit_status([verdict]))


def _ask_password() -> str:
    return str(typer.prompt("Kata sandi kunci privat", hide_input=True, err=True))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Buku kerja bersegel.")],
    kunci_publik: Annotated[
        Path | None,
        typer.Option("--kunci-publik", metavar="FILE", help="Periksa tanda tangannya dengan kunci ini (PEM)."),
    ] = None,
    kode: Annotated[str | None, typer.Option(metavar="KODE", help="Kode segel yang dibacakan pengirim.")] = None,
    pack: Annotated[str | None, typer.Option(metavar="NAME", help="Paket aturan; bawaan menurut tahun.")] = None,
    format: Annotated[CheckFormat, typer.Option(help="Bentuk hasil.")] = CheckFormat.text,
) -> None:
    """Periksa segel: apakah isi tabel resmi masih seperti saat disegel, dan bila tidak, apa yang berubah."""
    from headless.seal_keys import read_public
    from rules.seal.check import check_seal
    from rules.values.phone_code import heard
    from workbook_templates.reader import read_document

    told = heard(kode) if kode else None
    if kode and told is None:
        raise WrongSealCodeError(kode)
    key = read_public(kunci_publik) if kunci_publik else None
    document = read_document(file)
    if document.seal_fault:
        raise BrokenSealError(file, document.seal_fault)
    if document.seal is None:
        raise NoSealError(file)
    check = check_seal(document, document.seal)
    faults = list(_faults(document.seal, check, told, key))
    warnings = list(_warnings(document, document.seal, check, pack, signed=key is not None))
    if format is CheckFormat.json:
        tell_report(_as_json(file, document.seal, check, faults, warnings) + "\n")
    else:
        _show(document.seal, check, faults, warnings)
    raise typer.Exit(1 if faults else 0)


def _faults(seal: Seal, check: SealCheck, told: str | None, key: object) -> Iterator[str]:
    """Why the seal does not hold, one sentence each."""
    from headless.seal_keys import print_of_key, signature_holds
    from rules.seal.explain import told as in_words

    for table in dict.fromkeys(change.table for change in check.changes):
        yield f"SEG-001 {table}: {in_words([change for change in check.changes if change.table == table])}."
    if told and told != seal.code:
        yield f"Kode yang dibacakan {told}, segel ini {seal.code}: ini bukan buku kerja yang disegel pengirim."
    if key is not None and not seal.signature:
        yield "Segel ini tidak bertanda tangan, padahal kunci publik diberikan."
    elif key is not None and not signature_holds(seal, key):  # type: ignore[arg-type]
        name = print_of_key(key)  # type: ignore[arg-type]
        yield f"Tanda tangan (kunci {seal.signer}) tidak cocok dengan kunci publik {name} yang diberikan."


def _warnings(document: Document, seal: Seal, check: SealCheck, pack: str | None, signed: bool) -> Iterator[str]:
    from rules.model.seal_record import VERSION
    from rules.seal.seal import pack_hash

    if seal.version < VERSION:
        yield (
            f"Segel versi {seal.version}: tidak membedakan angka dari teks angka, {{1;2}} dari {{1,2}}, dan A1 B2 dari A1B2 dalam "
            "rumus, dan kodenya lebih pendek; minta disegel ulang."
        )
    chosen = _pack(pack, document.year)
    if pack_hash(chosen) != seal.pack_hash:
        yield (
            f"SEG-002 Disegel menurut paket aturan {seal.pack} ({seal.pack_hash[:8]}), yang berlaku di sini {chosen.name} "
            f"({pack_hash(chosen)[:8]}); hasil pemeriksaannya dapat berbeda."
        )
    if seal.unchecked:
        yield f"Saat disegel belum lengkap diperiksa: {seal.unchecked}."
    if check.unstored:
        yield (
            f"{check.unstored} rumus tidak menyimpan hasil, jadi hanya rumusnya yang dibandingkan; buka di Excel, simpan, "
            "lalu periksa lagi."
        )
    if seal.signature and not signed:
        yield f"Tanda tangan kunci {seal.signer} belum diperiksa (--kunci-publik FILE)."


def _show(seal: Seal, check: SealCheck, faults: list[str], warnings: list[str]) -> None:
    from workbook_templates.recognition.seal_sheet import facts

    if not check.holds:
        tell("RUSAK: isi tidak lagi seperti saat disegel.")
    elif faults:
        tell("TIDAK COCOK: isi utuh menurut segelnya, tetapi segelnya bukan yang diharapkan.")
    else:
        tell("UTUH: isi tabel resmi sama dengan saat disegel.")
    for line in faults:
        tell(f"  {line}")
    for line in warnings:
        tell(f"  Perhatian: {line}")
    for label, text in facts(seal):
        tell(f"  {label:<18} {text}")


def _as_json(file: Path, seal: Seal, check: SealCheck, faults: list[str], warnings: list[str]) -> str:
    from headless.reports.json_escaping import json_text

    record = {name: value for name, value in asdict(seal).items() if name not in {"lines", "details"}}
    body = {
        "version": 1,
        "file": str(file),
        "status": "broken" if not check.holds else "mismatch" if faults else "intact",
        "code": seal.code,
        "seal": record,
        "changes": [asdict(change) for change in check.changes],
        "unstored": check.unstored,
        "faults": faults,
        "warnings": warnings,
    }
    return json_text(body)


@keys.command()
def buat(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Tempat kedua file kunci.")],
    sandi: Annotated[
        bool, typer.Option("--sandi", help="Lindungi kunci privat dengan kata sandi (ditanyakan).")
    ] = False,
) -> None:
    """Buat pasangan kunci: yang privat disimpan badan perencanaan, yang publik dibagikan."""
    from headless.seal_keys import PRIVATE, PUBLIC, make_keys

    password = ""
    if sandi:
        password = str(typer.prompt("Kata sandi", hide_input=True, confirmation_prompt="Ulangi kata sandi", err=True))
    name = make_keys(folder, password)
    tell(f"Kunci {name}")
    tell(f"  {folder / PRIVATE}: rahasia; jangan dikirim, simpan cadangannya di tempat terkunci")
    tell(f"  {folder / PUBLIC}: bagikan kepada siapa pun yang memeriksa segel")
