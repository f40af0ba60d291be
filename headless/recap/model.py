"""What a recap is made of: offices with their counted rows, and the recap over them. Light, for it crosses processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from headless.told_names import told_apart
from rules.values.listing import some_of

RECEIVED, UNREADABLE, NO_PLAN, TWICE, OTHER_YEAR, NO_YEAR, SKIPPED = (
    "diterima", "tidak terbaca", "tanpa tabel rencana", "dikirim lebih dari sekali", "tahun lain", "tahun tidak disebut",
    "tidak diperiksa",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One counted row: code, name, whole rupiah, source of funds as it is summed."""

    code: str
    name: str
    amount: int
    fund: str


@dataclass(slots=True)
class OfficePlan:
    """One file and what became of it; money in whole rupiah.

    ``written`` is the grand total as the workbook states it, or None; ``uncoded`` the money in rows without a readable
    code, ``unread`` the number of amounts that cannot be read: neither is counted. ``names`` are those the plan gives its
    codes and those above them, ``official`` those of its decree. ``verdict`` is that of the rules in words, ``unchecked`` why it is not complete. ``sealed`` is when it was
    sealed, if the seal still holds, ``unnamed`` whether nothing in it names its office, ``printed`` whether only titles do, ``together`` the offices that its tables name where these are several, ``saved`` when the file was (seconds, 0 where unknown); ``listed`` the office of the list that sent it.
    """

    file: str
    name: str = ""
    unnamed: bool = False
    printed: bool = False
    year: int | None = None
    state: str = RECEIVED
    reason: str = ""
    table: str = ""
    lines: list[CountedRow] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    official: dict[str, str] = field(default_factory=dict)
    written: int | None = None
    uncoded: int = 0
    unread: int = 0
    galat: int = 0
    peringatan: int = 0
    stage: str = ""
    sealed: float = 0
    saved: float = 0
    listed: str = ""
    verdict: str = ""
    unchecked: str = ""
    together: tuple[str, ...] = ()

    @property
    def named_by(self) -> str:
        """What tells its name where Identitas does not."""
        if self.printed:
            return "menurut judul tabel"
        return "menurut nama file" if self.unnamed else ""

    @property
    def misstated(self) -> int:
        """How far the grand total that is written is from the sum of the counted rows."""
        return 0 if self.written is None else self.written - self.total

    @property
    def total(self) -> int:
        """The sum of the counted rows."""
        return sum(line.amount for line in self.lines)


def files_told(offices: Sequence[OfficePlan]) -> str:
    """Files by name, and what became of each."""
    called = told_apart(office.file for office in offices)
    return some_of((f"'{called[office.file]}' {office.state}" for office in offices), ", ")


@dataclass(frozen=True, slots=True)
class Shared:
    """One code planned by several offices, with the amount of each."""

    code: str
    name: str
    amounts: dict[str, int]


@dataclass(slots=True)
class Recap:
    """The offices of a folder, in order of name; ``missing`` and ``unlisted`` compare them with the list of offices."""

    year: int | None
    offices: list[OfficePlan]
    missing: list[str] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    listed: bool = False

    @property
    def counted(self) -> list[OfficePlan]:
        """Offices whose plans are summed."""
        return [office for office in self.offices if office.state == RECEIVED]

    @property
    def failed(self) -> list[OfficePlan]:
        """Offices whose plans are summed, though the rules find errors in them."""
        return [office for office in self.counted if office.galat]

    @property
    def open(self) -> list[OfficePlan]:
        """Offices whose plans are summed and have no error, though not wholly checked."""
        return [office for office in self.counted if office.unchecked and not office.galat]

    @property
    def several(self) -> list[OfficePlan]:
        """Files whose plan is summed under one office, though its tables name several."""
        return [office for office in self.counted if office.together]

    @property
    def refused(self) -> list[OfficePlan]:
        """Files that may be plans and are not summed, with the reason."""
        return [office for office in self.offices if office.state not in {RECEIVED, SKIPPED}]

    @property
    def skipped(self) -> list[OfficePlan]:
        """Files that were not taken for plans, with the reason."""
        return [office for office in self.offices if office.state == SKIPPED]

    @property
    def uncounted(self) -> dict[str, list[OfficePlan]]:
        """Offices of the list that have sent, but nothing that counts: the files of each."""
        counted = {office.listed for office in self.counted}
        found: dict[str, list[OfficePlan]] = {}
        for office in self.offices:
            if office.listed and office.listed not in counted:
                found.setdefault(office.listed, []).append(office)
        return found

    @property
    def unknown(self) -> list[OfficePlan]:
        """Files that could not be read and do not tell whose they are: one that is missing may have sent them."""
        return [office for office in self.refused if office.state == UNREADABLE and not office.listed]

    def by(self, group: Callable[[CountedRow], str]) -> dict[str, dict[str, int]]:
        """Amounts by group, then by office (its place in :attr:`counted` order is kept by name)."""
        found: dict[str, dict[str, int]] = {}
        for office in self.counted:
            for line in office.lines:
                sums = found.setdefault(group(line), {})
                sums[office.name] = sums.get(office.name, 0) + line.amount
        return dict(sorted(found.items()))

    def name_of(self, code: str) -> str:
        """The name most offices give a code, or that of the decree."""
        names = Counter(name for office in self.counted if (name := office.names.get(code)))
        if names:
            return names.most_common(1)[0][0]
        official = (office.official.get(code) for office in self.counted)
        return next(filter(None, official), "")

    @property
    def shared(self) -> list[Shared]:
        """Codes that more than one office plans: sub kegiatan, or whatever stands lowest."""
        found = self.by(lambda line: line.code)
        return [Shared(code, self.name_of(code), sums) for code, sums in found.items() if len(sums) > 1]


def program_of(line: CountedRow) -> str:
    """The program of a row (`2.17.01`), or its own code where it stands higher."""
    return ".".join(line.code.split(".")[:3])


def bidang_of(line: CountedRow) -> str:
    """The bidang urusan of a row (`2.17`), or its own code where it stands higher."""
    return ".".join(line.code.split(".")[:2])
