"""NOM-010: a code that lost a zero or separator, or is split over cells."""

from __future__ import annotations

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import Table
from rules.schema.layout import layouts
from rules.values.cells import SPLIT
from rules.values.codes import CodeStatus

_SPLIT = Text("terpecah di beberapa sel", "is split over several cells")
_ZERO = Text("kehilangan nol atau titik", "lost a zero or a dot")
_SURPLUS = Text("memuat spasi atau titik yang berlebih", "has a blank or a dot too many")
_BOTH = Text("terpecah di beberapa sel dan kehilangan nol atau titik", "is split over cells and lost a zero or a dot")


def _problem(typed: str, official: str, split: bool) -> Text:
    if not split:
        return _SURPLUS if "".join(typed.split()).strip(".") == official else _ZERO
    return _SPLIT if typed.replace(SPLIT, ".") == official else _BOTH


def check(view: View, column: str) -> Judgement:
    """Blame codes that can be read with certainty but are not written in the official form; the fix is safe."""
    coded = view.coded
    bad = coded & (view.levels.status == CodeStatus.REPAIRED)
    if view.layout.split_code:
        # This form prints every part of a code in a cell of its own.
        bad &= np.array([typed.replace(SPLIT, ".") for typed in view.text(column)], dtype=object) != view.levels.code
    rows = list(view.frame.index[bad])
    typed, official, split = view.text(column), view.levels.code, view.levels.split
    tables = view.table_numbers
    sought = {number: _seeks_by_code(view.tables[number]) for number in {tables[row] for row in rows}}
    return view.judge(
        coded,
        bad,
        value=typed,
        expected=official,
        fix=official,
        problem=[_problem(typed[row], official[row], split[row]) for row in rows],
        severity=["galat" if sought[tables[row]] else None for row in rows],
    )


def _seeks_by_code(table: Table) -> bool:
    """Whether sums of a table seek their details by code: then a miswritten one drops out of them when they are calculated."""
    totals, formulas = layouts()[table.layout].totals, table.marks.formulas
    summed = totals.columns if totals else []
    return any("SUMIF" in formulas[place].upper() for place in formulas if place[1] in summed)


RULE = Rule(
    id="NOM-010",
    name="nol-hilang",
    severity="peringatan",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: susunan kode",
    title=Text("Kode kehilangan nol atau titik", "Code lost a zero or separator"),
    message=Text('Kode "{value}" {problem}; maksudnya {expected}.', 'Code "{value}" {problem}; it means {expected}.'),
    suggestion=Text("Tulis {expected} dalam satu sel.", "Write {expected} in one cell."),
    explanation="Excel membuang nol di depan angka, dan kode yang dipecah per segmen tidak dapat dijumlahkan maupun "
    "dicari. Maksudnya tetap pasti, sehingga perbaikannya aman. Bila jumlah tabel itu mencari rinciannya menurut kode "
    "(SUMIFS), baris itu keluar dari jumlahnya begitu dihitung, dan temuan ini menjadi kesalahan.",
    check=check,
    columns=of_role("kode"),
    causes=(
        CauseKind(
            title=Text(
                "Kode terpecah, atau kehilangan nol atau titik",
                "Codes lost a zero or dot, or are split over cells",
            ),
            remedy=Text(
                "Tulis kode lengkap, dengan nol dan titiknya, dalam satu sel.",
                "Write the whole code, zeros and dots, in one cell.",
            ),
            mended="fix",
        ),
    ),
    bad=Example((Put("T-C.33", 17, "1", "2|17|1|206|5"),), finds="T-C.33!A17"),
    good=Example((Put("T-C.33", 17, "1", "2.17.01.2.06.05"),)),
)
