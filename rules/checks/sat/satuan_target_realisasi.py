"""SAT-004: target and realisation are in different units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from rules.arrays import Cells, Mask, as_cells
from rules.calculation.derive import numbers
from rules.comparison.rows import place
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.indicators import contradicted, unit_names
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.schema.target_columns import is_measured, measures, target_of
from rules.values.vocabulary import units


def _columns(layout: Layout) -> list[str]:
    return measures(layout) if is_measured(layout) else []


@once
def _reference(view: View) -> Cells:
    """For each row the column whose unit the others are held against; empty where none states one.

    It is the first column with the unit that most cells of the row have; of two as frequent, a target's. Units that are
    at fault themselves count only where no other is stated.
    """
    columns = sorted(measures(view.layout), key=lambda number: view.layout.columns[number].role != "target")
    sound = _stated(view, columns, {column: view.data & ~_doubtful(view, column) for column in columns})
    told = {units: _most_common(columns, units) for units in set(sound)}
    found = as_cells([told[units] for units in sound])
    every = _stated(view, columns, dict.fromkeys(columns, view.data))
    return as_cells([own or _most_common(columns, units) for own, units in zip(found, every, strict=True)])


def _stated(view: View, columns: Sequence[str], usable: Mapping[str, Mask]) -> list[tuple[str, ...]]:
    """The units that each row states in these columns, empty where none or not usable."""
    return list(zip(*(np.where(usable[x], unit_names(view, x).cells, "") for x in columns), strict=True))


def _most_common(columns: Sequence[str], units: Sequence[str]) -> str:
    """The first column with the unit most cells have; empty where no cell has one."""
    counts = Counter(unit for unit in units if unit)
    return max(zip(columns, units, strict=True), key=lambda cell: counts[cell[1]])[0] if counts else ""


def _doubtful(view: View, column: str) -> Mask:
    """Cells whose unit is itself at fault: one that nobody knows, or one that the indicator contradicts."""
    unknown = unit_names(view, column).test(lambda unit: unit != "" and units().official(unit) is None)
    return unknown | contradicted(view, column)


def check(view: View, column: str) -> Judgement:
    """Blame units other than the row's first, and bare realisations of a target in things.

    Of a bare percentage SAT-001 speaks.
    """
    names, reference = unit_names(view, column), _reference(view)
    due = as_cells([""] * len(view.frame))
    for other in set(reference) - {""}:
        due = np.where(reference == other, unit_names(view, other).cells, due)
    cause = as_cells(["satuan"] * len(view.frame))
    valued = view.target(column).kind.among("nilai", "rentang") & view.data
    differs = ~names.among("") & (names.cells != due)
    target = target_of(view.layout, column)
    if target:
        wanted = unit_names(view, target)
        bare = names.among("") & (numbers(view, column)[0] != 0) & ~wanted.among("", "%")
        due = np.where(bare, wanted.cells, due)
        cause = np.where(bare, "serapan", cause)
        reference = np.where(bare, target, reference)
        differs |= bare
    checked = valued & (due != "") & (reference != column)
    bad = checked & differs
    return view.judge(
        checked,
        bad,
        value=view.cells(column),
        expected=due,
        cause=cause,
        place=[place(view, reference[row], row) for row in view.frame.index[bad]],
        other=[view.text(reference[row])[row] for row in view.frame.index[bad]],
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
