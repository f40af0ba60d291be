"""What a Renja tells the performance report of its year: programs with their money, goals, targets by year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.calculation.compute import compute
from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import Document
from rules.schema.layout import Part, player, playing
from rules.schema.pack import pack_for
from rules.values.cells import as_text, is_blank
from rules.values.codes import PROGRAM
from rules.values.names import normalise
from rules.values.targets import TargetKind, holds_several, read_target


def plans() -> list[str]:
    """The tables of a Renja that hold its plan, the one to be taken first."""
    return [layout.id for layout in (*playing("renja", "rencana_akhir"), player("renja", "rencana"))]


_PREFIX = re.compile(r"^\s*IK[A-Z]{0,2}[.\s]?\d+[.):]?\s+", re.IGNORECASE)
_FIGURE = re.compile(r"[+\-−]?\d(?:[\d.,\s]*\d)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A value as the Renja has it and the cell it stands in (`Bab-IV!F12`); None and "" where it says nothing."""

    value: Any = None
    source: str = ""

    def __bool__(self) -> bool:
        return not is_blank(self.value)


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A program, kegiatan or sub kegiatan (level 2 to 4); ``indicators`` are its indicators with their targets."""

    code: str
    level: int
    told: Said
    name: Said
    pagu: Said
    indicators: Sequence[tuple[Said, Said]]


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator of a tujuan, or of a sasaran where ``sasaran`` says one.

    ``targets`` and ``realised`` are by year, as an offset from the plan year.
    """

    tujuan: Said
    sasaran: Said
    name: Said
    targets: Mapping[int, Said]
    realised: Mapping[int, Said] = field(default_factory=dict)


class PlanSource:
    """The tables of one Renja as its performance report needs them."""

    def __init__(self, document: Document) -> None:
        self.document, self.pack = document, pack_for(document.year)
        self._tables = Session([document], self.pack, []).tables

    def _said(self, view: View, row: int, column: str | None, value: Any = None) -> Said:
        """What a cell says; ``value`` where it is not what is typed there."""
        if column is None or not view.has(column)[row]:
            return NOTHING
        typed = view.text(column)[row] if value is None else value
        sheet, at = view.place(row)
        return NOTHING if is_blank(typed) else Said(typed, f"{sheet}!{view.table_of(row).letters[column]}{at}")

    # ---- the plan

    @property
    def plan_table(self) -> str | None:
        """The table the plan is taken from."""
        return next((name for name in plans() if name in self._tables and self._tables[name].coded.any()), None)

    def plan(self) -> list[PlanRow]:
        """Programs, kegiatan and sub kegiatan in the Renja's order; a code that stands twice counts once."""
        if self.plan_table is None:
            return []
        view = self._tables[self.plan_table]
        layout, money = view.layout, self._money(view)
        code, name = layout.by_role("kode") or "", layout.by_role("uraian")
        found: dict[str, PlanRow] = {}
        rows = list(view.frame.index[view.coded & (view.levels.level >= PROGRAM)])
        ends = [*(int(row) for row in view.frame.index[view.row_kind != "lanjutan"]), len(view.frame)]
        for row in rows:
            own = str(view.levels.code[row])
            below = range(row, min(end for end in ends if end > row))
            indicators = list(self._indicators(view, below))
            pagu = self._said(view, row, layout.by_role("pagu", 0), money.get(row, ""))
            plan = PlanRow(own, int(view.levels.level[row]), self._said(view, row, code, own),
                           self._said(view, row, name), pagu, indicators)  # fmt: skip
            found.setdefault(own, plan)
        return list(found.values())

    def _indicators(self, view: View, rows: range) -> Iterator[tuple[Said, Said]]:
        indicator, target = view.layout.by_role("indikator"), view.layout.by_role("target", 0)
        for row in rows:
            said = self._said(view, row, indicator)
            if said:
                yield Said(_PREFIX.sub("", str(said.value)), said.source), self._said(view, row, target)

    def _money(self, view: View) -> dict[int, int]:
        """Whole rupiah by row: as typed, or as the sum the row's formula is due to show."""
        column = view.column_of("pagu", 0)
        amounts, known = view.money(column).whole, view.known_amount(column)
        sums = {
            (cell.sheet, cell.row): cell.value
            for cell in compute(self.document, self.pack)
            if cell.table == view.name and cell.column == column and cell.state in {"filled", "refreshed"}
        }
        found = {}
        for row in view.frame.index[view.coded]:
            due = sums.get(view.place(row))
            if isinstance(due, int) and (view.has_formula(column)[row] or not known[row]):
                found[row] = due
            elif known[row]:
                found[row] = int(amounts[row])
        return found

    # ---- goals

    def goals(self) -> list[Goal]:
        """Indicators of tujuan and sasaran in order, with what T-C.30 says of other years under the same name."""
        view = self._of("tujuan")
        if view is None:
            return []
        tujuan, sasaran, indicator = (view.layout.by_role(role) for role in ("tujuan", "sasaran", "indikator"))
        found, above, own = [], NOTHING, NOTHING
        for row in view.frame.index[view.data]:
            higher, lower = self._said(view, row, tujuan), self._said(view, row, sasaran)
            if higher:
                above, own = higher, NOTHING
            own = lower or own
            name, target = self._said(view, row, indicator), self._said(view, row, view.layout.by_role("target"))
            if name:
                targets, realised = self._other_years(str(name.value))
                found.append(Goal(above, own, name, targets | {0: target}, realised))
        return found

    def _other_years(self, name: str) -> tuple[dict[int, Said], dict[int, Said]]:
        view = self._of("kinerja")
        if view is None:
            return {}, {}
        names = view.text(view.column_of("indikator"))
        row = next((at for at in view.frame.index if normalise(names[at]) == normalise(name)), None)
        if row is None:
            return {}, {}
        told: dict[str, dict[int, Said]] = {"target": {}, "realisasi": {}}
        for column, spec in view.layout.official.items():
            if spec.role in told and spec.year is not None:
                told[spec.role][spec.year] = self._said(view, row, column)
        targets, realised = told["target"], told["realisasi"]
        # "-" for a result that was due says only that it was not known yet when the plan was written.
        known = {at: said for at, said in realised.items() if not (_nil(said) and not _nil(targets.get(at, NOTHING)))}
        return targets, known

    # ---- the year before

    def last_budget(self) -> dict[str, tuple[Said, Said]]:
        """Budget and spending of the year before by folded program name; empty where no table speaks of that year."""
        view, year = self._of("anggaran_lalu"), self.document.year
        if view is None or year is None:
            return {}
        columns = [view.column_of(role) for role in ("pagu", "realisasi_dana")]
        for column in columns:
            heading = view.tables[0].captions.headings.get(column)
            # One amount in a merged block is that of all its programs, not of the first one.
            if heading is None or str(year - 1) not in heading.text or view.shared(column).any():
                return {}
        found = {}
        for row in view.frame.index[view.data & (view.names != "")]:
            amounts = [
                self._said(view, row, column, int(view.money(column).whole[row]))
                if view.known_amount(column)[row]
                else NOTHING
                for column in columns
            ]
            found[normalise(view.names[row])] = (amounts[0], amounts[1])
        return found

    def has(self, part: Part) -> bool:
        """Whether the Renja has the table that plays a part, with rows."""
        return self._of(part) is not None

    def _of(self, part: Part) -> View | None:
        return self._tables.get(player("renja", part).id)


def _nil(said: Said) -> bool:
    return read_target(said.value).kind is TargetKind.NIL


def unit_of(said: Said) -> str:
    """The unit of a target as typed; empty for none, and for several targets in one cell."""
    target = read_target(said.value)
    whole = target.kind is TargetKind.VALUE and not holds_several(target.unit)
    return target.unit if whole else ""


def figure_of(said: Said, unit: str) -> Said:
    """A target without its unit, where it is in the one given; else as it stands.

    >>> figure_of(Said("702 Orang/Bulan"), "Orang/Bulan").value, figure_of(Said("BB"), "%").value
    ('702', 'BB')
    """
    own = unit_of(said)
    digits = _FIGURE.search(as_text(said.value)) if own and normalise(own) == normalise(unit) else None
    return Said(digits[0], said.source) if digits else said
