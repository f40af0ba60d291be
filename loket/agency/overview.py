"""The state of a period: every office with how far it has come, and the causes that most of them share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from loket.register.models import Dossier, Office, Period, Stage, Version, VersionState
from loket.register.models.dossiers import LARGE

MOST_CAUSES = 10
_MONEY_FIRST = {"galat": 0, "peringatan": 1, "catatan": 2}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An office on the board; ``column`` is that of :data:`COLUMNS`."""

    office: Office
    dossier: Dossier | None
    latest: Version | None
    column: str
    late: bool


COLUMNS = (
    ("belum", "Belum ada"),
    ("diperiksa", "Sedang diperiksa"),
    ("tertahan", "Tertahan"),
    ("siap", "Siap diserahkan"),
    ("diserahkan", "Diserahkan"),
    ("diverifikasi", "Diverifikasi"),
    ("dikembalikan", "Dikembalikan"),
    ("diterima", "Diterima"),
)
"""The columns of the board, from nothing to accepted."""


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A cause with the offices whose latest version has it."""

    id: str
    rule: str
    sentence: str
    severity: str
    offices: list[str]
    cells: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A period at a glance."""

    period: Period
    rows: Sequence[BoardRow]
    causes: Sequence[SharedCause]

    @property
    def columns(self) -> list[tuple[str, str, list[BoardRow]]]:
        """Each column with its offices."""
        return [(key, title, [row for row in self.rows if row.column == key]) for key, title in COLUMNS]

    @property
    def missing(self) -> list[BoardRow]:
        """Offices that have not handed in; one whose document was returned has, and mends it."""
        return [row for row in self.rows if row.column in {"belum", "diperiksa", "tertahan", "siap"}]


def overview(period: Period) -> Overview:
    """The overview of a period; two queries, whatever the number of versions."""
    dossiers = Dossier.objects.filter(period=period)
    by_office = {dossier.office_id: dossier for dossier in dossiers.select_related("office", "period")}
    last_of_one = Version.objects.filter(dossier=OuterRef("pk")).order_by("-number").values("pk")[:1]
    last = Version.objects.filter(pk__in=dossiers.values(last=Subquery(last_of_one))).defer(*LARGE, "changes")
    versions = {version.dossier_id: version for version in last}
    offices = [office for office in Office.objects.all() if office.active or office.pk in by_office]
    rows = []
    for office in offices:
        dossier = by_office.get(office.pk)
        latest = versions.get(dossier.pk) if dossier else None
        rows.append(BoardRow(office, dossier, latest, _column(dossier, latest), _late(period, dossier)))
    return Overview(period, rows, shared_causes(rows))


def _column(dossier: Dossier | None, latest: Version | None) -> str:
    if dossier is None or latest is None:
        return "belum"
    if dossier.stage == Stage.DRAFT:
        if latest.state in {VersionState.WAITING, VersionState.JUDGING}:
            return "diperiksa"
        return "tertahan" if latest.blocked else "siap"
    return str(dossier.stage)


def _late(period: Period, dossier: Dossier | None) -> bool:
    return dossier.late if dossier else timezone.now() > period.deadline


def shared_causes(rows: Iterable[BoardRow]) -> list[SharedCause]:
    """The causes of the latest versions, those of most offices first."""
    offices: dict[str, list[str]] = {}
    cells: Counter[str] = Counter()
    first: dict[str, dict[str, str]] = {}
    for row in rows:
        for cause in row.latest.causes if row.latest else ():
            offices.setdefault(cause["id"], []).append(row.office.name)
            cells[cause["id"]] += cause["count"]
            first.setdefault(cause["id"], cause)
    found = [
        SharedCause(name, first[name]["rules"][0], first[name]["sentence"], first[name]["severity"], whose, cells[name])
        for name, whose in offices.items()
    ]
    found.sort(key=lambda cause: (-len(cause.offices), _MONEY_FIRST[cause.severity], -cause.cells))
    return found[:MOST_CAUSES]
