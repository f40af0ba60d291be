"""Parents and grand totals held against what they add up: the ground of the JML rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rules.arrays import Mask, Numbers, any_in_doc
from rules.calculation.sums import families
from rules.comparison.diagnosis import diagnose_sum
from rules.comparison.doubtful_sums import doubtful, over_adrift, wrong_anyhow
from rules.comparison.slips import cells_behind, put_right
from rules.comparison.sum_ranges import of_formula
from rules.engine.rule import totalled
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.readings import Wholes
from rules.frames.tree import CODE_OF_ANOTHER_ROW
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind, Follows
from rules.values.codes import SUB
from rules.values.money import in_rupiah

TOTAL = 99
"""The level of the grand total: above any depth of a table in groups."""

SUM_CAUSES = (
    CauseKind(
        remedy=Text(
            "Perbaiki jumlahnya bila rinciannya benar, atau perbaiki rinciannya.",
            "Correct the sum if its details are right, or correct the details.",
        ),
        mended="expected",
        follows=(Follows(("NOM-010", "NOM-011"), "sum"),),
    ),
    CauseKind(
        "rincian",
        Text("Jumlah tidak cocok dengan rincian yang salah ketik", "A sum does not fit a mistyped detail"),
        Text(
            "Perbaiki rincian yang salah ketik; jumlahnya sendiri benar.",
            "Correct the mistyped detail; the sum is right.",
        ),
        keeps_formulas=True,
        follows=(Follows(("LTS-002", "LTS-004"), "cell"),),
    ),
    CauseKind(
        "kosong",
        Text("Jumlah memuat rincian yang masih kosong", "A sum counts on details that are empty"),
        Text(
            "Isi rincian yang kosong, tanda - bila nihil; atau perbaiki jumlahnya.",
            "Fill in the empty details, - if nil; or correct the sum.",
        ),
        keeps_formulas=True,
        follows=(Follows(("STR-010", "TUR-009"), "cell"),),
    ),
    CauseKind(
        "teks",
        Text(
            "Rumus jumlah melewatkan angka yang tersimpan sebagai teks",
            "The formula of a sum passes over numbers stored as text",
        ),
        Text(
            "Ketik rincian itu sebagai angka; rumusnya sendiri benar.",
            "Type that detail as a number; the formula itself is right.",
        ),
        keeps_formulas=True,
        follows=(Follows(("ANG-004",), "cell"),),
    ),
)
"""What lies behind a sum that is off: the figure itself, a detail that is mistyped, empty or stored as text or, where a formula seeks its details by code, their codes."""

_MOST_NAMED = 4
_PROGRAMS = Text("seluruh program", "all programs")
_ROWS = Text("semua baris yang dijumlahkan", "all rows it adds up")


def misled(view: View, column: str, *miswritten: str) -> Mask:
    """Formulas that look for their details by the code of their own row, where these rules blame that code."""
    return view.has_formula(column) & view.blamed(view.column_of("kode"), *miswritten)


def _of_any_level(view: View, code: str) -> Mask:
    """Rows under a code that nobody can read, or that nothing names: parents, maybe, of some level."""
    if view.layout.hierarchy == "kode":
        return view.data & ~view.coded & view.blamed(code, "place")
    return view.unnamed & ~families(view).due & (view.layout.hierarchy != "datar")


def _bereft(view: View, code: str) -> Mask:
    """Rows of workbooks in which a code is at fault: they may be parents whose details nobody finds."""
    if view.layout.hierarchy != "kode":
        return np.zeros(len(view.frame), dtype=bool)
    return view.coded & (view.levels.level < SUB) & any_in_doc(view.blamed(code, "place"), view.docs)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the rows of a column should hold that add up others; arrays over the view, amounts in the smallest unit.

    ``due`` marks the parents and total rows that have anything to add up, ``level`` is the code level
    (:data:`TOTAL` for the grand total), ``deferred`` where a child is already blamed, ``mended`` the sum with each
    child put right where it is itself off, and ``settled`` that with all below it put right.
    """

    expected: Numbers
    due: Mask
    level: Numbers
    deferred: Mask
    mended: Numbers
    settled: Numbers


@once
def sums(view: View, column: str) -> Sums:
    """What each parent and total row of a money column should hold."""
    amounts, family = view.money(column).whole, families(view)
    expected = family.add(amounts)
    level = np.where(view.total, TOTAL, view.levels.level)
    mended = family.add(np.where(family.due, expected, amounts))
    settled = family.add(family.settled(amounts, family.due & view.coded))
    return Sums(expected, family.due, level, doubtful(view, column), mended, settled)


@once
def _meant(view: View, column: str) -> Numbers:
    """What each row should hold that is added up: mistyped details what they were meant to, sums what their details come to.

    A sum stays as it is of which a detail cannot be read, or that is more than its details while one of them is empty:
    that one is missing.
    """
    family, money, blank = families(view), view.money(column), view.blank(column)
    unread = family.add((~view.known_amount(column) & ~blank).astype(np.int64)) > 0
    unread |= over_adrift(view, column)
    lacking = (family.add(blank.astype(np.int64)) > 0) & (money.whole > sums(view, column).expected)
    return family.settled(put_right(view, column), family.due & view.coded & ~(unread | lacking))


def _parts(view: View, column: str, position: int) -> list[tuple[str, int]]:
    """The rows a parent or total adds up: their keys, and what they should hold."""
    none, due = view.money(column).none, _meant(view, column)
    return [(str(view.keys[row]), int(due[row])) for row in families(view).of(position) if not none[row]]


def _put_right_first(view: View, column: str, position: int) -> Text:
    """Which rows a sum adds up with another amount than they hold."""
    changed = _meant(view, column) != view.money(column).whole
    rows = [row for row in families(view).of(position) if changed[row]]
    if not rows:
        return NOTHING
    cells = ", ".join(view.cell(column, row)[1] for row in rows[:_MOST_NAMED]) + (
        " …" if len(rows) > _MOST_NAMED else ""
    )
    return Text(f"{cells} dihitung sebesar yang seharusnya.", f"{cells} is counted as it should be.")


def _copied_from(view: View, position: int, found: int) -> str:
    """Another table in which the same row holds the amount found."""
    key, doc = view.keys[position], view.doc_of(position)
    for other in view.session.group(view):
        for money in totalled(other.layout):
            same = (other.docs == doc) & (other.keys == key)
            if found and (other.money(money).whole[same] == found).any():
                return str(other.name)
    return ""


def _diagnose(view: View, column: str, position: int, found: int, expected: int) -> Text:
    told = of_formula(view, column, position)
    if told.id:
        return told
    decimals = view.layout.columns[column].decimals
    copied_from = _copied_from(view, position, found)
    # What it names are figures as the table prints them.
    factor = view.table_of(position).factor(column)
    parts = [(key, amount // factor) for key, amount in _parts(view, column, position)]
    return diagnose_sum(found // factor, expected // factor, parts, view.keys[position], copied_from, decimals)


@dataclass(frozen=True, slots=True)
class _Behind:
    """What lies behind a sum that is off: the kind of cause, the cells at fault other than its own, and what is said of it."""

    cause: str
    cells: list[tuple[str, str]]
    words: Text


def _behind(view: View, column: str, position: int, found: int, expected: int) -> _Behind:
    left_out = _left_out_as_text(view, column, position) if found < expected else []
    if left_out and found == expected - sum(int(view.money(column).whole[row]) for row in left_out):
        texts = [view.cell(column, row) for row in left_out]
        cells = ", ".join(cell for _, cell in texts)
        told = Text(
            f"{cells} tersimpan sebagai teks, sehingga dilewati rumusnya.",
            f"{cells} is stored as text, so the formula passes over it.",
        )
        return _Behind("teks", texts, told)
    slips = cells_behind(view, column, position)
    if slips:
        cells = ", ".join(cell for _, cell in slips)
        told = Text(f"Rincian di {cells} tampaknya salah ketik.", f"The detail in {cells} seems to be mistyped.")
        return _Behind("rincian", slips, told)
    empty = [view.cell(column, row) for row in families(view).of(position) if view.blank(column)[row]]
    if empty and found > expected:
        cells = ", ".join(cell for _, cell in empty)
        return _Behind("kosong", empty, Text(f"Rincian di {cells} masih kosong.", f"The details in {cells} are empty."))
    adrift = expected - int(sums(view, column).expected[position])
    due = int(families(view).add(_meant(view, column))[position]) + adrift
    first, then = _put_right_first(view, column, position), _diagnose(view, column, position, found, due)
    return _Behind("", [], Text.joined(" ", [first, then]))


def _left_out_as_text(view: View, column: str, position: int) -> list[int]:
    """The rows that a formula should add up and that hold their amount as text."""
    if not view.has_formula(column)[position]:
        return []
    texts = view.money(column).status.among("teks")
    return [row for row in families(view).of(position) if texts[row]]


def _rounding(view: View, column: str) -> Numbers:
    """How far a sum may be off because it and what it adds up are rounded to the scale of their table; else nought."""
    steps = _steps(view.money(column))
    slack: Numbers = (families(view).add(steps) + steps) // 2
    return slack


def _steps(money: Wholes) -> Numbers:
    """How far amounts lie apart that each may stand for: nought, or the scale of its table as far as no decimals part it (`35,5` million)."""
    span, steps = np.asarray(money.span), np.minimum(money.span, 1)
    while (coarser := (steps * 10 <= span) & (steps > 0) & (money.whole % np.maximum(steps * 10, 1) == 0)).any():
        steps = np.where(coarser, steps * 10, steps)
    return steps


def judge_level(view: View, column: str, *levels: int) -> Judgement:
    """The JML check of parents at given levels, with a diagnosis of each difference."""
    found, due, known = view.money(column).whole, sums(view, column), view.known_amount(column)
    parents = np.isin(due.level, levels) & due.due
    concerned = parents & known
    # A row under a wrong code has other rows' children; its own finding stands for the sum.
    code = view.column_of("kode")
    miscoded = view.blamed(code, *CODE_OF_ANOTHER_ROW)
    miscoded |= view.blamed(column, "STR-012") | misled(view, column, "NOM-011")
    # A parent that is right once its children are put right is not at fault: the child's finding stands for both.
    slack = _rounding(view, column)
    differs = np.abs(found - due.expected) > slack
    off_anyhow, beside = wrong_anyhow(view, column, slack, due.expected, due.mended, due.settled)
    put_off = due.deferred & ~off_anyhow
    deferred = concerned & (put_off | (differs & ((found == due.mended) | (found == due.settled))) | miscoded)
    # One that is right only because a sum below it was left out, or is wrong itself, may be wrong once that is put right.
    over_wrong = concerned & ~differs & (families(view).add((due.due & differs).astype(np.int64)) > 0)
    if over_wrong.any():
        deferred |= over_wrong & (families(view).add(_meant(view, column)) != found)
    checked = concerned & ~deferred
    deferred |= parents & ~known & view.blamed(column, "figure")
    deferred |= _of_any_level(view, code) & known
    deferred |= _bereft(view, code) & np.isin(due.level, levels) & ~due.due & known
    bad = checked & differs
    rests = due.expected + beside
    rows, decimals = np.flatnonzero(bad).tolist(), view.layout.columns[column].decimals
    behind = [_behind(view, column, row, int(found[row]), int(rests[row])) for row in rows]
    # Where the sum is wrong besides, its details count in it with what they should hold.
    owed_in_all = families(view).add(_meant(view, column)) + beside if rows else rests
    owed = [int((rests if told.cells else owed_in_all)[row]) for row, told in zip(rows, behind, strict=True)]
    return view.judge(
        checked,
        bad,
        deferred=deferred,
        value=[in_rupiah(int(found[row]), decimals) for row in rows],
        expected=[in_rupiah(amount, decimals) for amount in owed],
        difference=[in_rupiah(int(found[row]) - amount, decimals) for row, amount in zip(rows, owed, strict=True)],
        details=_PROGRAMS if view.layout.by_role("pagu") else _ROWS,
        diagnosis=[told.words for told in behind],
        cause=[told.cause for told in behind],
        rests_on=[told.cells for told in behind],
    )
