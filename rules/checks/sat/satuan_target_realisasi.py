"""SAT-004: target and realisation are in different units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from rules.arrays import Cells, Mask, Numbers, as_cells, mask_of
from rules.calculation.derive import numbers
from rules.comparison.rows import place
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.distinct import Distinct
from rules.frames.indicators import contradicted, says, unit_name, unit_names
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.record import record
from rules.schema.layout import Layout
from rules.schema.target_columns import is_measured, measures, target_of
from rules.values.targets import as_unit
from rules.values.vocabulary import units


def _columns(layout: Layout) -> list[str]:
    return measures(layout) if is_measured(layout) else []


_NO_UNIT = "tanpa satuan"
_UNREAD = ("galat", "rusak", "rumus")
_VALUED = ("nilai", "rentang")


@once
def _reference(view: View) -> tuple[Cells, Mask]:
    """For each row the column whose unit the others are held against, empty where none does; and whether several are sound.

    It is the first column with the unit that most cells of the row have; of two as frequent, the one that its column of units
    names, else a target's. Where all these
    are at fault themselves it is the column that names the row's unit; they count only where that is at fault, too.
    """
    columns = sorted(measures(view.layout), key=lambda number: view.layout.columns[number].role != "target")
    sound = _stated(view, columns, {column: view.data & ~_doubtful(view, column) for column in columns})
    named = view.column_of("satuan")
    states = _states_unit(view, named)
    wanted = np.where(states, _named(view, named), "").tolist()
    told = {key: _most_common(columns, *key) for key in set(zip(sound, wanted, strict=True))}
    found = as_cells([told[key] for key in zip(sound, wanted, strict=True)])
    every = _stated(view, columns, dict.fromkeys(columns, view.data))
    own = np.where(states, named, "")
    found = np.where(found == "", own, found)
    reference = as_cells([own or _most_common(columns, units) for own, units in zip(found, every, strict=True)])
    return reference, mask_of((sum(map(bool, units)) > 1 for units in sound), len(reference))


def _states_unit(view: View, named: str) -> Mask:
    """Rows that name a unit in a column of its own, one that is known and that the indicator does not contradict."""
    percent = _named(view, named) == "%"
    known = Distinct(_named(view, named).tolist()).test(lambda unit: units().official(unit) is not None)
    stated: Mask = known & ~(says(view, "cacah") & percent) & ~(says(view, "persentase") & ~percent)
    return stated


def _named(view: View, column: str) -> Cells:
    """The units that a column states: of its targets, or by itself."""
    if column in measures(view.layout):
        return unit_names(view, column).cells
    return as_cells([unit_name(as_unit(text)) for text in view.text(column)])


def _stated(view: View, columns: Sequence[str], usable: Mapping[str, Mask]) -> list[tuple[str, ...]]:
    """The units that each row states in these columns, empty where none or not usable."""
    return list(zip(*(np.where(usable[x], unit_names(view, x).cells, "") for x in columns), strict=True))


def _most_common(columns: Sequence[str], units: Sequence[str], wanted: str = "") -> str:
    """The first column with the unit most cells have, of two as frequent the one ``wanted``; empty where no cell has one."""
    counts = Counter(unit for unit in units if unit)
    rank = {unit: (count, unit == wanted) for unit, count in counts.items()} | {"": (0, False)}
    return max(zip(columns, units, strict=True), key=lambda cell: rank[cell[1]])[0] if counts else ""


def _doubtful(view: View, column: str) -> Mask:
    """Cells whose unit is itself at fault: one that nobody knows, or one that the indicator contradicts."""
    unknown = unit_names(view, column).test(lambda unit: unit != "" and units().official(unit) is None)
    return unknown | contradicted(view, column)


@once
def _contested(view: View) -> Mask:
    """Rows whose cells state more than one unit."""
    columns = measures(view.layout)
    stated = _stated(view, columns, dict.fromkeys(columns, view.data))
    return mask_of((len({*units} - {""}) > 1 for units in stated), len(view.frame))


@once
def _bare_numbers(view: View) -> Mask:
    """The cells of each row, column by column, that are numbers other than nought without a unit."""
    columns = measures(view.layout)
    bare = [unit_names(view, x).among("") & (np.nan_to_num(view.target(x).figure) != 0) & view.data for x in columns]
    return np.array(bare).reshape(len(columns), len(view.frame))


@once
def _stating(view: View) -> Numbers:
    """How many cells of each row state a unit."""
    columns = measures(view.layout)
    stated = _stated(view, columns, dict.fromkeys(columns, view.data))
    return np.array([sum(map(bool, units)) for units in stated], dtype=np.int64)


@once
def _lone(view: View) -> Mask:
    """Rows of bare numbers but for one, so that its unit is not theirs; of two cells, each may be at fault.

    Under an indicator that has a scale of its own they are those of which at least as many are bare as not.
    """
    units, bare = _stating(view), _bare_numbers(view).sum(axis=0)
    lone: Mask = ((units == 1) & (bare > 1)) | ((units > 0) & (bare >= units) & says(view, "tanpa_satuan"))
    return lone


@once
def _lacking_beside_one(view: View) -> Mask:
    """Rows in which one cell states a unit, and numbers lack theirs."""
    lacking: Mask = _bare_numbers(view).any(axis=0) & (_stating(view) == 1) & ~says(view, "tanpa_satuan")
    return lacking


def _bare_beside(view: View, column: str) -> Cells:
    """The first other column of each row that holds a bare number."""
    columns, bare = measures(view.layout), _bare_numbers(view)
    found = as_cells([column] * len(view.frame))
    for at in range(len(columns) - 1, -1, -1):
        found = np.where(bare[at], columns[at], found)
    return found


def _counts(names: Distinct) -> Mask:
    """Units of things, sizes, times or money, which no index or grade has."""
    return names.test(lambda unit: units().kind(unit) not in ("", "persen", "nilai"))


def _misspelt(names: Distinct, due: Cells) -> Mask:
    """Units that nobody knows and that are likest to the one due: of those SAT-002 speaks."""
    nearest = names.told([None if units().official(unit) else units().nearest(unit) for unit in names.values])
    found: Mask = nearest.cells == due
    return found


@record
class _HeldAgainst:
    """For each row of a column the unit due (empty for none), in which column it stands, why it is due, and where it differs."""

    unit: Cells
    column: Cells
    cause: Cells
    differs: Mask


def _held_against(view: View, column: str) -> _HeldAgainst:
    """The unit of the row, of a bare realisation that of its target in things, and of a lone unit among bare numbers none."""
    names, reference = unit_names(view, column), _reference(view)[0]
    due = as_cells([""] * len(view.frame))
    for other in set(reference) - {""}:
        due = np.where(reference == other, _named(view, other), due)
    cause = as_cells(["satuan"] * len(view.frame))
    differs = ~names.among("") & (names.cells != due) & ~_misspelt(names, due)
    lone = _lone(view)
    target = target_of(view.layout, column)
    if target:
        wanted = unit_names(view, target)
        bare = names.among("") & (numbers(view, column)[0] != 0) & ~wanted.among("", "%") & ~lone
        due = np.where(bare, wanted.cells, due)
        cause = np.where(bare, "serapan", cause)
        reference = np.where(bare, target, reference)
        differs |= bare
    odd = lone & ~names.among("") & says(view, "tanpa_satuan", column) & _counts(names)
    return _HeldAgainst(
        unit=np.where(odd, _NO_UNIT, due),
        column=np.where(odd, _bare_beside(view, column), reference),
        cause=cause,
        differs=differs | odd,
    )


def _put_off(view: View, column: str, due: _HeldAgainst) -> Mask:
    """Targets of which it cannot be said yet whether they are in the unit due."""
    kind, stated = view.target(column).kind, ~unit_names(view, column).among("")
    valued = kind.among(*_VALUED) & view.data
    judged, itself = (due.unit != "") & (due.column != column), due.column == column
    unread = kind.among(*_UNREAD) | view.blamed(column, "STR-010")
    # The only unit of a row may be another than the one that a number beside it lacks.
    alone = itself & _lacking_beside_one(view)
    # Which unit a row is in may stand where nothing can be read.
    unknown = stated & ~judged & view.blamed(view.column_of("satuan"), "STR-004")
    unsettled = ~(_reference(view)[1] & ~says(view, "tanpa_satuan")) & itself & _contested(view)
    lone = judged & _lone(view) & ~due.differs
    found: Mask = (view.data & judged & unread) | (valued & (alone | unknown | unsettled | lone))
    return found


def check(view: View, column: str) -> Judgement:
    """Blame units other than the row's first, and bare realisations of a target in things.

    Of a bare percentage SAT-001 speaks. What cannot be read, or was left out, may be in any unit; and of a unit that only
    those at fault could be held against nothing is known.
    """
    due = _held_against(view, column)
    checked = view.target(column).kind.among(*_VALUED) & view.data & (due.unit != "") & (due.column != column)
    bad = checked & due.differs
    return view.judge(
        checked,
        bad,
        deferred=_put_off(view, column, due),
        value=view.cells(column),
        expected=due.unit,
        cause=due.cause,
        place=[place(view, due.column[row], row) for row in view.frame.index[bad]],
        other=[view.text(due.column[row])[row] for row in view.frame.index[bad]],
    )


RULE = Rule(
    id="SAT-004",
    name="satuan-target-realisasi",
    severity="galat",
    basis="Permendagri 86/2017: realisasi diukur dengan satuan targetnya",
    title=Text("Satuan target dan realisasi berbeda", "Target and realisation in different units"),
    message=Text(
        '"{value}" tidak sesatuan dengan "{other}" ({place}); satuannya seharusnya {expected}.',
        '"{value}" is not in the unit of "{other}" ({place}); it should be {expected}.',
    ),
    suggestion=Text(
        "Tulis realisasi kinerja dalam satuan targetnya, bukan persentase penyerapan anggaran.",
        "Write the realisation in the unit of its target, not as a share of the budget spent.",
    ),
    explanation="Realisasi hanya dapat dibagi dengan target yang satuannya sama. Yang sering terjadi: target 448 Orang/Bulan, "
    "realisasinya diisi 92,66, yaitu persentase anggaran yang terserap. Kolom yang dihitung dari sel ini ditunda.",
    check=check,
    columns=_columns,
    waits=("STR-004", "STR-010"),
    causes=(
        CauseKind(
            "serapan",
            Text(
                "Realisasi kinerja diisi persentase serapan",
                "Realisations are percentages, their targets are in things",
            ),
            Text(
                "Tulis realisasi kinerja dalam satuan targetnya, bukan persentase penyerapan anggaran.",
                "Write the realisation in the unit of its target, not as a share of the budget spent.",
            ),
        ),
        CauseKind(
            "satuan",
            Text(
                "Satuan satu indikator berganti-ganti",
                "The unit of an indicator changes between columns or years",
            ),
            Text(
                "Tulis semua angka satu baris dalam satuan yang sama; sesuaikan angkanya bila perlu.",
                "State all figures of a row in one unit; adapt them if need be.",
            ),
        ),
    ),
    bad=Example((Put("T-C.29", 18, "7", 92.66),), finds="T-C.29!G18"),
    good=Example((Put("T-C.29", 18, "7", "9  laporan"),)),
)
