"""SAT-002: a unit that is not in the vocabulary."""

from __future__ import annotations

from rules.arrays import Cells, Mask, filled
from rules.comparison.nomenclature import per_value, referenced
from rules.engine.edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.targets import holds_several
from rules.values.text import fold
from rules.values.vocabulary import units

_UNKNOWN = Text(
    "Pakai satuan dari daftar, atau tambahkan satuan ini ke daftar bila memang baku.",
    "Use a unit of the vocabulary, or add this one to it if it is standard.",
)

_ABSENT = Text('Satuan "{}" tidak ada dalam daftar satuan.', 'Unit "{}" is not in the vocabulary.')
_SEVERAL = Text("Sel ini memuat lebih dari satu target.", "This cell holds more than one target.")
_SPLIT_UP = Text(
    "Tulis satu target satu baris, dengan indikatornya masing-masing.",
    "Write one target a row, each with its own indicator.",
)


def _accepted(unit: str) -> bool:
    official = units().official(unit)
    if official is None:
        return False
    # Spelled-out percent is a unit like any other; an abbreviation (`Dok`) is offered in full.
    return fold(official) == fold(unit) or units().entries[official].kind == "persen"


def _offer(unit: str) -> tuple[str | None, bool]:
    """The official unit meant, and whether that is certain."""
    meant = units().meant(unit)
    return (meant, True) if meant else (units().nearest(unit), False)


def _decreed(view: View, unit: Cells, rows: Mask) -> Mask:
    """Units that the decree itself gives the row's sub kegiatan, whatever the vocabulary holds."""
    official = referenced(view).unit

    def same(row: int) -> bool:
        return fold(str(official[row])) == fold(unit[row])

    told: Mask = per_value(view, rows & filled(official), same, unit, official, empty=False).astype(bool)
    return told


def check(view: View, column: str) -> Judgement:
    """Blame unknown units and abbreviations; each distinct unit is looked up once."""
    target = view.target(column)
    several = target.unit.test(holds_several)
    wrong = view.blamed(column, "ANG-002") | (view.blamed(column, "SAT-004") & ~several)
    with_unit = ~target.unit.among("") & ~view.total & ~wrong
    bad = with_unit & target.unit.test(lambda unit: unit != "" and not _accepted(unit))
    units_of = target.unit.cells
    if bad.any():
        bad &= ~_decreed(view, units_of, bad)
    offers = {unit: _offer(unit) for unit in set(units_of[bad])}
    texts, rows = view.text(column), list(view.frame.index[bad])
    expected, fixes, hints, problems, causes = [], [], [], [], []
    for row in rows:
        unit = units_of[row]
        near, certain = offers[unit]
        expected.append(near)
        fixes.append(texts[row].replace(unit, near) if near and certain and unit in texts[row] else None)
        causes.append("banyak" if several[row] else "mirip" if near else "")
        problems.append(_SEVERAL if several[row] else Text(_ABSENT.id.format(unit), _ABSENT.en.format(unit)))
        offered = Text(f"Maksudnya mungkin {near}.", f"Perhaps {near} is meant.") if near else _UNKNOWN
        hints.append(_SPLIT_UP if several[row] else offered)
    return view.judge(
        with_unit,
        bad,
        deferred=wrong,
        value=view.cells(column),
        expected=expected,
        fix=fixes,
        hint=hints,
        problem=problems,
        cause=causes,
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
    "spasi di sekitar garis miring tidak dianggap beda. Beberapa target dalam satu sel tidak dapat dihitung. Salah ketik yang pasti dapat diperbaiki dengan aman.",
    check=check,
    columns=of_kind("target"),
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
