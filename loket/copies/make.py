"""The copies of a version: made on request by a child, kept, and not made a second time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from headless.reports.copies import write_copies
from loket.blobs.store import keep_file, place_of
from loket.copies.child import within_limits
from loket.copies.errors import NothingMendedError
from loket.copies.names import version_name
from loket.copies.tasks import computed, fixed, sealed
from loket.judging.stored import verdict_of
from loket.register.models import Blob, Copy, CopyKind, Version
from loket.seal_key import key_password
from workbook_templates.copies.errors import SealsOnlyXlsxError
from workbook_templates.reading.limits import DEFAULT_LIMITS

MENDED = {CopyKind.FIXED: fixed, CopyKind.COMPUTED: computed}
"""What a click does, by the kind of copy that it makes."""
PATCHED = frozenset({".xlsx", ".xlsm"})
"""Endings of workbooks of which copies can be made."""


def annotated(version: Version) -> Copy:
    """The copy with the findings marked; raises :class:`RenjaError`."""
    known = version.copies.filter(kind=CopyKind.ANNOTATED).select_related("blob").first()
    if known:
        return known
    with _laid_out(version) as (source, target), within_limits() as child:
        verdict = replace(verdict_of(version), file=str(source))
        for fault in write_copies({source: target}, [verdict], "id", DEFAULT_LIMITS, child):
            raise fault
        return _kept(version, CopyKind.ANNOTATED, target, {})


def mended(version: Version, kind: CopyKind) -> Copy:
    """The copy that one click makes; its ``changes`` list what differs. Raises :class:`RenjaError`."""
    known = version.copies.filter(kind=kind).select_related("blob").first()
    if known:
        return known
    with _laid_out(version) as (source, target), within_limits() as child:
        changes = child.do(MENDED[kind], source, target, version.dossier.period.pack or None, DEFAULT_LIMITS)
        if not changes["cells"] and not changes["refreshed"]:
            raise NothingMendedError(version.filename)
        return _kept(version, kind, target, changes)


def seal(version: Version) -> tuple[Blob | None, str]:
    """The sealed copy and its code; no copy and no code where a workbook of its kind takes no seal. Raises :class:`RenjaError`."""
    key = settings.LOKET.key
    with _laid_out(version) as (source, target), within_limits() as child:
        try:
            code = child.do(
                sealed,
                source,
                target,
                key if key.exists() else None,
                key_password(),
                version.dossier.period.pack or None,
                DEFAULT_LIMITS,
            )
        except SealsOnlyXlsxError:
            return None, ""
        return keep_file(target), code


def _kept(version: Version, kind: CopyKind, made: Path, changes: object) -> Copy:
    """What was made, in the register; that of another request, if that was faster."""
    copy, _ = Copy.objects.get_or_create(
        version=version, kind=kind, defaults={"blob": keep_file(made), "changes": changes}
    )
    return copy


@contextmanager
def _laid_out(version: Version) -> Iterator[tuple[Path, Path]]:
    """A version's workbook under a name that readers can go by, and a place for a copy of it."""
    with tempfile.TemporaryDirectory(prefix="renja-loket-") as name:
        source = Path(name) / version_name(version)
        # A link would let a child write into the bytes that are never to change.
        source.write_bytes(place_of(version.blob_id).read_bytes())
        yield source, source.with_name(version_name(version, "salinan"))
