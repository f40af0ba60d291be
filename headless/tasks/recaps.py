"""The plans of all offices summed up: each office read and judged by a worker, the whole written by a child."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from headless import exit_status
from headless.batch.inputs import Skipped
from headless.batch.serving import at_hand
from headless.recap.model import SKIPPED, UNREADABLE, OfficePlan, Recap, files_told
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from headless.told_names import told_apart
from rules.values.listing import some_of
from workbook_templates.reading.limits import Limits

_MOST_SHARED = 10


@dataclass(frozen=True, slots=True)
class OfficeWork:
    """Work on stacks of plans: under which pack (None: that of their year), within which limits."""

    pack: str | None
    limits: Limits

    def judge(self, files: Sequence[Path]) -> list[OfficePlan]:
        """The office behind each file."""
        from headless.recap.sums import judge_offices
        from rules.engine.gc_pause import collector_paused

        with collector_paused():
            return judge_offices(files, pack_named(self.pack), self.limits)

    def quarantined(self, path: Path, reason: str) -> OfficePlan:
        """What stands for a file that no worker came back from."""
        return OfficePlan(str(path), state=UNREADABLE, reason=reason)


def left_out(skipped: Skipped) -> OfficePlan:
    """What stands for a file of the folder that is not taken for a plan."""
    return OfficePlan(str(skipped.path), state=SKIPPED, reason=skipped.reason.id)


def offices_listed(path: Path, limits: Limits) -> list[str]:
    """The names in a list of offices within limits; raises :class:`UnreadableError`."""
    from headless.recap.office_list import read_offices

    at_hand(path)
    return read_offices(path, limits)


def written_recap(offices: list[OfficePlan], out: Path, year: int | None, listed: list[str] | None) -> Answer:
    """Write the recap, as a workbook or a page, and say what it holds; status 2 where a file is not counted.

    One that holds neither a plan nor who has yet to send one replaces nothing.
    """
    from headless.recap.sums import sum_up

    recap = sum_up(offices, year, listed)
    faults = [f"Tidak dihitung: {office.file} ({office.state}): {office.reason}" for office in recap.refused]
    if not recap.counted and not listed:
        of_year = f" tahun {recap.year}" if recap.year else ""
        nothing = f"Tidak ada rencana{of_year} yang dapat dijumlahkan; {out} tidak ditulis."
        return Answer(_lines(recap), status=exit_status.UNREADABLE, faults=[*faults, nothing])
    if out.suffix.lower() == ".xlsx":
        from headless.recap.workbook import write_recap

        write_recap(recap, out)
    else:
        from headless.recap.page import render_recap
        from workbook_templates.safe_writing import save_text

        save_text(render_recap(recap), out)
    status = exit_status.UNREADABLE if faults else 1 if any(office.galat for office in recap.counted) else 0
    return Answer([_sum(recap, out), *_lines(recap)], status=status, faults=faults)


def _sum(recap: Recap, out: Path) -> str:
    """What was written where, and how much of the sum has not passed."""
    from rules.values.money import format_rupiah

    total = format_rupiah(sum(office.total for office in recap.counted))
    line = f"{out}: {len(recap.counted)} rencana tahun {recap.year or '(tidak disebut)'}, jumlah pagu {total}"
    if not recap.failed:
        return line
    amount = format_rupiah(sum(office.total for office in recap.failed))
    return f"{line}; {amount} di antaranya dari {len(recap.failed)} rencana yang BELUM LULUS"


def _lines(recap: Recap) -> list[str]:
    """What has not passed, who has not sent a plan, and the first codes of several offices."""
    lines = []
    if recap.failed:
        told = some_of(f"{office.name} ({office.galat} kesalahan)" for office in recap.failed)
        lines.append(f"  BELUM LULUS ({len(recap.failed)}): {told}")
    for reason, offices in _grouped((office.unchecked, office.name) for office in recap.open).items():
        lines.append(f"  {recap.open[0].verdict} ({len(offices)}): {some_of(offices)} ({reason})")
    for office in recap.several:
        told = f"{some_of(office.together)} (minta satu file untuk masing-masing)"
        lines.append(f"  Dihitung bersama sebagai {office.name}, karena dalam satu file: {told}")
    if recap.uncounted:
        told = some_of(f"{name} ({files_told(files)})" for name, files in recap.uncounted.items())
        lines.append(f"  Mengirim, tetapi tidak terhitung ({len(recap.uncounted)}): {told}")
    if recap.missing:
        doubt = f" (atau salah satu dari {len(recap.unknown)} file tak terbaca)" if recap.unknown else ""
        lines.append(f"  Belum mengirim ({len(recap.missing)}){doubt}: {some_of(recap.missing)}")
    called = told_apart(x.file for x in recap.skipped)
    for reason, files in _grouped((x.reason, f"'{called[x.file]}'") for x in recap.skipped).items():
        lines.append(f"  Bukan rencana, {reason} ({len(files)}): {some_of(files, ', ')}")
    shared = recap.shared
    lines += [f"  Kode ganda {one.code}: {some_of(one.amounts)}" for one in shared[:_MOST_SHARED]]
    if len(shared) > _MOST_SHARED:
        lines.append(f"  … {len(shared) - _MOST_SHARED} kode ganda lagi dalam rekap")
    return lines


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names by what they are grouped by, in order."""
    found: dict[str, list[str]] = {}
    for key, name in pairs:
        found.setdefault(key, []).append(name)
    return found
