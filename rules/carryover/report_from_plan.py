"""The rows a performance report (LKIP) starts with, from the Renja of its year.

Names, indicators, targets, units and pagu are carried; results and what was spent are the report's own and stay
blank. Every row has a key (code or indicator) by which a later version of the Renja finds it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from rules.carryover.plan_for_report import NOTHING, Goal, PlanRow, PlanSource, Said, figure_of, unit_of
from rules.model.document import Document
from rules.schema.layout import MEASURES, Layout, Part, form_of, layouts, player, playing
from rules.values.codes import PROGRAM, SUB
from rules.values.names import normalise

REPORT = "lkip"
_CHANGED = "perubahan"
_Roles = Mapping[str | tuple[str, int], Said]


@dataclass(frozen=True, slots=True)
class StartRow:
    """One row: its key, what is carried by official column, and its own numbers and words.

    A carried cell of value None is one that the Renja may fill later, such as the pagu after the change.
    """

    key: str
    carried: Mapping[str, Said]
    own: Mapping[str, str]

    @property
    def values(self) -> dict[str, object]:
        """Everything the row starts with, by official column."""
        return {**self.own, **{column: said.value for column, said in self.carried.items() if said}}


@dataclass(frozen=True, slots=True)
class Start:
    """What a report starts with: identity by field, rows by layout id, and notes on what the Renja lacks."""

    source: str
    year: int | None
    stage: str
    identity: Mapping[str, Said]
    rows: Mapping[str, Sequence[StartRow]]
    notes: Sequence[str] = field(default_factory=list)


def start_report(document: Document, renstra: int | None) -> Start:
    """The start of a report from a Renja; without the Renstra's first year no target can be told its column there."""
    source = PlanSource(document)
    plan, goals = source.plan(), source.goals()
    programs = [row for row in plan if row.level == PROGRAM]
    stage = document.text("tahap").casefold()
    by_sasaran, last = [goal for goal in goals if goal.sasaran], source.last_budget()
    rows = {
        _table("tujuan").id: _goals(goals, document.year, renstra),
        _table("periode").id: _periods(by_sasaran, document.year, renstra),
        _table("anggaran_iku").id: [_budget_row(row) for row in plan],
        _table("indikator_program").id: _program_indicators(programs),
    }
    rows |= {layout.id: _results(layout, by_sasaran) for layout in playing(REPORT, "sasaran")}
    for layout in playing(REPORT, "program"):
        rows[layout.id] = _programs(layout, programs, last, changed=stage == _CHANGED)
    form = form_of(REPORT).fields
    identity = {
        key: Said(document.identity[key].value, f"{document.identity[key].sheet}!{document.identity[key].cell}")
        for key in form
        if document.text(key)
    }
    if document.year is not None:
        identity["tahun"] = Said(document.year, identity["tahun"].source)
    notes = list(_notes(source, renstra, bool(goals), bool(last)))
    return Start(PurePath(document.source).name, document.year, stage, identity, _keyed(rows), notes)


def _table(part: Part) -> Layout:
    """The report's table that plays a part."""
    return player(REPORT, part)


def _notes(source: PlanSource, renstra: int | None, goals: bool, last: bool) -> list[str]:
    """What is left blank because the Renja or the call does not tell it."""
    found, year = [], source.document.year or 0
    if source.plan_table is None:
        found.append(
            f"Renja ini tidak memuat Bab IV atau {_of_plan('rencana')} yang terisi: tabel program dan anggaran tidak diisi."
        )
    elif "rencana_akhir" not in layouts()[source.plan_table].plays:
        found.append(f"Bab IV tidak ada di Renja ini; program dan pagu diambil dari {source.plan_table}.")
    if not goals:
        found.append(
            f"Renja ini tidak memuat {_of_plan('tujuan')} yang terisi: tabel sasaran dan indikator tidak diisi."
        )
    elif renstra is None:
        found.append(
            f"Tahun awal Renstra belum diketahui, jadi target belum ditempatkan di {_table('tujuan').sheet_name} dan "
            f"{_table('periode').sheet_name}: tambahkan --renstra AWAL AKHIR, atau isi di Identitas lalu perbarui."
        )
    elif not source.has("kinerja"):
        found.append(f"{_of_plan('kinerja')} tidak ada di Renja ini: target dan realisasi tahun lain dibiarkan kosong.")
    if source.plan_table and not last:
        found.append(f"{_of_plan('anggaran_lalu')} di Renja ini tidak memuat angka {year - 1} per program: kolom {year - 1} di "
                     "Perbandingan dibiarkan kosong.")  # fmt: skip
    return found


def _of_plan(part: Part) -> str:
    """The name of the Renja's table that plays a part."""
    return player("renja", part).id


def _keyed(rows: Mapping[str, Sequence[StartRow]]) -> dict[str, list[StartRow]]:
    """Rows in the order of the report's tables, keys made unique within each."""
    found: dict[str, list[StartRow]] = {}
    for name in (name for name in layouts() if name in rows):
        seen: dict[str, int] = {}
        for row in rows[name]:
            seen[row.key] = seen.get(row.key, 0) + 1
            key = row.key if seen[row.key] == 1 else f"{row.key} ({seen[row.key]})"
            found.setdefault(name, []).append(StartRow(key, row.carried, row.own))
    return found


def _row(layout: Layout, key: str, said: _Roles, own: Mapping[str, str] | None = None) -> StartRow:
    """A row by roles, those of years with their offset; roles that the table lacks are left out."""
    places = {role: layout.by_role(*((role,) if isinstance(role, str) else role)) for role in said}
    carried = {place: said[role] for role, place in places.items() if place}
    named = {layout.by_role(role) or "": text for role, text in (own or {}).items() if text}
    return StartRow(key, carried, {column: text for column, text in named.items() if column})


# ---- programs


def _programs(
    layout: Layout, programs: Sequence[PlanRow], last: Mapping[str, tuple[Said, Said]], *, changed: bool
) -> list[StartRow]:
    rows = []
    for at, program in enumerate(programs, 1):
        said: dict[str | tuple[str, int], Said] = {"uraian": program.name, ("pagu", 0): program.pagu}
        if layout.by_role("pagu_awal") and not changed:
            # A plan before the change tells nothing of the budget after it.
            said |= {"pagu_awal": program.pagu, ("pagu", 0): NOTHING}
        before = last.get(normalise(str(program.name.value)), (NOTHING, NOTHING))
        said |= dict(zip((("pagu", -1), ("realisasi_dana", -1)), before, strict=True))
        rows.append(_row(layout, program.code, said, {"no": str(at)}))
    return rows


def _budget_row(row: PlanRow) -> StartRow:
    """A row of the budget by indicator; the money of programs and kegiatan is the template's own sum."""
    said: dict[str | tuple[str, int], Said] = {"uraian": row.name, "kode": row.told}
    if row.level == SUB:
        said[("pagu", 0)] = row.pagu
    return _row(_table("anggaran_iku"), row.code, said)


def _program_indicators(programs: Sequence[PlanRow]) -> list[StartRow]:
    rows: list[StartRow] = []
    for program in programs:
        for name, target in program.indicators:
            unit = unit_of(target)
            said: _Roles = {"indikator": name, "satuan": Said(unit or None, target.source if unit else ""),
                            ("target", 0): figure_of(target, unit)}  # fmt: skip
            rows.append(_row(_table("indikator_program"), f"{program.code} {name.value}", said,
                             {"no": str(len(rows) + 1)}))  # fmt: skip
    return rows


# ---- indicators


def _unit(goal: Goal) -> Said:
    """The unit of an indicator: of its target for the year, else of another year's."""
    for at in (0, 1, -1, -2):
        said = goal.targets.get(at, NOTHING)
        if unit_of(said):
            return Said(unit_of(said), said.source)
    return NOTHING


def _results(layout: Layout, goals: Sequence[Goal]) -> list[StartRow]:
    """A row per indicator of a sasaran; number and sasaran stand on its first row only."""
    rows: list[StartRow] = []
    above, number = NOTHING, 0
    by_goal = layout.by_role("sasaran") is not None
    for goal in goals:
        begins = goal.sasaran != above or not by_goal
        above, number = goal.sasaran, number + begins
        unit = _unit(goal)
        said: dict[str | tuple[str, int], Said] = {"indikator": goal.name, "satuan": unit}
        if begins:
            said["sasaran"] = goal.sasaran
        for at in (-1, 0):
            said[("target", at)] = figure_of(goal.targets.get(at, NOTHING), str(unit.value or ""))
        said[("realisasi", -1)] = figure_of(goal.realised.get(-1, NOTHING), str(unit.value or ""))
        rows.append(_row(layout, str(goal.name.value), said, {"no": str(number) if begins else ""}))
    return rows


def _by_period(layout: Layout, told: Mapping[int, Said], year: int | None, renstra: int | None) -> dict[str, Said]:
    """What is said of years in the columns of the Renstra's years."""
    return {
        column: told.get(renstra + spec.period - year, NOTHING) if renstra and year else NOTHING
        for column, spec in layout.official.items()
        if spec.period is not None
    }


def _goals(goals: Sequence[Goal], year: int | None, renstra: int | None) -> list[StartRow]:
    """Tujuan and sasaran with their indicators, each named on its first row only."""
    layout, rows = _table("tujuan"), []
    tujuan = sasaran = NOTHING
    for goal in goals:
        said: dict[str | tuple[str, int], Said] = {"indikator": goal.name}
        if goal.tujuan and goal.tujuan != tujuan:
            said["tujuan"] = goal.tujuan
        if goal.sasaran and goal.sasaran != sasaran:
            said["sasaran"] = goal.sasaran
        tujuan, sasaran = goal.tujuan, goal.sasaran
        row = _row(layout, f"{'sasaran' if goal.sasaran else 'tujuan'}: {goal.name.value}", said)
        rows.append(StartRow(row.key, {**row.carried, **_by_period(layout, goal.targets, year, renstra)}, row.own))
    return rows


def _periods(goals: Sequence[Goal], year: int | None, renstra: int | None) -> list[StartRow]:
    """Two rows per indicator, its targets and its results by year of the Renstra."""
    layout, rows = _table("periode"), []
    for goal in goals:
        unit = _unit(goal)
        for measure, told in zip(MEASURES, (goal.targets, goal.realised), strict=True):
            said: dict[str | tuple[str, int], Said] = {"satuan": unit}
            if measure == MEASURES[0]:
                said["indikator"] = goal.name
            figures = {at: figure_of(value, str(unit.value or "")) for at, value in told.items()}
            row = _row(layout, f"{goal.name.value} ({measure})", said, {"ukuran": measure})
            years = _by_period(layout, figures, year, renstra)
            rows.append(StartRow(row.key, {**row.carried, **years}, row.own))
    return rows
