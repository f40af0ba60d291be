"""The template of a dossier: made for its office and period, begun with what the office handed in before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from loket.blobs.store import place_of
from loket.copies.child import within_limits
from loket.copies.names import dossier_name
from loket.copies.template_tasks import Wanted, begun, blank, own_among
from loket.register.models import Dossier, Reference, ReferenceKind, Version
from loket.register.models.dossiers import LARGE
from loket.register.models.periods import PeriodKind
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a template is begun with: bytes, their ending, and what they are, for people."""

    sha256: str
    ending: str
    told: str


@contextmanager
def template(dossier: Dossier) -> Iterator[Path]:
    """A template on the disk for as long as it is needed; raises :class:`RenjaError`."""
    with tempfile.TemporaryDirectory(prefix="renja-loket-") as name, within_limits() as child:
        target, wanted = Path(name) / f"{dossier_name(dossier)}.xlsx", _wanted(dossier)
        source: Path | None = None
        own = handed_in_before(dossier)
        if own:
            source = _laid_out(Path(name), 0, own.sha256, own.ending)
        else:
            files = [
                _laid_out(Path(name), at, one.blob_id, Path(one.filename).suffix.lower())
                for at, one in enumerate(_references(dossier))
            ]
            source = child.do(own_among, files, wanted, DEFAULT_LIMITS) if files else None
        try:
            if source:
                child.do(begun, target, source, wanted, DEFAULT_LIMITS)
        except UnreadableError:
            # What cannot be carried over is no reason to go without a template.
            source = None
        if source is None:
            child.do(blank, target, wanted)
        yield target


def handed_in_before(dossier: Dossier) -> Earlier | None:
    """What the office handed in here last for an earlier stage of the same document, or for the plan of the year before."""
    period = dossier.period
    same = Q(dossier__period__kind=period.kind)
    earlier = same & (Q(dossier__period__year=period.year, dossier__period__opens__lt=period.opens))
    if period.kind == PeriodKind.LKIP:
        earlier |= Q(dossier__period__kind=PeriodKind.RENJA, dossier__period__year=period.year)
    else:
        earlier |= same & Q(dossier__period__year=period.year - 1)
    found: Version | None = (
        Version.objects.filter(earlier, dossier__office=dossier.office_id, handed_in__isnull=False)
        .select_related("dossier__period")
        .defer(*LARGE, "changes", "causes")
        .order_by("-dossier__period__year", "dossier__period__kind", "-dossier__period__opens", "-number")
        .first()
    )
    return Earlier(found.blob_id, found.ending, str(found.dossier.period)) if found else None


def _references(dossier: Dossier) -> list[Reference]:
    """The files of the period among which an earlier document of the office may be."""
    kind = ReferenceKind.PLAN if dossier.period.kind == PeriodKind.LKIP else ReferenceKind.LAST_YEAR
    return list(dossier.period.references.filter(kind=kind))


def _wanted(dossier: Dossier) -> Wanted:
    period, office = dossier.period, dossier.office
    return Wanted(period.kind, period.year, settings.LOKET.pemda, office.name, office.bidang, period.decree)


def _laid_out(folder: Path, at: int, sha256: str, ending: str) -> Path:
    place = folder / f"asal-{at}{ending}"
    place.write_bytes(place_of(sha256).read_bytes())
    return place
