"""One upload becomes a version: its bytes are on the disk and in the register before anyone is told that it arrived."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from loket.access.trail import record
from loket.blobs.store import keep
from loket.intake.errors import (
    ClosedDossierError,
    EmptyUploadError,
    LargeUploadError,
    ManyUploadsError,
    WrongKindOfUploadError,
)
from loket.judging.tasks import judge_waiting
from loket.register.models import Account, Blob, Dossier, Stage, Version

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
NARRATIVES = (".docx",)
_HOUR = timedelta(hours=1)
_LONGEST_NAME = 255


def receive(
    request: HttpRequest, dossier: Dossier, workbook: UploadedFile[Any], narrative: UploadedFile[Any] | None = None
) -> Version:
    """Take in a workbook and, if there is one, the Word document that belongs to it.

    Raises :class:`IntakeError`, and OSError where the disk refuses; then nothing is registered.
    """
    ending = _ending(workbook, WORKBOOKS)
    if narrative:
        _ending(narrative, NARRATIVES)
    account = request.user if isinstance(request.user, Account) else None
    _mind_the_rate(dossier)
    blob, word = _kept(workbook), _kept(narrative) if narrative else None
    with transaction.atomic():
        # Two uploads at once take their numbers one after the other.
        dossier = Dossier.objects.select_for_update(of=("self",)).select_related("period", "office").get(pk=dossier.pk)
        if not dossier.may_upload:
            raise ClosedDossierError(str(dossier), dossier.get_stage_display().lower())
        number = (dossier.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = Version.objects.create(
            dossier=dossier,
            number=number,
            blob=blob,
            filename=_name(workbook),
            ending=ending,
            word=word,
            word_filename=_name(narrative) if narrative else "",
            uploaded_by=account,
        )
        dossier.stage = Stage.DRAFT
        dossier.save(update_fields=["stage", "changed"])
        record(request, "mengunggah", f"versi {number}: {version.filename}", dossier)
        judge_waiting.enqueue()
    return version


def _name(upload: UploadedFile[Any]) -> str:
    """What the file was called, for people; never a path."""
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name
    return "".join(sign for sign in name if sign.isprintable())[:_LONGEST_NAME] or "tanpa nama"


def _ending(upload: UploadedFile[Any], allowed: Sequence[str]) -> str:
    ending = PurePosixPath(upload.name or "").suffix.lower()
    if ending not in allowed:
        raise WrongKindOfUploadError(_name(upload), allowed)
    return ending


def _kept(upload: UploadedFile[Any]) -> Blob:
    size, most = upload.size or 0, settings.LOKET.unggah_mb
    if not size:
        raise EmptyUploadError(_name(upload))
    if size > most * 1_000_000:
        raise LargeUploadError(_name(upload), f"{size / 1e6:.1f}".replace(".", ","), most)
    return keep(upload.chunks())


def _mind_the_rate(dossier: Dossier) -> None:
    """No office fills the line for the others."""
    recent = Version.objects.filter(dossier__office=dossier.office, uploaded__gt=timezone.now() - _HOUR).count()
    if recent >= settings.LOKET.unggah_per_jam:
        raise ManyUploadsError(recent)
