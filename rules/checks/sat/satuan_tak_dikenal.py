"""SAT-002: a unit that is not in the vocabulary."""

from __future__ import annotations

import re

import numpy as np

from rules.arrays import at_rows
from rules.comparison.nomenclature import official_units
from rules.comparison.unknown_units import TypedIn, told, unknown, with_unit, wrong
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement, Repeat
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.schema.target_columns import planned_targets
from rules.values.targets import holds_several
from rules.values.vocabulary import units

_UNKNOWN = Text(
    "Pakai satuan dari daftar, atau tambahkan satuan ini ke daftar bila memang baku.",
    "Use a unit of the vocabulary, or add this one to it if it is standard.",
)

_ABSENT = Text('Satuan "{}" tidak ada dalam daftar satuan{}', 'Unit "{}" is not in the vocabulary{}')
_SEVERAL = Text("Sel ini memuat lebih dari satu target.", "This cell holds more than one target.")
_SPLIT_UP = Text(
    "Tulis satu target satu baris, dengan indikatornya masing-masing.",
    "Write one target a row, each with its own indicator.",
)


def _offer(unit: str) -> tuple[str | None, bool]:
    """The official unit meant, and whether that is certain."""
    meant = units().meant(unit)
    return (meant, True) if meant else (units().nearest(unit), False)


def _hint(offer: tuple[str | None, bool]) -> Text:
    near, certain = offer
    if near and certain:
        return Text(f"Tulis {near}.", f"Write {near}.")
    return Text(f"Maksudnya mungkin {near}.", f"Perhaps {near} is meant.") if near else _UNKNOWN


def _columns(layout: Layout) -> list[str]:
    return [number for number, column in layout.official.items() if column.kind == "target" or column.role == "satuan"]


def _mended(view: View, place: TypedIn, unit: str, offer: tuple[str | None, bool]) -> str | None:
    """A cell's text with the unit that is certainly meant; None where a target is due in another one."""
    near, certain = offer
    text, planned = view.text(place.column)[place.row], place.column in planned_targets(view.layout)
    if not near or not certain or unit not in text or (planned and official_units(view)[place.row] not in ("", near)):
        return None
    return re.sub(rf"{re.escape(unit)}\.?", near, text)


def check(view: View, column: str) -> Judgement:
    """Blame unknown units and abbreviations, each once in a table: where it was typed first, in the column of units if there is one."""
    of_units = view.layout.columns[column].kind != "target"
    bad = at_rows({place.row for place in told(view) if place.column == column}, len(view.frame))
    faults = [told(view)[TypedIn(row, column)] for row in np.flatnonzero(bad).tolist()]
    offers = {fault.unit: _offer(fault.unit) for fault in faults}
    expected, fixes, hints, problems, causes, repeats = [], [], [], [], [], []
    for row, fault in zip(np.flatnonzero(bad).tolist(), faults, strict=True):
        unit, offer = fault.unit, offers[fault.unit]
        near, several = offer[0], holds_several(unit)
        expected.append(near)
        causes.append("banyak" if several else "mirip" if near else "")
        fixes.append(_mended(view, TypedIn(row, column), unit, offer))
        hints.append(_SPLIT_UP if several else _hint(offer))
        problems.append(_SEVERAL if several else _absent(unit, len(fault.repeats)))
        repeats.append(
            [Repeat(x.row, x.column, view.cells(x.column)[x.row], _mended(view, x, unit, offer)) for x in fault.repeats]
        )
    judgement = view.judge(
        bad if of_units else with_unit(view, column),
        bad,
        deferred=None if of_units else wrong(view, column),
        value=view.cells(column),
        expected=expected,
        fix=fixes,
        hint=hints,
        problem=problems,
        cause=causes,
        repeats=repeats,
    )
    judgement.elsewhere = None if of_units else unknown(view, column) & ~bad
    return judgement


def _absent(unit: str, others: int) -> Text:
    if not others:
        return Text(_ABSENT.id.format(unit, "."), _ABSENT.en.format(unit, "."))
    cells = "cell" if others == 1 else "cells"
    return Text(
        _ABSENT.id.format(unit, f" (juga di {others} sel lain)."),
        _ABSENT.en.format(unit, f" (also in {others} other {cells})."),
    )


RULE = Rule(
    id="SAT-002",
    name="satuan-tak-dikenal",
    severity="peringatan",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: satuan indikator",
    title=Text("Satuan tidak dikenal", "Unknown unit"),
    message=Text("{problem}", "{problem}"),
    suggestion=Text("{hint}", "{hint}"),
    explanation="Satuan yang ditulis berbeda-beda (Dok, Dokuman, Dokumen) tidak dapat direkap. Huruf besar/kecil dan "
    "spasi di sekitar garis miring tidak dianggap beda. Beberapa target dalam satu sel tidak dapat dihitung. Satuan yang sama dilaporkan sekali setiap "
    "tabel, di kolom satuan bila ada. Salah ketik yang pasti dapat diperbaiki dengan aman.",
    check=check,
    columns=_columns,
    waits=("ANG-002", "SAT-004"),
    causes=(
        CauseKind("", Text("Satuan tidak ada dalam daftar", "Unit not in the vocabulary"), _UNKNOWN),
        CauseKind(
            "mirip",
            Text("Satuan salah tulis atau disingkat", "Unit misspelled or abbreviated"),
            Text("Tulis satuan seperti dalam daftar satuan.", "Write the unit as the vocabulary has it."),
            mended="fix",
            advice=Text("{hint}", "{hint}"),
        ),
        CauseKind("banyak", Text("Beberapa target dalam satu sel", "Several targets in one cell"), _SPLIT_UP),
    ),
    bad=Example((Put("T-C.33", 18, "9", "12 Lapran"),), finds="T-C.33!I18"),
    good=Example((Put("T-C.33", 18, "9", "12 laporan"),)),
)
