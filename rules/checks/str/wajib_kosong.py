"""STR-010: a mandatory cell is empty."""

from __future__ import annotations

import re

import numpy as np

from rules.arrays import Mask, among, any_in_doc
from rules.calculation.blocks import indicator_blocks
from rules.calculation.recalculate import (
    MOST_WORKED_OUT,
    UNKNOWN,
    beside_codes_as_numbers,
    formula_of,
    recalculated,
    same,
)
from rules.calculation.sums import addable, families
from rules.comparison.other_decree import whole_tables
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import FORMULA, Rule, totalled
from rules.frames.begun import waiting
from rules.frames.distinct import Distinct
from rules.frames.heading_rows import heading_rows
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.tree import code_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows
from rules.schema.layout import Layout
from rules.values.codes import PROGRAM, SUB, parent_of

_ON_HIGHER_ROWS = {"kode", "uraian", "pagu"}
_NIL = re.compile(r"-?|nihil\b.*", re.IGNORECASE | re.DOTALL)
"""A cell of a row that states there is nothing to list; the reason may stand behind the word."""
_STATED = re.compile(r"-|nihil\b.*", re.IGNORECASE | re.DOTALL)
_REASON = re.compile(r"nihil\b\W*\w.*", re.IGNORECASE | re.DOTALL)
_OF_THE_CODE = ("NOM-001", "NOM-002", "NOM-008", "NOM-009", "NOM-010", "NOM-011")
"""What may be wrong with the code that a look-up seeks."""


def _columns(layout: Layout) -> list[str]:
    summed = totalled(layout) if layout.has_total else []
    return [number for number, column in layout.official.items() if column.required or number in summed]


def _needed(view: View, column: str) -> Mask:
    spec, kind = view.layout.columns[column], view.row_kind
    if not spec.required:
        return _sum_to_be_made(view, column)
    if spec.required == "selalu":
        return among(kind, "isi", "kode") & ~_states_nil(view) & ~heading_rows(view)
    if spec.required == "nihil":
        return among(kind, "isi") & _says_nothing(view) & ~_any_cell(view, _REASON)
    if spec.required == "ukuran":
        begins: Mask = view.data & (indicator_blocks(view) == np.arange(len(view.frame)))
        return begins
    coded, level = among(kind, "kode"), view.levels.level
    if view.layout.hierarchy in {"uraian", "datar"}:
        coded &= level >= PROGRAM
    # Urusan and bidang rows only carry code, name and money; an unreadable code may be one of theirs.
    needed = coded if spec.role in _ON_HIGHER_ROWS else coded & (level >= PROGRAM)
    if spec.role == "kode" and view.layout.hierarchy == "kode":
        needed |= _nothing_but_amounts(view)
    if spec.required == "indikator":
        needed &= ~view.indicator_below
        needed |= kind == "lanjutan"
    if spec.required == "dana":
        pagu = view.layout.by_role("pagu", spec.offset)
        paid = view.money(pagu).whole != 0 if pagu else False
        # What a parent is paid from is what its details are paid from.
        needed &= view.known_amount(pagu or "") & paid & ~families(view).due if pagu else False
        needed &= (level < PROGRAM) | (level == SUB) | ~_details_without_code(view)
    if column in totalled(view.layout):
        needed |= view.total
    return needed & _begun(view) if view.layout.quarters else needed


def _sum_to_be_made(view: View, column: str) -> Mask:
    """Rows of the grand total above which a column holds amounts: what may be left out in the others is not left out here."""
    family = families(view)
    above = family.settled(view.money(column).whole, family.due & view.coded & view.blank(column))
    due: Mask = view.total & (family.add(np.abs(above)) > 0)
    return due


def _nothing_but_amounts(view: View) -> Mask:
    """Rows of a table of codes that hold amounts, and nothing that tells whose."""
    found = np.zeros(len(view.frame), dtype=bool)
    for number, column in view.layout.official.items():
        if column.kind == "money":
            found |= view.known_amount(number) & (view.money(number).whole != 0)
    for number, column in view.layout.official.items():
        if column.kind != "money":
            found &= view.blank(number) & ~view.shared(number)
    return found & view.data


def _details_without_code(view: View) -> Mask:
    """Rows of workbooks in which the details of some row cannot be told, because no code of theirs can be read."""
    return any_in_doc(view.data & (view.row_kind == "kode") & ~view.coded, view.docs)


def _begun(view: View) -> Mask:
    """Rows of workbooks in which a quarter of the plan's year has been filled in: before, nothing is due.

    Sums of amounts that nobody typed are nought.
    """
    filled = np.zeros(len(view.frame), dtype=bool)
    for number in view.layout.quarters:
        told = view.data & ~view.blank(number)
        if view.layout.columns[number].kind == "money":
            told &= ~(view.known_amount(number) & (view.money(number).whole == 0))
        filled |= told
    return any_in_doc(filled, view.docs)


def _states_nil(view: View) -> Mask:
    """Rows of a table that may be nil whose cells say so, one of them in words or by a dash: the others say no more."""
    stated = np.zeros(len(view.frame), dtype=bool)
    if any(column.required == "nihil" for column in view.layout.official.values()):
        stated = _any_cell(view, _STATED) & _says_nothing(view)
    return stated


def _any_cell(view: View, words: re.Pattern[str]) -> Mask:
    """Rows with such words in one of the cells that say what a row is, or in its number."""
    found = np.zeros(len(view.frame), dtype=bool)
    for number, column in view.layout.official.items():
        if column.required == "selalu" or column.role == "no":
            found |= Distinct(view.text(number)).test(lambda text: bool(words.fullmatch(text.strip())))
    return found


def _says_nothing(view: View) -> Mask:
    """Rows that state there is nothing to list."""
    nothing = np.ones(len(view.frame), dtype=bool)
    for number, column in view.layout.official.items():
        if column.required == "selalu":
            nothing &= Distinct(view.text(number)).test(lambda text: bool(_NIL.fullmatch(text.strip())))
    return nothing


def check(view: View, column: str) -> Judgement:
    """Blame empty cells where the row's kind demands a value; `-` counts as a value (nil)."""
    due = _needed(view, column) & view.has(column) & ~view.shared(column)
    needed = due & ~_waiting(view)
    stale = _without_result(view, column, needed & view.blank(column))
    bad = needed & view.blank(column) & ~stale
    sums = bad & families(view).due if column in totalled(view.layout) and bad.any() else bad & False
    computed = sums & addable(view, column) if sums.any() else sums
    reckoned = (sums if column not in view.layout.derived else bad) & view.has_formula(column) & ~computed
    finds_nothing = bad & view.has_formula(column) & ~computed & ~reckoned
    # What a row of no readable code must hold is not known.
    code = view.column_of("kode")
    unknown = view.blamed(code, "NOM-001", "NOM-011", "STR-004")
    if code in view.layout.official and code != column:
        unknown = unknown | (_needed(view, code) & view.has(code) & view.blank(code))
    rows = np.flatnonzero(bad).tolist()
    headings = [view.heading(column, row) for row in rows]
    judgement = view.judge(
        needed,
        bad,
        deferred=(
            ((unknown | _of_unread_money(view, column)) & view.blank(column)) | (view.uncalculated_rows & view.data)
        )
        & ~needed,
        value=None,
        heading=headings,
        cause=np.select([computed, reckoned, finds_nothing], ["jumlah", "rumus", "cari"], ""),
        rests_on=[_codes_behind(view, row) if finds_nothing[row] else [] for row in rows],
    )
    judgement.elsewhere = (due & _waiting(view) & view.blank(column)) | stale
    return judgement


def _without_result(view: View, column: str, empty: Mask) -> Mask:
    """Empty cells whose formula has a result that is not stored: STR-012 tells of them."""
    found = np.zeros(len(view.frame), dtype=bool)
    for row in np.flatnonzero(empty & view.has_formula(column) & ~beside_codes_as_numbers(view))[
        :MOST_WORKED_OUT
    ].tolist():
        result = recalculated(view.table_of(row), column, formula_of(view, column, row))
        found[row] = result is not UNKNOWN and not same(None, result)
    return found


def _codes_behind(view: View, row: int) -> list[tuple[str, str]]:
    """The code cells of which a wrong one leaves a look-up in a row without a result: of the row and those above it.

    Where nearly all codes of the table are at fault one of them tells of all.
    """
    column, key = view.layout.by_role("kode"), view.levels.code[row]
    if column is None or not view.has(column)[row]:
        return []
    rows = [row]
    while key and (key := parent_of(key)):
        rows += np.flatnonzero(code_keys(view) == f"{view.doc_of(row)} {key}").tolist()
    rows += [first for first in whole_tables(view) if view.doc_of(first) == view.doc_of(row)]
    return [view.cell(column, x) for x in rows]


def _of_unread_money(view: View, column: str) -> Mask:
    """Rows whose amount cannot be read, so that nobody knows whether a source of funds is due."""
    spec = view.layout.columns[column]
    pagu = view.layout.by_role("pagu", spec.offset) if spec.required == "dana" else None
    if pagu is None:
        return np.zeros(len(view.frame), dtype=bool)
    unread: Mask = among(view.row_kind, "kode") & ~view.known_amount(pagu) & ~view.blank(pagu)
    return unread & ~families(view).due


@once
def _waiting(view: View) -> Mask:
    """Rows of workbooks in which this table is not begun yet: STR-001 says so, once."""
    named = waiting(view.session)
    docs = [doc for doc in view.workbooks if view.layout.place in named[doc]]
    found: Mask = np.isin(view.docs, docs)
    return found


RULE = Rule(
    id="STR-010",
    name="wajib-kosong",
    severity="galat",
    basis="Permendagri 86/2017, tata cara pengisian tabel Renja Perangkat Daerah",
    title=Text("Sel wajib kosong", "A mandatory cell is empty"),
    message=Text(
        'Kolom {column} "{heading}" pada baris {key} kosong.', 'Column {column} "{heading}" of row {key} is empty.'
    ),
    suggestion=Text(
        "Isi sel ini; tulis tanda - bila memang nihil, kecuali untuk kode dan nama.",
        "Fill the cell; write - if there is nothing, though not for a code or a name.",
    ),
    explanation="Sel wajib yang kosong tidak dapat dibedakan dari yang terlupa. Tanda - menyatakan nihil. Baris "
    "lanjutan untuk indikator berikutnya hanya wajib memuat indikator dan target; baris urusan dan bidang urusan "
    "hanya kode, nama, dan pagu; sumber dana hanya baris yang tidak dirinci lagi. Sel baris jumlah wajib diisi bila ada "
    "angka di atasnya. Bila tabel usulan diisi nihil, cukup di salah satu kolomnya, alasannya wajib ditulis di kolom catatan. "
    "Baris yang hanya berisi rumus yang belum pernah dihitung tidak dinilai.",
    check=check,
    columns=_columns,
    spoils=("code", "place", "figure", "target"),
    waits=("NOM-001", "NOM-011", "STR-004"),
    causes=(
        CauseKind(),
        # A formula that looks up what belongs to the code of its row, or has nothing to add up, gives way to what is typed.
        CauseKind(
            "cari",
            Text("Rumus tidak memberi isi", "A formula gives nothing"),
            Text(
                "Rumus di sel ini tidak memberi isi: periksa kode barisnya; bila sudah benar, ketik isinya.",
                "The formula in this cell gives nothing: check the code of its row; if that is right, type what is due.",
            ),
            keeps_formulas=True,
            follows=(Follows(_OF_THE_CODE, "cell"),),
        ),
        CauseKind("rumus", Text("Rumus jumlah tidak memberi angka", "The formula of a sum gives no figure"), FORMULA),
        CauseKind(
            "jumlah",
            Text("Jumlah belum dihitung", "A sum is not calculated yet"),
            Text(
                "Hitung: renja compute, atau tombol Hitung di Excel.", "Compute: renja compute, or the button Hitung."
            ),
            mended="compute",
            shared="belum-dihitung",
        ),
    ),
    bad=Example((Put("Bab-IV", 17, "3", None),), finds="Bab-IV!C17"),
    good=Example((Put("T-C.33", 17, "8", None),)),
)
