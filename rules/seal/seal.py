"""The seal of a document: a hash of its canonical content, the rule pack and the verdict, and what names a later change.

A seal without a signature proves that the content is the one that was sealed, provided its code came by another way
than the workbook (by phone, on paper): whoever changes a workbook can seal it anew, with another code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from rules.model.document import Document
from rules.model.finding import Verdict
from rules.model.seal_record import VERSION, Part, PartPrint, Seal, digest
from rules.model.verdict_words import unchecked_reasons
from rules.schema.pack import Pack
from rules.seal.canon import CANONS
from rules.seal.content import parts


def pack_hash(pack: Pack) -> str:
    """What identifies the settings of a rule pack, after inheritance."""
    return digest(json.dumps(pack.model_dump(mode="json"), sort_keys=True, ensure_ascii=False))


def content_hash(found: Iterable[Part], version: int = VERSION) -> str:
    """SHA-256 of the canonical content, written as a version of the seal does."""
    return digest(CANONS[version].content(found))


def make_seal(document: Document, verdict: Verdict, pack: Pack, date: str, signer: str = "") -> Seal:
    """The seal of a document as it stands, without signature. ``verdict`` is that of the rules under ``pack``."""
    found = parts(document)
    lines: list[str] = []
    for part in map(PartPrint.of, found):
        head = {"tabel": part.name, "lembar": part.sheet}
        lines += [json.dumps(line, ensure_ascii=False) for line in (head, *(row.line() for row in part.rows))]
    return Seal(
        date=date,
        office=document.text("perangkat_daerah"),
        year=document.year,
        document=document.kind,
        pack=pack.name,
        pack_hash=pack_hash(pack),
        status=verdict.status,
        galat=verdict.count("galat"),
        peringatan=verdict.count("peringatan"),
        catatan=verdict.count("catatan"),
        content=content_hash(found),
        details=digest("\n".join(lines)),
        signer=signer,
        unchecked=unchecked_reasons(verdict),
        lines=tuple(lines),
    )


def signed(seal: Seal, signature: str) -> Seal:
    """The seal with its signature (base64)."""
    return replace(seal, signature=signature)
