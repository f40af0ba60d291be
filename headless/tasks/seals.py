"""A workbook sealed, and its seal checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headless.batch.serving import at_hand
from headless.errors import BrokenSealError, NoSealError
from headless.exit_status import exit_status
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from rules.model.document import Document
    from rules.model.finding import Verdict
    from rules.model.seal_record import Seal
    from rules.seal.check import SealCheck


def sealed(file: Path, out: Path, key_file: Path | None, password: str, pack: str | None, limits: Limits) -> Answer:
    """Write a sealed copy, signed where there is a private key; status 1 where the workbook has a galat."""
    from workbook_templates.recognition.document.seal_sheet import facts

    made, verdict = sealed_copy(file, out, key_file, password, pack, limits)
    lines = [f"Disegel: {out}", *(f"  {label:<18} {text}" for label, text in facts(made))]
    return Answer(lines, status=exit_status([verdict]))


def sealed_copy(
    file: Path, out: Path, key_file: Path | None, password: str, pack: str | None, limits: Limits
) -> tuple[Seal, Verdict]:
    """Write a sealed copy; returns its seal, and the verdict that the seal speaks of. Raises :class:`RenjaError`."""
    from headless.seal_keys import read_private
    from workbook_templates.copies.seal import check_sealable
    from workbook_templates.ooxml.results import copy_with_results
    from workbook_templates.safe_writing import on_the_way_to, refuse_inputs

    key = read_private(key_file, password) if key_file else None
    at_hand(file)
    check_sealable(file)
    refuse_inputs([out], [file])
    with on_the_way_to(out) as folder:
        # What is sealed is what a viewer shows that does not calculate.
        ready = folder / file.name
        copy_with_results(file, ready, limits)
        return _sealed(ready, out, key, pack, limits)


def _sealed(file: Path, out: Path, key: Any, pack: str | None, limits: Limits) -> tuple[Seal, Verdict]:
    from headless.seal_keys import sign
    from rules.schema.pack import pack_for
    from rules.seal.seal import make_seal
    from rules.validation import validate
    from workbook_templates.copies.seal import write_seal
    from workbook_templates.reader import read_document

    document = read_document(file, limits)
    # An old seal is replaced: that the content differs from it is no fault of the content.
    document.seal, document.seal_fault = None, ""
    chosen = pack_named(pack) or pack_for(document.year)
    verdict = validate(document, chosen)
    made = make_seal(document, verdict, chosen, datetime.now().astimezone().isoformat(timespec="seconds"))
    if key:
        made = sign(made, key)
    write_seal(file, out, made, limits)
    return made, verdict


def verified(
    file: Path, key_file: Path | None, told: str | None, pack: str | None, as_json: bool, limits: Limits
) -> Answer:
    """What a seal's check comes to; ``told`` is the code that the sender read out. Status 1 where it does not hold."""
    from headless.seal_keys import read_public
    from rules.seal.check import check_seal
    from workbook_templates.reader import read_document

    key = read_public(key_file) if key_file else None
    at_hand(file)
    document = read_document(file, limits)
    if document.seal_fault:
        raise BrokenSealError(file, document.seal_fault)
    if document.seal is None:
        raise NoSealError(file)
    check = check_seal(document, document.seal)
    faults = list(_faults(document.seal, check, told, key))
    warnings = list(_warnings(document, document.seal, check, pack, signed=key is not None))
    status = 1 if faults else 0
    if as_json:
        return Answer(report=_as_json(file, document.seal, check, faults, warnings) + "\n", status=status)
    return Answer(list(_lines(document.seal, check, faults, warnings)), status=status)


def _faults(seal: Seal, check: SealCheck, told: str | None, key: object) -> Iterator[str]:
    """Why the seal does not hold, one sentence each."""
    from headless.seal_keys import print_of_key, signature_holds
    from rules.seal.explain import told as in_words

    for table in dict.fromkeys(change.table for change in check.changes):
        yield f"SEG-001 {table}: {in_words([change for change in check.changes if change.table == table])}."
    if told and told != seal.code:
        yield f"Kode yang dibacakan {told}, kode segel ini {seal.code}: buku kerja ini disegel lagi, kodenya dari buku kerja lain, atau salah dibaca; tanyakan kepada pengirim."
    if key is not None and not seal.signature:
        yield "Segel ini tidak bertanda tangan, padahal kunci publik diberikan."
    elif key is not None and not signature_holds(seal, key):  # type: ignore[arg-type]
        name = print_of_key(key)  # type: ignore[arg-type]
        yield f"Tanda tangan (kunci {seal.signer}) tidak cocok dengan kunci publik {name} yang diberikan."


def _warnings(document: Document, seal: Seal, check: SealCheck, pack: str | None, signed: bool) -> Iterator[str]:
    from rules.model.seal_record import VERSION
    from rules.schema.pack import pack_for
    from rules.seal.seal import pack_hash

    if seal.version < VERSION:
        yield (
            f"Segel versi {seal.version}: tidak membedakan angka dari teks angka, {{1;2}} dari {{1,2}}, dan A1 B2 dari A1B2 dalam "
            "rumus, dan kodenya lebih pendek; minta disegel ulang."
        )
    chosen = pack_named(pack) or pack_for(document.year)
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


def _lines(seal: Seal, check: SealCheck, faults: list[str], warnings: list[str]) -> Iterator[str]:
    from workbook_templates.recognition.document.seal_sheet import facts

    if not check.holds:
        yield "BERUBAH sejak disegel: isi tidak lagi seperti saat itu."
    elif faults:
        yield "TIDAK COCOK: isi utuh menurut segelnya, tetapi segelnya bukan yang diharapkan."
    else:
        yield "UTUH: isi tabel resmi sama dengan saat disegel."
    for line in faults:
        yield f"  {line}"
    for line in warnings:
        yield f"  Perhatian: {line}"
    for label, text in facts(seal):
        yield f"  {label:<18} {text}"


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
