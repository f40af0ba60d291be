"""The plans of a period summed up (rekap), and everything of a period in one archive."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from headless.batch.apart import Apart
from headless.batch.run import Hands, judged
from headless.batch.serving import UNBOUNDED
from headless.tasks.recaps import OfficeWork, written_recap
from loket.access.trail import record
from loket.agency.history import history
from loket.blobs.store import bytes_of, place_of
from loket.pages.files import attachment, plain_name
from loket.register.models import Office, Period, Stage, Version
from loket.register.models.periods import PeriodKind
from workbook_templates.reading.limits import DEFAULT_LIMITS

_COUNTED = (Stage.SUBMITTED, Stage.VERIFYING, Stage.ACCEPTED, Stage.RETURNED)
_ENDINGS = {"xlsx": ".xlsx", "html": ".html"}


def recap(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The sums of what was handed in, as a workbook or a page with charts."""
    period = get_object_or_404(Period, pk=pk)
    handed_in = [version for version in _handed_in(period) if version.dossier.stage in _COUNTED]
    if period.kind != PeriodKind.RENJA or not handed_in:
        messages.error(request, "Rekap memerlukan sedikitnya satu Renja yang sudah diserahkan.")
        return redirect(f"{reverse('badan-papan')}?periode={period.pk}")
    with TemporaryDirectory(prefix="renja-loket-") as name:
        folder = Path(name)
        files = dict(_copies(handed_in, folder))
        found = dict(judged(list(files), OfficeWork(period.pack or None, DEFAULT_LIMITS), Hands()))
        out = folder / f"rekap{_ENDINGS[form]}"
        listed = list(Office.objects.filter(active=True).values_list("name", flat=True))
        with Apart(UNBOUNDED) as child:
            child.do(written_recap, list(found.values()), out, period.year, listed)
        record(request, "mengunduh rekap", str(period))
        return attachment(out.read_bytes(), f"{plain_name(f'Rekap {period}')}{_ENDINGS[form]}")


def _handed_in(period: Period) -> Iterator[Version]:
    """The version of each office that was handed in last."""
    for dossier in period.dossiers.exclude(submitted=None).select_related("submitted__blob", "office"):
        version = dossier.submitted
        if version is not None:
            version.dossier = dossier
            yield version


def _copies(versions: list[Version], folder: Path) -> Iterator[tuple[Path, Version]]:
    """Copies of workbooks under the names of their offices."""
    for version in versions:
        path = folder / f"{plain_name(version.dossier.office.name)}-{version.code}{version.ending}"
        path.write_bytes(bytes_of(version.blob))
        yield path, version


def archive(request: HttpRequest, pk: int) -> FileResponse:
    """Everything of a period: each office's versions, verdicts, recommendations and rulings."""
    period = get_object_or_404(Period, pk=pk)
    # Closed by the answer when it is sent; nothing of it has a name meanwhile.
    file = tempfile.TemporaryFile(prefix="renja-loket-")  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for dossier in period.dossiers.select_related("office"):
            office = plain_name(dossier.office.name)
            for version in dossier.versions.select_related("blob", "word", "sealed"):
                _add(made, f"{office}/versi-{version.number}", version)
            told = json.dumps(history(dossier), ensure_ascii=False, indent=1, default=str)
            made.writestr(f"{office}/verifikasi.json", told)
    file.seek(0)
    record(request, "mengunduh arsip", str(period))
    return attachment(file, f"{plain_name(f'Arsip {period}')}.zip")


def _add(made: zipfile.ZipFile, stem: str, version: Version) -> None:
    for blob, ending in (
        (version.blob, version.ending),
        (version.word, "-naskah.docx"),
        (version.sealed, f"-bersegel{version.ending}"),
    ):
        if blob is not None:
            made.write(place_of(blob.sha256), f"{stem}{ending}")
    if version.verdict is not None:
        made.writestr(f"{stem}-putusan.json", json.dumps(version.verdict, ensure_ascii=False, indent=1))
