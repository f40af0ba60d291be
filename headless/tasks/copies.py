"""Copies with derived cells filled, safe fixes applied, or codes brought to another decree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.serving import at_hand
from headless.tasks.answer import Answer
from headless.tasks.packs import pack_named
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from rules.calculation.compute import Derived
    from workbook_templates.copies.fill import Filled, Filling

_STATES = {
    "filled": "diisi",
    "refreshed": "rumus dihitung ulang",
    "typed": "diketik, dibiarkan",
    "other": "rumusnya memberi angka lain, dibiarkan",
    "deferred": "ditunda: ada sel rinciannya yang tidak terbaca",
}


def _carried(filling: Filling) -> Iterator[str]:
    """What was carried from the plan to each table, and what could not be."""
    tables = dict.fromkeys(cell.table for cell, _ in filling.carried)
    for name in tables:
        cells = [place for cell, place in filling.carried if cell.table == name]
        listed = ", ".join(cells[:6]) + (" …" if len(cells) > 6 else "")
        yield f"{name}: {len(cells)} sel dibawa dari T-C.33: {listed}"
    for left in filling.left:
        if left.room is None:
            yield f"{left.table}: {left.rows} baris T-C.33 tidak ada di tabel ini; sisipkan barisnya bila memang perlu."
        else:
            yield (
                f"{left.table}: {left.rows} baris T-C.33 tidak muat dalam {left.room} baris kosong; sisipkan baris kosong "
                "di dalam tabel, lalu jalankan kembali."
            )


def computed_copy(file: Path, out: Path, pack: str | None, limits: Limits) -> list[str]:
    """Write a copy with everything derived; returns what to tell. Raises :class:`RenjaError`."""
    from workbook_templates.copies.fill import fill_workbook

    chosen = pack_named(pack)
    at_hand(file)
    filling = fill_workbook(file, out, chosen, limits)
    carried = (f"  {line}" for line in _carried(filling))
    return [f"{out}: {len(filling.derived)} sel turunan", *carried, *_by_state(filling.derived)]


def _by_state(cells: list[Filled]) -> Iterator[str]:
    """A line for each state that some derived cells are in."""
    for state, label in _STATES.items():
        found = [cell for cell in cells if cell.derived.state == state and _done(cell.derived)]
        if found:
            listed = ", ".join(f"{cell.derived.sheet}!{cell.cell}" for cell in found[:8])
            yield f"  {len(found):>4} {label}: {listed}{' …' if len(found) > 8 else ''}"


def fixed_copy(file: Path, out: Path, pack: str | None, limits: Limits) -> Answer:
    """Write a copy with the safe fixes; status 1 where it still has a galat. Raises :class:`RenjaError`."""
    from headless.reports.fix_report import lines
    from workbook_templates.copies.fix import fix_workbook

    chosen = pack_named(pack)
    at_hand(file)
    mending = fix_workbook(file, out, chosen, limits=limits)
    return Answer([*lines(mending, out)], status=1 if mending.status == "invalid" else 0)


def _done(cell: Derived) -> bool:
    """Whether there is anything to tell of a cell: an empty one without a figure stays as it is."""
    return cell.state != "filled" or cell.value is not None


def migrated_copy(file: Path, out: Path, decree: str, probable: bool, limits: Limits) -> list[str]:
    """Write a copy under another decree; returns what to tell. Raises :class:`RenjaError`."""
    from headless.imports.decrees import chosen_decree
    from rules.nomenclature import Store
    from workbook_templates.copies.migrate import migrate_workbook

    at_hand(file)
    result = migrate_workbook(file, out, chosen_decree(decree, ""), Store(), probable=probable, limits=limits)
    lines = [f"{out}: {result.source} → {result.target}"]
    for certainty, number in result.counts().items():
        changed = "diubah" if certainty == "pasti" or (probable and certainty == "mungkin") else "tidak diubah"
        lines.append(f"  {number:>4} kode {certainty}, {changed}")
    return [*lines, f"  {result.cells} sel diubah; rinciannya di lembar {result.sheet}"]
