"""Parents and grand totals: every parent is the sum of its direct children, TOTAL the sum of programs.

Declared once in a layout (``totals``), it becomes the template's SUMIFS, the sum in ``compute`` and the
JML checks.
"""

from __future__ import annotations

import pandas as pd

from rules.codes import parent_of
from rules.diagnosis import diagnose_sum
from rules.hierarchy import pairs
from rules.judgement import Judgement, Mask
from rules.money import in_rupiah
from rules.rule import Text, totalled
from rules.view import View

PROGRAM, TOTAL = 2, 99
"""Levels of programs, and of the grand total: above any depth of a table in groups."""

UNREADABLE_MONEY = ("STR-004", "STR-010", "STR-011", "ANG-001", "ANG-002", "ANG-003")
"""Rules whose findings leave an amount that nothing can be reckoned with."""

_APART = {"program": ("LTS-002",)}
"""Rules that tell in a group of tables which cell is odd: its sum is not told again."""

_PROGRAMS = Text("seluruh program", "all programs")
_ROWS = Text("semua baris yang dijumlahkan", "all rows it adds up")
_CODE_FAULTS = ("STR-010", "STR-004", "NOM-001", "NOM-011", "NOM-006", "NOM-004", "NOM-007", "NOM-014")


def excel_children(level: int, sub_digits: int) -> str:
    """Wildcard that follows a parent's code to match its direct children only."""
    return (".??", ".??", ".?.??", "." + "?" * sub_digits)[level]


def excel_parent(amounts: str, codes: str, code: str, level: int, sub_digits: int) -> str:
    """Native formula of one parent: sum of the rows whose code is one level below.

    >>> excel_parent("F$11:F$60", "$A$11:$A$60", "$A12", 2, 2)
    '=SUMIFS(F$11:F$60,$A$11:$A$60,$A12&".?.??")'
    """
    return f'=SUMIFS({amounts},{codes},{code}&"{excel_children(level, sub_digits)}")'


def excel_any(amounts: str, codes: str, code: str, sub_digits: int) -> str:
    """Native formula for a row whose code is still to be typed: a parent's sum, or empty for a leaf."""
    parent = [excel_parent(amounts, codes, code, level, sub_digits)[1:] for level in range(4)]
    return (
        f"=IF(LEN({code})=7,{parent[2]},IF(LEN({code})=12,{parent[3]},"
        f'IF(OR(LEN({code})=1,LEN({code})=4),{parent[0]},"")))'
    )


def excel_total(amounts: str, codes: str) -> str:
    """Native formula of the grand total: sum of the programs."""
    return f'=SUMIFS({amounts},{codes},"?.??.??")'


def top_level(view: View) -> Mask:
    """Rows the grand total adds up: programs, or the highest level a workbook has where it has none."""

    def make() -> Mask:
        levels = view.codes["level"].where(view.coded, TOTAL)
        by_doc = levels.groupby(view.frame["doc"])
        has_program = (levels == PROGRAM).groupby(view.frame["doc"]).transform("any")
        wanted = by_doc.transform("min").where(~has_program, PROGRAM)
        return view.coded & (levels == wanted).to_numpy()

    return view.cached("top_level", make)  # type: ignore[no-any-return]


def _doubtful(view: View, column: str) -> tuple[set[str], set[int]]:
    """Parents (by key) and workbooks (for their TOTAL) whose sum rests on a cell that is already blamed."""
    codes, doc = view.codes, view.frame["doc"]
    parents: set[str] = set()
    totals: set[int] = set()
    cells = view.blamed(column, *UNREADABLE_MONEY, *_APART.get(view.layout.group, ())) & ~view.total
    parents.update(pairs(view, "induk")[cells])
    totals.update(int(number) for number in doc[cells & top_level(view)])
    if view.layout.hierarchy != "kode":
        return parents | _under_guesses(view), totals
    broken = view.blamed(view.layout.by_role("kode") or "", *_CODE_FAULTS)
    if not broken.any():
        return parents, totals
    above = codes["kode"].where(view.coded).groupby(doc).ffill()
    for position in view.frame.index[broken]:
        number, code = int(doc[position]), codes["kode"][position]
        # Its parents by code and by position: the row may belong to either.
        for start in (parent_of(code) if code else None, above.shift()[position]):
            while isinstance(start, str):
                parents.add(f"{number} {start}")
                start = parent_of(start)
        totals.add(number)
    return parents, totals


def _under_guesses(view: View) -> set[str]:
    """Parents (by key) that a row of guessed level belongs to, or would if the guess were wrong."""
    above = dict(zip(pairs(view, "kode"), pairs(view, "induk"), strict=True))
    guessed = view.codes["status"] == "ditebak"
    unsure = set(pairs(view, "kode")[guessed])
    found: set[str] = set()
    for start in pairs(view, "induk")[guessed]:
        while start in unsure:
            found.add(start)
            start = above.get(start, "")
        found |= {start, above.get(start, "")}
    return found - {""}


def misled(view: View, column: str) -> Mask:
    """Formulas that look for their details by the code of their own row, where that code is miswritten."""
    return view.has_formula(column) & view.blamed(view.layout.by_role("kode") or "", "NOM-010", "NOM-011")


def sums(view: View, column: str) -> pd.DataFrame:
    """What each parent and total row should hold, indexed like the view.

    Columns: `expected` (Int64; NA where the row is neither), `level` (code level, :data:`TOTAL` for the grand total), `deferred`
    (a child is already blamed) and `mended` (the sum with each child put right where it is itself off).
    """

    def make() -> pd.DataFrame:
        amounts = view.money(column)["amount"].fillna(0)
        codes, doc = view.codes, view.frame["doc"]
        children = view.coded & codes["induk"].notna()
        own, above, top = pairs(view, "kode"), pairs(view, "induk"), top_level(view)

        def add(values: pd.Series) -> pd.Series:
            by_parent = values[children].groupby(above[children]).sum()
            by_doc = values[top].groupby(doc[top]).sum()
            parents = own.map(by_parent).where(view.coded).astype("Int64")
            return parents.where(~view.total, doc.map(by_doc).astype("Int64"))

        expected = add(amounts)
        mended = add(expected.where(expected.notna(), amounts))
        parents, totals = _doubtful(view, column)
        deferred = (own.isin(parents) & view.coded) | (doc.isin(totals) & view.total)
        level = codes["level"].where(~view.total, TOTAL)
        return pd.DataFrame({"expected": expected, "level": level, "deferred": deferred, "mended": mended})

    return view.cached(f"sums:{column}", make)  # type: ignore[no-any-return]


def parts(view: View, column: str, position: int) -> list[tuple[str, int]]:
    """The rows a parent or total adds up: their keys and amounts."""
    doc = view.frame["doc"] == view.frame["doc"][position]
    if view.total[position]:
        rows = doc & top_level(view)
    else:
        rows = doc & view.coded & (view.codes["induk"] == view.codes["kode"][position])
    amounts = view.money(column)["amount"]
    return [(str(view.keys[row]), int(amounts[row])) for row in view.frame.index[rows] if pd.notna(amounts[row])]


def _copied_from(view: View, position: int, found: int) -> str:
    """Another table in which the same row holds the amount found."""
    key, doc = view.keys[position], view.doc_of(position)
    for other in view.session.group(view):
        for money in totalled(other.layout):
            same = (other.frame["doc"] == doc) & (other.keys == key)
            if found and (other.money(money)["amount"][same] == found).any():
                return str(other.name)
    return ""


def _diagnose(view: View, column: str, position: int, found: int, expected: int) -> Text:
    decimals = view.layout.columns[column].decimals
    copied_from = _copied_from(view, position, found)
    return diagnose_sum(found, expected, parts(view, column, position), view.keys[position], copied_from, decimals)


def judge_level(view: View, column: str, *levels: int) -> Judgement:
    """The JML check of parents at given levels, with a diagnosis of each difference."""
    found = view.money(column)["amount"]
    due = sums(view, column)
    concerned = due["level"].isin(levels) & due["expected"].notna() & view.known_amount(column)
    # A row under a wrong code has other rows' children; its own finding stands for the sum.
    miscoded = view.blamed(view.layout.by_role("kode") or "", "NOM-014", "NOM-006")
    miscoded |= view.blamed(column, "STR-012") | misled(view, column)
    # A parent that is right once its children are put right is not at fault: the child's finding stands for both.
    follows = ((found != due["expected"]) & (found == due["mended"])).fillna(False).astype(bool)
    deferred = concerned & (due["deferred"] | follows | miscoded)
    checked = concerned & ~deferred
    bad = (checked & (found != due["expected"])).fillna(False).astype(bool)
    rows, decimals = list(view.frame.index[bad]), view.layout.columns[column].decimals
    return view.judge(
        checked,
        bad,
        deferred=deferred,
        value=[in_rupiah(int(found[row]), decimals) for row in rows],
        expected=[in_rupiah(int(due["expected"][row]), decimals) for row in rows],
        difference=[in_rupiah(int(found[row] - due["expected"][row]), decimals) for row in rows],
        details=_PROGRAMS if view.layout.by_role("pagu") else _ROWS,
        diagnosis=[_diagnose(view, column, row, int(found[row]), int(due["expected"][row])) for row in rows],
    )
